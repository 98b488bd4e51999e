//! Opening a desk's database, and making it again where it is broken. Whatever happened to it, what the copy knows and it does not
//! is taken from there: revisions are merged, so that nothing newer is lost to an older copy.

use super::copy::{self, Copied, CopyFlaw};
use super::tables::{self, Change, DeskTables, Found};
use crate::export;
use crate::fault;
use crate::folder::StoreFolder;
use crate::mending::refusal;
use crate::opening::{OpenFailure, discard};
use crate::seal::Keys;
use guichet_core::activity::{DeskId, Records};
use guichet_core::dice::Dice;
use guichet_core::journal::Journal;
use guichet_core::ports::conversations::StoreError;
use std::fs;

/// A database that is open and sound.
#[derive(Debug)]
pub(super) struct Open {
    /// Its tables.
    pub(super) tables: DeskTables,
    /// The desk.
    pub(super) desk: DeskId,
    /// What it holds.
    pub(super) records: Records,
    /// What was noted besides.
    pub(super) journal: Journal,
    /// The copy holds all of it.
    pub(super) copied: bool,
}

/// Opens the database of a folder, and makes it where there never was one; the notices say what was done.
pub(super) fn open(
    folder: &StoreFolder,
    keys: &Keys,
    desk: &str,
    dice: &mut Dice,
    notices: &mut Vec<String>,
) -> Result<Open, StoreError> {
    let path = folder.database();
    let first = match (path.exists(), folder.has_remains()) {
        (true, _) => tables::open(&path, keys),
        (false, true) => Err(OpenFailure::Broken("it is missing".into())),
        (false, false) => {
            return begun(folder, keys, &DeskId::random(desk, dice)).map(open_of);
        }
    };
    let (found, why) = match first.or_else(|failure| from_log(folder, keys, failure)) {
        Ok(found) => (Some(found), String::new()),
        Err(OpenFailure::Broken(why)) => (None, why),
        Err(failure) => return Err(refusal(failure, &path)),
    };
    let copied = match copy::read(folder, keys)? {
        Ok(copied) => copied,
        // With a database that opens, the keys are right: the copy is what is wrong.
        Err(CopyFlaw::Sealed) if found.is_none() => return Err(crate::opening::wrong_key(&folder.export())),
        Err(CopyFlaw::Sealed | CopyFlaw::Damaged) => {
            let aside = folder.set_aside(&folder.export())?;
            notices.push(format!("The copy of the records cannot be read: it was set aside as {aside}."));
            Copied::default()
        }
    };
    match found {
        Some(found) => merged(folder, keys, found, copied, notices),
        None => {
            // A desk that lost its place in the count is another desk: a stamp is never given twice.
            let desk = DeskId::random(desk, dice);
            let day = export::day(&folder.export());
            let mut said = format!("The records in {} could not be opened: {why}.", path.display());
            if path.exists() {
                let aside = folder.set_aside(&path)?;
                said = format!("{said} What is left of them was set aside as {aside}.");
            }
            let made = begun(folder, keys, &desk)?;
            let count = copied.revisions.len() + copied.events.len();
            let open = merged(folder, keys, made, copied, &mut Vec::new())?;
            notices.push(match day {
                Some(day) if count > 0 => {
                    let (records, events) = (open.records.iter().count(), open.journal.count());
                    let noted = if events == 0 { String::new() } else { format!(" and {events} notes") };
                    format!("{said} They were made again from the copy of {day}, with {records} records{noted}.")
                }
                _ => format!("{said} There was no copy to make them again from: merge the export of another desk."),
            });
            Ok(open)
        }
    }
}

/// Without sled's summaries, which a crash can leave half written, the database is read from its log.
fn from_log(folder: &StoreFolder, keys: &Keys, failure: OpenFailure) -> Result<(DeskTables, Found), OpenFailure> {
    let summaries = folder.summaries();
    if summaries.is_empty() || matches!(failure, OpenFailure::Refused(_)) {
        return Err(failure);
    }
    for summary in &summaries {
        guichet_disk::remove(summary).map_err(|error| fault::disk("remove", summary, &error))?;
    }
    tables::open(&folder.database(), keys)
}

/// An empty database, in its place.
fn begun(folder: &StoreFolder, keys: &Keys, desk: &DeskId) -> Result<(DeskTables, Found), StoreError> {
    let (draft, path) = (folder.database_draft(), folder.database());
    tables::make(&draft, keys, desk).map_err(|failure| refusal(failure, &draft))?;
    fs::rename(&draft, &path).map_err(|error| fault::disk("write", &path, &error))?;
    folder.sync()?;
    tables::open(&path, keys).map_err(|failure| refusal(failure, &path))
}

fn open_of((tables, found): (DeskTables, Found)) -> Open {
    let mut records = Records::default();
    for revision in found.revisions {
        records.take(revision);
    }
    let mut journal = Journal::default();
    for event in found.events {
        journal.take(event);
    }
    Open { tables, desk: found.desk, copied: false, records, journal }
}

/// A database with what the copy knows besides, in memory and on the disk.
fn merged(
    folder: &StoreFolder,
    keys: &Keys,
    (tables, mut found): (DeskTables, Found),
    copied: Copied,
    notices: &mut Vec<String>,
) -> Result<Open, StoreError> {
    let unreadable = std::mem::take(&mut found.unreadable);
    let mut open = open_of((tables, found));
    let same = copied.revisions.iter().filter(|revision| open.records.of(revision.id).contains(revision)).count();
    let same_events = copied.events.iter().filter(|event| open.journal.get(event.id) == Some(event)).count();
    let mut change = Change::default();
    for revision in copied.revisions {
        change.take(&mut open.records, revision);
    }
    for event in copied.events {
        change.take_event(&mut open.journal, event);
    }
    let back = change.come.len() + change.events.len();
    open.copied = same + change.come.len() == open.records.revisions().count()
        && same_events + change.events.len() == open.journal.count();
    if back == 0 && unreadable.count() == 0 {
        return Ok(open);
    }
    let failed = |error: sled::Error| fault::database("write", &folder.database(), &error);
    // What does not open goes first: what comes back may have its name.
    let cleared = open.tables.clear(&unreadable).map_err(failed);
    let written =
        cleared.and_then(|()| open.tables.write(keys, &change)?.and_then(|()| open.tables.flush()).map_err(failed));
    if let Err(error) = written {
        discard(open);
        return Err(error);
    }
    let path = folder.database();
    if unreadable.count() > 0 {
        notices.push(format!(
            "In {}, {} records were altered and do not open: they were removed.",
            path.display(),
            unreadable.count()
        ));
    }
    if back > 0 {
        notices.push(format!("In {}, {back} records were missing and were taken from the copy.", path.display()));
    }
    Ok(open)
}
