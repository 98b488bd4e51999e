//! Long words and initials: those that everybody uses, those that have a meaning written down, those with a plainer one.

use super::super::{Texts, Words, place::Source, toml};
use super::sentence::Sentence;
use crate::Batch;
use guichet_core::model::Lang;
use guichet_core::text::normal::fold;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const PLAIN: &str = "plain.toml";

/// `plain.toml`: long words that may be used, and why.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainFile {
    /// Long words and initials that everybody uses, by language.
    #[serde(default)]
    pub everyday: BTreeMap<Lang, Vec<String>>,
    /// Participles that name a state ("married"), by language: they make no passive.
    #[serde(default)]
    pub state: BTreeMap<Lang, Vec<String>>,
    /// Words and initials of administrations, each with its meaning.
    #[serde(default)]
    pub term: BTreeMap<String, TermFacts>,
    /// Words that have a plainer one.
    #[serde(default)]
    pub instead: Vec<InsteadFacts>,
}

/// `[term.<id>]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermFacts {
    /// The words themselves, by language; plural and feminine follow.
    pub words: BTreeMap<Lang, Vec<String>>,
    /// What it means, in one plain sentence, in each language.
    pub gloss: Words,
}

/// `[[instead]]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsteadFacts {
    /// Its language, by its code.
    pub lang: Lang,
    /// What people say.
    pub say: String,
    /// What is not written: words, or several words in a row.
    pub not: Vec<String>,
}

/// What the lists know, their words folded.
#[derive(Default)]
pub(super) struct Lists {
    known: BTreeMap<Lang, BTreeSet<String>>,
    state: BTreeMap<Lang, BTreeSet<String>>,
    /// Folded words with a space on both sides, and what to say.
    instead: BTreeMap<Lang, Vec<(String, String)>>,
}

impl PlainFile {
    pub(super) fn read(texts: &Texts, batch: &mut Batch) -> Self {
        toml::read(texts, PLAIN, batch).unwrap_or_default()
    }

    /// Words of one kind that a file lists, with the language.
    fn listed(&self) -> impl Iterator<Item = (Lang, &String)> {
        let terms = self.term.values().flat_map(|term| &term.words);
        terms.chain(&self.everyday).flat_map(|(lang, words)| words.iter().map(|word| (*lang, word)))
    }

    /// Refuses what explains nothing, stands twice, or serves no text. `used` holds the keys that texts needed.
    pub(super) fn lint(
        &self,
        source: &Source<'_>,
        used: &BTreeSet<(Lang, String)>,
        required: &[Lang],
        batch: &mut Batch,
    ) {
        for (id, term) in &self.term {
            let place = source.within(&format!("term.{id}"), "gloss");
            for lang in required.iter().filter(|lang| term.gloss.get(lang).is_none_or(|said| said.trim().is_empty())) {
                batch.refuse(&place, id, "gloss", format!("no meaning in '{}': say it in one sentence", lang.code()));
            }
        }
        let mut seen = BTreeSet::new();
        for (lang, word) in self.listed() {
            let place = source.value(word);
            if !seen.insert((lang, key(word))) {
                batch.refuse(&place, word, "", format!("this word stands twice in '{}': keep one", lang.code()));
            } else if !used.contains(&(lang, key(word))) {
                let message = format!("no text in '{}' needs this word: remove it", lang.code());
                batch.refuse(&place, word, "", message);
            }
        }
        for entry in self.instead.iter().filter(|entry| entry.say.trim().is_empty() || entry.not.is_empty()) {
            batch.refuse(&source.value(&entry.say), "", "instead", "say what is written instead, and of what");
        }
    }
}

impl Lists {
    pub fn add(&mut self, file: &PlainFile) {
        for (lang, word) in file.listed() {
            self.known.entry(lang).or_default().insert(key(word));
        }
        for (lang, words) in &file.state {
            self.state.entry(*lang).or_default().extend(words.iter().map(|word| key(word)));
        }
        for entry in &file.instead {
            let pairs = entry.not.iter().map(|not| (format!(" {} ", fold(not)), entry.say.clone()));
            self.instead.entry(entry.lang).or_default().extend(pairs);
        }
    }

