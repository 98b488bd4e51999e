//! How a query is read: its words, and what each may stand for.

use crate::analysis::{LONGEST_WORD, is_empty_word, stem};
use crate::rank::Need;
use guichet_core::model::Lang;
use guichet_core::text::normal::words;
use tantivy::tokenizer::TextAnalyzer;

/// Longest query that is read, in characters; what is beyond is dropped before any analysis.
const LONGEST: usize = 100_000;
/// Most words that are read: a longer text is a letter, and its beginning says what it is about.
const MOST_WORDS: usize = 64;

/// A query, read.
pub(crate) struct Reading {
    /// The language it was read in.
    pub lang: Lang,
    /// The words kept, folded.
    pub words: Vec<String>,
    /// What is looked for.
    pub needs: Vec<Need>,
}

impl Reading {
    /// Reads a query.
    pub fn new(text: &str, lang: Option<Lang>, analyzer: &mut TextAnalyzer) -> Self {
        let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
        let mut all = words(&text[..end]);
        all.retain(|word| word.len() <= LONGEST_WORD);
        let mut kept: Vec<String> = Vec::new();
        for word in &all {
            if !is_empty_word(word) && !kept.contains(word) {
                kept.push(word.clone());
            }
        }
        // "Où est-ce que je vais ?" has nothing but empty words: then they are all there is.
        if kept.is_empty() {
            all.dedup();
            kept = all;
        }
        kept.truncate(MOST_WORDS);
        let needs = kept.iter().filter_map(|word| Some(Need { stems: vec![(stem(analyzer, word)?, 1.0)] })).collect();
        Self { lang: lang.unwrap_or_default(), words: kept, needs }
    }

    /// How the query was read, for people.
    pub fn understood(&self) -> String {
        self.words.join(" ")
    }
}
