//! What is remembered between two events: identifiers and numbers, never what was typed.

use super::Screen;
use crate::model::{Lang, Moment, Wishes};
use crate::rights::Interview;
use crate::text::distress::Reading;
use serde::{Deserialize, Serialize};

/// What a conversation has touched on that must not be read over somebody's shoulder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matter {
    /// Something private.
    Private,
    /// A danger: its category of emergency.
    Danger(String),
}

/// A conversation. Serialised by the bots, encrypted at rest; in memory only on a kiosk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Session {
    /// The language chosen.
    pub lang: Option<Lang>,
    /// Where the conversation stands.
    pub screen: Screen,
    /// Screens to go back to, the last on top.
    pub trail: Vec<Screen>,
    /// How often in a row the person was not understood.
    pub misses: u8,
    /// INSEE code of the commune named last.
    pub commune: Option<String>,
    /// What is wished of the places that are looked for.
    #[serde(default, skip_serializing_if = "Wishes::is_empty")]
    pub wishes: Wishes,
    /// When the last event came.
    pub last: Option<Moment>,
    /// For what must be random, once per person.
    pub seed: u64,
    /// Categories of distress that the person was asked about and said no to; [`Session::TOLD`] for the question that
    /// names none. They are believed for the rest of the conversation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied: Vec<String>,
    /// What was answered in an interview, until its result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interview: Option<Interview>,
    /// What must not be seen by others was touched on since the menu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<Matter>,
    /// The answer to a need that was typed while another question was open, until that question is answered: the screens
    /// that it leads to; none where nothing was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Vec<Screen>>,
}

impl Session {
    /// Longest way back.
    pub const TRAIL: usize = 12;

    /// Stands in `denied` for the question that names no category: it is asked once.
    pub const TOLD: &str = "*";

    /// Whether what was read of a message stops all else: a certain phrase always, a probable one until the person has
    /// said no to it.
    pub fn heeds(&self, reading: &Reading) -> bool {
        let denied = |id: &str| self.denied.iter().any(|denied| denied == id);
        match reading {
            Reading::Exact { .. } => true,
            Reading::Fuzzy { category, .. } | Reading::Bare { category, .. } => !denied(category),
            Reading::Told { category, .. } => !denied(category) && !denied(Self::TOLD),
        }
    }

    /// Remembers that the person was asked and said no.
    pub(super) fn deny(&mut self, id: String) {
        if !self.denied.contains(&id) {
            self.denied.push(id);
        }
    }

    /// The danger that the conversation has touched on.
    pub(super) fn danger(&self) -> Option<&str> {
        match &self.matter {
            Some(Matter::Danger(id)) => Some(id),
            _ => None,
        }
    }

    /// A new session with its own seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// The language to answer in.
    pub fn reading_lang(&self) -> Lang {
        self.lang.unwrap_or_default()
    }

    /// Moves to a screen, remembering where from.
    pub fn go(&mut self, to: impl Into<Screen>) {
        let from = std::mem::replace(&mut self.screen, to.into());
        if from.worth_returning_to(&self.screen) {
            self.remember(from);
        }
        self.misses = 0;
    }

    /// Remembers a screen to go back to; the oldest is forgotten where there are too many.
    pub(super) fn remember(&mut self, from: Screen) {
        // Questions lead back through the answers: one of them in the trail is enough, or the way back would not end.
        if from.is_asking() {
            self.trail.retain(|screen| !screen.is_asking());
        }
        if self.trail.last() != Some(&from) {
            self.trail.push(from);
        }
        while self.trail.len() > Self::TRAIL {
            // A result is nowhere else: what lies before it is forgotten first, then what lies after.
            let oldest = self.trail.iter().position(|screen| !screen.is_result());
            self.trail.remove(oldest.unwrap_or(0));
        }
    }

    /// One step back; the menu where there is none, the language where it was never chosen.
    pub fn back(&mut self) {
        let root = if self.lang.is_some() { Screen::MENU } else { Screen::default() };
        self.screen = self.trail.pop().unwrap_or(root);
        self.misses = 0;
    }
}
