//! The words of a language that the guide reacts to. They live in `locales/<lang>/words.ftl`.

use super::amount::Vocabulary;
use super::normal::fold;
use super::when::TimeWords;
use strsim::damerau_levenshtein;
use strum::{IntoStaticStr, VariantArray};

/// Words that work in every state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Global {
    /// The main menu.
    Menu,
    /// One step back.
    Back,
    /// How this works, and a human.
    Help,
    /// End the conversation; nothing is deleted.
    Stop,
    /// Choose a language.
    Language,
    /// Emergency numbers.
    Emergency,
    /// Delete everything that is kept.
    Forget,
    /// What is stored.
    Privacy,
    /// Which rights there may be.
    Rights,
    /// A human.
    Human,
}

impl Global {
    /// Every global word.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// The words of one language, folded.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    globals: Vec<(Global, Vec<String>)>,
    numbers: Vec<Vec<String>>,
    yes: Vec<String>,
    no: Vec<String>,
    greetings: Vec<String>,
    /// Words before a choice's number: "la 2", "number 2".
    articles: Vec<String>,
    /// What stands after the digits of a rank: "3e", "2nd".
    ranks: Vec<String>,
    /// Politeness at either end of an answer: "svp", "please".
    fillers: Vec<String>,
    /// Words before an answer: "je choisis", "I want".
    leads: Vec<String>,
    /// Words that may ask to delete everything, and are too short to be certain.
    erasing: Vec<String>,
    /// Words of every day that look like a global word and are none.
    ordinary: Vec<String>,
    /// Prepositions before a place: "à", "in", "near".
    pub place_words: Vec<String>,
    /// Words that only the name of a place follows, with a preposition between: "habite à".
    pub dwelling: Vec<String>,
    /// What words mean where a number is asked for.
    pub answers: Vocabulary,
    /// Words that ask "where do I go", dropped from the end of a need.
    pub where_words: Vec<String>,
    /// Words that say when a place must be open.
    pub times: TimeWords,
    /// How a language is wished for, `*` in its place: "en *", "qui parle *".
    pub speaking: Vec<String>,
}

/// A comma-separated list, folded.
fn list(text: &str) -> Vec<String> {
    text.split(',').map(fold).filter(|word| !word.is_empty()).collect()
}

impl Lexicon {
    /// Builds a lexicon; `words(key)` gives the comma-separated words of a key: [`Global::key`] of each,
    /// `number-0` to `number-9`, `yes`, `no`, `greetings`, `articles`, `ranks`, `fillers`, `leads`, `erasing`, `ordinary`,
    /// `places`, `dwelling`, `where`, `speaking`, and those of [`TimeWords::new`].
    pub fn new(words: impl Fn(&str) -> String) -> Self {
        Self {
            globals: Global::all().map(|global| (global, list(&words(global.key())))).collect(),
            numbers: (0..10).map(|n| list(&words(&format!("number-{n}")))).collect(),
            yes: list(&words("yes")),
            no: list(&words("no")),
            greetings: list(&words("greetings")),
            articles: list(&words("articles")),
            ranks: list(&words("ranks")),
            fillers: list(&words("fillers")),
            leads: list(&words("leads")),
            erasing: list(&words("erasing")),
            ordinary: list(&words("ordinary")),
            place_words: list(&words("places")),
            dwelling: list(&words("dwelling")),
            answers: Vocabulary::default(),
            where_words: list(&words("where")),
            speaking: words("speaking")
                .split(',')
                .map(|text| text.trim().to_owned())
                .filter(|text| text.contains('*'))
                .collect(),
            times: TimeWords::new(&words),
        }
    }

    /// The same, with the words of answers.
    #[must_use]
    pub fn answering(self, answers: Vocabulary) -> Self {
        Self { answers, ..self }
    }

    /// The global word that a folded text is, exactly, with or without an article; a leading slash has been folded away.
    pub fn global(&self, folded: &str) -> Option<Global> {
        let word = |text: &str| {
            let found = self.globals.iter().find(|(_, words)| words.iter().any(|word| word == text));
            found.map(|(global, _)| *global)
        };
        // "No" before a word may be a number's article, and may be no.
        word(folded).or_else(|| word(self.after_articles(folded, |article| self.yes_no(article).is_none())))
    }

