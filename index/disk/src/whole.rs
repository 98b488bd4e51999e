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
    let mut draft = DraftFile::at(draft.to_owned())?;
    write(&mut draft.out)?;
    draft.keep(path)
}

/// A file in the making, beside its place. It is removed where it is not kept.
pub struct DraftFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl DraftFile {
    /// Begins what is to be the file at `path`.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn create(path: &Path) -> io::Result<Self> {
        Self::at(draft_of(path))
    }

    fn at(path: PathBuf) -> io::Result<Self> {
        Ok(Self { out: BufWriter::new(File::create(&path)?), path })
    }

    /// Puts it in its place, once it is on the disk.
    ///
    /// # Errors
    /// The disk refuses; what was there stays.
    pub fn keep(mut self, path: &Path) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        fs::rename(&self.path, path)?;
        sync_folder(parent(path))
    }
}

impl Write for DraftFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for DraftFile {
    fn drop(&mut self) {
        // A draft that was kept has another name by now.
        let _ = fs::remove_file(&self.path);
    }
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

/// Writes a file that only its owner can read, whole, in the place of what was there.
///
/// # Errors
/// The disk refuses; what was there stays.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = draft_of(path);
    let written = remove(&draft).and_then(|()| {
        let mut file = private(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
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
    fn a_private_file_is_made_once_or_replaced_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key");
        fs::write(draft_of(&path), "left by a crash").expect("written");
        write_new_private(&path, b"first").expect("written");
        let again = write_new_private(&path, b"second").expect_err("it is there");
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("there"), b"first");
        write_private(&path, b"third").expect("in its place");
        assert_eq!(fs::read(&path).expect("there"), b"third");
        assert!(mode(&path).is_none_or(|mode| mode & 0o077 == 0));
        assert_eq!(entries(folder.path()), [path]);
    }
}
