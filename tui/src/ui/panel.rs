//! A list in a frame over the page: a title, rows to choose from, and what the keys do. It scrolls where it must.

use super::canvas::Canvas;
use super::key::Key;
use super::theme::Role;
use super::wrap::{shorten, width, wrap};
use ratatui::layout::{Position, Rect};

/// Columns left and right of what is written.
const MARGIN: u16 = 2;
/// Rows that stay in sight in a low window, whatever the keys take.
const IN_SIGHT: usize = 3;
/// Rows that a page moves.
const PAGE: usize = 10;

/// A row of a panel.
#[derive(Debug, Clone, Default)]
pub(crate) struct PanelRow {
    /// A sign before it: the key that chooses it, a box to tick.
    pub(crate) mark: String,
    /// What it is.
    pub(crate) label: String,
    /// What is said of it, beside it.
    pub(crate) detail: String,
    /// It heads the rows after it, and cannot be chosen.
    pub(crate) heading: bool,
}

impl PanelRow {
    /// A row that is chosen.
    pub(crate) fn new(mark: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { mark: mark.into(), label: label.into(), detail: detail.into(), heading: false }
    }

    /// A heading.
    pub(crate) fn heading(label: impl Into<String>) -> Self {
        Self { label: label.into(), heading: true, ..Self::default() }
    }
}

/// A panel.
#[derive(Debug, Clone, Default)]
pub(crate) struct Panel {
    pub(crate) title: String,
    /// Sentences above the rows.
    pub(crate) intro: Vec<String>,
    pub(crate) rows: Vec<PanelRow>,
    /// The row that has the keys.
    pub(crate) selected: Option<usize>,
    /// What the keys do, at the foot.
    pub(crate) keys: String,
    /// Something to be aware of, above the foot.
    pub(crate) notice: String,
}

/// A panel laid out: a click finds its row.
pub(crate) struct Laid {
    area: Rect,
    /// Where its rows are, and the first row of the screen below them.
    body: Rect,
    bottom: u16,
    /// What each row of the screen shows: the row of the panel, and which of its lines.
    shown: Vec<(u16, usize, usize)>,
    /// Rows are out of sight.
    above: bool,
    below: bool,
}

impl Laid {
    /// The row of the panel at a place of the screen.
    pub(crate) fn row_at(&self, x: u16, y: u16) -> Option<usize> {
        let inside = self.area.contains(Position { x, y });
        self.shown.iter().find(|(row, ..)| inside && *row == y).map(|(_, index, _)| *index)
    }
}

/// The row after a key that moves.
pub(crate) fn moved(row: usize, count: usize, key: Key) -> usize {
    let last = count.saturating_sub(1);
    match key {
        Key::Down | Key::Tab => row.saturating_add(1).min(last),
        Key::Up | Key::BackTab => row.saturating_sub(1),
        Key::PageDown => row.saturating_add(PAGE).min(last),
        Key::PageUp => row.saturating_sub(PAGE),
        _ => row,
    }
}

impl Panel {
    /// Rows that its title and the sentences above the rows take in so many columns.
    fn head(&self, room: u16) -> usize {
        let said: usize = self.intro.iter().map(|text| wrap(text, room).len()).sum();
        said + usize::from(said > 0) + 2
    }

    /// Rows that it takes in so many columns, of a window of so many.
    fn height(&self, room: u16, most: u16) -> u16 {
        let foot: usize = self.foot(room, most).iter().map(|(lines, _)| lines.len() + 1).sum();
        let rows: usize = (0..self.rows.len()).map(|index| self.row_lines(index, room).len()).sum();
        (self.head(room) + rows + foot + 1).min(usize::from(most)) as u16
    }

    /// Columns of the labels, so that what is said of them begins in one place: as many as they want, unless what is said
    /// would have less than half of the room that it wants.
    fn label_width(&self, room: u16) -> u16 {
        let rows = || self.rows.iter().filter(|row| !row.heading && !row.detail.is_empty());
        let widest = rows().map(|row| width(&row.label)).max().unwrap_or(0);
        let said = rows().map(|row| width(&row.detail)).max().unwrap_or(0).min(room / 2);
        widest.min(room.saturating_sub(said + 2))
    }

