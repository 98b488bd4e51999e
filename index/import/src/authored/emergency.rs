//! Emergency numbers, categories and phrases of distress.

use super::{Authored, Texts, facts};
use guichet_core::model::{Date, EmergencyCategory, EmergencyNumber, Lang};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `emergency/numbers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyFacts {
    /// Numbers by identifier.
    pub number: BTreeMap<String, NumberFacts>,
    /// Categories, the most general first.
    pub category: Vec<CategoryFacts>,
}

/// A number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFacts {
    /// As dialled.
    pub number: String,
    /// When it was checked.
    pub checked: Date,
    /// The official page that says so.
    pub source: String,
}

/// A category.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryFacts {
    /// Identifier.
    pub id: String,
    /// Identifiers of numbers, the right one first.
    pub numbers: Vec<String>,
    /// The folder of the card to read once the call is made, such as `aide-alimentaire`.
    #[serde(default)]
    pub card: Option<String>,
}

/// `emergency/<lang>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyWords {
    /// Who answers, and on what terms, by number.
    pub number: BTreeMap<String, NumberWords>,
    /// Words of the categories.
    pub category: BTreeMap<String, CategoryWords>,
    /// Idioms that only look like distress.
    #[serde(default)]
    pub idioms: Vec<String>,
}

/// Words of a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWords {
    /// Who answers.
    pub name: String,
    /// Price, hours, text route; only what has a source.
    #[serde(default)]
    pub terms: String,
}

/// Words of a category.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryWords {
    /// Its name.
    pub label: String,
    /// What to do first.
    pub advice: String,
    /// Phrases that mean it.
    #[serde(default)]
    pub phrases: Vec<String>,
}

/// Reads the emergency files into `authored`.
pub(super) fn read(texts: &Texts, authored: &mut Authored) {
    const NUMBERS: &str = "emergency/numbers.toml";
    let batch = &mut authored.batch;
    let Some(numbers) = facts::toml::<EmergencyFacts>(texts, NUMBERS, batch) else { return };
    for category in &numbers.category {
        for number in category.numbers.iter().filter(|number| !numbers.number.contains_key(*number)) {
            batch.refuse(NUMBERS, &category.id, number, "no such number: add it as [number.…]");
        }
        if category.numbers.is_empty() {
            batch.refuse(NUMBERS, &category.id, "numbers", "a category has at least one number");
        }
    }
    for lang in Lang::ALL {
        let path = format!("emergency/{}.toml", lang.code());
        let Some(words) = facts::toml::<EmergencyWords>(texts, &path, batch) else { continue };
        let mut categories = Vec::new();
        for facts in &numbers.category {
            let Some(category) = words.category.get(&facts.id) else {
                batch.refuse(&path, &facts.id, "", "this category has no words in this language");
                continue;
            };
            let mut shown = Vec::new();
            for id in &facts.numbers {
                match (numbers.number.get(id), words.number.get(id)) {
                    (Some(number), Some(said)) => shown.push(EmergencyNumber {
                        number: number.number.clone(),
                        name: said.name.clone(),
                        terms: said.terms.clone(),
                        checked: number.checked,
                        source: number.source.clone(),
                    }),
                    (_, None) => batch.refuse(&path, id, "", "this number has no words in this language"),
                    (None, _) => {}
                }
            }
            authored.phrases.extend(category.phrases.iter().map(|phrase| (facts.id.clone(), phrase.clone())));
            let (label, advice) = (category.label.clone(), category.advice.clone());
            let card = facts.card.as_ref().map(|card| format!("card/{card}"));
            categories.push(EmergencyCategory { id: facts.id.clone(), label, advice, numbers: shown, card });
        }
        authored.idioms.extend(words.idioms);
        authored.emergency.insert(lang, categories);
    }
}
