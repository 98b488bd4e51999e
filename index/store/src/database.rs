//! The [`Store`] port over sled. It decides nothing about what is kept; it keeps it whole, once, and sealed.

use crate::commit::Commit;
use crate::fault::{self, guarded};
use crate::folder::StoreFolder;
use crate::handle::Handle;
use crate::mending::{self, Means};
use crate::register::Register;
use crate::seal::{Keys, Name, RecordKind};
use crate::tables::{self, Tables, meta};
use crate::{export, shape};
use guichet_core::model::{Date, Moment};
use guichet_core::ports::Leases;
use guichet_core::ports::conversations::{
    Address, Change, Conversation, Lease, Saved, Store, StoreError, Task, Version,
};
use serde::{Deserialize, Serialize};
use sled::Transactional;
use sled::transaction::{ConflictableTransactionError, TransactionError, TransactionalTree};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Conversations in a database of their own.
#[derive(Debug)]
pub(crate) struct Database {
    handle: Handle,
    keys: Keys,
    commit: Commit,
    /// Held while an export is written: two at a time would write one file.
    exporting: Mutex<()>,
    leases: Leases,
    folder: StoreFolder,
}

/// A count as it is stored, sealed.
#[derive(Serialize, Deserialize)]
struct Tally {
    day: Date,
    what: String,
    count: u64,
}

/// Why a change is not written.
enum Refusal {
    Answer(Saved),
    Internal(StoreError),
}

impl Database {
    /// Opens the database of a folder, mends it where it must be, and adds what the operator should know.
    pub(crate) fn open(folder: &Path, key: &[u8; 32], notices: &mut Vec<String>) -> Result<Self, StoreError> {
        let (folder, lock) = StoreFolder::take(folder, notices)?;
        let keys = Keys::new(key);
        let open = mending::open(&folder, &keys, Means::All, notices)
            .map_err(|failure| mending::refusal(failure, &folder.database()))?;
        let handle = Handle::new(open, folder.clone(), keys.clone(), lock);
        Ok(Self {
            handle,
            keys,
            commit: Commit::default(),
            exporting: Mutex::default(),
            leases: Leases::default(),
            folder,
        })
    }

    /// A record as it is stored.
    #[cfg(test)]
    pub(crate) fn raw(&self, name: &Name) -> Option<Vec<u8>> {
        let found = self.handle.run("read", |open| Ok(open.tables.conversations.get(name)?));
        found.ok().flatten().map(|record| record.to_vec())
    }

    fn addresses(
        &self,
        action: &'static str,
        names: impl FnOnce(&Register) -> Vec<Name>,
    ) -> Result<Vec<Address>, StoreError> {
        self.handle.run(action, |open| {
            let names = names(&open.register());
            let mut found = Vec::with_capacity(names.len());
            for name in names {
                // Gone meanwhile, or altered since the start: there is nobody to name.
                if let Some((_, Some((who, _)))) = open.tables.conversation(&open.opener(&self.keys), &name)? {
                    found.push(who);
                }
            }
            found.sort();
            Ok(found)
        })
    }
}

impl Store for Database {
    fn load(&self, who: &Address) -> Result<Option<(Version, Conversation)>, StoreError> {
        let name = self.keys.name(RecordKind::Conversation, &who.0);
        let kept = self.handle.run("read", |open| Ok(open.tables.conversation(&open.opener(&self.keys), &name)?))?;
        // Altered since the start: a fresh one, in a version that can be replaced.
        Ok(kept.map(|(version, content)| (version, content.map(|(_, kept)| kept).unwrap_or_default())))
    }

    fn save(&self, change: &Change<'_>) -> Result<Saved, StoreError> {
        self.handle.write(|open| {
            let name = self.keys.name(RecordKind::Conversation, &change.who.0);
            let version = open.tables.next_version(open.base)?;
            let plain = change.next.map(|next| plain(change.who, next)).transpose()?;
            // One at a time, as sled does it anyway: the register follows the database step by step.
            let mut register = open.register();
            let before = register.slot(&name);
            let keep = before.filter(|_| change.next.is_some_and(|next| !register.parts_with(&name, next)));
            let seal = |plain: Vec<u8>| tables::sealed(&self.keys, &open.secrets, keep, &name, &plain);
            let sealed = plain.map(seal).transpose()?;
            let slot = sealed.as_ref().map(|(slot, _)| *slot);
            let record = sealed.map(|(slot, sealed)| tables::record(version, slot, &sealed));
            let mut sum = change.expected.map_or(register.sum, |old| register.sum.with(&name, old));
            if record.is_some() {
                sum = sum.with(&name, version);
            }
            let Tables { conversations, handled, tallies, meta, .. } = &open.tables;
            let kept =
                (conversations, handled, tallies, meta).transaction(|(conversations, handled, tallies, meta)| {
                    let refuse = |saved| Err(ConflictableTransactionError::Abort(Refusal::Answer(saved)));
                    let event = change.event.map(|event| self.keys.name(RecordKind::Event, event));
                    if let Some(event) = &event
                        && handled.get(event)?.is_some()
                    {
                        return refuse(Saved::Handled);
                    }
                    let present = conversations.get(name)?;
                    if present.as_deref().and_then(tables::version) != change.expected {
                        return refuse(Saved::Stale);
                    }
                    match &record {
                        Some(record) => conversations.insert(&name, record.as_slice())?,
                        None => conversations.remove(&name)?,
                    };
                    if let Some(event) = &event {
                        handled.insert(event, &change.now.minutes().to_be_bytes())?;
                    }
                    for what in change.tally {
                        count(&self.keys, tallies, change.now.date, what)?;
                    }
                    meta.insert(meta::SUM, &sum.0)?;
                    Ok(())
                });
            match kept {
                Ok(()) => {
                    register.sum = sum;
                    register.note(name, change.next.zip(slot));
                    // What was kept until now is not to be opened any more.
                    before.filter(|before| slot != Some(*before)).into_iter().for_each(|old| open.secrets().doom(old));
                    Ok(Saved::Done(change.next.map(|_| version)))
                }
                Err(TransactionError::Abort(Refusal::Answer(saved))) => {
                    slot.filter(|_| keep.is_none()).into_iter().for_each(|unused| open.secrets().give_back(unused));
                    Ok(saved)
                }
                Err(TransactionError::Abort(Refusal::Internal(error))) => Err(error.into()),
                Err(TransactionError::Storage(error)) => Err(error.into()),
            }
        })
    }

