//! Keys, clicks and answers of what stands over the page of a desk.

use super::acting::{self, Became};
use super::command::COMMANDS;
use super::household::Filled;
use super::layer::Layer;
use super::menu;
use super::record::Done;
use super::slip::FollowUp;
use super::state::State;
use super::statistics;
use super::work::{Answer, Work};
use crate::screens::takeaway::{TakeAwayWork, TakenAway};
use crate::ui::key::Key;
use guichet_core::journal::Noted;
use guichet_core::message::Arg;
use guichet_core::sheet::Entry;
use guichet_core::slip::SlipCode;
use std::time::Duration;

/// Rows that a page of a panel moves.
const PAGE: usize = 10;

/// Closes what is on top. A record on its way to the disk is waited for.
pub(super) fn close(state: &mut State) -> Became {
    if let Some(layer) = state.layers.take_top()
        && matches!(&layer, Layer::Record(form) if form.keeping)
    {
        state.layers.open(layer);
    }
    Became::Done
}

/// A key for what is on top.
pub(super) fn key(state: &mut State, key: Key, at: Duration) -> Became {
    let Some(mut layer) = state.layers.take_top() else { return Became::Nothing };
    let (stays, became) = match &mut layer {
        Layer::Menu => (false, menu_key(state, key, at)),
        Layer::Help(row) => {
            *row = moved(*row, usize::MAX, key);
            (!matches!(key, Key::Enter | Key::Char(_)), Became::Done)
        }
        Layer::Languages(languages, row) => {
            *row = moved(*row, languages.len(), key);
            let chosen = (key == Key::Enter).then(|| languages.get(*row).copied()).flatten();
            chosen.into_iter().for_each(|lang| acting::speak(state, lang));
            (chosen.is_none(), Became::Done)
        }
        Layer::Sheet(_) => {
            // What the keys do may ask for the sheet that is on top.
            state.layers.open(layer);
            return sheet_key(state, key, at);
        }
        Layer::Code(_) => (false, Became::Done),
        Layer::Household(household) => {
            let filled = household.key(key);
            let (interview, commune) = (household.interview.clone(), state.commune_code());
            match filled {
                Filled::Nothing => {}
                Filled::Answer(step, answer) => {
                    state.work.push(Work::Household(interview, Some((step, answer)), commune));
                }
                Filled::Receipt => state.work.push(Work::Receipt(interview, commune)),
            }
            (true, Became::Done)
        }
        Layer::Slip(form) => {
            if let Some(draft) = form.key(key) {
                state.work.push(Work::Slip(Box::new(draft), state.person.lang, state.person.medium));
            }
            (true, Became::Done)
        }
        Layer::FollowUp(slips) => {
            state.work.extend(follow_up_key(slips, key));
            (true, Became::Done)
        }
        Layer::Report(report) => {
            let noted = report.key(key);
            let done = noted.is_some();
            state.work.extend(noted.map(|noted| Work::Note(Box::new(noted))));
            (!done, Became::Done)
        }
        Layer::Brief(lines, scroll) => {
            let area = super::draw::panel_area(&state.regions());
            let high = area.height.saturating_sub(1);
            let last = super::draw::brief_page(lines, area).height.saturating_sub(high);
            *scroll = match key {
                Key::Down => (*scroll + 1).min(last),
                Key::Up => scroll.saturating_sub(1),
                Key::PageDown | Key::Char(' ') => (*scroll + high).min(last),
                Key::PageUp => scroll.saturating_sub(high),
                _ => *scroll,
            };
            (key != Key::Enter, Became::Done)
        }
        Layer::Record(form) => {
            if let Done::Keep(activity) = form.key(key) {
                state.work.push(Work::Keep(activity));
            }
            (true, Became::Done)
        }
        Layer::Statistics(period, counted) => {
            if let Some(later) = later(key) {
                *period = statistics::moved(*period, later);
                *counted = None;
                state.work.push(Work::Count(*period));
            }
            (later(key).is_some(), Became::Done)
        }
        Layer::Leaving => match key {
            Key::Enter => {
                // It stays below the record: once that is kept, the next person's turn comes.
                state.layers.open(layer);
                acting::record(state, at);
                return Became::Done;
            }
            Key::Char('e') => return acting::next_person(state),
            _ => (true, Became::Done),
        },
    };
    if stays {
        state.layers.open(layer);
    }
    became
}

