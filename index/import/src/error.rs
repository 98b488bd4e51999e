//! Why a source could not be read at all. What is wrong with single records is a finding instead.

use std::io;

/// A source that gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is not what its format says.
    #[error(
        "{name} is not a zip archive that can be opened ({cause}): fetch it again, or unpack it and give the folder"
    )]
    NotAnArchive {
        /// The file, as it was given.
        name: String,
        /// What the archive reader says.
        cause: String,
    },
    /// The file is of another kind than the format asked for.
    #[error("{name} is not a file of the format {format} ({cause}): check the file and the format's name")]
    NotThisFormat {
        /// The file, as it was given.
        name: String,
        /// The format, as the command line names it.
        format: &'static str,
        /// What shows it.
        cause: String,
    },
    /// A spreadsheet's mapping says what cannot be.
    #[error("the mapping {name} cannot be used ({cause})")]
    Mapping {
        /// The file, as it was given.
        name: String,
        /// What is wrong, with its line.
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
    /// What is read cannot be kept: the sink failed.
    #[error("what is read cannot be kept ({source}): free some space, or give another place, then import again")]
    NotKept {
        /// Why.
        source: io::Error,
    },
    /// More files than any edition has.
    #[error("{name} holds {files} files, more than the {most} that any edition has: check where it comes from")]
    TooMuch {
        /// The file, as it was given.
        name: String,
        /// How many files it holds.
        files: usize,
        /// How many are read at most.
        most: usize,
    },
}

impl ImportError {
    /// Whether the operator can mend it (exit code 1) or it is a fault of ours (70).
    pub const fn is_user_error(&self) -> bool {
        match self {
            Self::NotAnArchive { .. }
            | Self::NotThisFormat { .. }
            | Self::Mapping { .. }
            | Self::Unreadable { .. }
            | Self::NotKept { .. }
            | Self::TooMuch { .. } => true,
        }
    }
}
