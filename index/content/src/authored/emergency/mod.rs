//! Emergency numbers, categories and phrases of distress.

mod lint;
mod training;

use super::{Authored, Texts, toml};
use crate::{Batch, Finding};
use guichet_core::model::{Date, EmergencyCategory, EmergencyNumber, ItemId, Lang};
use guichet_core::text::distress::{CategoryPhrases, Phrases};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub use training::{DoubtfulFile, Training, TrainingFile, lessons, ordinary, places, reader, slip};

const NUMBERS: &str = "emergency/numbers.toml";
/// Folder of what the trained reader learns from.
const TRAINING: &str = "emergency/training/";

/// `emergency/numbers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyFacts {
    /// Numbers by identifier.
    pub number: BTreeMap<String, NumberFacts>,
    /// Categories, the most general first.
    pub category: Vec<CategoryFacts>,
    /// What is no emergency and must not be read over somebody's shoulder, such as `card/ivg`: it has a way out at once.
    #[serde(default)]
    pub private: Vec<String>,
}

/// A number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFacts {
    /// As dialled.
    pub number: String,
    /// When it was checked.
    pub checked: Date,
    /// The official page that says so, and its own date.
    pub source: String,
}

/// A category.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryFacts {
    /// Identifier.
    pub id: String,
    /// Identifiers of numbers, the right one first, three at most; none only beside a card that leads to a counter.
    pub numbers: Vec<String>,
    /// The folder of the card to read once the call is made, such as `aide-urgence`.
    #[serde(default)]
    pub card: Option<String>,
    /// What else is of the same matter, such as `card/mariage-force` or `situation/faim`: who reads it has the numbers in
    /// reach, and a way out at once.
    #[serde(default)]
    pub also: Vec<String>,
}

/// `emergency/<lang>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyWords {
    /// Who answers, and on what terms, by number.
    pub number: BTreeMap<String, NumberWords>,
    /// Words of the categories.
    pub category: BTreeMap<String, CategoryWords>,
    /// Idioms that only look like distress: they are set aside before the phrases are looked for. May name groups.
    #[serde(default)]
    pub idioms: Vec<String>,
    /// Words that may stand between the slots of a phrase and change nothing.
    #[serde(default)]
    pub filler: Vec<String>,
    /// Words that may stand around a bare word, besides the fillers: articles, "help", "number".
    #[serde(default)]
    pub around: Vec<String>,
    /// Words that turn a phrase into its contrary where they stand between its slots.
    #[serde(default)]
    pub negations: Vec<String>,
    /// As people write, and what is meant: whole words, of the phrases as of the messages.
    #[serde(default)]
    pub spelling: BTreeMap<String, String>,
    /// Alternatives of one or more words, by the name that phrases put in braces.
    #[serde(default)]
    pub group: BTreeMap<String, Vec<String>>,
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
    /// Its name, neutral where somebody may look over the shoulder.
    pub label: String,
    /// What to do first.
    pub advice: String,
    /// Phrases that mean it and nothing else: the numbers are shown at once, wherever they stand in what was typed.
    #[serde(default)]
    pub acts: Vec<String>,
    /// Phrases that probably mean it: the person is asked first.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Words that ask where they are all that is typed, such as "viol" or "3919".
    #[serde(default)]
    pub bare: Vec<String>,
}

/// What other content may name of the emergencies.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    /// Identifiers of the categories.
    pub categories: BTreeSet<String>,
    /// Their numbers, in digits.
    pub numbers: BTreeSet<String>,
}

impl Numbered {
    /// Adds what a folder has; what is wrong there is said elsewhere.
    pub fn add(&mut self, texts: &Texts) {
        let Some(facts) = toml::read::<EmergencyFacts>(texts, NUMBERS, &mut Batch::default()) else { return };
        self.categories.extend(facts.category.into_iter().map(|category| category.id));
        let digits = |number: NumberFacts| number.number.chars().filter(char::is_ascii_digit).collect();
        self.numbers.extend(facts.number.into_values().map(digits));
    }
}

