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

/// Why a right is to be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It is not.
    #[default]
    Settled,
    /// A little less or a little more decides.
    Near,
    /// A value without a source decides.
    Figure,
    /// Only the office can decide.
    Office,
    /// An answer is missing.
    Missing,
    /// What it rests on was not asked, for no question is put for its sake.
    Unasked,
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
    /// Why it is to be checked.
    pub why: Why,
    /// The household draws it already.
    pub received: bool,
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
/// An amount is given where values without a source, each as far off as it may be, move it by no more than this part.
const MOVED: f64 = 0.1;
/// Both ends of a value in doubt.
const ENDS: [f64; 2] = [-1.0, 1.0];

/// Screens with every fact that was given.
pub fn screen(book: &Rulebook, household: &Household) -> Screening {
    let outcomes = outcomes(book, household, FactSet::ALL);
    Screening { outcomes, questions: Vec::new(), asked: Vec::new() }
}

/// Asks one question after the other, as long as a result can still change, and screens with what was asked.
pub fn screen_by_asking(book: &Rulebook, household: &Household) -> Screening {
    let mut visible = FactSet::NONE;
    let mut questions = Vec::new();
    let mut pending: Vec<&Right> = book.rights.iter().filter(|right| !right.quiet).collect();
    while let Some(question) = next(book, household, visible, &mut pending) {
        questions.push(question.id.clone());
        visible = visible.and(question.facts);
    }
    let outcomes = outcomes(book, household, visible);
    Screening { outcomes, questions, asked: book.questionnaire.names(visible) }
}

/// The next question: the first in the order of the interview that can still change a result. Rights whose result is
/// settled leave `pending`: more knowledge never unsettles one.
fn next<'a>(
    book: &'a Rulebook,
    household: &Household,
    visible: FactSet,
    pending: &mut Vec<&Right>,
) -> Option<&'a super::questionnaire::Question> {
    let mut views = LEANS.map(|lean| look(book, household, visible, lean));
    let mut open = FactSet::NONE;
    pending.retain(|right| {
        let of_right = of_right(right, &mut views, visible);
        open = open.and(of_right);
        !of_right.is_empty()
    });
    book.questionnaire.questions.iter().find(|question| question.facts.meets(open))
}

/// The facts that can still change a result.
pub(super) fn open(book: &Rulebook, household: &Household, visible: FactSet) -> FactSet {
    let mut open = FactSet::NONE;
    let mut views = LEANS.map(|lean| look(book, household, visible, lean));
    for right in book.rights.iter().filter(|right| !right.quiet) {
        open = open.and(of_right(right, &mut views, visible));
    }
    open
}

/// What an expression of the rulebook gives as a truth, for what was said as it was said.
pub(super) fn truth(book: &Rulebook, node: &Node, household: &Household, visible: FactSet) -> Option<bool> {
    look(book, household, visible, 0.0).value(node).as_truth()
}

/// The facts that such a truth still rests on.
pub(super) fn wants(book: &Rulebook, node: &Node, household: &Household, visible: FactSet) -> FactSet {
    let value = look(book, household, visible, 0.0).value(node);
    if value.as_truth().is_some() { FactSet::NONE } else { value.open.without(visible) }
}

fn look<'a>(book: &'a Rulebook, household: &'a Household, visible: FactSet, lean: f64) -> Evaluator<'a> {
    view(book, View { household, visible, lean, shift: None })
}

fn view<'a>(book: &'a Rulebook, view: View<'a>) -> Evaluator<'a> {
    Evaluator::new(&book.program, &book.questionnaire, &book.ranges, book.child_facts, view)
}

pub(super) fn outcomes(book: &Rulebook, household: &Household, visible: FactSet) -> Vec<Outcome> {
    let mut views = LEANS.map(|lean| look(book, household, visible, lean));
    let doubts = 0..book.program.doubts.len();
    let mut shifted: Vec<[Evaluator<'_>; 2]> = doubts
        .map(|place| ENDS.map(|end| view(book, View { household, visible, lean: 0.0, shift: Some((place, end)) })))
        .collect();
    book.rights.iter().map(|right| outcome(book, right, &mut views, &mut shifted)).collect()
}

fn outcome(
    book: &Rulebook,
    right: &Right,
    views: &mut [Evaluator<'_>; 3],
    shifted: &mut [[Evaluator<'_>; 2]],
) -> Outcome {
    let values = [0, 1, 2].map(|at| views.get_mut(at).map_or(Value::number(0.0), |view| view.value(&right.truth)));
    let truths = values.map(positive);
    let [said, ..] = values;
    let [view, ..] = views;
    // A result that a value in doubt turns round is not one.
    let turned = |shifted: &mut [[Evaluator<'_>; 2]], settled: bool| {
        let value_at = |ends: &mut [Evaluator<'_>; 2]| ends.each_mut().map(|view| view.value(&right.truth));
        let other = |value: Value| match positive(value) {
            Some(truth) => truth != settled,
            None => value.open.is_empty(),
        };
        right
            .doubts
            .iter()
            .any(|place| shifted.get_mut(*place).is_some_and(|ends| value_at(ends).into_iter().any(other)))
    };
    let (standing, why) = match truths {
        [Some(settled), Some(less), Some(more)] if settled == less && settled == more => match settled {
            _ if turned(shifted, settled) => (Standing::Check, Why::Figure),
            false => (Standing::Unlikely, Why::Settled),
            true if right.only_check => (Standing::Check, Why::Office),
            true => (Standing::Likely, Why::Settled),
        },
        [None, ..] if said.open.is_empty() => (Standing::Check, Why::Office),
        [None, ..] if right.quiet => (Standing::Check, Why::Unasked),
        [None, ..] => (Standing::Check, Why::Missing),
        _ => (Standing::Check, Why::Near),
    };
    let reason = right.gates.iter().find(|gate| view.value(&gate.when).as_truth() != Some(true));
    let received = right.received.as_ref().is_some_and(|received| view.value(received).as_truth() == Some(true));
    let amount = match (&right.amount, standing) {
        (Some(amount), Standing::Likely) => {
            let amounts =
                |place: &usize| shifted.get_mut(*place).map(|ends| ends.each_mut().map(|view| view.value(amount)));
            let ends: Vec<[Value; 2]> = right.doubts.iter().filter_map(amounts).collect();
            figure(view.value(amount), &ends)
        }
        _ => None,
    };
    let because = book.questionnaire.names(said.used);
    let reason = reason.map(|gate| gate.reason.clone());
    Outcome { right: right.id.clone(), standing, amount, because, reason, why, received }
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

/// A figure to the cent, where its bounds are close and the ends of the values in doubt move it little.
fn figure(value: Value, ends: &[[Value; 2]]) -> Option<f64> {
    let middle = |value: Value| f64::midpoint(value.low, value.high);
    let said = middle(value);
    let moved = |ends: &[Value; 2]| ends.iter().map(|end| (middle(*end) - said).abs()).fold(0.0, f64::max);
    let moved: f64 = ends.iter().map(moved).sum();
    let close = value.high - value.low <= CLOSE * said.abs() && moved <= MOVED * said.abs();
    close.then_some((said * 100.0).round() / 100.0)
}
