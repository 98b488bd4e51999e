//! The words that people use when they tell a need, whether or not a text has them.

use super::postings::hash;
use guichet_core::text::normal::words;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Times that a word is said, from which it is a word and no slip.
const SAID: usize = 3;

/// Hashes of whole words, sorted.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct SaidWords(Vec<u32>);

impl SaidWords {
    /// Of sentences, in any language.
    pub fn new<'a>(sentences: impl Iterator<Item = &'a String>) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for word in sentences.flat_map(|text| words(text)) {
            *counts.entry(hash(word.chars())).or_default() += 1;
        }
        let mut said: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= SAID).map(|(word, _)| word).collect();
        said.sort_unstable();
        Self(said)
    }

    /// Whether a folded word is one that people use.
    pub fn holds(&self, word: &str) -> bool {
        self.0.binary_search(&hash(word.chars())).is_ok()
    }
}
