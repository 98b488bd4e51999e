//! The database of a desk: revisions and events under names that say nothing, and what it is.

use super::shape;
use crate::fault::guarded;
use crate::opening::{self, OpenFailure, discard};
use crate::seal::{Keys, Name, RecordKind};
use crate::tables;
use guichet_core::activity::{DeskId, RecordId, Records, Revision, Stamp};
use guichet_core::journal::{Event, EventId, Journal};
use guichet_core::ports::conversations::StoreError;
use sled::{Batch, Db, IVec, Tree};
use std::fs::File;
use std::path::Path;

/// What the tables hold and how it is written. With the second format came whose work a record is: an older program, which would take such
/// a record for a damaged one, refuses the database.
const FORMAT: u32 = 2;
/// The first format, which holds no profile; it is raised once one is used.
const WITHOUT_PROFILES: u32 = 1;

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
    /// Name of an event -> the event, sealed. A database of an older program has none.
    events: Tree,
    meta: Tree,
    log: File,
}

/// What reading everything found.
pub(super) struct Found {
    /// The desk.
    pub(super) desk: DeskId,
    /// Every revision that opens.
    pub(super) revisions: Vec<Revision>,
    /// Every event that opens.
    pub(super) events: Vec<Event>,
    /// What was altered and does not open.
    pub(super) unreadable: Unreadable,
}

/// Names of what was altered and does not open.
#[derive(Debug, Default)]
pub(super) struct Unreadable {
    revisions: Vec<IVec>,
    events: Vec<IVec>,
}

impl Unreadable {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.revisions.len() + self.events.len()
    }
}

impl DeskTables {
    /// Opens a database, or makes an empty one. May panic inside sled where its files are damaged.
    fn open(path: &Path) -> sled::Result<Self> {
        let (db, log) = tables::database(path)?;
        let (revisions, events) = (db.open_tree("revisions")?, db.open_tree("events")?);
        Ok(Self { revisions, events, meta: db.open_tree("meta")?, db, log })
    }

    fn read(&self, path: &Path, keys: &Keys) -> Result<Found, OpenFailure> {
        let failed = |error: sled::Error| opening::failure(path, &error);
        let broken = |why: &str| OpenFailure::Broken(why.to_owned());
        let format = self.meta.get(meta::FORMAT).map_err(failed)?;
        let format = format.ok_or_else(|| broken("it does not say which format it has"))?;
        match format.as_ref().try_into().map(u32::from_be_bytes) {
            Ok(FORMAT | WITHOUT_PROFILES) => {}
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
        let (mut revisions, mut events, mut unreadable) = (Vec::new(), Vec::new(), Unreadable::default());
        for entry in &self.revisions {
            let (name, sealed) = entry.map_err(failed)?;
            let plain = keys.open(RecordKind::Revision, &name, &sealed);
            match plain.and_then(|plain| shape::read(&plain).ok()) {
                Some(revision) => revisions.push(revision),
                None => unreadable.revisions.push(name),
            }
        }
        for entry in &self.events {
            let (name, sealed) = entry.map_err(failed)?;
            let plain = keys.open(RecordKind::Noted, &name, &sealed);
            match plain.and_then(|plain| shape::read_event(&plain).ok()) {
                Some(event) => events.push(event),
                None => unreadable.events.push(name),
            }
        }
        Ok(Found { desk, revisions, events, unreadable })
    }

    fn begin(&self, keys: &Keys, desk: &DeskId) -> Result<sled::Result<()>, StoreError> {
        let word = tables::sealed_word(keys)?;
        let desk = keys.seal(RecordKind::Account, meta::DESK, desk.as_str().as_bytes())?;
        let begun = || -> sled::Result<()> {
            self.meta.insert(meta::CHECK, word)?;
            self.meta.insert(meta::DESK, desk)?;
            // Last: with it, the database counts as a store.
            self.meta.insert(meta::FORMAT, &WITHOUT_PROFILES.to_be_bytes())?;
            self.flush()
        };
        Ok(begun())
    }

    /// Puts revisions in the place of others, all or none of it; then events, in the same way.
    pub(super) fn write(&self, keys: &Keys, change: &Change) -> Result<sled::Result<()>, StoreError> {
        let unwritable =
            |error| StoreError { message: format!("a record cannot be written: {error}"), user_error: false };
        let (mut batch, mut events) = (Batch::default(), Batch::default());
        for (id, stamp) in &change.gone {
            batch.remove(name(keys, *id, stamp).as_slice());
        }
        for revision in &change.come {
            let name = name(keys, revision.id, &revision.stamp);
            let plain = shape::write(revision).map_err(unwritable)?;
            batch.insert(name.as_slice(), keys.seal(RecordKind::Revision, &name, &plain)?);
        }
        for event in &change.events {
            let name = event_name(keys, event.id);
            let plain = shape::write_event(event).map_err(unwritable)?;
            events.insert(name.as_slice(), keys.seal(RecordKind::Noted, &name, &plain)?);
        }
        if change.come.iter().any(|revision| revision.profile.is_some())
            && let Err(error) = self.raise_format()
        {
            return Ok(Err(error));
        }
        Ok(self.revisions.apply_batch(batch).and_then(|()| self.events.apply_batch(events)))
    }

    /// The database holds a profile from now on: on the disk before it does.
    fn raise_format(&self) -> sled::Result<()> {
        let present = FORMAT.to_be_bytes();
        if self.meta.get(meta::FORMAT)?.is_some_and(|known| *known == present) {
            return Ok(());
        }
        self.meta.insert(meta::FORMAT, &present)?;
        self.flush()
    }

    /// Removes what does not open.
    pub(super) fn clear(&self, names: &Unreadable) -> sled::Result<()> {
        names.revisions.iter().try_for_each(|name| self.revisions.remove(name).map(drop))?;
        names.events.iter().try_for_each(|name| self.events.remove(name).map(drop))
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
    /// Events that come, each in the place of what it was.
    pub(super) events: Vec<Event>,
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

    /// Takes an event into the journal, and notes it for the disk; `false` where it says nothing new.
    pub(super) fn take_event(&mut self, journal: &mut Journal, event: Event) -> bool {
        let new = journal.take(event.clone());
        if new {
            self.events.push(event);
        }
        new
    }
}

fn name(keys: &Keys, id: RecordId, stamp: &Stamp) -> Name {
    keys.name(RecordKind::Revision, &format!("{id} {} {}", stamp.counter, stamp.desk.as_str()))
}

fn event_name(keys: &Keys, id: EventId) -> Name {
    keys.name(RecordKind::Noted, &id.to_string())
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
