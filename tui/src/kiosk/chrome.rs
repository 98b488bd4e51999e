//! The keys that are always there, as buttons: a click on one presses it.

use super::app::{App, Focus};
use super::key::Key;
use super::page::wrap::width;
use guichet_core::message::Message;
use ratatui::layout::Rect;

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In the header.
    Header,
    /// In the row of keys.
    Key,
    /// Leaves a discreet page.
    Exit,
    /// The emergency bar.
    Emergency,
}

/// A key of the frame.
pub(super) struct Button {
    pub(super) area: Rect,
    /// What is written on the key.
    pub(super) cap: String,
    pub(super) label: String,
    pub(super) key: Key,
    pub(super) kind: Kind,
}

/// Space between two buttons.
const BETWEEN: u16 = 3;

/// The buttons of the frame as it stands, leftmost first in each row.
pub(super) fn buttons(app: &App) -> Vec<Button> {
    let words = app.words();
    let shape = app.shape();
    let mut buttons = Vec::new();
    let mut right = Vec::new();
    let mut left = Vec::new();
    let button = |cap: &str, label: String, key: Key, kind: Kind| Button {
        area: Rect::default(),
        cap: cap.to_owned(),
        label,
        key,
        kind,
    };
    let language = button("F2", words.get("kiosk-language"), Key::F(2), Kind::Header);
    let contrast = button("F4", words.get("kiosk-contrast"), Key::F(4), Kind::Header);
    if !app.options.locked {
        right.push(button("Ctrl-C", words.get("kiosk-leave"), Key::Ctrl('c'), Kind::Key));
    }
    // The most needed key first: what does not fit is left out from the end.
    if app.discreet() {
        left.push(button(&words.get("kiosk-space-twice"), words.get("kiosk-quick-exit"), Key::F(10), Kind::Exit));
    }
    if !app.line.is_empty() {
        left.push(button(&words.get("kiosk-key-esc"), words.get("kiosk-clear"), Key::Esc, Kind::Key));
        if app.focus == Focus::Line {
            left.push(button(&words.get("kiosk-key-enter"), words.get("kiosk-send"), Key::Enter, Kind::Key));
        }
    } else if let Some(label) = app.back_label() {
        let typed = app.expects().takes_digits();
        let cap = if typed { words.get("kiosk-key-esc") } else { "0".to_owned() };
        left.push(button(&cap, label.to_owned(), Key::Esc, Kind::Key));
    }
    if matches!(app.focus, Focus::Tile(_)) {
        left.push(button(&words.get("kiosk-key-enter"), words.get("kiosk-open"), Key::Enter, Kind::Key));
        left.push(button("↑ ↓", words.get("kiosk-move"), Key::Down, Kind::Key));
    }
    left.push(button("F3", words.say(&Message::Help), Key::F(3), Kind::Key));
    if let Some(header) = shape.header {
        align_right(&mut buttons, vec![contrast, language], header);
    } else {
        left.insert(usize::from(app.back_label().is_some() || !app.line.is_empty()), language);
    }
    let taken = align_right(&mut buttons, right, shape.keys);
    let mut x = shape.keys.x;
    let end = shape.keys.right().saturating_sub(if taken > 0 { taken + BETWEEN } else { 0 });
    for mut button in left {
        let wide = length(&button);
        if x + wide > end {
            continue;
        }
        button.area = Rect { x, width: wide, ..shape.keys };
        x += wide + BETWEEN;
        buttons.push(button);
    }
    let emergency = words.say(&Message::Emergency);
    buttons.push(Button {
        area: shape.emergency,
        cap: "F1".into(),
        label: emergency,
        key: Key::F(1),
        kind: Kind::Emergency,
    });
    buttons
}

/// Columns of a button: its key, a space, its label.
fn length(button: &Button) -> u16 {
    width(&button.cap) + 3 + width(&button.label)
}

/// Puts buttons at the right end of a row; gives the columns they take.
fn align_right(buttons: &mut Vec<Button>, row: Vec<Button>, area: Rect) -> u16 {
    let mut x = area.right();
    for mut button in row.into_iter().rev() {
        let wide = length(&button);
        x = x.saturating_sub(wide);
        button.area = Rect { x, width: wide, ..area };
        buttons.push(button);
        x = x.saturating_sub(BETWEEN);
    }
    area.right().saturating_sub(x + if x < area.right() { BETWEEN } else { 0 })
}
