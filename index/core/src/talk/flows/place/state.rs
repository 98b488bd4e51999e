//! "Where do I go?": the commune, the nearest places of the right kind, one place.

use crate::model::{ItemId, Position};
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where somebody looks for a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// What kind of place?
    Kinds,
    /// Which commune? For the places of a card, or any place.
    Ask {
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
}

impl screen::State for State {
    fn leads_back_from(&self, to: &Self) -> bool {
        match (self, to) {
            (Self::Ask { .. } | Self::Communes { .. }, to) => matches!(to, Self::Place { .. }),
            // Another commune replaces the first.
            (Self::Places { card, .. }, Self::Ask { card: asked }) => card != asked,
            _ => true,
        }
    }

    fn is_list(&self) -> bool {
        matches!(self, Self::Places { .. })
    }

    fn needs_index(&self) -> bool {
        matches!(self, Self::Places { .. } | Self::Place { .. })
    }
}

key::keys! {
    /// What leads to a place.
    pub enum Action {
        /// Where do I go, for this card or node of a situation; for anything where none is named.
        "where" => Where(card: Option<ItemId>),
        /// What kind of place is looked for?
        "kinds" => Kinds,
        /// Ask for another place.
        "else" => Elsewhere(card: Option<ItemId>),
        /// The places near a commune, by its INSEE code.
        "near" => Near(code: String, card: Option<ItemId>),
        /// Whatever is wished for: all places.
        "anyhow" => Anyhow,
        /// This commune is meant; back to the results that wait.
        "here" => Here(code: String),
    }
}
