//! The course of an interview: which step comes next, and what it all gives.

use super::answers::{Answers, Month};
use super::fill::{fill, fill_option};
use super::household::Household;
use super::interview::Interview;
use super::program::Node;
use super::questionnaire::Questionnaire;
use super::rulebook::Rulebook;
use super::screening::{self, Outcome};
use super::steps::{Ask, Given, Step, StepOption};
use super::value::FactSet;

/// What is known of a household in the middle of an interview.
struct KnownSoFar {
    household: Household,
    /// What was said, fact by fact.
    answers: Answers,
    /// Facts that are settled, known or left.
    visible: FactSet,
    /// Steps answered that no longer apply, by their place.
    stale: Vec<usize>,
    /// Steps that surely do not apply.
    idle: Vec<usize>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub struct Next<'a> {
    /// The step.
    pub step: &'a Step,
    /// How many steps can still come, this one included; later answers can make them fewer.
    pub left: usize,
}

/// The next step: the first, in the order of the interview, that can still change a result.
pub fn next_step<'a>(book: &'a Rulebook, month: Month, interview: &Interview) -> Option<Next<'a>> {
    let coming = coming(book, month, interview);
    // It is asked last: only then it is known which rights there are to draw.
    let step = coming.iter().find(|step| step.ask != Ask::Several).or(coming.first())?;
    Some(Next { step, left: coming.len() })
}

/// The steps that can still change a result, in the order of the interview.
pub fn coming<'a>(book: &'a Rulebook, month: Month, interview: &Interview) -> Vec<&'a Step> {
    let Some(told) = told(book, month, interview) else { return Vec::new() };
    let mut open = screening::open(book, &told.household, told.visible);
    // Whether a step is asked may rest on facts that no right looks at: they are wanted for it.
    for (at, step) in book.questionnaire().steps.iter().enumerate().filter(|(at, _)| !told.idle.contains(at)) {
        if let Some(Some(when)) = book.conditions.get(at)
            && step.facts.meets(open)
        {
            open = open.and(screening::wants(book, when, &told.household, told.visible));
        }
    }
    let steps = book.questionnaire().steps.iter().enumerate();
    let coming = steps.filter(|(at, step)| {
        let asked = interview.given(&step.id).is_some();
        // What is drawn already changes how the result is read, if not the result.
        let wanted = step.facts.meets(open) || step.ask == Ask::Several && !offered_to(book, *at, &told).is_empty();
        !asked && !told.idle.contains(at) && wanted && applies(book, *at, &told) == Some(true)
    });
    coming.map(|(_, step)| step).collect()
}

/// The options of a step that may hold for this household.
pub fn offered<'a>(book: &'a Rulebook, month: Month, interview: &Interview, step: &str) -> Vec<&'a StepOption> {
    let at = book.questionnaire().steps.iter().position(|known| known.id == step);
    let told = told(book, month, interview);
    at.zip(told).map(|(at, told)| offered_to(book, at, &told)).unwrap_or_default()
}

fn offered_to<'a>(book: &'a Rulebook, step: usize, told: &KnownSoFar) -> Vec<&'a StepOption> {
    let options = book.questionnaire().steps.get(step).map(|step| step.options.as_slice()).unwrap_or_default();
    let conditions = book.offers.get(step).map(Vec::as_slice).unwrap_or_default();
    let may = |when: &Option<Node>| {
        when.as_ref().is_none_or(|when| screening::truth(book, when, &told.household, told.visible) != Some(false))
    };
    let offered = options.iter().zip(conditions).filter(|(_, when)| may(when));
    offered.map(|(option, _)| option).collect()
}

/// Whether an answer can stand beside the others.
pub fn fits(book: &Rulebook, month: Month, interview: &Interview, step: &str, given: &Given) -> bool {
    let mut tried = interview.clone();
    tried.give(step, given.clone());
    book.step(step).is_some_and(|step| step.takes(given)) && told(book, month, &tried).is_some()
}

/// The steps that were answered and still count, in the order of the interview.
pub fn counting<'a>(book: &'a Rulebook, month: Month, interview: &Interview) -> Vec<&'a Step> {
    let stale = told(book, month, interview).map(|told| told.stale).unwrap_or_default();
    let steps = book.questionnaire().steps.iter().enumerate();
    let kept = steps.filter(|(at, step)| interview.given(&step.id).is_some() && !stale.contains(at));
    kept.map(|(_, step)| step).collect()
}

/// Where every right stands with what was answered.
pub fn conclude(book: &Rulebook, month: Month, interview: &Interview) -> Vec<Outcome> {
    let Some(told) = told(book, month, interview) else { return Vec::new() };
    screening::outcomes(book, &told.household, told.visible)
}

/// What was answered, fact by fact: what was asked and not said is named without a value.
pub fn facts(book: &Rulebook, month: Month, interview: &Interview) -> Answers {
    let Some(told) = told(book, month, interview) else { return Answers::default() };
    let mut answers = told.answers;
    for name in book.questionnaire().names(told.visible) {
        answers.entry(name).or_default();
    }
    answers
}

/// Where every right stands with facts as [`facts`] gives them.
///
/// # Errors
/// What is wrong with which fact.
pub fn conclude_from(book: &Rulebook, month: Month, answers: &Answers) -> Result<Vec<Outcome>, String> {
    let household = book.household(month, answers)?;
    Ok(screening::outcomes(book, &household, named(book.questionnaire(), answers)))
}

/// The household as told. What a situation said gives way to what was answered; `None` where the answers alone
/// contradict each other.
fn told(book: &Rulebook, month: Month, interview: &Interview) -> Option<KnownSoFar> {
    told_with(book, month, interview, &interview.seed)
        .or_else(|| told_with(book, month, interview, &Answers::default()))
}

fn told_with(book: &Rulebook, month: Month, interview: &Interview, seed: &Answers) -> Option<KnownSoFar> {
    let questionnaire = book.questionnaire();
    let mut answers = seed.clone();
    let mut visible = named(questionnaire, seed);
    let (mut stale, mut idle) = (Vec::new(), Vec::new());
    for (at, step) in questionnaire.steps.iter().enumerate() {
        let given = interview.given(&step.id);
        if step.when.is_some() {
            let household = book.household(month, &answers).ok()?;
            let told =
                KnownSoFar { household, answers: Answers::default(), visible, stale: Vec::new(), idle: Vec::new() };
            if applies(book, at, &told) == Some(false) {
                if let Some(otherwise) = &step.otherwise {
                    visible = visible.and(fill_option(otherwise, questionnaire, &mut answers));
                }
                idle.push(at);
                if given.is_some() {
                    stale.push(at);
                }
                continue;
            }
        }
        if let Some(given) = given.filter(|given| step.takes(given)) {
            visible = visible.and(fill(step, questionnaire, given, &mut answers));
        }
    }
    let household = book.household(month, &answers).ok()?;
    Some(KnownSoFar { household, answers, visible, stale, idle })
}

fn applies(book: &Rulebook, step: usize, told: &KnownSoFar) -> Option<bool> {
    match book.conditions.get(step) {
        Some(Some(when)) => screening::truth(book, when, &told.household, told.visible),
        _ => Some(true),
    }
}

/// The facts that answers name.
fn named(questionnaire: &Questionnaire, answers: &Answers) -> FactSet {
    let places = answers.keys().filter_map(|name| questionnaire.place(name));
    places.fold(FactSet::NONE, |set, place| set.and(FactSet::one(place)))
}
