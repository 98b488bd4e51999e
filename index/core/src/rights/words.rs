//! The words of the screening in one language: `content/rights/<lang>.toml`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `rights/<language>.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RightsWords {
    /// "I don't know" (`unknown`) and "I would rather not say" (`silent`).
    #[serde(default)]
    pub skip: BTreeMap<String, String>,
    /// Words of the questions, by identifier.
    #[serde(default)]
    pub question: BTreeMap<String, QuestionWords>,
    /// Words of the steps, by identifier.
    #[serde(default)]
    pub step: BTreeMap<String, StepWords>,
    /// What conditions are called, by identifier.
    #[serde(default)]
    pub reason: BTreeMap<String, String>,
    /// Names of the rights, by identifier.
    #[serde(default)]
    pub right: BTreeMap<String, String>,
    /// Why a right cannot be decided here, by identifier.
    #[serde(default)]
    pub check: BTreeMap<String, String>,
}

/// `[question.<id>]`: what its steps have in common.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// What it is about.
    pub label: String,
    /// Why it is asked; a delicate one always says so.
    #[serde(default)]
    pub why: String,
}

/// `[step.<id>]`: one screen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// The question.
    pub text: String,
    /// What the answer is called, read again before the result.
    pub label: String,
    /// How to answer, where something is typed.
    #[serde(default)]
    pub example: String,
    /// Labels of the options, by identifier.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
}
