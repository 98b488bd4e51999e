//! E-mail addresses, also those that a reader of addresses would not take.

use super::token::{Token, holds, word_length};
use std::ops::Range;

/// How the sign is said.
const AT: &str = "arobase arobas arrobase arobaze arroba at";
/// How a dot is said.
const DOT: &str = "point dot punto ponto punct";
/// Where people have their mail: named alone, behind the sign, each is an address.
const HOSTS: &str = "orange wanadoo free sfr neuf laposte gmail googlemail hotmail outlook live msn yahoo icloud bbox aol proton \
    protonmail gmx yandex mail";

/// The addresses in a text.
pub(super) fn emails(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let is_email = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        word.split_once('@').is_some_and(|(user, host)| {
            let dotted = host.split_once('.').is_some_and(|(name, end)| !name.is_empty() && end.chars().count() >= 2);
            // Its end may be forgotten, not its host.
            let named = user.chars().filter(|c| c.is_alphanumeric()).count() >= 2
                && host.chars().filter(|c| c.is_alphabetic()).count() >= 2;
            !user.is_empty() && dotted || named
        })
    };
    let starts = text
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && text[..*at].chars().next_back().is_none_or(char::is_whitespace));
    let words = starts.map(|(at, _)| at..at + word_length(text, at));
    let mut found: Vec<Range<usize>> = words.filter(|word| is_email(&text[word.clone()])).collect();
    found.extend((1..tokens.len()).filter_map(|at| said(text, tokens, at)));
    found
}

/// An address whose sign is said ("marie (arobase) orange.fr") or stands apart: what stands behind it is a host.
fn said(text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let apart = text[tokens[at - 1].at.end..tokens[at].at.start].contains('@');
    let host = if apart {
        at
    } else {
        let named = holds(AT, &tokens[at].word);
        // "At" is a word of its own, unless brackets make it the sign.
        let bracketed = text[..tokens[at].at.start].ends_with(['(', '[', '{']);
        (named && (bracketed || tokens[at].word != "at")).then_some(at + 1)?
    };
    let first = tokens.get(host)?;
    let next = tokens.get(host + 1);
    let dotted = next.is_some_and(|next| {
        let between = text.get(first.at.end..next.at.start).unwrap_or_default();
        between == "." && next.word.len() <= 10 && next.word.len() >= 2
    });
    let dot_said = next.is_some_and(|next| holds(DOT, &next.word)) && tokens.get(host + 2).is_some();
    let end = match (dotted, dot_said) {
        (true, _) => host + 1,
        (_, true) => host + 2,
        _ if holds(HOSTS, &first.word) => host,
        _ => return None,
    };
    // What stands before the sign, with its dots.
    let user = if apart { at - 1 } else { at.checked_sub(1)? };
    let before = &text[..tokens[user].at.end];
    let from = before
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + before[space..].chars().next().map_or(1, char::len_utf8));
    Some(from..tokens[end].at.end)
}
