//! The keys that are always there, as buttons: a click on one presses it.

use super::keys::{Command, KEYMAP, Mode};
use super::layer::Layer;
use super::regions::{NARROW, Regions};
use super::state::State;
use crate::ui::bar::{self, Button};
use crate::ui::key::Key;
use crate::ui::list::{Direction, Focus};
use crate::ui::theme::ButtonKind;
use guichet_core::message::{Arg, Message};
use ratatui::layout::Rect;

/// Space between two buttons, and in a narrow window.
const BETWEEN: u16 = 3;
const BETWEEN_NARROW: u16 = 2;

/// The buttons of the frame as it stands.
pub(super) fn buttons(state: &State, regions: &Regions) -> Vec<Button<Command>> {
    let words = state.words();
    let mut buttons = Vec::new();
    if let Some(header) = regions.header {
        let theme = button(state, Command::Theme, words.get("kiosk-contrast"), ButtonKind::Header);
        let right = [theme].into_iter().chain(language(state)).collect();
        buttons.extend(bar::from_right(right, header, between(header)));
    }
    if let Some(field) = regions.field {
        let row = Rect { width: field.width.saturating_sub(1), ..field };
        buttons.extend(bar::from_right(mend(state).into_iter().collect(), row, 0));
    }
    let keys = regions.keys;
    let (left, right) = kept(state, keys);
    buttons.extend(bar::from_left(left, keys, between(keys)));
    let last = Rect { y: keys.bottom().saturating_sub(1), height: 1, ..keys };
    buttons.extend(bar::from_right(right, last, between(keys)));
    let mut emergency =
        Button::new(&emergency_cap(state), words.say(&Message::Emergency), Command::Emergency, ButtonKind::Emergency);
    emergency.area = regions.emergency;
    buttons.push(emergency);
    buttons
}

/// The key that takes the words which the page answers back into the line.
fn mend(state: &State) -> Option<Button<Command>> {
    state.asked()?;
    Some(button(state, Command::Mend, state.words().get("kiosk-mend"), ButtonKind::Key))
}

/// Columns of that key, at the end of the line.
pub(super) fn mend_width(state: &State) -> u16 {
    mend(state).map_or(0, |button| bar::length(&[button], 0) + 2)
}

/// Rows that the keys take: a second one in a narrow window, before any of them is left out.
pub(super) fn rows(state: &State) -> u16 {
    let width = Regions::width(state.size.0);
    if state.size.0 >= NARROW || bar::length(&wanted(state), BETWEEN_NARROW) <= width { 1 } else { 2 }
}

/// The keys of the sheet to take away, on the digits of a keypad.
fn of_sheet(state: &State) -> Vec<Button<Command>> {
    let words = state.words();
    let key = |cap: &str, id: &str, command| Button::new(cap, words.get(id), command, ButtonKind::Key);
    let view = state.layers.top_down().find_map(|layer| match layer {
        Layer::Sheet(view) => Some(view),
        _ => None,
    });
    let mut keys = vec![key("1", "kiosk-print", Command::Print), key("2", "kiosk-scan", Command::Scan)];
    match view {
        Some(view) if view.private => keys.push(key("3", "kiosk-without-private", Command::Private)),
        Some(view) if view.leaves_out() => keys.push(key("3", "kiosk-with-private", Command::Private)),
        _ => {}
    }
    match view {
        Some(view) if view.answers => keys.push(key("5", "kiosk-without-answers", Command::Answers)),
        Some(_) if state.has_answers() => keys.push(key("5", "kiosk-with-answers", Command::Answers)),
        _ => {}
    }
    keys.extend([key("0", "kiosk-close", Command::CloseSheet), key("4", "kiosk-empty", Command::Empty)]);
    keys
}

