//! Why a source could not be brought up to date, and what to do: what is in force stays.

use crate::error::Error;

/// A failure of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What went wrong, in a sentence without its end.
    pub said: String,
    /// What to do.
    pub remedy: String,
    /// It may be gone in a moment: it is tried again.
    pub passes: bool,
}

/// What to do where the way to a server fails.
pub(super) const LATER: &str = "Try again later, or bring its file on a stick: guichet update --from PATH";

impl Fault {
    /// One that stays until somebody does something.
    pub(super) fn new(said: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { said: said.into(), remedy: remedy.into(), passes: false }
    }

    /// One that may be gone in a moment.
    pub(super) fn passing(said: impl Into<String>) -> Self {
        Self { said: said.into(), remedy: LATER.into(), passes: true }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        // The sentence of an error has its remedy in it.
        Self::new(error.to_string(), "")
    }
}
