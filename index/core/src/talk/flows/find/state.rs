//! Finding: the themes, what a theme holds, what a search found.

use crate::model::{ItemId, ThemeId};
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Lists to find something in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
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
        /// The words were guessed, so that "no" takes the list away.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        guessed: bool,
    },
    /// None of the results helped.
    NoneFits,
}

impl screen::State for State {
    fn is_guessed(&self) -> bool {
        matches!(self, Self::Results { guessed: true, .. })
    }

    fn is_list(&self) -> bool {
        matches!(self, Self::Theme { .. } | Self::Results { .. })
    }

    fn needs_index(&self) -> bool {
        self.is_list()
    }

    fn page(&mut self) -> Option<&mut u8> {
        match self {
            Self::Menu { page } | Self::Theme { page, .. } | Self::Results { page, .. } => Some(page),
            Self::NoneFits => None,
        }
    }

    fn opened(&self) -> Self {
        match self.clone() {
            Self::Theme { id, .. } => Self::Theme { id, page: 0 },
            Self::Results { hits, .. } => Self::Results { hits, page: 0, guessed: false },
            // Each page of the menu is a screen of its own.
            other => other,
        }
    }
}

key::keys! {
    /// What finds.
    pub enum Action {
        /// The main menu, or its second page.
        "menu" => Menu(page: u8),
        /// A page of a theme.
        "theme" => Theme(page: u8, id: ThemeId),
        /// Open an item: a card, a situation or a place.
        "open" => Open(id: ItemId),
        /// None of the results of a search helps.
        "none" => NoneFits,
        /// What is written about an institution.
        "about" => About(id: ItemId),
    }
}
