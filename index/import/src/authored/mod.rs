//! Authored content: facts once in TOML, prose per language in Markdown. One more source, with the same lint.
//!
//! ```text
//! themes.toml                 the service-public grid
//! phones.toml                 numbers to call, each once
//! cards/<id>/card.toml        facts of a card
//! cards/<id>/<lang>.md        its prose
//! emergency/numbers.toml      emergency numbers and categories
//! emergency/<lang>.toml       their words, and the phrases of distress
//! ```

mod card;
mod emergency;
mod facts;
mod lint;

use crate::Batch;
use guichet_core::model::{EmergencyCategory, Lang, Theme};
use serde::Deserialize;
use std::collections::BTreeMap;

pub use card::{CardFacts, CardProse, Fact, SourceFacts};
pub use emergency::{CategoryFacts, EmergencyFacts, EmergencyWords, NumberFacts};

/// Texts by path, with `/` between folders. The index fills it from the embedded archive or from a folder.
pub type Texts = BTreeMap<String, String>;

/// Words in several languages, by language code.
pub type Words = BTreeMap<Lang, String>;

/// Everything authored.
#[derive(Debug, Default)]
pub struct Authored {
    /// Cards as items, one for each language, and what is wrong.
    pub batch: Batch,
    /// Themes in each language, in the order of the grid.
    pub themes: BTreeMap<Lang, Vec<Theme>>,
    /// Emergency categories in each language, the most general first.
    pub emergency: BTreeMap<Lang, Vec<EmergencyCategory>>,
    /// (category, phrase) of distress, all languages.
    pub phrases: Vec<(String, String)>,
    /// Idioms that only look like distress, all languages.
    pub idioms: Vec<String>,
}

const THEMES: &str = "themes.toml";
const PHONES: &str = "phones.toml";

/// `themes.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemesFile {
    /// The themes, in order.
    #[serde(default)]
    pub theme: Vec<ThemeFacts>,
}

/// One theme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeFacts {
    /// Identifier, such as `logement`.
    pub id: String,
    /// Its name in each language.
    pub label: Words,
    /// Examples in everyday words, in each language.
    pub hint: Words,
}

/// `phones.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhonesFile {
    /// Numbers by identifier.
    #[serde(default)]
    pub phone: BTreeMap<String, PhoneFacts>,
}

/// One number to call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneFacts {
    /// As dialled.
    pub number: String,
    /// Whose it is, in each language.
    pub name: Words,
    /// Price and hours, in each language; only what has a source.
    #[serde(default)]
    pub terms: Words,
    /// When it was checked.
    pub checked: guichet_core::model::Date,
    /// Who says so: a page and its date.
    pub source: String,
    /// The number may cost more than a call (08x): people are warned.
    #[serde(default)]
    pub premium: bool,
}

/// Reads a content folder. Never fails: what is wrong is in the batch.
pub fn read(texts: &Texts) -> Authored {
    read_over(&Texts::new(), texts)
}

/// Reads a folder that adds to another one: its cards may use the grid and the phone book of `base`, and its own.
/// What is wrong with `base` is not said again.
pub fn read_over(base: &Texts, texts: &Texts) -> Authored {
    let mut authored = Authored::default();
    let mut known = Batch::default();
    let batch = &mut authored.batch;
    let mut themes: ThemesFile = facts::toml(base, THEMES, &mut known).unwrap_or_default();
    let added: ThemesFile = facts::toml(texts, THEMES, batch).unwrap_or_default();
    themes.theme.extend(added.theme);
    for lang in Lang::ALL {
        let themes = themes.theme.iter().filter_map(|theme| {
            let label = theme.label.get(&lang)?.clone();
            Some(Theme { id: theme.id.clone(), label, hint: theme.hint.get(&lang).cloned().unwrap_or_default() })
        });
        let themes: Vec<Theme> = themes.collect();
        if !themes.is_empty() {
            authored.themes.insert(lang, themes);
        }
    }
    let mut phones: PhonesFile = facts::toml(base, PHONES, &mut known).unwrap_or_default();
    phones.phone.extend(facts::toml::<PhonesFile>(texts, PHONES, batch).unwrap_or_default().phone);
    let known: Vec<String> = themes.theme.into_iter().map(|theme| theme.id).collect();
    for path in texts.keys().filter(|path| path.starts_with("cards/") && path.ends_with("/card.toml")) {
        card::read(texts, path, &phones, &known, batch);
    }
    lint::strays(texts, batch);
    emergency::read(texts, &mut authored);
    authored
}
