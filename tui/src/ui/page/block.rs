//! Each line of a view as rows.

use super::column::Column;
use super::{Span, span};
use crate::ui::theme::Role;
use crate::ui::wrap::{shorten, width, wrap};
use guichet_core::layout::Role as Said;
use guichet_core::layout::{Kind, Line, Start, dashed};
use guichet_core::model::OpeningState;
use guichet_core::text::dated::clean;

/// Longest text of one block; importers keep far below.
const LONGEST: usize = 50_000;

/// Cells of a gauge.
const GAUGE: u32 = 12;

/// Text from outside, once more made safe to show.
pub(super) fn safe(text: &str) -> String {
    clean(text, LONGEST)
}

/// The mark and the words of a state of opening: shape and word, never colour alone.
pub(super) fn opening(state: OpeningState) -> (Span, Role) {
    match state {
        OpeningState::Open => (span(" ● ", Role::OpenMark), Role::Open),
        OpeningState::Closed => (span(" ○ ", Role::ClosedMark), Role::Closed),
        OpeningState::Unknown => (span(" ? ", Role::UnknownMark), Role::Unknown),
    }
}

/// What stands beside an emergency number, the most generous form first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// A block three rows high, a gap before it.
    Tall,
    /// Who answers and on what terms, a gap before it.
    Airy,
    /// The same without gaps.
    Close,
    /// Who answers.
    Name,
    /// The same on one row.
    Line,
}

impl Beside {
    const ALL: [Self; 5] = [Self::Tall, Self::Airy, Self::Close, Self::Name, Self::Line];

    fn is_airy(self) -> bool {
        matches!(self, Self::Tall | Self::Airy)
    }

    /// The least height of a window that has the rows for it, and for what comes after.
    fn least(self) -> u16 {
        if self == Self::Tall { 22 } else { 0 }
    }
}

/// Columns of the blocks of numbers.
fn number_column(numbers: &[&Line]) -> usize {
    usize::from(numbers.iter().map(|number| width(number.part(Said::Number))).max().unwrap_or(0)) + 6
}

/// Columns by which what is one level deeper stands to the right.
const INDENT: u16 = 2;

/// Lines one under the other.
pub(super) fn lines(column: &mut Column, lines: &[&Line]) {
    for group in lines.chunk_by(|line, next| are_laid_out_together(line, next)) {
        let Some(first) = group.first() else { continue };
        let stands_out = matches!(first.kind, Kind::Heading | Kind::Advice | Kind::Emergency);
        match first.start {
            Start::Part if column.airy || stands_out => column.gap(),
            Start::Block if column.airy => column.gap(),
            _ => {}
        }
        let indent = u16::from(first.depth) * INDENT;
        match first.kind {
            Kind::Row { .. } => table(column, group, indent),
            Kind::Advice | Kind::Emergency => emergency(column, group, indent),
            kind if kind.is_of_place() => place(column, group, indent),
            _ => one(column, first, indent),
        }
    }
}

/// Whether two lines are of one table, of one place or of the same emergency numbers.
fn are_laid_out_together(line: &Line, next: &Line) -> bool {
    let emergency = |kind| matches!(kind, Kind::Advice | Kind::Emergency);
    let row = |kind| matches!(kind, Kind::Row { .. });
    let of_one = |of: &dyn Fn(Kind) -> bool| of(line.kind) && of(next.kind);
    next.start == Start::Nothing && (of_one(&Kind::is_of_place) || of_one(&emergency) || of_one(&row))
}

/// A line that is laid out by itself.
fn one(column: &mut Column, line: &Line, indent: u16) {
    let text = safe(&line.text());
    match line.kind {
        Kind::Title | Kind::Heading | Kind::Case => column.paragraph(&text, Role::Heading, indent),
        Kind::Notice => column.marked(span(" ! ", Role::NoticeMark), &text, Role::Notice, indent),
        Kind::Entry => column.marked(span("•", Role::Muted), &text, Role::Text, indent),
        Kind::Box { ticked } => {
            let mark = if ticked { "[x]" } else { "[ ]" };
            column.marked(span(mark, Role::Muted), &text, Role::Text, indent);
        }
        Kind::Right(_) => column.paragraph(&text, Role::Strong, indent),
        Kind::Gauge { done, total } => {
            let full = (done * GAUGE / total.max(1)).min(GAUGE) as usize;
            let drawn = format!("{}{}  ", "━".repeat(full), "┄".repeat(GAUGE as usize - full));
            column.marked(span(drawn, Role::Strong), &text, Role::Muted, indent);
        }
        Kind::Phone => {
            let name = safe(&dashed([line.part(Said::Plain), line.part(Said::Terms)]));
            column.marked(span(format!("{} ", safe(line.part(Said::Number))), Role::Phone), &name, Role::Text, indent);
        }
        Kind::Source => {
            for part in &line.spans {
                column.paragraph(&safe(&part.text), Role::Muted, indent);
            }
        }
        _ => column.paragraph(&text, Role::Text, indent),
    }
}

