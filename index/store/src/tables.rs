//! The tables of a database, what stands in each, and the one settings of sled.

use crate::register::{Register, Sum};
use crate::seal::{Keys, Name, RecordKind};
use crate::secrets::{Secrets, Slot};
use crate::shape;
use guichet_core::ports::conversations::{Address, Conversation, StoreError, Version};
use sled::{Db, IVec, Mode, Tree};
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What the tables hold and how it is written. A program refuses a database of a later format than its own, and writes one
/// of an earlier format anew. In the first, every conversation was sealed with the store's own key.
pub(crate) const FORMAT: u32 = 2;
/// The first format in which a conversation has a secret.
const SECRETS: u32 = 2;

/// Bytes of pages kept in memory: the program runs on boards with 1 GB.
const CACHE: u64 = 8 << 20;
/// Milliseconds between two rounds of sled's own thread, which cleans its file up; what must be on the disk is not left
/// to it.
const ROUND: u64 = 1_000;

/// Keys of the table `meta`.
pub(crate) mod meta {
    /// [`super::FORMAT`], four bytes.
    pub(crate) const FORMAT: &[u8] = b"format";
    /// A sealed word: it opens with the right key alone.
    pub(crate) const CHECK: &[u8] = b"check";
    /// What the conversations add up to.
    pub(crate) const SUM: &[u8] = b"sum";
    /// Added to sled's numbers, so that a restored database does not give the same versions again.
    pub(crate) const BASE: &[u8] = b"base";
    /// How many exports were begun: a database that knows of fewer than its export is older than it.
    pub(crate) const EXPORTS: &[u8] = b"exports";
    /// How far the network's stream was read, sealed.
    pub(crate) const CURSOR: &[u8] = b"cursor";
}

/// What [`meta::CHECK`] seals.
const WORD: &[u8] = b"guichet-store";

/// A conversation as it was found: its version, and its content where it opens.
pub(crate) type Record = (Version, Option<(Address, Conversation)>);

/// The tables of an open database.
#[derive(Debug)]
pub(crate) struct Tables {
    /// sled's handle.
    pub db: Db,
    /// Name of an address -> version, eight bytes, place of its secret, four, and the sealed conversation.
    pub conversations: Tree,
    /// Names of messages handled.
    pub handled: Tree,
    /// Name of day and thing -> day, thing and count, sealed.
    pub tallies: Tree,
    /// See [`meta`].
    pub meta: Tree,
    /// sled's file once more: its own flush leaves the file's length and the disk's cache to chance.
    log: File,
}

impl Tables {
    /// Opens a database, or makes an empty one. May panic inside sled where its files are damaged.
    pub(crate) fn open(path: &Path) -> sled::Result<Self> {
        let (db, log) = database(path)?;
        Ok(Self {
            conversations: db.open_tree("conversations")?,
            handled: db.open_tree("handled")?,
            tallies: db.open_tree("tallies")?,
            meta: db.open_tree("meta")?,
            log,
            db,
        })
    }

    /// Everything written before is on the disk after it.
    pub(crate) fn flush(&self) -> sled::Result<()> {
        flush(&self.db, &self.log)
    }

    /// A number of `meta`; 0 where there is none.
    pub(crate) fn number(&self, key: &[u8]) -> sled::Result<u64> {
        Ok(self.meta.get(key)?.and_then(|bytes| bytes.as_ref().try_into().ok()).map_or(0, u64::from_be_bytes))
    }

    /// Notes a number in `meta`.
    pub(crate) fn set_number(&self, key: &[u8], number: u64) -> sled::Result<()> {
        self.meta.insert(key, &number.to_be_bytes())?;
        Ok(())
    }

    /// A number that this store never gave and never gives again.
    pub(crate) fn next_version(&self, base: u64) -> sled::Result<Version> {
        Ok(Version(base + self.db.generate_id()?))
    }

    /// A conversation; its content is `None` where it does not open or is no conversation.
    pub(crate) fn conversation(&self, opener: &Opener<'_>, name: &Name) -> sled::Result<Option<Record>> {
        Ok(self.conversations.get(name)?.and_then(|record| opener.read(name, &record)))
    }
}

/// Opens sled with its one setting; and its file once more, for [`flush`]. May panic inside sled where its files are damaged.
pub(crate) fn database(path: &Path) -> sled::Result<(Db, File)> {
    let config = sled::Config::new().path(path).cache_capacity(CACHE).mode(Mode::LowSpace);
    let db = config.flush_every_ms(Some(ROUND)).open()?;
    let log = File::open(path.join("db"))?;
    Ok((db, log))
}

/// Everything written before is on the disk after it.
pub(crate) fn flush(db: &Db, log: &File) -> sled::Result<()> {
    db.flush()?;
    Ok(log.sync_data()?)
}

/// A record of a conversation.
pub(crate) fn record(version: Version, slot: Slot, sealed: &[u8]) -> Vec<u8> {
    [version.0.to_be_bytes().as_slice(), &slot.to_be_bytes(), sealed].concat()
}

