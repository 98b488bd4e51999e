//! The line people type on: what is on it, and how it is drawn. Its text is never printed by `Debug`, and it is bounded.

use super::canvas::Canvas;
use super::key::Key;
use super::wrap::{shorten, tail};
use guichet_core::text::dated::clean;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

/// Most characters a line holds: a long message, not a book.
const LONGEST: usize = 400;

/// Where the caret moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caret {
    Left,
    Right,
    Start,
    End,
}

/// A line of text and its caret.
#[derive(Default)]
pub(crate) struct Line {
    text: String,
    /// Byte offset, always between two graphemes.
    caret: usize,
}

impl Line {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret.
    pub(crate) fn before(&self) -> &str {
        &self.text[..self.caret]
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether nothing but spaces was typed.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a numeric keypad could have written all of it.
    pub(crate) fn is_from_keypad(&self) -> bool {
        self.text.chars().all(|c| c.is_ascii_digit() || "+-.,/".contains(c))
    }

    /// Puts text at the caret: a key, or a paste of any length and content.
    pub(crate) fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let spaced: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(4 * LONGEST).collect();
        let kept = clean(&spaced, room);
        self.text.insert_str(self.caret, &kept);
        self.caret += kept.len();
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What was typed; the line is empty afterwards.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    /// A key that writes or erases; any other one does nothing here.
    pub(crate) fn press(&mut self, key: Key) {
        match key {
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Backspace => self.backspace(),
            Key::Delete => self.delete(),
            _ => {}
        }
    }

    /// Drops the character before the caret.
    pub(crate) fn backspace(&mut self) {
        let end = self.caret;
        self.left();
        self.text.replace_range(self.caret..end, "");
    }

    /// Drops the character after the caret.
    pub(crate) fn delete(&mut self) {
        let length = self.text[self.caret..].graphemes(true).next().map_or(0, str::len);
        self.text.replace_range(self.caret..self.caret + length, "");
    }

    fn left(&mut self) {
        self.caret -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    pub(crate) fn move_caret(&mut self, to: Caret) {
        match to {
            Caret::Left => self.left(),
            Caret::Right => self.caret += self.text[self.caret..].graphemes(true).next().map_or(0, str::len),
            Caret::Start => self.caret = 0,
            Caret::End => self.caret = self.text.len(),
        }
    }

    /// Draws words that were sent before, in the field that they were written in, with so many columns left at its end.
    /// Gives the place where the next ones begin.
    pub(crate) fn draw_kept(canvas: &mut Canvas<'_, '_>, field: Rect, words: &str, left: u16) -> Position {
        let styles = *canvas.styles();
        canvas.paint(field, styles.field());
        let y = field.y + field.height / 2;
        let x = canvas.put((field.x + 1, y), 2, "› ", styles.prompt());
        let room = field.right().saturating_sub(x + 1 + left);
        canvas.put((x, y), room, &shorten(&clean(words, LONGEST), room), styles.field());
        Position { x, y }
    }

    /// Draws the line in a field, with a hint while it is empty; gives the place of its caret.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_, '_>, field: Rect, hint: &str) -> Position {
        let styles = *canvas.styles();
        canvas.paint(field, styles.field());
        let y = field.y + field.height / 2;
        let x = canvas.put((field.x + 1, y), 2, "› ", styles.prompt());
        let room = field.right().saturating_sub(x + 1);
        if self.is_empty() {
            canvas.put((x, y), room, &shorten(hint, room), styles.muted());
            return Position { x, y };
        }
        let before = match tail(self.before(), room.saturating_sub(1)) {
            whole if whole.len() == self.caret => whole.to_owned(),
            _ => format!("…{}", tail(self.before(), room.saturating_sub(2))),
        };
        let at = canvas.put((x, y), room, &before, styles.field());
        let after = &self.text[self.caret..];
        canvas.put((at, y), field.right().saturating_sub(at + 1), after, styles.field());
        Position { x: at, y }
    }
}

#[cfg(test)]
mod tests {
    //! - editing goes by what people see as one character;
    //! - a paste is bounded, on one line, and cannot command the terminal.

    use super::*;

    #[test]
    fn one_backspace_takes_one_visible_character() {
        let mut line = Line::default();
        line.insert("ae\u{301}👩‍👩‍👧");
        line.backspace();
        assert_eq!(line.text(), "ae\u{301}");
        line.move_caret(Caret::Left);
        line.insert("x");
        assert_eq!(line.text(), "axe\u{301}");
        line.delete();
        assert_eq!(line.text(), "ax");
        line.move_caret(Caret::Start);
        line.backspace();
        line.move_caret(Caret::Right);
        assert_eq!(line.before(), "a");
        line.move_caret(Caret::End);
        assert_eq!(line.take(), "ax");
        assert!(line.is_empty());
    }

    #[test]
    fn a_paste_is_tamed() {
        let mut line = Line::default();
        line.insert("loyer\r\n\u{1b}[2Jcaf\u{202e}");
        assert_eq!(line.text(), "loyer  [2Jcaf");
        line.insert(&"é".repeat(100_000));
        assert_eq!(line.text().chars().count(), LONGEST);
        line.insert("plus");
        assert_eq!(line.text().chars().count(), LONGEST);
    }
}
