//! A phrase with the values of its slots.

use super::{Slot, Value, Wording};
use crate::letter::parts;
use crate::model::{Lang, Plural};
use crate::ports::catalog::Catalog;
use crate::text::dated::clean;

/// Why a phrase cannot be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsaid {
    /// There is no phrase of that identifier.
    Unknown,
    /// It has no words in that language.
    Wordless,
    /// A slot, by its name, is not filled in.
    Missing(String),
}

/// A phrase that is being filled in, or is ready to be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    id: String,
    values: Vec<(String, Value)>,
}

impl Filled {
    /// A phrase by its identifier, nothing filled in.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), values: Vec::new() }
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Fills in a slot, by its name.
    pub fn set(&mut self, slot: &str, value: Value) {
        self.values.retain(|(known, _)| known != slot);
        self.values.push((slot.to_owned(), value));
    }

    /// Takes back what was filled in last. False where nothing was.
    pub fn take_back(&mut self) -> bool {
        self.values.pop().is_some()
    }

    /// The next slot to fill in, with its name; none where it is ready.
    pub fn next<'a>(&self, catalog: &'a dyn Catalog) -> Option<(&'a str, &'a Slot)> {
        catalog.phrase_book().slots_of(&self.id).into_iter().find(|(name, _)| self.value(name).is_none())
    }

    fn value(&self, slot: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == slot).map(|(_, value)| value)
    }

    /// What it says in a language. What was typed is not read again: a brace in it is a brace.
    ///
    /// # Errors
    /// There is no such phrase, it has no words in that language, or a slot is not filled in.
    pub fn text(&self, catalog: &dyn Catalog, lang: Lang) -> Result<String, Unsaid> {
        let phrases = catalog.phrase_book();
        let missing = self.next(catalog).map(|(name, _)| Unsaid::Missing(name.to_owned()));
        let Some(wording) = phrases.wording(&self.id, lang) else {
            let known = phrases.wording(&self.id, Lang::FR).is_some();
            return Err(if known { Unsaid::Wordless } else { Unsaid::Unknown });
        };
        if let Some(missing) = missing {
            return Err(missing);
        }
        let plural = match wording {
            Wording::Always(_) => Plural::Other,
            Wording::Counted(_) => self.count().map_or(Plural::Other, |count| catalog.plural(lang, count)),
        };
        Ok(self.filled(catalog, wording.text(plural).unwrap_or_default(), lang, None))
    }

    /// What it says so far in a language, `blank` in the place of what is not filled in.
    pub fn so_far(&self, catalog: &dyn Catalog, lang: Lang, blank: &str) -> String {
        self.text(catalog, lang)
            .unwrap_or_else(|_| self.filled(catalog, catalog.phrase_book().pattern(&self.id, lang), lang, Some(blank)))
    }

    fn filled(&self, catalog: &dyn Catalog, text: &str, lang: Lang, blank: Option<&str>) -> String {
        let mut out = String::with_capacity(text.len());
        for (words, slot) in parts(text) {
            out.push_str(words);
            match (slot.map(|slot| self.value(slot)), blank) {
                (Some(Some(value)), _) => out.push_str(&clean(&value.written(catalog, lang), usize::MAX)),
                (Some(None), Some(blank)) => out.push_str(blank),
                _ => {}
            }
        }
        out
    }

    /// What it counts.
    fn count(&self) -> Option<u32> {
        self.values.iter().find_map(|(_, value)| match value {
            Value::Count(count) => Some(*count),
            _ => None,
        })
    }
}
