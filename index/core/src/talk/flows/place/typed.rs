//! The place in what people write: "I cannot pay my rent, where do I go in Rodez?", or a commune alone.

use super::{State, turn};
use crate::message::Message;
use crate::model::Lang;
use crate::ports::catalog::CommuneMatch;
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::then::Then;
use crate::text::normal::{fold, words};

/// Letters of a word that a name does not capitalise: "la", "sur".
const PARTICLE: usize = 3;

/// Splits a sentence into the need and the communes that its end may name. Only an exact name after a place word
/// counts, and the reader sees it: nothing is guessed here. The need is empty where nothing else was asked.
pub(in crate::talk) fn split(talk: &Talk<'_>, text: &str) -> (String, Vec<CommuneMatch>) {
    let lexicon = talk.catalog.lexicon(talk.lang());
    let written: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = written.iter().map(|word| fold(word)).collect();
    // Names of communes run to six words; the earliest preposition gives the longest name.
    for at in written.len().saturating_sub(7)..written.len().saturating_sub(1) {
        if !lexicon.place_words.contains(&folded[at]) {
            continue;
        }
        let name = written[at + 1..].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mut found = talk.named_communes(name);
        let before = at.checked_sub(1).and_then(|before| folded[before].split(' ').next_back());
        let dwells = before.is_some_and(|word| lexicon.dwelling.iter().any(|known| known == word));
        // Where only a place can follow, its name may have a slip: what is guessed is asked.
        if found.is_empty() && dwells {
            found = talk.communes(name);
        }
        if !found.is_empty() && (dwells || is_named(talk, name, text, &found)) {
            return (drop_where(talk, &written[..at]), found);
        }
    }
    (text.to_owned(), Vec::new())
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
