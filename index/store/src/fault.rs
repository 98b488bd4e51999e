//! What goes wrong, in plain sentences: where, and what to do.

use guichet_core::ports::conversations::StoreError;
use guichet_disk::DiskError;
use std::any::Any;
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// A failure of the disk or of the rights on it.
pub(crate) fn disk(action: &str, path: &Path, error: &io::Error) -> StoreError {
    // sled hands errors on as text for programmers; their kind says the same in words.
    let source = match (error.raw_os_error(), error.kind()) {
        (Some(code), _) => io::Error::from_raw_os_error(code),
        (None, ErrorKind::Other) => io::Error::other(error.to_string()),
        (None, kind) => kind.into(),
    };
    StoreError { message: DiskError::new(action, path, source).to_string(), user_error: true }
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
