//! What was measured at one size, kept in a file between the processes that measure it.

use serde::{Deserialize, Serialize};
use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::Path;

/// Percentiles of times, in milliseconds.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub struct Latency {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

impl Latency {
    /// The percentiles of some times.
    pub fn of(mut taken: Vec<f64>) -> Self {
        taken.sort_by(f64::total_cmp);
        let at = |share: f64| taken.get((taken.len() as f64 * share) as usize).copied().unwrap_or_default();
        Self { p50: at(0.50), p95: at(0.95), p99: at(0.99) }
    }
}

impl Display for Latency {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} / {:.2} / {:.2}", self.p50, self.p95, self.p99)
    }
}

/// Everything measured at one size.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Texts in the index, besides the town halls.
    pub size: usize,
    pub build_s: f64,
    pub disk_mb: f64,
    pub open_ms: f64,
    /// Resident memory after all questions, and the part of it that is not a mapped file.
    pub memory_mb: f64,
    pub anonymous_mb: f64,
    pub read: Latency,
    pub search: Latency,
    pub suggest: Latency,
    pub bad: Latency,
}

impl Figures {
    /// Nothing measured yet.
    pub fn of(size: usize) -> Self {
        Self { size, ..Self::default() }
    }

    pub fn read(work: &Path, size: usize) -> Result<Self, Box<dyn Error>> {
        Ok(serde_json::from_str(&fs::read_to_string(work.join(format!("{size}.json")))?)?)
    }

    pub fn write(&self, work: &Path) -> Result<(), Box<dyn Error>> {
        Ok(fs::write(work.join(format!("{}.json", self.size)), serde_json::to_string_pretty(self)?)?)
    }
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: open {:.0} ms, memory {:.0} MB ({:.0} anonymous)",
            self.size, self.open_ms, self.memory_mb, self.anonymous_mb
        )?;
        let Self { read, search, suggest, bad, .. } = self;
        write!(f, "  ms, p50 / p95 / p99: read {read}, search {search}, suggest {suggest}, bad input {bad}")
    }
}

/// The figures of every size, as a table of Markdown.
pub fn table(rows: &[Figures]) -> String {
    let cells = |of: &dyn Fn(&Figures) -> String| rows.iter().map(|row| format!(" {} |", of(row))).collect::<String>();
    let mut lines =
        vec![format!("| texts |{}", cells(&|row| thousands(row.size))), format!("|---|{}", "---:|".repeat(rows.len()))];
    let mut line = |name: &str, of: &dyn Fn(&Figures) -> String| lines.push(format!("| {name} |{}", cells(of)));
    line("understanding, ms", &|row| row.read.to_string());
    line("search, ms", &|row| row.search.to_string());
    line("suggestions, a letter, ms", &|row| row.suggest.to_string());
    line("bad input, ms", &|row| row.bad.to_string());
    line("build, s", &|row| format!("{:.1}", row.build_s));
    line("open, ms", &|row| format!("{:.0}", row.open_ms));
    line("on the disk, MB", &|row| format!("{:.0}", row.disk_mb));
    line("resident memory, MB", &|row| format!("{:.0}", row.memory_mb));
    line("of it not mapped files, MB", &|row| format!("{:.0}", row.anonymous_mb));
    lines.join("\n")
}

/// A number with commas between thousands.
pub fn thousands(number: usize) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (above, rest) => format!("{},{rest:03}", thousands(above)),
    }
}
