//! Opening a database so that a damaged one is noticed: everything is read once, and added up.

use crate::fault::{self, guarded};
use crate::folder::{ROUND, ROUNDS, StoreFolder};
use crate::register::{Register, Sum};
use crate::seal::{Keys, Name};
use crate::secrets::Secrets;
use crate::tables::{self, Everything, FORMAT, Opener, Tables, meta};
use guichet_core::ports::conversations::StoreError;
use guichet_disk::REFUSALS;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// A database that is open and sound.
#[derive(Debug)]
pub(crate) struct Open {
    /// Its tables.
    pub tables: Tables,
    /// What is known of each conversation. Locked while something is saved, before the secrets.
    pub register: Mutex<Register>,
    /// The secrets of the conversations.
    pub secrets: Mutex<Secrets>,
    /// See [`meta::BASE`].
    pub base: u64,
    /// The format it is in: one earlier than [`FORMAT`] is read to be written anew.
    pub format: u32,
}

impl Open {
    /// What is known of each conversation, locked.
    pub(crate) fn register(&self) -> MutexGuard<'_, Register> {
        self.register.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The secrets, locked.
    pub(crate) fn secrets(&self) -> MutexGuard<'_, Secrets> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What opens its records.
    pub(crate) fn opener<'a>(&'a self, keys: &'a Keys) -> Opener<'a> {
        Opener { keys, secrets: &self.secrets, format: self.format }
    }
}

/// Why a database is not opened.
#[derive(Debug)]
pub(crate) enum OpenFailure {
    /// Somebody must do something first; nothing is touched.
    Refused(StoreError),
    /// It contradicts itself: why.
    Broken(String),
}

impl From<StoreError> for OpenFailure {
    fn from(error: StoreError) -> Self {
        Self::Refused(error)
    }
}

/// Opens the database of a folder and reads it whole.
pub(crate) fn open(folder: &StoreFolder, keys: &Keys, notices: &mut Vec<String>) -> Result<Open, OpenFailure> {
    let path = &folder.database();
    let tables = started(path, Tables::open)?;
    let judged = Secrets::open(&folder.secrets()).map(Mutex::new).map_err(OpenFailure::from).and_then(|secrets| {
        let judged = guarded(|| judge(&tables, path, keys, &secrets, notices));
        Ok((judged.unwrap_or_else(|why| Err(panicked(path, why)))?, secrets))
    });
    match judged {
        Ok(((register, base, format), secrets)) => {
            Ok(Open { tables, register: Mutex::new(register), secrets, base, format })
        }
        Err(failure) => {
            discard(tables);
            Err(failure)
        }
    }
}

/// Makes an empty database. It is made under another name and renamed: one that is in its place and does not say what it is has lost
/// what it held.
pub(crate) fn make(path: &Path, keys: &Keys) -> Result<(), OpenFailure> {
    let tables = started(path, Tables::open)?;
    let made = guarded(|| begin(&tables, path, keys)).unwrap_or_else(|why| Err(panicked(path, why)));
    discard(tables);
    made
}

/// Closes what may be damaged: closing writes, and may panic inside sled.
pub(crate) fn discard<T>(tables: T) {
    let _ = guarded(move || drop(tables));
}

/// Opens the tables of a database; whoever is just closing it is waited for.
pub(crate) fn started<T>(path: &Path, open: impl Fn(&Path) -> sled::Result<T>) -> Result<T, OpenFailure> {
    for _ in 0..ROUNDS {
        return match guarded(|| open(path)) {
            Ok(Ok(tables)) => Ok(tables),
            Ok(Err(error)) if is_held(&error) => {
                thread::sleep(ROUND);
                continue;
            }
            Ok(Err(error)) => Err(failure(path, &error)),
            Err(why) => Err(panicked(path, why)),
        };
    }
    let message = format!("another program has {} open: stop it first", path.display());
    Err(OpenFailure::Refused(StoreError { message, user_error: true }))
}

/// Whether another handle has the database open. sled says so in words alone, and the manifest therefore asks for one
/// version of it: a test shows that these are still its words.
fn is_held(error: &sled::Error) -> bool {
    matches!(error, sled::Error::Io(error) if error.to_string().starts_with("could not acquire lock"))
}

/// The system's refusals are the operator's; all else says that the files are not what sled wrote.
pub(crate) fn failure(path: &Path, error: &sled::Error) -> OpenFailure {
    match error {
        sled::Error::Io(error) if refuses(error) => OpenFailure::Refused(fault::disk("open", path, error)),
        error => OpenFailure::Broken(error.to_string()),
    }
}

/// Code of a disk that cannot read what it holds: the file is as good as cut.
const UNREADABLE: i32 = 5;

fn refuses(error: &io::Error) -> bool {
    match (error.kind(), error.raw_os_error()) {
        (ErrorKind::NotFound | ErrorKind::UnexpectedEof, _) | (_, Some(UNREADABLE)) => false,
        (_, Some(_)) => true,
        (kind, None) => REFUSALS.contains(&kind),
    }
}

/// What a panic of sled's says of the files. Some of them come of a refusal of the disk, which it names.
pub(crate) fn panicked(path: &Path, why: String) -> OpenFailure {
    match REFUSALS.into_iter().find(|kind| why.contains(&format!("{kind:?}"))) {
        Some(kind) => OpenFailure::Refused(fault::disk("open", path, &kind.into())),
        None => OpenFailure::Broken(why),
    }
}

