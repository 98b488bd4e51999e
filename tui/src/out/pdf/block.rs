//! The lines of a sheet as rows of one column: how each kind of line looks on paper.

use super::fonts::Fonts;
use super::paragraph::{Look, Order, Paragraph, Run, TextRow, Tint};
use guichet_core::layout::{Kind, Line, Role, Start};
use guichet_core::sheet::Part;
use guichet_core::text::dated::clean;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Where a column stands on the page, in points from its left edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    pub(super) left: f32,
    pub(super) width: f32,
    /// Its language is written from right to left.
    pub(super) rtl: bool,
}

/// What a row belongs to: numbers of its section, of its column in it, of its line in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    pub(super) section: usize,
    pub(super) column: usize,
    pub(super) line: usize,
}

/// What is drawn beside the words of a row; `x` from the left edge of the page, `up` above the line of the words.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// What stands before an entry.
    Bullet(Run),
    /// A box to tick, or one that is crossed already.
    Tick { x: f32, up: f32, side: f32, crossed: bool },
    /// A bar along a row.
    Bar { x: f32, width: f32, tint: Tint },
    /// A line across the column, at the top of the row.
    Across { x: f32, width: f32, thick: f32, tint: Tint },
    /// The code to scan, so wide and high, at the top of the row.
    Code { x: f32, side: f32 },
}

/// One row on a page.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) owner: Owner,
    /// Space above it, but at the top of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    /// From its top to the line that its words stand on.
    pub(super) baseline: f32,
    /// It does not stand alone at the foot of a page.
    pub(super) keeps: bool,
    /// The left end of its words, from the left edge of the page.
    pub(super) x: f32,
    pub(super) words: TextRow,
    pub(super) marks: Vec<Mark>,
}

impl Row {
    /// Its height with the space above it.
    pub(super) fn room(&self) -> f32 {
        self.before + self.height
    }
}

/// The size of ordinary words, in points: of a sheet in one column, and in two beside one another.
pub(super) const WIDE: f32 = 11.0;
pub(super) const NARROW: f32 = 10.0;

/// Between two sections, and from the line that parts them to the words below it.
const SECTION: f32 = 14.0;
const BELOW_LINE: f32 = 9.0;

/// Bars and what stands before an entry, in sizes of ordinary words.
const HANG: f32 = 1.5;
const INDENT: f32 = 1.2;

/// The rows of a line of a sheet in a column. `size`: that of ordinary words.
pub(super) fn rows(fonts: &Fonts, line: &Line, part: Part, column: Column, owner: Owner, size: f32) -> Vec<Row> {
    let (paragraph, is_small) = paragraph(line, part, size);
    let rtl = paragraph.is_rtl(column.rtl);
    let hangs = matches!(line.kind, Kind::Entry | Kind::Box { .. } | Kind::Notice | Kind::Emergency);
    let tick = match line.kind {
        Kind::Box { ticked } => Some(ticked),
        Kind::Entry if part == Part::Papers => Some(false),
        _ => None,
    };
    let indent = f32::from(line.depth) * INDENT * size;
    let hang = if hangs { HANG * size } else { 0.0 };
    // A column that is nothing but indents still has room for a word.
    let width = (column.width - indent - hang).max(column.width / 3.0);
    // The bar of a gauge stands beside its words.
    let width = if matches!(line.kind, Kind::Gauge { .. }) { width * BAR_AT } else { width };
    let words = paragraph.rows(fonts, width, column.rtl);
    let count = words.len();
    let is_heading = matches!(line.kind, Kind::Title | Kind::Heading | Kind::Place | Kind::Case | Kind::Advice);
    let start = |from: f32, wide: f32| if rtl { column.left + column.width - from - wide } else { column.left + from };
    let row = |(at, words): (usize, TextRow)| {
        let is_first = at == 0;
        let above = if is_first { before(line, part, size, is_small) } else { 0.0 };
        let (height, baseline) = (words.above + words.below, words.above);
        let mut marks = Vec::new();
        match line.kind {
            Kind::Entry | Kind::Box { .. } if is_first && tick.is_some() => {
                let side = size * 0.82;
                let crossed = tick == Some(true);
                marks.push(Mark::Tick { x: start(indent, side), up: size * 0.74, side, crossed });
            }
            Kind::Entry if is_first => {
                let look = Look { size: if is_small { size * SMALL } else { size }, bold: true, tint: Tint::Accent };
                let mut bullet = Paragraph::default();
                bullet.push("•", look, Order::Prose);
                let drawn = bullet.rows(fonts, width, false).into_iter().next();
                marks.extend(drawn.and_then(|row| row.runs.into_iter().next().map(|run| (run, row.width))).map(
                    |(mut run, wide)| {
                        run.x = start(indent + size * 0.3, wide);
                        Mark::Bullet(run)
                    },
                ));
            }
            Kind::Gauge { done, total } if at + 1 == count => {
                let wide = column.width * (1.0 - BAR_AT) * (done as f32 / total.max(1) as f32).min(1.0);
                marks.push(Mark::Bar { x: start(column.width * BAR_AT, wide), width: wide, tint: Tint::Accent });
            }
            Kind::Notice | Kind::Emergency => {
                let tint = if line.kind == Kind::Notice { Tint::Muted } else { Tint::Ink };
                marks.push(Mark::Bar { x: start(indent + size * 0.35, BAR), width: BAR, tint });
            }
            _ => {}
        }
        // The first rows of a paragraph stand together, and so do the last: none is alone on a page.
        let keeps = is_heading || (count > 1 && (is_first || at + 2 == count));
        let x = start(indent + hang, words.width);
        Row { owner, before: above, height, baseline, keeps, x, words, marks }
    };
    words.into_iter().enumerate().map(row).collect()
}

