//! Where somebody stands who tells what became of a request.

use crate::activity::codes;
use crate::model::ItemId;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

codes! {
    /// What became of a request.
    pub enum Became {
        /// The right or the paper was obtained.
        Obtained = "obtained",
        /// It was asked for, and there is no answer yet.
        Waiting = "waiting",
        /// It was refused.
        Refused = "refused",
        /// It was not asked for.
        NotAsked = "not-asked",
    }
}

/// Where somebody is in telling it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Of which card?
    Which {
        /// The cards of which nothing was told yet.
        cards: Vec<ItemId>,
    },
    /// What became of it?
    What {
        /// The card.
        of: ItemId,
        /// The others of which nothing was told yet.
        rest: Vec<ItemId>,
    },
    /// It was counted.
    Noted {
        /// The card.
        of: ItemId,
        /// What became of it.
        became: Became,
        /// The cards of which nothing was told yet.
        rest: Vec<ItemId>,
    },
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        true
    }
}

key::keys! {
    /// What is told of a request.
    pub enum Action {
        /// Somebody wants to tell what became of what was carried here.
        "became" => Begin,
        /// Of this card.
        "became-of" => Of(card: ItemId),
        /// What became of it, by its name.
        "became-now" => Tell(became: String),
    }
}
