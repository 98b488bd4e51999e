//! The data folder: `packs/`, `index/<generation>/`, one writer under a lock file, any number of readers.

use crate::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A data folder.
#[derive(Debug, Clone)]
pub struct DataFolder {
    root: PathBuf,
}

impl DataFolder {
    /// The folder at `root`, made if it does not exist.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let folder = Self { root: root.to_owned() };
        for part in ["packs", "index"] {
            make(&folder.root.join(part))?;
        }
        Ok(folder)
    }

    /// The generation in force, if there is one.
    pub(crate) fn current(&self) -> Option<PathBuf> {
        let name = fs::read_to_string(self.root.join("index/CURRENT")).ok()?;
        let folder = self.root.join("index").join(name.trim());
        (!name.trim().is_empty() && folder.is_dir()).then_some(folder)
    }

    /// Takes the writer's lock; it is given back when the file is dropped.
    pub(crate) fn lock(&self) -> Result<File, Error> {
        let path = self.root.join("lock");
        let file = File::create(&path).map_err(|source| cannot_write(&path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(_) => Err(Error::Busy(self.root.clone())),
        }
    }

    /// An empty folder for a new generation.
    pub(crate) fn new_generation(&self, name: &str) -> Result<PathBuf, Error> {
        let path = self.root.join("index").join(name);
        if path.exists() {
            fs::remove_dir_all(&path).map_err(|source| cannot_write(&path, source))?;
        }
        make(&path)?;
        Ok(path)
    }

    /// Puts a generation in force, in one rename.
    pub(crate) fn swap(&self, name: &str) -> Result<(), Error> {
        let path = self.root.join("index/CURRENT");
        let draft = self.root.join("index/CURRENT.new");
        fs::write(&draft, name).and_then(|()| fs::rename(&draft, &path)).map_err(|source| cannot_write(&path, source))
    }
}

fn make(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| cannot_write(path, source))
}

fn cannot_write(path: &Path, source: std::io::Error) -> Error {
    let remedy = "Give a folder that can be written, with --data or GUICHET_DATA.";
    Error::Folder { action: "cannot write", path: path.to_owned(), source, remedy }
}
