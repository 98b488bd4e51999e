//! What reaches the screens, and what they ask of the guide.

use super::suggest::Suggestion;
use crate::ui::input::Input;
use guichet_core::model::EmergencyNumber;
use guichet_core::talk::{Event, Session, Turn};
use guichet_core::view::View;
use guichet_index::effects::Asked;

/// What reaches the screens.
pub(crate) enum Signal {
    /// Somebody did something.
    Input(Input),
    /// Time went by.
    Tick,
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

impl Work {
    /// The number that its answer carries back.
    pub(super) fn serial(&self) -> u64 {
        match self {
            Self::Turn { serial, .. } | Self::Suggest { serial, .. } => *serial,
            // Nobody waits for it.
            Self::Preview { .. } => 0,
        }
    }
}
