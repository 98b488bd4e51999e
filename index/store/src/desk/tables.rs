//! The database of a desk: revisions under names that say nothing, and what it is.

use super::shape;
use crate::fault::guarded;
use crate::opening::{self, OpenFailure, discard};
use crate::seal::{Keys, Name, RecordKind};
use crate::tables;
use guichet_core::activity::{DeskId, RecordId, Records, Revision, Stamp};
use guichet_core::ports::conversations::StoreError;
use sled::{Batch, Db, IVec, Tree};
use std::fs::File;
use std::path::Path;

/// What the tables hold and how it is written.
const FORMAT: u32 = 1;

mod meta {
    /// [`super::FORMAT`], four bytes.
    pub(super) const FORMAT: &[u8] = b"format";
    /// A sealed word: it opens with the right key alone.
    pub(super) const CHECK: &[u8] = b"check";
    /// The desk, sealed.
    pub(super) const DESK: &[u8] = b"desk";
}

/// The tables of an open database.
#[derive(Debug)]
pub(super) struct DeskTables {
    db: Db,
    /// Name of a revision -> the revision, sealed.
    revisions: Tree,
    meta: Tree,
    log: File,
}

/// What reading everything found.
pub(super) struct Found {
    /// The desk.
    pub(super) desk: DeskId,
    /// Every revision that opens.
    pub(super) revisions: Vec<Revision>,
    /// How many were altered and do not open.
    pub(super) unreadable: Vec<IVec>,
}

impl DeskTables {
    /// Opens a database, or makes an empty one. May panic inside sled where its files are damaged.
    fn open(path: &Path) -> sled::Result<Self> {
        let (db, log) = tables::database(path)?;
        Ok(Self { revisions: db.open_tree("revisions")?, meta: db.open_tree("meta")?, db, log })
    }

    fn read(&self, path: &Path, keys: &Keys) -> Result<Found, OpenFailure> {
        let failed = |error: sled::Error| opening::failure(path, &error);
        let broken = |why: &str| OpenFailure::Broken(why.to_owned());
        let format = self.meta.get(meta::FORMAT).map_err(failed)?;
        let format = format.ok_or_else(|| broken("it does not say which format it has"))?;
        match format.as_ref().try_into().map(u32::from_be_bytes) {
            Ok(FORMAT) => {}
            Ok(format) if format > FORMAT => return Err(opening::newer(path, format, FORMAT).into()),
            _ => return Err(broken("its format is none")),
        }
        let word = self.meta.get(meta::CHECK).map_err(failed)?;
        let word = word.ok_or_else(|| broken("the word that proves its key is missing"))?;
        if !tables::word_opens(keys, &word) {
            return Err(opening::wrong_key(path).into());
        }
        let desk = self.meta.get(meta::DESK).map_err(failed)?;
        let desk = desk.and_then(|sealed| keys.open(RecordKind::Account, meta::DESK, &sealed));
        let desk = desk.and_then(|plain| DeskId::parse(&String::from_utf8(plain).ok()?));
        let desk = desk.ok_or_else(|| broken("it does not say whose it is"))?;
        let (mut revisions, mut unreadable) = (Vec::new(), Vec::new());
        for entry in &self.revisions {
            let (name, sealed) = entry.map_err(failed)?;
            let plain = keys.open(RecordKind::Revision, &name, &sealed);
            match plain.and_then(|plain| shape::read(&plain).ok()) {
                Some(revision) => revisions.push(revision),
                None => unreadable.push(name),
            }
        }
        Ok(Found { desk, revisions, unreadable })
    }

    fn begin(&self, keys: &Keys, desk: &DeskId) -> Result<sled::Result<()>, StoreError> {
        let word = tables::sealed_word(keys)?;
        let desk = keys.seal(RecordKind::Account, meta::DESK, desk.as_str().as_bytes())?;
        let begun = || -> sled::Result<()> {
            self.meta.insert(meta::CHECK, word)?;
            self.meta.insert(meta::DESK, desk)?;
            // Last: with it, the database counts as a store.
            self.meta.insert(meta::FORMAT, &FORMAT.to_be_bytes())?;
            self.flush()
        };
        Ok(begun())
    }

    /// Puts revisions in the place of others, all or none of it.
    pub(super) fn write(&self, keys: &Keys, change: &Change) -> Result<sled::Result<()>, StoreError> {
        let mut batch = Batch::default();
        for (id, stamp) in &change.gone {
            batch.remove(name(keys, *id, stamp).as_slice());
        }
        for revision in &change.come {
            let name = name(keys, revision.id, &revision.stamp);
            let unwritable =
                |error| StoreError { message: format!("a record cannot be written: {error}"), user_error: false };
            let plain = shape::write(revision).map_err(unwritable)?;
            batch.insert(name.as_slice(), keys.seal(RecordKind::Revision, &name, &plain)?);
        }
        Ok(self.revisions.apply_batch(batch))
    }

    /// Removes what does not open.
    pub(super) fn clear(&self, names: &[IVec]) -> sled::Result<()> {
        names.iter().try_for_each(|name| self.revisions.remove(name).map(drop))
    }

    /// Everything written before is on the disk after it.
    pub(super) fn flush(&self) -> sled::Result<()> {
        tables::flush(&self.db, &self.log)
    }
}

/// What one write changes.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// Revisions that come.
    pub(super) come: Vec<Revision>,
    /// Those that they replace.
    pub(super) gone: Vec<(RecordId, Stamp)>,
}

impl Change {
    /// Takes a revision into the records, and notes what that changes on the disk; `false` where it says nothing new.
    pub(super) fn take(&mut self, records: &mut Records, revision: Revision) -> bool {
        let gone = records.replaced_by(&revision);
        if !records.take(revision.clone()) {
            return false;
        }
        // What came with the same change and is replaced by now never comes.
        self.come.retain(|come| come.id != revision.id || !gone.contains(&come.stamp));
        self.gone.extend(gone.into_iter().map(|stamp| (revision.id, stamp)));
        self.come.push(revision);
        true
    }
}

fn name(keys: &Keys, id: RecordId, stamp: &Stamp) -> Name {
    keys.name(RecordKind::Revision, &format!("{id} {} {}", stamp.counter, stamp.desk.as_str()))
}

/// Opens the database of a folder and reads it whole.
pub(super) fn open(path: &Path, keys: &Keys) -> Result<(DeskTables, Found), OpenFailure> {
    let tables = opening::started(path, DeskTables::open)?;
    let read = guarded(|| tables.read(path, keys)).unwrap_or_else(|why| Err(opening::panicked(path, why)));
    match read {
        Ok(found) => Ok((tables, found)),
        Err(failure) => {
            discard(tables);
            Err(failure)
        }
    }
}

/// Makes an empty database. It is made under another name and renamed: one that is in its place and does not say what it is has
/// lost what it held.
pub(super) fn make(path: &Path, keys: &Keys, desk: &DeskId) -> Result<(), OpenFailure> {
    let tables = opening::started(path, DeskTables::open)?;
    let failed = |error: sled::Error| opening::failure(path, &error);
    let made = guarded(|| -> Result<(), OpenFailure> {
        tables.begin(keys, desk)?.map_err(failed)?;
        guichet_disk::sync_folder(path).map_err(|error| failed(error.into()))
    });
    discard(tables);
    made.unwrap_or_else(|why| Err(opening::panicked(path, why)))
}
