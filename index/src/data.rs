//! The data folder: `packs/`, `index/<generation>/`, `reports/`, one writer under a lock file, any number of readers.
//!
//! Nothing is made before it is written: opening a folder only looks at it, so a read-only one serves as it is.

use crate::error::Error;
use guichet_disk::{DiskError, DraftFile, Lock, clear_leftovers, draft_of, replace_folder, write_whole};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

pub(crate) use guichet_disk::{entries, name_of, remove};

/// A data folder.
#[derive(Debug, Clone)]
pub struct DataFolder {
    root: PathBuf,
}

impl DataFolder {
    /// The folder at `root`, which need not exist yet. `Err` where something else stands there.
    pub fn open(root: &Path) -> Result<Self, Error> {
        if root.exists() && !root.is_dir() {
            return Err(cannot_write(root, io::ErrorKind::NotADirectory.into()));
        }
        Ok(Self { root: root.to_owned() })
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of packs.
    pub(crate) fn packs(&self) -> PathBuf {
        self.root.join("packs")
    }

    /// The folder of index generations.
    pub(crate) fn generations(&self) -> PathBuf {
        self.root.join("index")
    }

    /// The folder of import reports.
    pub(crate) fn reports(&self) -> PathBuf {
        self.root.join("reports")
    }

    /// The report of a pack: what its last import had to say.
    pub(crate) fn report(&self, pack: &str) -> PathBuf {
        self.reports().join(format!("{pack}.jsonl"))
    }

    /// What `guichet update` keeps of its sources.
    pub(crate) fn sources(&self) -> PathBuf {
        self.root.join("sources")
    }

    /// What a program counted.
    pub(crate) fn counts(&self, program: &str) -> PathBuf {
        self.root.join("counts").join(format!("{program}.jsonl"))
    }

    /// The folder of stores, one a program.
    pub(crate) fn stores(&self) -> PathBuf {
        self.root.join("store")
    }

    /// The store of a program.
    pub(crate) fn store(&self, program: &str) -> PathBuf {
        self.stores().join(program)
    }

    /// The key of a program's store, where none is named.
    pub(crate) fn key(&self, program: &str) -> PathBuf {
        self.root.join("keys").join(format!("{program}.key"))
    }

    /// Takes the writer's lock; it is given back when the writer is dropped.
    pub(crate) fn writer(&self) -> Result<Writer, Error> {
        make(&self.root)?;
        let path = self.root.join("lock");
        let lock = Lock::try_take(&path).map_err(|source| cannot_write(&path, source))?;
        let writer = Writer { folder: self.clone(), _lock: lock.ok_or_else(|| Error::Busy(self.root.clone()))? };
        [self.packs(), self.generations(), self.reports()].iter().for_each(|parent| clear_leftovers(parent));
        Ok(writer)
    }
}

/// The one program that may write in a folder now.
pub(crate) struct Writer {
    folder: DataFolder,
    _lock: Lock,
}

impl Writer {
    /// The folder written in.
    pub(crate) fn folder(&self) -> &DataFolder {
        &self.folder
    }

    /// Writes a file whole: beside its place first, on the disk, then renamed. Whatever fails, what was there stays.
    pub(crate) fn write(
        &self,
        path: &Path,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        make(path.parent().unwrap_or(&self.folder.root))?;
        write_whole(path, write).map_err(|source| cannot_write(path, source))
    }

    /// A file that is written as rows come, beside `path`.
    pub(crate) fn draft_file(&self, path: &Path) -> Result<DraftFile, Error> {
        make(path.parent().unwrap_or(&self.folder.root))?;
        DraftFile::create(path).map_err(|source| cannot_write(path, source))
    }

    /// An empty folder that becomes `path` with [`Self::keep_folder`].
    pub(crate) fn draft_folder(&self, path: &Path) -> Result<PathBuf, Error> {
        let draft = draft_of(path);
        remove(&draft).map_err(|source| cannot_write(&draft, source))?;
        make(&draft)?;
        Ok(draft)
    }

    /// Puts a draft folder in its place. Where one stands there already, it is set aside and removed after.
    pub(crate) fn keep_folder(&self, path: &Path) -> Result<(), Error> {
        replace_folder(path).map_err(|source| cannot_write(path, source))
    }
}

/// Every file below a folder, sorted. `Err` names what cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    guichet_disk::files(folder).map_err(|error| Error::Unreadable { path: error.path, source: error.source })
}

/// Makes a folder and those above it.
pub(crate) fn make(path: &Path) -> Result<(), Error> {
    Ok(guichet_disk::make(path)?)
}

/// The error of a place that cannot be written.
pub(crate) fn cannot_write(path: &Path, source: io::Error) -> Error {
    DiskError::new("write", path, source).into()
}

/// Writes one value as a line of JSON.
pub(crate) fn json_line(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> (tempfile::TempDir, DataFolder) {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::open(temp.path()).expect("opens");
        (temp, folder)
    }

    #[test]
    fn a_failed_write_loses_nothing_and_leaves_nothing() {
        let (_temp, folder) = folder();
        let writer = folder.writer().expect("the lock");
        let path = folder.packs().join("p/pack.toml");
        writer.write(&path, |out| out.write_all(b"old")).expect("written");
        let full = |out: &mut BufWriter<File>| {
            out.write_all(b"half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let said = writer.write(&path, full).expect_err("a full disk").to_string();
        assert!(said.contains("pack.toml") && said.contains("Free some space"), "{said}");
        assert_eq!(fs::read_to_string(&path).expect("still there"), "old");
        assert_eq!(entries(&folder.packs().join("p")).len(), 1, "no draft is left");
    }

    #[test]
    fn a_second_writer_is_told_so() {
        let (_temp, folder) = folder();
        let first = folder.writer().expect("the lock");
        assert!(matches!(folder.writer(), Err(Error::Busy(_))));
        drop(first);
        folder.writer().expect("free again");
    }

    #[test]
    fn what_an_interrupted_writer_left_is_cleared_or_put_back() {
        let (_temp, folder) = folder();
        let packs = folder.packs();
        fs::create_dir_all(packs.join(".new.draft")).expect("a draft");
        fs::create_dir_all(packs.join(".lost.aside")).expect("set aside, not replaced");
        fs::create_dir_all(packs.join(".done.aside")).expect("set aside");
        fs::create_dir_all(packs.join("done")).expect("and replaced");
        folder.writer().expect("the lock");
        let left: Vec<String> = entries(&packs).iter().map(|path| name_of(path)).collect();
        assert_eq!(left, ["done", "lost"]);
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_named_with_the_remedy() {
        let (temp, _) = folder();
        let path = temp.path().join("file");
        fs::write(&path, "x").expect("a file");
        let said = DataFolder::open(&path).expect_err("no folder").to_string();
        assert!(said.contains(&path.display().to_string()) && said.contains("--data"), "{said}");
    }
}
