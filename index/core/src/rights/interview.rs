//! What was answered so far in an interview.

use super::answers::Answers;
use super::steps::Given;
use serde::{Deserialize, Serialize};

/// How many questions are still to come, the present one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// Few.
    pub low: usize,
    /// Many.
    pub high: usize,
}

/// What somebody answered, in the order of answering. It lasts until the result.
#[derive(Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Interview {
    /// What a situation had said of the household before.
    #[serde(default)]
    pub(super) seed: Answers,
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

    /// What a situation says of the household.
    pub const fn seed(&self) -> &Answers {
        &self.seed
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
