//! Opening what somebody brought.

use super::{Action, State};
use crate::carry::{self, Answered, Heard, Number, OpenFault, Reopened, Verdict};
use crate::message::Message;
use crate::model::ItemId;
use crate::sheet::{Entry, lines};
use crate::talk::context::Talk;
use crate::talk::effect::Effect;
use crate::talk::flows::find;
use crate::talk::then::Then;
use crate::talk::{Screen, Session};
use crate::text::normal::words;
use crate::view::Block;

/// What somebody brought.
pub(in crate::talk) enum Brought {
    /// Words, and what they come to.
    Words(Heard, Verdict),
    /// The number of a link.
    Link(Number),
}

impl Brought {
    /// Whether all of it was understood: its check holds, so that it is nothing else.
    pub(in crate::talk) const fn is_whole(&self) -> bool {
        matches!(self, Self::Link(_) | Self::Words(_, Verdict::Whole(_)))
    }
}

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Ask => talk.session.go(State::Ask),
        Action::Word(place) => return said_again(talk, vec![place]),
    }
    Then::Show
}

/// Reads a text as words or a link from elsewhere; `None` where it is neither.
pub(in crate::talk) fn brought(talk: &Talk<'_>, text: &str) -> Option<Brought> {
    if let Some(number) = carry::parse_link(text) {
        return Some(Brought::Link(number));
    }
    carry::heard(talk.catalog.carry_words(), text).map(|(heard, verdict)| Brought::Words(heard, verdict))
}

/// Takes what was brought.
pub(in crate::talk) fn take(talk: &mut Talk<'_>, brought: Brought) -> Then {
    match brought {
        Brought::Link(number) => open(talk, number),
        Brought::Words(heard, verdict) => judged(talk, heard, verdict),
    }
}

/// A word said again, where one is asked for; `None` where the text is something else.
pub(in crate::talk) fn again(talk: &mut Talk<'_>, text: &str) -> Option<Then> {
    if !matches!(talk.session.screen, Screen::Carry(State::Again { .. })) {
        return None;
    }
    let said = words(text);
    let [word] = said.as_slice() else { return None };
    let meant = talk.catalog.carry_words().meant(word);
    (!meant.is_empty()).then(|| said_again(talk, meant))
}

fn said_again(talk: &mut Talk<'_>, meant: Vec<u16>) -> Then {
    let Screen::Carry(State::Again { heard, at }) = &talk.session.screen else { return Then::old(talk) };
    let (mut heard, at) = (heard.clone(), usize::from(*at));
    if let Some(word) = heard.0.get_mut(at) {
        *word = meant;
    }
    let verdict = carry::judge(&heard);
    judged(talk, heard, verdict)
}

fn judged(talk: &mut Talk<'_>, heard: Heard, verdict: Verdict) -> Then {
    let to = match verdict {
        Verdict::Whole(number) => return open(talk, number),
        Verdict::Again(at) => State::Again { heard, at: at as u8 },
        Verdict::Wrong => State::Wrong { count: heard.0.len() as u8 },
    };
    talk.session.go(to);
    Then::Show
}

/// Opens it in a conversation of its own: nothing of the one before stays.
fn open(talk: &mut Talk<'_>, number: Number) -> Then {
    let opened = match carry::open(talk.catalog, number, talk.month()) {
        Ok(opened) => opened,
        Err(OpenFault::Unavailable(_)) => {
            talk.unavailable();
            return Then::Show;
        }
        Err(OpenFault::Later | OpenFault::Foreign) => {
            talk.session.go(State::Later);
            return Then::Show;
        }
    };
    let carried = opened.carried;
    let first = talk.session.lang.is_none();
    let known = talk.catalog.languages().contains(&carried.lang);
    let lang = if known { carried.lang } else { talk.lang() };
    let (seed, last) = (talk.session.seed, talk.session.last);
    let answers = carried.answers.as_ref().map(|Answered { month, interview }| {
        let count = interview.answered().count() + interview.seed().len();
        (few(count), month.year, month.month as u8)
    });
    talk.session = Session {
        seed,
        last,
        lang: Some(lang),
        commune: carried.commune,
        interview: carried.answers.map(|told| told.interview),
        screen: Screen::MENU,
        ..Session::default()
    };
    if first {
        let body = talk.say(&Message::StorageKiosk);
        talk.notices.push(Block::Prose(crate::model::Block::Text(body)));
    }
    let entries = carried.basket.entries().iter().map(|entry| entry.to_string().into()).collect();
    talk.session.go(State::Opened {
        entries,
        answers,
        gone: few(opened.gone),
        unclear: few(opened.unclear),
        unfit: few(opened.answers_gone),
        page: 0,
    });
    let names = carried.basket.entries().iter().map(|entry| name(talk, entry)).collect();
    talk.effects.push(Effect::Reopened(Reopened { basket: carried.basket, names }));
    Then::Show
}

/// The name of an entry, in the reader's language.
pub(super) fn name(talk: &Talk<'_>, entry: &Entry) -> String {
    lines(talk, entry).first().map(|line| line.text()).unwrap_or_default()
}

/// The cards among the entries of a basket, those of its rights too, each once.
pub(in crate::talk) fn cards(talk: &Talk<'_>, entries: &[ItemId]) -> Vec<ItemId> {
    let mut cards = Vec::new();
    for entry in entries.iter().filter_map(|id| Entry::parse(id)) {
        let card = match entry {
            Entry::Card(card) => Some(card),
            Entry::Right(right) => talk.catalog.right_card(&right),
            Entry::Answer(_) | Entry::Place(_) | Entry::Institution(_) => None,
        };
        cards.extend(card.filter(|card| !cards.contains(card)));
    }
    cards
}

/// A number of entries or answers, none of which are many.
fn few(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// The menu, for whoever brought nothing after all.
pub(super) const MENU: find::Action = find::Action::Menu(0);
