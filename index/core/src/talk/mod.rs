//! The guide: a pure, total conversation machine.
//!
//! [`turn`] takes the session, one event and the moment, and gives the next session, a view and effects. It has no
//! error and no clock. A text is read in one order, always: distress, global words, the answer expected, a new search.

mod action;
pub(crate) mod context;
mod dispatch;
mod effect;
mod event;
pub mod flows;
pub mod graph;
mod key;
mod keyword;
mod mark;
pub(crate) mod matter;
pub mod navigation;
mod page;
mod read;
pub(crate) mod reader;
mod screen;
mod session;
mod then;
mod waiting;
pub(crate) mod words;
mod yes_no;

pub use action::Action;
pub use effect::{Effect, Need, Observation, Obstacle, Outcome};
pub use event::{Event, MediaKind};
pub use key::SituationName;
pub use matter::at_hand;
pub use screen::Screen;
pub use session::{Matter, Session};

use crate::model::{Date, Moment};
use crate::ports::catalog::Catalog;
use crate::view::View;
use context::Talk;
pub use read::{distress, without_personal};

use flows::{rights, start};

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
    /// Whether the words of the event were looked for, rather than read as an answer, a number or an order.
    pub searched: bool,
}

/// One turn of the conversation.
pub fn turn(catalog: &dyn Catalog, session: &Session, event: Event, now: Moment) -> Turn {
    let mut talk = Talk::new(catalog, session, now);
    let silence = session.last.map(|last| now.minutes() - last.minutes());
    let silent = silence.is_some_and(|minutes| minutes >= SILENCE_MINUTES);
    rights::forget_old_answers(&mut talk, silence);
    talk.session.last = Some(now);
    match event {
        Event::Start { lang } => start::begin(&mut talk, lang),
        Event::Open { lang, key } => {
            start::begin(&mut talk, Some(lang));
            dispatch::press(&mut talk, &key);
        }
        Event::Text(text) => read::read_text(&mut talk, &text, silent),
        Event::Choose(number) => dispatch::choose(&mut talk, number),
        Event::Press(key) => dispatch::press(&mut talk, &key),
        Event::Location(position) => read::locate(&mut talk, position),
        Event::Media(kind) => read::media(&mut talk, kind),
        Event::Captioned(kind, text) => read::captioned(&mut talk, kind, &text, silent),
    }
    finish(talk)
}

/// The session, its view and what is to be done.
fn finish(mut talk: Talk<'_>) -> Turn {
    matter::note(&mut talk);
    waiting::drop_waiting(&mut talk);
    let mut view = dispatch::view(&talk);
    view.blocks.splice(0..0, std::mem::take(&mut talk.notices));
    Turn { session: talk.session, view, effects: talk.effects, searched: talk.searched }
}

/// The view of a session as it stands, without an event: what a program shows when it opens.
pub fn show(catalog: &dyn Catalog, session: &Session, now: Moment) -> View {
    finish(Talk::new(catalog, session, now)).view
}

/// Whether an event may go unanswered where there are too many to answer: words that are neither a cry for help nor a
/// global word, which must be heard whatever else is said.
pub fn can_wait(catalog: &dyn Catalog, event: &Event) -> bool {
    match event {
        Event::Text(text) | Event::Captioned(_, text) => {
            let now = Moment { date: Date { year: 1970, month: 1, day: 1 }, minute: 0 };
            !keyword::must_be_heard(&Talk::new(catalog, &Session::default(), now), text)
        }
        _ => false,
    }
}