/// A key for the slips that are waited for; gives what became of one.
fn follow_up_key(slips: &mut FollowUp, key: Key) -> Option<Work> {
    let known = slips.slips.as_ref()?;
    let statuses = FollowUp::statuses();
    let Some(chosen) = slips.choosing else {
        slips.at = moved(slips.at, known.len(), key);
        slips.choosing = (key == Key::Enter && !known.is_empty()).then_some(0);
        return None;
    };
    let marked = match key {
        Key::Char(c) => super::record_choice::MARKS.chars().position(|mark| mark == c),
        Key::Enter => Some(chosen),
        _ => None,
    };
    slips.choosing = Some(moved(chosen, statuses.len(), key));
    let status = *statuses.get(marked?)?;
    let code = known.get(slips.at)?.code;
    (slips.choosing, slips.slips) = (None, None);
    Some(Work::Note(Box::new(Noted::SlipStatus { code, status })))
}

/// The row after a key that moves.
fn moved(row: usize, count: usize, key: Key) -> usize {
    let last = count.saturating_sub(1);
    match key {
        Key::Down | Key::Tab => row.saturating_add(1).min(last),
        Key::Up | Key::BackTab => row.saturating_sub(1),
        Key::PageDown => row.saturating_add(PAGE).min(last),
        Key::PageUp => row.saturating_sub(PAGE),
        _ => row,
    }
}

/// Whether a key leads to the month after, or to the one before.
fn later(key: Key) -> Option<bool> {
    match key {
        Key::Right => Some(true),
        Key::Left => Some(false),
        _ => None,
    }
}

/// A letter of the menu.
fn menu_key(state: &mut State, key: Key, at: Duration) -> Became {
    let Key::Char(letter) = key else { return Became::Done };
    let listed = COMMANDS.iter().find(|listed| listed.letter == Some(letter.to_ascii_lowercase()));
    listed.map_or(Became::Done, |listed| acting::command(state, listed.command, at))
}

/// A key for the sheet of the basket.
fn sheet_key(state: &mut State, key: Key, at: Duration) -> Became {
    let count = state.person.basket.entries().len();
    let Some(Layer::Sheet(view)) = state.layers.top_mut() else { return Became::Nothing };
    if view.printing {
        return Became::Done;
    }
    view.at = moved(view.at, count, key);
    let entry: Option<Entry> = state.person.basket.entries().get(view.at).cloned();
    match key {
        Key::Enter if count > 0 => {
            view.printing = true;
            let (medium, private) = (view.medium, view.private);
            let wanted = state.wanted(state.person.basket.clone(), private);
            let bot = state.options.bot.clone();
            state.work.push(Work::TakeAway(TakeAwayWork::Print(wanted, medium, bot)));
        }
        Key::Char('t') => {
            view.medium = menu::next_medium(view.medium);
            state.person.medium = view.medium;
        }
        Key::Char('p') => {
            view.private = !view.private;
            acting::make_sheet(state);
        }
        Key::Char('q') if count > 0 => {
            let private = view.private;
            let wanted = state.wanted(state.person.basket.clone(), private);
            let bot = state.options.bot.clone();
            state.work.push(Work::TakeAway(TakeAwayWork::Code(wanted, bot)));
        }
        Key::Char('l') => return acting::command(state, super::command::Command::Language, at),
        Key::Delete | Key::Backspace | Key::Char('-') => {
            if let Some(entry) = entry {
                state.person.basket.remove(&entry);
                view.at = view.at.min(count.saturating_sub(2));
                acting::make_sheet(state);
            }
        }
        _ => {}
    }
    Became::Done
}

/// A paste into what is on top.
pub(super) fn paste(state: &mut State, text: &str) {
    match state.layers.top_mut() {
        Some(Layer::Record(form)) => form.paste(text),
        Some(Layer::Household(household)) => household.paste(text),
        Some(Layer::Slip(form)) => form.paste(text),
        Some(Layer::Report(report)) => report.paste(text),
        _ => {}
    }
}

/// A click on what is on top.
pub(super) fn click(state: &mut State, (x, y): (u16, u16), at: Duration) -> Became {
    let Some(row) = super::draw::panel_row(state, x, y) else { return Became::Done };
    match state.layers.top_mut() {
        Some(Layer::Menu) => {
            let letter = COMMANDS.iter().filter_map(|listed| listed.letter).nth(row);
            letter.map_or(Became::Done, |letter| key(state, Key::Char(letter), at))
        }
        Some(Layer::Languages(_, chosen)) => {
            *chosen = row;
            key(state, Key::Enter, at)
        }
        Some(Layer::Sheet(view)) => {
            view.at = row;
            Became::Done
        }
        Some(Layer::Record(form)) => {
            form.click(row);
            Became::Done
        }
        Some(Layer::Household(household)) => {
            household.click(row);
            Became::Done
        }
        Some(Layer::Slip(form)) => {
            form.click(row);
            Became::Done
        }
        Some(Layer::Report(report)) => {
            report.go(row);
            Became::Done
        }
        _ => Became::Done,
    }
}

