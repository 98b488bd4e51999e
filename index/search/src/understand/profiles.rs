//! Concepts by everything that is said of them: the labels and the told sentences of a concept, in all languages, are one
//! document, and the documents are ranked by BM25 (Robertson and Zaragoza, "The probabilistic relevance framework",
//! 2009). Words are compared by their beginning: no language needs to be known, and no stemmer.

use super::concepts::ConceptMatch;
use super::postings::{Postings, hash};
use guichet_core::model::Concept;
use guichet_core::text::normal::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Letters of a word that are compared.
const BEGINNING: usize = 6;
/// Concepts kept of one query.
const MOST: usize = 8;
/// How fast a word that a concept says again adds less, and how much a long document weighs less: the constants of BM25.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.7;
/// Times that a word is said in all the sentences, from which it is a word that people use, and no slip.
const SAID: usize = 3;
/// What a word that no concept has takes from all: so much of the weight of the rarest word.
const UNKNOWN: f32 = 0.5;

/// The documents of the concepts, by the beginnings of their words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Profiles {
    words: Postings,
    concepts: u32,
    /// Hashes of the words that people use, whole, sorted.
    said: Vec<u32>,
}

impl Profiles {
    /// Of concepts, by their indices.
    pub fn new(concepts: &[Concept]) -> Self {
        let documents: Vec<HashMap<u32, u32>> = concepts
            .iter()
            .map(|concept| {
                let mut counts = HashMap::new();
                let labels = concept.labels.iter().map(|label| &label.text);
                for word in labels.chain(&concept.told).flat_map(|text| words(text)) {
                    *counts.entry(beginning(&word)).or_insert(0) += 1;
                }
                counts
            })
            .collect();
        let length = |document: &HashMap<u32, u32>| document.values().sum::<u32>() as f32;
        let mean = documents.iter().map(length).sum::<f32>() / documents.len().max(1) as f32;
        let mut by_word: BTreeMap<u32, Vec<(u32, f32)>> = BTreeMap::new();
        for (index, document) in documents.iter().enumerate() {
            let slow = SATURATION * (1.0 - LENGTH + LENGTH * length(document) / mean.max(1.0));
            for (word, count) in document {
                let count = *count as f32;
                by_word.entry(*word).or_default().push((index as u32, count / (count + slow)));
            }
        }
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for word in concepts.iter().flat_map(|concept| &concept.told).flat_map(|text| words(text)) {
            *counts.entry(hash(word.chars())).or_default() += 1;
        }
        let mut said: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= SAID).map(|(word, _)| word).collect();
        said.sort_unstable();
        Self { words: Postings::new(by_word), concepts: concepts.len() as u32, said }
    }

    /// Whether a folded word is one that people use, in any language.
    pub fn is_said(&self, word: &str) -> bool {
        self.said.binary_search(&hash(word.chars())).is_ok()
    }

    /// The concepts that say what folded words say, the surest first; 1 would be a concept that says all of it, often.
    /// Each word comes with what else it may be read as, and how surely: the reading that a concept says best counts.
    pub fn matching(&self, readings: &[Vec<(String, f32)>]) -> Vec<ConceptMatch> {
        let mut sums: HashMap<u32, f32> = HashMap::new();
        let mut whole = 0.0;
        let mut seen: HashSet<u32> = HashSet::new();
        for reading in readings {
            let mut said: HashMap<u32, f32> = HashMap::new();
            let mut most: f32 = 0.0;
            let mut fresh = false;
            for (word, sure) in reading {
                let word = beginning(word);
                if !seen.insert(word) {
                    continue;
                }
                fresh = true;
                let Some(entries) = self.words.of(word) else { continue };
                let idf = sure * self.idf(entries.len());
                most = most.max(idf);
                for (concept, weight) in entries {
                    let so_far = said.entry(concept).or_default();
                    *so_far = so_far.max(idf * weight);
                }
            }
            whole += match fresh {
                true if most > 0.0 => most,
                true => UNKNOWN * self.idf(0),
                false => 0.0,
            };
            said.into_iter().for_each(|(concept, part)| *sums.entry(concept).or_default() += part);
        }
        let found = sums.into_iter().map(|(concept, sum)| ConceptMatch { concept, sure: sum / whole });
        best(found, MOST)
    }

    /// The weight of a word that so many concepts have.
    fn idf(&self, having: usize) -> f32 {
        let (all, having) = (self.concepts as f32, having as f32);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}

/// The surest of some matches, in a fixed order.
pub(super) fn best(found: impl Iterator<Item = ConceptMatch>, most: usize) -> Vec<ConceptMatch> {
    let mut found: Vec<ConceptMatch> = found.collect();
    found.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.concept.cmp(&b.concept)));
    found.truncate(most);
    found
}

fn beginning(word: &str) -> u32 {
    hash(word.chars().take(BEGINNING))
}
