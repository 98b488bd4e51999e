//! The guide asked: what screens hand out, what comes back, and the one place where it is worked out: inline for a script,
//! on a thread for people.

use super::program::Task;
use super::suggest::{Suggestion, suggest};
use guichet_core::model::{EmergencyNumber, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::Counts;
use guichet_core::talk::{self, Event, Session, Turn};
use guichet_core::view::{Block, View};
use guichet_index::effects::{self, Asked};

/// Suggestions of a page, at once.
const SUGGESTED: usize = 5;

/// What the guide is asked.
pub(crate) enum Work {
    /// A turn, and what is pressed on its view.
    Turn {
        serial: u64,
        session: Session,
        event: Event,
        then: Option<String>,
    },
    Suggest {
        serial: u64,
        session: Session,
        text: String,
    },
    Preview {
        session: Session,
        key: String,
    },
}

/// What comes back of it.
pub(crate) enum Answer {
    /// The guide answered; with what the screens are asked to do, and the numbers to keep in reach, where something private
    /// or dangerous was touched on.
    Turned(u64, Box<Turn>, Asked, Option<Vec<EmergencyNumber>>),
    /// The search answered.
    Suggested(u64, Vec<Suggestion>),
    /// What a choice opens, by its key.
    Previewed(String, Box<View>),
    /// The guide failed to answer.
    Failed(u64),
}

impl Task for Work {
    type Answer = Answer;

    fn stream(&self) -> Option<u8> {
        match self {
            Self::Turn { .. } => None,
            Self::Suggest { .. } => Some(0),
            Self::Preview { .. } => Some(1),
        }
    }

    fn failure(&self) -> Answer {
        match self {
            Self::Turn { serial, .. } | Self::Suggest { serial, .. } => Answer::Failed(*serial),
            // Nobody waits for it.
            Self::Preview { .. } => Answer::Failed(0),
        }
    }
}

/// Does a piece of work, and what a turn asks to be done; the answer goes back to the screens.
pub(crate) fn perform(catalog: &dyn Catalog, counts: &dyn Counts, work: Work, now: Moment) -> Answer {
    match work {
        Work::Turn { serial, session, event, then } => {
            let mut turn = talk::turn(catalog, &session, event, now);
            if let Some(key) = then {
                let before = std::mem::take(&mut turn.effects);
                turn = Turn { searched: turn.searched, ..talk::turn(catalog, &turn.session, Event::Press(key), now) };
                turn.effects.splice(0..0, before);
            }
            let turn = Box::new(turn);
            let asked = effects::perform(&turn.effects, |seen| counts.count(seen.day, &seen.to_string()));
            let at_hand = talk::at_hand(catalog, &turn.session);
            Answer::Turned(serial, turn, asked, at_hand)
        }
        Work::Suggest { serial, session, text } => {
            Answer::Suggested(serial, suggest(catalog, &session, &text, now, SUGGESTED))
        }
        Work::Preview { session, key } => {
            let turn = talk::turn(catalog, &session, Event::Press(key.clone()), now);
            let mut view = turn.view;
            // Of what is private no more is seen than the list says already: its title, and how it begins.
            if view.discreet || talk::at_hand(catalog, &turn.session).is_some() {
                view.blocks.retain(|block| matches!(block, Block::Card { .. } | Block::Prose(_)));
                view.blocks.truncate(1);
            }
            Answer::Previewed(key, Box::new(view))
        }
    }
}