    /// Whether a participle names a state.
    pub fn state(&self, word: &str, lang: Lang) -> bool {
        self.state.get(&lang).is_some_and(|words| words.contains(&key(word)))
    }

    /// Words of a sentence that need a line in `plain.toml`, each with whether it has one.
    pub fn hard<'a>(&self, sentence: &'a Sentence, lang: Lang) -> Vec<(&'a str, bool)> {
        let known = |word: &str| self.known.get(&lang).is_some_and(|words| words.contains(&key(word)));
        let words = sentence.words().into_iter().filter(|(word, opens)| is_hard(word, *opens));
        words.map(|(word, _)| (word, known(word))).collect()
    }

    /// Words that have a plainer one, with it.
    pub fn instead(&self, sentence: &Sentence, lang: Lang) -> Vec<(String, &str)> {
        let text = format!(" {} ", fold(&sentence.tokens.join(" ")));
        let pairs = self.instead.get(&lang).into_iter().flatten().filter(|(not, _)| text.contains(not.as_str()));
        pairs.map(|(not, say)| (not.trim().to_owned(), say.as_str())).collect()
    }
}

/// Letters from which a word is long, without the mark of the plural.
pub(super) const LONG: usize = 10;

/// Long, or initials. A capital inside a sentence is a name: it has no plainer word.
fn is_hard(word: &str, opens: bool) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().count();
    let initials = capitals > 1 && capitals == letters;
    let letters = letters - usize::from(word.ends_with(['s', 'x']));
    initials || letters >= LONG && (opens || capitals == 0)
}

/// A word without accents, capitals, and marks of plural and feminine, so that one line covers its forms.
pub(super) fn key(word: &str) -> String {
    let mut folded = fold(word);
    let plural = folded.ends_with(['s', 'x']) && folded.len() > 3;
    folded.truncate(folded.len() - usize::from(plural));
    if folded.len() > 3 {
        folded.truncate(folded.trim_end_matches('e').len());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::super::sentence::Piece;
    use super::*;

    #[test]
    fn long_words_and_initials_are_hard_names_are_not() {
        let file: PlainFile = ::toml::from_str("everyday = { fr = [\"maintenant\"] }").expect("toml");
        let mut lists = Lists::default();
        lists.add(&file);
        let hard = |text: &str| {
            let sentences = Piece::of(1, text).sentences("");
            let hard = lists.hard(&sentences[0], Lang::FR);
            hard.into_iter().map(|(word, known)| format!("{word} {known}")).collect::<Vec<_>>()
        };
        assert_eq!(hard("Remboursement maintenant, à Strasbourgeois."), ["Remboursement false", "maintenant true"]);
        assert_eq!(hard("La CPAM et la Caf, au 1er étage de {remboursement}."), ["CPAM false"]);
        assert_eq!(hard("Donnez-le-lui, aujourd'hui : remboursements.fr"), [""; 0]);
    }

    #[test]
    fn one_line_covers_plural_and_feminine() {
        for (one, other) in [
            ("allocation", "Allocations"),
            ("assistante", "assistants"),
            ("spécialisé", "spécialisées"),
            ("département", "departements"),
        ] {
            assert_eq!(key(one), key(other));
        }
    }

    #[test]
    fn plainer_words_are_found_whole() {
        let text = "[[instead]]\nlang = \"fr\"\nsay = \"pour\"\nnot = [\"en vue de\", \"afin\"]\n";
        let mut lists = Lists::default();
        lists.add(&::toml::from_str(text).expect("toml"));
        let said = |text: &str| lists.instead(&Piece::of(1, text).sentences("")[0], Lang::FR).len();
        assert_eq!(said("Venez, afin de signer, en vue de l'achat."), 2);
        assert_eq!(said("Enfin, venez."), 0);
    }
}
