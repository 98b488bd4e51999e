//! What people say, document by document: the labels and the told sentences of a concept, in all languages, are one, and
//! so are the told sentences of a fiche. They are ranked by BM25 (Robertson and Zaragoza, "The probabilistic relevance framework",
//! 2009). Words are compared by their beginning: no language needs to be known, and no stemmer.

use super::postings::{Postings, hash};
use crate::rank::{Tally, best};
use guichet_core::text::normal::words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Letters of a word that are compared.
const BEGINNING: usize = 6;
/// How fast a word that a concept says again adds less, and how much a long document weighs less: the constants of BM25.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.7;
/// A word that more than one document in so many says is common.
const COMMON: usize = 3;
/// What a word that no document has takes from all: so much of the weight of the rarest word.
const UNKNOWN: f32 = 0.5;

/// Documents by the beginnings of their words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Profiles {
    words: Postings,
    documents: u32,
}

/// A document that says what was asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ProfileMatch {
    /// Its number.
    pub document: u32,
    /// How surely, 0 to 1.
    pub sure: f32,
}

impl Profiles {
    /// Of documents, by their numbers: everything that is said in each.
    pub fn new<'a, D: IntoIterator<Item = &'a str>>(documents: impl IntoIterator<Item = D>) -> Self {
        let count = |document: D| {
            let mut counts: HashMap<u32, u32> = HashMap::new();
            for word in document.into_iter().flat_map(words) {
                *counts.entry(beginning(&word)).or_insert(0) += 1;
            }
            counts
        };
        let documents: Vec<HashMap<u32, u32>> = documents.into_iter().map(count).collect();
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
        Self { words: Postings::new(by_word), documents: documents.len() as u32 }
    }

    /// The `most` documents that say what folded words say, the surest first; 1 would be one that says all of it, often.
    /// Each word comes with what else it may be read as, and how surely: the reading that a document says best counts.
    pub fn matching(&self, readings: &[Vec<(String, f32)>], most: usize) -> Vec<ProfileMatch> {
        let all = self.documents as usize;
        let (mut sums, mut said) = (Tally::of(all), Tally::of(all));
        let mut whole = 0.0;
        let mut seen: HashSet<u32> = HashSet::new();
        for reading in readings {
            let (mut heaviest, mut fresh) = (0.0_f32, false);
            for (word, sure) in reading {
                let word = beginning(word);
                if !seen.insert(word) {
                    continue;
                }
                fresh = true;
                let Some(entries) = self.words.of(word) else { continue };
                let idf = sure * self.idf(entries.len());
                heaviest = heaviest.max(idf);
                // A word that most documents say tells them apart by nothing.
                if entries.len() * COMMON > all && all > COMMON {
                    continue;
                }
                entries.for_each(|(document, weight)| said.raise(document, idf * weight));
            }
            whole += match fresh {
                true if heaviest > 0.0 => heaviest,
                true => UNKNOWN * self.idf(0),
                false => 0.0,
            };
            said.drain().for_each(|(document, part)| sums.add(document, part));
        }
        let found = sums.drain().filter(|(_, sum)| *sum > 0.0);
        let mut found: Vec<(f32, u32)> = found.map(|(document, sum)| (sum / whole, document)).collect();
        best(&mut found, most);
        found.into_iter().map(|(sure, document)| ProfileMatch { document, sure }).collect()
    }

    /// The weight of a word that so many concepts have.
    fn idf(&self, having: usize) -> f32 {
        let (all, having) = (self.documents as f32, having as f32);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}

fn beginning(word: &str) -> u32 {
    hash(word.chars().take(BEGINNING))
}
