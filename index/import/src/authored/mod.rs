//! Authored content: facts once in TOML, prose per language in Markdown. One more source, with the same lint.
//!
//! ```text
//! themes.toml                 the service-public grid
//! phones.toml                 numbers to call, each once
//! vocabulary.toml             official sites and kinds of place that a card may name
//! cards/<id>/card.toml        facts of a card
//! cards/<id>/<lang>.md        its prose
//! emergency/numbers.toml      emergency numbers and categories
//! emergency/<lang>.toml       their words, and the phrases of distress
//! rights/                     the screening of rights: facts, questions, rules, dated parameters, words
//! thesaurus/*.toml            concepts and their names in every language
//! ```
//!
//! `content/README.md` argues the format and lists every key, generated from the structs here.

mod card;
mod emergency;
mod facts;
mod lint;
mod phones;
mod place;
mod prose;
mod rights;
mod themes;
mod thesaurus;
mod vocabulary;

use crate::Batch;
use guichet_core::model::{Concept, EmergencyCategory, Lang, Theme};
use guichet_core::text::distress::Phrases;
use place::Source;
use std::collections::{BTreeMap, BTreeSet};

pub use card::{CardFacts, CardProse, Fact, RouteFacts, SourceFacts};
pub use emergency::{CategoryFacts, CategoryWords, EmergencyFacts, EmergencyWords, NumberFacts, NumberWords, proved};
pub use phones::{PhoneFacts, PhonesFile};
pub use rights::{
    FactEntry, FactsFile, ParameterEntry, ParameterSet, ParametersFile, QuestionEntry, QuestionWords, QuestionsFile,
    RightEntry, Rights, RightsWords, RulesFile,
};
pub use themes::{ThemeFacts, ThemesFile};
pub use thesaurus::{ConceptFacts, ThesaurusFile};
pub use vocabulary::VocabularyFile;

/// Texts by path, with `/` between folders. The index fills it from the embedded archive or from a folder.
pub type Texts = BTreeMap<String, String>;

/// Words in several languages, by language code.
pub type Words = BTreeMap<Lang, String>;

/// Languages in which everything is written. Others may follow, card by card.
pub const REQUIRED: [Lang; 2] = [Lang::Fr, Lang::En];

/// Everything authored.
#[derive(Debug, Default)]
pub struct Authored {
    /// Cards as items, one for each language, and what is wrong.
    pub batch: Batch,
    /// Themes in each language, in the order of the grid.
    pub themes: BTreeMap<Lang, Vec<Theme>>,
    /// Emergency categories in each language, the most general first.
    pub emergency: BTreeMap<Lang, Vec<EmergencyCategory>>,
    /// Phrases of distress, and idioms that only look like it, by language.
    pub phrases: Vec<Phrases>,
    /// Concepts of the thesaurus.
    pub concepts: Vec<Concept>,
}

const THEMES: &str = "themes.toml";
const PHONES: &str = "phones.toml";

/// What a card may name, read before the cards, and the languages that it must have.
struct Known {
    phones: PhonesFile,
    themes: BTreeSet<String>,
    vocabulary: VocabularyFile,
    required: &'static [Lang],
}

/// Reads a content folder. Never fails: what is wrong is in the batch.
pub fn read(texts: &Texts) -> Authored {
    read_over(&Texts::new(), texts)
}

/// Reads a folder that adds to another one: its cards may use the grid, the phone book and the vocabulary of `base`, and
/// its own. What is wrong with `base` is not said again. Where there is a base, French alone is enough: a city may
/// write before it translates.
pub fn read_over(base: &Texts, texts: &Texts) -> Authored {
    let required = if base.is_empty() { &REQUIRED[..] } else { &REQUIRED[..1] };
    let mut authored = Authored::default();
    let mut unsaid = Batch::default();
    let batch = &mut authored.batch;
    let mut themes: ThemesFile = facts::toml(base, THEMES, &mut unsaid).unwrap_or_default();
    let added: ThemesFile = facts::toml(texts, THEMES, batch).unwrap_or_default();
    themes::lint(&added, &themes, &source(texts, THEMES), required, batch);
    themes.theme.extend(added.theme);
    authored.themes = themes.by_language();
    let added: PhonesFile = facts::toml(texts, PHONES, batch).unwrap_or_default();
    let mut known = Known {
        phones: facts::toml(base, PHONES, &mut unsaid).unwrap_or_default(),
        themes: themes.theme.into_iter().map(|theme| theme.id).collect(),
        vocabulary: VocabularyFile::read(base, &mut unsaid).and(VocabularyFile::read(texts, batch)),
        required,
    };
    known.phones.phone.extend(added.phone.clone());
    let mut called = BTreeSet::new();
    for path in texts.keys().filter(|path| path.starts_with("cards/") && path.ends_with("/card.toml")) {
        card::read(texts, path, &known, &mut called, batch);
    }
    phones::lint(&added, &source(texts, PHONES), &called, required, batch);
    lint::strays(texts, batch);
    let cards: BTreeSet<String> = base.keys().chain(texts.keys()).filter_map(|path| card_of(path)).collect();
    let standing = thesaurus::read(base, Vec::new(), &known.themes, &cards, &mut unsaid);
    authored.concepts = thesaurus::read(texts, standing, &known.themes, &cards, batch);
    emergency::read(base, texts, required, &mut authored);
    authored
}

/// The folder of the card that a file belongs to.
fn card_of(path: &str) -> Option<String> {
    path.strip_prefix("cards/")?.strip_suffix("/card.toml").map(str::to_owned)
}

/// A file of the folder, to point into.
fn source<'a>(texts: &'a Texts, path: &'a str) -> Source<'a> {
    Source::new(path, texts.get(path).map(String::as_str).unwrap_or_default())
}
