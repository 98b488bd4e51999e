//! `papers.toml`: papers that people are asked for, each once, and those that each right usually asks for.

use super::place::Source;
use super::{Texts, Words, prose, toml};
use crate::Batch;
use guichet_core::model::{Lang, Paper, PaperId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest name, in characters: it is read as one line of a list.
const NAME: usize = 70;

/// `papers.toml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PapersFile {
    /// Papers by identifier.
    #[serde(default)]
    pub paper: BTreeMap<PaperId, PaperFacts>,
    /// Papers usually asked for with a right, by identifier of `rights/`.
    #[serde(default)]
    pub right: BTreeMap<String, Vec<PaperId>>,
}

/// One paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperFacts {
    /// Its name, in each language.
    pub name: Words,
    /// How to get one, or another one, in each language.
    #[serde(rename = "where")]
    pub place: Words,
}

impl PapersFile {
    /// Both files; where a paper or a right stands in both, `other` says it better.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.paper.extend(other.paper);
        self.right.extend(other.right);
        self
    }

    /// A paper as shown in a language, in French where it has no other words.
    pub(super) fn shown(&self, id: &PaperId, lang: Lang) -> Option<Paper> {
        let paper = self.paper.get(id)?;
        let words = |words: &Words| words.get(&lang).or_else(|| words.get(&Lang::FR)).cloned().unwrap_or_default();
        Some(Paper { id: id.clone(), name: words(&paper.name), place: words(&paper.place) })
    }
}

/// Refuses what cannot be shown. `base` are the papers that stand already, `rights` the rights that are known.
pub(super) fn lint(
    file: &PapersFile,
    base: &PapersFile,
    source: &Source<'_>,
    rights: &BTreeSet<String>,
    required: &[Lang],
    batch: &mut Batch,
) {
    for (id, paper) in &file.paper {
        let table = format!("paper.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        for (key, words) in [("name", &paper.name), ("where", &paper.place)] {
            for lang in required.iter().filter(|lang| words.get(lang).is_none_or(|word| word.trim().is_empty())) {
                refuse(key, format!("no {key} in '{}'", lang.code()));
            }
            for text in words.values() {
                prose::line(text).into_iter().for_each(|fault| refuse(key, fault));
            }
        }
        for name in paper.name.values().filter(|name| name.chars().count() > NAME) {
            refuse("name", format!("'{name}': a name has at most {NAME} characters"));
        }
    }
    for (right, papers) in &file.right {
        let mut refuse = |message: String| batch.refuse(&source.within("right", right), right, "right", message);
        if !rights.contains(right) {
            refuse(format!("'{right}' is not a right of rights/rules: write its identifier, or remove it"));
        }
        let mut seen = BTreeSet::new();
        for paper in papers {
            if !file.paper.contains_key(paper) && !base.paper.contains_key(paper) {
                refuse(format!("'{paper}' is not a paper: add [paper.{paper}]"));
            }
            if !seen.insert(paper) {
                refuse(format!("'{paper}' stands here twice"));
            }
        }
    }
}

pub(super) fn read(texts: &Texts, batch: &mut Batch) -> PapersFile {
    toml::read(texts, super::PAPERS, batch).unwrap_or_default()
}