    fn mark_width(&self) -> u16 {
        self.rows.iter().map(|row| width(&row.mark)).max().unwrap_or(0)
    }

    /// The lines of a row: its label, and what is said of it, which goes on below itself.
    fn row_lines(&self, index: usize, room: u16) -> Vec<(String, String)> {
        let Some(row) = self.rows.get(index) else { return Vec::new() };
        let before = self.mark_width() + 1;
        let labels = self.label_width(room.saturating_sub(before));
        if row.heading || row.detail.is_empty() {
            let room = if row.heading { room } else { room.saturating_sub(before) };
            return wrap(&row.label, room).into_iter().map(|line| (line, String::new())).collect();
        }
        let beside = room.saturating_sub(before + labels + 2);
        let labels = wrap(&row.label, labels);
        let details = wrap(&row.detail, beside);
        let count = labels.len().max(details.len());
        let at = |lines: &[String], at: usize| lines.get(at).cloned().unwrap_or_default();
        (0..count).map(|line| (at(&labels, line), at(&details, line))).collect()
    }

    /// Where it stands in the middle of an area, as wide as it may be, and which of its rows are in sight.
    pub(crate) fn place(&self, within: Rect, widest: u16) -> Laid {
        let wide = widest.min(within.width);
        let room = wide.saturating_sub(2 * MARGIN);
        let high = self.height(room, within.height);
        let area = Rect {
            x: within.x + (within.width - wide) / 2,
            y: within.y + (within.height - high) / 2,
            width: wide,
            height: high,
        };
        let top = area.y + self.head(room) as u16;
        let foot: usize = self.foot(room, within.height).iter().map(|(lines, _)| lines.len() + 1).sum();
        let bottom = area.bottom().saturating_sub(foot as u16 + 1).max(area.y + 1);
        let body = Rect { x: area.x + MARGIN, y: top, width: room, height: bottom.saturating_sub(top) };
        let lines: Vec<(usize, usize)> = (0..self.rows.len())
            .flat_map(|index| (0..self.row_lines(index, room).len()).map(move |line| (index, line)))
            .collect();
        let end = lines.iter().rposition(|(index, _)| Some(*index) == self.selected).map_or(0, |at| at + 1);
        let high = usize::from(body.height);
        let start = end.saturating_sub(high).min(lines.len().saturating_sub(high));
        let seen = lines.iter().skip(start).zip(body.y..body.bottom());
        let shown = seen.map(|((index, line), y)| (y, *index, *line)).collect();
        Laid { area, body, bottom, shown, above: start > 0, below: start + high < lines.len() }
    }

    /// What stands below the rows, and what it is. In a low window some rows stay in sight: of the keys, the first ones and
    /// the way back are told.
    fn foot(&self, room: u16, most: u16) -> Vec<(Vec<String>, Role)> {
        let laid = |text: &str, role| (!text.is_empty()).then(|| (wrap(text, room), role));
        let notice = laid(&self.notice, Role::Notice);
        let taken = notice.as_ref().map_or(0, |(lines, _)| lines.len() + 1);
        let rows: usize = (0..self.rows.len()).map(|index| self.row_lines(index, room).len()).sum();
        let left = usize::from(most).saturating_sub(self.head(room) + taken + rows.min(IN_SIGHT) + 2);
        let mut said: Vec<&str> = self.keys.split_inclusive(". ").collect();
        let mut keys = laid(&self.keys, Role::Detail);
        while said.len() > 2 && keys.as_ref().is_some_and(|(lines, _)| lines.len() > left) {
            said.remove(said.len() - 2);
            keys = laid(&said.concat(), Role::Detail);
        }
        notice.into_iter().chain(keys).collect()
    }

