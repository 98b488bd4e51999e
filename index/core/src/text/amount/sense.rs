//! What words mean in an answer: units, periods, currencies, "nothing", "I don't know", numbers in words. The words themselves
//! stand in `locales/<lang>/answers.ftl`, nine languages of them: who reads French may well answer in another.

use crate::text::normal::fold;
use std::collections::HashMap;
use strum::IntoStaticStr;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "lowercase")]
pub enum Span {
    /// Sixty minutes.
    Hour,
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Twelve months.
    Year,
}

impl Span {
    /// How many of it are in a year; `None` where that depends on how much somebody works.
    pub const fn a_year(self) -> Option<f64> {
        match self {
            Self::Hour | Self::Day => None,
            Self::Week => Some(52.0),
            Self::Fortnight => Some(26.0),
            Self::Month => Some(12.0),
            Self::Quarter => Some(4.0),
            Self::Year => Some(1.0),
        }
    }

    /// Its length in months.
    pub const fn months(self) -> f64 {
        match self {
            Self::Hour => 0.0,
            Self::Day => 12.0 / 365.25,
            Self::Week => 7.0 * 12.0 / 365.25,
            Self::Fortnight => 14.0 * 12.0 / 365.25,
            Self::Month => 1.0,
            Self::Quarter => 3.0,
            Self::Year => 12.0,
        }
    }

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What a word or a phrase means where a number is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sense {
    /// It changes nothing: "I have", "please".
    Fill,
    /// "About".
    About,
    /// "More than", "almost": the number beside it is not the number meant.
    Bound,
    /// "Less than".
    Less,
    /// "Not", "without".
    Not,
    /// "Nothing", "none".
    None,
    /// "I don't know."
    Unknown,
    /// "I would rather not say."
    Silent,
    /// A number in words.
    Numeral(f64),
    /// A month by its name.
    Month(u8),
    /// A unit of time.
    Unit(Span),
    /// "Monthly", "a year" after an amount.
    Rate(Span),
    /// "Per".
    Per,
    /// Euros.
    Euro,
    /// Another currency.
    Currency,
    /// A unit that nobody here asks for: per cent.
    Other,
    /// A thousand, as one letter.
    Kilo,
    /// Before deductions.
    Gross,
    /// After deductions.
    Net,
    /// "And".
    And,
    /// "Or", "to", "between": a range.
    Range,
    /// "A half".
    Half,
    /// "Born".
    Born,
    /// "Since".
    Since,
    /// Children, after their number.
    Child,
    /// A child under one year.
    Baby,
    /// A birth is expected.
    Expecting,
    /// So many children of one birth.
    Twins(u8),
    /// A child lives here half the time.
    Shared,
    /// A distance.
    Kilometre,
}

/// A sense, and whether another language than the reader's gave it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meaning {
    /// What it means.
    pub sense: Sense,
    /// Not a word of the reader's language: a number in it is read back.
    pub foreign: bool,
}

/// Lists of words with one sense, by the key of their list.
const SENSES: [(&str, Sense); 35] = [
    ("unknown", Sense::Unknown),
    ("silent", Sense::Silent),
    ("shared", Sense::Shared),
    ("expecting", Sense::Expecting),
    ("nothing", Sense::None),
    ("hourly", Sense::Rate(Span::Hour)),
    ("daily", Sense::Rate(Span::Day)),
    ("weekly", Sense::Rate(Span::Week)),
    ("fortnightly", Sense::Rate(Span::Fortnight)),
    ("monthly", Sense::Rate(Span::Month)),
    ("quarterly", Sense::Rate(Span::Quarter)),
    ("yearly", Sense::Rate(Span::Year)),
    ("about", Sense::About),
    ("less", Sense::Less),
    ("bound", Sense::Bound),
    ("not", Sense::Not),
    ("hours", Sense::Unit(Span::Hour)),
    ("days", Sense::Unit(Span::Day)),
    ("weeks", Sense::Unit(Span::Week)),
    ("months", Sense::Unit(Span::Month)),
    ("quarters", Sense::Unit(Span::Quarter)),
    ("years", Sense::Unit(Span::Year)),
    ("per", Sense::Per),
    ("euros", Sense::Euro),
    ("currencies", Sense::Currency),
    ("other-units", Sense::Other),
    ("gross", Sense::Gross),
    ("net", Sense::Net),
    ("and", Sense::And),
    ("range", Sense::Range),
    ("half", Sense::Half),
    ("born", Sense::Born),
    ("since", Sense::Since),
    ("children", Sense::Child),
    ("babies", Sense::Baby),
];

/// The words of all languages, the reader's first.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: HashMap<String, Meaning>,
    /// Words of the longest phrase.
    longest: usize,
}

impl Vocabulary {
    /// The keys of the lists that [`Vocabulary::new`] asks for.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        let others = ["kilometres", "fill", "numerals", "calendar", "twins"];
        SENSES.iter().map(|(key, _)| *key).chain(others)
    }

    /// A vocabulary; `languages` gives for each language, the reader's first, the comma-separated words of a key.
    /// `numerals`, `calendar` and `twins` are pairs such as `douze 12`. A word that two languages have means what it
    /// means in the first.
    pub fn new(languages: &[&dyn Fn(&str) -> String]) -> Self {
        let mut all = Self::default();
        for (at, words) in languages.iter().enumerate() {
            let mut own: HashMap<String, Meaning> = HashMap::new();
            let mut put = |phrase: &str, sense: Sense| {
                let phrase = fold(phrase);
                if !phrase.is_empty() {
                    all.longest = all.longest.max(phrase.split(' ').count());
                    own.entry(phrase).or_insert(Meaning { sense, foreign: at > 0 });
                }
            };
            let list =
                |key: &str| -> Vec<String> { words(key).split(',').map(|word| word.trim().to_owned()).collect() };
            for (key, sense) in SENSES {
                list(key).iter().for_each(|word| put(word, sense));
            }
            list("kilometres").iter().for_each(|word| put(word, Sense::Kilometre));
            for (key, sense) in
                [("numerals", Sense::Numeral as fn(f64) -> Sense), ("calendar", month), ("twins", twins)]
            {
                for pair in list(key) {
                    if let Some((word, value)) = pair.rsplit_once(' ')
                        && let Ok(value) = value.parse()
                    {
                        put(word, sense(value));
                    }
                }
            }
            list("fill").iter().for_each(|word| put(word, Sense::Fill));
            for (word, meaning) in own {
                all.words.entry(word).or_insert(meaning);
            }
        }
        all
    }

    /// The longest phrase at the beginning of some folded words: what it means, and how many words it has.
    pub(super) fn phrase(&self, words: &[&str]) -> Option<(Meaning, usize)> {
        (1..=self.longest.min(words.len())).rev().find_map(|count| {
            let phrase = words.get(..count)?.join(" ");
            self.words.get(&phrase).map(|meaning| (*meaning, count))
        })
    }
}

fn month(value: f64) -> Sense {
    Sense::Month(value as u8)
}

fn twins(value: f64) -> Sense {
    Sense::Twins(value as u8)
}
