//! Where sentences end, and what counts as a word of one.

use super::rules::among;

/// A text that is read in one go: a paragraph, an entry of a list, a value. Its words with their lines, from 1.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub tokens: Vec<(usize, String)>,
}

/// A sentence: the line on which it starts and its tokens, punctuation included.
#[derive(Debug)]
pub(super) struct Sentence {
    pub line: usize,
    pub tokens: Vec<String>,
    /// It ends with a mark; else it is a title, a label or an entry of a list.
    pub closed: bool,
}

impl Piece {
    /// Adds a line of text.
    pub fn add(&mut self, line: usize, text: &str) {
        self.tokens.extend(text.split_whitespace().map(|token| (line, token.to_owned())));
    }

    /// A value that stands on one line.
    pub fn of(line: usize, text: &str) -> Self {
        let mut piece = Self::default();
        piece.add(line, text);
        piece
    }

    /// Its sentences; what holds no word is none. The point of one of `titles` never ends one that goes on.
    pub fn sentences(&self, titles: &str) -> Vec<Sentence> {
        let mut found = Vec::new();
        let mut current: Vec<String> = Vec::new();
        let mut line = 1;
        for (at, (place, token)) in self.tokens.iter().enumerate() {
            if current.is_empty() {
                line = *place;
            }
            current.push(token.clone());
            let next = |ahead: usize| self.tokens.get(at + ahead).map(|(_, next)| next.as_str());
            // What closes a quotation and stands by itself belongs to what it closes.
            let closes = |token: &str| bare(token).is_empty();
            let ended = match current.as_slice() {
                _ if next(1).is_some_and(closes) => false,
                [.., before, last] if closes(last) => ends(before, next(1), false, titles),
                _ => ends(token, next(1), current.len() == 1, titles),
            };
            if ended {
                push(&mut found, &mut current, line);
            }
        }
        push(&mut found, &mut current, line);
        found
    }
}

fn push(found: &mut Vec<Sentence>, current: &mut Vec<String>, line: usize) {
    let tokens = std::mem::take(current);
    if tokens.iter().any(|token| has_word(token)) {
        let closed = tokens.last().is_some_and(|last| bare(last).ends_with(['.', '?', '!', '…']));
        found.push(Sentence { line, tokens, closed });
    }
}

/// Without what closes a quotation or a bracket.
fn bare(token: &str) -> &str {
    token.trim_end_matches(['»', '”', '"', ')', '*', '_'])
}

fn ends(token: &str, next: Option<&str>, first: bool, titles: &str) -> bool {
    let token = bare(token);
    if token.ends_with(['?', '!']) {
        return true;
    }
    let Some(stem) = token.strip_suffix(['.', '…']) else { return false };
    let Some(next) = next else { return true };
    let goes_on = next.trim_start_matches(['«', '“', '"', '(']).starts_with(char::is_lowercase);
    let stem = stem.rsplit(['’', '\'', '«', '“', '"', '(']).next().unwrap_or_default().to_lowercase();
    let initial = stem.chars().count() == 1 && stem.chars().all(char::is_alphabetic);
    // "1." before the words of an entry is its number.
    let numbered = first && !stem.is_empty() && stem.chars().all(|c| c.is_ascii_digit());
    !(goes_on || initial || numbered || among(titles, &stem))
}

fn has_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

impl Sentence {
    /// How many words a reader counts: an amount, a number to call and an elided word are one each.
    pub fn length(&self) -> usize {
        let mut count = 0;
        let mut digits = false;
        for token in self.tokens.iter().filter(|token| has_word(token)) {
            let number = token.starts_with(|c: char| c.is_ascii_digit());
            if !(digits && number) {
                count += 1;
            }
            digits = token.chars().all(|c| c.is_ascii_digit());
        }
        count
    }

