//! Why a file is no thesaurus that can be read.

use std::io;

/// A thesaurus that gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum SkosError {
    /// The file is of another kind.
    #[error("{name} is not a file of the format skos ({cause}): check the file and the format's name")]
    NotSkos {
        /// The file, as it was given.
        name: String,
        /// What shows it.
        cause: String,
    },
    /// The file can be opened but its bytes cannot be read.
    #[error("{name} cannot be read ({source}): check the disk and the rights on the file, then import again")]
    Unreadable {
        /// The file, as it was given.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// A file of the right kind that is broken somewhere: nothing of it is kept.
    #[error("{name} is broken at line {line} ({cause}): mend that line, or export the file again from where it comes")]
    Malformed {
        /// The file, as it was given.
        name: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong there.
        cause: String,
    },
    /// A larger file than any that is published.
    #[error("{name} is too large, itself or unfolded: {most} MB are read at most. Export a part of it")]
    TooLarge {
        /// The file, as it was given.
        name: String,
        /// How many megabytes are read at most.
        most: usize,
    },
}
