//! The interview, screen by screen: what was answered so far, which step comes next, what it all gives.

use super::facts::Catalogue;
use super::forecast::Forecast;
use super::household::{Answers, Household, Month};
use super::program::Node;
use super::rulebook::Rulebook;
use super::screening::Outcome;
use super::steps::{Ask, Given, Step, StepOption};
use super::value::FactSet;
use serde::{Deserialize, Serialize};

/// What somebody answered, in the order of answering. It lasts until the result.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Interview {
    /// What a situation had said of the household before.
    #[serde(default)]
    seed: Answers,
    #[serde(default)]
    given: Vec<(String, Given)>,
    /// How many questions are left, as guessed when the present one was reached: it takes too long for every drawing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<Forecast>,
}

/// What somebody answers is never printed by `Debug`.
impl std::fmt::Debug for Interview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Interview").field("answered", &self.given.len()).finish_non_exhaustive()
    }
}

impl Interview {
    /// What a situation says of the household; what it said before of the same fact is replaced.
    pub fn learn(&mut self, set: &Answers) {
        self.seed.extend(set.iter().map(|(name, answer)| (name.clone(), answer.clone())));
    }

    /// How many questions are left, the present one included.
    pub const fn left(&self) -> Option<Forecast> {
        self.left
    }

    /// Keeps a guess of how many questions are left.
    pub const fn foresee(&mut self, left: Option<Forecast>) {
        self.left = left;
    }

    /// The answer to a step.
    pub fn given(&self, step: &str) -> Option<&Given> {
        self.given.iter().find(|(id, _)| id == step).map(|(_, given)| given)
    }

    /// The steps answered, in the order of answering.
    pub fn answered(&self) -> impl Iterator<Item = &str> {
        self.given.iter().map(|(id, _)| id.as_str())
    }

    /// Answers a step, or answers it anew, keeping all other answers.
    pub fn give(&mut self, step: &str, given: Given) {
        match self.given.iter_mut().find(|(id, _)| id == step) {
            Some((_, known)) => *known = given,
            None => self.given.push((step.to_owned(), given)),
        }
    }

    /// The step answered before this one; the last one answered, where this one was not.
    pub fn before(&self, step: &str) -> Option<&str> {
        let at = self.given.iter().position(|(id, _)| id == step).unwrap_or(self.given.len());
        self.given.get(at.checked_sub(1)?).map(|(id, _)| id.as_str())
    }
}

/// What is known of a household in the middle of an interview.
pub(super) struct Told {
    pub household: Household,
    /// Facts that are settled, known or left.
    pub visible: FactSet,
    /// Steps answered that no longer apply, by their place.
    pub stale: Vec<usize>,
    /// Steps that surely do not apply.
    pub idle: Vec<usize>,
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub struct Next<'a> {
    /// The step.
    pub step: &'a Step,
    /// How many steps can still come, this one included; later answers can make them fewer.
    pub left: usize,
}

