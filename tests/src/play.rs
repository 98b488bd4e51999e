//! Playing a transcript: through the guide itself here, through the programs in their own tests.

use crate::transcript::{Said, Transcript, effect};
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::{self, Event, Session, Turn};
use guichet_locales::plain;

/// The chance of every conversation played: fixed.
pub const SEED: u64 = 1;

/// The event that a saying is; `None` for waiting, which is none.
pub fn event(said: &Said) -> Option<Event> {
    Some(match said {
        Said::Wait(_) => return None,
        Said::Start(lang) => Event::Start { lang: *lang },
        Said::Text(text) => Event::Text(text.clone()),
        Said::Choose(number) => Event::Choose(*number),
        Said::Press(key) => Event::Press(key.clone()),
        Said::Location(position) => Event::Location(*position),
        Said::Media(kind) => Event::Media(*kind),
    })
}

/// A turn as a transcript shows it: the view in plain text, then the effects.
pub fn answer(turn: &Turn) -> String {
    let mut text = plain::view(&turn.view);
    for line in turn.effects.iter().map(effect) {
        text.push('\n');
        text.push_str(&line);
    }
    tidy(&text)
}

/// No space at the end of a line: an editor would take it away.
pub fn tidy(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The answers of the guide itself, one for each step; waiting has an empty one.
pub fn through_the_guide(catalog: &dyn Catalog, transcript: &Transcript) -> Vec<String> {
    let mut session = Session::new(SEED);
    let mut now: Moment = transcript.now;
    let mut answers = Vec::new();
    for step in &transcript.steps {
        if let Said::Wait(minutes) = step.said {
            now = now.plus_minutes(minutes);
        }
        answers.push(event(&step.said).map_or_else(String::new, |event| {
            let turn = talk::turn(catalog, &session, event, now);
            session = turn.session.clone();
            answer(&turn)
        }));
    }
    answers
}
