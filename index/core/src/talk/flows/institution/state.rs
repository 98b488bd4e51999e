//! An institution that is asked for by name: its number, what it is for, the nearest ones.

use crate::model::ItemId;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// An institution that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The institution, near a commune where one was named.
    Institution {
        /// Its identifier.
        id: ItemId,
        /// INSEE code.
        commune: Option<String>,
    },
}

impl screen::State for State {
    /// Another commune replaces the first.
    fn leads_back_from(&self, to: &Self) -> bool {
        let (Self::Institution { id, .. }, Self::Institution { id: next, .. }) = (self, to);
        id != next
    }
}

key::keys! {
    /// What leads to an institution.
    pub enum Action {
        /// An institution, by its identifier.
        "office" => Open(id: ItemId),
    }
}
