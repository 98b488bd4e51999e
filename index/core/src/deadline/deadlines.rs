//! The deadlines of every card, in every language that they have.

use super::Deadline;
use crate::model::{ItemId, Lang};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Deadlines by card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    of: BTreeMap<ItemId, BTreeMap<Lang, Vec<Deadline>>>,
}

impl Deadlines {
    /// None at all.
    pub const NONE: Self = Self { of: BTreeMap::new() };

    /// Adds one, in a language.
    pub fn add(&mut self, lang: Lang, deadline: Deadline) {
        self.of.entry(deadline.card.clone()).or_default().entry(lang).or_default().push(deadline);
    }

    /// Adds those of another card.
    pub fn extend(&mut self, other: Self) {
        self.of.extend(other.of);
    }

    /// Those of a card, in its own order: in a language, in French where it has no other.
    pub fn of_card(&self, card: &ItemId, lang: Lang) -> &[Deadline] {
        let said = self.of.get(card).and_then(|said| said.get(&lang).or_else(|| said.get(&Lang::FR)));
        said.map_or(&[], Vec::as_slice)
    }

    /// One by its identifier, `card/name`.
    pub fn get(&self, id: &str, lang: Lang) -> Option<&Deadline> {
        let (card, _) = id.split_once('/')?;
        self.of_card(&ItemId::card(card), lang).iter().find(|deadline| deadline.id == id)
    }

    /// All of them, in a language or in French, by card.
    pub fn all(&self, lang: Lang) -> impl Iterator<Item = &Deadline> {
        self.of.keys().flat_map(move |card| self.of_card(card, lang))
    }
}
