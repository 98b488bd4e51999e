//! Distress, read before anything else. The phrases come from `content/emergency/<lang>.toml`, in every language at
//! once: somebody in danger does not choose a language first.
//!
//! A pattern is a row of slots: runs of words, and groups of alternatives. `phrases` says what a language brings,
//! `tongue` compiles it, `vocabulary` and `slips` find the word that was meant, `message` is what was typed as a row of
//! such words, and `reading` finds the patterns in it.

mod message;
mod phrases;
mod reading;
mod slips;
mod tongue;
mod vocabulary;

pub use phrases::{CategoryPhrases, Phrases};

use super::normal::words;
use crate::model::Lang;
use std::cmp::Reverse;
use tongue::Tongue;

/// Words read of a text: a cry stands at its beginning or at its end, and time stays bounded.
const READ: usize = 400;
/// Bytes looked at on each side of a text that is longer still.
const SIDE: usize = 16_000;

/// How a message was read, and in the words of which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The very words of a phrase that can mean nothing else: numbers are shown at once.
    Exact {
        /// The category.
        category: String,
        /// The language of the phrase.
        lang: Lang,
    },
    /// A probable phrase, or words close to one: the person is asked first.
    Fuzzy {
        /// The category.
        category: String,
        /// The language of the phrase.
        lang: Lang,
    },
}

impl Reading {
    /// The category that was read, certain or not.
    pub fn category(&self) -> &str {
        match self {
            Self::Exact { category, .. } | Self::Fuzzy { category, .. } => category,
        }
    }
}

/// The phrases that mean distress, and the idioms that only look like it, ready to read with.
#[derive(Debug, Clone, Default)]
pub struct Distress {
    categories: Vec<String>,
    tongues: Vec<Tongue>,
}

/// What a word more of a phrase weighs.
const WORD: i32 = 4;

impl Distress {
    /// Builds the matcher. The order of the categories, the same in each language, decides between equals.
    pub fn new(phrases: impl IntoIterator<Item = Phrases>) -> Self {
        let mut built = Self::default();
        for phrases in phrases {
            built.tongues.push(Tongue::new(&phrases, &mut built.categories));
        }
        built
    }

    /// Reads a message. A certain phrase goes before a probable one, a longer before a shorter, one in the person's own
    /// language before an equal one in another, one in the language that knows most of the words, then the order of the
    /// categories decides.
    pub fn read(&self, text: &str, own: Option<Lang>) -> Option<Reading> {
        let said = said(text);
        let places: Vec<_> = self.tongues.iter().map(|tongue| message::places(tongue, &said)).collect();
        let known: Vec<usize> = places.iter().map(|places| message::known(places)).collect();
        let most = known.iter().max().copied().unwrap_or_default();
        let read = self.tongues.iter().zip(places).zip(known);
        let found = read.filter_map(|((tongue, places), known)| {
            let found = tongue.read(places)?;
            // Neighbours spell each other's words: of two languages that know all, the one they are written in.
            let respelled = i32::try_from(tongue.spelling.changes(&said)).unwrap_or(i32::MAX / WORD);
            // A language that knows much fewer of the words than another one does not guess at what is not written in it.
            (!found.guessed || 3 * known >= 2 * most).then_some((
                tongue.lang,
                known,
                found.weight - WORD * respelled,
                found,
            ))
        });
        let (lang, .., best) = found.max_by_key(|(lang, known, weight, found)| {
            (found.act, *weight, own == Some(*lang), *known, Reverse(found.category), Reverse(*lang))
        })?;
        let category = self.categories.get(usize::from(best.category))?.clone();
        Some(if best.act { Reading::Exact { category, lang } } else { Reading::Fuzzy { category, lang } })
    }
}

/// The folded words of a message: all of a short one, the beginning and the end of a long one, a gap between them.
fn said(text: &str) -> Vec<String> {
    if text.len() > 2 * SIDE {
        let head = text.floor_char_boundary(SIDE);
        let tail = text.ceil_char_boundary(text.len() - SIDE);
        let (mut said, tail) = (words(&text[..head]), words(&text[tail..]));
        said.truncate(READ / 2);
        said.push(String::new());
        said.extend_from_slice(&tail[tail.len().saturating_sub(READ / 2)..]);
        return said;
    }
    let mut said = words(text);
    if said.len() > READ {
        let end = said.split_off(said.len() - READ / 2);
        said.truncate(READ / 2);
        said.push(String::new());
        said.extend(end);
    }
    said
}

#[cfg(test)]
mod tests;
