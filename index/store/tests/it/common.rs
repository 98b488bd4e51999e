//! What the tests of the store share: conversations, one-line saves, and an open store of its own.

pub use guichet_core::fake::conformance::{answer, conversation, day, kept, moment, now, save, some, who};
use guichet_core::ports::conversations::Store;
use guichet_store::Opened;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};
use tempfile::TempDir;

pub const KEY: [u8; 32] = [7; 32];

/// A folder that goes with the test, with a store in it.
pub struct Desk {
    pub temp: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { temp: tempfile::tempdir().expect("a folder") }
    }

    pub fn folder(&self) -> PathBuf {
        self.temp.path().join("store/telegram")
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder().join(inside)
    }

    /// Opens it; the notices are the test's to judge.
    pub fn opened(&self) -> Opened {
        guichet_store::open(&self.folder(), &KEY).expect("opens")
    }

    /// Opens it, and nothing is to be said.
    pub fn store(&self) -> Arc<dyn Store> {
        let opened = self.opened();
        assert_eq!(opened.notices, Vec::<String>::new());
        opened.store
    }

    /// Its database as sled opens it, once a store on it is closed: sled's threads give the file back a moment later.
    pub fn sled(&self) -> sled::Db {
        let open = || sled::open(self.path("db")).ok();
        (0..250)
            .find_map(|_| {
                open().or_else(|| {
                    std::thread::sleep(std::time::Duration::from_millis(20));
                    None
                })
            })
            .expect("sled opens")
    }

    /// Names in the store's folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).expect("a folder").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

/// Copies a folder as it is on the disk now.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, target) = (
            entry.as_ref().map(fs::DirEntry::path),
            to.join(entry.as_ref().map_or_else(|_| "".into(), fs::DirEntry::file_name)),
        );
        let path = path.map_err(|error| io::Error::new(error.kind(), error.to_string()))?;
        if path.is_dir() { copy(&path, &target)? } else { fs::copy(&path, &target).map(|_| ())? }
    }
    Ok(())
}