/// The version of a record; `None` where it is none.
pub(crate) fn version(record: &[u8]) -> Option<Version> {
    record.first_chunk().map(|version| Version(u64::from_be_bytes(*version)))
}

/// What opens records.
pub(crate) struct Opener<'a> {
    /// The store's keys.
    pub keys: &'a Keys,
    /// The secrets of its conversations.
    pub secrets: &'a Mutex<Secrets>,
    /// The format of the records.
    pub format: u32,
}

impl Opener<'_> {
    /// The plain text of a record.
    pub(crate) fn open(&self, name: &[u8], record: &[u8]) -> Option<Vec<u8>> {
        let rest = record.get(8..)?;
        if self.format < SECRETS {
            return self.keys.open(RecordKind::Conversation, name, rest);
        }
        let secret = *self.secrets.lock().unwrap_or_else(PoisonError::into_inner).get(self.slot(record)?)?;
        self.keys.with(&secret).open(RecordKind::Conversation, name, rest.get(4..)?)
    }

    /// Where the secret of a record is.
    fn slot(&self, record: &[u8]) -> Option<Slot> {
        let slot = record.get(8..12).filter(|_| self.format >= SECRETS)?;
        slot.try_into().ok().map(Slot::from_be_bytes)
    }

    /// A record as one of the present format; `None` where it does not open: what it holds was erased since it was written.
    pub(crate) fn renewed(&self, name: &[u8], record: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let (Some(plain), Some(version)) = (self.open(name, record), version(record)) else { return Ok(None) };
        if self.format >= SECRETS {
            return Ok(Some(record.to_vec()));
        }
        sealed(self.keys, self.secrets, None, name, &plain)
            .map(|(slot, sealed)| Some(self::record(version, slot, &sealed)))
    }

    /// Reads a record of a conversation; its content is `None` where it does not open.
    fn read(&self, name: &Name, record: &IVec) -> Option<Record> {
        Some((version(record)?, self.open(name, record).and_then(|plain| shape::read(&plain).ok())))
    }
}

/// Seals a conversation with the secret in a slot, or with a fresh one.
pub(crate) fn sealed(
    keys: &Keys,
    secrets: &Mutex<Secrets>,
    slot: Option<Slot>,
    name: &[u8],
    plain: &[u8],
) -> Result<(Slot, Vec<u8>), StoreError> {
    let mut secrets = secrets.lock().unwrap_or_else(PoisonError::into_inner);
    let slot = slot.map_or_else(|| secrets.take(), Ok)?;
    let gone = || StoreError { message: "the secret of a conversation is missing".into(), user_error: false };
    let keys = keys.with(secrets.get(slot).ok_or_else(gone)?);
    drop(secrets);
    Ok((slot, keys.seal(RecordKind::Conversation, name, plain)?))
}

/// The word sealed in a new database.
pub(crate) fn sealed_word(keys: &Keys) -> Result<Vec<u8>, StoreError> {
    keys.seal(RecordKind::Check, meta::CHECK, WORD)
}

/// Whether these are the keys that sealed the word.
pub(crate) fn word_opens(keys: &Keys, sealed: &[u8]) -> bool {
    keys.open(RecordKind::Check, meta::CHECK, sealed).as_deref() == Some(WORD)
}

/// What reading everything found.
#[derive(Debug, Default)]
pub(crate) struct Everything {
    /// How each conversation stands.
    pub register: Register,
    /// How many there are.
    pub count: usize,
    /// Records that do not open, though the database is whole: altered, or moved.
    pub unreadable: Vec<(IVec, Option<Version>)>,
}

impl Tables {
    /// Reads every record of every table once. May panic inside sled where its files are damaged.
    pub(crate) fn read_all(&self, opener: &Opener<'_>) -> sled::Result<Everything> {
        let mut all = Everything::default();
        for entry in &self.conversations {
            let (key, record) = entry?;
            all.count += 1;
            let name = Name::try_from(key.as_ref()).ok();
            if let (Some(name), Some(version)) = (&name, version(&record)) {
                all.register.sum = all.register.sum.with(name, version);
            }
            let slot = opener.slot(&record).unwrap_or_default();
            match name.and_then(|name| Some((name, opener.read(&name, &record)?.1?.1))) {
                Some((name, conversation)) => all.register.note(name, Some((&conversation, slot))),
                None => all.unreadable.push((key, version(&record))),
            }
        }
        for entry in self.handled.iter().chain(&self.tallies).chain(&self.meta) {
            entry?;
        }
        Ok(all)
    }

    /// What the database says its conversations add up to.
    pub(crate) fn sum(&self) -> sled::Result<Option<Sum>> {
        Ok(self.meta.get(meta::SUM)?.and_then(|bytes| bytes.as_ref().try_into().ok()).map(Sum))
    }
}