    /// Its words, letters only, as written: elisions and compounds are cut, addresses, facts and numbers left out. With
    /// each, whether it opens the sentence, where a capital says nothing.
    pub fn words(&self) -> Vec<(&str, bool)> {
        let mut words = Vec::new();
        let mut opens = true;
        for token in &self.tokens {
            if token.contains(['{', '/', '@']) || is_address(token) {
                continue;
            }
            for word in token.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
                words.push((word, opens));
                opens = false;
            }
            opens |= token.ends_with(':');
        }
        words
    }

    /// Its words in lower case.
    pub fn lower(&self) -> Vec<String> {
        self.words().into_iter().map(|(word, _)| word.to_lowercase()).collect()
    }

    /// Its beginning, to be found again.
    pub fn start(&self) -> String {
        let end = if self.tokens.len() > 7 { "…" } else { "" };
        let start: Vec<&str> = self.tokens.iter().take(7).map(String::as_str).collect();
        format!("“{}{end}”", start.join(" "))
    }
}

/// `service-public.fr`: a point between letters.
fn is_address(token: &str) -> bool {
    let inside = token.trim_matches(|c: char| !c.is_alphanumeric());
    inside.split_once('.').is_some_and(|(before, after)| {
        before.ends_with(char::is_alphabetic) && after.len() > 1 && after.starts_with(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: &str = "m mr mme dr art";

    fn split(text: &str) -> Vec<String> {
        Piece::of(1, text).sentences(TITLES).iter().map(|sentence| sentence.tokens.join(" ")).collect()
    }

    #[test]
    fn points_of_abbreviations_decimals_and_numbers_do_not_end_a_sentence() {
        for whole in [
            "M. Martin et Mme. Petit viennent.",
            "Le Dr. Petit vient.",
            "Voyez l'art. L262 du code.",
            "Elle dure env. trois mois.",
            "Du pain, du lait, etc. et de l'eau.",
            "Payez 3.50 euros, ou 1.200 en tout.",
            "Appelez le 01.23.45.67.89 demain.",
            "Le site service-public.fr le dit.",
            "1. Demandez un rendez-vous",
            "Mr. Smith comes.",
            "J. Petit vient.",
        ] {
            assert_eq!(split(whole), [whole]);
        }
    }

    #[test]
    fn marks_end_a_sentence_also_before_what_closes() {
        assert_eq!(split("Un. Deux ? Trois ! Quatre… Cinq"), ["Un.", "Deux ?", "Trois !", "Quatre…", "Cinq"]);
        assert_eq!(split("Il dit « venez. » Elle vient."), ["Il dit « venez. »", "Elle vient."].map(str::to_owned));
        assert_eq!(split("(Venez seul.) Le 5. Puis le 6."), ["(Venez seul.)", "Le 5.", "Puis le 6."]);
        assert_eq!(split("Du pain, etc. Venez."), ["Du pain, etc.", "Venez."]);
        assert_eq!(split("Au guichet : à la Caf ; à la MSA."), ["Au guichet : à la Caf ; à la MSA."]);
        assert_eq!(split("– ! ?"), [""; 0]);
    }

    #[test]
    fn a_number_and_an_elision_are_one_word_each() {
        let length = |text: &str| Piece::of(1, text).sentences(TITLES)[0].length();
        assert_eq!(length("Appelez le 0 805 16 00 75."), 3);
        assert_eq!(length("Au plus 1 043 euros par mois."), 6);
        assert_eq!(length("L'aide est-elle « gratuite » ?"), 3);
        assert_eq!(length("Au plus {single} par mois."), 5);
    }

    #[test]
    fn words_leave_out_addresses_and_know_what_opens() {
        let sentence =
            &Piece::of(1, "Voyez d'abord service-public.fr : Demandez {x} à l'État, rendez-vous.").sentences(TITLES)[0];
        let words = sentence.words();
        let opening: Vec<&str> = words.iter().filter(|(_, opens)| *opens).map(|(word, _)| *word).collect();
        assert_eq!(opening, ["Voyez", "Demandez"]);
        assert!(words.iter().any(|(word, _)| *word == "rendez") && !words.iter().any(|(word, _)| *word == "public"));
    }

    #[test]
    fn a_sentence_keeps_the_line_on_which_it_starts() {
        let mut piece = Piece::of(4, "Un deux.");
        piece.add(5, "Trois");
        piece.add(6, "quatre. Cinq.");
        let lines: Vec<usize> = piece.sentences(TITLES).iter().map(|sentence| sentence.line).collect();
        assert_eq!(lines, [4, 5, 6]);
    }
}
