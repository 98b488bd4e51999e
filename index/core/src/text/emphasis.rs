//! Which words of a text somebody asked for: they are shown with emphasis.

use super::normal::{fold, words};
use crate::model::Lang;
use std::ops::Range;

/// Letters that a word and another form of it begin with, at least; and the part of the longer one.
const STEM: usize = 5;
const SHARED: f32 = 0.65;
/// Words of a question that are looked for, at most.
const MOST: usize = 64;

/// The words that were asked for, folded, without the small ones. No `Debug`: they are somebody's own.
#[derive(Default)]
pub struct Asked(Vec<String>);

impl Asked {
    /// The words of a question.
    pub fn of(text: &str) -> Self {
        let small = |word: &String| Lang::FR.stop_words().binary_search(&word.as_str()).is_ok();
        Self(words(text).into_iter().filter(|word| word.len() > 1 && !small(word)).take(MOST).collect())
    }

    /// Where words of `text` stand that were asked for, also in another form: byte ranges, in order.
    pub fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let folded = fold(bare);
            if !folded.is_empty() && self.0.iter().any(|asked| is_a_form_of(asked, &folded)) {
                found.push(at..at + bare.len());
            }
            at += word.len();
        }
        found
    }
}

/// Whether two folded words are forms of one: the same but for the mark of a plural, or with a long beginning in common.
fn is_a_form_of(asked: &str, word: &str) -> bool {
    let singular = |word: &str| word.trim_end_matches(['s', 'x']).len().max(3).min(word.len());
    if asked == word || (asked.is_ascii() && word.is_ascii() && asked[..singular(asked)] == word[..singular(word)]) {
        return true;
    }
    let shared = asked.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let longer = asked.chars().count().max(word.chars().count());
    shared >= STEM && shared as f32 >= SHARED * longer as f32
}

#[cfg(test)]
mod tests {
    //! Forms of a word are found with their accents; small words and other words are not.

    use super::*;

    #[test]
    fn forms_of_the_words_asked_for_are_found() {
        let found = |asked: &str, text: &str| -> Vec<String> {
            Asked::of(asked).found_in(text).into_iter().map(|at| text[at].to_owned()).collect()
        };
        assert_eq!(found("je peux pas payer le loyer", "Payer son loyer : les aides"), ["Payer", "loyer"]);
        assert_eq!(found("licencie", "Après un licenciement, l’indemnité"), ["licenciement"]);
        assert_eq!(found("aide RSA", "Les aides (RSA)"), ["aides", "RSA"]);
        assert_eq!(found("carte", "Un carton, des cartes"), ["cartes"]);
        assert_eq!(found("élève", "l'ÉLÈVE"), ["ÉLÈVE"]);
        assert_eq!(found("жильё", "Социальное жилье"), ["жилье"]);
        for (asked, text) in [("pour avoir de la", "Pour avoir de la chance"), ("", "rien"), ("a b c", "a b c")] {
            assert_eq!(found(asked, text), Vec::<String>::new(), "{asked}");
        }
    }
}
