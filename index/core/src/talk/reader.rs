//! The texts of an item as they are shown.

use super::context::Talk;
use crate::message::{Message, Year};
use crate::model::Item;
use crate::text::{dated, spacing};

/// Shows the text of one item: facts that age are shown with their year once the item is old. Marks of foreign text are
/// bound here, those of ours as they are read.
pub(crate) struct Reader<'a> {
    talk: &'a Talk<'a>,
    year: Option<Year>,
}

impl<'a> Reader<'a> {
    /// For one item.
    pub(crate) fn new(talk: &'a Talk<'a>, item: &Item) -> Self {
        Self { talk, year: item.is_old(talk.now.date).then_some(Year(item.source.date.year)) }
    }

    /// One of its texts.
    pub(crate) fn text(&self, text: &str) -> String {
        let shown = dated::render(text, |fact| match self.year {
            Some(year) => self.talk.say(&Message::InYear { fact: fact.into(), year }),
            None => fact.into(),
        });
        spacing::bind(&shown).into_owned()
    }
}
