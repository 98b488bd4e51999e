//! What is remembered between two events: identifiers and numbers, never what was typed.

use super::interview::Found;
use super::matter::Matter;
use crate::model::{ItemId, Lang, Moment, NodeId, Position, ThemeId};
use crate::rights::{Given, Interview};
use crate::text::amount::Cause;
use crate::text::distress::Reading;
use serde::{Deserialize, Serialize};

/// The screen a conversation stands on. Everything shown can be made again from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub enum Screen {
    /// Choose a language.
    #[default]
    Language,
    /// What is stored.
    Storage,
    /// The themes; the second page holds the rest of them.
    Menu {
        /// 0 or 1.
        page: u8,
    },
    /// Cards of a theme.
    Theme {
        /// The theme.
        id: ThemeId,
        /// Page, from 0.
        page: u8,
    },
    /// Results of a search.
    Results {
        /// What was found.
        hits: Vec<ItemId>,
        /// Page, from 0.
        page: u8,
        /// The words were guessed, and the person has not said yet whether rightly.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        guessed: bool,
    },
    /// A card, short.
    Card {
        /// The card.
        id: ItemId,
        /// Page of its list of sections, from 0.
        page: u8,
    },
    /// A section of a card.
    Section {
        /// The card.
        id: ItemId,
        /// Index of the section.
        index: u16,
    },
    /// A node of a situation: a question, or what can be done.
    Situation {
        /// The situation's item.
        id: ItemId,
        /// The node.
        node: NodeId,
    },
    /// Papers to bring.
    Papers {
        /// For which node of a situation (`situation/<id>#<node>`) or which right (`right/<id>`).
        of: ItemId,
    },
    /// Before the interview: what it is, what is kept.
    Rights,
    /// A question of the interview.
    Interview {
        /// The step.
        step: String,
        /// The page of the review from which the answer is changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        edit: Option<u8>,
    },
    /// An answer that was typed, as it was understood: is it right?
    ReadBack {
        /// The step.
        step: String,
        /// The answer.
        given: Given,
        /// Why it is read back.
        why: Cause,
        /// As in [`Screen::Interview`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        edit: Option<u8>,
    },
    /// What was answered, before the result.
    Review {
        /// Page of the answers, from 0.
        page: u8,
    },
    /// The result of the interview.
    Outcomes {
        /// Where each right stands, the likeliest first.
        found: Vec<Found>,
        /// Page, from 0.
        page: u8,
        /// The unlikely ones, which are folded away at first.
        unlikely: bool,
    },
    /// One right of a result, with its reasons.
    Right {
        /// Where it stands.
        found: Found,
    },
    /// Leave a result for good?
    Leaving {
        /// The key of what leaves it.
        key: String,
    },
    /// After "it helped".
    Thanks,
    /// After "it did not".
    Sorry {
        /// The card that did not help.
        id: ItemId,
    },
    /// None of the results helped.
    NoneFits,
    /// Which commune? For the places of a card, or any place.
    AskPlace {
        /// The card, or the node of a situation, whose counters are looked for.
        card: Option<ItemId>,
    },
    /// Which of these communes?
    Communes {
        /// The card, or the node of a situation, whose counters are looked for.
        card: Option<ItemId>,
        /// INSEE codes.
        codes: Vec<String>,
        /// The results of a search wait for the answer.
        results: bool,
    },
    /// Places near a commune or a point.
    Places {
        /// The card, or the node of a situation, whose counters are looked for.
        card: Option<ItemId>,
        /// INSEE code of the commune, where one was named.
        commune: Option<String>,
        /// The point, where one was sent.
        position: Option<Position>,
    },
    /// A place.
    Place {
        /// Its item.
        id: ItemId,
    },
    /// Emergency: which kind?
    Emergency,
    /// Numbers for one kind.
    EmergencyCategory {
        /// The category.
        id: String,
        /// The language of the phrase that led here, where it is not the reader's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lang: Option<Lang>,
    },
    /// A phrase may mean distress: is it so?
    EmergencyCheck {
        /// The category.
        id: String,
        /// The language of the phrase, where it is not the reader's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lang: Option<Lang>,
        /// No phrase named the category, it is a guess: which help is asked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        told: bool,
        /// The words were looked up as a need, and nothing sure was found: "no" says so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unfound: bool,
    },
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
    /// Help and a human.
    Help,
    /// A human: the nearest town hall, the national line.
    Human,
    /// What is stored.
    Privacy,
    /// Everything was deleted.
    Forgotten,
    /// The conversation is over.
    Stopped,
    /// After a silence.
    Resume,
}

impl Screen {
    /// A question of the interview, or its answers.
    pub(super) const fn is_asking(&self) -> bool {
        matches!(self, Self::Interview { .. } | Self::ReadBack { .. } | Self::Review { .. })
    }

    /// Whether "back" from `to` should lead to this screen: a question that has been answered is not asked again.
    fn worth_returning_to(&self, to: &Self) -> bool {
        match (self, to) {
            _ if self == to => false,
            (
                Self::Confirm { .. }
                | Self::EmergencyCheck { .. }
                | Self::Resume
                | Self::Thanks
                | Self::Storage
                | Self::Leaving { .. },
                _,
            ) => false,
            // Questions have their own way back, through the answers.
            (from, to) if from.is_asking() && (to.is_asking() || matches!(to, Self::Outcomes { .. })) => false,
            (Self::Language, to) => !matches!(to, Self::Storage),
            (
                Self::AskPlace { .. } | Self::Communes { .. },
                Self::AskPlace { .. } | Self::Communes { .. } | Self::Places { .. },
            ) => false,
            // Another commune replaces the first; the next section replaces the one just read.
            (Self::Places { card, .. }, Self::AskPlace { card: asked, .. }) => card != asked,
            (Self::Section { id, .. }, Self::Section { id: next, .. }) => id != next,
            _ => true,
        }
    }
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
    /// When the last event came.
    pub last: Option<Moment>,
    /// For what must be drawn by chance, once per person.
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

    /// A new session with its own seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// The language to answer in.
    pub fn reading_lang(&self) -> Lang {
        self.lang.unwrap_or_default()
    }

    /// Moves to a screen, remembering where from.
    pub fn go(&mut self, screen: Screen) {
        let from = std::mem::replace(&mut self.screen, screen);
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
            let oldest = self.trail.iter().position(|screen| !matches!(screen, Screen::Outcomes { .. }));
            self.trail.remove(oldest.unwrap_or(0));
        }
    }

    /// One step back; the menu where there is none, the language where it was never chosen.
    pub fn back(&mut self) {
        let root = if self.lang.is_some() { Screen::Menu { page: 0 } } else { Screen::Language };
        self.screen = self.trail.pop().unwrap_or(root);
        self.misses = 0;
    }
}
