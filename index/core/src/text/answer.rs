//! Matching an answer to the choices on the screen: its number in any form, its label, a truncated label, a typo of one.

use super::lexicon::{Lexicon, bare};
use super::normal::fold;
use strsim::damerau_levenshtein;

/// How a text was read as one of the choices. The index is that of the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Beyond doubt: number, exact label or keyword.
    Exact(usize),
    /// A guess that must be confirmed.
    Guess(usize),
}

/// Reads `text` as one of `choices`, given as (number, label). Numbers and whole labels are exact; a truncated label
/// (at least four characters) that fits one choice alone is exact too; a close spelling is a guess.
pub fn match_choice(text: &str, choices: &[(u8, &str)], lexicons: &[&Lexicon]) -> Option<Match> {
    let typed = fold(text);
    if typed.is_empty() {
        return None;
    }
    let plain = bare(&typed, lexicons);
    let number = lexicons.iter().find_map(|lexicon| lexicon.number(plain));
    if let Some(index) = number.and_then(|number| choices.iter().position(|(n, _)| *n == number)) {
        return Some(Match::Exact(index));
    }
    let labels: Vec<String> = choices.iter().map(|(_, label)| fold(label)).collect();
    if let Some(index) = labels.iter().position(|label| *label == typed || label == plain) {
        return Some(Match::Exact(index));
    }
    // A button's own text: "2 Logement", "2. Logement".
    if let Some((head, rest)) = typed.split_once(' ')
        && let Ok(number) = head.parse::<u8>()
        && let Some(index) = choices.iter().position(|(n, _)| *n == number)
        && labels[index].starts_with(rest)
    {
        return Some(Match::Exact(index));
    }
    if typed.chars().count() < 4 {
        return None;
    }
    let only = |hits: Vec<usize>| (hits.len() == 1).then(|| hits[0]);
    let starting = only(positions(&labels, |label| label.starts_with(&typed)));
    if let Some(index) = starting {
        return Some(Match::Exact(index));
    }
    let keyword = only(positions(&labels, |label| label.split(' ').any(|word| word == typed)));
    if let Some(index) = keyword {
        return Some(Match::Exact(index));
    }
    let length = typed.chars().count();
    let allowed = if length < 6 { 1 } else { 2 };
    let close = |candidate: &str| {
        candidate.chars().count().abs_diff(length) <= allowed && damerau_levenshtein(candidate, &typed) <= allowed
    };
    only(positions(&labels, |label| close(label) || label.split(' ').any(|word| word.len() > 4 && close(word))))
        .map(Match::Guess)
}

fn positions(labels: &[String], test: impl Fn(&str) -> bool) -> Vec<usize> {
    labels.iter().enumerate().filter(|(_, label)| test(label)).map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::new(|key| {
            match key {
                "number-2" => "deux, second, deuxième",
                "articles" => "la, le, numéro, n",
                _ => "",
            }
            .to_owned()
        })
    }

    #[test]
    fn every_form_of_a_choice_leads_to_it() {
        let french = lexicon();
        let choices = [(1, "Famille et scolarité"), (2, "Logement"), (3, "Travail, formation")];
        for typed in ["2", "٢", "۲", "deux", "la 2", "le deux", "Logement", "2. Logement", "loge", "LOGEMENT !"] {
            assert_eq!(match_choice(typed, &choices, &[&french]), Some(Match::Exact(1)), "{typed}");
        }
        assert_eq!(match_choice("scolarité", &choices, &[&french]), Some(Match::Exact(0)));
        assert_eq!(match_choice("lojement", &choices, &[&french]), Some(Match::Guess(1)));
        assert_eq!(match_choice("travaille", &choices, &[&french]), Some(Match::Guess(2)));
        for typed in ["", "7", "42", "x", "je ne sais pas"] {
            assert_eq!(match_choice(typed, &choices, &[&french]), None, "{typed}");
        }
    }
}
