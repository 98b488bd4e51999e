//! What can go wrong when a data folder is opened or written. A user error, which the operator can mend, and an internal
//! error are told apart.

use guichet_content::skos::SkosError;
use guichet_core::ports::conversations::StoreError;
use guichet_disk::DiskError;
use guichet_import::ImportError;
use guichet_places::PlacesError;
use guichet_search::SearchError;
use std::path::PathBuf;

/// An error of the facade: one plain sentence, with the place and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The disk refuses.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A file or a folder cannot be read.
    #[error("cannot read {path}: {source}. Check the path and the rights on it", path = path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another program writes in this folder now.
    #[error("another program is writing in {path}: wait for it to end, or give this one another folder with --data", path = .0.display())]
    Busy(PathBuf),
    /// The index of a newer program, which this one would break.
    #[error("the index {path} was built by a newer guichet and is left as it is: update this program, or give it another folder with --data", path = .0.display())]
    NewerIndex(PathBuf),
    /// A name that cannot be a pack's.
    #[error(
        "'{0}' cannot be the name of a pack: use 1 to 64 letters a to z, digits, '-', '_' and '.', a letter or a digit first"
    )]
    PackName(String),
    /// A pack that is there and cannot be used.
    #[error("the pack {name} is broken: {reason}")]
    Pack {
        /// Its name.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// An import would replace what somebody wrote by hand.
    #[error(
        "the pack {0} is a folder written by hand, and an import would replace it: choose another name with --pack"
    )]
    Authored(String),
    /// A format that this version does not read yet.
    #[error("{0} is not read yet by this version of guichet")]
    NotYet(&'static str),
    /// The configuration says something that cannot be followed.
    #[error("{place}: {message}")]
    Config {
        /// The file and line, or the variable.
        place: String,
        /// What is wrong and what is known.
        message: String,
    },
    /// What is to be checked is no content.
    #[error("{path} holds neither cards/ nor card.toml: give a content folder, or the folder of one card", path = .0.display())]
    NoContent(PathBuf),
    /// The source gives nothing.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A thesaurus gives nothing.
    #[error(transparent)]
    Skos(#[from] SkosError),
    /// The embedded content is broken: a fault of this build.
    #[error("the content built into this program is broken: {0}")]
    Embedded(String),
    /// The search engine failed.
    #[error("{}", chain(.0))]
    Search(#[from] SearchError),
    /// The index of places failed.
    #[error("{}", chain(.0))]
    Places(#[from] PlacesError),
    /// The key of a bot's conversations does not serve.
    #[error("the key file {path}: {reason}", path = path.display())]
    Key {
        /// Which.
        path: PathBuf,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The conversations of a bot cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Error {
    /// Whether the operator can mend it (exit code 1) or it is a fault of ours (70).
    pub fn is_user_error(&self) -> bool {
        match self {
            Self::Embedded(_) | Self::Search(_) | Self::Places(_) => false,
            Self::Import(error) => error.is_user_error(),
            Self::Store(error) => error.user_error,
            _ => true,
        }
    }
}

/// An error and its causes on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    said
}