    fn waiting(&self) -> Result<Vec<Address>, StoreError> {
        self.addresses("read", Register::pending)
    }

    fn silent_since(&self, moment: Moment) -> Result<Vec<Address>, StoreError> {
        self.addresses("read", |register| register.silent_since(moment))
    }

    fn cursor(&self) -> Result<Option<String>, StoreError> {
        self.handle.run("read", |open| {
            let sealed = open.tables.meta.get(meta::CURSOR)?;
            // A cursor that does not open is none: the network's stream is read from where the network keeps it.
            let plain = sealed.and_then(|sealed| self.keys.open(RecordKind::Cursor, meta::CURSOR, &sealed));
            Ok(plain.and_then(|plain| String::from_utf8(plain).ok()))
        })
    }

    fn advance(&self, cursor: &str) -> Result<(), StoreError> {
        self.handle.write(|open| {
            let sealed = self.keys.seal(RecordKind::Cursor, meta::CURSOR, cursor.as_bytes())?;
            // No message is handled meanwhile.
            let _register = open.register();
            let Tables { handled, meta, .. } = &open.tables;
            let names = handled.iter().keys().collect::<sled::Result<Vec<_>>>()?;
            let kept = (handled, meta).transaction(|(handled, meta)| {
                for name in &names {
                    handled.remove(name)?;
                }
                meta.insert(meta::CURSOR, sealed.as_slice())?;
                Ok::<_, ConflictableTransactionError<()>>(())
            });
            match kept {
                Ok(()) | Err(TransactionError::Abort(())) => Ok(()),
                Err(TransactionError::Storage(error)) => Err(error.into()),
            }
        })
    }

    fn lease(&self, lease: &Lease<'_>) -> Result<bool, StoreError> {
        Ok(self.leases.take(lease))
    }

    fn release(&self, task: Task<'_>, worker: u64) -> Result<(), StoreError> {
        self.leases.give_back(task, worker);
        Ok(())
    }

    fn forget_handled(&self, before: Moment) -> Result<(), StoreError> {
        self.handle.write(|open| {
            // No message is handled meanwhile.
            let _register = open.register();
            let before = before.minutes();
            for entry in &open.tables.handled {
                let (name, moment) = entry?;
                match moment.as_ref().try_into().map(i64::from_be_bytes) {
                    Ok(moment) if moment >= before => {}
                    Ok(_) => drop(open.tables.handled.remove(name)?),
                    // Of a version that noted no moment: it goes with the next ones.
                    Err(_) => drop(open.tables.handled.insert(name, &before.to_be_bytes())?),
                }
            }
            Ok(())
        })
    }

    fn tallies(&self) -> Result<Vec<(Date, String, u64)>, StoreError> {
        self.handle.run("read", |open| {
            let mut counted = Vec::new();
            for entry in &open.tables.tallies {
                let (key, sealed) = entry?;
                // A count that was altered is left out: a wrong one would be worse.
                counted.extend(tally(&self.keys, &key, &sealed).map(|tally| (tally.day, tally.what, tally.count)));
            }
            counted.sort();
            Ok(counted)
        })
    }

    fn flush(&self) -> Result<(), StoreError> {
        let flush = || self.handle.flush();
        self.commit.join(|| guarded(flush).unwrap_or_else(|why| Err(fault::broken("write", self.folder.root(), &why))))
    }

    fn export(&self) -> Result<(), StoreError> {
        let _alone = self.exporting.lock().unwrap_or_else(PoisonError::into_inner);
        self.handle.run("export", |open| Ok(export::write(&self.folder, open, &self.keys)?))
    }
}

fn plain(who: &Address, next: &Conversation) -> Result<Vec<u8>, StoreError> {
    let unwritable =
        |error| StoreError { message: format!("a conversation cannot be written: {error}"), user_error: false };
    shape::write(who, next).map_err(unwritable)
}

/// One more of something on a day.
fn count(
    keys: &Keys,
    tallies: &TransactionalTree,
    day: Date,
    what: &str,
) -> Result<(), ConflictableTransactionError<Refusal>> {
    let internal = |error| ConflictableTransactionError::Abort(Refusal::Internal(error));
    let name = keys.name(RecordKind::Tally, &format!("{day} {what}"));
    let before = tallies.get(name)?.and_then(|sealed| tally(keys, &name, &sealed)).map_or(0, |tally| tally.count);
    let plain = serde_json::to_vec(&Tally { day, what: what.to_owned(), count: before + 1 });
    let unwritable = |error| StoreError { message: format!("a count cannot be written: {error}"), user_error: false };
    let sealed =
        keys.seal(RecordKind::Tally, &name, &plain.map_err(unwritable).map_err(internal)?).map_err(internal)?;
    tallies.insert(&name, sealed)?;
    Ok(())
}

fn tally(keys: &Keys, name: &[u8], sealed: &[u8]) -> Option<Tally> {
    serde_json::from_slice(&keys.open(RecordKind::Tally, name, sealed)?).ok()
}
