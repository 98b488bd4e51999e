//! The interview about rights: its questions, what was answered, the result.

use crate::rights::{Given, Outcome, Standing, Why};
use crate::talk::{key, screen};
use crate::text::amount::Cause;
use serde::{Deserialize, Serialize};

/// Where somebody is in the interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Before the interview: what it is, what is kept.
    Intro,
    /// A question.
    Question {
        /// The step.
        step: String,
        /// The page of the review from which the answer is changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        edit: Option<u8>,
    },
    /// An answer that was typed, as it was understood: is it right?
    ReadBack {
        /// The step.
        step: String,
        /// The answer.
        given: Given,
        /// Why it is read back.
        why: Cause,
        /// As in [`State::Question`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        edit: Option<u8>,
    },
    /// What was answered, before the result.
    Review {
        /// Page of the answers, from 0.
        page: u8,
    },
    /// The result.
    Outcomes {
        /// Where each right stands, the likeliest first.
        found: Vec<Found>,
        /// Page, from 0.
        page: u8,
        /// The unlikely ones, which are folded away at first.
        unlikely: bool,
    },
    /// One right of a result, with its reasons.
    Right {
        /// Where it stands.
        found: Found,
    },
    /// Leave a result for good?
    Leaving {
        /// The key of what leaves it.
        key: String,
    },
}

/// What the result keeps of a right: nothing of what was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Identifier of the right.
    pub right: String,
    /// Where it stands.
    pub standing: Standing,
    /// Euros a month, where a figure can honestly be given.
    pub amount: Option<f64>,
    /// Identifier of the condition that fails or cannot be told.
    pub reason: Option<String>,
    /// Why it is to be checked.
    #[serde(default)]
    pub why: Why,
    /// The household draws it already.
    #[serde(default)]
    pub received: bool,
}

impl From<Outcome> for Found {
    fn from(Outcome { right, standing, amount, reason, why, received, .. }: Outcome) -> Self {
        Self { right, standing, amount, reason, why, received }
    }
}

impl State {
    /// A question, or its answers.
    pub(in crate::talk) const fn is_asking(&self) -> bool {
        matches!(self, Self::Question { .. } | Self::ReadBack { .. } | Self::Review { .. })
    }
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Leaving { .. })
    }

    /// Questions have their own way back, through the answers.
    fn leads_back_from(&self, to: &Self) -> bool {
        !(self.is_asking() && (to.is_asking() || matches!(to, Self::Outcomes { .. })))
    }

    fn page(&mut self) -> Option<&mut u8> {
        match self {
            Self::Review { page } | Self::Outcomes { page, .. } => Some(page),
            _ => None,
        }
    }

    fn opened(&self) -> Self {
        match self.clone() {
            Self::Review { .. } => Self::Review { page: 0 },
            Self::Outcomes { found, .. } => Self::Outcomes { found, page: 0, unlikely: false },
            other => other,
        }
    }
}

key::keys! {
    /// What is done in the interview.
    pub enum Action {
        /// Which rights there may be.
        "rights" => Begin,
        /// The next question.
        "ask" => Ask,
        /// An answer to a step: an option, `?` unknown, `-` silent.
        "say" => Say(step: String, option: String),
        /// Answer a step anew.
        "edit" => Edit(step: String),
        /// The result.
        "result" => Result,
        /// The unlikely rights of a result.
        "unlikely" => Unlikely,
        /// The others again.
        "likely" => Likely,
        /// The papers for all rights of a result.
        "all-papers" => PapersForAll,
        /// One right of a result.
        "right" => Right(id: String),
    }
}
