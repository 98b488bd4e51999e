//! What can go wrong when a data folder is opened or written. "Yours" and "ours" are told apart.

use guichet_search::SearchError;
use std::path::PathBuf;

/// An error of the facade.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be read or written.
    #[error("{action} {path}: {source}. {remedy}", path = path.display())]
    Folder {
        /// What was tried.
        action: &'static str,
        /// Where.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
        /// What to do.
        remedy: &'static str,
    },
    /// Another program writes in this folder now.
    #[error("another program is writing in {path}: wait for it to end, or give this one another folder with --data", path = .0.display())]
    Busy(PathBuf),
    /// The embedded content is broken: a fault of this build.
    #[error("the content built into this program is broken: {0}")]
    Embedded(String),
    /// The search engine failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

impl Error {
    /// Whether the operator can mend it (exit code 1) or it is a fault of ours (70).
    pub fn is_yours(&self) -> bool {
        matches!(self, Self::Folder { .. } | Self::Busy(_))
    }
}
