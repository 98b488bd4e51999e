//! What the emergency files must be. Here a slip can cost a life: everything is refused, nothing is doubted.

use super::{EmergencyFacts, EmergencyWords};
use crate::Batch;
use crate::authored::phones::{number_fault, source_fault};
use crate::authored::place::Source;
use guichet_core::text::normal::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The category whose numbers are shown first, whatever happens.
const GENERAL: &str = "danger";
/// Numbers shown at once, at most.
const SHOWN: usize = 3;
/// Longest label, in characters: it stands on a button.
const LABEL: usize = 40;
/// Longest advice, in characters: it is read in fear.
const ADVICE: usize = 130;

/// Numbers and categories; `card` tells whether a card exists.
pub(super) fn facts(facts: &EmergencyFacts, source: &Source<'_>, card: &dyn Fn(&str) -> bool, batch: &mut Batch) {
    for (id, number) in &facts.number {
        let table = format!("number.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        if let Some(fault) = number_fault(&number.number) {
            refuse("number", fault);
        }
        if let Some(fault) = source_fault(&number.source, number.checked) {
            refuse("source", fault);
        }
        if !facts.category.iter().any(|category| category.numbers.contains(id)) {
            refuse("number", "no category shows this number: remove it or name it in one".into());
        }
    }
    if facts.category.first().is_none_or(|first| first.id != GENERAL) {
        let message = format!("the first category is '{GENERAL}': its numbers are shown before any choice");
        batch.refuse(&source.nth("category", 0), "", "category", message);
    }
    let mut ids = BTreeSet::new();
    for (index, category) in facts.category.iter().enumerate() {
        let place = source.nth("category", index);
        let mut refuse = |key: &str, message: String| batch.refuse(&place, &category.id, key, message);
        if !ids.insert(&category.id) {
            refuse("id", "two categories have this identifier".into());
        }
        if !(1..=SHOWN).contains(&category.numbers.len()) {
            refuse("numbers", format!("a category has 1 to {SHOWN} numbers, the right one first"));
        }
        let mut seen = BTreeSet::new();
        for number in &category.numbers {
            if !facts.number.contains_key(number) {
                refuse("numbers", format!("'{number}' is not a number: add it as [number.{number}]"));
            }
            if !seen.insert(number) {
                refuse("numbers", format!("'{number}' stands here twice"));
            }
        }
        if let Some(unknown) = category.card.as_ref().filter(|id| !card(id)) {
            refuse("card", format!("'{unknown}' is not a card"));
        }
    }
}

/// Words of one language: complete, short, and for what exists.
pub(super) fn words(words: &EmergencyWords, facts: &EmergencyFacts, source: &Source<'_>, batch: &mut Batch) {
    let file = source.file();
    for category in facts.category.iter().filter(|category| !words.category.contains_key(&category.id)) {
        batch.refuse(&file, &category.id, "", format!("no words: add [category.{}]", category.id));
    }
    for id in facts.number.keys().filter(|id| !words.number.contains_key(*id)) {
        batch.refuse(&file, id, "", format!("no words: add [number.{id}]"));
    }
    for (id, number) in &words.number {
        let table = format!("number.{id}");
        if !facts.number.contains_key(id) {
            batch.refuse(&source.table(&table), id, "", "no such number in emergency/numbers.toml");
        }
        if number.name.trim().is_empty() {
            batch.refuse(&source.within(&table, "name"), id, "name", "say who answers");
        }
    }
    for (id, category) in &words.category {
        let table = format!("category.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        if !facts.category.iter().any(|known| known.id == *id) {
            refuse("", "no such category in emergency/numbers.toml".into());
        }
        for (key, text, most) in [("label", &category.label, LABEL), ("advice", &category.advice, ADVICE)] {
            if !(1..=most).contains(&text.trim().chars().count()) {
                refuse(key, format!("1 to {most} characters: it is read in a hurry"));
            }
        }
    }
}

/// Phrases and idioms of every language, to find those that stand in each other's way.
#[derive(Default)]
pub(super) struct Phrases {
    /// Folded phrase: where, and of which category.
    phrases: BTreeMap<String, (String, String)>,
    idioms: BTreeSet<String>,
}

impl Phrases {
    /// Adds a language; a phrase of two categories is refused.
    pub(super) fn add(&mut self, words: &EmergencyWords, source: &Source<'_>, batch: &mut Batch) {
        self.idioms.extend(words.idioms.iter().map(|idiom| fold(idiom)));
        for (id, category) in &words.category {
            for phrase in &category.phrases {
                let place = source.value(phrase);
                let folded = fold(phrase);
                if folded.split(' ').count() < 2 {
                    batch.refuse(&place, id, "phrases", format!("'{phrase}': one word alone can mean anything"));
                }
                if let Some((_, other)) = self.phrases.insert(folded, (place.clone(), id.clone())) {
                    batch.refuse(&place, id, "phrases", format!("'{phrase}' stands twice, also in '{other}'"));
                }
            }
        }
    }

    /// Refuses phrases that can never act, because an idiom inside them is set aside first.
    pub(super) fn swallowed(&self, batch: &mut Batch) {
        for (phrase, (place, id)) in &self.phrases {
            let padded = format!(" {phrase} ");
            for idiom in self.idioms.iter().filter(|idiom| padded.contains(&format!(" {idiom} "))) {
                batch.refuse(place, id, "phrases", format!("'{phrase}' holds the idiom '{idiom}': it would never act"));
            }
        }
    }
}
