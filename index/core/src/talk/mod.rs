//! The guide: a pure, total conversation machine.
//!
//! [`turn`] takes the session, one event and the moment, and gives the next session, a view and effects. It has no
//! error and no clock. A text is read in one order, always: distress, global words, the answer expected, a new search.

mod act;
mod action;
mod aids;
mod answer;
mod event;
pub mod graph;
mod interview;
mod keyword;
mod lookup;
mod mark;
mod matter;
mod need;
mod place;
mod read;
mod screens;
mod session;
mod situation;
mod waiting;

pub use action::Action;
pub use event::{Effect, Event, MediaKind};
pub use interview::{ANSWERS_MINUTES, Found};
pub use matter::{Matter, at_hand};
pub use screens::DOORS;
pub use session::{Screen, Session};

use crate::catalog::Catalog;
use crate::model::{Date, Moment};
use crate::view::View;
use std::cell::Cell;

/// After this many minutes of silence, resume and start again are both offered.
pub const SILENCE_MINUTES: i64 = 30;

/// The outcome of one event.
#[derive(Debug, Clone)]
pub struct Turn {
    /// The session to keep.
    pub session: Session,
    /// What to show.
    pub view: View,
    /// What to do.
    pub effects: Vec<Effect>,
}

/// One turn of the conversation.
pub fn turn(catalog: &dyn Catalog, session: &Session, event: Event, now: Moment) -> Turn {
    let mut talk = Talk::new(catalog, session, now);
    let silence = session.last.map(|last| now.minutes() - last.minutes());
    let silent = silence.is_some_and(|minutes| minutes >= SILENCE_MINUTES);
    talk.forget_old_answers(silence);
    talk.session.last = Some(now);
    match event {
        Event::Start { lang } => talk.start(lang),
        Event::Text(text) => talk.read_text(&text, silent),
        Event::Choose(number) => talk.choose(number),
        Event::Press(key) => talk.press(&key),
        Event::Location(position) => talk.locate(position),
        Event::Media(kind) => talk.media(kind),
        Event::Captioned(kind, text) => talk.captioned(kind, &text, silent),
    }
    talk.finish()
}

/// The view of a session as it stands, without an event: what a program shows when it opens.
pub fn show(catalog: &dyn Catalog, session: &Session, now: Moment) -> View {
    Talk::new(catalog, session, now).finish().view
}

/// Whether an event may go unanswered where there are too many to answer: words that are neither a cry for help nor a
/// global word, which must be heard whatever else is said.
pub fn can_wait(catalog: &dyn Catalog, event: &Event) -> bool {
    match event {
        Event::Text(text) | Event::Captioned(_, text) => {
            let now = Moment { date: Date { year: 1970, month: 1, day: 1 }, minute: 0 };
            !Talk::new(catalog, &Session::default(), now).must_be_heard(text)
        }
        _ => false,
    }
}

/// The work of one turn.
struct Talk<'a> {
    catalog: &'a dyn Catalog,
    session: Session,
    now: Moment,
    effects: Vec<Effect>,
    /// Lines shown on top of the next view.
    notices: Vec<crate::view::Block>,
    /// Whether the index failed while the view was made.
    unread: Cell<bool>,
}

impl<'a> Talk<'a> {
    fn new(catalog: &'a dyn Catalog, session: &Session, now: Moment) -> Self {
        let (effects, notices) = (Vec::new(), Vec::new());
        Self { catalog, session: session.clone(), now, effects, notices, unread: Cell::new(false) }
    }
}