fn judge(
    tables: &Tables,
    path: &Path,
    keys: &Keys,
    secrets: &Mutex<Secrets>,
    notices: &mut Vec<String>,
) -> Result<(Register, u64, u32), OpenFailure> {
    let failed = |error: sled::Error| failure(path, &error);
    let Some(format) = tables.meta.get(meta::FORMAT).map_err(failed)? else {
        return Err(OpenFailure::Broken("it does not say which format it has".into()));
    };
    let format = format.as_ref().try_into().map_or(0, u32::from_be_bytes);
    if format > FORMAT {
        return Err(newer(path, format, FORMAT).into());
    }
    let word = tables.meta.get(meta::CHECK).map_err(failed)?;
    match word {
        Some(word) if tables::word_opens(keys, &word) => {}
        Some(_) => return Err(wrong_key(path).into()),
        None => return Err(OpenFailure::Broken("the word that proves its key is missing".into())),
    }
    let mut all = tables.read_all(&Opener { keys, secrets, format }).map_err(failed)?;
    if tables.sum().map_err(failed)? != Some(all.register.sum) {
        return Err(OpenFailure::Broken("its conversations do not add up".into()));
    }
    if all.unreadable.len() * 2 > all.count {
        return Err(OpenFailure::Broken("most of its conversations do not open with their secrets".into()));
    }
    if !all.unreadable.is_empty() {
        clear(tables, &mut all).map_err(failed)?;
        notices.push(format!(
            "In {}, {} of {} conversations were altered and do not open: they were removed, and those people start again.",
            path.display(),
            all.unreadable.len(),
            all.count
        ));
    }
    Ok((all.register, tables.number(meta::BASE).map_err(failed)?, format))
}

/// Makes an empty database a store.
fn begin(tables: &Tables, path: &Path, keys: &Keys) -> Result<(), OpenFailure> {
    let word = tables::sealed_word(keys)?;
    let begun = || -> sled::Result<()> {
        tables.meta.insert(meta::SUM, &Sum::default().0)?;
        tables.meta.insert(meta::CHECK, word)?;
        // Last: with it, the database counts as a store.
        tables.meta.insert(meta::FORMAT, &FORMAT.to_be_bytes())?;
        tables.flush()?;
        Ok(guichet_disk::sync_folder(path)?)
    };
    begun().map_err(|error| failure(path, &error))
}

/// Removes what does not open: nobody can be answered from it, and it could never be erased by whoever asks.
fn clear(tables: &Tables, all: &mut Everything) -> sled::Result<()> {
    for (key, version) in &all.unreadable {
        tables.conversations.remove(key)?;
        if let (Ok(name), Some(version)) = (Name::try_from(key.as_ref()), version) {
            all.register.sum = all.register.sum.with(&name, *version);
        }
    }
    tables.meta.insert(meta::SUM, &all.register.sum.0)?;
    tables.flush()
}

/// The refusal of keys that are not the store's.
pub(crate) fn wrong_key(path: &Path) -> StoreError {
    let message = format!(
        "the key given is not the one that {} was made with: give its own key file back; without it nothing can be read, \
         and to start afresh that folder must be moved away",
        path.display()
    );
    StoreError { message, user_error: true }
}

/// The refusal of a later format.
pub(crate) fn newer(path: &Path, format: u32, reads: u32) -> StoreError {
    let message = format!(
        "{} was written by a newer version of guichet (format {format}, this one reads {reads}): install that version again",
        path.display()
    );
    StoreError { message, user_error: true }
}

#[cfg(test)]
mod tests {
    //! Properties: what the disk refuses is never taken for damage, for damage is set aside; a database that is open elsewhere
    //! is known as such, by the words of the one version of sled that is asked for.

    use super::*;

    #[test]
    fn a_database_that_is_open_elsewhere_is_known_by_what_sled_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("db");
        let first = Tables::open(&path).expect("opens");
        let error = Tables::open(&path).expect_err("it is open already");
        assert!(is_held(&error), "{error}");
        assert!(!is_held(&sled::Error::Io(ErrorKind::PermissionDenied.into())));
        drop(first);
        let manifest = include_str!("../../../Cargo.toml");
        assert!(manifest.contains("\nsled = \"=0.34.7\""), "the words were read off that version");
    }

    #[test]
    fn a_refusal_of_the_disk_is_no_damage() {
        let path = Path::new("store/db");
        let io = |error: io::Error| failure(path, &sled::Error::Io(error));
        // Codes of Linux: too many open files, a full disk, no right.
        for error in [24, 28, 13].map(io::Error::from_raw_os_error).into_iter().chain(REFUSALS.map(io::Error::from)) {
            assert!(matches!(io(error), OpenFailure::Refused(error) if error.user_error));
        }
        let unwrapped = format!("called `Result::unwrap()` on an `Err` value: {:?}", io::Error::from_raw_os_error(28));
        assert!(
            matches!(panicked(path, unwrapped), OpenFailure::Refused(error) if error.message.contains("Free some space"))
        );
        for error in
            [ErrorKind::UnexpectedEof.into(), io::Error::from_raw_os_error(UNREADABLE), io::Error::other("odd")]
        {
            assert!(matches!(io(error), OpenFailure::Broken(_)));
        }
        assert!(matches!(panicked(path, "tried to serialize Uninitialized".into()), OpenFailure::Broken(_)));
    }
}
