//! The words of a language that the guide reacts to. They live in `locales/<lang>/words.ftl`.

use super::amount::Vocabulary;
use super::normal::fold;

/// Words that work in every state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
}

impl Global {
    /// Each with the key of its words.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Menu, "menu"),
        (Self::Back, "back"),
        (Self::Help, "help"),
        (Self::Stop, "stop"),
        (Self::Language, "language"),
        (Self::Emergency, "emergency"),
        (Self::Forget, "forget"),
        (Self::Privacy, "privacy"),
        (Self::Rights, "rights"),
    ];
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
    /// Prepositions before a place: "à", "in", "near".
    pub place_words: Vec<String>,
    /// What words mean where a number is asked for.
    pub answers: Vocabulary,
    /// Words that ask "where do I go", dropped from the end of a need.
    pub where_words: Vec<String>,
}

/// A comma-separated list, folded.
fn list(text: &str) -> Vec<String> {
    text.split(',').map(fold).filter(|word| !word.is_empty()).collect()
}

impl Lexicon {
    /// Builds a lexicon; `words(key)` gives the comma-separated words of a key: the keys of [`Global::ALL`],
    /// `number-0` to `number-9`, `yes`, `no`, `greetings`, `articles`, `places`, `where`.
    pub fn new(words: impl Fn(&str) -> String) -> Self {
        Self {
            globals: Global::ALL.iter().map(|(global, key)| (*global, list(&words(key)))).collect(),
            numbers: (0..10).map(|n| list(&words(&format!("number-{n}")))).collect(),
            yes: list(&words("yes")),
            no: list(&words("no")),
            greetings: list(&words("greetings")),
            articles: list(&words("articles")),
            place_words: list(&words("places")),
            answers: Vocabulary::default(),
            where_words: list(&words("where")),
        }
    }

    /// The same, with the words of answers.
    #[must_use]
    pub fn answering(self, answers: Vocabulary) -> Self {
        Self { answers, ..self }
    }

    /// The global word that a folded text is, exactly; a leading slash has been folded away.
    pub fn global(&self, folded: &str) -> Option<Global> {
        let found = self.globals.iter().find(|(_, words)| words.iter().any(|word| word == folded));
        found.map(|(global, _)| *global)
    }

    /// The number that a folded text says: digits, a number word, with or without an article.
    pub fn number(&self, folded: &str) -> Option<u8> {
        let mut rest = folded;
        while let Some(shorter) =
            self.articles.iter().find_map(|article| rest.strip_prefix(article.as_str())?.strip_prefix(' '))
        {
            rest = shorter;
        }
        if let Ok(number) = rest.parse() {
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
