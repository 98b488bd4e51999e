//! What must never be shown.

use crate::error::Error;
use serde::Deserialize;
use std::fmt;
use std::fs;
use std::path::Path;

/// A token, a password, an address that may hold one. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Reads a secret's file; spaces and line ends around it are dropped.
    ///
    /// # Errors
    /// The file cannot be read, or is empty.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        match text.trim() {
            "" => Err(unreadable(std::io::Error::new(std::io::ErrorKind::InvalidData, "the file is empty"))),
            secret => Ok(Self(secret.to_owned())),
        }
    }

    /// The secret given as such, else the one in a file; `None` where neither is given.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn given(direct: Option<&Self>, file: Option<&Path>) -> Result<Option<Self>, Error> {
        match (direct, file) {
            (Some(secret), _) => Ok(Some(secret.clone())),
            (None, Some(file)) => Self::read(file).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The secret itself, for the one call that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}
