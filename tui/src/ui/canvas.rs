//! The one place through which every cell of a screen is written: what must hold for all text on a screen, such as its
//! direction, the joining of its letters and its contrast, is seen to here.

use super::theme::Styles;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// A frame being drawn, in the styles of one theme. Whatever lies outside of it is left out.
pub(crate) struct Canvas<'a, 'b> {
    frame: &'a mut Frame<'b>,
    styles: Styles,
}

impl<'a, 'b> Canvas<'a, 'b> {
    /// A frame covered with the ground of a theme.
    pub(crate) fn new(frame: &'a mut Frame<'b>, styles: Styles) -> Self {
        let mut canvas = Self { frame, styles };
        canvas.paint(canvas.area(), styles.ground());
        canvas
    }

    /// The whole screen.
    pub(crate) fn area(&self) -> Rect {
        self.frame.area()
    }

    pub(crate) fn styles(&self) -> &Styles {
        &self.styles
    }

    /// Writes a text of at most `room` columns; gives the column after it.
    pub(crate) fn put(&mut self, (x, y): (u16, u16), room: u16, text: &str, style: Style) -> u16 {
        let area = self.area();
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        let room = usize::from(room.min(area.right() - x));
        self.frame.buffer_mut().set_stringn(x, y, text, room, style).0
    }

    /// Styles an area; the text on it stays.
    pub(crate) fn paint(&mut self, area: Rect, style: Style) {
        self.frame.buffer_mut().set_style(area, style);
    }

    /// Covers an area; nothing of the text on it stays.
    pub(crate) fn cover(&mut self, area: Rect, style: Style) {
        // Neither colour nor weight of what is under it stays.
        let style = Style::reset().patch(style);
        for y in area.top()..area.bottom() {
            self.put((area.x, y), area.width, &" ".repeat(usize::from(area.width)), style);
        }
    }

    /// Puts the hardware cursor where screen readers look.
    pub(crate) fn point(&mut self, position: Position) {
        self.frame.set_cursor_position(position);
    }
}

#[cfg(test)]
mod tests {
    //! - nothing is written outside of the screen or of the room given, half a wide character included;
    //! - what covers an area leaves nothing of the text under it;
    //! - a text cannot command the terminal.

    use super::*;
    use crate::ui::theme::{Depth, Theme};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    /// What is on a screen of 10 columns and 2 rows after `draw`.
    fn drawn(draw: impl FnOnce(&mut Canvas<'_, '_>)) -> Vec<String> {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(10, 2));
        let Ok(done) = terminal.draw(|frame| draw(&mut Canvas::new(frame, Styles::new(Theme::Dark, Depth::None))));
        let symbols: Vec<&str> = done.buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        symbols.chunks(10).map(|row| row.concat()).collect()
    }

    #[test]
    fn nothing_is_written_outside() {
        let screen = drawn(|canvas| {
            assert_eq!(canvas.put((8, 0), 10, "abc", Style::new()), 10);
            assert_eq!(canvas.put((0, 0), 3, "x日本", Style::new()), 3);
            assert_eq!(canvas.put((0, 2), 3, "below", Style::new()), 0);
            assert_eq!(canvas.put((70, 0), 3, "beside", Style::new()), 70);
            canvas.paint(Rect { x: 5, y: 1, width: 500, height: 500 }, Style::new());
            canvas.cover(Rect { x: 9, y: 1, width: 500, height: 500 }, Style::new());
        });
        // The second cell of a wide character holds a blank.
        assert_eq!(screen, ["x日      ab", "          "]);
    }

    #[test]
    fn what_covers_leaves_nothing_under_it() {
        let screen = drawn(|canvas| {
            canvas.put((0, 0), 10, "0123456789", Style::new());
            canvas.cover(Rect { x: 2, y: 0, width: 3, height: 1 }, Style::new());
        });
        assert_eq!(screen[0], "01   56789");
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        let screen = drawn(|canvas| {
            canvas.put((0, 0), 10, "a\u{1b}[2J\u{7}b", Style::new());
        });
        assert!(screen[0].chars().all(|c| !c.is_control()), "{screen:?}");
    }
}
