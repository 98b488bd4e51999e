//! Text being laid out, top to bottom: paragraphs, marks, gaps.

use super::{AIRY, Page, Row, Span, span};
use crate::ui::theme::Role;
use crate::ui::wrap;

/// Rows beyond which a page is cut: no real content is as long.
const TALLEST: u16 = 4_000;

/// Text being laid out, top to bottom.
pub(super) struct Column {
    pub(super) width: u16,
    /// A blank row between blocks.
    pub(super) airy: bool,
    /// Rows of the window on the page.
    pub(super) height: u16,
    /// What already stands above the page.
    pub(super) title: String,
    y: u16,
    rows: Vec<Row>,
}

impl Column {
    /// A column of so many columns of text, on a page that is seen in a window of so many rows, under a title.
    pub(super) fn new(width: u16, height: u16, title: String) -> Self {
        Self { width, airy: height >= AIRY, height, title, y: 0, rows: Vec::new() }
    }

    /// First row below the text.
    pub(super) fn end(&self) -> u16 {
        self.y
    }

    /// Rows that are left of the window on the page.
    pub(super) fn left(&self) -> usize {
        usize::from(self.height.saturating_sub(self.y))
    }

    /// A page that holds the text alone.
    pub(super) fn page(self) -> Page {
        Page { rows: self.rows, tiles: Vec::new(), height: self.y }
    }

    /// A row of spans, moved right by `indent`.
    pub(super) fn row(&mut self, indent: u16, spans: Vec<Span>) {
        if self.y < TALLEST {
            let width = self.width.saturating_sub(indent);
            self.rows.push(Row { x: indent, y: self.y, width, fill: None, tile: None, spans });
            self.y += 1;
        }
    }

    /// A paragraph, wrapped.
    pub(super) fn paragraph(&mut self, text: &str, role: Role, indent: u16) {
        for line in wrap::wrap(text, self.width.saturating_sub(indent)) {
            self.row(indent, vec![span(line, role)]);
        }
    }

    /// A paragraph whose first row begins with a mark and whose others stand under its text.
    pub(super) fn marked(&mut self, mark: Span, text: &str, role: Role, indent: u16) {
        let hang = wrap::width(&mark.text) + 1;
        if u32::from(hang) * 2 > u32::from(self.width.saturating_sub(indent)) {
            // A mark as wide as half the page stands above its text.
            self.paragraph(mark.text.trim(), mark.role, indent);
            return self.paragraph(text, role, indent + 2);
        }
        let mut mark = Some(mark);
        for line in wrap::wrap(text, self.width.saturating_sub(indent + hang)) {
            match mark.take() {
                Some(mark) => self.row(indent, vec![mark, span(" ", Role::Text), span(line, role)]),
                None => self.row(indent + hang, vec![span(line, role)]),
            }
        }
    }

    /// A blank row, unless the page begins here.
    pub(super) fn gap(&mut self) {
        if self.y > 0 && self.y < TALLEST {
            self.y += 1;
        }
    }
}
