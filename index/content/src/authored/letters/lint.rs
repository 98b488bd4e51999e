//! What a letter may name and ask for.

use super::super::place::Source;
use super::super::{Known, lint, prose};
use super::{BlankFacts, BlanksFile, LetterFacts};
use crate::Batch;
use guichet_core::letter::Blank;
use guichet_core::model::Lang;
use guichet_core::text::normal::fold;
use std::collections::BTreeSet;

/// Longest identifier of a letter and of a blank.
const NAME: usize = 40;
/// Longest name of a blank, in characters.
const LABEL: usize = 70;
/// Most answers that a blank offers.
const OPTIONS: usize = 12;
/// Words of what no letter asks for: whoever has it can act in somebody's name, or take their money.
const CREDENTIALS: [&str; 24] = [
    "mot de passe",
    "mots de passe",
    "phrase de passe",
    "mdp",
    "password",
    "passwords",
    "passwd",
    "passcode",
    "passphrase",
    "pin",
    "code",
    "codes",
    "secret",
    "secrets",
    "secrete",
    "secretes",
    "login",
    "identifiant",
    "identifiants",
    "otp",
    "cvv",
    "cryptogramme",
    "franceconnect",
    "username",
];

/// Refuses blanks that cannot be shown, and those that ask for a credential.
pub(super) fn blanks(file: &BlanksFile, source: &Source<'_>, required: &[Lang], batch: &mut Batch) {
    for (id, blank) in &file.blank {
        let table = format!("blank.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        if !is_name(id, '_') {
            refuse("name", format!("a blank is named by 1 to {NAME} of a-z, 0-9 and _"));
        }
        for text in blank.name.values().map(String::as_str).chain([id.as_str()]) {
            if let Some(word) = credential(text) {
                refuse("name", format!("'{word}': a letter never asks for a password, a code or a login: remove it"));
            }
        }
        options(blank, required, &mut refuse);
        for lang in required.iter().filter(|lang| blank.name.get(lang).is_none_or(|name| name.trim().is_empty())) {
            refuse("name", format!("no name in '{}'", lang.code()));
        }
        for name in blank.name.values() {
            prose::line(name).into_iter().for_each(|fault| refuse("name", fault));
            if name.chars().count() > LABEL {
                refuse("name", format!("'{name}': a name has at most {LABEL} characters"));
            }
        }
        if !(1..=Blank::LINES).contains(&blank.lines) {
            refuse("lines", format!("a blank takes 1 to {} lines", Blank::LINES));
        }
    }
}

/// Refuses answers that cannot be chosen or shown, and those that name a credential.
fn options(blank: &BlankFacts, required: &[Lang], refuse: &mut impl FnMut(&str, String)) {
    if blank.themes && !blank.option.is_empty() {
        refuse("themes", "a blank offers the themes or answers of its own, not both".into());
    }
    if blank.several && !blank.themes && blank.option.is_empty() {
        refuse("several", "it offers no answers: remove this, or add [[blank.….option]]".into());
    }
    if blank.option.len() == 1 || blank.option.len() > OPTIONS {
        refuse("option", format!("a blank offers 2 to {OPTIONS} answers"));
    }
    let mut seen = BTreeSet::new();
    for option in &blank.option {
        if !is_name(&option.id, '-') || !seen.insert(&option.id) {
            refuse("option", format!("'{}': an answer is named once, by 1 to {NAME} of a-z, 0-9 and -", option.id));
        }
        for lang in required.iter().filter(|lang| option.name.get(lang).is_none_or(|name| name.trim().is_empty())) {
            refuse("option", format!("'{}' has no name in '{}'", option.id, lang.code()));
        }
        for text in option.name.values().map(String::as_str).chain([option.id.as_str()]) {
            if let Some(word) = credential(text) {
                refuse("option", format!("'{word}': a letter never asks for a password, a code or a login: remove it"));
            }
            if text.chars().count() > LABEL {
                refuse("option", format!("'{text}': an answer has at most {LABEL} characters"));
            }
        }
    }
}

/// The words of a text that name a credential.
fn credential(text: &str) -> Option<&'static str> {
    let words = format!(" {} ", fold(&text.replace(['_', '-', '\''], " ")));
    CREDENTIALS.into_iter().find(|known| words.contains(&format!(" {known} ")))
}

/// Refuses a letter that is not sourced, dated, named and known.
pub(super) fn facts(
    id: &str,
    letter: &LetterFacts,
    source: &Source<'_>,
    known: &Known,
    blanks: &BlanksFile,
    batch: &mut Batch,
) {
    if !is_name(id, '-') {
        let message = format!("the folder of a letter is named by 1 to {NAME} of a-z, 0-9 and -");
        batch.refuse(&source.file(), id, "", message);
    }
    let mut refuse = |key: &str, message: String| batch.refuse(&source.key(key), id, key, message);
    if letter.themes.is_empty() {
        refuse("themes", "a letter has at least one theme".into());
    }
    if letter.cards.is_empty() {
        refuse("cards", "a letter belongs to a card, where people find it: name one".into());
    }
    for theme in letter.themes.iter().filter(|theme| !known.themes.contains(theme.as_str())) {
        refuse("themes", format!("'{theme}' is not a theme of themes.toml"));
    }
    for card in letter.cards.iter().filter(|card| !known.cards.contains(*card)) {
        refuse("cards", format!("'{card}' is not a folder of cards/"));
    }
    for paper in letter.papers.iter().filter(|paper| !known.papers.paper.contains_key(*paper)) {
        refuse("papers", format!("'{paper}' is not a paper of papers.toml"));
    }
    for phone in letter.phones.iter().filter(|phone| !known.phones.phone.contains_key(*phone)) {
        refuse("phones", format!("'{phone}' is not a number of phones.toml"));
    }
    for blank in &letter.blanks {
        if Blank::COMMON.contains(&blank.as_str()) {
            refuse("blanks", format!("'{blank}' is a blank of every letter: remove it here"));
        } else if !blanks.blank.contains_key(blank) {
            refuse("blanks", format!("'{blank}' is not a blank of letters/blanks.toml: add [blank.{blank}]"));
        }
    }
    for name in letter.fact.keys().chain(letter.card_fact.keys()).filter(|name| {
        Blank::COMMON.contains(&name.as_str()) || letter.blanks.iter().any(|blank| blank == name.as_str())
    }) {
        refuse("blanks", format!("'{name}' is a blank and a fact: give one of them another name"));
    }
    lint::twice(&letter.themes).for_each(|message| refuse("themes", message));
    lint::twice(&letter.cards).for_each(|message| refuse("cards", message));
    lint::twice(&letter.papers).for_each(|message| refuse("papers", message));
    lint::twice(&letter.phones).for_each(|message| refuse("phones", message));
    lint::twice(&letter.blanks).for_each(|message| refuse("blanks", message));
    lint::sources("letter", &letter.source, letter.verified, source, known, batch);
    lint::dates(letter.verified, letter.review_by, source, batch);
    lint::amounts(&letter.fact, letter.verified, source, batch);
}

fn is_name(name: &str, between: char) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == between;
    (1..=NAME).contains(&name.len()) && name.chars().all(plain)
}
