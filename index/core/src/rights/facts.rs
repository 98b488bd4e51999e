//! What can be known of a household: the facts, their kinds and bounds, the questions that ask for them.

use super::steps::Step;
use super::value::FactSet;
use serde::Deserialize;

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Yes or no.
    Flag,
    /// A number within bounds.
    Number,
    /// Euros within bounds; what people say of it is true within the tolerance.
    Money,
    /// One of some words.
    Choice,
    /// `YYYY-MM`, read as an age in months.
    Birth,
    /// Whole years, in place of a month of birth.
    Years,
    /// A month of birth for each child.
    Births,
    /// Whole years of each child, in place of months of birth.
    Ages,
    /// Euros a month that each child earns.
    Wages,
    /// Yes or no for each child.
    Flags,
    /// Taken and not used: it follows from other facts, which are the ones asked about.
    Derived,
}

/// A fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its name, in answers.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The name by which rules speak of it.
    pub as_name: String,
    /// The least it can be.
    pub least: f64,
    /// The most it can be.
    pub most: f64,
    /// How far from the truth an answer may be, as a part of it.
    pub tolerance: f64,
    /// Words of a choice.
    pub words: Vec<String>,
    /// What holds where it was asked about and nothing was said; `None`: it stays unknown.
    pub unsaid: Option<f64>,
}

/// A question, and the facts that its answer fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// Places in the list of facts.
    pub facts: FactSet,
    /// Health, nationality: people are told why it is asked.
    pub sensitive: bool,
}

/// Every fact, every word of a choice, every question in the order of a humane interview.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The facts, at most [`Catalogue::MOST`].
    pub facts: Vec<Fact>,
    /// Words of all choices, each once.
    pub words: Vec<String>,
    /// The questions.
    pub questions: Vec<Question>,
    /// What the screens of the interview ask, in their order.
    pub steps: Vec<Step>,
}

impl Catalogue {
    /// More facts would not fit in a [`FactSet`].
    pub const MOST: usize = 128;

    /// A catalogue over facts; the words of their choices are collected.
    pub fn new(facts: Vec<Fact>, questions: Vec<Question>, steps: Vec<Step>) -> Self {
        let mut words: Vec<String> = Vec::new();
        for word in facts.iter().flat_map(|fact| &fact.words) {
            if !words.contains(word) {
                words.push(word.clone());
            }
        }
        Self { facts, words, questions, steps }
    }

    /// The place of a fact.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.facts.iter().position(|fact| fact.name == name)
    }

    /// The place of the fact of a kind, for the lists of children.
    pub fn of_kind(&self, kind: Kind) -> Option<usize> {
        self.facts.iter().position(|fact| fact.kind == kind)
    }

    /// The number that stands for a word.
    pub fn word(&self, word: &str) -> Option<usize> {
        self.words.iter().position(|known| known == word)
    }

    /// Bounds of a fact of which nothing is known.
    pub fn bounds(&self, fact: &Fact) -> (f64, f64) {
        match fact.kind {
            Kind::Flag => (0.0, 1.0),
            Kind::Choice => {
                let places = fact.words.iter().filter_map(|word| self.word(word));
                let (low, high) = places.fold((usize::MAX, 0), |(low, high), at| (low.min(at), high.max(at)));
                (low.min(high) as f64, high as f64)
            }
            _ => (fact.least, fact.most),
        }
    }

    /// Names of the facts of a set, in order.
    pub fn names(&self, set: FactSet) -> Vec<String> {
        let facts = self.facts.iter().enumerate().filter(|(at, _)| set.has(*at));
        facts.map(|(_, fact)| fact.name.clone()).collect()
    }
}
