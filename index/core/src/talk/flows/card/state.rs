//! Reading a card: short first, then by section, and whether it helped.

use crate::model::ItemId;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where somebody reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
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
    /// After "it helped".
    Thanks,
    /// After "it did not".
    Sorry {
        /// The card that did not help.
        id: ItemId,
    },
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Thanks)
    }

    /// The next section replaces the one just read.
    fn leads_back_from(&self, to: &Self) -> bool {
        !matches!((self, to), (Self::Section { id, .. }, Self::Section { id: next, .. }) if id == next)
    }

    fn needs_index(&self) -> bool {
        matches!(self, Self::Card { .. } | Self::Section { .. })
    }

    fn page(&mut self) -> Option<&mut u8> {
        match self {
            Self::Card { page, .. } => Some(page),
            _ => None,
        }
    }
}

key::keys! {
    /// What is done with a card.
    pub enum Action {
        /// A section of a card.
        "part" => Section(index: u16, id: ItemId),
        /// It helped: a card, a place, or a node of a situation.
        "good" => Helped(of: ItemId),
        /// It did not help.
        "bad" => NotHelped(of: ItemId),
    }
}
