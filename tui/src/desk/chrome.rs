//! The keys that are always there, as buttons: a click on one presses it. What is known of the person stands among them.

use super::command::Command;
use super::keys::{Act, Mode};
use super::menu::{cap, key_of};
use super::regions::Regions;
use super::state::State;
use crate::ui::bar::{self, Button};
use crate::ui::theme::ButtonKind;
use guichet_core::message::{Arg, Message};
use ratatui::layout::Rect;

/// Space between two buttons.
const BETWEEN: u16 = 2;
/// The number that answers everywhere.
const EVERYWHERE: &str = "112";

/// The buttons of the screen as it stands; `minutes`: since the person came.
pub(super) fn buttons(state: &State, regions: &Regions, minutes: u16) -> Vec<Button<Act>> {
    let mut buttons = Vec::new();
    let header = Rect { width: regions.header.width, ..regions.header };
    let mut known = if state.shown.is_some() { vec![language(state)] } else { known(state, minutes) };
    // What has no room is what matters least: who works here, the clock, then the commune.
    while known.len() > 1 && bar::length(&known, BETWEEN) + 12 > header.width {
        known.remove(0);
    }
    buttons.extend(bar::from_right(known, header, BETWEEN));
    let mut wanted = wanted(state);
    while wanted.len() > 1 && !bar::fits(&wanted, regions.keys, BETWEEN) {
        wanted.pop();
    }
    buttons.extend(bar::from_left(wanted, regions.keys, BETWEEN));
    buttons.push(emergency(state, regions.emergency));
    buttons
}

fn button(state: &State, command: Command, label: String, kind: ButtonKind) -> Button<Act> {
    Button::new(&key_of(state, command).unwrap_or_default(), label, Act::Do(command), kind)
}

fn language(state: &State) -> Button<Act> {
    button(state, Command::Language, state.person.lang.native_name().to_owned(), ButtonKind::Header)
}

/// What is known of the person: how long they have been there, where they live, what they read, what they take along.
fn known(state: &State, minutes: u16) -> Vec<Button<Act>> {
    let words = state.words();
    let mut known = Vec::new();
    if let Some(profile) = &state.profile {
        known.push(button(state, Command::Profile, profile.to_string(), ButtonKind::Header));
    }
    if state.person.came.is_some() {
        let label = words.with("record-minutes-of", &[("minutes", Arg::Number(minutes.into()))]);
        known.push(button(state, Command::Record, label, ButtonKind::Header));
    }
    if let Some((_, name)) = &state.person.commune {
        known.push(Button::new("⌂", name.clone(), Act::Do(Command::Places), ButtonKind::Header));
    }
    known.push(language(state));
    let count = state.taken();
    let label = words.with("desk-basket", &[("count", Arg::Number(count as f64))]);
    known.push(button(state, Command::Sheet, label, ButtonKind::Header));
    known
}

/// The keys that there are, the most needed one first.
fn wanted(state: &State) -> Vec<Button<Act>> {
    let words = state.words();
    let key = |command: Command, id: &str| button(state, command, words.get(id), ButtonKind::Key);
    let other = |cap: String, id: &str, act: Act| Button::new(&cap, words.get(id), act, ButtonKind::Key);
    match state.mode() {
        // A panel says its keys itself.
        Mode::Panel | Mode::TooSmall => Vec::new(),
        Mode::Person => {
            let theirs = state.their_words();
            // A sentence has French below it already.
            let sentence = state.shown.as_ref().is_some_and(|shown| shown.phrase.is_some());
            let room = state.size.0 >= super::regions::WIDE;
            let of_sheet = state.shown.as_ref().is_some_and(|shown| shown.view.is_none());
            let beside = state.person.lang != state.options.home && !sentence && of_sheet && room;
            let held_back = |shown: &super::state::Shown| {
                shown.sheet.as_ref().is_some_and(|sheet| !sheet.private.is_empty()) && !shown.private
            };
            let mut wanted = vec![button(state, Command::Show, theirs.get("desk-turn-back"), ButtonKind::Key)];
            if beside {
                wanted.push(Button::new("b", theirs.get("desk-beside"), Act::Beside, ButtonKind::Key));
            }
            if state.shown.as_ref().is_some_and(held_back) {
                wanted.push(Button::new("p", theirs.get("desk-show-private"), Act::Private, ButtonKind::Key));
            }
            wanted
        }
        Mode::Writing => vec![
            other(cap(state, crate::ui::key::Key::Enter), "kiosk-open", Act::Enter),
            other("↑ ↓".into(), "kiosk-move", Act::Move(crate::ui::list::Direction::Down)),
            other("Tab".into(), "desk-complete", Act::Complete),
            other(cap(state, crate::ui::key::Key::Esc), "kiosk-clear", Act::Clear),
        ],
        Mode::Reading | Mode::Answering => {
            let mut wanted = vec![key(Command::Menu, "desk-key-menu")];
            if state.entry().is_some() {
                wanted.push(key(Command::Take, "desk-key-take"));
            }
            if !state.person.basket.is_empty() {
                wanted.push(key(Command::Sheet, "desk-key-sheet"));
            }
            wanted.push(key(Command::Show, "desk-key-show"));
            wanted.push(key(Command::Record, "desk-key-record"));
            if state.needs.len() > 1 {
                wanted.push(key(Command::NextNeed, "desk-key-next"));
            }
            wanted.push(key(Command::NextPerson, "desk-key-person"));
            wanted.push(key(Command::Help, "desk-key-help"));
            wanted
        }
    }
}

/// The emergency bar: the numbers of the danger that was spoken of in the pane, or the one that answers everywhere.
fn emergency(state: &State, area: Rect) -> Button<Act> {
    let words = if state.shown.is_some() { state.their_words() } else { state.words() };
    let label = words.say(&Message::Emergency);
    let at_hand = state.need().and_then(|need| need.at_hand.as_ref());
    let numbers: Vec<&str> = at_hand.into_iter().flatten().map(|number| number.number.as_str()).collect();
    let known = numbers.contains(&EVERYWHERE);
    let all: Vec<&str> = numbers.into_iter().chain((!known).then_some(EVERYWHERE)).collect();
    let mut button = button(state, Command::Emergency, format!("{label}   {}", all.join(" · ")), ButtonKind::Emergency);
    button.area = area;
    button
}
