//! Buttons in rows: what a key does, with the key on it. A click on one does the same.

use super::canvas::Canvas;
use super::theme::ButtonKind;
use super::wrap::width;
use ratatui::layout::Rect;

/// A button.
#[derive(Debug, Clone)]
pub(crate) struct Button<A> {
    pub(crate) area: Rect,
    /// What is written on the key.
    pub(crate) cap: String,
    pub(crate) label: String,
    pub(crate) action: A,
    pub(crate) kind: ButtonKind,
}

impl<A> Button<A> {
    /// A button that has no place yet.
    pub(crate) fn new(cap: &str, label: String, action: A, kind: ButtonKind) -> Self {
        Self { area: Rect::default(), cap: cap.to_owned(), label, action, kind }
    }

    /// Columns: its key, a space, its label.
    fn width(&self) -> u16 {
        width(&self.cap) + 3 + width(&self.label)
    }

    /// Draws the key and its label.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_, '_>) {
        let (cap, label) = canvas.styles().button(self.kind);
        let (area, y) = (self.area, self.area.y + self.area.height / 2);
        let x = canvas.put((area.x, y), area.width, &format!(" {} ", self.cap), cap);
        canvas.put((x + 1, y), area.right().saturating_sub(x + 1), &self.label, label);
    }
}

/// Columns of buttons in one row.
pub(crate) fn length<A>(buttons: &[Button<A>], between: u16) -> u16 {
    let wide: u16 = buttons.iter().map(Button::width).sum();
    wide + between * (buttons.len() as u16).saturating_sub(1)
}

/// Whether buttons have room in an area, row by row.
pub(crate) fn fits<A>(buttons: &[Button<A>], area: Rect, between: u16) -> bool {
    let (mut row, mut used) = (0, 0);
    for button in buttons {
        let wide = button.width() + if used > 0 { between } else { 0 };
        if used + wide > area.width {
            (row, used) = (row + 1, button.width());
        } else {
            used += wide;
        }
    }
    row < area.height
}

/// Puts buttons from left to right, row by row.
pub(crate) fn from_left<A>(mut buttons: Vec<Button<A>>, area: Rect, between: u16) -> Vec<Button<A>> {
    let (mut x, mut y) = (area.x, area.y);
    for button in &mut buttons {
        let wide = button.width();
        if x > area.x && x + wide > area.right() {
            (x, y) = (area.x, y + 1);
        }
        button.area = Rect { x, y, width: wide, height: 1 };
        x += wide + between;
    }
    buttons
}

/// Puts buttons at the right end of a row, the last one outermost.
pub(crate) fn from_right<A>(mut buttons: Vec<Button<A>>, area: Rect, between: u16) -> Vec<Button<A>> {
    let mut x = area.right();
    for button in buttons.iter_mut().rev() {
        let wide = button.width();
        x = x.saturating_sub(wide);
        button.area = Rect { x, width: wide, ..area };
        x = x.saturating_sub(between);
    }
    buttons
}

#[cfg(test)]
mod tests {
    //! - buttons stand inside their area and beside each other, from either end;
    //! - what does not fit one row fits two, and is said not to fit where there is one.

    use super::*;

    fn three() -> Vec<Button<u8>> {
        let labels = ["Aide", "Sortir", "Langue"].into_iter().zip(1..);
        labels.map(|(label, at)| Button::new(&format!("F{at}"), label.into(), at, ButtonKind::Key)).collect()
    }

    #[test]
    fn rows_from_either_end() {
        let row = Rect { x: 2, y: 5, width: 40, height: 1 };
        assert_eq!(length(&three(), 2), 9 + 11 + 11 + 4);
        assert!(fits(&three(), row, 2) && !fits(&three(), Rect { width: 30, ..row }, 2));
        let places = |buttons: Vec<Button<u8>>| buttons.iter().map(|b| (b.area.x, b.area.y)).collect::<Vec<_>>();
        assert_eq!(places(from_left(three(), row, 2)), [(2, 5), (13, 5), (26, 5)]);
        assert_eq!(places(from_right(three(), row, 2)), [(7, 5), (18, 5), (31, 5)]);
        let two = Rect { width: 30, height: 2, ..row };
        assert!(fits(&three(), two, 2));
        assert_eq!(places(from_left(three(), two, 2)), [(2, 5), (13, 5), (2, 6)]);
    }
}
