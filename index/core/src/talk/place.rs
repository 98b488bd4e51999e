//! The place in what people write: "I cannot pay my rent, where do I go in Rodez?", or a commune alone.

use super::{Screen, Talk};
use crate::catalog::CommuneMatch;
use crate::message::Message;
use crate::model::{Commune, ItemId, Lang};
use crate::text::normal::{fold, words};

/// Communes offered to choose from.
const OFFERED: usize = 5;

/// Longest text that can be the name of a commune, in characters: the longest of France has 45.
const LONGEST: usize = 60;

/// Inhabitants from which a commune is meant by its name, whatever else the word may mean.
const LARGE: u32 = 10_000;

/// Letters of a word that a name does not capitalise: "la", "sur".
const PARTICLE: usize = 3;

/// The codes of the communes to choose from, the likeliest first.
pub(super) fn codes(matches: &[CommuneMatch]) -> Vec<String> {
    matches.iter().take(OFFERED).map(|found| found.commune.code.clone()).collect()
}

impl Talk<'_> {
    /// Splits a sentence into the need and the communes that its end may name. Only an exact name after a place word
    /// counts, and the reader sees it: nothing is guessed here. The need is empty where nothing else was asked.
    pub(super) fn split_place(&self, text: &str) -> (String, Vec<CommuneMatch>) {
        let lexicon = self.catalog.lexicon(self.session.reading_lang());
        let written: Vec<&str> = text.split_whitespace().collect();
        let folded: Vec<String> = written.iter().map(|word| fold(word)).collect();
        // Names of communes run to six words; the earliest preposition gives the longest name.
        for at in written.len().saturating_sub(7)..written.len().saturating_sub(1) {
            if !lexicon.place_words.contains(&folded[at]) {
                continue;
            }
            let name = written[at + 1..].join(" ");
            let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
            let found: Vec<_> = self.communes(name).into_iter().filter(|found| found.exact).collect();
            let before = at.checked_sub(1).and_then(|before| folded[before].split(' ').next_back());
            let dwells = before.is_some_and(|word| lexicon.dwelling.iter().any(|known| known == word));
            if !found.is_empty() && (dwells || self.is_named(name, text, &found)) {
                return (self.drop_where(&written[..at]), found);
            }
        }
        (text.to_owned(), Vec::new())
    }

    /// Whether words after a place word name a commune and nothing else. Some communes are called like a word of every day
    /// ("à charge"): a small one is meant only where it is written as a name is.
    fn is_named(&self, name: &str, text: &str, found: &[CommuneMatch]) -> bool {
        let known = |word: &String| self.catalog.distress().is_ordinary(Lang::Fr, word);
        let ordinary = words(name).iter().all(|word| known(word) && word.chars().any(char::is_alphabetic));
        let large = found.iter().any(|found| found.commune.population >= LARGE);
        let shouted = !text.chars().any(char::is_lowercase);
        let small_word = |word: &str| word.chars().count() <= PARTICLE;
        let parts = || name.split([' ', '-', '\'', '’']).filter(|word| !small_word(word));
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        !ordinary || large || name.contains('-') || !shouted && parts().count() > 0 && parts().all(capital)
    }

    /// Communes that a text may name. A letter names none, and is not compared with all of them.
    pub(super) fn communes(&self, text: &str) -> Vec<CommuneMatch> {
        if text.chars().nth(LONGEST).is_some() { Vec::new() } else { self.catalog.communes(text) }
    }

    /// Drops a closing "where do I go".
    fn drop_where(&self, words: &[&str]) -> String {
        let lexicon = self.catalog.lexicon(self.session.reading_lang());
        let text = words.join(" ");
        let folded = fold(&text);
        let asked = lexicon.where_words.iter().filter(|asked| folded.ends_with(asked.as_str()));
        let Some(longest) = asked.max_by_key(|asked| asked.len()) else { return text };
        let keep = words.len().saturating_sub(longest.split(' ').count());
        words[..keep].join(" ")
    }

    /// The answer to "in which commune?".
    pub(super) fn place_asked(&mut self, text: &str) {
        let Screen::AskPlace { card } = self.session.screen.clone() else { return };
        let mut matches = self.communes(text);
        if matches.is_empty() {
            matches = self.split_place(text).1;
        }
        if matches.is_empty() {
            return self.not_understood(Message::NoSuchCommune);
        }
        self.place_named(&matches, card);
    }

    /// One sure commune leads to its places; a guessed or shared name is read back before anything depends on it.
    pub(super) fn place_named(&mut self, matches: &[CommuneMatch], card: Option<ItemId>) {
        match matches {
            [only] if only.exact => self.near(only.commune.code.clone(), card),
            _ => self.session.go(Screen::Communes { card, codes: codes(matches), results: false }),
        }
    }

    pub(super) fn near(&mut self, code: String, card: Option<ItemId>) {
        self.session.commune = Some(code.clone());
        self.session.go(Screen::Places { card, commune: Some(code), position: None });
    }

    /// A commune as it is read back: with its département, for there is Rodez and Rodès.
    pub(super) fn commune_name(&self, commune: &Commune) -> String {
        format!("{} ({})", commune.name, commune.departement)
    }
}
