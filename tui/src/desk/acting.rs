//! What is done at a desk: every command, wherever it comes from.

use super::basket;
use super::command::Command;
use super::corrections::Corrections;
use super::finder::Does;
use super::household::Household;
use super::layer::Layer;
use super::letters::LetterList;
use super::need::Need;
use super::numbers::Numbers;
use super::profiles::{self, ProfileChoice};
use super::record::{Known, RecordForm};
use super::report::Report;
use super::slip::{FollowUp, SlipForm};
use super::state::{Person, State};
use super::statistics::Figures;
use super::takeaway::TakeAway;
use super::work::Work;
use crate::ui::list::List;
use guichet_core::activity::{CommuneCode, Draft, Period, Place, Seen};
use guichet_core::message::Arg;
use guichet_core::model::{ItemId, ItemKind, ThemeId};
use guichet_core::sheet::Entry;
use guichet_core::slip::SlipCode;
use guichet_core::talk::flows::{emergency, obstacle, place, rights};
use guichet_core::talk::{Action, Event};
use std::time::Duration;

/// Most panes: each has a digit's worth of room in one's head.
const NEEDS: usize = 9;

/// The theme of a household that was screened.
const RIGHTS: &str = "social-sante";

/// What a desk begins with: what its records say, and who works there.
pub(super) fn begin(state: &mut State) {
    match &state.options.profiles[..] {
        [] => state.work.push(Work::Known(None)),
        [only] if !only.has_pin => profiles::take(state, 0),
        _ => {
            state.work.push(Work::Known(None));
            state.layers.open(Layer::Profiles(ProfileChoice::default()));
        }
    }
    if !state.options.notices.is_empty() {
        state.layers.open(Layer::Notices);
    }
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    /// It was done.
    Done,
    /// It cannot be done here: the key may be for something else.
    Nothing,
    /// The program is left.
    Left,
    /// Nothing of the person stays: the screen is wiped as well.
    Wiped,
}

