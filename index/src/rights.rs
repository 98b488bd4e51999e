//! The screening of rights over the embedded rules: one rulebook a month and a set of parameters, made when asked for.

use crate::embedded;
use crate::error::Error;
use guichet_content::authored::{ParameterEntry, ParameterSet, Rights, Texts, Zones};
use guichet_core::model::{Figure, ItemId, Lang};
use guichet_core::rights::{Month, RightsWords, Rulebook};
use guichet_core::text::number;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Rulebooks kept at once: a batch asks about few months.
const KEPT: usize = 24;

/// Rules ready to screen households with.
pub struct Screener {
    rights: Rights,
    set: ParameterSet,
    books: BTreeMap<Month, Result<Arc<Rulebook>, String>>,
}

impl Screener {
    /// Opens the embedded rules.
    ///
    /// # Errors
    /// The content built into this program is broken.
    pub fn open(set: ParameterSet) -> Result<Self, Error> {
        Ok(Self { rights: embedded::rights()?, set, books: BTreeMap::new() })
    }

    /// The rules of a month.
    ///
    /// # Errors
    /// Why there are none for this month, in plain words.
    pub fn month(&mut self, month: Month) -> Result<Arc<Rulebook>, String> {
        if self.books.len() >= KEPT {
            self.books.clear();
        }
        let book = self.books.entry(month).or_insert_with(|| {
            let book = self.rights.rulebook(&Texts::new(), self.set, month);
            book.map(Arc::new).map_err(|faults| {
                let more = faults.len().saturating_sub(1);
                let first = faults.into_iter().next().unwrap_or_default();
                match more {
                    0 => format!("no rules for {month}: {first}"),
                    _ => format!("no rules for {month}: {first} (and {more} more)"),
                }
            })
        });
        book.clone()
    }

    /// The published values that a right rests on in a month.
    pub fn figures(&self, right: &str, month: Month) -> Vec<Figure> {
        let figure = |entry: &ParameterEntry| Figure {
            id: entry.id.clone(),
            name: entry.id.replace('_', " "),
            value: number::text(entry.value, decimals(entry.value), Lang::FR),
            since: entry.since,
            reference: entry.reference.clone(),
        };
        self.rights.basis(right, month).into_iter().map(figure).collect()
    }
}

/// The screening as the guide asks for it: rules of a month, words, the card of a right.
pub(crate) struct Screening {
    screener: Mutex<Screener>,
    words: BTreeMap<Lang, RightsWords>,
    cards: BTreeMap<String, String>,
    zones: Zones,
}

impl Screening {
    /// Reads the embedded rules.
    ///
    /// # Errors
    /// The content built into this program is broken.
    pub(crate) fn open() -> Result<Self, Error> {
        let mut screener = Screener::open(ParameterSet::Published)?;
        let words = std::mem::take(&mut screener.rights.words);
        let cards = std::mem::take(&mut screener.rights.cards);
        let zones = std::mem::take(&mut screener.rights.zones);
        Ok(Self { screener: Mutex::new(screener), words, cards, zones })
    }

    /// The rules of a month.
    pub(crate) fn rulebook(&self, month: Month) -> Option<Arc<Rulebook>> {
        let mut screener = self.screener.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        screener.month(month).inspect_err(|error| tracing::error!(%error, "no screening")).ok()
    }

    /// Words of a language, else French ones.
    pub(crate) fn words(&self, lang: Lang) -> Option<&RightsWords> {
        self.words.get(&lang).or_else(|| self.words.get(&Lang::FR))
    }

    /// The zone of housing aid of a commune.
    pub(crate) fn zone(&self, commune: &str) -> Option<u8> {
        self.zones.of(commune)
    }

    /// The dated values that a right rests on in a month.
    pub(crate) fn figures(&self, right: &str, month: Month) -> Vec<Figure> {
        self.screener.lock().unwrap_or_else(std::sync::PoisonError::into_inner).figures(right, month)
    }

    /// The card of a right.
    pub(crate) fn card(&self, right: &str) -> Option<ItemId> {
        self.cards.get(right).map(|card| ItemId::card(card))
    }
}

/// Decimals that a value is written with.
fn decimals(value: f64) -> usize {
    value.to_string().split_once('.').map_or(0, |(_, part)| part.len())
}
