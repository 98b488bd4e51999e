//! What cannot be true of a household at once: rules that hold where its answers contradict each other.

use super::evaluate::{ChildFacts, Evaluator, View};
use super::expression::Expression;
use super::facts::{Fact, Kind};
use super::household::Household;
use super::program::{Node, Program};
use super::questionnaire::Questionnaire;
use super::value::FactSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A contradiction, as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContradictionSource {
    /// Identifier.
    pub id: String,
    /// What holds where the household contradicts itself.
    pub when: Expression,
    /// Names of the facts concerned: nothing is said before all of them are known.
    pub facts: Vec<String>,
    /// Names of further facts, where each of them alone makes it one: a word, a month, a yes, more than nothing.
    pub one_of: Vec<String>,
    /// What is said of it. [`ContradictionSource::FACT`] stands for the name of the one of `one_of`.
    pub says: String,
}

impl ContradictionSource {
    /// Stands for a fact in what is said.
    pub const FACT: &str = "{fact}";
}

/// Most combinations of values that are tried to find out whether a contradiction can hold.
const TRIED: usize = 20_000;

/// A contradiction, ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Contradiction {
    pub id: String,
    when: Node,
    /// Places of facts.
    facts: Vec<usize>,
    one_of: Vec<usize>,
    says: String,
}

/// What its rule is evaluated with.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub program: &'a Program,
    pub questionnaire: &'a Questionnaire,
    pub ranges: &'a [(f64, f64)],
    pub child_facts: ChildFacts,
}

impl Contradiction {
    /// Ties it to the facts; `names` are those that its rule leads to.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(
        source: &ContradictionSource,
        when: Node,
        names: &BTreeSet<&str>,
        questionnaire: &Questionnaire,
    ) -> Result<Self, String> {
        let place = |name: &String| match questionnaire.place(name) {
            Some(place) if questionnaire.facts.get(place).is_some_and(is_scalar) => Ok(place),
            Some(_) => Err(format!("'{name}' is never one value, which a contradiction looks at: take it out")),
            None => Err(format!("'{name}' is not a fact of facts.toml")),
        };
        let facts: Vec<usize> = source.facts.iter().map(place).collect::<Result<_, _>>()?;
        let one_of = source.one_of.iter().map(place).collect::<Result<_, _>>()?;
        let mut named =
            questionnaire.facts.iter().enumerate().filter(|(_, fact)| is_scalar(fact) && fact.is_named(names));
        if let Some((_, fact)) = named.find(|(at, _)| !facts.contains(at)) {
            return Err(format!("its rule rests on '{}': name that fact in `facts`", fact.name));
        }
        Ok(Self { id: source.id.clone(), when, facts, one_of, says: source.says.clone() })
    }

    /// What is said of a household that contradicts itself so.
    pub fn found(&self, rules: Rules<'_>, household: &Household) -> Option<String> {
        let known = |place: usize| household.known.get(place).copied().flatten();
        if !self.facts.iter().all(|place| known(*place).is_some()) || self.truth(rules, household) != Some(true) {
            return None;
        }
        if self.one_of.is_empty() {
            return Some(self.says.clone());
        }
        let fact = self.one_of.iter().find_map(|place| {
            let fact = rules.questionnaire.facts.get(*place)?;
            known(*place).filter(|(low, _)| *low > 0.0 || matches!(fact.kind, Kind::Choice | Kind::Birth))?;
            Some(fact)
        })?;
        Some(self.says.replace(ContradictionSource::FACT, &fact.name))
    }

    /// Whether some household contradicts itself so.
    pub fn can_hold(&self, rules: Rules<'_>) -> bool {
        let mut cuts: Vec<f64> = rules.program.numbers_of(&self.when);
        cuts.sort_by(f64::total_cmp);
        let values: Vec<_> = self.facts.iter().map(|place| (*place, self.cells(rules, *place, &cuts))).collect();
        let all = values.iter().fold(1, |all: usize, (_, cells)| all.saturating_mul(cells.len()));
        all > TRIED
            || (0..all).any(|mut number| {
                let mut household = Household::nothing_said(rules.questionnaire);
                for (place, cells) in &values {
                    if let Some(slot) = household.known.get_mut(*place) {
                        *slot = cells.get(number % cells.len()).copied();
                    }
                    number /= cells.len();
                }
                self.truth(rules, &household) != Some(false)
            })
    }

    /// The values of a fact, as bounds between which the rule compares it with nothing.
    fn cells(&self, rules: Rules<'_>, place: usize, cuts: &[f64]) -> Vec<(f64, f64)> {
        let Some(fact) = rules.questionnaire.facts.get(place) else { return vec![(0.0, 0.0)] };
        let (low, high) = rules.ranges.get(place).copied().unwrap_or_default();
        match fact.kind {
            Kind::Flag => vec![(0.0, 0.0), (1.0, 1.0)],
            Kind::Choice => {
                let words = fact.words.iter().filter_map(|word| rules.questionnaire.word(word));
                words.map(|word| (word as f64, word as f64)).collect()
            }
            _ => {
                let within = cuts.iter().copied().filter(|cut| (low..=high).contains(cut));
                let edges: Vec<f64> = [low].into_iter().chain(within).chain([high]).collect();
                let between = edges.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
                edges.iter().map(|edge| (*edge, *edge)).chain(between).collect()
            }
        }
    }

    /// What its rule gives, on what is known alone: what holds of most people contradicts nothing.
    fn truth(&self, rules: Rules<'_>, household: &Household) -> Option<bool> {
        let Rules { program, questionnaire, ranges, child_facts } = rules;
        let known = household.known.iter().enumerate().filter(|(_, known)| known.is_some());
        let visible = known.fold(household.given, |set, (place, _)| set.and(FactSet::one(place)));
        let view = View { household, visible, lean: 0.0, shift: None };
        Evaluator::new(program, questionnaire, ranges, child_facts, view).value(&self.when).as_truth()
    }
}

/// Whether a fact is one value of the household.
fn is_scalar(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Flag | Kind::Number | Kind::Money | Kind::Choice | Kind::Birth | Kind::Years)
}
