//! Where things are in the folder of a store, and the lock that only one program holds.

use crate::fault;
use guichet_core::store::StoreError;
use std::fs::{self, File};
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
pub(crate) struct Place {
    root: PathBuf,
}

/// Held as long as the store is open.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Place {
    /// Makes the folder, takes its lock, closes it to other users and clears what interrupted work left behind.
    pub(crate) fn take(root: &Path, notices: &mut Vec<String>) -> Result<(Self, Lock), StoreError> {
        fs::create_dir_all(root).map_err(|error| fault::disk("make", root, &error))?;
        let place = Self { root: root.to_owned() };
        let path = root.join("lock");
        let cannot = |error: io::Error| fault::disk("write", &path, &error);
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(cannot)?;
        let mut rounds = ROUNDS;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(fs::TryLockError::WouldBlock) if rounds > 0 => {
                    rounds -= 1;
                    thread::sleep(ROUND);
                }
                Err(fs::TryLockError::WouldBlock) => {
                    let message = format!(
                        "another program has the conversations in {} open: stop it first, or give this one another data \
                         folder",
                        root.display()
                    );
                    return Err(StoreError { message, user_error: true });
                }
                Err(fs::TryLockError::Error(error)) => return Err(cannot(error)),
            }
        }
        if let Err(error) = close(root) {
            notices.push(format!(
                "{} cannot be closed to other users ({error}): what is in it is sealed, but make the program's user its \
                 owner.",
                root.display()
            ));
        }
        // A program that was killed between two renames: the older database is whole.
        if !place.database().exists() && place.database_before().exists() {
            fs::rename(place.database_before(), place.database()).map_err(cannot)?;
        }
        for left in [place.database_draft(), place.export_draft(), place.database_before()] {
            remove(&left).map_err(|error| fault::disk("remove", &left, &error))?;
        }
        Ok((place, Lock { _file: file }))
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

    /// A database of an older format, while one of the present format takes its place.
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

    /// A copy being written.
    pub(crate) fn export_draft(&self) -> PathBuf {
        self.root.join("export.draft")
    }

    /// Whether something says that there was a database: a copy of it, or one that was set aside.
    pub(crate) fn has_remains(&self) -> bool {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        entries.map(|entry| name_of(&entry.path())).any(|name| name == "export" || name.starts_with("db.broken-"))
    }

    /// Summaries of the log, from which sled opens faster; without them it reads the log itself.
    pub(crate) fn summaries(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.database()).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.filter(|path| name_of(path).starts_with("snap.")).collect()
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
        sync_folder(&self.root).map_err(|error| fault::disk("write", &self.root, &error))
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Removes a file or a folder; nothing there is fine.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Takes every right on a file or a folder from everybody but its owner; a link is not followed.
///
/// # Errors
/// It is not there, or another's.
#[cfg(unix)]
pub fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let data = fs::symlink_metadata(path)?;
    let mode = data.permissions().mode() & 0o7777;
    if data.is_symlink() || mode & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))
}

/// As on Unix, where there are such rights.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn tighten(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Closes a folder and all that is below it.
fn close(path: &Path) -> io::Result<()> {
    tighten(path)?;
    if fs::symlink_metadata(path)?.is_dir() {
        for entry in fs::read_dir(path)? {
            close(&entry?.path())?;
        }
    }
    Ok(())
}

/// What was made or renamed in a folder is on the disk after it.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}
