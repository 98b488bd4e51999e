//! Keys and clicks of what stands over the page of a desk.

use super::acting::{self, Became};
use super::basket;
use super::corrections::Corrected;
use super::dates::{Asked, DatesWork};
use super::household::{Filled, Household};
use super::layer::Layer;
use super::letters::LetterForm;
use super::menu;
use super::profiles;
use super::record::Done;
use super::sending::SendForm;
use super::slip::FollowUp;
use super::state::State;
use super::work::Work;
use crate::screens::takeaway::{TakeAwayWork, Wanted};
use crate::ui::key::Key;
use crate::ui::list::{Direction, Turn, scrolled};
use crate::ui::panel::moved;
use guichet_core::journal::Noted;
use guichet_core::sheet::Entry;
use std::time::Duration;

/// Closes what is on top, or goes one step back in it. A record on its way to the disk is waited for, and so is whoever works here;
/// below dates stands the sheet that they are on.
pub(super) fn close(state: &mut State) -> Became {
    let Some(mut layer) = state.layers.take_top() else { return Became::Done };
    let stays = match &mut layer {
        Layer::Record(form) => form.keeping,
        Layer::Statistics(figures) => figures.back(),
        Layer::Corrections(corrections) => corrections.back(),
        Layer::Profiles(choice) => choice.back() || state.profile.is_none(),
        _ => false,
    };
    if stays {
        state.layers.open(layer);
    } else if matches!(layer, Layer::Dates(_)) {
        basket::make_sheet(state);
    }
    Became::Done
}

