//! The line people type on. Its text is never printed by `Debug`, and it is bounded.

use guichet_core::text::dated::clean;
use unicode_segmentation::UnicodeSegmentation;

/// Most characters a line holds: a long message, not a book.
const LONGEST: usize = 400;

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

    pub(crate) fn left(&mut self) {
        self.caret -= self.before().graphemes(true).next_back().map_or(0, str::len);
    }

    pub(crate) fn right(&mut self) {
        self.caret += self.text[self.caret..].graphemes(true).next().map_or(0, str::len);
    }

    pub(crate) fn home(&mut self) {
        self.caret = 0;
    }

    pub(crate) fn end(&mut self) {
        self.caret = self.text.len();
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
        line.left();
        line.insert("x");
        assert_eq!(line.text(), "axe\u{301}");
        line.delete();
        assert_eq!(line.text(), "ax");
        line.home();
        line.backspace();
        line.right();
        assert_eq!(line.before(), "a");
        line.end();
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