    /// Draws it; gives where the cursor belongs.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_, '_>, within: Rect, widest: u16) -> Position {
        let laid = self.place(within, widest);
        let (area, body, styles) = (laid.area, laid.body, *canvas.styles());
        let ground = styles.role(Role::Tile, false);
        let said = |role| ground.patch(styles.role(role, false));
        // Beside it, half a word of what is behind would be read as one.
        canvas.cover(Rect { x: within.x, width: within.width, ..area }, styles.ground());
        canvas.cover(area, ground);
        canvas.paint(Rect { height: 1, ..area }, styles.overlay());
        canvas.put((body.x, area.y), body.width, &shorten(&self.title, body.width), styles.overlay());
        let intro = self.intro.iter().flat_map(|text| wrap(text, body.width));
        for (y, line) in (area.y + 2..laid.bottom).zip(intro) {
            canvas.put((body.x, y), body.width, &line, said(Role::Text));
        }
        let mut y = laid.bottom;
        for (lines, role) in self.foot(body.width, within.height) {
            y += 1;
            for line in lines {
                canvas.put((body.x, y), body.width, &line, said(role));
                y += 1;
            }
        }
        // What is out of sight is told.
        for (out, y, mark) in [(laid.above, body.y, "▲"), (laid.below, body.bottom().saturating_sub(1), "▼")] {
            if out {
                canvas.put((body.right(), y), 1, mark, ground.patch(styles.more()));
            }
        }
        let mut cursor = Position { x: body.x, y: area.y };
        for (y, index, line) in &laid.shown {
            self.draw_row(canvas, Rect { y: *y, height: 1, ..body }, *index, *line);
            if self.selected == Some(*index) && *line == 0 {
                cursor.y = *y;
            }
        }
        cursor
    }

    /// Draws one line of a row.
    fn draw_row(&self, canvas: &mut Canvas<'_, '_>, at: Rect, index: usize, line: usize) {
        let Some(row) = self.rows.get(index) else { return };
        let lines = self.row_lines(index, at.width);
        let Some((label, detail)) = lines.get(line) else { return };
        let (chosen, styles) = (self.selected == Some(index), *canvas.styles());
        let ground = styles.role(Role::Tile, chosen);
        let style = |role| ground.patch(styles.role(role, chosen));
        if chosen {
            canvas.paint(Rect { x: at.x - 1, width: at.width + 2, ..at }, ground);
            canvas.put((at.x - 1, at.y), 1, if line == 0 { "►" } else { " " }, ground);
        }
        if row.heading {
            canvas.put((at.x, at.y), at.width, label, style(Role::Heading));
            return;
        }
        let mark = self.mark_width();
        if line == 0 {
            canvas.put((at.x, at.y), mark, &row.mark, style(Role::Phone));
        }
        let x = at.x + mark + 1;
        canvas.put((x, at.y), at.right().saturating_sub(x), label, style(Role::Label));
        let x = x + self.label_width(at.width.saturating_sub(mark + 1)) + 2;
        canvas.put((x, at.y), at.right().saturating_sub(x), detail, style(Role::Text));
    }
}

#[cfg(test)]
mod tests {
    //! - the selected row is in sight, however low the window is, and a click finds it;
    //! - the keys stay in sight below the rows; in a low window, the first and the way back.

    use super::*;
    use crate::ui::theme::{Depth, Styles, Theme};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    #[test]
    fn the_selected_row_is_in_sight() {
        let rows: Vec<PanelRow> = (0..40).map(|n| PanelRow::new(n.to_string(), format!("row {n}."), "said")).collect();
        for (height, selected) in [(12, 0), (12, 20), (12, 39), (50, 39), (8, 5)] {
            let panel = Panel {
                title: "Title".into(),
                rows: rows.clone(),
                selected: Some(selected),
                keys: "Enter: do it. a: this. b: that and more of it. c: those. Esc: back.".into(),
                ..Panel::default()
            };
            let Ok(mut terminal) = Terminal::new(TestBackend::new(60, height));
            let mut found = None;
            let Ok(drawn) = terminal.draw(|frame| {
                let mut canvas = Canvas::new(frame, Styles::new(Theme::Dark, Depth::None));
                let within = Rect { x: 0, y: 0, width: 60, height };
                let cursor = panel.draw(&mut canvas, within, 50);
                found = panel.place(within, 50).row_at(cursor.x, cursor.y);
            });
            let text: String = drawn.buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            assert_eq!(found, Some(selected), "{height} {selected}");
            assert!(text.contains(&format!("row {selected}.")) && text.contains("Enter") && text.contains("Title"));
            assert!(text.contains("Esc: back.") && text.contains("those.") == (height > 8), "{height}: {text}");
        }
    }
}
