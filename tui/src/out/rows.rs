//! A sheet as rows of a given width: wrapped, marked, and with an empty row between sections.

use crate::ui::wrap::{width, wrap};
use guichet_core::layout::{Kind, Line, Role, Start};
use guichet_core::sheet::{Part, Section, Sheet};
use guichet_core::text::dated::clean;

/// How much a row stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Ordinary words.
    Plain,
    /// A name, a heading or a number.
    Strong,
    /// The title of the sheet.
    Title,
}

/// One row on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its words, without control characters; empty between sections.
    pub(crate) text: String,
    /// How much it stands out.
    pub(crate) weight: Weight,
    /// It is the last row of a heading: a medium without bold letters may underline it.
    pub(crate) ends_heading: bool,
}

/// Where the French of a sheet in two languages stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// Below each section in the person's language.
    Below,
    /// Beside it; below all the same where one of them is written from right to left, since whoever lays such a row out
    /// turns all of it.
    Beside,
}

/// Columns between two languages.
const GAP: u16 = 4;
/// What stands before a paper, to be ticked off, and before what is ticked.
const BOX: &str = "[ ] ";
const TICKED: &str = "[x] ";
/// From so many columns on, a gauge has a bar; where it begins, and the longest one.
const WITH_BARS: u16 = 60;
const BAR_AT: u16 = 44;
const BAR: u32 = 30;

/// The rows of a sheet, at most so wide.
pub(crate) fn rows(sheet: &Sheet, columns: u16, arrangement: Arrangement) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let turned = sheet.languages.iter().any(|lang| lang.is_rtl());
    for section in &sheet.sections {
        if !rows.is_empty() {
            rows.push(Row::empty());
        }
        match arrangement {
            Arrangement::Beside if !turned && !section.is_alone() => beside(section, columns, &mut rows),
            Arrangement::Beside | Arrangement::Below => below(section, columns, &mut rows),
        }
    }
    rows
}

fn below(section: &Section, columns: u16, rows: &mut Vec<Row>) {
    for (at, lines) in section.columns.iter().filter(|lines| !lines.is_empty()).enumerate() {
        if at > 0 {
            rows.push(Row::empty());
        }
        rows.extend(of_lines(lines, section.part, columns).concat());
    }
}

fn beside(section: &Section, columns: u16, rows: &mut Vec<Row>) {
    let count = u16::try_from(section.columns.len()).unwrap_or(1).max(1);
    let each = columns.saturating_sub(GAP * (count - 1)) / count;
    let mut sides: Vec<Vec<Vec<Row>>> =
        section.columns.iter().map(|lines| of_lines(lines, section.part, each)).collect();
    // Where both say the same lines, each stands beside its own.
    if sides.iter().any(|side| side.len() != sides[0].len()) {
        sides = sides.into_iter().map(|side| vec![side.concat()]).collect();
    }
    for line in 0..sides.first().map(Vec::len).unwrap_or_default() {
        for at in 0..sides.iter().map(|side| side[line].len()).max().unwrap_or_default() {
            let mut joined = Row::empty();
            for (number, side) in (0..).zip(&sides) {
                let Some(row) = side[line].get(at) else { continue };
                let until = number * (each + GAP);
                let missing = until.saturating_sub(width(&joined.text));
                joined.text.extend(std::iter::repeat_n(' ', missing.into()));
                joined.text.push_str(&row.text);
                joined.weight = joined.weight.max(row.weight);
            }
            rows.push(joined);
        }
    }
}

impl Row {
    fn empty() -> Self {
        Self { text: String::new(), weight: Weight::Plain, ends_heading: false }
    }
}

/// The rows of each line. Two parts of the foot have nothing to do with one another: a row stands between them.
fn of_lines(lines: &[Line], part: Part, columns: u16) -> Vec<Vec<Row>> {
    let apart = |line: &Line| part == Part::Foot && line.start == Start::Block;
    let before = |line: &Line| if apart(line) { vec![Row::empty()] } else { Vec::new() };
    lines.iter().map(|line| [before(line), of_line(line, part, columns)].concat()).collect()
}

/// The bar of a gauge; anything that is not nothing has one.
fn bar(line: &Line, columns: u16) -> String {
    match line.kind {
        Kind::Gauge { done, total } if columns >= WITH_BARS => {
            let long = (u64::from(done) * u64::from(BAR)).div_ceil(u64::from(total.max(1))).min(BAR.into());
            "█".repeat(long as usize)
        }
        _ => String::new(),
    }
}

fn of_line(line: &Line, part: Part, columns: u16) -> Vec<Row> {
    let bar = bar(line, columns);
    if !bar.is_empty() {
        let mut rows = of_line_without_bar(line, part, BAR_AT - 2);
        if let Some(row) = rows.last_mut() {
            let missing = BAR_AT.saturating_sub(width(&row.text));
            row.text.extend(std::iter::repeat_n(' ', missing.into()));
            row.text.push_str(&bar);
        }
        return rows;
    }
    of_line_without_bar(line, part, columns)
}

fn of_line_without_bar(line: &Line, part: Part, columns: u16) -> Vec<Row> {
    let mark = match line.kind {
        Kind::Entry if part == Part::Papers => BOX,
        Kind::Box { ticked } => {
            if ticked {
                TICKED
            } else {
                BOX
            }
        }
        Kind::Entry => "- ",
        Kind::Notice => "! ",
        _ => "",
    };
    let weight = match line.kind {
        Kind::Title => Weight::Title,
        Kind::Heading | Kind::Place | Kind::Emergency | Kind::Phone | Kind::PlacePhone => Weight::Strong,
        _ if !line.part(Role::Number).is_empty() => Weight::Strong,
        _ => Weight::Plain,
    };
    let indent = usize::from(line.depth) * 2;
    let hang = u16::try_from(indent).unwrap_or_default() + width(mark);
    let pieces = wrap(&clean(&line.text(), usize::MAX), columns.saturating_sub(hang));
    let last = pieces.len().saturating_sub(1);
    let heads = matches!(line.kind, Kind::Title | Kind::Heading);
    let row = |(at, piece): (usize, String)| {
        let before = if at == 0 { format!("{:indent$}{mark}", "") } else { " ".repeat(hang.into()) };
        Row { text: format!("{before}{piece}"), weight, ends_heading: heads && at == last }
    };
    pieces.into_iter().enumerate().map(row).collect()
}
