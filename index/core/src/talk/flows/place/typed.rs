//! The place in what people write: "I cannot pay my rent, where do I go in Rodez?", or a commune alone.

use super::{State, turn};
use crate::message::Message;
use crate::model::Lang;
use crate::ports::catalog::CommuneMatch;
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::then::Then;
use crate::text::lexicon::Lexicon;
use crate::text::normal::{fold, words};

/// Most words of a name, and of a text in which one is looked for.
const NAME: usize = 6;
const MOST_WORDS: usize = 400;
/// Letters of a word that a name does not capitalise: "la", "sur".
const PARTICLE: usize = 3;
/// Digits of a postal code.
const POSTAL_CODE: usize = 5;

/// Splits a sentence into the need and the communes that it names: at its end after a place word, or anywhere after the
/// words of a dwelling. A name counts as it is written; where only a place can follow, its name may have a slip, and what is
/// guessed is asked. The need is empty where nothing else was asked.
pub(in crate::talk) fn split(talk: &Talk<'_>, text: &str) -> (String, Vec<CommuneMatch>) {
    let sentence = Sentence::of(talk, text);
    let found = sentence.at_its_end().or_else(|| sentence.after_a_dwelling());
    found.unwrap_or_else(|| (text.to_owned(), Vec::new()))
}

/// A sentence in which a place may be named.
struct Sentence<'a> {
    talk: &'a Talk<'a>,
    lexicon: &'a Lexicon,
    text: &'a str,
    written: Vec<&'a str>,
    folded: Vec<String>,
}

impl<'a> Sentence<'a> {
    fn of(talk: &'a Talk<'a>, text: &'a str) -> Self {
        let written: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
        let folded = written.iter().map(|word| fold(word)).collect();
        Self { talk, lexicon: talk.catalog.lexicon(talk.lang()), text, written, folded }
    }

    /// A name after a place word, to the end of the text; the earliest place word gives the longest name.
    fn at_its_end(&self) -> Option<(String, Vec<CommuneMatch>)> {
        let last = self.written.len().saturating_sub(1);
        let mut ways = last.saturating_sub(NAME)..last;
        ways.find_map(|at| {
            if !self.place_word(at) {
                return None;
            }
            let name = self.name(at + 1, self.written.len());
            let mut found = self.talk.named_communes(&name);
            let dwells = self.dwells(at);
            if found.is_empty() && (dwells || self.is_strange(at, &name)) {
                found = self.talk.communes(&name);
            }
            let meant = !found.is_empty() && (dwells || is_named(self.talk, &name, self.text, &found));
            meant.then(|| (self.need(at, self.written.len()), found))
        })
    }

    /// A name after the words of a dwelling, as they stand anywhere: as it is written if it can be, else with a slip.
    fn after_a_dwelling(&self) -> Option<(String, Vec<CommuneMatch>)> {
        let dwellings = (1..self.written.len().saturating_sub(1)).filter(|at| self.place_word(*at) && self.dwells(*at));
        let spans = dwellings.flat_map(|at| {
            let longest = (at + 1 + NAME).min(self.written.len());
            (at + 2..=longest).rev().map(move |end| (at, end))
        });
        let lookups: [fn(&Talk<'_>, &str) -> Vec<CommuneMatch>; 2] =
            [|talk, name| talk.named_communes(name), |talk, name| talk.communes(name)];
        lookups.iter().find_map(|lookup| {
            spans.clone().find_map(|(at, end)| {
                let found = lookup(self.talk, &self.name(at + 1, end));
                (!found.is_empty()).then(|| (self.need(at, end), found))
            })
        })
    }

    /// The words from `start` to before `end`, without what closes a sentence.
    fn name(&self, start: usize, end: usize) -> String {
        let name = self.written[start..end].join(" ");
        name.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
    }

    fn place_word(&self, at: usize) -> bool {
        self.lexicon.place_words.contains(&self.folded[at])
    }

    /// Whether the word before says that somebody dwells, or arrives, there.
    fn dwells(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.folded[before].split(' ').next_back());
        before.is_some_and(|word| self.lexicon.dwelling.iter().any(|known| known == word))
    }

    /// Whether a name stands after the first of the place words, which says where one is, and no word of it is known.
    fn is_strange(&self, at: usize, name: &str) -> bool {
        // "À la Caf" names an office.
        let is_office = || self.talk.catalog.institutions().named(&words(name)).is_some();
        self.lexicon.place_words.first() == Some(&self.folded[at]) && is_strange(self.talk, name) && !is_office()
    }

    /// What is left of the sentence without the words from a place word to before `end`.
    fn need(&self, at: usize, end: usize) -> String {
        let before = drop_where(self.talk, &self.written[..at]);
        let after = self.written[end..].join(" ");
        if after.is_empty() { before } else { format!("{before} {after}") }
    }
}

/// Whether words are no words of every day, small ones aside. No name of a commune has a number in it, its postal code aside.
pub(in crate::talk) fn is_strange(talk: &Talk<'_>, text: &str) -> bool {
    let ordinary = |word: &String| word.len() > PARTICLE && talk.catalog.distress().is_ordinary(Lang::FR, word);
    let counts = |word: &String| word.len() != POSTAL_CODE && word.bytes().all(|byte| byte.is_ascii_digit());
    !words(text).iter().any(|word| ordinary(word) || counts(word))
}

/// Whether words after a place word name a commune and nothing else. Some communes are called like a word of every day
/// ("à charge"): a small one is meant only where it is written as a name is.
fn is_named(talk: &Talk<'_>, name: &str, text: &str, found: &[CommuneMatch]) -> bool {
    let known = |word: &String| talk.catalog.distress().is_ordinary(Lang::FR, word);
    let ordinary = words(name).iter().all(|word| known(word) && word.chars().any(char::is_alphabetic));
    let large = found.iter().any(|found| found.commune.is_town());
    let shouted = !text.chars().any(char::is_lowercase);
    let small_word = |word: &str| word.chars().count() <= PARTICLE;
    let parts = || name.split([' ', '-', '\'', '’']).filter(|word| !small_word(word));
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    !ordinary || large || name.contains('-') || !shouted && parts().count() > 0 && parts().all(capital)
}

/// Drops a closing "where do I go".
fn drop_where(talk: &Talk<'_>, words: &[&str]) -> String {
    let lexicon = talk.catalog.lexicon(talk.lang());
    let text = words.join(" ");
    let folded = fold(&text);
    let asked = lexicon.where_words.iter().filter(|asked| folded.ends_with(asked.as_str()));
    let Some(longest) = asked.max_by_key(|asked| asked.len()) else { return text };
    let keep = words.len().saturating_sub(longest.split(' ').count());
    words[..keep].join(" ")
}

/// The answer to "in which commune?".
pub(in crate::talk) fn asked(talk: &mut Talk<'_>, text: &str) -> Then {
    let Screen::Place(State::Ask { card }) = talk.session.screen.clone() else { return Then::Show };
    let mut matches = talk.communes(text);
    if matches.is_empty() {
        matches = split(talk, text).1;
    }
    if matches.is_empty() {
        return Then::NotUnderstood(Message::NoSuchCommune);
    }
    turn::named(talk, &matches, card);
    Then::Show
}
