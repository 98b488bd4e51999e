//! One idea a sentence: words and marks that join one thought to another.

use super::sentence::Sentence;
use guichet_core::model::Lang;

/// What joins the parts of a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Connectives {
    /// Words that open a subordinate clause.
    pub subordinate: usize,
    /// Those, words that set side by side, commas, semicolons and opening brackets.
    pub all: usize,
}

const SUBORDINATE_FR: &str = "que qu qui dont où si quand lorsque lorsqu parce puisque puisqu afin comme sinon tandis quoique pourquoi \
    laquelle lequel lesquels lesquelles";
const SUBORDINATE_EN: &str = "that which who whom whose where when if because since although though while whether unless until \
    otherwise why";
const BESIDE_FR: &str = "et ou mais car donc ni";
const BESIDE_EN: &str = "and or but nor so yet";

/// Counts them. "Parce que" and "afin que" are one each; what opens a sentence asks or begins, and joins nothing.
pub(super) fn count(sentence: &Sentence, lang: Lang) -> Connectives {
    let (below, beside) = match lang {
        Lang::En => (SUBORDINATE_EN, BESIDE_EN),
        _ => (SUBORDINATE_FR, BESIDE_FR),
    };
    let words = sentence.lower();
    let mut found = Connectives::default();
    for (at, word) in words.iter().enumerate().skip(1) {
        let again = matches!(words[at - 1].as_str(), "parce" | "afin" | "tandis");
        if below.split(' ').any(|listed| listed == word) && !again {
            found.subordinate += 1;
        } else if beside.split(' ').any(|listed| listed == word) {
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
    use super::super::sentence::Piece;
    use super::*;

    fn counted(text: &str, lang: Lang) -> (usize, usize) {
        let connectives = count(&Piece::of(1, text).sentences()[0], lang);
        (connectives.subordinate, connectives.all)
    }

    #[test]
    fn joints_are_words_and_marks() {
        assert_eq!(counted("Qui peut venir ?", Lang::Fr), (0, 0));
        assert_eq!(counted("Venez si vous pouvez, ou appelez (gratuit) ; merci.", Lang::Fr), (1, 5));
        assert_eq!(counted("Il vient parce qu'il le veut.", Lang::Fr), (1, 1));
        assert_eq!(counted("Au plus 651,69 euros.", Lang::Fr), (0, 0));
        assert_eq!(counted("Come if you can, and say who you are.", Lang::En), (2, 4));
        assert_eq!(counted("When can I come?", Lang::En), (0, 0));
    }
}
