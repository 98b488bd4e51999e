//! Personal data sent unasked: recognised, taken out, never kept.
//!
//! Social-security numbers, IBANs, payment cards, phone numbers, e-mail addresses, passwords, the numbers of a file, a name
//! or "born on" with its date. A number that everybody may call is none of these, nor is a date that was asked for.
//! A note about somebody is read more strictly: a long number that nothing explains has no business there.

mod accounts;
mod births;
mod emails;
mod kind;
mod numbers;
mod passwords;
mod runs;
mod spelled;
mod token;

pub use kind::{Personal, PersonalKind};

use super::normal::fold;
use std::ops::Range;
use token::{holds, tokens};

/// Words that lead to personal data and ask for nothing.
const LEADS: &str = "mon ma mes voici est c et de du la le les un une num numero no nos tel telephone portable mobile fixe mail \
    email courriel adresse iban rib carte bleue secu securite sociale mot passe mdp password code secret pin identifiant nir \
    caf allocataire etranger fiscal nom prenom appelle je suis nee ne bonjour merci salut svp my the number phone name is am \
    born card account compte bancaire bank ecrivez ecrire mi numero telefono meu numar telefon numara hello joindre appeler \
    rappeler appelez contactez moi au minha date мои міи моя моє";

/// The personal data in a text, in its order; nothing stands in two of them.
///
/// `is_public` says whether the digits of a phone number are those of one that everybody may call; `asked`, whether a date of
/// birth may be an answer.
pub fn find(text: &str, is_public: impl Fn(&str) -> bool, asked: bool) -> Vec<Personal> {
    apart(found(text, is_public, asked))
}

/// The personal data in a note about somebody, and every long number that nothing explains: no date, amount, hour or postal code. The
/// arguments are those of [`find`].
pub fn find_in_note(text: &str, is_public: impl Fn(&str) -> bool) -> Vec<Personal> {
    let mut all = found(text, &is_public, false);
    all.extend(runs::runs(text, &tokens(text), is_public));
    apart(all)
}

fn found(text: &str, is_public: impl Fn(&str) -> bool, asked: bool) -> Vec<Personal> {
    let tokens = tokens(text);
    let mut found = numbers::numbers(text, &tokens, &is_public);
    let mut add = |kind, ranges: Vec<Range<usize>>| found.extend(ranges.into_iter().map(|at| Personal { kind, at }));
    add(PersonalKind::Phone, spelled::phones(text, &tokens, is_public));
    add(PersonalKind::Email, emails::emails(text, &tokens));
    add(PersonalKind::Iban, accounts::ibans(&tokens));
    add(PersonalKind::Password, passwords::passwords(text, &tokens));
    add(PersonalKind::Birth, births::births(&tokens, asked));
    found
}

/// The same in their order, each place once.
fn apart(mut found: Vec<Personal>) -> Vec<Personal> {
    found.sort_by_key(|one| (one.at.start, std::cmp::Reverse(one.at.end)));
    let mut apart: Vec<Personal> = Vec::with_capacity(found.len());
    for one in found {
        match apart.last_mut() {
            // A number inside a longer one, or two that share a word: the whole of both is the first's.
            Some(last) if one.at.start < last.at.end => last.at.end = last.at.end.max(one.at.end),
            _ => apart.push(one),
        }
    }
    apart
}

/// A text without the personal data in it; `None` where there is none. The arguments are those of [`find`].
pub fn left(text: &str, is_public: impl Fn(&str) -> bool, asked: bool) -> Option<String> {
    let found = find(text, is_public, asked);
    let kept = |(at, _): &(usize, char)| !found.iter().any(|one| one.at.contains(at));
    (!found.is_empty()).then(|| text.char_indices().filter(kept).map(|(_, c)| c).collect())
}

/// A text without the personal data in it; `None` where there is none, nothing where nothing else was said. The arguments are
/// those of [`find`].
pub fn without(text: &str, is_public: impl Fn(&str) -> bool, asked: bool) -> Option<String> {
    let kept = left(text, is_public, asked)?;
    let said = |word: &str| word.chars().count() > 2 && !holds(LEADS, word);
    let need = fold(&kept).split(' ').any(|word| said(word) && word.chars().any(char::is_alphabetic));
    Some(if need { kept.trim().to_owned() } else { String::new() })
}

#[cfg(test)]
mod tests;
