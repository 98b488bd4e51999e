//! The keys that are always there, as buttons: a click on one presses it.

use super::app::{App, Focus};
use super::key::Key;
use super::page::wrap::width;
use super::shape::{NARROW, Shape};
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

/// The buttons of the frame as it stands, leftmost first in each row.
pub(super) fn buttons(app: &App) -> Vec<Button> {
    let words = app.words();
    let shape = app.shape();
    let mut buttons = Vec::new();
    if let Some(header) = shape.header {
        let contrast = button("F4", words.get("kiosk-contrast"), Key::F(4), Kind::Header);
        align_right(&mut buttons, vec![contrast, language(app)], header);
    }
    let (shown, right) = kept(app, shape.keys);
    place(shown, shape.keys, &mut buttons);
    align_right(&mut buttons, right, Rect { y: shape.keys.bottom().saturating_sub(1), height: 1, ..shape.keys });
    buttons.push(Button {
        area: shape.emergency,
        cap: emergency_cap(app),
        label: words.say(&Message::Emergency),
        key: Key::F(1),
        kind: Kind::Emergency,
    });
    buttons
}

/// Rows that the keys take: a second one in a narrow window, before any of them is left out.
pub(super) fn rows(app: &App) -> u16 {
    let width = Shape::width(app.size.0);
    let one = Rect { x: 0, y: 0, width, height: 1 };
    if app.size.0 >= NARROW || length_of(&wanted(app)) <= one.width { 1 } else { 2 }
}

/// The keys that there are, the most needed one first.
fn wanted(app: &App) -> Vec<Button> {
    let words = app.words();
    let mut wanted = Vec::new();
    if app.discreet() {
        let cap = if app.spaces_leave() { words.get("kiosk-space-twice") } else { "F10".to_owned() };
        wanted.push(button(&cap, words.get("kiosk-quick-exit"), Key::F(10), Kind::Exit));
    }
    let typed = app.expects().takes_digits();
    if !app.line.is_empty() {
        let cap = if app.keyed() { "*".to_owned() } else { words.get("kiosk-key-esc") };
        wanted.push(button(&cap, words.get("kiosk-clear"), Key::Esc, Kind::Key));
    } else if let Some(label) = app.back_label() {
        wanted.push(button(if typed { "*" } else { "0" }, label.to_owned(), Key::Esc, Kind::Key));
    }
    if !app.options.locked {
        wanted.push(button("Ctrl-C", words.get("kiosk-leave"), Key::Ctrl('c'), Kind::Key));
    }
    let enter = |id: &str| button(&words.get("kiosk-key-enter"), words.get(id), Key::Enter, Kind::Key);
    match app.focus {
        Focus::Tile(_) => wanted.push(enter("kiosk-open")),
        Focus::Line if !app.line.is_empty() => {
            wanted.push(enter(if app.expects().takes_digits() { "kiosk-answer" } else { "kiosk-send" }));
        }
        Focus::Line => {}
    }
    wanted.push(button("F3", words.say(&Message::Help), Key::F(3), Kind::Key));
    if !Shape::has_header(app.size.1) {
        wanted.push(language(app));
    }
    if matches!(app.focus, Focus::Tile(_)) {
        wanted.push(button("↑ ↓", words.get("kiosk-move"), Key::Down, Kind::Key));
    }
    wanted
}

/// The keys that have room in an area, and the one that stands at its right end. What is left out is the least needed.
fn kept(app: &App, area: Rect) -> (Vec<Button>, Vec<Button>) {
    let mut kept = wanted(app);
    while kept.len() > 1 && !fits(&kept, area) {
        kept.pop();
    }
    kept.into_iter().partition(|button| button.key != Key::Ctrl('c'))
}

/// Whether buttons have room, row by row, the one at the right end included.
fn fits(buttons: &[Button], area: Rect) -> bool {
    let (mut row, mut used) = (0, 0);
    for button in buttons {
        let wide = length(button) + if used > 0 { between(area) } else { 0 };
        if used + wide > area.width {
            (row, used) = (row + 1, length(button));
        } else {
            used += wide;
        }
    }
    row < area.height
}

/// Puts buttons from left to right, row by row.
fn place(row: Vec<Button>, area: Rect, buttons: &mut Vec<Button>) {
    let (mut x, mut y) = (area.x, area.y);
    for mut button in row {
        let wide = length(&button);
        if x > area.x && x + wide > area.right() {
            (x, y) = (area.x, y + 1);
        }
        button.area = Rect { x, y, width: wide, height: 1 };
        x += wide + between(area);
        buttons.push(button);
    }
}

/// The key of the emergency bar, with the digit or the sign that does the same on a numeric keypad.
fn emergency_cap(app: &App) -> String {
    let nine = app.view.as_ref().is_some_and(|view| view.choices.iter().any(|choice| choice.number == 9));
    let other = match app.expects().takes_digits() {
        _ if !app.line.is_empty() => None,
        true => Some('/'),
        false => nine.then_some('9'),
    };
    let or = |key| format!("F1 {} {key}", app.words().get("kiosk-or"));
    other.map_or_else(|| "F1".to_owned(), or)
}

fn button(cap: &str, label: String, key: Key, kind: Kind) -> Button {
    Button { area: Rect::default(), cap: cap.to_owned(), label, key, kind }
}

fn language(app: &App) -> Button {
    button("F2", app.words().get("kiosk-language"), Key::F(2), Kind::Header)
}

/// Space between two buttons.
fn between(area: Rect) -> u16 {
    if area.width < NARROW { 2 } else { 3 }
}

/// Columns of buttons in one row.
fn length_of(buttons: &[Button]) -> u16 {
    let wide: u16 = buttons.iter().map(length).sum();
    wide + 2 * (buttons.len() as u16).saturating_sub(1)
}

/// Columns of a button: its key, a space, its label.
fn length(button: &Button) -> u16 {
    width(&button.cap) + 3 + width(&button.label)
}

/// Puts buttons at the right end of a row.
fn align_right(buttons: &mut Vec<Button>, row: Vec<Button>, area: Rect) {
    let mut x = area.right();
    for mut button in row.into_iter().rev() {
        let wide = length(&button);
        x = x.saturating_sub(wide);
        button.area = Rect { x, width: wide, ..area };
        buttons.push(button);
        x = x.saturating_sub(between(area));
    }
}
