//! Files that are whole or not there.

use crate::folder::{name_of, remove, sync_folder};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Ending of what is being written and is not in its place yet.
pub(crate) const DRAFT: &str = ".draft";

/// Where a file or a folder is written before it is put in its place.
pub fn draft_of(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}{DRAFT}", name_of(path)))
}

/// Writes a file whole: beside its place first, on the disk, then renamed. Whatever fails, what was there stays.
///
/// # Errors
/// What `write` gives, and what the disk refuses.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    write_through(&draft_of(path), path, write)
}

/// As [`write_whole`], with a draft of another name, in the same folder.
///
/// # Errors
/// As [`write_whole`].
pub fn write_through(
    draft: &Path,
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let written = File::create(draft).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(draft, path)?;
        sync_folder(parent(path))
    });
    written.inspect_err(|_| {
        let _ = fs::remove_file(draft);
    })
}

/// Writes a new file that only its owner can read, whole; never over one that is there.
///
/// # Errors
/// Something stands there already, or the disk refuses.
pub fn write_new_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft_of(path);
    let written = remove(&draft).and_then(|()| {
        let mut file = private(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        // Of two programs that start at once one writes: a link never replaces what stands there.
        fs::hard_link(&draft, path).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Err(error),
            // A file system without links.
            _ => fs::rename(&draft, path),
        })?;
        sync_folder(parent(path))
    });
    let _ = remove(&draft);
    written
}

/// The folder of a file. A bare name has an empty parent: the folder the program stands in.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    //! Properties: a write that fails leaves what was there and no draft; a private file is its owner's and is never
    //! written over.

    use super::*;
    use crate::{entries, mode};

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        write_whole(&path, |out| out.write_all(b"old")).expect("written");
        let full = |out: &mut BufWriter<File>| {
            out.write_all(b"half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        assert_eq!(write_whole(&path, full).expect_err("a full disk").kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).expect("there"), b"old");
        assert_eq!(entries(folder.path()), [path]);
    }

    #[test]
    fn a_private_file_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        fs::write(draft_of(&path), "left by a crash").expect("written");
        write_new_private(&path, b"first").expect("written");
        let again = write_new_private(&path, b"second").expect_err("it is there");
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("there"), b"first");
        assert!(mode(&path).is_none_or(|mode| mode & 0o077 == 0));
        assert_eq!(entries(folder.path()), [path]);
    }
}