/// A place: open or not stands under its name, its phone last.
fn place(column: &mut Column, lines: &[&Line], indent: u16) {
    let mut lines = lines.to_vec();
    lines.sort_by_key(|line| match line.kind {
        Kind::Place => 0,
        Kind::Opening(_) => 1,
        Kind::PlacePhone => 3,
        _ => 2,
    });
    for line in lines {
        let text = line.text();
        match line.kind {
            Kind::Place if text == column.title => {}
            Kind::Place => column.paragraph(&safe(&text), Role::Strong, indent),
            Kind::Opening(state) => {
                let (mark, role) = opening(state);
                column.marked(mark, &safe(&text), role, indent);
            }
            Kind::PlacePhone => column.paragraph(&safe(&text), Role::Phone, indent),
            _ => column.paragraph(&safe(&text), Role::Text, indent),
        }
    }
}

/// Emergency numbers: each in a block of its own, with who answers beside it. However low the window is, none is
/// out of sight: what stands beside them gives way, and what to do comes after them.
fn emergency(column: &mut Column, lines: &[&Line], indent: u16) {
    let (advice, numbers): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.kind == Kind::Advice);
    let advice = advice.first().map(|advice| safe(&advice.text()));
    let wide = number_column(&numbers);
    let said = advice.as_ref().map_or(0, |advice| wrap(advice, column.width.saturating_sub(indent)).len());
    let rows = |beside: Beside| -> usize {
        numbers.iter().map(|number| beside_number(column, number, beside, wide, indent).len()).sum()
    };
    // With what to do and the first choice below it; or else the numbers alone.
    let room = column.left();
    let all = |beside: &Beside| beside.least() <= column.height && rows(*beside) + said + 2 <= room;
    let alone = |beside: &Beside| !beside.is_airy() && rows(*beside) <= room;
    let beside = Beside::ALL.into_iter().find(all).or_else(|| Beside::ALL.into_iter().find(alone));
    let beside = beside.unwrap_or(Beside::Line);
    let (first, last) = if beside.is_airy() { (advice, None) } else { (None, advice) };
    first.iter().for_each(|advice| column.paragraph(advice, Role::Strong, indent));
    for number in &numbers {
        for spans in beside_number(column, number, beside, wide, indent) {
            if spans.is_empty() { column.gap() } else { column.row(indent, spans) }
        }
    }
    last.iter().for_each(|advice| column.paragraph(advice, Role::Strong, indent));
}

/// The rows of one number; an empty one is a gap.
fn beside_number(column: &Column, number: &Line, beside: Beside, wide: usize, indent: u16) -> Vec<Vec<Span>> {
    let room = column.width.saturating_sub(indent + wide as u16 + 2);
    let mut lines: Vec<Span> = match beside {
        Beside::Line => vec![span(shorten(&safe(number.part(Said::Plain)), room), Role::Strong)],
        _ => wrap(&safe(number.part(Said::Plain)), room).into_iter().map(|line| span(line, Role::Strong)).collect(),
    };
    if matches!(beside, Beside::Tall | Beside::Airy | Beside::Close) {
        lines.extend(wrap(&safe(number.part(Said::Terms)), room).into_iter().map(|line| span(line, Role::Muted)));
    }
    let high = if beside == Beside::Tall { 3 } else { 1 };
    let mut rows = if beside.is_airy() { vec![Vec::new()] } else { Vec::new() };
    for index in 0..lines.len().max(high) {
        let middle = index == high / 2;
        let shown = if middle { safe(number.part(Said::Number)) } else { String::new() };
        let block = if index < high {
            span(format!("{shown:^wide$}"), Role::Number)
        } else {
            span(" ".repeat(wide), Role::Text)
        };
        rows.push([block, span("  ", Role::Text)].into_iter().chain(lines.get(index).cloned()).collect());
    }
    rows
}

/// A table in columns where it fits; else each row as its cells under the names of their columns.
fn table(column: &mut Column, rows: &[&Line], indent: u16) {
    let cells = |row: &&Line| row.spans.iter().map(|cell| safe(&cell.text)).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let Some((head, body)) = rows.split_first() else { return };
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max();
    let widths: Vec<u16> = (0..columns).map(|at| widest(at).unwrap_or(0)).collect();
    let total: u32 = widths.iter().map(|width| u32::from(*width) + 3).sum();
    if total <= u32::from(column.width.saturating_sub(indent)) + 3 {
        for (index, row) in rows.iter().enumerate() {
            let role = if index == 0 { Role::Heading } else { Role::Text };
            let cells = row.iter().zip(&widths).map(|(cell, wide)| {
                let pad = usize::from(wide.saturating_sub(width(cell)) + 3);
                span(format!("{cell}{}", " ".repeat(pad)), role)
            });
            let cells = cells.collect();
            column.row(indent, cells);
        }
        return;
    }
    for (index, row) in body.iter().enumerate() {
        if index > 0 {
            column.gap();
        }
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = head.get(at).filter(|name| !name.is_empty());
            match name {
                Some(name) if at > 0 => {
                    column.marked(span(format!("{name} "), Role::Muted), cell, Role::Text, indent + INDENT);
                }
                _ => column.paragraph(cell, Role::Strong, indent),
            }
        }
    }
}