/// The keys that there are, the most needed one first.
fn wanted(state: &State) -> Vec<Button<Command>> {
    if state.mode() == Mode::Sheet {
        return of_sheet(state);
    }
    let words = state.words();
    let key = |command, label| button(state, command, label, ButtonKind::Key);
    let mut wanted = Vec::new();
    if state.discreet() {
        let mut exit = button(state, Command::QuickExit, words.get("kiosk-quick-exit"), ButtonKind::Exit);
        if state.spaces_leave() {
            exit.cap = words.get("kiosk-space-twice");
        }
        wanted.push(exit);
    }
    let digits = state.content.expects().takes_digits();
    if !state.line.is_empty() {
        wanted.push(key(Command::Clear, words.get("kiosk-clear")));
    } else if let Some(label) = state.content.back_label() {
        wanted.push(key(Command::Back, label.to_owned()));
    }
    if !state.options.locked {
        wanted.push(key(Command::Leave, words.get("kiosk-leave")));
    }
    match state.list.focus {
        Focus::Tile(_) => wanted.push(key(Command::Enter, words.get("kiosk-open"))),
        Focus::Line if !state.line.is_empty() => {
            wanted.push(key(Command::Enter, words.get(if digits { "kiosk-answer" } else { "kiosk-send" })));
        }
        Focus::Line => {}
    }
    if let Some(entry) = state.entry().filter(|_| state.line.is_empty()) {
        let is_on = state.basket.holds(&entry);
        wanted.push(key(Command::Take, words.get(if is_on { "kiosk-leave-out" } else { "kiosk-take" })));
    }
    if state.has_sheet() && state.line.is_empty() {
        let count = [("count", Arg::Number(state.basket.entries().len() as f64))];
        wanted.push(key(Command::OpenSheet, words.with("kiosk-sheet", &count)));
    }
    // Before the first view there is nothing to ask.
    if state.content.view().is_some() {
        wanted.push(key(Command::Help, words.say(&Message::Help)));
    }
    if !Regions::has_header(state.size.1) {
        wanted.extend(language(state));
    }
    if matches!(state.list.focus, Focus::Tile(_)) {
        wanted.push(Button::new("↑ ↓", words.get("kiosk-move"), Command::Move(Direction::Down), ButtonKind::Key));
    }
    wanted
}

/// The keys that have room in an area, and the one that stands at its right end. What is left out is the least needed.
fn kept(state: &State, area: Rect) -> (Vec<Button<Command>>, Vec<Button<Command>>) {
    let mut kept = wanted(state);
    while kept.len() > 1 && !bar::fits(&kept, area, between(area)) {
        kept.pop();
    }
    kept.into_iter().partition(|button| button.action != Command::Leave)
}

/// The key of the emergency bar, with the digit or the sign that does the same on a numeric keypad.
fn emergency_cap(state: &State) -> String {
    let keys = KEYMAP.keys(state.page_mode(), Command::Emergency);
    let nine = state.content.offers(9) && !state.content.expects().takes_digits();
    let other = (nine && state.line.is_empty()).then_some(Key::Char('9'));
    let caps: Vec<String> = keys.chain(other).filter_map(Key::cap).collect();
    caps.join(&format!(" {} ", state.words().get("kiosk-or")))
}

/// A button with the key that does the same here.
fn button(state: &State, command: Command, label: String, kind: ButtonKind) -> Button<Command> {
    let words = state.words();
    let cap = match KEYMAP.keys(state.page_mode(), command).next() {
        Some(Key::Enter) => words.get("kiosk-key-enter"),
        Some(Key::Esc) => words.get("kiosk-key-esc"),
        key => key.and_then(Key::cap).unwrap_or_default(),
    };
    Button::new(&cap, label, command, kind)
}

fn language(state: &State) -> Option<Button<Command>> {
    state.content.view()?;
    Some(button(state, Command::Language, state.words().get("kiosk-language"), ButtonKind::Header))
}

/// Space between two buttons in an area.
fn between(area: Rect) -> u16 {
    if area.width < NARROW { BETWEEN_NARROW } else { BETWEEN }
}
