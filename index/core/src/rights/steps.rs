//! The steps of the interview: what one screen asks, and which facts its answer fills.

use super::answers::Answers;
use super::expression::Expression;
use super::value::FactSet;
use serde::{Deserialize, Serialize};

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// One of its options.
    Choice,
    /// Euros.
    Money,
    /// A whole number.
    Number,
    /// A time in months.
    Months,
    /// An age, a year or a month of birth.
    Age,
    /// The age of each child.
    Ages,
    /// As many of its options as hold.
    Several,
    /// A commune, which one of its options says the kind of.
    Commune,
}

/// What a number that is asked for counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Euros a month, or a number of anything.
    #[default]
    Plain,
    /// Euros a year.
    Yearly,
    /// Euros in all.
    Total,
    /// Years.
    Years,
    /// Kilometres.
    Kilometres,
    /// People.
    People,
}

/// An answer that a step offers.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct StepOption {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// What it says of the household. One value for all stands for each child.
    pub set: Answers,
    /// It is offered only where this may hold.
    pub when: Option<Expression>,
}

impl std::fmt::Debug for StepOption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StepOption").field("id", &self.id).finish_non_exhaustive()
    }
}

/// One screen of the interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// Place of its question in the questionnaire.
    pub question: usize,
    /// The facts that its answer can fill.
    pub facts: FactSet,
    /// What it asks for.
    pub ask: Ask,
    /// What the number asked for counts.
    pub counted: Counted,
    /// Answers that need not be typed.
    pub options: Vec<StepOption>,
    /// It is asked only where this holds.
    pub when: Option<Expression>,
    /// What is known where it surely does not.
    pub otherwise: Option<StepOption>,
}

/// What was answered to a step: identifiers and numbers, never what was typed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// One of its options.
    Option(String),
    /// An amount, a number, months, an age in years.
    Number(f64),
    /// A year or a month of birth: `1987`, `1987-05`.
    Born(String),
    /// Ages of the children, in years, and whether one more is expected.
    Ages(Vec<f64>, bool),
    /// Those of its options that hold.
    Several(Vec<String>),
    /// "I don't know."
    Unknown,
    /// "I would rather not say."
    Silent,
}

/// What somebody answers is never printed by `Debug`.
impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Given")
    }
}

impl Step {
    /// An option, by identifier.
    pub fn option(&self, id: &str) -> Option<&StepOption> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Whether an answer is of the kind that the step asks for.
    pub fn takes(&self, given: &Given) -> bool {
        match (given, &self.ask) {
            (Given::Unknown | Given::Silent, _) => true,
            (Given::Option(id), ask) => *ask != Ask::Several && self.option(id).is_some(),
            (Given::Several(ids), Ask::Several) => ids.iter().all(|id| self.option(id).is_some()),
            (Given::Number(_), Ask::Money | Ask::Number | Ask::Months | Ask::Age)
            | (Given::Born(_), Ask::Age)
            | (Given::Ages(..), Ask::Ages) => true,
            _ => false,
        }
    }

    /// The facts, in the order of the questionnaire.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..FactSet::MOST).filter(|place| self.facts.has(*place))
    }
}