    /// The global word that a folded text may be with a slip, and how many slips; one of every day is none.
    pub fn nearly_global(&self, folded: &str) -> Option<(usize, Global)> {
        if self.erasing.iter().any(|word| word == folded) {
            return Some((1, Global::Forget));
        }
        let words = self.globals.iter().flat_map(|(global, words)| words.iter().map(|word| (*global, word)));
        words.filter_map(|(global, word)| Some((slips(folded, word)?, global))).min_by_key(|(slips, _)| *slips)
    }

    /// Whether a folded text is a word of every day that looks like a global word.
    pub fn is_ordinary(&self, folded: &str) -> bool {
        self.ordinary.iter().any(|word| word == folded)
    }

    /// A folded text without the articles before it, those that `is_article` holds for.
    fn after_articles<'a>(&self, folded: &'a str, is_article: impl Fn(&str) -> bool) -> &'a str {
        let mut rest = folded;
        while let Some(shorter) = self
            .articles
            .iter()
            .filter(|article| is_article(article))
            .find_map(|article| rest.strip_prefix(article.as_str())?.strip_prefix(' '))
        {
            rest = shorter;
        }
        rest
    }

    /// The number that a folded text says: digits, a rank, a number word, with or without an article.
    pub fn number(&self, folded: &str) -> Option<u8> {
        let rest = self.after_articles(folded, |_| true);
        let digits = |text: &str| text.parse().ok();
        if let Some(number) =
            digits(rest).or_else(|| self.ranks.iter().find_map(|rank| digits(rest.strip_suffix(rank.as_str())?)))
        {
            return Some(number);
        }
        self.numbers.iter().position(|words| words.iter().any(|word| word == rest)).map(|n| n as u8)
    }

    /// A greeting or thanks, and nothing else.
    pub fn is_greeting(&self, folded: &str) -> bool {
        self.greetings.iter().any(|word| word == folded)
    }

    /// Yes, no, or neither.
    pub fn yes_no(&self, folded: &str) -> Option<bool> {
        if self.yes.iter().any(|word| word == folded) {
            return Some(true);
        }
        self.no.iter().any(|word| word == folded).then_some(false)
    }
}

/// A folded answer without politeness, greetings and the words that lead to it; the last word is always kept.
pub fn bare<'a>(folded: &'a str, lexicons: &[&Lexicon]) -> &'a str {
    let longest = |found: &mut dyn Iterator<Item = &'a str>| found.min_by_key(|rest| rest.len());
    let polite = |text: &'a str| {
        let words = lexicons.iter().flat_map(|lexicon| lexicon.fillers.iter().chain(&lexicon.greetings));
        let mut rests = words.filter_map(|word| {
            let before = text.strip_prefix(word.as_str()).and_then(|rest| rest.strip_prefix(' '));
            before.or_else(|| text.strip_suffix(word.as_str())?.strip_suffix(' '))
        });
        longest(&mut rests)
    };
    let led = |text: &'a str| {
        let words = lexicons.iter().flat_map(|lexicon| &lexicon.leads);
        let mut rests = words.filter_map(|word| text.strip_prefix(word.as_str())?.strip_prefix(' '));
        longest(&mut rests)
    };
    let mut rest = folded;
    while let Some(shorter) = polite(rest).or_else(|| led(rest)) {
        rest = shorter;
    }
    rest
}

/// Slips between a text and a word it may be: few for its length, and never in the first letter, which people get right.
/// A word of four letters has too many neighbours for one letter to be another: two are swapped, or one is too many.
fn slips(typed: &str, word: &str) -> Option<usize> {
    let length = |text: &str| text.chars().count();
    let (long, short) = (length(typed).max(length(word)), length(typed).min(length(word)));
    let allowed = if long < 12 { 1 } else { 2 };
    if short < 4 || long - short > allowed || typed.chars().next() != word.chars().next() {
        return None;
    }
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    if length(word) == 4 && length(typed) == 4 && sorted(typed) != sorted(word) {
        return None;
    }
    Some(damerau_levenshtein(typed, word)).filter(|slips| *slips <= allowed)
}
