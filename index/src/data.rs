//! The data folder: `packs/`, `index/<generation>/`, `reports/`, one writer under a lock file, any number of readers.
//!
//! Nothing is made before it is written: opening a folder only looks at it, so a read-only one serves as it is.

use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Ending of what is being written and is not in force yet.
const DRAFT: &str = ".draft";

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
        let file = File::create(&path).map_err(|source| cannot_write(&path, source))?;
        match file.try_lock() {
            Ok(()) => {
                let writer = Writer { folder: self.clone(), _lock: file };
                writer.clear_drafts();
                Ok(writer)
            }
            Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(self.root.clone())),
            Err(fs::TryLockError::Error(source)) => Err(cannot_write(&path, source)),
        }
    }
}

/// The one program that may write in a folder now.
pub(crate) struct Writer {
    folder: DataFolder,
    _lock: File,
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
        let draft = draft_of(path);
        let parent = path.parent().unwrap_or(&self.folder.root);
        let kept = sync_tree(&draft).and_then(|()| {
            let aside = aside_of(path);
            remove(&aside)?;
            if path.exists() {
                fs::rename(path, &aside)?;
            }
            fs::rename(&draft, path)?;
            sync_folder(parent)?;
            remove(&aside)
        });
        kept.map_err(|source| cannot_write(path, source))
    }

    /// Removes what interrupted writers left behind, and puts back what they had set aside.
    fn clear_drafts(&self) {
        for parent in [self.folder.packs(), self.folder.generations(), self.folder.reports()] {
            for path in entries(&parent) {
                let name = name_of(&path);
                let Some(name) = name.strip_prefix('.') else { continue };
                if let Some(name) = name.strip_suffix(ASIDE) {
                    let place = parent.join(name);
                    let _ = if place.exists() { remove(&path) } else { fs::rename(&path, &place) };
                } else if name.ends_with(DRAFT) {
                    let _ = remove(&path);
                }
            }
        }
    }
}

/// Ending of what is being replaced.
const ASIDE: &str = ".aside";

/// Writes a file whole: beside its place first, on the disk, then renamed. Whatever fails, what was there stays.
pub(crate) fn write_whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut draft = DraftFile::create(path)?;
    write(&mut draft.out)?;
    draft.keep(path)
}

/// A file in the making, beside its place. It is removed where it is not kept.
pub(crate) struct DraftFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl DraftFile {
    fn create(path: &Path) -> io::Result<Self> {
        let path = draft_of(path);
        Ok(Self { out: BufWriter::new(File::create(&path)?), path })
    }

    /// Puts it in its place, once it is on the disk.
    pub(crate) fn keep(mut self, path: &Path) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        fs::rename(&self.path, path)?;
        // A bare file name has an empty parent: the folder the program stands in.
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        sync_folder(parent.unwrap_or(Path::new(".")))
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

/// Where a file or a folder is written before it is put in its place.
pub(crate) fn draft_of(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}{DRAFT}", name_of(path)))
}

fn aside_of(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}{ASIDE}", name_of(path)))
}

/// The last part of a path, as text.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What a folder holds, sorted by name; nothing where it cannot be read.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}

/// Every file below a folder, sorted. `Err` names what cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let cannot = |source| Error::Unreadable { path: folder.to_owned(), source };
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

/// Removes a file or a folder; nothing there is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Makes a folder and those above it.
pub(crate) fn make(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| cannot_write(path, source))
}

/// A rename is on the disk once its folder is.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

fn sync_tree(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() { sync_tree(&path)? } else { File::open(&path)?.sync_all()? }
    }
    sync_folder(path)
}

/// The error of a place that cannot be written, with the remedy that fits its cause.
pub(crate) fn cannot_write(path: &Path, source: io::Error) -> Error {
    let remedy = match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "Nothing that was there is lost. Free some space, then try again"
        }
        _ => "Give a folder that can be written, with --data or GUICHET_DATA",
    };
    Error::Folder { action: "cannot write", path: path.to_owned(), source, remedy }
}

/// Writes one value as a line of JSON.
pub(crate) fn json_line(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

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
