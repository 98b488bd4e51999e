//! Distress, read before anything else. The phrases come from `content/emergency/<lang>.toml`, in every language at
//! once: somebody in danger does not choose a language first.
//!
//! Patterns act, and ask. Beside them stands a trained [`Reader`], which asks where no pattern is found and doubts what they
//! guess: it never acts. Bare words ("viol", "3919") ask where they are all that is typed.
//!
//! A pattern is a row of slots: runs of words, and groups of alternatives. `phrases` says what a language brings,
//! `compiled` makes it ready to read with, `vocabulary` and `slips` find the word that was meant, `message` is what was
//! typed as a lattice of such words, and `reading` finds the patterns in it.

mod compiled;
mod message;
mod phrases;
mod reading;
mod slips;
mod vocabulary;

pub use phrases::{CategoryPhrases, Phrases};

use super::normal::words;
use super::reader::Reader;
use crate::model::Lang;
use compiled::CompiledPhrases;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Words of a text that the phrases are looked for in at a time, and how many of them are read again with the next ones:
/// a phrase on the border is whole in one of the two.
const READ: usize = 400;
const AGAIN: usize = 40;
/// Bytes looked at on each side of a text that is longer still: time stays bounded.
const SIDE: usize = 64_000;

/// Below this, even the very words of a phrase are asked about: the rest of the text speaks against them.
const ACTS: f32 = -5.0;
/// Above this, a probable phrase is asked about.
const DOUBTS: f32 = -3.0;
/// Above this, a text without any phrase is asked about.
const ASKS: f32 = 0.75;

/// The category whose numbers are never wrong.
const GENERAL: &str = "danger";

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
    /// A word of distress and nothing else: the person is asked first, and may want to know about it.
    Bare {
        /// The category.
        category: String,
        /// The language of the word.
        lang: Lang,
    },
    /// No phrase, and told like distress: the person is asked which help.
    Told {
        /// The likeliest category, no more than a guess.
        category: String,
        /// The language that knows most of the words.
        lang: Lang,
    },
}

impl Reading {
    /// The category that was read, certain or not.
    pub fn category(&self) -> &str {
        match self {
            Self::Exact { category, .. }
            | Self::Fuzzy { category, .. }
            | Self::Bare { category, .. }
            | Self::Told { category, .. } => category,
        }
    }

    /// What is surer goes first.
    const fn rank(&self) -> u8 {
        match self {
            Self::Exact { .. } => 3,
            Self::Bare { .. } => 2,
            Self::Fuzzy { .. } => 1,
            Self::Told { .. } => 0,
        }
    }
}

/// The phrases that mean distress, and the idioms that only look like it, ready to read with. Compiling them takes longer
/// than all else that a program does to start: they are compiled once, and stored without the trained reader.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Distress {
    categories: Vec<String>,
    languages: Vec<CompiledPhrases>,
    #[serde(skip)]
    reader: Option<Reader>,
}

/// What a word more of a phrase weighs.
const WORD: i32 = 4;

impl Distress {
    /// Builds the matcher. The order of the categories, the same in each language, decides between equals.
    pub fn new(phrases: impl IntoIterator<Item = Phrases>) -> Self {
        let mut built = Self::default();
        for phrases in phrases {
            built.languages.push(CompiledPhrases::new(&phrases, &mut built.categories));
        }
        built
    }

    /// Sets the trained reader beside the phrases: it asks where there is none, and doubts what they guess.
    #[must_use]
    pub fn with(mut self, reader: Option<Reader>) -> Self {
        self.reader = reader;
        self
    }

    /// How much a text looks like distress to the trained reader alone; nothing without one.
    pub fn score(&self, text: &str) -> Option<f32> {
        Some(self.reader.as_ref()?.look(&said(text)).score)
    }

