//! The activity records of a desk and what it notes besides, in a folder that one program has open: sealed, on the disk before they are acknowledged, made
//! again from a copy where the database is broken. Every change is a revision ([`Records`]) or an event ([`Journal`]), so that desks merge what they export.
//!
//! All of it is in memory too: what is asked of the records, statistics say, is asked of [`Desk::read`]; what is asked of slips, proposals
//! and notes, of [`Desk::journal`].

mod copy;
mod count;
mod exchange;
mod mending;
mod shape;
mod tables;

pub use exchange::{FileFault, SkippedLine};
pub use shape::RevisionFault;

use crate::fault::{self, guarded};
use crate::folder::StoreFolder;
use crate::opening::discard;
use crate::seal::Keys;
use guichet_core::activity::{
    Activity, DeskId, Gap, Period, Profile, RecordId, Records, Row, write_heading, write_row,
};
use guichet_core::dice::Dice;
use guichet_core::journal::{EventId, Journal, Noted};
use guichet_core::model::Date;
use guichet_core::ports::conversations::StoreError;
use guichet_core::slip::SlipCode;
use guichet_disk::Lock;
use mending::Open;
use shape::Told;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tables::Change;

/// Revisions and events that are written at once while desks merge.
const TOGETHER: usize = 1_000;

/// The records of a desk. Several threads may use it; one process has it open.
#[derive(Debug)]
pub struct Desk {
    folder: StoreFolder,
    keys: Keys,
    name: String,
    state: Mutex<State>,
    /// Given back last.
    _lock: Lock,
}

#[derive(Debug)]
struct State {
    /// `None` after a failure: it is opened again with the next call, as it is on the disk.
    open: Option<Open>,
    dice: Dice,
    /// What the last openings have to say.
    notices: Vec<String>,
}

/// Why a record is not kept.
#[derive(Debug)]
pub enum KeepError {
    /// It is not whole.
    Gaps(Vec<Gap>),
    /// There is no such record, or it was deleted.
    Unknown,
    /// The disk, or the database on it.
    Store(StoreError),
}

impl From<StoreError> for KeepError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Why nothing was noted.
#[derive(Debug)]
pub enum NoteError {
    /// It names what cannot be: no item, no place, no sender.
    Refused,
    /// The disk, or the database on it.
    Store(StoreError),
}

impl From<StoreError> for NoteError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What a merge did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Revisions and events that said something new.
    pub new: usize,
    /// Those that were known, or replaced.
    pub known: usize,
    /// Texts that would be refused if they were typed here: what they stood in came without them.
    pub left_out: usize,
    /// Lines that were passed over.
    pub faults: Vec<SkippedLine>,
}

/// Why nothing was merged, or not all of it.
#[derive(Debug)]
pub enum MergeError {
    /// The file is not read; nothing was changed.
    File(FileFault),
    /// What came before is kept; the same file may be merged again.
    Store(StoreError),
}

/// Opens the records in a folder, and makes them where there are none. The key is 32 random bytes, always the same ones; the name
/// is the desk's in the office.
///
/// # Errors
/// As [`crate::open`]: what the operator must do first. A broken database is none: [`Desk::notices`] says what was done.
pub fn open(folder: &Path, key: &[u8; 32], name: &str) -> Result<Desk, StoreError> {
    let mut notices = Vec::new();
    let (folder, lock) = StoreFolder::take(folder, &mut notices)?;
    let keys = Keys::new(key);
    let mut seed = [0; 8];
    let no_chance =
        |error| StoreError { message: format!("the system gives no random numbers: {error}"), user_error: true };
    getrandom::fill(&mut seed).map_err(no_chance)?;
    let mut dice = Dice(u64::from_be_bytes(seed));
    let open = mending::open(&folder, &keys, name, &mut dice, &mut notices)?;
    let copied = open.copied;
    let missing = count::missing(&folder, &open.records);
    notices.extend(count::notice(missing));
    let state = Mutex::new(State { open: Some(open), dice, notices });
    let desk = Desk { folder, keys, name: name.to_owned(), state, _lock: lock };
    if (!copied || missing > 0)
        && let Err(error) = desk.keep_copy()
    {
        desk.state().notices.push(format!("The copy of the records is not renewed: {error}."));
    }
    Ok(desk)
}

impl Desk {
    /// What the operator should know, one plain sentence each; each is told once.
    pub fn notices(&self) -> Vec<String> {
        std::mem::take(&mut self.state().notices)
    }

