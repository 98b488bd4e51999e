//! The words of the corpus: which are known, how common they are, which look or sound like one that is not.

use crate::analysis::LONGEST_WORD;
use crate::rank::stem_hash;
use guichet_core::model::Lang;
use guichet_core::text::phonetic;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How often each word occurs, sorted by word.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(crate) struct WordCounts(Vec<(String, u32)>);

/// Counts words.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    counts: HashMap<String, u32>,
}

impl Counter {
    /// Counts the words of a folded text.
    pub fn add(&mut self, folded: &str) {
        for word in folded.split(' ').filter(|word| !word.is_empty() && word.len() <= LONGEST_WORD) {
            match self.counts.get_mut(word) {
                Some(count) => *count = count.saturating_add(1),
                None => {
                    self.counts.insert(word.to_owned(), 1);
                }
            }
        }
    }

    /// Goes on from what was counted before.
    pub fn over(counts: WordCounts) -> Self {
        Self { counts: counts.0.into_iter().collect() }
    }

    /// The counts so far.
    pub fn counts(self) -> WordCounts {
        let mut counts: Vec<(String, u32)> = self.counts.into_iter().collect();
        counts.sort_unstable();
        WordCounts(counts)
    }

    /// The vocabulary. Words met once in a large corpus are mostly slips: they are left out.
    pub fn finish(self) -> Vocabulary {
        let fewest = if self.counts.len() > 20_000 { 2 } else { 1 };
        let mut words: Vec<(String, u32)> = self
            .counts
            .into_iter()
            .filter(|(word, count)| *count >= fewest && !word.bytes().all(|b| b.is_ascii_digit()))
            .collect();
        words.sort_unstable();
        Vocabulary::new(words)
    }
}

/// The words of the corpus, ready to be asked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    /// Each word and its count, sorted.
    words: Vec<(String, u32)>,
    total: f32,
    /// Hashes of sound keys, sorted, with their word.
    sounds: Vec<(u32, u32)>,
    /// Hashes of words and of words less one letter, sorted, with their word.
    shapes: Vec<(u32, u32)>,
}

/// Count given to words that carry no need, so that a slip of one is read as such.
const STOP_WORD_COUNT: u32 = 2_000;

impl Vocabulary {
    /// Indexes sorted words.
    fn new(mut words: Vec<(String, u32)>) -> Self {
        for word in Lang::FR.stop_words() {
            match words.binary_search_by(|(known, _)| known.as_str().cmp(word)) {
                Ok(at) => words[at].1 = words[at].1.max(STOP_WORD_COUNT),
                Err(at) => words.insert(at, ((*word).to_owned(), STOP_WORD_COUNT)),
            }
        }
        let total = words.iter().map(|(_, count)| *count as f32).sum();
        let (mut sounds, mut shapes) = (Vec::new(), Vec::new());
        for (id, (word, _)) in words.iter().enumerate() {
            let id = id as u32;
            sounds.push((stem_hash(&phonetic::key(word)), id));
            shapes.push((stem_hash(word), id));
            if word.chars().count() >= 4 {
                each_less_one(word, |less| shapes.push((stem_hash(less), id)));
            }
        }
        sounds.sort_unstable();
        shapes.sort_unstable();
        shapes.dedup();
        Self { words, total, sounds, shapes }
    }

    /// How often a folded word occurs; 0 where it is not known.
    pub fn count(&self, word: &str) -> u32 {
        self.words.binary_search_by(|(known, _)| known.as_str().cmp(word)).map_or(0, |at| self.words[at].1)
    }

    /// Natural logarithm of a word's share of the corpus; `None` where it is not known.
    pub fn log_share(&self, word: &str) -> Option<f32> {
        let count = self.count(word);
        (count > 0).then(|| (count as f32 / self.total.max(1.0)).ln())
    }

    /// Words that sound like this one.
    pub fn alike_in_sound(&self, word: &str) -> impl Iterator<Item = (&str, u32)> {
        range(&self.sounds, stem_hash(&phonetic::key(word))).map(|id| self.word(id))
    }

    /// Words that may be one or two slips away from this one, and some that are not: the caller measures.
    pub fn alike_in_shape(&self, word: &str) -> Vec<(&str, u32)> {
        let mut found: Vec<u32> = range(&self.shapes, stem_hash(word)).collect();
        each_less_one(word, |less| {
            found.extend(range(&self.shapes, stem_hash(less)));
            if word.len() >= 7 {
                each_less_one(less, |less| found.extend(range(&self.shapes, stem_hash(less))));
            }
        });
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|id| self.word(id)).collect()
    }

    /// Known words that begin so, in alphabetical order.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, u32)> {
        let start = self.words.partition_point(|(word, _)| word.as_str() < prefix);
        self.words[start..]
            .iter()
            .take_while(move |(word, _)| word.starts_with(prefix))
            .map(|(word, count)| (word.as_str(), *count))
    }

    fn word(&self, id: u32) -> (&str, u32) {
        let (word, count) = &self.words[id as usize];
        (word, *count)
    }
}

fn range(sorted: &[(u32, u32)], hash: u32) -> impl Iterator<Item = u32> {
    let start = sorted.partition_point(|(known, _)| *known < hash);
    sorted[start..].iter().take_while(move |(known, _)| *known == hash).map(|(_, id)| *id)
}

/// The word less each of its letters in turn.
fn each_less_one(word: &str, mut take: impl FnMut(&str)) {
    let mut less = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        less.clear();
        less.push_str(&word[..at]);
        less.push_str(&word[at + c.len_utf8()..]);
        take(&less);
    }
}
