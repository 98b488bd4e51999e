//! Why a program ends badly, in one plain sentence, and whose fault it is.

use crate::error::Error;
use guichet_core::ports::catalog::Unavailable;
use guichet_core::ports::conversations::StoreError;
use std::io::{self, ErrorKind};

/// Why a program ends badly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The command line asks for what cannot be: exit code 2, as for all else that is wrong there.
    Usage(String),
    /// The operator can mend it, in the input, the configuration or the content: exit code 1.
    User(String),
    /// A fault of ours: exit code 70.
    Internal(String),
    /// Whoever read the output has read enough, as in `guichet … | head`: no failure, exit code 0.
    OutputClosed,
}

impl Failure {
    /// Something that the operator can mend.
    pub fn user_error(message: impl Into<String>) -> Self {
        Self::User(message.into())
    }

    /// The exit code, and the sentence for the operator where there is one.
    pub(super) fn told(&self) -> (u8, Option<&str>) {
        match self {
            Self::OutputClosed => (0, None),
            Self::User(message) => (1, Some(message)),
            Self::Usage(message) => (2, Some(message)),
            Self::Internal(message) => (70, Some(message)),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if error.is_user_error() { Self::User(error.to_string()) } else { Self::Internal(error.to_string()) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Error::from(error).into()
    }
}

impl From<Unavailable> for Failure {
    fn from(unavailable: Unavailable) -> Self {
        Self::Internal(unavailable.to_string())
    }
}

/// Of what is read from standard input and written to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::User(format!("cannot read or write: {error}")),
        }
    }
}
