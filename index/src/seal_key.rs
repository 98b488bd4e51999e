//! The folder of a program's store, and the key that seals it: made at the first start, never when something is there that was
//! sealed with another.

use crate::data::{self, DataFolder};
use crate::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of a key.
const KEY: usize = 32;

/// The folder in which a program keeps what it seals, and the key: in `key_file`, else in `keys/<program>.key` of the data
/// folder. Both are made where they are missing.
///
/// # Errors
/// A key that is missing though something was sealed with it, too short, or readable by others; a full disk.
pub(crate) fn sealed_place(
    folder: &DataFolder,
    program: &str,
    key_file: Option<&Path>,
) -> Result<(PathBuf, [u8; KEY]), Error> {
    close(&folder.stores());
    folder.key(program).parent().into_iter().for_each(close);
    let place = folder.store(program);
    let path = key_file.map_or_else(|| folder.key(program), Path::to_owned);
    let key = match fs::read(&path) {
        Ok(bytes) => checked(&path, &bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if holds_something(&place) {
                return Err(Error::Key { path, reason: missing(&place) });
            }
            made(&path)?
        }
        Err(source) => return Err(Error::Unreadable { path, source }),
    };
    data::make(&place)?;
    Ok((place, key))
}

/// Leaves a folder to its owner. One that is another's stays as it is: what is in it is closed by itself.
fn close(folder: &Path) {
    let _ = guichet_disk::tighten(folder);
}

/// Whether something there was sealed with a key: a database, an export, or what is left of either.
fn holds_something(place: &Path) -> bool {
    data::entries(place).iter().any(|path| data::name_of(path) != "lock")
}

fn missing(place: &Path) -> String {
    format!(
        "it does not exist, and {} was sealed with a key: put that file back; without it what is kept cannot be \
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