/// Width of a bar along a row, in points.
const BAR: f32 = 2.4;
/// Where the bar of a gauge begins, in parts of the column.
const BAR_AT: f32 = 0.55;

/// Sizes, in those of ordinary words.
const TITLE: f32 = 1.7;
const HEADING: f32 = 1.25;
const NUMBER: f32 = 1.45;
const URGENT: f32 = 1.9;
const SMALL: f32 = 0.82;

/// The words of a line with their looks, and whether they are small.
fn paragraph(line: &Line, part: Part, size: f32) -> (Paragraph, bool) {
    let is_small = matches!(part, Part::Sources | Part::Foot) || line.kind == Kind::Source;
    let plain = if is_small { size * SMALL } else { size };
    let words = |size, bold, tint| Look { size, bold, tint };
    let base = match line.kind {
        Kind::Title => words(size * TITLE, true, Tint::Accent),
        Kind::Heading | Kind::Place if is_small => words(plain * 1.1, true, Tint::Accent),
        Kind::Heading | Kind::Place => words(size * HEADING, true, Tint::Accent),
        Kind::Case | Kind::Advice => words(plain, true, Tint::Ink),
        Kind::Source => words(plain, false, Tint::Muted),
        _ => words(plain, false, Tint::Ink),
    };
    let mut paragraph = Paragraph::default();
    for (text, role) in line.pieces() {
        let (look, order) = match (line.kind, role) {
            (Kind::Emergency, Role::Number) => (words(size * URGENT, true, Tint::Ink), Order::Number),
            (_, Role::Number) => (words(size * NUMBER, true, Tint::Ink), Order::Number),
            (_, Role::Link) => (base, Order::Address),
            (_, Role::Strong | Role::Amount) => (Look { bold: true, ..base }, Order::Prose),
            _ => (base, Order::Prose),
        };
        paragraph.push(&written(&text), look, order);
    }
    (paragraph, is_small)
}

/// Space above a line.
fn before(line: &Line, part: Part, size: f32, is_small: bool) -> f32 {
    match (line.start, line.kind) {
        // The line that parts two sections stands above it.
        (Start::Part, _) => 0.0,
        (_, Kind::Phone | Kind::PlacePhone) => size * 0.3,
        (Start::Block, _) if is_small && part != Part::Foot => size * 0.25,
        (Start::Block, _) => size * 0.55,
        (Start::Nothing, Kind::Gauge { .. }) => size * 0.35,
        (Start::Nothing, Kind::Box { .. }) => size * 0.4,
        (Start::Nothing, Kind::Entry) => size * if part == Part::Papers { 0.4 } else { 0.2 },
        (Start::Nothing, _) => size * 0.1,
    }
}

/// The row that begins a section: a line across the page, but above the title and what follows it.
pub(super) fn parting(part: Part, column: Column, owner: Owner) -> Option<Row> {
    let (tint, thick, before, height) = match part {
        Part::Title => return None,
        _ if owner.section == 1 => (Tint::Accent, 1.6, 6.0, BELOW_LINE),
        _ => (Tint::Faint, 0.8, SECTION, BELOW_LINE),
    };
    let marks = vec![Mark::Across { x: column.left, width: column.width, thick, tint }];
    Some(Row { owner, before, height, baseline: 0.0, keeps: true, x: column.left, words: TextRow::default(), marks })
}

/// Marks of one letter: more of them would be drawn over the rows above.
const MARKS: usize = 4;

/// A text as it may be written: no control, no direction that is not its own, no character that nobody sees, letters of
/// Arabic that were joined by hand as letters.
pub(super) fn written(text: &str) -> String {
    let cleaned = clean(text, usize::MAX);
    let is_unseen = |c: char| matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..);
    let seen = cleaned.chars().filter(|c| !is_unseen(*c)).map(|c| match c {
        '\u{2028}' | '\u{2029}' => '\n',
        // Nobody but the writer knows what these mean.
        '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}'..='\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    });
    let mut out = String::with_capacity(cleaned.len());
    let mut marks = 0;
    for c in seen {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
        }
        if matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}') {
            out.extend(std::iter::once(c).nfkc());
        } else {
            out.push(c);
        }
    }
    out.nfc().collect()
}
