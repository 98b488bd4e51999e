//! What became of a source, in words and as one line of JSON.

use super::changes::Changes;
use super::fault::Fault;
use super::source::Source;
use crate::import::Report;
use serde::Serialize;

/// What became of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceState {
    /// Another file than before is in force.
    Updated,
    /// What is in force is the newest there is.
    Unchanged,
    /// What was offered is older than what is in force, which stays.
    Older,
    /// The folder holds no file of it.
    Absent,
    /// It could not be brought up to date; what was in force stays.
    Failed,
}

/// What became of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The source, as the configuration names it.
    pub source: String,
    /// The pack that it fills.
    pub pack: String,
    /// What became of it.
    pub state: SourceState,
    /// The same in a sentence.
    pub said: String,
    /// What to do; empty where nothing is to be done.
    pub remedy: String,
    /// The newest record in force before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The newest record in force now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What is new, where it was updated.
    #[serde(flatten)]
    pub changes: Option<Changes>,
    /// What the import counted, where there was one.
    #[serde(flatten)]
    pub import: Option<Report>,
}

impl Outcome {
    /// What became of a source, in a sentence.
    pub(super) fn new(source: &Source, state: SourceState, said: impl Into<String>) -> Self {
        Self {
            source: source.name.clone(),
            pack: source.pack.clone(),
            state,
            said: said.into(),
            remedy: String::new(),
            before: None,
            after: None,
            changes: None,
            import: None,
        }
    }

    /// A source that failed, and why.
    pub(super) fn failed(source: &Source, fault: Fault) -> Self {
        Self { remedy: fault.remedy, ..Self::new(source, SourceState::Failed, fault.said) }
    }
}
