//! What a slip holds.

use super::SlipCode;
use super::options::Attempt;
use crate::activity::options::Structure;
use crate::activity::{FreeText, TextUse};
use crate::model::{Date, ItemId};
use crate::sheet::{Basket, Entry};
use crate::talk::flows::obstacle::Blocked;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// To whom a slip goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Addressee {
    /// A place or an institution.
    Entry(Entry),
    /// Any structure of a kind.
    Structure(Structure),
}

/// A slip. Nobody is named on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Slip {
    /// By which it is acknowledged.
    pub code: SlipCode,
    /// The day.
    pub day: Date,
    /// The desk or office that sends, as it names itself.
    pub from: FreeText,
    /// Its place in the index, where it has one: whoever receives the slip calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<ItemId>,
    /// To whom.
    pub to: Addressee,
    /// Why: cards, rights, answers of situations.
    #[serde(default, skip_serializing_if = "Basket::is_empty")]
    pub why: Basket,
    /// What stood in the way.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub obstacles: BTreeSet<Blocked>,
    /// What was tried.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tried: BTreeSet<Attempt>,
    /// What was tried, in words ([`TextUse::Remark`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<FreeText>,
}

impl Slip {
    /// A slip as it came from a file: its texts cleaned, and of a length that is believed. `None` where they are not.
    pub fn kept(self) -> Option<Self> {
        let from = FreeText::kept(self.from.as_str(), TextUse::Name).ok()??;
        let note = match self.note {
            Some(note) => FreeText::kept(note.as_str(), TextUse::Remark).ok()?,
            None => None,
        };
        let office = match self.office {
            Some(office) => {
                Some(Entry::parse(&office).filter(|entry| matches!(entry, Entry::Place(_))).map(|_| office)?)
            }
            None => None,
        };
        Some(Self { from, note, office, ..self })
    }
}
