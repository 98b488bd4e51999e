//! The interview and its results: which question comes next, and where each right stands.

use super::evaluate::{Evaluator, View};
use super::household::Household;
use super::program::Node;
use super::rulebook::{Right, Rulebook};
use super::value::{FactSet, Value};
use serde::{Deserialize, Serialize};

/// Where a right stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Very probably there.
    Likely,
    /// Cannot be said from here: somebody should check.
    Check,
    /// Very probably not there.
    Unlikely,
}

/// The result for one right.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Identifier of the right.
    pub right: String,
    /// Where it stands.
    pub standing: Standing,
    /// Euros a month, where a figure can honestly be given.
    pub amount: Option<f64>,
    /// Names of the facts that decided.
    pub because: Vec<String>,
    /// Identifier of the first condition that fails or cannot be told.
    pub reason: Option<String>,
}

/// All results, and the interview that led to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Screening {
    /// One for each right, in the order of the rulebook.
    pub outcomes: Vec<Outcome>,
    /// Identifiers of the questions asked, in their order.
    pub questions: Vec<String>,
    /// Names of the facts that they filled.
    pub asked: Vec<String>,
}

/// The three ways to look at amounts: all of them less than said, as said, more.
const LEANS: [f64; 3] = [0.0, -1.0, 1.0];
/// An amount is given where its bounds are no further apart than this part of it.
const CLOSE: f64 = 0.2;

impl Rulebook {
    /// Screens with every fact that was given.
    pub fn screen(&self, household: &Household) -> Screening {
        let outcomes = self.outcomes(household, FactSet(u64::MAX));
        Screening { outcomes, questions: Vec::new(), asked: Vec::new() }
    }

    /// Asks one question after the other, as long as a result can still change, and screens with what was asked.
    pub fn interview(&self, household: &Household) -> Screening {
        let mut visible = FactSet::NONE;
        let mut questions = Vec::new();
        let mut pending: Vec<&Right> = self.rights.iter().filter(|right| !right.only_check).collect();
        while let Some(question) = self.next(household, visible, &mut pending) {
            questions.push(question.id.clone());
            visible = visible.and(question.facts);
        }
        let outcomes = self.outcomes(household, visible);
        Screening { outcomes, questions, asked: self.catalogue.names(visible) }
    }

    /// The next question: the first in the order of the interview that can still change a result. Rights whose result is
    /// settled leave `pending`: more knowledge never unsettles one.
    fn next(
        &self,
        household: &Household,
        visible: FactSet,
        pending: &mut Vec<&Right>,
    ) -> Option<&super::facts::Question> {
        let mut views = LEANS.map(|lean| self.look(household, visible, lean));
        let mut open = FactSet::NONE;
        pending.retain(|right| {
            let of_right = of_right(right, &mut views, visible);
            open = open.and(of_right);
            !of_right.is_empty()
        });
        self.catalogue.questions.iter().find(|question| question.facts.0 & open.0 != 0)
    }

    /// The facts that can still change a result.
    pub(super) fn open(&self, household: &Household, visible: FactSet) -> FactSet {
        let mut open = FactSet::NONE;
        let mut views = LEANS.map(|lean| self.look(household, visible, lean));
        for right in self.rights.iter().filter(|right| !right.only_check) {
            open = open.and(of_right(right, &mut views, visible));
        }
        open
    }

    /// What an expression of the rulebook gives as a truth, for what was said as it was said.
    pub(super) fn truth(&self, node: &Node, household: &Household, visible: FactSet) -> Option<bool> {
        self.look(household, visible, 0.0).value(node).as_truth()
    }

    /// The facts that such a truth still rests on.
    pub(super) fn wants(&self, node: &Node, household: &Household, visible: FactSet) -> FactSet {
        let value = self.look(household, visible, 0.0).value(node);
        if value.as_truth().is_some() { FactSet::NONE } else { value.open.without(visible) }
    }

    fn look<'a>(&'a self, household: &'a Household, visible: FactSet, lean: f64) -> Evaluator<'a> {
        let view = View { household, visible, lean };
        Evaluator::new(&self.program, &self.catalogue, &self.ranges, self.child_facts, view)
    }

    pub(super) fn outcomes(&self, household: &Household, visible: FactSet) -> Vec<Outcome> {
        let mut views = LEANS.map(|lean| self.look(household, visible, lean));
        self.rights.iter().map(|right| self.outcome(right, &mut views)).collect()
    }

    fn outcome(&self, right: &Right, views: &mut [Evaluator<'_>; 3]) -> Outcome {
        let values = [0, 1, 2].map(|at| views.get_mut(at).map_or(Value::number(0.0), |view| view.value(&right.truth)));
        let truths = values.map(positive);
        let standing = if truths.iter().all(|truth| *truth == Some(false)) {
            Standing::Unlikely
        } else if truths.iter().all(|truth| *truth == Some(true)) && !right.only_check {
            Standing::Likely
        } else {
            Standing::Check
        };
        let [said, ..] = values;
        let [view, ..] = views;
        let reason = right.gates.iter().find(|gate| view.value(&gate.when).as_truth() != Some(true));
        let amount = match (&right.amount, standing) {
            (Some(amount), Standing::Likely) => figure(view.value(amount)),
            _ => None,
        };
        let because = self.catalogue.names(said.used);
        Outcome { right: right.id.clone(), standing, amount, because, reason: reason.map(|gate| gate.reason.clone()) }
    }
}

/// The facts that can still change the result of a right. The amounts as said come first: where they leave something open,
/// the other two need not be looked at yet.
fn of_right(right: &Right, views: &mut [Evaluator<'_>; 3], visible: FactSet) -> FactSet {
    for view in views {
        let value = view.value(&right.truth);
        if positive(value).is_none() && !value.open.without(visible).is_empty() {
            return value.open.without(visible);
        }
    }
    FactSet::NONE
}

/// Whether a value is above nothing.
fn positive(value: Value) -> Option<bool> {
    if value.low > 0.0 {
        Some(true)
    } else if value.high <= 0.0 {
        Some(false)
    } else {
        None
    }
}

/// A figure to the cent, where the bounds are close.
fn figure(value: Value) -> Option<f64> {
    let middle = f64::midpoint(value.low, value.high);
    let close = value.high - value.low <= CLOSE * middle.abs();
    close.then_some((middle * 100.0).round() / 100.0)
}
