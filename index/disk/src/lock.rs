//! Lock files: one program at a time.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// A lock file, held until this is dropped or the program ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, and makes its file where there is none; `None` where another program holds it.
    ///
    /// # Errors
    /// The file cannot be made, or the system has no locks there.
    pub fn try_take(path: &Path) -> io::Result<Option<Self>> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_until_it_is_dropped() {
        let temp = tempfile::tempdir().expect("a folder");
        let path = temp.path().join("lock");
        let first = Lock::try_take(&path).expect("a file").expect("free");
        assert!(Lock::try_take(&path).expect("a file").is_none());
        drop(first);
        assert!(Lock::try_take(&path).expect("a file").is_some());
        assert!(Lock::try_take(&temp.path().join("none/lock")).is_err());
    }
}
