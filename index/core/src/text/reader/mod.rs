//! A reader trained on two kinds of texts, which says how much like the ones or the others a text is: phrases of distress
//! and ordinary sentences ([`super::distress`]), or needs and what has nothing to do with them (the search).
//!
//! `features` says what it looks at, `training` makes the table from authored texts. `index/DISTRESS.md` says how well it
//! reads distress.

mod features;
mod training;

pub use training::{Lesson, train};

use crate::model::Lang;
use features::{Features, SIZE, hash};
use std::borrow::Cow;

/// Beginning of a table.
const MAGIC: &[u8; 4] = b"GDR1";
/// Features of which categories are told apart.
const KINDS: usize = 1 << 15;

/// Words read at a time, and how far the next ones begin: a cry in the middle of a letter is as loud as one alone.
const WINDOW: usize = 24;
const STRIDE: usize = 12;

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Above nothing it looks like what has a category, below like what has none.
    pub score: f32,
    /// The likeliest category, by its place in the table, had it one.
    pub kind: usize,
}

/// A table of weights, made by [`train`].
#[derive(Debug, Clone)]
pub struct Reader {
    bytes: Cow<'static, [u8]>,
    categories: Vec<String>,
    bias: f32,
    /// What one unit of a weight is worth, in letters and in words.
    scale: f32,
    letters: usize,
    words: usize,
    kinds: usize,
    ordinary: usize,
}

/// Takes what is next in a table.
struct Cut<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cut<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    fn float(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }
}

impl Reader {
    /// Opens a table; `None` where the bytes are none.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Option<Self> {
        let bytes = bytes.into();
        let mut cut = Cut { bytes: &bytes, at: 0 };
        if cut.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let mut categories = Vec::new();
        for _ in 0..cut.take(1)?[0] {
            let length = usize::from(cut.take(1)?[0]);
            categories.push(String::from_utf8(cut.take(length)?.to_vec()).ok()?);
        }
        let (bias, scale) = (cut.float()?, cut.float()?);
        let letters = cut.at;
        cut.take(SIZE)?;
        let words = cut.at;
        cut.take(SIZE)?;
        let kinds = cut.at;
        cut.take(KINDS * categories.len())?;
        let ordinary = cut.at;
        if !(bytes.len() - ordinary).is_multiple_of(4) || categories.is_empty() {
            return None;
        }
        Some(Self { categories, bias, scale, letters, words, kinds, ordinary, bytes })
    }

    /// The category at a place of the table.
    pub fn category(&self, kind: usize) -> Option<&str> {
        self.categories.get(kind).map(String::as_str)
    }

    /// Whether a word is one of the ordinary texts in this language, or in the name of a place.
    pub fn knows(&self, lang: Lang, word: &str) -> bool {
        self.is_ordinary(lang, word) || self.listed(NAMES, word)
    }

    /// Whether a word is one of the ordinary texts in this language.
    pub fn is_ordinary(&self, lang: Lang, word: &str) -> bool {
        self.listed(lang.code(), word)
    }

    fn listed(&self, list: &str, word: &str) -> bool {
        let wanted = entry(list, word);
        let (mut from, mut to) = (0, (self.bytes.len() - self.ordinary) / 4);
        while from < to {
            let middle = usize::midpoint(from, to);
            let at = self.ordinary + 4 * middle;
            let found = self.bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
            match found {
                Some(found) if found == wanted => return true,
                Some(found) if found < wanted => from = middle + 1,
                _ => to = middle,
            }
        }
        false
    }

    /// What folded words look like: the part of them that looks most like what has a category.
    pub fn look<W: AsRef<str>>(&self, said: &[W]) -> Look {
        let mut starts = vec![0];
        // The last window is a whole one: a few words left over say less than they seem to.
        if said.len() > WINDOW {
            starts.extend((STRIDE..said.len() - WINDOW).step_by(STRIDE));
            starts.push(said.len() - WINDOW);
        }
        let mut most = (f32::MIN, 0..0);
        for start in starts {
            let part = start..said.len().min(start + WINDOW);
            let score = self.score(&Features::of(&said[part.clone()]));
            if score > most.0 {
                most = (score, part);
            }
        }
        Look { score: most.0, kind: self.kind(&said[most.1]) }
    }

    fn score(&self, features: &Features) -> f32 {
        let part = |of: &[u32], from: usize| {
            let sum: i32 = of.iter().map(|number| self.weight(from + *number as usize)).sum();
            if of.is_empty() { 0.0 } else { self.scale * sum as f32 / (of.len() as f32).sqrt() }
        };
        self.bias + part(&features.letters, self.letters) + part(&features.words, self.words)
    }

    fn weight(&self, at: usize) -> i32 {
        self.bytes.get(at).map_or(0, |byte| i32::from(byte.cast_signed()))
    }

    fn kind<W: AsRef<str>>(&self, said: &[W]) -> usize {
        let mut sums = vec![0_i32; self.categories.len()];
        for number in kinds(said) {
            let row = self.kinds + number * sums.len();
            for (kind, sum) in sums.iter_mut().enumerate() {
                *sum += self.weight(row + kind);
            }
        }
        likeliest(&sums)
    }
}

/// The list of names of places among the ordinary words.
const NAMES: &str = "*";

/// A word of a list, as it stands in the table.
fn entry(list: &str, word: &str) -> u32 {
    (hash(&format!("{list} {word}")) >> 32) as u32
}

/// What categories are told apart by: the words, and their beginnings, which endings do not change.
fn kinds<W: AsRef<str>>(said: &[W]) -> Vec<usize> {
    const BEGINNING: usize = 4;
    let mut rows = Vec::with_capacity(2 * said.len());
    for word in said.iter().map(AsRef::as_ref) {
        let end = word.char_indices().nth(BEGINNING).map_or(word.len(), |(at, _)| at);
        rows.extend([hash(word), hash(&format!("{}~", &word[..end]))]);
    }
    let mut rows: Vec<usize> = rows.into_iter().map(|hash| (hash >> 32) as usize % KINDS).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The first of the greatest.
fn likeliest(sums: &[i32]) -> usize {
    sums.iter().enumerate().max_by_key(|(kind, sum)| (**sum, std::cmp::Reverse(*kind))).map_or(0, |(kind, _)| kind)
}
