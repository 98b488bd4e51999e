//! Where somebody stands who brought words, and what can be done there.

use crate::carry::Heard;
use crate::model::ItemId;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// How it is done.
    Ask,
    /// What was carried, found again.
    Opened {
        /// What can be opened, by the identifiers of entries of a basket.
        entries: Vec<ItemId>,
        /// How many answers of the screening there are, and the year and month they are of.
        answers: Option<(u8, i32, u8)>,
        /// How many entries are no longer there.
        gone: u8,
        /// How many cannot be told from others.
        unclear: u8,
        /// How many answers no longer count.
        unfit: u8,
        /// The page.
        page: u8,
    },
    /// One word must be said again: its place, from 0.
    Again {
        /// The words as they were heard, by their places in the list.
        heard: Heard,
        /// Which one.
        at: u8,
    },
    /// One of so many words is wrong or missing.
    Wrong {
        /// How many were typed.
        count: u8,
    },
    /// A later version of this program wrote it.
    Later,
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Again { .. } | Self::Wrong { .. } | Self::Later)
    }

    fn is_list(&self) -> bool {
        matches!(self, Self::Opened { .. })
    }

    fn page(&mut self) -> Option<&mut u8> {
        match self {
            Self::Opened { page, .. } => Some(page),
            _ => None,
        }
    }
}

key::keys! {
    /// What is done with words that were brought.
    pub enum Action {
        /// How it is done.
        "carried" => Ask,
        /// The word that was meant, by its place in the list.
        "word" => Word(place: u16),
    }
}