    /// Whether a folded word stands in ordinary texts of a language: a name that is one may mean the word.
    pub fn is_ordinary(&self, lang: Lang, word: &str) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.is_ordinary(lang, word))
    }

    /// Reads a message. A certain phrase goes before a probable one, one in the person's own language before one in
    /// another, a longer before a shorter, one in the language that knows most of the words, then the order of the
    /// categories decides.
    pub fn read(&self, text: &str, own: Option<Lang>) -> Option<Reading> {
        let said = said(text);
        let mut best: Option<Reading> = None;
        let mut start = 0;
        loop {
            let end = said.len().min(start + READ);
            let found = self.part(&said[start..end], own);
            if found.as_ref().map(Reading::rank) > best.as_ref().map(Reading::rank) {
                best = found;
            }
            if end == said.len() || matches!(best, Some(Reading::Exact { .. })) {
                return best;
            }
            start = end - AGAIN;
        }
    }

    /// Reads a part of a message.
    fn part(&self, said: &[String], own: Option<Lang>) -> Option<Reading> {
        let look = self.reader.as_ref().map(|reader| reader.look(said));
        let above = |least: f32| look.is_none_or(|look| look.score > least);
        let (found, widest) = self.phrase(said, own);
        // A word alone means what it means in the language that is spoken here; certain words there go before it.
        let certain = found.as_ref().filter(|(act, ..)| *act).map(|(_, _, lang)| *lang);
        if let Some((category, lang)) = self.bare(said, own, above(DOUBTS))
            && certain.is_none_or(|certain| Some(certain) != own && certain != lang)
        {
            return Some(Reading::Bare { category, lang });
        }
        match (found, look) {
            (Some((true, category, lang)), _) if above(ACTS) => Some(Reading::Exact { category, lang }),
            (Some((act, category, lang)), _) if act || above(DOUBTS) => Some(Reading::Fuzzy { category, lang }),
            (None, Some(look)) if look.score > ASKS && says_enough(said) => {
                let likeliest = self.reader.as_ref().and_then(|reader| reader.category(look.kind));
                let category = likeliest.unwrap_or(GENERAL).to_owned();
                Some(Reading::Told { category, lang: widest? })
            }
            _ => None,
        }
    }

    /// The category of a bare word, in the person's own language before any other. A slip counts where nothing speaks
    /// against it; a word of another language, where it is a long one that says nothing in the own one.
    fn bare(&self, said: &[String], own: Option<Lang>, likely: bool) -> Option<(String, Lang)> {
        const SHORT: usize = 4;
        let letters: usize = said.iter().map(|word| word.chars().count()).sum();
        let mut languages: Vec<&CompiledPhrases> = self.languages.iter().collect();
        languages.sort_by_key(|compiled| own != Some(compiled.lang));
        languages.into_iter().find_map(|compiled| {
            let (category, slip) = compiled.bare(said, self.reader.as_ref())?;
            let abroad = own.is_some_and(|own| own != compiled.lang);
            let known =
                |own: Lang| self.reader.as_ref().is_some_and(|reader| said.iter().all(|word| reader.knows(own, word)));
            let meant = if abroad { letters > SHORT && !slip && !own.is_some_and(known) } else { likely || !slip };
            meant.then_some(())?;
            Some((self.categories.get(usize::from(category))?.clone(), compiled.lang))
        })
    }

    /// The best phrase of all languages: whether it is certain, its category, its language; and the language that knows
    /// most of the words.
    fn phrase(&self, said: &[String], own: Option<Lang>) -> (Option<(bool, String, Lang)>, Option<Lang>) {
        let reader = self.reader.as_ref();
        let lattices: Vec<_> = self.languages.iter().map(|compiled| message::lattice(compiled, said, reader)).collect();
        let known: Vec<usize> = lattices.iter().map(|nodes| message::known(nodes)).collect();
        let most = known.iter().max().copied().unwrap_or_default();
        let widest = self
            .languages
            .iter()
            .zip(&known)
            .max_by_key(|(compiled, known)| (**known, own == Some(compiled.lang), Reverse(compiled.lang)));
        let widest = widest.map(|(compiled, _)| compiled.lang);
        let read = self.languages.iter().zip(lattices).zip(known);
        let found = read.filter_map(|((compiled, nodes), known)| {
            let found = reading::read(compiled, nodes)?;
            // Neighbours spell each other's words: of two languages that know all, the one they are written in.
            let respelled = i32::try_from(compiled.spelling.changes(said)).unwrap_or(i32::MAX / WORD);
            // A language that knows much fewer of the words than another one does not guess at what is not written in it.
            (!found.guessed || 3 * known >= 2 * most).then_some((
                compiled.lang,
                known,
                found.weight - WORD * respelled,
                found,
            ))
        });
        let best = found.max_by_key(|(lang, known, weight, found)| {
            // What is written in the person's own language is read in it.
            let at_home = own == Some(*lang) && !found.guessed && *known == most;
            (at_home, found.act, *weight, own == Some(*lang), *known, Reverse(found.category), Reverse(*lang))
        });
        let best = best.and_then(|(lang, .., best)| {
            Some((best.act, self.categories.get(usize::from(best.category))?.clone(), lang))
        });
        (best, widest)
    }
}

/// Whether words can be told from: a word or two, where none of them is one that asks, say too little.
fn says_enough(said: &[String]) -> bool {
    const WORDS: usize = 3;
    const LETTERS: usize = 10;
    said.len() >= WORDS || said.len() > 1 && said.iter().map(|word| word.chars().count()).sum::<usize>() >= LETTERS
}

/// The folded words of a message: all of them, but of a book the beginning and the end, a gap between them.
fn said(text: &str) -> Vec<String> {
    if text.len() <= 2 * SIDE {
        return words(text);
    }
    let head = text.floor_char_boundary(SIDE);
    let tail = text.ceil_char_boundary(text.len() - SIDE);
    let mut said = words(&text[..head]);
    said.push(String::new());
    said.extend(words(&text[tail..]));
    said
}

#[cfg(test)]
mod tests;
