//! What the person takes along: put into the basket, made into a sheet, shown to them.

use super::acting::Became;
use super::layer::Layer;
use super::phrases;
use super::state::{Shown, State};
use super::work::Work;
use crate::screens::takeaway::TakeAwayWork;
use guichet_core::carry::Reopened;
use guichet_core::message::Arg;
use guichet_core::model::Lang;
use guichet_core::sheet::Entry;
use guichet_core::talk::Session;

/// Words or a link from elsewhere were opened in a pane: what they brought is the person's.
pub(super) fn reopened(state: &mut State, brought: &Reopened, session: &Session) {
    state.person.lang = session.lang.unwrap_or(state.person.lang);
    if let Some(interview) = &session.interview {
        state.person.interview = interview.clone();
    }
    for (entry, name) in brought.basket.entries().iter().zip(&brought.names) {
        state.person.basket.add(entry.clone());
        if !name.is_empty() {
            name_entry(state, entry.clone(), name);
        }
    }
}

/// The person reads a language.
pub(super) fn speak(state: &mut State, lang: Lang) {
    state.person.lang = lang;
    if !state.is_offered(lang) {
        state.told = state.words().with("desk-phrases-only", &[("language", Arg::Text(lang.native_name()))]);
    }
    if !phrases::spoken(state) {
        make_sheet(state);
    }
}

/// Asks for the sheet that is on the screen: the one turned to the person, or that of the basket.
pub(super) fn make_sheet(state: &mut State) {
    let wanted = match (&state.shown, top_sheet(state)) {
        (Some(_), _) => state.wanted_to_show(),
        (None, Some((private, answers))) => Some(state.wanted(private, answers)),
        (None, None) => None,
    };
    state.work.extend(wanted.map(|wanted| Work::TakeAway(TakeAwayWork::Sheet(wanted))));
}

/// Whether what is private belongs on the sheet that is looked at, and whether its words bring the answers back; `None` where
/// none is.
pub(super) fn top_sheet(state: &State) -> Option<(bool, bool)> {
    state.layers.top_down().find_map(|layer| match layer {
        Layer::Sheet(sheet) => Some((sheet.private, sheet.answers)),
        _ => None,
    })
}

/// Puts what is looked at into the basket, or takes it out.
pub(super) fn take(state: &mut State) -> Became {
    let Some(need) = state.need() else { return Became::Nothing };
    let Some(entry) = need.entry() else { return Became::Nothing };
    let name = need.content.entry_name(&entry);
    let is_in = state.person.basket.toggle(entry.clone());
    name_entry(state, entry, &name);
    let id = if is_in { "desk-taken" } else { "desk-left" };
    state.told = state.words().with(id, &[("what", Arg::Text(&name))]);
    Became::Done
}

/// Puts what every pane shows into the basket.
pub(super) fn take_all(state: &mut State) {
    let shown: Vec<(Entry, String)> = state
        .needs
        .iter()
        .filter_map(|need| {
            let entry = need.entry()?;
            let name = need.content.entry_name(&entry);
            Some((entry, name))
        })
        .collect();
    for (entry, name) in shown {
        state.person.basket.add(entry.clone());
        name_entry(state, entry, &name);
    }
    let count = state.taken();
    state.told = state.words().with("desk-basket", &[("count", Arg::Number(count as f64))]);
}

fn name_entry(state: &mut State, entry: Entry, name: &str) {
    state.person.names.retain(|(known, _)| *known != entry);
    state.person.names.push((entry, name.to_owned()));
}

/// Turns the screen to the person, or back.
pub(super) fn show(state: &mut State) {
    if let Some(shown) = state.shown.take() {
        // What is turned back leads to where it came from.
        shown.phrase.into_iter().for_each(|panel| state.layers.open(Layer::Phrases(panel)));
        return;
    }
    if let Some(session) = state.page_to_show() {
        state.shown = Some(Shown::default());
        state.work.push(Work::Show(Box::new(session)));
        return;
    }
    if state.wanted_to_show().is_none() {
        state.told = state.words().get("desk-nothing-to-show");
        return;
    }
    let beside = state.person.lang != Lang::FR && state.size.0 >= super::regions::WIDE;
    state.shown = Some(Shown { beside, ..Shown::default() });
    make_sheet(state);
}
