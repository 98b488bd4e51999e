//! `words/words.toml`: the words by which people carry what they found from one place to another.

use super::{Texts, toml};
use crate::Batch;
use guichet_core::carry::WordList;
use serde::Deserialize;

const WORDS: &str = "words/words.toml";

/// `words/words.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsFile {
    /// The words, each by its place.
    pub words: Vec<String>,
}

/// Reads the words. `None` where there is no such file; what is wrong with it is refused.
pub fn carry_words(texts: &Texts, batch: &mut Batch) -> Option<WordList> {
    let file: WordsFile = toml::read(texts, WORDS, batch)?;
    let list = WordList::new(file.words);
    if list.is_none() {
        let remedy =
            "not 2,048 words of one word each, all different: restore the file, its order is what sheets rest on";
        batch.refuse(WORDS, "", "words", remedy);
    }
    list
}

/// Says what is wrong with the words of a folder; one that is laid over another has none of its own.
pub(super) fn lint(base: &Texts, texts: &Texts, batch: &mut Batch) {
    if !base.is_empty() && texts.contains_key(WORDS) {
        batch.refuse(WORDS, "", "", "the words to carry are the program's own: remove this file");
    } else {
        carry_words(texts, batch);
    }
}