/// Does what has a name, `at` since the start.
pub(super) fn command(state: &mut State, command: Command, at: Duration) -> Became {
    match command {
        Command::Emergency => press(state, emergency::Action::Kinds.into(), at),
        Command::Help => state.layers.open(Layer::Help(0)),
        Command::Menu => state.layers.open(Layer::Menu(0)),
        Command::Language => {
            let languages = state.languages().to_vec();
            let here = languages.iter().position(|lang| *lang == state.person.lang).unwrap_or(0);
            state.layers.open(Layer::Languages(languages, here));
        }
        // Whoever works here knows what it is: the questions begin at once.
        Command::Rights => open(state, Event::Press(Action::from(rights::Action::Ask).to_string()), at),
        Command::Household => {
            state.person.came.get_or_insert(at);
            let interview = state.person.interview.clone();
            let commune = state.commune_code().map(str::to_owned);
            state.layers.open(Layer::Household(Box::new(Household::new(interview.clone()))));
            state.work.push(Work::Household(interview, None, commune));
        }
        Command::Brief => {
            let Some(entry) = state.entry() else { return Became::Nothing };
            state.work.push(Work::Brief(entry));
        }
        Command::Slip => {
            let form = SlipForm::new(&state.person.basket, &state.person.names, state.words());
            state.layers.open(Layer::Slip(Box::new(form)));
        }
        Command::Letters => {
            let about = looked_at(state).into_iter().collect();
            state.layers.open(Layer::Letters(LetterList { letters: None, at: 0 }));
            state.work.push(Work::Letters(about));
        }
        Command::Phrases => super::phrases::open(state),
        Command::FollowUp => follow_up(state, None),
        Command::Report => {
            let Some(item) = looked_at(state) else {
                state.told = state.words().get("desk-nothing-to-report");
                return Became::Done;
            };
            let entry = state.entry();
            let name = state.need().zip(entry).map(|(need, entry)| need.content.entry_name(&entry)).unwrap_or_default();
            state.layers.open(Layer::Report(Box::new(Report::new(item, name))));
        }
        Command::Obstacle => press(state, obstacle::Action::Begin(looked_at(state)).into(), at),
        Command::Places => {
            let card = looked_at(state).filter(|id| !id.is_place() && !id.is_institution());
            press(state, place::Action::Where(card).into(), at);
        }
        Command::Take => return basket::take(state),
        Command::TakeAll => basket::take_all(state),
        Command::Sheet => {
            state.shown = None;
            state.layers.open(Layer::Sheet(Box::new(TakeAway::new(state.person.medium))));
            basket::make_sheet(state);
        }
        Command::Show => basket::show(state),
        // What was recorded of this person is mended, not recorded twice.
        Command::Record if state.person.recorded == Some(state.person.done()) => {
            self::command(state, Command::Correct, at);
            state.told = state.words().get("desk-recorded-already");
        }
        Command::Record => record(state, at),
        Command::Again => again(state),
        Command::Statistics => {
            let Some(today) = state.today else { return Became::Nothing };
            let figures = Figures::new(Period::month_of(today));
            state.work.push(figures.wanted());
            state.layers.open(Layer::Statistics(Box::new(figures)));
        }
        Command::Correct => {
            state.shown = None;
            state.layers.open(Layer::Corrections(Corrections::default()));
            state.work.push(Work::Newest);
        }
        Command::Profile => {
            if state.options.profiles.is_empty() {
                state.told = state.words().get("desk-no-profiles");
            } else {
                state.layers.open(Layer::Profiles(ProfileChoice::default()));
            }
        }
        Command::NextNeed | Command::PreviousNeed => {
            let count = state.needs.len();
            if count < 2 {
                return Became::Nothing;
            }
            let forward = command == Command::NextNeed;
            state.focus = (state.focus + if forward { 1 } else { count - 1 }) % count;
        }
        Command::CloseNeed => {
            if state.needs.is_empty() {
                return Became::Nothing;
            }
            state.needs.remove(state.focus);
            state.focus = state.focus.min(state.needs.len().saturating_sub(1));
        }
        Command::NextPerson => {
            if !state.is_unrecorded() {
                return next_person(state);
            }
            state.layers.open(Layer::Leaving { desk: false });
        }
        Command::Colours => state.theme = state.theme.next(),
        Command::Leave => {
            // Asked once: whoever wants to leave all the same presses again.
            let asked = state.layers.close(|layer| matches!(layer, Layer::Leaving { desk: true }));
            if asked || !state.is_unrecorded() {
                return Became::Left;
            }
            state.shown = None;
            state.layers.open(Layer::Leaving { desk: true });
        }
    }
    Became::Done
}

/// The slips that are waited for, the one of a code that was typed selected.
pub(super) fn follow_up(state: &mut State, wanted: Option<SlipCode>) {
    state.shown = None;
    state.layers.open(Layer::FollowUp(FollowUp { slips: None, at: 0, choosing: None, wanted }));
    state.work.push(Work::FollowUp);
}

/// The item of what is looked at.
fn looked_at(state: &State) -> Option<ItemId> {
    match state.entry()? {
        Entry::Card(id) | Entry::Answer(id) | Entry::Place(id) | Entry::Institution(id) => Some(id),
        Entry::Right(_) => None,
    }
}

/// What a suggestion leads to.
pub(super) fn follow(state: &mut State, does: Does, at: Duration) -> Became {
    match does {
        Does::Open(key) => open(state, Event::Press(key), at),
        Does::Ask(words) => open(state, Event::Text(words), at),
        Does::Commune(code, name) => live_in(state, code, name),
        Does::Speak(lang) => basket::speak(state, lang),
        Does::Do(done) => return command(state, done, at),
    }
    Became::Done
}

