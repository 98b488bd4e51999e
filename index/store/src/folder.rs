//! Where things are in the folder of a store, which one program alone holds.

use crate::fault;
use guichet_core::ports::conversations::StoreError;
use guichet_disk::{Lock, entries, name_of, remove};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A program that ends gives its lock back a moment later, and sled's threads its file: how often and how long whoever
/// opens waits for that.
pub(crate) const ROUNDS: u32 = 150;
pub(crate) const ROUND: Duration = Duration::from_millis(20);

/// The folder of a store.
#[derive(Debug, Clone)]
pub(crate) struct StoreFolder {
    root: PathBuf,
}

impl StoreFolder {
    /// Makes the folder, takes its lock, closes it to other users and clears what interrupted work left behind.
    pub(crate) fn take(root: &Path, notices: &mut Vec<String>) -> Result<(Self, Lock), StoreError> {
        fs::create_dir_all(root).map_err(|error| fault::disk("make", root, &error))?;
        let folder = Self { root: root.to_owned() };
        let path = root.join("lock");
        let cannot = |error: io::Error| fault::disk("write", &path, &error);
        let mut rounds = ROUNDS;
        let lock = loop {
            match Lock::try_take(&path).map_err(cannot)? {
                Some(lock) => break lock,
                None if rounds > 0 => {
                    rounds -= 1;
                    thread::sleep(ROUND);
                }
                None => {
                    let message = format!(
                        "another program has {} open: stop it first, or give this one another data folder",
                        root.display()
                    );
                    return Err(StoreError { message, user_error: true });
                }
            }
        };
        if let Err(error) = guichet_disk::tighten_all(root) {
            notices.push(format!(
                "{} cannot be closed to other users ({error}): what is in it is sealed, but make the program's user its \
                 owner.",
                root.display()
            ));
        }
        // A program that was killed between two renames: the older database is whole.
        if !folder.database().exists() && folder.database_before().exists() {
            fs::rename(folder.database_before(), folder.database()).map_err(cannot)?;
        }
        for left in [folder.database_draft(), folder.export_draft(), folder.database_before()] {
            remove(&left).map_err(|error| fault::disk("remove", &left, &error))?;
        }
        Ok((folder, lock))
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The database: a folder of sled's.
    pub(crate) fn database(&self) -> PathBuf {
        self.root.join("db")
    }

    /// A database being made again.
    pub(crate) fn database_draft(&self) -> PathBuf {
        self.root.join("db.draft")
    }

    /// A database of an older format, while one of the present format takes its folder.
    pub(crate) fn database_before(&self) -> PathBuf {
        self.root.join("db.before")
    }

    /// The secrets of the conversations: see [`crate::secrets`].
    pub(crate) fn secrets(&self) -> PathBuf {
        self.root.join("secrets")
    }

    /// The newest copy.
    pub(crate) fn export(&self) -> PathBuf {
        self.root.join("export")
    }

    /// How many records there were when the copy was written, in plain figures: a copy and a database that are both damaged say
    /// nothing of what they held.
    pub(crate) fn count(&self) -> PathBuf {
        self.root.join("count")
    }

    /// A copy being written.
    pub(crate) fn export_draft(&self) -> PathBuf {
        self.root.join("export.draft")
    }

    /// Whether something says that there was a database: a copy of it, or one that was set aside.
    pub(crate) fn has_remains(&self) -> bool {
        entries(&self.root)
            .iter()
            .map(|path| name_of(path))
            .any(|name| name == "export" || name.starts_with("db.broken-"))
    }

    /// Summaries of the log, from which sled opens faster; without them it reads the log itself.
    pub(crate) fn summaries(&self) -> Vec<PathBuf> {
        entries(&self.database()).into_iter().filter(|path| name_of(path).starts_with("snap.")).collect()
    }

    /// Sets something broken aside, for whoever wants to look at it; gives its new name.
    pub(crate) fn set_aside(&self, path: &Path) -> Result<String, StoreError> {
        let aside = |number: u32| path.with_file_name(format!("{}.broken-{number}", name_of(path)));
        let free = (1..).map(aside).find(|path| !path.exists()).unwrap_or_else(|| aside(0));
        fs::rename(path, &free).map_err(|error| fault::disk("set aside", path, &error))?;
        self.sync()?;
        Ok(free.display().to_string())
    }

    /// What was renamed in this folder is on the disk after it.
    pub(crate) fn sync(&self) -> Result<(), StoreError> {
        guichet_disk::sync_folder(&self.root).map_err(|error| fault::disk("write", &self.root, &error))
    }
}