impl Rulebook {
    /// A step by its identifier.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.catalogue().steps.iter().find(|step| step.id == id)
    }

    /// The next step: the first, in the order of the interview, that can still change a result.
    pub fn next_step(&self, month: Month, interview: &Interview) -> Option<Next<'_>> {
        let told = self.told(month, interview)?;
        let mut open = self.open(&told.household, told.visible);
        // Whether a step is asked may rest on facts that no right looks at: they are wanted for it.
        for (at, step) in self.catalogue().steps.iter().enumerate().filter(|(at, _)| !told.idle.contains(at)) {
            if let Some(Some(when)) = self.conditions.get(at)
                && step.facts.meets(open)
            {
                open = open.and(self.wants(when, &told.household, told.visible));
            }
        }
        let steps = self.catalogue().steps.iter().enumerate();
        let coming = steps.filter(|(at, step)| {
            let asked = interview.given(&step.id).is_some();
            // What is drawn already changes how the result is read, if not the result.
            let wanted = step.facts.meets(open) || step.ask == Ask::Several && !self.offered_to(*at, &told).is_empty();
            !asked && !told.idle.contains(at) && wanted && self.applies(*at, &told) == Some(true)
        });
        let coming: Vec<&Step> = coming.map(|(_, step)| step).collect();
        // It is asked last: only then it is known which rights there are to draw.
        let step = coming.iter().find(|step| step.ask != Ask::Several).or(coming.first())?;
        Some(Next { step, left: coming.len() })
    }

    /// The options of a step that may hold for this household.
    pub fn offered(&self, month: Month, interview: &Interview, step: &str) -> Vec<&StepOption> {
        let at = self.catalogue().steps.iter().position(|known| known.id == step);
        let told = self.told(month, interview);
        at.zip(told).map(|(at, told)| self.offered_to(at, &told)).unwrap_or_default()
    }

    fn offered_to(&self, step: usize, told: &Told) -> Vec<&StepOption> {
        let options = self.catalogue().steps.get(step).map(|step| step.options.as_slice()).unwrap_or_default();
        let conditions = self.offers.get(step).map(Vec::as_slice).unwrap_or_default();
        let may = |when: &Option<Node>| {
            when.as_ref().is_none_or(|when| self.truth(when, &told.household, told.visible) != Some(false))
        };
        let offered = options.iter().zip(conditions).filter(|(_, when)| may(when));
        offered.map(|(option, _)| option).collect()
    }

    /// Whether an answer can stand beside the others.
    pub fn fits(&self, month: Month, interview: &Interview, step: &str, given: &Given) -> bool {
        let mut tried = interview.clone();
        tried.give(step, given.clone());
        self.step(step).is_some_and(|step| step.takes(given)) && self.told(month, &tried).is_some()
    }

    /// The steps that were answered and still count, in the order of the interview.
    pub fn counting(&self, month: Month, interview: &Interview) -> Vec<&Step> {
        let stale = self.told(month, interview).map(|told| told.stale).unwrap_or_default();
        let steps = self.catalogue().steps.iter().enumerate();
        let kept = steps.filter(|(at, step)| interview.given(&step.id).is_some() && !stale.contains(at));
        kept.map(|(_, step)| step).collect()
    }

    /// Where every right stands with what was answered.
    pub fn conclude(&self, month: Month, interview: &Interview) -> Vec<Outcome> {
        let Some(told) = self.told(month, interview) else { return Vec::new() };
        self.outcomes(&told.household, told.visible)
    }

    /// The household as told. What a situation said gives way to what was answered; `None` where the answers alone
    /// contradict each other.
    fn told(&self, month: Month, interview: &Interview) -> Option<Told> {
        self.told_with(month, interview, &interview.seed)
            .or_else(|| self.told_with(month, interview, &Answers::default()))
    }

    fn told_with(&self, month: Month, interview: &Interview, seed: &Answers) -> Option<Told> {
        let catalogue = self.catalogue();
        let mut answers = seed.clone();
        let mut visible = named(catalogue, seed);
        let (mut stale, mut idle) = (Vec::new(), Vec::new());
        for (at, step) in catalogue.steps.iter().enumerate() {
            let given = interview.given(&step.id);
            if step.when.is_some() {
                let household = Household::read(catalogue, month, &answers).ok()?;
                let told = Told { household, visible, stale: Vec::new(), idle: Vec::new() };
                if self.applies(at, &told) == Some(false) {
                    if let Some(otherwise) = &step.otherwise {
                        visible = visible.and(otherwise.fill(catalogue, &mut answers));
                    }
                    idle.push(at);
                    if given.is_some() {
                        stale.push(at);
                    }
                    continue;
                }
            }
            if let Some(given) = given.filter(|given| step.takes(given)) {
                visible = visible.and(step.fill(catalogue, given, &mut answers));
            }
        }
        let household = Household::read(catalogue, month, &answers).ok()?;
        Some(Told { household, visible, stale, idle })
    }

    fn applies(&self, step: usize, told: &Told) -> Option<bool> {
        match self.conditions.get(step) {
            Some(Some(when)) => self.truth(when, &told.household, told.visible),
            _ => Some(true),
        }
    }
}

/// The facts that answers name.
fn named(catalogue: &Catalogue, answers: &Answers) -> FactSet {
    let places = answers.keys().filter_map(|name| catalogue.place(name));
    places.fold(FactSet::NONE, |set, place| set.and(FactSet::one(place)))
}
