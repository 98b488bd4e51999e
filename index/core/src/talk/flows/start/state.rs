//! The beginning: a language, what is stored, and where a conversation goes on after a silence.

use crate::model::{ItemId, Lang};
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where a conversation begins, or begins again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Choose a language.
    Language,
    /// What is stored.
    Storage,
    /// After a silence.
    Resume,
    /// Did you mean …?
    Confirm {
        /// The key of the choice guessed.
        key: String,
        /// Its label's screen, to come back to on "no", is below it in the trail.
        label: String,
        /// What was found for the words, to show on "no".
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hits: Vec<ItemId>,
    },
    /// The conversation is over.
    Stopped,
    /// Everything was deleted.
    Forgotten,
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Storage | Self::Resume | Self::Confirm { .. })
    }

    fn leads_back_from(&self, to: &Self) -> bool {
        !matches!((self, to), (Self::Language, Self::Storage))
    }
}

key::keys! {
    /// What begins, goes on or ends.
    pub enum Action {
        /// Choose a language.
        "language" => Language,
        /// Speak this language.
        "speak" => Speak(lang: Lang),
        /// Start again.
        "restart" => Restart,
        /// Go on where the conversation stopped.
        "resume" => Resume,
        /// End the conversation.
        "stop" => Stop,
        /// Delete everything.
        "forget" => Forget,
    }
}