/// A pane of its own for a need.
fn open(state: &mut State, event: Event, at: Duration) {
    state.person.came.get_or_insert(at);
    if state.needs.len() >= NEEDS {
        state.told = state.words().get("desk-too-many");
        return;
    }
    let mut need = Need::new(state.next_need, state.session());
    need.send(event);
    state.next_need += 1;
    state.needs.push(need);
    state.focus = state.needs.len() - 1;
}

/// Presses a key of the guide in the pane, or in a new one where there is none.
fn press(state: &mut State, action: Action, at: Duration) {
    state.shown = None;
    let event = Event::Press(action.to_string());
    match state.need_mut() {
        Some(need) => need.send(event),
        None => open(state, event, at),
    }
}

fn live_in(state: &mut State, code: String, name: String) {
    state.needs.iter_mut().for_each(|need| need.lives_in(&code));
    state.told = state.words().with("desk-lives-in", &[("commune", Arg::Text(&name))]);
    state.person.commune = Some((code, name));
}

/// A commune that was named in one pane holds in all, and one that was named while a pane was waiting holds there too.
pub(super) fn lives_as_said(state: &mut State, index: usize, said: Option<(String, String)>) {
    match (&state.person.commune, said) {
        (Some((code, _)), None) => {
            let code = code.clone();
            state.needs.get_mut(index).into_iter().for_each(|need| need.lives_in(&code));
        }
        (None, Some((code, name))) => {
            state.needs.iter_mut().for_each(|need| need.lives_in(&code));
            state.person.commune = Some((code, name));
        }
        _ => {}
    }
}

/// The record of what was done with this person.
pub(super) fn record(state: &mut State, at: Duration) {
    let Some(today) = state.today else { return };
    let mut themes: Vec<&[ThemeId]> = state.person.seen.iter().map(|seen| seen.themes.as_slice()).collect();
    // Rights were looked for, whatever was read besides.
    let rights = [ThemeId::from(RIGHTS)];
    themes.extend(state.has_answers().then_some(rights.as_slice()));
    let place =
        state.person.basket.entries().iter().any(|entry| matches!(entry, Entry::Place(_) | Entry::Institution(_)));
    let went = state.person.seen.iter().any(|seen| seen.kind == ItemKind::Place);
    let sent = (place || went).then_some(None);
    let seen = Seen { themes: &themes, minutes: state.minutes(at).max(1), sent };
    let mut draft = Draft::of_session(today, seen, state.known.last.as_ref());
    // Where the desk stands is where the mediator works.
    draft.place.get_or_insert(Place::Office(None));
    open_record(state, draft);
}

fn again(state: &mut State) {
    match (&state.known.last, state.today) {
        (Some(last), Some(today)) => {
            let draft = Draft::again(last, today);
            open_record(state, draft);
        }
        _ => state.told = state.words().get("desk-no-record"),
    }
}

fn open_record(state: &mut State, draft: Draft) {
    state.shown = None;
    let commune = state.person.commune.as_ref();
    let commune = commune.and_then(|(code, name)| Some((CommuneCode::new(code)?, name.clone())));
    let known: &Known = &state.known;
    let form = RecordForm::new(draft, known, commune);
    state.layers.open(Layer::Record(Box::new(form)));
}

/// Nothing of this person stays.
pub(super) fn next_person(state: &mut State) -> Became {
    state.person = Person::new(state.options.home, state.person.medium);
    state.needs.clear();
    state.focus = 0;
    state.line.clear();
    state.finder.clear();
    state.looked = None;
    state.shown = None;
    state.queue.clear();
    state.numbers = Numbers::default();
    state.layers.clear();
    state.told = state.words().get("desk-next");
    Became::Wiped
}

/// A fresh list of the pane, after its page changed.
pub(super) fn settle(state: &mut State) {
    let (width, height) = state.pane();
    if let Some(need) = state.need_mut() {
        need.browse(width, height, List::settle);
    }
}
