//! One idea a sentence: words and marks that join one thought to another.

use super::rules::{PlainRules, among};
use super::sentence::Sentence;

/// What joins the parts of a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Connectives {
    /// Words that open a subordinate clause.
    pub subordinate: usize,
    /// Those, words that set side by side, commas, semicolons and opening brackets.
    pub all: usize,
}

/// Counts them. "Parce que" and "afin que" are one each; what opens a sentence asks or begins, and joins nothing.
pub(super) fn count(sentence: &Sentence, rules: &PlainRules) -> Connectives {
    let words = sentence.lower();
    let mut found = Connectives::default();
    for (at, word) in words.iter().enumerate().skip(1) {
        let again = among(&rules.pairs, &words[at - 1]);
        if among(&rules.subordinate, word) && !again {
            found.subordinate += 1;
        } else if among(&rules.beside, word) {
            found.all += 1;
        }
    }
    // A comma inside a number is none.
    let ends = |token: &&String, mark: char| token.trim_end_matches(['»', '”', '"', ')']).ends_with(mark);
    let marks = sentence.tokens.iter().filter(|token| ends(token, ',') || ends(token, ';')).count();
    let brackets = sentence.tokens.iter().filter(|token| token.starts_with('(')).count();
    found.all += found.subordinate + marks + brackets;
    found
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::rules;
    use super::super::sentence::Piece;
    use super::*;
    use guichet_core::model::Lang;

    fn counted(text: &str, lang: Lang) -> (usize, usize) {
        let rules = rules(lang);
        let connectives = count(&Piece::of(1, text).sentences(&rules.titles)[0], &rules);
        (connectives.subordinate, connectives.all)
    }

    #[test]
    fn joints_are_words_and_marks() {
        assert_eq!(counted("Qui peut venir ?", Lang::FR), (0, 0));
        assert_eq!(counted("Venez si vous pouvez, ou appelez (gratuit) ; merci.", Lang::FR), (1, 5));
        assert_eq!(counted("Il vient parce qu'il le veut.", Lang::FR), (1, 1));
        assert_eq!(counted("Au plus 651,69 euros.", Lang::FR), (0, 0));
        assert_eq!(counted("Come if you can, and say who you are.", Lang::EN), (2, 4));
        assert_eq!(counted("When can I come?", Lang::EN), (0, 0));
    }
}