/// Reads the emergency files into `authored`.
pub(super) fn read(base: &Texts, texts: &Texts, required: &[Lang], authored: &mut Authored) {
    let batch = &mut authored.batch;
    let Some(facts) = toml::read::<EmergencyFacts>(texts, NUMBERS, batch) else { return };
    let written = |path: &str| [base, texts].iter().any(|texts| texts.contains_key(path));
    lint::facts(&facts, &super::source(texts, NUMBERS), &written, batch);
    for lang in Lang::all() {
        let path = format!("emergency/{}.toml", lang.code());
        if !texts.contains_key(&path) && required.contains(&lang) {
            batch.refuse(&path, "", "", "no such file: emergencies are written in this language");
        }
        let Some(words) = toml::read::<EmergencyWords>(texts, &path, batch) else { continue };
        let source = super::source(texts, &path);
        lint::words(&words, &facts, &source, batch);
        lint::phrases(&words, &source, batch);
        let categories = facts.category.iter().filter_map(|category| shown(category, &facts, &words)).collect();
        authored.emergency.insert(lang, categories);
        authored.phrases.push(phrases(lang, words, &facts));
    }
    authored.training = training(texts, &facts, authored);
    authored.private.extend(facts.private);
}

/// The phrases and sentences that the trained reader learns from.
fn training(texts: &Texts, facts: &EmergencyFacts, authored: &mut Authored) -> Training {
    let mut training = Training::default();
    for lang in Lang::all() {
        let path = format!("{TRAINING}{}.toml", lang.code());
        let Some(file) = toml::read::<TrainingFile>(texts, &path, &mut authored.batch) else { continue };
        lint::training(&file, facts, &super::source(texts, &path), &mut authored.batch);
        training.files.push((lang, file));
    }
    let path = format!("{TRAINING}concepts.toml");
    if let Some(file) = toml::read::<DoubtfulFile>(texts, &path, &mut authored.batch) {
        for id in file.doubtful.iter().filter(|id| authored.concepts.iter().all(|concept| concept.id != **id)) {
            let place = super::source(texts, &path).value(id);
            authored.batch.refuse(&place, id, "doubtful", format!("'{id}' is not a concept of the thesaurus"));
        }
        training.doubtful = file.doubtful.into_iter().collect();
    }
    training
}

/// The phrases of a language, as the matcher takes them.
fn phrases(lang: Lang, mut words: EmergencyWords, facts: &EmergencyFacts) -> Phrases {
    let mut of = |id: &String| {
        let words = words.category.remove(id)?;
        Some(CategoryPhrases { id: id.clone(), acts: words.acts, asks: words.asks, bare: words.bare })
    };
    let categories = facts.category.iter().filter_map(|category| of(&category.id)).collect();
    Phrases {
        lang,
        categories,
        idioms: words.idioms,
        filler: words.filler,
        around: words.around,
        negations: words.negations,
        spelling: words.spelling.into_iter().collect(),
        groups: words.group,
    }
}

/// Reads every certain phrase with the matcher itself, and refuses those that do not lead to their own numbers: an
/// idiom swallows them, or a phrase of another category goes before. It takes a moment: for a check, not for a start.
pub fn proved(texts: &Texts, authored: &Authored) -> Vec<Finding> {
    let mut batch = Batch::default();
    for phrases in &authored.phrases {
        let path = format!("emergency/{}.toml", phrases.lang.code());
        let categories = authored.emergency.get(&phrases.lang).map_or(&[][..], Vec::as_slice);
        lint::proved(phrases, categories, &super::source(texts, &path), &mut batch);
    }
    batch.findings
}

/// A category in one language; `None` where it has no words there.
fn shown(category: &CategoryFacts, facts: &EmergencyFacts, words: &EmergencyWords) -> Option<EmergencyCategory> {
    let said = words.category.get(&category.id)?;
    let numbers = category.numbers.iter().filter_map(|id| {
        let (number, said) = (facts.number.get(id)?, words.number.get(id)?);
        Some(EmergencyNumber {
            number: number.number.clone(),
            name: said.name.clone(),
            terms: said.terms.clone(),
            checked: number.checked,
            source: number.source.clone(),
        })
    });
    Some(EmergencyCategory {
        id: category.id.clone(),
        label: said.label.clone(),
        advice: said.advice.clone(),
        numbers: numbers.collect(),
        card: category.card.as_ref().map(|card| ItemId::card(card)),
        also: category.also.iter().map(|id| ItemId::from(id.as_str())).collect(),
    })
}
