//! `rights/contradictions.toml`: what cannot be true of a household at once.

use super::{Texts, toml};
use crate::Batch;
use guichet_core::rights::{ContradictionSource, Expression, Rulebook};
use serde::Deserialize;

pub(super) const CONTRADICTIONS: &str = "rights/contradictions.toml";

/// `rights/contradictions.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContradictionsFile {
    /// The contradictions, in the order in which they are looked for.
    #[serde(default)]
    pub contradiction: Vec<ContradictionEntry>,
}

/// `[[contradiction]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContradictionEntry {
    /// Identifier.
    pub id: String,
    /// The rule that holds where a household contradicts itself.
    pub when: String,
    /// Facts concerned: nothing is said before all of them are known.
    pub facts: Vec<String>,
    /// Further facts, each of which makes it a contradiction once it says a word, a month, a yes or more than nothing.
    #[serde(default)]
    pub one_of: Vec<String>,
    /// What is told; `{fact}` stands for the name of the one of `one_of`.
    pub says: String,
}

/// Reads them; `is_known` tells whether a name is already that of a rule or a right.
pub(super) fn read(texts: &Texts, is_known: impl Fn(&str) -> bool, batch: &mut Batch) -> Vec<ContradictionSource> {
    let source = super::source(texts, CONTRADICTIONS);
    let file: ContradictionsFile = toml::read(texts, CONTRADICTIONS, batch).unwrap_or_default();
    let mut found: Vec<ContradictionSource> = Vec::new();
    for entry in file.contradiction {
        let place = source.value(&entry.id);
        let mut refuse = |key: &str, message: String| batch.refuse(&place, &entry.id, key, message);
        if is_known(&entry.id) || found.iter().any(|one| one.id == entry.id) {
            refuse("id", format!("'{}' stands twice: a rule, a right or a contradiction has this name", entry.id));
        }
        if entry.facts.is_empty() {
            refuse("facts", "a contradiction names the facts concerned".to_owned());
        }
        if entry.says.trim().is_empty() {
            refuse("says", "say what cannot be true at once, and why".to_owned());
        } else if entry.says.contains(ContradictionSource::FACT) == entry.one_of.is_empty() {
            refuse("says", "`says` names the fact of `one_of` as {fact}, and only such a fact".to_owned());
        }
        match Expression::read(&entry.when) {
            Ok(when) => {
                let ContradictionEntry { id, facts, one_of, says, .. } = entry;
                found.push(ContradictionSource { id, when, facts, one_of, says });
            }
            Err(error) => refuse("when", format!("cannot be read: {error}")),
        }
    }
    found
}

/// Refuses those that no household can fall into.
pub(super) fn lint(texts: &Texts, book: &Rulebook, batch: &mut Batch) {
    let source = super::source(texts, CONTRADICTIONS);
    for id in book.idle_contradictions() {
        let message = "no household can ever contradict itself so: correct the rule, or take it out";
        batch.refuse(&source.value(id), id, "when", message);
    }
}
