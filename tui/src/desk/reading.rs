//! What is written on the line is read: while it is written, and once it is.

use super::acting::{Became, follow, follow_up};
use super::finder::{self, Does, Finder};
use super::state::State;
use super::work::Work;
use crate::screens::suggest::Suggestion;
use crate::ui::line::Line;
use guichet_core::slip::SlipCode;
use guichet_core::talk::Event;
use std::time::Duration;

/// More words with commas between them than anybody has needs.
const ROW: usize = 6;

/// Reads the line: an answer of the pane, a suggestion, or several needs with commas between.
pub(super) fn read_line(state: &mut State, at: Duration) -> Became {
    if state.answers() {
        let text = state.line.take();
        state.need_mut().into_iter().for_each(|need| need.send(Event::Text(text.clone())));
        return Became::Done;
    }
    let text = state.line.text().trim().to_owned();
    // Whoever received a slip tells its code.
    let looks_like_one = text.contains(|c: char| c == '-' || c.is_ascii_digit());
    if let Some(code) = SlipCode::parse(&text).ok().filter(|_| looks_like_one) {
        state.line.clear();
        state.finder.clear();
        follow_up(state, Some(code));
        return Became::Done;
    }
    let parts: Vec<String> =
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    // Words from elsewhere are one thing to say, with commas between them too.
    let is_row = parts.len() >= ROW && parts.iter().all(|part| !part.contains(char::is_whitespace));
    let parts = if is_row { vec![parts.join(" ")] } else { parts };
    let chosen = state.finder.is_chosen() || state.finder.is_of(&text);
    let found = state.finder.selected().map(|found| found.does.clone());
    state.line.clear();
    match found {
        Some(does) if chosen && parts.len() < 2 => {
            state.finder.clear();
            follow(state, does, at)
        }
        _ => {
            state.finder.clear();
            state.queue.extend(parts);
            read_next(state);
            Became::Done
        }
    }
}

/// Looks for the next of several needs.
pub(super) fn read_next(state: &mut State) {
    let Some(text) = state.queue.first().cloned() else { return };
    find(state, text);
}

/// What the first of several needs leads to; the next one follows.
pub(super) fn found_next(state: &mut State, found: Vec<Suggestion>, at: Duration) -> Became {
    let text = state.queue.remove(0);
    let mut finder = Finder::new();
    finder.changed(&text, finder::orders(&text, state.words(), state.languages()));
    finder.searched(found, &text);
    let does = finder.selected().map_or(Does::Ask(text), |found| found.does.clone());
    let became = follow(state, does, at);
    read_next(state);
    became
}

/// Asks what a text may mean.
fn find(state: &mut State, text: String) {
    state.serial += 1;
    let (session, serial) = (state.session(), state.serial);
    state.work.retain(|work| !matches!(work, Work::Find { .. }));
    state.work.push(Work::Find { serial, session, text });
}

/// The line changed.
pub(super) fn line_changed(state: &mut State) {
    if state.answers() {
        return;
    }
    let text = state.line.text().to_owned();
    let orders = finder::orders(&text, state.words(), state.languages());
    state.finder.changed(&text, orders);
    if state.line.is_blank() {
        state.finder.clear();
        state.looked = None;
    } else if !text.starts_with(finder::ORDER) {
        let text = being_written(&state.line).to_owned();
        find(state, text);
    }
}

/// Of several needs, the one that is being written.
pub(super) fn being_written(line: &Line) -> &str {
    line.text().rsplit(',').next().unwrap_or_default().trim()
}

/// Writes the selected suggestion out.
pub(super) fn complete(state: &mut State) {
    let Some(label) = state.finder.selected().map(|found| found.label.clone()) else { return };
    let before = state.line.text().rsplit_once(',').map(|(before, _)| format!("{before}, ")).unwrap_or_default();
    state.line.clear();
    state.line.insert(&format!("{before}{label}"));
    line_changed(state);
}

/// Looks at what the selected suggestion opens, where there is room to see it.
pub(super) fn look(state: &mut State) {
    let wide = state.size.0 >= super::regions::WIDE;
    let writing = !state.line.is_empty() && !state.answers();
    let key = state.finder.selected().and_then(|found| found.opens()).filter(|_| wide && writing).map(str::to_owned);
    if key.as_deref() == state.looked.as_ref().map(|(key, _)| key.as_str()) {
        return;
    }
    let seen = state.looked.take().and_then(|(_, view)| view);
    state.looked = key.clone().map(|key| (key, seen));
    if let Some(key) = key {
        let session = state.session();
        state.work.retain(|work| !matches!(work, Work::Look { .. }));
        state.work.push(Work::Look { session, key });
    }
}
