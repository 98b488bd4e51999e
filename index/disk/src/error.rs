//! A failure of the disk in plain words: what was tried, where, why it failed, and what to do. One sentence a cause.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How the operator names another data folder.
const ELSEWHERE: &str = "--data or GUICHET_DATA";

/// A failure of the disk, or of the rights on it.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {path}: {source}. {remedy}", path = .path.display(), remedy = remedy(.source.kind(), .elsewhere))]
pub struct DiskError {
    /// What was tried: `write`, say.
    pub action: String,
    /// Where.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
    /// How the operator gives another place.
    elsewhere: &'static str,
}

impl DiskError {
    /// A failure in the data folder.
    pub fn new(action: impl Into<String>, path: &Path, source: io::Error) -> Self {
        Self { action: action.into(), path: path.to_owned(), source, elsewhere: ELSEWHERE }
    }

    /// A failure in a place that the operator gave with another option: `--out`, say.
    #[must_use]
    pub fn given_with(self, option: &'static str) -> Self {
        Self { elsewhere: option, ..self }
    }
}

/// What the operator can do.
fn remedy(cause: ErrorKind, elsewhere: &str) -> String {
    match cause {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            format!("Nothing that was there is lost. Free some space, or give another place with {elsewhere}")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("Give the program's user the right to read and write there, or another place with {elsewhere}")
        }
        _ => format!("Check that it is in a folder that can be written, or give another place with {elsewhere}"),
    }
}

/// What a disk answers that is full, or closed to this user: a refusal, never a sign of damage.
pub const REFUSALS: [ErrorKind; 5] = [
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::FileTooLarge,
    ErrorKind::PermissionDenied,
    ErrorKind::ReadOnlyFilesystem,
];

#[cfg(test)]
mod tests {
    //! Property: each cause has one sentence, which names the place and what to do.

    use super::*;

    #[test]
    fn each_cause_has_its_remedy() {
        let said = |kind: ErrorKind| DiskError::new("write", Path::new("a/b"), kind.into()).to_string();
        for kind in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge] {
            assert!(said(kind).starts_with("cannot write a/b: ") && said(kind).contains("lost. Free some space, "));
        }
        for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
            assert!(said(kind).contains("Give the program's user the right"), "{}", said(kind));
        }
        let other = DiskError::new("write", Path::new("a/b"), ErrorKind::NotADirectory.into());
        assert!(other.to_string().ends_with("with --data or GUICHET_DATA"), "{other}");
        assert!(other.given_with("--out").to_string().ends_with("with --out"));
    }
}
