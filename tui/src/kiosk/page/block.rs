//! Each block of a view as rows.

use super::wrap::{width, wrap};
use super::{Role, Sheet, Span, span};
use guichet_core::model::{EmergencyNumber, OpeningState};
use guichet_core::text::dated::clean;
use guichet_core::view::Block;

/// Longest text of one block; importers keep far below.
const LONGEST: usize = 50_000;

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

impl Sheet {
    /// Blocks one under the other.
    pub(super) fn blocks(&mut self, blocks: &[&Block]) {
        for block in blocks {
            if self.airy || matches!(block, Block::Heading { .. } | Block::Emergency { .. }) {
                self.gap();
            }
            self.block(block, 0);
        }
    }

    fn block(&mut self, block: &Block, indent: u16) {
        match block {
            Block::Text { body } | Block::EmergencyCheck { question: body, .. } => {
                self.paragraph(&safe(body), Role::Text, indent);
            }
            Block::Card { summary, .. } => self.paragraph(&safe(summary), Role::Text, indent),
            Block::Heading { body } => self.paragraph(&safe(body), Role::Heading, indent),
            Block::Notice { body } => {
                self.marked(span(" ! ", Role::NoticeMark), &safe(body), Role::Notice, indent);
            }
            Block::List { entries } => {
                for entry in entries {
                    self.marked(span("•", Role::Muted), &safe(entry), Role::Text, indent);
                }
            }
            Block::Table { rows } => self.table(rows, indent),
            Block::Case { title, blocks } => {
                if !title.is_empty() {
                    self.paragraph(&safe(title), Role::Heading, indent);
                }
                for (index, block) in blocks.iter().enumerate() {
                    if index > 0 && self.airy {
                        self.gap();
                    }
                    self.block(block, indent + if title.is_empty() { 0 } else { 2 });
                }
            }
            Block::Place { name, address, phone, distance, open, opening: words, .. } => {
                if *name != self.title {
                    self.paragraph(&safe(name), Role::Strong, indent);
                }
                let (mark, role) = opening(*open);
                self.marked(mark, &safe(words), role, indent);
                for part in [address, distance].into_iter().filter(|part| !part.is_empty()) {
                    self.paragraph(&safe(part), Role::Text, indent);
                }
                if !phone.is_empty() {
                    self.paragraph(&safe(phone), Role::Phone, indent);
                }
            }
            Block::Right { name, amount, reasons, .. } => {
                let parts = [name, amount].into_iter().filter(|part| !part.is_empty()).map(|part| safe(part));
                self.paragraph(&parts.collect::<Vec<_>>().join(" – "), Role::Strong, indent);
                for reason in reasons {
                    self.marked(span("•", Role::Muted), &safe(reason), Role::Text, indent + 2);
                }
            }
            Block::Phone { number, name, terms } => {
                let name = [name, terms].into_iter().filter(|part| !part.is_empty()).map(|part| safe(part));
                let name = name.collect::<Vec<_>>().join(" – ");
                self.marked(span(format!("{} ", safe(number)), Role::Phone), &name, Role::Text, indent);
            }
            Block::Emergency { advice, numbers, .. } => self.emergency(advice, numbers, indent),
            Block::Source { body, url } => {
                self.paragraph(&safe(body), Role::Muted, indent);
                if let Some(url) = url {
                    self.paragraph(&safe(url), Role::Muted, indent);
                }
            }
        }
    }

    /// Emergency numbers: each in a block of its own, with who answers beside it.
    fn emergency(&mut self, advice: &str, numbers: &[EmergencyNumber], indent: u16) {
        if !advice.is_empty() {
            self.paragraph(&safe(advice), Role::Strong, indent);
        }
        let widest = numbers.iter().map(|number| width(&number.number)).max().unwrap_or(0);
        let column = usize::from(widest) + 6;
        for number in numbers {
            self.gap();
            let beside = indent + column as u16 + 2;
            let room = self.width.saturating_sub(beside);
            let mut lines: Vec<Span> =
                wrap(&safe(&number.name), room).into_iter().map(|line| span(line, Role::Strong)).collect();
            lines.extend(wrap(&safe(&number.terms), room).into_iter().map(|line| span(line, Role::Muted)));
            let high = if self.roomy_numbers { 3 } else { 1 };
            for index in 0..lines.len().max(high) {
                let mut spans = Vec::new();
                if index < high {
                    let middle = index == high / 2;
                    let shown = if middle { safe(&number.number) } else { String::new() };
                    spans.push(span(format!("{shown:^column$}"), Role::Number));
                    spans.push(span("  ", Role::Text));
                } else {
                    spans.push(span(" ".repeat(column + 2), Role::Text));
                }
                spans.extend(lines.get(index).cloned());
                self.row(indent, spans);
            }
        }
    }

    /// A table in columns where it fits; else each row as its cells under the names of their columns.
    fn table(&mut self, rows: &[Vec<String>], indent: u16) {
        let Some((head, body)) = rows.split_first() else { return };
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| safe(cell)).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
        let widths: Vec<u16> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        let total: u32 = widths.iter().map(|width| u32::from(*width) + 3).sum();
        if total <= u32::from(self.width.saturating_sub(indent)) + 3 {
            for (index, row) in rows.iter().enumerate() {
                let role = if index == 0 { Role::Heading } else { Role::Text };
                let cells = row.iter().zip(&widths).map(|(cell, wide)| {
                    let pad = usize::from(wide.saturating_sub(width(cell)) + 3);
                    span(format!("{cell}{}", " ".repeat(pad)), role)
                });
                let cells = cells.collect();
                self.row(indent, cells);
            }
            return;
        }
        for (index, row) in body.iter().enumerate() {
            if index > 0 {
                self.gap();
            }
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let name = head.get(column).map(|name| safe(name)).filter(|name| !name.is_empty());
                match name {
                    Some(name) if column > 0 => {
                        self.marked(span(format!("{name} "), Role::Muted), &safe(cell), Role::Text, indent + 2);
                    }
                    _ => self.paragraph(&safe(cell), Role::Strong, indent),
                }
            }
        }
    }
}
