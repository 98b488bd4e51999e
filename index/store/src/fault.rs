//! What goes wrong, in plain sentences: where, and what to do.

use guichet_core::store::StoreError;
use std::any::Any;
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// A failure of the disk or of the rights on it.
pub(crate) fn disk(action: &str, path: &Path, error: &io::Error) -> StoreError {
    let remedy = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "Nothing that was kept is lost. Free some space, then try again"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "Give the program's user the right to read and write there"
        }
        _ => "Check the disk, and that the path is a folder that can be written",
    };
    // sled hands errors on as text for programmers; their kind says the same in words.
    let said = match (error.raw_os_error(), error.kind()) {
        (Some(_), _) | (None, ErrorKind::Other) => error.to_string(),
        (None, kind) => kind.to_string(),
    };
    StoreError { message: format!("cannot {action} {}: {said}. {remedy}", path.display()), user_error: true }
}

/// A failure of the database while it is open.
pub(crate) fn database(action: &str, path: &Path, error: &sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => disk(action, path, error),
        error => broken(action, path, &error.to_string()),
    }
}

/// A database that contradicts itself while it is open.
pub(crate) fn broken(action: &str, path: &Path, why: &str) -> StoreError {
    let remedy = "Start the program again: a database that does not open is made again from its last export";
    StoreError { message: format!("cannot {action} {}: {why}. {remedy}", path.display()), user_error: false }
}

/// What `work` gives; a panic of the database, which a damaged file can cause, is a sentence.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What the work was touching is thrown away by every caller: nobody sees it half done.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| said(&*panic))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let first = text.and_then(|text| text.lines().next()).unwrap_or("no reason given");
    format!("the database stopped: {}", first.chars().take(200).collect::<String>())
}
