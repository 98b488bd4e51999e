//! All facts, the questions that ask for them, and the screens that ask the questions.

use super::facts::{Fact, Kind};
use super::steps::Step;
use super::value::FactSet;
use serde::{Deserialize, Serialize};

/// A question, and the facts that its answer fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// Places in the list of facts.
    pub facts: FactSet,
    /// Health, nationality: people are told why it is asked.
    pub sensitive: bool,
}

/// Every fact, every word of a choice, every question in the order of a humane interview.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Questionnaire {
    /// The facts, at most [`FactSet::MOST`].
    pub facts: Vec<Fact>,
    /// Words of all choices, each once.
    pub words: Vec<String>,
    /// The questions.
    pub questions: Vec<Question>,
    /// What the screens of the interview ask, in their order.
    pub steps: Vec<Step>,
}

impl Questionnaire {
    /// A questionnaire over facts; the words of their choices are collected.
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