    /// Reads the records. Whoever writes waits meanwhile.
    ///
    /// # Errors
    /// The database failed before, and does not open again.
    pub fn read<T>(&self, work: impl FnOnce(&Records) -> T) -> Result<T, StoreError> {
        let mut state = self.state();
        self.opened(&mut state).map(|open| work(&open.records))
    }

    /// Reads what was noted besides the records. Whoever writes waits meanwhile.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn journal<T>(&self, work: impl FnOnce(&Journal) -> T) -> Result<T, StoreError> {
        let mut state = self.state();
        self.opened(&mut state).map(|open| work(&open.journal))
    }

    /// Notes something, on a day: it is on the disk when this returns.
    ///
    /// # Errors
    /// It cannot be, or the disk refuses: nothing was noted.
    pub fn note(&self, day: Date, noted: Noted) -> Result<EventId, NoteError> {
        let mut state = self.state();
        self.opened(&mut state)?;
        let State { open: Some(open), dice, .. } = &mut *state else { return Err(NoteError::Refused) };
        let event = Journal::next(dice, &open.desk, day, noted).kept().ok_or(NoteError::Refused)?;
        let (id, mut change) = (event.id, Change::default());
        change.take_event(&mut open.journal, event);
        self.write(&mut state, &change)?;
        Ok(id)
    }

    /// A code for a new slip, which no slip here has.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn new_code(&self) -> Result<SlipCode, StoreError> {
        let mut state = self.state();
        self.opened(&mut state)?;
        let State { open, dice, .. } = &mut *state;
        Ok(match open {
            Some(open) => open.journal.new_code(dice),
            None => SlipCode::random(dice),
        })
    }

    /// Forgets what was written on slips of a year ago, also in the copy; gives how many. To be called when a desk opens, and after a
    /// merge: an older file may have brought some. What other files hold is with whoever has them.
    ///
    /// # Errors
    /// The disk refuses: call it again.
    pub fn forget(&self, today: Date) -> Result<usize, StoreError> {
        let mut state = self.state();
        let open = self.opened(&mut state)?;
        let mut change = Change::default();
        for event in open.journal.to_forget(today) {
            change.take_event(&mut open.journal, event);
        }
        let count = change.events.len();
        if count > 0 {
            self.write(&mut state, &change)?;
            drop(state);
            self.keep_copy()?;
        }
        Ok(count)
    }

    /// Which desk this is.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn id(&self) -> Result<DeskId, StoreError> {
        let mut state = self.state();
        self.opened(&mut state).map(|open| open.desk.clone())
    }

    /// Keeps a new record: it is on the disk when this returns.
    ///
    /// # Errors
    /// It is not whole, or the disk refuses: nothing was kept.
    pub fn add(&self, activity: Activity) -> Result<RecordId, KeepError> {
        self.add_by(None, activity)
    }

    /// Keeps a new record as the work of a profile, as [`Self::add`] does.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn add_by(&self, profile: Option<&Profile>, activity: Activity) -> Result<RecordId, KeepError> {
        let mut state = self.state();
        let id = RecordId::random(&mut state.dice);
        self.keep(&mut state, id, Some(activity), profile)?;
        Ok(id)
    }

    /// Keeps a record in the place of what it was, whatever revisions of it there are; it stays the work of whose it was.
    ///
    /// # Errors
    /// As [`Self::add`]; there is no such record.
    pub fn change(&self, id: RecordId, activity: Activity) -> Result<(), KeepError> {
        let mut state = self.state();
        self.opened(&mut state)?.records.get(id).ok_or(KeepError::Unknown)?;
        self.keep(&mut state, id, Some(activity), None)
    }

    /// Deletes a record: that it was there is all that is kept.
    ///
    /// # Errors
    /// The disk refuses; there is no such record.
    pub fn delete(&self, id: RecordId) -> Result<(), KeepError> {
        let mut state = self.state();
        self.opened(&mut state)?.records.get(id).ok_or(KeepError::Unknown)?;
        self.keep(&mut state, id, None, None)
    }

    /// Keeps what a table or another file brought in, in one go: a record that is known is changed where it differs, one without
    /// an identifier is new. Gives how many were new or changed.
    ///
    /// # Errors
    /// As [`Self::add`], of the first that is not whole: nothing was kept.
    pub fn add_all(&self, records: Vec<(Option<RecordId>, Activity)>) -> Result<usize, KeepError> {
        if let Some(gaps) = records.iter().map(|(_, activity)| activity.gaps()).find(|gaps| !gaps.is_empty()) {
            return Err(KeepError::Gaps(gaps));
        }
        let mut state = self.state();
        self.opened(&mut state)?;
        let State { open: Some(open), dice, .. } = &mut *state else { return Ok(0) };
        let mut change = Change::default();
        for (id, activity) in records {
            let id = id.unwrap_or_else(|| RecordId::random(dice));
            if open.records.get(id) != Some(&activity) {
                let revision = open.records.next(&open.desk, id, Some(activity));
                change.take(&mut open.records, revision);
            }
        }
        let count = change.come.len();
        self.write(&mut state, &change)?;
        Ok(count)
    }

    /// Writes what other desks merge; gives the number of revisions and events. The file is not sealed.
    ///
    /// # Errors
    /// `out` refuses, or the database as in [`Self::read`].
    pub fn export(&self, out: &mut impl Write) -> io::Result<u64> {
        let id = self.id().map_err(io::Error::other)?;
        let mut state = self.state();
        let open = self.opened(&mut state).map_err(io::Error::other)?;
        exchange::write(id.as_str(), &open.records, &open.journal, out)
    }

    /// Merges what another desk exported: in any order, once or twice, all desks come to the same. Whoever has the file may have
    /// changed it: its texts are judged as if they were typed, `is_noted` says which phone numbers may stand in them.
    ///
    /// # Errors
    /// The file is no export, or a newer one; the disk refuses.
    pub fn merge(&self, input: &mut impl BufRead, is_noted: impl Fn(&str) -> bool) -> Result<Merged, MergeError> {
        // Read to its end first: nothing of a file that is refused is kept.
        let (mut all, mut left_out) = (Vec::new(), 0);
        let faults = exchange::read(input, |told| {
            let (told, count) = told.judged(&is_noted);
            left_out += count;
            all.extend(told);
        });
        let mut merged = Merged { faults: faults.map_err(MergeError::File)?, left_out, ..Merged::default() };
        let mut state = self.state();
        let mut left = all.into_iter().peekable();
        while left.peek().is_some() {
            let open = self.opened(&mut state).map_err(MergeError::Store)?;
            let mut change = Change::default();
            for told in left.by_ref().take(TOGETHER) {
                let new = match told {
                    Told::Revision(revision) => change.take(&mut open.records, revision),
                    Told::Event(event) => change.take_event(&mut open.journal, event),
                };
                *(if new { &mut merged.new } else { &mut merged.known }) += 1;
            }
            self.write(&mut state, &change).map_err(MergeError::Store)?;
        }
        Ok(merged)
    }

    /// Writes what is proposed of the content for review, the oldest first, a line of JSON each; gives how many. The shape is that of
    /// [`guichet_core::journal::Proposal`].
    ///
    /// # Errors
    /// As [`Self::export`].
    pub fn write_proposals(&self, out: &mut impl Write) -> io::Result<u64> {
        let written = self.journal(|journal| -> io::Result<u64> {
            let mut count = 0;
            for proposal in journal.proposals() {
                serde_json::to_writer(&mut *out, &proposal)?;
                out.write_all(b"\n")?;
                count += 1;
            }
            Ok(count)
        });
        written.map_err(io::Error::other)?
    }

    /// Writes the records of a period as a table; gives how many. It has a column of profiles where a record of the period has one.
    ///
    /// # Errors
    /// As [`Self::export`].
    pub fn write_table(&self, period: Period, out: &mut impl Write) -> io::Result<u64> {
        let mut text = String::new();
        let with_profile = self.read(|records| {
            let inside = |activity: &Activity| period.holds(activity.day);
            records.revisions().any(|one| one.profile.is_some() && one.activity.as_ref().is_some_and(inside))
        });
        let with_profile = with_profile.map_err(io::Error::other)?;
        write_heading(with_profile, &mut text);
        let each = |row: &Row, out: &mut dyn Write| {
            write_row(row, with_profile, &mut text);
            out.write_all(text.as_bytes())?;
            text.clear();
            Ok(())
        };
        let count = self.rows(period, out, each)?;
        // The heading of a table without rows.
        out.write_all(text.as_bytes())?;
        Ok(count)
    }

    /// Writes the records of a period as a list in JSON; gives how many.
    ///
    /// # Errors
    /// As [`Self::export`].
    pub fn write_json(&self, period: Period, out: &mut impl Write) -> io::Result<u64> {
        let mut between: &[u8] = b"[\n";
        let count = self.rows(period, out, |row, out| {
            out.write_all(between)?;
            between = b",\n";
            Ok(serde_json::to_writer(out, row)?)
        })?;
        out.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
        Ok(count)
    }

    fn rows(
        &self,
        period: Period,
        out: &mut impl Write,
        mut each: impl FnMut(&Row, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<u64> {
        let written = self.read(|records| {
            let inside = records.iter().filter(|(_, activity)| period.holds(activity.day));
            let row = |(id, activity)| {
                let profile = records.of(id).last().and_then(|revision| revision.profile.as_ref());
                Row::new(Some(id), activity).by(profile)
            };
            inside.map(|one| each(&row(one), out)).try_fold(0, |count, one| one.map(|()| count + 1))
        });
        written.map_err(io::Error::other)?
    }

    /// Renews the copy from which a broken database is made again: at the start where it is older, and as often as the program
    /// wants.
    ///
    /// # Errors
    /// The disk refuses; the copy before stays.
    pub fn keep_copy(&self) -> Result<(), StoreError> {
        let mut state = self.state();
        let open = self.opened(&mut state)?;
        copy::write(&self.folder, &self.keys, &open.records, &open.journal)?;
        count::write(&self.folder, &open.records)
    }

    fn keep(
        &self,
        state: &mut State,
        id: RecordId,
        activity: Option<Activity>,
        profile: Option<&Profile>,
    ) -> Result<(), KeepError> {
        let gaps = activity.as_ref().map(Activity::gaps).unwrap_or_default();
        if !gaps.is_empty() {
            return Err(KeepError::Gaps(gaps));
        }
        let open = self.opened(state)?;
        let mut change = Change::default();
        let revision = open.records.next(&open.desk, id, activity).by(profile);
        change.take(&mut open.records, revision);
        Ok(self.write(state, &change)?)
    }

    /// Brings a change to the disk. Where that fails, memory is thrown away: it would say what is not kept.
    fn write(&self, state: &mut State, change: &Change) -> Result<(), StoreError> {
        let Some(open) = &state.open else { return Ok(()) };
        let database = self.folder.database();
        let broken = |error: sled::Error| fault::database("write", &database, &error);
        let work = || open.tables.write(&self.keys, change)?.and_then(|()| open.tables.flush()).map_err(broken);
        let written = guarded(work).unwrap_or_else(|why| Err(fault::broken("write", &database, &why)));
        if written.is_err() {
            discard(state.open.take());
        }
        written
    }

    fn opened<'a>(&self, state: &'a mut State) -> Result<&'a mut Open, StoreError> {
        if state.open.is_none() {
            let open = mending::open(&self.folder, &self.keys, &self.name, &mut state.dice, &mut state.notices)?;
            state.open = Some(open);
        }
        let closed = || StoreError { message: "the records are closed".into(), user_error: false };
        state.open.as_mut().ok_or_else(closed)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Closing writes, and sled panics where it cannot.
        discard(self.state().open.take());
    }
}

#[cfg(test)]
mod tests {
    //! Property: after a failure the records are opened again with the next call, as they are on the disk.

    use super::*;
    use guichet_core::fake::activities::activity;

    #[test]
    fn after_a_failure_it_is_opened_again() {
        let (folder, mut dice) = (tempfile::tempdir().expect("a folder"), Dice(1));
        let desk = open(folder.path(), &[1; 32], "a").expect("opens");
        let id = desk.add(activity(&mut dice)).expect("kept");
        {
            let mut state = desk.state();
            // Taken in memory, and refused by the disk: nobody was told that it is kept.
            let open = desk.opened(&mut state).expect("open");
            let lost = open.records.next(&open.desk, id, None);
            open.records.take(lost);
            discard(state.open.take());
        }
        assert!(desk.read(|records| records.get(id).is_some()).expect("opens again"));
        let other = desk.add(activity(&mut dice)).expect("kept");
        assert_eq!(desk.read(|records| records.iter().count()).expect("reads"), 2);
        assert_ne!(id, other);
        assert_eq!(desk.notices(), [] as [String; 0]);
    }
}
