//! `plain-rules.toml`: how plain language is measured in each language.

use super::super::{Texts, toml};
use crate::Batch;
use guichet_core::model::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) const RULES: &str = "plain-rules.toml";

/// `plain-rules.toml`, `[<language>]`: words in small letters, with a space between.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainRules {
    /// Abbreviations whose point ends no sentence.
    #[serde(default)]
    pub titles: String,
    /// Words that open a subordinate clause.
    pub subordinate: String,
    /// Words that set side by side.
    pub beside: String,
    /// First words of a conjunction of two, which counts once.
    #[serde(default)]
    pub pairs: String,
    /// Forms of "to be".
    pub be: String,
    /// What may stand between "to be" and a participle.
    #[serde(default)]
    pub between: String,
    /// How a participle ends.
    pub endings: String,
    /// Longer endings that are none.
    #[serde(default)]
    pub exempt: String,
    /// What may follow the ending, by gender and number.
    #[serde(default)]
    pub agreement: String,
    /// Fewest letters of a participle that is known by its ending.
    pub shortest: usize,
    /// Participles that end otherwise.
    #[serde(default)]
    pub irregular: String,
    /// Words that end like a participle and are none.
    #[serde(default)]
    pub unlike: String,
    /// Participles of verbs of movement and change, whose past is made with "to be".
    #[serde(default)]
    pub moved: String,
    /// What stands before whoever acts.
    pub by: String,
    /// What stands there and says how often or how, not who.
    #[serde(default)]
    pub measures: String,
    /// What stands before "to be" where one acts on oneself, one word or several.
    #[serde(default)]
    pub reflexive: Vec<String>,
}

/// The rules of every language that has some.
pub(super) type Rules = BTreeMap<Lang, PlainRules>;

/// The rules of a folder.
pub(super) fn read(texts: &Texts, batch: &mut Batch) -> Rules {
    toml::read(texts, RULES, batch).unwrap_or_default()
}

/// Whether a word is one of a list.
pub(super) fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The rules of this repository, for the tests of the measures.
    pub fn rules(lang: Lang) -> PlainRules {
        let text = include_str!("../../../../../content/plain-rules.toml");
        let mut rules: Rules = ::toml::from_str(text).expect("the rules");
        rules.remove(&lang).expect("rules of the language")
    }
}
