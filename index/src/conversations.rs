//! The conversations of one bot: its store in the data folder, and the key that seals it.

use crate::config::Config;
use crate::data::{self, DataFolder};
use crate::error::Error;
use guichet_core::ports::conversations::Store;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of a key.
const KEY: usize = 32;

/// A store that is open, and what the operator should know of its opening.
pub struct OpenedStore {
    /// The store. It is given back, and may be opened again, once the last handle is dropped.
    pub store: Arc<dyn Store>,
    /// One plain sentence each; empty where all was well.
    pub notices: Vec<String>,
}

/// Opens the conversations of a program, `telegram` say, and makes them and their key at the first start.
///
/// The key is in `key_file`, else in `keys/<program>.key` of the data folder.
///
/// # Errors
/// A second program on the same store; a key that is missing, too short, another's or readable by others; a full disk:
/// each with its remedy. A store that no longer opens is no error where it could be made again: then a notice says so.
pub fn open_store(
    folder: &DataFolder,
    program: &str,
    config: &Config,
    key_file: Option<&Path>,
) -> Result<OpenedStore, Error> {
    match config.store.url.as_ref().map(|url| url.expose()) {
        None | Some("" | "sled") => {}
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            return Err(Error::NotYet("PostgreSQL as a store"));
        }
        // The value is not repeated: it may hold a password.
        Some(_) => {
            let message = "this is no store that is known: leave it out, or write sled";
            return Err(Error::Config { place: "store.url".into(), message: message.into() });
        }
    }
    close(&folder.stores());
    folder.key(program).parent().into_iter().for_each(close);
    let place = folder.store(program);
    let path = key_file.map_or_else(|| folder.key(program), Path::to_owned);
    let key = match fs::read(&path) {
        Ok(bytes) => checked(&path, &bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if holds_conversations(&place) {
                return Err(Error::Key { path, reason: missing(&place) });
            }
            made(&path)?
        }
        Err(source) => return Err(Error::Unreadable { path, source }),
    };
    data::make(&place)?;
    let guichet_store::Opened { store, notices } = guichet_store::open(&place, &key)?;
    Ok(OpenedStore { store, notices })
}

/// Leaves a folder to its owner. One that is another's stays as it is: what is in it is closed by itself.
fn close(folder: &Path) {
    let _ = guichet_disk::tighten(folder);
}

/// Whether something there was sealed with a key: a database, an export, or what is left of either.
fn holds_conversations(place: &Path) -> bool {
    data::entries(place).iter().any(|path| data::name_of(path) != "lock")
}

fn missing(place: &Path) -> String {
    format!(
        "it does not exist, and {} was sealed with a key: put that file back; without it the conversations cannot be \
         read, and to start afresh that folder must be moved away",
        place.display()
    )
}

fn checked(path: &Path, bytes: &[u8]) -> Result<[u8; KEY], Error> {
    let wrong = |reason: String| Error::Key { path: path.to_owned(), reason };
    let key = bytes.try_into().map_err(|_| {
        wrong(format!(
            "a key is {KEY} bytes, all of them random, and this file has {}: name another file, which is made at the first \
             start, or make one with: head -c {KEY} /dev/urandom > FILE",
            bytes.len()
        ))
    })?;
    if guichet_disk::mode(path).is_some_and(|mode| mode & 0o077 != 0) {
        return Err(wrong(format!("others than its owner can read it: chmod 600 {}", path.display())));
    }
    Ok(key)
}

/// A new key: whole on the disk before anything is sealed with it.
fn made(path: &Path) -> Result<[u8; KEY], Error> {
    let mut key = [0; KEY];
    let no_chance = |error| data::cannot_write(path, io::Error::other(format!("no random numbers: {error}")));
    getrandom::fill(&mut key).map_err(no_chance)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    data::make(parent)?;
    guichet_disk::write_new_private(path, &key).map_err(|source| data::cannot_write(path, source))?;
    Ok(key)
}

/// A store as it is seen from outside.
pub(crate) struct StoreOnDisk {
    /// Whose.
    pub program: String,
    /// On the disk, all of it.
    pub bytes: u64,
    /// There is a copy to make it again from.
    pub exported: bool,
    /// What was set aside as broken.
    pub broken: Vec<PathBuf>,
}

/// The stores of a data folder; none is opened.
pub(crate) fn stores(folder: &DataFolder) -> Vec<StoreOnDisk> {
    let stores = data::entries(&folder.stores()).into_iter().filter(|path| path.is_dir());
    let one = |path: PathBuf| {
        let files = data::files(&path).unwrap_or_default();
        let broken = data::entries(&path).into_iter().filter(|path| data::name_of(path).contains(".broken-"));
        StoreOnDisk {
            program: data::name_of(&path),
            bytes: files.iter().filter_map(|file| Some(fs::metadata(file).ok()?.len())).sum(),
            exported: path.join("export").is_file(),
            broken: broken.collect(),
        }
    };
    stores.map(one).collect()
}
