//! What the guide looks up in the index. A failing index ends no conversation and is never taken for an empty one: the
//! failure is noted, and the screen that needed the answer says so and leads to a human.

use super::{Effect, Screen, Talk};
use crate::catalog::{PlaceHit, Unavailable};
use crate::message::Message;
use crate::model::{Item, ItemId, PlaceKind, Position};

impl Talk<'_> {
    /// An item in the reader's language.
    pub(super) fn item(&self, id: &ItemId) -> Option<Item> {
        self.noted(self.catalog.item(id, self.session.reading_lang()))
    }

    /// What a theme holds.
    pub(super) fn theme_cards(&self, theme: &str) -> Vec<Item> {
        self.noted(self.catalog.theme_cards(theme, self.session.reading_lang()))
    }

    /// The nearest places of some kinds.
    pub(super) fn places(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Vec<PlaceHit> {
        self.noted(self.catalog.places(kinds, near, limit))
    }

    fn noted<T: Default>(&self, answer: Result<T, Unavailable>) -> T {
        answer.unwrap_or_else(|Unavailable| {
            self.unread.set(true);
            T::default()
        })
    }

    /// Says that nothing can be looked up just now, and leads to a human. It counts as a fault, not as an unmet need.
    pub(super) fn unavailable(&mut self) {
        self.effects.push(Effect::Count { what: "unavailable".into() });
        self.notice(Message::Unavailable);
        self.session.go(Screen::Human);
    }
}
