//! Folders: what they hold, and what is made and removed in them.

use crate::error::DiskError;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The last part of a path, as text.
pub fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What a folder holds, sorted by name; nothing where it cannot be read.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

/// Gives a file another name: linked where the disk can, else copied with its time.
///
/// # Errors
/// It can be neither.
pub fn link_file(from: &Path, to: &Path) -> io::Result<()> {
    let copy = || {
        fs::copy(from, to)?;
        File::options().write(true).open(to)?.set_modified(fs::metadata(from)?.modified()?)
    };
    fs::hard_link(from, to).or_else(|_| copy())
}

/// Every file below a folder, sorted.
///
/// # Errors
/// A folder that cannot be read, by its name.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let cannot = |source| DiskError::new("read", folder, source);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        // A linked folder is not entered: it may lead anywhere, and back.
        if entry.file_type().map_err(cannot)?.is_dir() {
            found.extend(files(&entry.path())?);
        } else if entry.path().is_file() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Makes a folder and those above it.
///
/// # Errors
/// The disk refuses, with the place.
pub fn make(path: &Path) -> Result<(), DiskError> {
    fs::create_dir_all(path).map_err(|source| DiskError::new("make", path, source))
}

/// Removes a file or a folder; nothing there is fine.
///
/// # Errors
/// The disk refuses.
pub fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// What was made or renamed in a folder is on the disk after it.
///
/// # Errors
/// The disk refuses.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_below_and_what_cannot_be_read_is_named() {
        let temp = tempfile::tempdir().expect("a folder");
        make(&temp.path().join("a/b")).expect("made");
        fs::write(temp.path().join("a/b/c"), "").expect("written");
        assert_eq!(files(temp.path()).expect("read"), [temp.path().join("a/b/c")]);
        let missing = files(&temp.path().join("none")).expect_err("nothing is there");
        assert_eq!((missing.action.as_str(), missing.path), ("read", temp.path().join("none")));
    }
}
