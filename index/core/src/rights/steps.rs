//! The steps of the interview: what one screen asks, and which facts its answer fills.

use super::expression::Expression;
use super::facts::{Catalogue, Fact, Kind};
use super::household::{Answer, Answers};
use super::value::FactSet;
use serde::{Deserialize, Serialize};

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
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
#[derive(Clone, PartialEq, Default)]
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
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Identifier, by which each language names its words.
    pub id: String,
    /// Place of its question in the catalogue.
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

    /// Writes what was answered into the answers; gives the facts that are settled by it, known or left.
    pub(super) fn fill(&self, catalogue: &Catalogue, given: &Given, answers: &mut Answers) -> FactSet {
        match given {
            Given::Unknown | Given::Silent => self.facts,
            Given::Option(id) => match self.option(id) {
                Some(option) => option.fill(catalogue, answers),
                None => FactSet::NONE,
            },
            Given::Several(ids) => {
                self.deny(catalogue, answers);
                for option in ids.iter().filter_map(|id| self.option(id)) {
                    option.fill(catalogue, answers);
                }
                self.facts
            }
            Given::Number(number) => self.one(catalogue, Answer::Number(*number), answers),
            Given::Born(text) => self.one(catalogue, Answer::Text(text.clone()), answers),
            Given::Ages(ages, expected) => {
                let list = Answer::List(ages.iter().map(|age| Answer::Number(*age)).collect());
                self.put(catalogue, Kind::Ages, list, answers);
                // What the children earn is another question; so is a birth to come, where nothing was said of it.
                let wages = catalogue.of_kind(Kind::Wages).map_or(FactSet::NONE, FactSet::one);
                let birth = if *expected {
                    self.put(catalogue, Kind::Flag, Answer::Flag(true), answers);
                    FactSet::NONE
                } else {
                    self.of_kind(catalogue, Kind::Flag).map_or(FactSet::NONE, FactSet::one)
                };
                self.facts.without(wages).without(birth)
            }
        }
    }

    /// The fact of a kind among those of this step.
    fn of_kind(&self, catalogue: &Catalogue, kind: Kind) -> Option<usize> {
        self.places().find(|place| catalogue.facts.get(*place).is_some_and(|fact| fact.kind == kind))
    }

    /// Answers the fact of a kind among those of this step.
    fn put(&self, catalogue: &Catalogue, kind: Kind, answer: Answer, answers: &mut Answers) {
        if let Some(fact) = self.of_kind(catalogue, kind).and_then(|place| catalogue.facts.get(place)) {
            answers.insert(fact.name.clone(), Some(answer));
        }
    }

    /// Answers the one fact that can be typed; whoever types has taken none of the options beside it.
    fn one(&self, catalogue: &Catalogue, answer: Answer, answers: &mut Answers) -> FactSet {
        self.deny(catalogue, answers);
        let typed = |fact: &&Fact| !matches!(fact.kind, Kind::Years | Kind::Flag);
        let fact = self.places().filter_map(|place| catalogue.facts.get(place)).find(typed);
        if let Some(fact) = fact {
            answers.insert(fact.name.clone(), Some(answer));
        }
        self.facts
    }

    /// Says no to what is a yes or a no.
    fn deny(&self, catalogue: &Catalogue, answers: &mut Answers) {
        for fact in self.places().filter_map(|place| catalogue.facts.get(place)).filter(|fact| fact.kind == Kind::Flag)
        {
            answers.insert(fact.name.clone(), Some(Answer::Flag(false)));
        }
    }

    /// The facts, in the order of the catalogue.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..Catalogue::MOST).filter(|place| self.facts.has(*place))
    }
}

impl StepOption {
    pub(super) fn fill(&self, catalogue: &Catalogue, answers: &mut Answers) -> FactSet {
        let mut filled = FactSet::NONE;
        for (name, answer) in &self.set {
            let Some(place) = catalogue.place(name) else { continue };
            let each = catalogue.facts.get(place).is_some_and(|fact| matches!(fact.kind, Kind::Wages | Kind::Flags));
            let answer = match answer {
                Some(one) if each && !matches!(one, Answer::List(_)) => {
                    // Without a list of children there is nobody of whom it could hold.
                    let Some(children) = children(catalogue, answers) else { continue };
                    Some(Answer::List(vec![one.clone(); children]))
                }
                other => other.clone(),
            };
            answers.insert(name.clone(), answer);
            filled = filled.and(FactSet::one(place));
        }
        filled
    }
}

fn children(catalogue: &Catalogue, answers: &Answers) -> Option<usize> {
    let lists = [Kind::Births, Kind::Ages].into_iter().filter_map(|kind| catalogue.of_kind(kind));
    let mut lists = lists.filter_map(|place| match answers.get(&catalogue.facts.get(place)?.name) {
        Some(Some(Answer::List(list))) => Some(list.len()),
        _ => None,
    });
    lists.next()
}