/// A key for what is on top.
pub(super) fn key(state: &mut State, key: Key, at: Duration) -> Became {
    let Some(mut layer) = state.layers.take_top() else { return Became::Nothing };
    let (stays, became) = match &mut layer {
        Layer::Menu(row) => {
            let (count, chosen) = (menu::lettered().count(), *row);
            *row = moved(chosen, count, key);
            match key {
                Key::Enter => (
                    false,
                    menu::lettered().nth(chosen).map_or(Became::Done, |(_, one)| acting::command(state, one, at)),
                ),
                Key::Char(letter) => (false, menu_key(state, letter, at)),
                _ => (true, Became::Done),
            }
        }
        Layer::Help(row) => {
            *row = moved(*row, usize::MAX, key);
            (!matches!(key, Key::Enter | Key::Char(_)), Became::Done)
        }
        Layer::Languages(languages, row) => {
            *row = moved(*row, languages.len(), key);
            let chosen = (key == Key::Enter).then(|| languages.get(*row).copied()).flatten();
            chosen.into_iter().for_each(|lang| basket::speak(state, lang));
            (chosen.is_none(), Became::Done)
        }
        Layer::Sheet(_) => {
            // What the keys do may ask for the sheet that is on top.
            state.layers.open(layer);
            return sheet_key(state, key, at);
        }
        Layer::Dates(dates) => {
            let asked = dates.key(key, state.words(), state.lexicon());
            state.person.starts = dates.starts.clone();
            let wanted = || state.wanted(dates.private, false);
            let work = match asked {
                Asked::Nothing => None,
                Asked::Code(id) => Some(DatesWork::Code(wanted(), id)),
                Asked::Calendar => Some(DatesWork::Calendar(wanted())),
            };
            state.work.extend(work.map(Work::Dates));
            (true, Became::Done)
        }
        Layer::Code(_) => (false, Became::Done),
        Layer::Household(household) if matches!(key, Key::PageDown | Key::PageUp) => {
            let (_, rights) = Household::areas(super::draw::panel_area(&state.regions()));
            household.turn(key == Key::PageDown, rights, state.words());
            (true, Became::Done)
        }
        Layer::Household(household) => {
            let filled = household.key(key);
            let (interview, commune) = (household.interview.clone(), state.commune_code().map(str::to_owned));
            match filled {
                Filled::Nothing => {}
                Filled::Answer(step, answer) => {
                    state.work.push(Work::Household(interview, Some((step, answer)), commune));
                }
                Filled::Receipt => {
                    state.told = state.words().get("kiosk-working");
                    state.work.push(Work::Receipt(interview, commune));
                }
            }
            (true, Became::Done)
        }
        Layer::Slip(form) => {
            if let Some(draft) = form.key(key, &mut state.numbers) {
                state.work.push(Work::Slip(Box::new(draft), state.guide_lang(), state.person.medium));
            }
            (true, Became::Done)
        }
        Layer::Letters(list) => {
            let known = list.letters.as_deref().unwrap_or_default();
            list.at = moved(list.at, known.len(), key);
            let chosen = known.get(list.at).filter(|_| key == Key::Enter).cloned();
            if let Some(letter) = chosen {
                // It stays below the form: closing that leads back to the list.
                state.layers.open(layer);
                state.layers.open(Layer::Letter(Box::new(LetterForm::new(letter))));
                return Became::Done;
            }
            (true, Became::Done)
        }
        Layer::Letter(form) => {
            if let Some(values) = form.key(key) {
                state.work.push(Work::Letter(form.letter.id().to_owned(), values, state.guide_lang()));
            }
            (true, Became::Done)
        }
        Layer::Send(form) => {
            if let Some((channel, to)) = form.key(key) {
                // What is sent goes without words: whoever reads it on the way could open all of it.
                let (private, _) = basket::top_sheet(state).unwrap_or_default();
                let wanted = Wanted { again: None, ..state.wanted(private, false) };
                state.work.push(Work::TakeAway(TakeAwayWork::Send(wanted, channel, to, state.options.bot.clone())));
            }
            (true, Became::Done)
        }
        Layer::Phrases(_) => {
            let Layer::Phrases(panel) = layer else { return Became::Nothing };
            return super::phrases::key(state, panel, key);
        }
        Layer::FollowUp(slips) => {
            state.work.extend(follow_up_key(slips, key));
            (true, Became::Done)
        }
        Layer::Report(report) => {
            let noted = report.key(key, &mut state.numbers);
            let done = noted.is_some();
            state.work.extend(noted.map(|noted| Work::Note(Box::new(noted))));
            (!done, Became::Done)
        }
        Layer::Brief(lines, scroll) => {
            let area = super::draw::panel_area(&state.regions());
            let high = area.height.saturating_sub(1);
            let last = super::draw::brief_page(lines, area).height.saturating_sub(high);
            let rows = match key {
                Key::Down => Direction::Down.rows(),
                Key::Up => Direction::Up.rows(),
                Key::PageDown | Key::Char(' ') => Turn::PageDown.rows(high),
                Key::PageUp => Turn::PageUp.rows(high),
                _ => 0,
            };
            *scroll = scrolled(*scroll, rows, last);
            (key != Key::Enter, Became::Done)
        }
        Layer::Record(form) => {
            if let Done::Keep(activity) = form.key(key, &mut state.numbers) {
                state.work.push(Work::Keep(activity, form.corrects, state.profile.clone()));
            }
            (true, Became::Done)
        }
        Layer::Statistics(figures) => {
            if key == Key::Char('t') && !figures.is_writing() {
                state.person.medium = menu::next_medium(state.person.medium);
            }
            state.work.extend(figures.key(key, state.person.medium));
            (true, Became::Done)
        }
        Layer::Corrections(corrections) => {
            match corrections.key(key, &state.known) {
                Corrected::Nothing => {}
                Corrected::Do(work) => state.work.push(*work),
                Corrected::Open(form) => {
                    state.layers.open(layer);
                    state.layers.open(Layer::Record(form));
                    return Became::Done;
                }
            }
            (true, Became::Done)
        }
        Layer::Profiles(choice) => (profiles::key(state, choice, key, at), Became::Done),
        Layer::Notices => (key != Key::Enter, Became::Done),
        Layer::Leaving { desk } => match key {
            Key::Enter => {
                // It stays below the record: once that is kept, the next person's turn comes.
                state.layers.open(layer);
                acting::record(state, at);
                return Became::Done;
            }
            Key::Char('e') if *desk => return Became::Left,
            Key::Char('e') => return acting::next_person(state),
            _ => (true, Became::Done),
        },
    };
    if stays {
        state.layers.open(layer);
    }
    let asked = state.numbers.ask(key);
    state.work.extend(asked);
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

/// A letter of the menu.
fn menu_key(state: &mut State, letter: char, at: Duration) -> Became {
    let mut listed = menu::lettered();
    let found = listed.find(|(known, _)| *known == letter.to_ascii_lowercase());
    found.map_or(Became::Done, |(_, command)| acting::command(state, command, at))
}

/// A key for the sheet of the basket.
fn sheet_key(state: &mut State, key: Key, at: Duration) -> Became {
    let (count, said, answered) = (state.taken(), state.person.said.len(), state.has_answers());
    let Some(Layer::Sheet(view)) = state.layers.top_mut() else { return Became::Nothing };
    if view.printing {
        return Became::Done;
    }
    view.at = moved(view.at, count, key);
    let chosen = view.at;
    let entry: Option<Entry> = chosen.checked_sub(said).and_then(|at| state.person.basket.entries().get(at).cloned());
    match key {
        Key::Enter if count > 0 => {
            view.printing = true;
            let (medium, private, answers) = (view.medium, view.private, view.answers);
            let wanted = state.wanted(private, answers);
            let bot = state.options.bot.clone();
            state.work.push(Work::TakeAway(TakeAwayWork::Print(wanted, medium, bot)));
        }
        Key::Char('t') => {
            view.medium = menu::next_medium(view.medium);
            state.person.medium = view.medium;
        }
        Key::Char('p') => {
            view.private = !view.private;
            basket::make_sheet(state);
        }
        Key::Char('r') if answered => {
            view.answers = !view.answers;
            basket::make_sheet(state);
        }
        Key::Char('q') if count > 0 => {
            let (private, answers) = (view.private, view.answers);
            let wanted = state.wanted(private, answers);
            let bot = state.options.bot.clone();
            state.work.push(Work::TakeAway(TakeAwayWork::Code(wanted, bot)));
        }
        Key::Char('s') if count > 0 => match SendForm::new(&state.options.channels) {
            Some(form) => state.layers.open(Layer::Send(form)),
            None => state.told = state.words().get("desk-send-nothing"),
        },
        Key::Char('d') if count > 0 => {
            let (private, home) = (view.private, state.options.home);
            let wanted = Wanted { lang: home, ..state.wanted(private, false) };
            state.work.push(Work::Dates(DatesWork::Rows(wanted)));
        }
        Key::Char('l') => return acting::command(state, super::command::Command::Language, at),
        Key::Delete | Key::Backspace | Key::Char('-') if chosen < said || entry.is_some() => {
            entry.into_iter().for_each(|entry| {
                state.person.basket.remove(&entry);
            });
            if chosen < said {
                state.person.said.remove(chosen);
            }
            view.at = view.at.min(count.saturating_sub(2));
            basket::make_sheet(state);
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
        Some(Layer::Letter(form)) => form.paste(text),
        Some(Layer::Send(form)) => form.paste(text),
        Some(Layer::Statistics(figures)) => figures.paste(text),
        Some(Layer::Phrases(panel)) => super::phrases::paste(panel, text),
        Some(Layer::Dates(dates)) => dates.paste(text),
        _ => {}
    }
}

/// A click on what is on top.
pub(super) fn click(state: &mut State, (x, y): (u16, u16), at: Duration) -> Became {
    let Some(row) = super::draw::panel_row(state, x, y) else { return Became::Done };
    let became = click_row(state, row, at);
    let asked = state.numbers.ask(Key::Other);
    state.work.extend(asked);
    became
}

fn click_row(state: &mut State, row: usize, at: Duration) -> Became {
    match state.layers.top_mut() {
        Some(Layer::Menu(chosen)) => {
            *chosen = row;
            key(state, Key::Enter, at)
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
            form.click(row, &mut state.numbers);
            Became::Done
        }
        Some(Layer::Corrections(corrections)) => {
            corrections.click(row);
            Became::Done
        }
        Some(Layer::Profiles(_)) => {
            let Some(Layer::Profiles(mut choice)) = state.layers.take_top() else { return Became::Done };
            if profiles::click(state, &mut choice, row, at) {
                state.layers.open(Layer::Profiles(choice));
            }
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
        Some(Layer::Letters(list)) => {
            list.at = row;
            key(state, Key::Enter, at)
        }
        Some(Layer::Letter(form)) => {
            form.click(row);
            Became::Done
        }
        Some(Layer::Send(form)) => {
            form.go(row);
            Became::Done
        }
        Some(Layer::Report(report)) => {
            report.go(row);
            Became::Done
        }
        Some(Layer::Phrases(panel)) => {
            if super::phrases::click(panel, row) {
                key(state, Key::Enter, at)
            } else {
                Became::Done
            }
        }
        Some(Layer::Dates(dates)) => {
            dates.go(row);
            Became::Done
        }
        _ => Became::Done,
    }
}
