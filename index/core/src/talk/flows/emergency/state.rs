//! Emergency numbers, and the question whether they are needed.

use crate::model::Lang;
use crate::talk::{key, screen};
use serde::{Deserialize, Serialize};

/// Where somebody may be in danger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Which kind of emergency?
    Kinds,
    /// Numbers for one kind.
    Category {
        /// The category.
        id: String,
        /// The language of the phrase that led here, where it is not the reader's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lang: Option<Lang>,
    },
    /// A phrase may mean distress: is it so?
    Check {
        /// The category.
        id: String,
        /// The language of the phrase, where it is not the reader's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lang: Option<Lang>,
        /// No phrase named the category, it is a guess: which help is asked.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        told: bool,
        /// The words were looked up as a need, and nothing sure was found: "no" says so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unfound: bool,
    },
}

impl screen::State for State {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Check { .. })
    }
}

key::keys! {
    /// What is done in an emergency.
    pub enum Action {
        /// Which kind of emergency?
        "sos" => Kinds,
        /// Numbers of a category, in the language of the phrase where it is not the reader's.
        "sos" => Category(id: String, lang: Option<Lang>),
        /// Not an emergency: go on. Said to a question, it names the category that was asked about.
        "fine" => NotUrgent(asked: Option<String>),
    }
}
