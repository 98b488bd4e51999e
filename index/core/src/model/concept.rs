//! Concepts of the thesaurus: what people need, by all the names they give it, in every language.

use super::{ItemId, Lang, ThemeId};
use serde::{Deserialize, Serialize};

/// How a label may be used, in the terms of SKOS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LabelKind {
    /// The one that is shown (`skos:prefLabel`).
    Preferred,
    /// Another name: everyday words, an acronym, an older name (`skos:altLabel`).
    Alternative,
    /// What is typed and never shown: misspellings (`skos:hiddenLabel`).
    Hidden,
}

/// A name of a concept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Its language.
    pub lang: Lang,
    /// How it may be used.
    pub kind: LabelKind,
    /// The words.
    pub text: String,
}

/// A concept: one need, whatever it is called.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Identifier, such as `licenciement`.
    pub id: String,
    /// Its names.
    pub labels: Vec<Label>,
    /// How people tell it, in any language: read, never shown.
    #[serde(default)]
    pub told: Vec<String>,
    /// Wider concepts, by identifier.
    pub broader: Vec<String>,
    /// Themes of the grid.
    pub themes: Vec<ThemeId>,
    /// Items that answer it, the best first.
    pub items: Vec<ItemId>,
    /// Fiches of service-public.fr that answer it, the best first.
    pub fiches: Vec<String>,
}

/// A subject that nobody shall meet beside a need that is not about it, in French words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApartSubject {
    /// Words of the titles that are about it.
    pub titles: Vec<String>,
    /// Further words that ask for it.
    pub asked: Vec<String>,
}

/// How people tell the need that a fiche of service-public.fr answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldFiche {
    /// Its identifier, such as `F12006`.
    pub fiche: String,
    /// Sentences: read, never shown.
    pub told: Vec<String>,
}

impl Concept {
    /// The label shown in a language, in French where it has none.
    pub fn preferred(&self, lang: Lang) -> Option<&str> {
        let of = |lang: Lang| {
            let labels = self.labels.iter().filter(move |label| label.lang == lang);
            labels.min_by_key(|label| label.kind).map(|label| label.text.as_str())
        };
        of(lang).or_else(|| of(Lang::FR))
    }
}
