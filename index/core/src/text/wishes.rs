//! What people wish of a place, in what they write: "sans rendez-vous", "avec mon chien", "qui parle arabe", "ouvert ce soir".

use super::normal::fold;
use super::when::TimeWords;
use crate::model::{FeatureId, Moment, Wishes};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use strsim::osa_distance;

/// Bytes of a word that may have an "s" more or less.
const PLURAL: usize = 4;
/// Letters from which a word may have a slip.
const SLIPPED: usize = 6;

/// What people say in a language to wish for something.
#[derive(Debug, Clone, Default)]
pub struct Sayings {
    /// By their first letter, which people get right: the longest first.
    sayings: BTreeMap<char, Vec<Saying>>,
}

#[derive(Debug, Clone)]
struct Saying {
    words: Vec<String>,
    feature: FeatureId,
}

impl Sayings {
    /// Nothing is said.
    pub const NONE: Self = Self { sayings: BTreeMap::new() };

    /// Each with the feature that is wished for.
    pub fn new<'a>(sayings: impl IntoIterator<Item = (&'a str, &'a FeatureId)>) -> Self {
        let saying = |(text, feature): (&str, &FeatureId)| Saying {
            words: fold(text).split(' ').map(str::to_owned).collect(),
            feature: feature.clone(),
        };
        let mut by_letter: BTreeMap<char, Vec<Saying>> = BTreeMap::new();
        for saying in sayings.into_iter().map(saying) {
            by_letter.entry(first_letter(&saying.words)).or_default().push(saying);
        }
        by_letter.values_mut().for_each(|sayings| sayings.sort_by_key(|saying| Reverse(saying.words.len())));
        Self { sayings: by_letter }
    }

    /// The longest that some words begin with.
    fn beginning(&self, words: &[String], taken: &[bool]) -> Option<&Saying> {
        let begins = |saying: &&Saying| {
            let length = saying.words.len();
            words.len() >= length
                && !taken[..length].contains(&true)
                && saying.words.iter().zip(words).all(|(said, word)| is_alike(said, word))
        };
        self.sayings.get(&first_letter(words))?.iter().find(begins)
    }
}

fn first_letter(words: &[String]) -> char {
    words.first().and_then(|word| word.chars().next()).unwrap_or_default()
}

/// Whether a word is the one that is said, one or several, with a slip where it is long.
fn is_alike(said: &str, word: &str) -> bool {
    let one = |word: &str| word.strip_suffix('s').filter(|one| one.len() >= PLURAL).unwrap_or(word).len();
    let (said, word) = (&said[..one(said)], &word[..one(word)]);
    let may_slip = said.chars().count() >= SLIPPED && said.chars().next() == word.chars().next();
    said == word || may_slip && osa_distance(said, word) < 2
}

/// What was read of a text. It holds what was typed, and is never printed.
pub struct Read {
    /// What is wished for.
    pub wishes: Wishes,
    /// The text without the words of the wishes.
    pub rest: String,
    /// Nothing else is said.
    pub is_whole: bool,
}

/// Reads what is wished for, in the words of some languages. `of_a_place`: the text is about some place, so that a time in it
/// is when it must be open; else it is one only where something is said to be open. `is_small` says which words say nothing by
/// themselves.
pub fn read(
    text: &str,
    languages: &[(&Sayings, &TimeWords)],
    now: Moment,
    of_a_place: bool,
    is_small: impl Fn(&str) -> bool,
) -> Read {
    let written: Vec<&str> = text.split_whitespace().collect();
    let (mut words, mut of) = (Vec::new(), Vec::new());
    for (at, written) in written.iter().enumerate() {
        for word in fold(written).split(' ').filter(|word| !word.is_empty()) {
            words.push(word.to_owned());
            of.push(at);
        }
    }
    let mut taken = vec![false; words.len()];
    let mut wishes = Wishes::default();
    for (sayings, times) in languages {
        for at in 0..words.len() {
            if at > 0 && times.denies(&words[at - 1]) {
                continue;
            }
            if let Some(saying) = sayings.beginning(&words[at..], &taken[at..]) {
                taken[at..at + saying.words.len()].fill(true);
                wishes.ask_for(saying.feature.clone());
            }
        }
    }
    wishes.open_at = languages.iter().find_map(|(_, times)| times.read(&words, &mut taken, now, of_a_place));
    if wishes.is_empty() {
        return Read { wishes, rest: text.to_owned(), is_whole: false };
    }
    let is_whole = words.iter().zip(&taken).all(|(word, taken)| *taken || is_small(word));
    // What leads to a wish goes with it: "le" before "samedi".
    for at in (0..words.len().saturating_sub(1)).rev() {
        taken[at] |= taken[at + 1] && is_small(&words[at]);
    }
    let keeps = |at: &usize| of.iter().zip(&taken).any(|(of, taken)| of == at && !taken);
    let rest: Vec<&str> = (0..written.len()).filter(keeps).map(|at| written[at]).collect();
    Read { wishes, rest: rest.join(" "), is_whole }
}

#[cfg(test)]
mod tests {
    //! - a saying is found whatever its accents, its number and a slip in a long word, the longest first; not where it is
    //!   denied;
    //! - a time counts where it is said to be open, or where a place is meant;
    //! - what is left is the text without the wishes and the small words before them.

    use super::*;
    use crate::model::OpenAt;

    fn asked(text: &str, of_a_place: bool) -> (String, String, bool) {
        let ids: [FeatureId; 3] = ["fee/free", "access/animals", "language/ar"].map(FeatureId::from);
        let sayings = Sayings::new([
            ("gratuit", &ids[0]),
            ("avec mon chien", &ids[1]),
            ("qui parle arabe", &ids[2]),
            ("en arabe", &ids[2]),
        ]);
        let times = TimeWords::new(|key| match key {
            "open" => "ouvert".into(),
            "not" => "pas".into(),
            "when-evening" => "soir".into(),
            _ => String::new(),
        });
        let now = Moment::parse("2026-11-30T10:00").expect("a moment");
        let small = |word: &str| ["un", "le", "et", "ce", "lieu"].contains(&word);
        let found = read(text, &[(&sayings, &times)], now, of_a_place, small);
        let open = found.wishes.open_at.map(|when| if matches!(when, OpenAt::Moment(_)) { "now" } else { "then" });
        let said = found.wishes.features.iter().map(|id| id.as_str()).chain(open).collect::<Vec<_>>().join(" ");
        (said, found.rest, found.is_whole)
    }

    #[test]
    fn wishes_are_read_and_the_rest_is_left() {
        for (text, of_a_place, wishes, rest, whole) in [
            ("un repas gratuits à Rodez", false, "fee/free", "un repas à Rodez", false),
            ("Avec mon chien, et en arabe", false, "access/animals language/ar", "", true),
            ("quelqu'un qui parle arab à Rodez", false, "", "quelqu'un qui parle arab à Rodez", false),
            ("pas gratuit", false, "", "pas gratuit", false),
            ("mairie ouvert ce soir Rodez", false, "then", "mairie Rodez", false),
            ("mairie ce soir Rodez", false, "", "mairie ce soir Rodez", false),
            ("mairie ce soir Rodez", true, "then", "mairie Rodez", false),
            ("un lieu ouvert", false, "now", "", true),
            ("", true, "", "", false),
        ] {
            let expected = (wishes.to_owned(), rest.to_owned(), whole);
            assert_eq!(asked(text, of_a_place), expected, "{text}");
        }
    }
}
