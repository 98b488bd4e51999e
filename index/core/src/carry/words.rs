//! The list of words, and reading them as people type them: in any case, without accents, with numbers and commas, with a slip.

use super::check::SYMBOLS;
use super::number::Number;
use super::symbols::{self, FEWEST_WORDS, MOST_WORDS};
use crate::text::normal::{fold, words as folded_words};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::{fmt, sync};
use strsim::osa_distance;

/// Rows that are tried where slips leave several words possible: of more, one in a hundred would pass its check by chance.
const TRIED: usize = 16;
/// Words that may be wrong in what is still an attempt at a row.
const UNKNOWN: usize = 3;
/// From so many words on, all of them of the list, it is an attempt even where the check does not hold; from so many, with some
/// unknown.
const ATTEMPT: usize = 6;
const LONG_ATTEMPT: usize = 8;

/// The 2,048 words, each by its place.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    words: Vec<String>,
    places: HashMap<String, u16>,
    folded: Vec<String>,
}

impl WordList {
    /// No list: nothing is written, and nothing read.
    pub fn none() -> &'static Self {
        static NONE: sync::LazyLock<WordList> = sync::LazyLock::new(WordList::default);
        &NONE
    }

    /// A list of 2,048 words, of one word each, none of them twice once they are folded. `None` where it is another list.
    pub fn new(words: Vec<String>) -> Option<Self> {
        let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        let places: HashMap<String, u16> = (0..).zip(&folded).map(|(at, word)| (word.clone(), at)).collect();
        let whole = words.len() == SYMBOLS && places.len() == SYMBOLS;
        let plain = folded.iter().all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        (whole && plain).then_some(Self { words, places, folded })
    }

    /// Whether there is a list.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words of a row.
    pub fn row(&self, row: &[u16]) -> Vec<String> {
        row.iter().filter_map(|at| self.words.get(usize::from(*at)).cloned()).collect()
    }

    /// Every word, in order.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The places of the words that a folded word may mean: itself, else those that it is one slip away from.
    pub fn meant(&self, folded: &str) -> Vec<u16> {
        if let Some(at) = self.places.get(folded) {
            return vec![*at];
        }
        let length = folded.len();
        let near = |word: &&String| word.len().abs_diff(length) <= 1 && osa_distance(word, folded) == 1;
        (0..).zip(&self.folded).filter(|(_, word)| near(word)).map(|(at, _)| at).collect()
    }
}

/// A row of words as it was typed: what each may mean, by its places in the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Heard(pub Vec<Vec<u16>>);

/// What somebody carries is never printed by `Debug`.
impl fmt::Debug for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Heard")
    }
}

/// What a row of words comes to.
#[derive(Clone, PartialEq, Eq)]
pub enum Verdict {
    /// What it carries.
    Whole(Number),
    /// One word must be said again: its place, from 0; it is none of the list, or one of several.
    Again(usize),
    /// All are words of the list, and one of them is wrong or missing.
    Wrong,
}

/// Reads a text as a row of words. `None` where it is something else: a need, an answer, a name.
pub fn heard(list: &WordList, text: &str) -> Option<(Heard, Verdict)> {
    let typed = typed(text);
    if list.is_empty() || !(FEWEST_WORDS..=MOST_WORDS).contains(&typed.len()) {
        return None;
    }
    let known = |word: &&String| list.places.contains_key(word.as_str());
    let sure = typed.iter().filter(known).count();
    if sure + UNKNOWN < typed.len() || sure * 2 < typed.len() {
        return None;
    }
    let heard = Heard(typed.iter().map(|word| list.meant(word)).collect());
    let verdict = judge(&heard);
    let attempted = match verdict {
        // Few words of a need may be words of the list too: one slip at most is mended then.
        Verdict::Whole(_) => typed.len() >= LONG_ATTEMPT || sure + 1 >= typed.len(),
        _ if sure == typed.len() => typed.len() >= ATTEMPT,
        _ => typed.len() >= LONG_ATTEMPT,
    };
    attempted.then_some((heard, verdict))
}

/// Whether a text carries something for certain: its check holds, as words or as a link.
pub fn is_whole(list: &WordList, text: &str) -> bool {
    symbols::parse_link(text).is_some() || matches!(heard(list, text), Some((_, Verdict::Whole(_))))
}

/// What a row comes to.
pub fn judge(heard: &Heard) -> Verdict {
    let Heard(places) = heard;
    if let Some(at) = places.iter().position(Vec::is_empty) {
        return Verdict::Again(at);
    }
    let several = places.iter().position(|meant| meant.len() > 1);
    let rows = places.iter().map(Vec::len).try_fold(1, |rows: usize, meant| rows.checked_mul(meant));
    if rows.is_none_or(|rows| rows > TRIED) {
        return several.map_or(Verdict::Wrong, Verdict::Again);
    }
    let mut passing = Vec::new();
    for mut at in 0..rows.unwrap_or(0) {
        let row: Vec<u16> = places
            .iter()
            .filter_map(|meant| {
                let word = meant.get(at % meant.len().max(1)).copied();
                at /= meant.len().max(1);
                word
            })
            .collect();
        passing.extend(symbols::number(&row));
    }
    match (passing.pop(), passing.is_empty(), several) {
        (Some(number), true, _) => Verdict::Whole(number),
        (_, _, Some(at)) => Verdict::Again(at),
        _ => Verdict::Wrong,
    }
}

/// The words of a text, folded, without the numbers that stand before them.
fn typed(text: &str) -> Vec<String> {
    let plain = |word: String| word.trim_matches(|c: char| c.is_ascii_digit()).to_owned();
    folded_words(text).into_iter().map(plain).filter(|word| !word.is_empty()).collect()
}