/// What was worked out for what stands over the page, or for the person.
pub(super) fn answer(state: &mut State, answer: Answer, at: Duration) -> Became {
    match answer {
        Answer::TakenAway(TakenAway::Sheet(sheet)) => {
            if let Some(shown) = &mut state.shown {
                shown.sheet = Some(*sheet);
                shown.scroll = 0;
            } else if let Some(view) = sheet_layer(state) {
                view.sheet = Some(*sheet);
            }
        }
        Answer::TakenAway(TakenAway::Code(Some(code))) => state.layers.open(Layer::Code(code)),
        Answer::TakenAway(TakenAway::Code(None)) => state.told = state.words().get("desk-no-code"),
        Answer::SlipMade(done) => slip_made(state, done),
        Answer::FollowUp(found) => {
            if let Some(Layer::FollowUp(slips)) = state.layers.top_mut() {
                slips.at = slips.at.min(found.len().saturating_sub(1));
                slips.slips = Some(found);
            }
        }
        Answer::Noted(done) => {
            state.told = state.words().get(done.err().unwrap_or("desk-noted"));
            if matches!(state.layers.top_mut(), Some(Layer::FollowUp(_))) {
                state.work.push(Work::FollowUp);
            }
        }
        Answer::Brief(lines) if lines.is_empty() => state.told = state.words().get("desk-no-brief"),
        Answer::Brief(lines) => state.layers.open(Layer::Brief(lines, 0)),
        Answer::Household(done) => {
            let done = done.map(|(interview, form)| (interview, *form));
            if let Ok((interview, _)) = &done {
                state.person.interview = interview.clone();
            }
            if let Some(Layer::Household(household)) = state.layers.top_mut() {
                household.worked_out(done);
            }
        }
        Answer::TakenAway(TakenAway::Printed(done)) => printed(state, done),
        Answer::Kept(done) => return kept(state, done, at),
        Answer::Counted(of, figures) => {
            let on_top = state.layers.top_down_mut().find_map(|layer| match layer {
                Layer::Statistics(period, counted) if *period == of => Some(counted),
                _ => None,
            });
            on_top.into_iter().for_each(|counted| *counted = Some(figures.clone()));
        }
        Answer::Failed => state.trouble = Some("desk-fault"),
        Answer::Asked(..) | Answer::Found(..) | Answer::Looked(..) | Answer::Known(..) => {}
    }
    Became::Done
}

fn sheet_layer(state: &mut State) -> Option<&mut super::takeaway::TakeAway> {
    state.layers.top_down_mut().find_map(|layer| match layer {
        Layer::Sheet(view) => Some(&mut **view),
        _ => None,
    })
}

/// The printer took the sheet, or did not: the basket is there all the same.
fn printed(state: &mut State, done: Result<crate::out::job::LeftOut, &'static str>) {
    sheet_layer(state).into_iter().for_each(|view| view.printing = false);
    let is_done = done.is_ok();
    state.told = match done {
        Ok(left_out) if !left_out.languages.is_empty() => state.words().get("desk-printed-french"),
        Ok(_) => state.words().get("desk-printed"),
        Err(id) => state.words().get(id),
    };
    if is_done {
        state.layers.close(|layer| matches!(layer, Layer::Sheet(_)));
    }
}

/// The slip is kept, and at the printer; or why not.
fn slip_made(state: &mut State, done: Result<SlipCode, &'static str>) {
    match done {
        Ok(code) => {
            state.layers.close(|layer| matches!(layer, Layer::Slip(_)));
            state.told = state.words().with("desk-slip-made", &[("code", Arg::Text(&code.to_string()))]);
        }
        Err(id) => {
            for layer in state.layers.top_down_mut() {
                if let Layer::Slip(form) = layer {
                    (form.waiting, form.failed) = (false, Some(id));
                }
            }
        }
    }
}

/// The record is on the disk, or it is not: then the form stays as it was.
fn kept(state: &mut State, done: Result<(), &'static str>, _at: Duration) -> Became {
    match done {
        Ok(()) => {
            let next = state.layers.close(|layer| matches!(layer, Layer::Leaving));
            state.layers.close(|layer| matches!(layer, Layer::Record(_)));
            state.person.recorded = true;
            state.work.push(Work::Known);
            if next {
                return acting::next_person(state);
            }
            state.told = state.words().get("record-kept");
        }
        Err(id) => {
            for layer in state.layers.top_down_mut() {
                if let Layer::Record(form) = layer {
                    (form.keeping, form.failed) = (false, Some(id));
                }
            }
        }
    }
    Became::Done
}
