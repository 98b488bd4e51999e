//! Each block of a view as rows.

use super::column::Column;
use super::{Span, span};
use crate::ui::theme::Role;
use crate::ui::wrap::{shorten, width, wrap};
use guichet_core::model::{EmergencyNumber, OpeningState};
use guichet_core::text::dated::clean;
use guichet_core::view::Block;

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
fn number_column(numbers: &[EmergencyNumber]) -> usize {
    usize::from(numbers.iter().map(|number| width(&number.number)).max().unwrap_or(0)) + 6
}

/// Blocks one under the other.
pub(super) fn blocks(column: &mut Column, blocks: &[&Block]) {
    for block in blocks {
        if column.airy || matches!(block, Block::Heading { .. } | Block::Emergency { .. }) {
            column.gap();
        }
        one(column, block, 0);
    }
}

fn one(column: &mut Column, block: &Block, indent: u16) {
    match block {
        Block::Text { body } | Block::Hint { body } | Block::EmergencyCheck { question: body, .. } => {
            column.paragraph(&safe(body), Role::Text, indent);
        }
        Block::Card { summary, .. } => column.paragraph(&safe(summary), Role::Text, indent),
        Block::Heading { body } => column.paragraph(&safe(body), Role::Heading, indent),
        Block::Notice { body } => {
            column.marked(span(" ! ", Role::NoticeMark), &safe(body), Role::Notice, indent);
        }
        Block::List { entries } => {
            for entry in entries {
                column.marked(span("•", Role::Muted), &safe(entry), Role::Text, indent);
            }
        }
        Block::Table { rows } => table(column, rows, indent),
        Block::Case { title, blocks } => {
            if !title.is_empty() {
                column.paragraph(&safe(title), Role::Heading, indent);
            }
            for (index, block) in blocks.iter().enumerate() {
                if index > 0 && column.airy {
                    column.gap();
                }
                one(column, block, indent + if title.is_empty() { 0 } else { 2 });
            }
        }
        Block::Place { name, address, phone, distance, open, opening: words, .. } => {
            if *name != column.title {
                column.paragraph(&safe(name), Role::Strong, indent);
            }
            let (mark, role) = opening(*open);
            column.marked(mark, &safe(words), role, indent);
            for part in [address, distance].into_iter().filter(|part| !part.is_empty()) {
                column.paragraph(&safe(part), Role::Text, indent);
            }
            if !phone.is_empty() {
                column.paragraph(&safe(phone), Role::Phone, indent);
            }
        }
        Block::Right { name, amount, reasons, .. } => {
            let parts = [name, amount].into_iter().filter(|part| !part.is_empty()).map(|part| safe(part));
            let parts = parts.collect::<Vec<_>>();
            if !parts.is_empty() {
                column.paragraph(&parts.join(" – "), Role::Strong, indent);
            }
            for reason in reasons {
                column.marked(span("•", Role::Muted), &safe(reason), Role::Text, indent + 2);
            }
        }
        Block::Gauge { done, total, body } => {
            let full = (done * GAUGE / (*total).max(1)).min(GAUGE) as usize;
            let drawn = format!("{}{}  ", "━".repeat(full), "┄".repeat(GAUGE as usize - full));
            column.marked(span(drawn, Role::Strong), &safe(body), Role::Muted, indent);
        }
        Block::Phone { number, name, terms } => {
            let name = [name, terms].into_iter().filter(|part| !part.is_empty()).map(|part| safe(part));
            let name = name.collect::<Vec<_>>().join(" – ");
            column.marked(span(format!("{} ", safe(number)), Role::Phone), &name, Role::Text, indent);
        }
        Block::Emergency { advice, numbers, .. } => emergency(column, advice, numbers, indent),
        Block::Source { body, url } => {
            column.paragraph(&safe(body), Role::Muted, indent);
            if let Some(url) = url {
                column.paragraph(&safe(url), Role::Muted, indent);
            }
        }
    }
}

/// Emergency numbers: each in a block of its own, with who answers beside it. However low the window is, none is
/// out of sight: what stands beside them gives way, and what to do comes after them.
fn emergency(column: &mut Column, advice: &str, numbers: &[EmergencyNumber], indent: u16) {
    let advice = Some(safe(advice)).filter(|advice| !advice.is_empty());
    let said = advice.as_ref().map_or(0, |advice| wrap(advice, column.width.saturating_sub(indent)).len());
    let rows = |beside: Beside| -> usize {
        numbers.iter().map(|number| beside_number(column, number, beside, number_column(numbers), indent).len()).sum()
    };
    // With what to do and the first choice below it; or else the numbers alone.
    let room = column.left();
    let all = |beside: &Beside| beside.least() <= column.height && rows(*beside) + said + 2 <= room;
    let alone = |beside: &Beside| !beside.is_airy() && rows(*beside) <= room;
    let beside = Beside::ALL.into_iter().find(all).or_else(|| Beside::ALL.into_iter().find(alone));
    let beside = beside.unwrap_or(Beside::Line);
    let (first, last) = if beside.is_airy() { (advice, None) } else { (None, advice) };
    first.iter().for_each(|advice| column.paragraph(advice, Role::Strong, indent));
    for number in numbers {
        for spans in beside_number(column, number, beside, number_column(numbers), indent) {
            if spans.is_empty() { column.gap() } else { column.row(indent, spans) }
        }
    }
    last.iter().for_each(|advice| column.paragraph(advice, Role::Strong, indent));
}

/// The rows of one number; an empty one is a gap.
fn beside_number(
    column: &Column,
    number: &EmergencyNumber,
    beside: Beside,
    wide: usize,
    indent: u16,
) -> Vec<Vec<Span>> {
    let room = column.width.saturating_sub(indent + wide as u16 + 2);
    let mut lines: Vec<Span> = match beside {
        Beside::Line => vec![span(shorten(&safe(&number.name), room), Role::Strong)],
        _ => wrap(&safe(&number.name), room).into_iter().map(|line| span(line, Role::Strong)).collect(),
    };
    if matches!(beside, Beside::Tall | Beside::Airy | Beside::Close) {
        lines.extend(wrap(&safe(&number.terms), room).into_iter().map(|line| span(line, Role::Muted)));
    }
    let high = if beside == Beside::Tall { 3 } else { 1 };
    let mut rows = if beside.is_airy() { vec![Vec::new()] } else { Vec::new() };
    for index in 0..lines.len().max(high) {
        let middle = index == high / 2;
        let shown = if middle { safe(&number.number) } else { String::new() };
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
fn table(column: &mut Column, rows: &[Vec<String>], indent: u16) {
    let Some((head, body)) = rows.split_first() else { return };
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| safe(cell)).collect()).collect();
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
            let name = head.get(at).map(|name| safe(name)).filter(|name| !name.is_empty());
            match name {
                Some(name) if at > 0 => {
                    column.marked(span(format!("{name} "), Role::Muted), &safe(cell), Role::Text, indent + 2);
                }
                _ => column.paragraph(&safe(cell), Role::Strong, indent),
            }
        }
    }
}
