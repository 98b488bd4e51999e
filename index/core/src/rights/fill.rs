//! Writing what was answered to a step into the answers.

use super::answers::{Answers, FactValue};
use super::facts::{Fact, Kind};
use super::questionnaire::Questionnaire;
use super::steps::{Given, Step, StepOption};
use super::value::FactSet;

/// Writes what was answered into the answers; gives the facts that are settled by it, known or left.
pub(super) fn fill(step: &Step, questionnaire: &Questionnaire, given: &Given, answers: &mut Answers) -> FactSet {
    match given {
        Given::Unknown | Given::Silent => step.facts,
        Given::Option(id) => match step.option(id) {
            Some(option) => fill_option(option, questionnaire, answers),
            None => FactSet::NONE,
        },
        Given::Several(ids) => {
            deny(step, questionnaire, answers);
            for option in ids.iter().filter_map(|id| step.option(id)) {
                fill_option(option, questionnaire, answers);
            }
            step.facts
        }
        Given::Number(number) => one(step, questionnaire, FactValue::Number(*number), answers),
        Given::Born(text) => one(step, questionnaire, FactValue::Text(text.clone()), answers),
        Given::Ages(ages, expected) => {
            let list = FactValue::List(ages.iter().map(|age| FactValue::Number(*age)).collect());
            put(step, questionnaire, Kind::Ages, list, answers);
            // What the children earn is another question; so is a birth to come, where nothing was said of it.
            let wages = questionnaire.of_kind(Kind::Wages).map_or(FactSet::NONE, FactSet::one);
            let birth = if *expected {
                put(step, questionnaire, Kind::Flag, FactValue::Flag(true), answers);
                FactSet::NONE
            } else {
                of_kind(step, questionnaire, Kind::Flag).map_or(FactSet::NONE, FactSet::one)
            };
            step.facts.without(wages).without(birth)
        }
    }
}

/// The fact of a kind among those of this step.
fn of_kind(step: &Step, questionnaire: &Questionnaire, kind: Kind) -> Option<usize> {
    step.places().find(|place| questionnaire.facts.get(*place).is_some_and(|fact| fact.kind == kind))
}

/// Answers the fact of a kind among those of this step.
fn put(step: &Step, questionnaire: &Questionnaire, kind: Kind, answer: FactValue, answers: &mut Answers) {
    if let Some(fact) = of_kind(step, questionnaire, kind).and_then(|place| questionnaire.facts.get(place)) {
        answers.insert(fact.name.clone(), Some(answer));
    }
}

/// Answers the one fact that can be typed; whoever types has taken none of the options beside it.
fn one(step: &Step, questionnaire: &Questionnaire, answer: FactValue, answers: &mut Answers) -> FactSet {
    deny(step, questionnaire, answers);
    let typed = |fact: &&Fact| !matches!(fact.kind, Kind::Years | Kind::Flag);
    let fact = step.places().filter_map(|place| questionnaire.facts.get(place)).find(typed);
    if let Some(fact) = fact {
        answers.insert(fact.name.clone(), Some(answer));
    }
    step.facts
}

/// Says no to what is a yes or a no.
fn deny(step: &Step, questionnaire: &Questionnaire, answers: &mut Answers) {
    for fact in step.places().filter_map(|place| questionnaire.facts.get(place)).filter(|fact| fact.kind == Kind::Flag)
    {
        answers.insert(fact.name.clone(), Some(FactValue::Flag(false)));
    }
}

/// Writes what an option says of the household into the answers; gives the facts that are settled by it.
pub(super) fn fill_option(option: &StepOption, questionnaire: &Questionnaire, answers: &mut Answers) -> FactSet {
    let mut filled = FactSet::NONE;
    for (name, answer) in &option.set {
        let Some(place) = questionnaire.place(name) else { continue };
        let each = questionnaire.facts.get(place).is_some_and(|fact| matches!(fact.kind, Kind::Wages | Kind::Flags));
        let answer = match answer {
            Some(one) if each && !matches!(one, FactValue::List(_)) => {
                // Without a list of children there is nobody of whom it could hold.
                let Some(children) = children(questionnaire, answers) else { continue };
                Some(FactValue::List(vec![one.clone(); children]))
            }
            other => other.clone(),
        };
        answers.insert(name.clone(), answer);
        filled = filled.and(FactSet::one(place));
    }
    filled
}

fn children(questionnaire: &Questionnaire, answers: &Answers) -> Option<usize> {
    let lists = [Kind::Births, Kind::Ages].into_iter().filter_map(|kind| questionnaire.of_kind(kind));
    let mut lists = lists.filter_map(|place| match answers.get(&questionnaire.facts.get(place)?.name) {
        Some(Some(FactValue::List(list))) => Some(list.len()),
        _ => None,
    });
    lists.next()
}
