//! Emergency and help numbers, and the categories that lead to them.

use super::{Date, ItemId};
use serde::{Deserialize, Serialize};

/// A number to call in an emergency, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyNumber {
    /// As dialled, such as `15` or `3919`.
    pub number: String,
    /// Who answers, in plain words.
    pub name: String,
    /// Price, hours and text route in plain words; only what has a source.
    pub terms: String,
    /// When it was checked.
    pub checked: Date,
    /// Whose page says so.
    pub source: String,
}

/// A kind of emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyCategory {
    /// Identifier, such as `violence`.
    pub id: String,
    /// Its name, in the reader's language and neutral where somebody may look over the shoulder.
    pub label: String,
    /// One or two sentences: what to do first.
    pub advice: String,
    /// Numbers, the right one on top.
    pub numbers: Vec<EmergencyNumber>,
    /// The card to read once the call is made; it also says which counters help.
    #[serde(default)]
    pub card: Option<ItemId>,
    /// Other cards and situations of the same matter: whoever reads one has the numbers in reach.
    #[serde(default)]
    pub also: Vec<ItemId>,
}

impl EmergencyCategory {
    /// Whether a card or a situation is of its matter.
    pub fn treats(&self, id: &str) -> bool {
        self.card.iter().chain(&self.also).any(|known| known == id)
    }
}
