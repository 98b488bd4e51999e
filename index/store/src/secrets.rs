//! The secrets of the conversations: each is sealed under a key of its own, which follows from the store's key and from
//! 32 random bytes that stand here and nowhere else. sled writes a log: what is removed from it stays in the file until
//! the room is used again. A conversation is therefore forgotten by writing over its secret, in its place: from then on
//! nobody opens what the log still holds of it.
//!
//! The file is a row of slots of random bytes. One that no conversation uses is a fresh secret, already on the disk, so
//! that a new conversation waits for nothing.

use crate::fault;
use guichet_core::ports::conversations::StoreError;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// 32 random bytes.
pub(crate) type ConversationSecret = [u8; LENGTH];
/// The place of a secret in the file.
pub(crate) type Slot = u32;

const LENGTH: usize = 32;
/// Slots added at a time.
const MORE: usize = 64;

/// The file, open.
#[derive(Debug)]
pub(crate) struct Secrets {
    path: PathBuf,
    file: File,
    row: Row,
    /// Fresh ones, on the disk.
    free: Vec<Slot>,
    /// Of what is erased: written over once the disk has the erasure.
    doomed: Vec<Slot>,
}

/// The slots in memory.
struct Row(Vec<ConversationSecret>);

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Row(hidden)")
    }
}

impl Secrets {
    /// Opens the file, and makes it where there is none. Nothing is free before [`Self::settle`].
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let failed = |error: io::Error| fault::disk("open", path, &error);
        let file = options().open(path).map_err(failed)?;
        let bytes = fs::read(path).map_err(failed)?;
        let row = bytes.chunks_exact(LENGTH).filter_map(|slot| slot.try_into().ok()).collect();
        Ok(Self { path: path.to_owned(), file, row: Row(row), free: Vec::new(), doomed: Vec::new() })
    }

    /// The secret in a slot.
    pub(crate) fn get(&self, slot: Slot) -> Option<&ConversationSecret> {
        self.row.0.get(usize::try_from(slot).ok()?)
    }

    /// Makes every slot fresh that is not `used`: what was erased just before a crash is erased now.
    pub(crate) fn settle(&mut self, used: impl IntoIterator<Item = Slot>) -> Result<(), StoreError> {
        let mut kept = vec![false; self.row.0.len()];
        for slot in used {
            if let Some(kept) = usize::try_from(slot).ok().and_then(|slot| kept.get_mut(slot)) {
                *kept = true;
            }
        }
        let unused = (0..).zip(&kept).filter(|(_, kept)| !**kept).map(|(slot, _)| slot);
        (self.free, self.doomed) = (Vec::new(), unused.collect());
        self.destroy()
    }

    /// A fresh slot.
    pub(crate) fn take(&mut self) -> Result<Slot, StoreError> {
        if self.free.is_empty() {
            let first = self.row.0.len();
            let fresh: Vec<ConversationSecret> = (0..MORE).map(|_| random()).collect::<Result<_, _>>()?;
            let offset = (first * LENGTH) as u64;
            self.write(offset, &fresh.concat())
                .and_then(|()| self.file.sync_all())
                .map_err(|error| self.failed(&error))?;
            self.row.0.extend(fresh);
            let slots = (first..first + MORE).rev().filter_map(|slot| Slot::try_from(slot).ok());
            self.free.extend(slots);
        }
        let full = || StoreError { message: "there are more conversations than can be kept".into(), user_error: false };
        self.free.pop().ok_or_else(full)
    }

    /// A slot was taken and is not used after all.
    pub(crate) fn give_back(&mut self, slot: Slot) {
        self.free.push(slot);
    }

    /// What a slot sealed is erased: its secret goes with the next [`Self::destroy`].
    pub(crate) fn doom(&mut self, slot: Slot) {
        self.doomed.push(slot);
    }

    /// How many secrets wait for their end.
    pub(crate) fn doomed(&self) -> usize {
        self.doomed.len()
    }

    /// Writes over the first `count` secrets that wait for it, and brings that to the disk. The database must be there
    /// before: a conversation that is still in it would no longer open.
    pub(crate) fn destroy_first(&mut self, count: usize) -> Result<(), StoreError> {
        let slots = self.doomed.get(..count.min(self.doomed.len())).unwrap_or_default().to_vec();
        if slots.is_empty() {
            return Ok(());
        }
        let done = |secrets: &mut Self| -> Result<(), StoreError> {
            for slot in &slots {
                let fresh = random()?;
                let offset = u64::from(*slot) * LENGTH as u64;
                secrets.write(offset, &fresh).map_err(|error| secrets.failed(&error))?;
                if let Some(secret) = usize::try_from(*slot).ok().and_then(|slot| secrets.row.0.get_mut(slot)) {
                    *secret = fresh;
                }
            }
            secrets.file.sync_data().map_err(|error| secrets.failed(&error))
        };
        // Where the disk refuses, they wait on.
        done(self)?;
        self.doomed.drain(..slots.len());
        self.free.extend(slots);
        Ok(())
    }

    fn destroy(&mut self) -> Result<(), StoreError> {
        self.destroy_first(self.doomed.len())
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(offset))?;
        self.file.write_all(bytes)
    }

    fn failed(&self, error: &io::Error) -> StoreError {
        fault::disk("write", &self.path, error)
    }
}

fn random() -> Result<ConversationSecret, StoreError> {
    let mut secret = [0; LENGTH];
    getrandom::fill(&mut secret).map_err(|error| StoreError {
        message: format!("the system gives no random numbers: {error}"),
        user_error: true,
    })?;
    Ok(secret)
}

fn options() -> fs::OpenOptions {
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    //! Properties: a secret is on the disk before it is used, stays where it is while it is used, and is on no disk once
    //! it was destroyed; one that nobody uses at the opening is made fresh; half a slot is none.

    use super::*;

    #[test]
    fn a_secret_is_on_the_disk_until_it_is_destroyed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secrets");
        let holds =
            |secret: &ConversationSecret| fs::read(&path).expect("reads").chunks(LENGTH).any(|slot| slot == secret);
        let mut secrets = Secrets::open(&path).expect("opens");
        secrets.settle([]).expect("settled");
        let (a, b) = (secrets.take().expect("a slot"), secrets.take().expect("a slot"));
        let of = |secrets: &Secrets, slot| *secrets.get(slot).expect("a secret");
        let (first, second) = (of(&secrets, a), of(&secrets, b));
        assert!(a != b && first != second && holds(&first) && holds(&second));
        secrets.doom(a);
        assert!(holds(&first), "not before the database is on the disk");
        secrets.destroy().expect("destroyed");
        assert!(!holds(&first) && of(&secrets, a) != first && holds(&second));
        drop(secrets);

        // A crash: `b` was erased, its secret not yet.
        fs::File::options().append(true).open(&path).expect("opens").write_all(b"half a slot").expect("written");
        let mut secrets = Secrets::open(&path).expect("opens");
        assert_eq!(of(&secrets, b), second);
        let third = of(&secrets, 5);
        secrets.settle([5, 1_000_000]).expect("settled");
        assert!(!holds(&second) && of(&secrets, 5) == third);
        let all: Vec<Slot> = (0..MORE * 2).map(|_| secrets.take().expect("a slot")).collect();
        assert!(!all.contains(&5), "it is in use");
        assert!(all.iter().all(|slot| holds(&of(&secrets, *slot))));
        assert!(format!("{secrets:?}").contains("Row(hidden)"));
    }
}
