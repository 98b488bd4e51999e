//! The plot of latency and size against the corpus: SVG, both axes logarithmic.

use crate::figures::{Figures, thousands};
use std::fmt::Write;

/// A curve: its name, its colour, what it shows of the figures.
type Curve = (&'static str, &'static str, fn(&Figures) -> f64);

const LATENCY: [Curve; 4] = [
    ("search, p95", "#b3261e", |row| row.search.p95),
    ("search, p50", "#e07a5f", |row| row.search.p50),
    ("suggestions, p95", "#1d5fa8", |row| row.suggest.p95),
    ("understanding, p95", "#5a8f3c", |row| row.read.p95),
];
const SIZE: [Curve; 3] = [
    ("index on the disk", "#6b4fa0", |row| row.disk_mb),
    ("resident memory", "#b3261e", |row| row.memory_mb),
    ("memory, not mapped files", "#e07a5f", |row| row.anonymous_mb),
];

/// One panel: inner width and height, and room around.
const WIDTH: f64 = 330.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 60.0;

/// Draws both panels.
pub fn svg(rows: &[Figures]) -> String {
    let mut out = String::new();
    let whole = 2.0 * (LEFT + WIDTH) + 40.0;
    let tall = TOP + HEIGHT + 60.0;
    let _ = writeln!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {tall}" font-family="sans-serif" font-size="12">
<title>Latency and size against the number of texts</title>
<rect width="{whole}" height="{tall}" fill="#ffffff"/>"##
    );
    panel(&mut out, LEFT, "Latency, ms", rows, &LATENCY);
    panel(&mut out, 2.0 * LEFT + WIDTH + 20.0, "Size, MB", rows, &SIZE);
    out.push_str("</svg>\n");
    out
}

fn panel(out: &mut String, left: f64, title: &str, rows: &[Figures], curves: &[Curve]) {
    let values = || curves.iter().flat_map(|(.., of)| rows.iter().map(of)).filter(|value| *value > 0.0);
    let low = values().fold(f64::INFINITY, f64::min).log10().floor();
    let high = values().fold(f64::MIN_POSITIVE, f64::max).log10().ceil().max(low + 1.0);
    let (first, last) = (3.0_f64, 6.0_f64);
    let x = |size: f64| left + WIDTH * (size.log10() - first) / (last - first);
    let y = |value: f64| TOP + HEIGHT * (1.0 - (value.max(1e-9).log10() - low) / (high - low));
    let (right, bottom) = (left + WIDTH, TOP + HEIGHT);
    let _ = writeln!(out, r##"<text x="{left}" y="20" font-weight="bold" fill="#222">{title}</text>"##);
    for power in low as i32..=high as i32 {
        let at = y(10_f64.powi(power));
        let _ = writeln!(out, r##"<path d="M{left} {at:.1}H{right}" stroke="#ddd"/>"##);
        let value = 10_f64.powi(power);
        let _ = writeln!(
            out,
            r##"<text x="{:.1}" y="{:.1}" text-anchor="end" fill="#444">{value}</text>"##,
            left - 6.0,
            at + 4.0
        );
    }
    for power in first as i32..=last as i32 {
        let at = x(10_f64.powi(power));
        let label = thousands(10_usize.pow(power.unsigned_abs()));
        let _ = writeln!(out, r##"<path d="M{at:.1} {TOP}V{bottom}" stroke="#eee"/>"##);
        let _ = writeln!(
            out,
            r##"<text x="{at:.1}" y="{:.1}" text-anchor="middle" fill="#444">{label}</text>"##,
            bottom + 18.0
        );
    }
    let middle = left + WIDTH / 2.0;
    let _ = writeln!(
        out,
        r##"<text x="{middle:.1}" y="{:.1}" text-anchor="middle" fill="#444">texts</text>"##,
        bottom + 38.0
    );
    for (place, (name, colour, of)) in curves.iter().enumerate() {
        let points: Vec<(f64, f64)> = rows.iter().map(|row| (x(row.size as f64), y(of(row)))).collect();
        let line: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            out,
            r##"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2"/>"##,
            line.join(" ")
        );
        for (x, y) in points {
            let _ = writeln!(out, r##"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{colour}"/>"##);
        }
        let (x, y) = (left + 165.0 * (place % 2) as f64, 36.0 + 15.0 * (place / 2) as f64);
        let _ = writeln!(out, r##"<text x="{x:.1}" y="{y:.1}" fill="{colour}">— {name}</text>"##);
    }
}
