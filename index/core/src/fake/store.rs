//! The in-memory twin of the [`Store`] port.

use crate::model::{Date, Moment};
use crate::ports::Leases;
use crate::ports::conversations::{Address, Change, Conversation, Lease, Saved, Store, StoreError, Task, Version};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A store that forgets everything when the program ends.
#[derive(Debug, Default)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
    leases: Leases,
}

#[derive(Debug, Default)]
struct Kept {
    conversations: BTreeMap<Address, (Version, Conversation)>,
    handled: BTreeMap<String, Moment>,
    cursor: Option<String>,
    tallies: BTreeMap<(Date, String), u64>,
    versions: u64,
    /// The next so many saves fail, as on a full disk.
    failing: usize,
}

impl MemoryStore {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the next `count` saves fail, as on a full disk.
    pub fn fail(&self, count: usize) {
        self.kept().failing = count;
    }
}

impl Store for MemoryStore {
    fn load(&self, who: &Address) -> Result<Option<(Version, Conversation)>, StoreError> {
        Ok(self.kept().conversations.get(who).cloned())
    }

    fn save(&self, change: &Change<'_>) -> Result<Saved, StoreError> {
        let mut kept = self.kept();
        if kept.failing > 0 {
            kept.failing -= 1;
            return Err(StoreError { message: "the disk is full".into(), user_error: true });
        }
        if change.event.is_some_and(|event| kept.handled.contains_key(event)) {
            return Ok(Saved::Handled);
        }
        if kept.conversations.get(change.who).map(|(version, _)| *version) != change.expected {
            return Ok(Saved::Stale);
        }
        kept.handled.extend(change.event.map(|event| (event.to_owned(), change.now)));
        for what in change.tally {
            *kept.tallies.entry((change.now.date, what.clone())).or_default() += 1;
        }
        kept.versions += 1;
        let version = Version(kept.versions);
        Ok(Saved::Done(match change.next {
            Some(next) => {
                kept.conversations.insert(change.who.clone(), (version, next.clone()));
                Some(version)
            }
            None => {
                kept.conversations.remove(change.who);
                None
            }
        }))
    }

    fn waiting(&self) -> Result<Vec<Address>, StoreError> {
        let kept = self.kept();
        let waiting = kept.conversations.iter().filter(|(_, (_, conversation))| !conversation.outbox.is_empty());
        Ok(waiting.map(|(who, _)| who.clone()).collect())
    }

    fn silent_since(&self, moment: Moment) -> Result<Vec<Address>, StoreError> {
        let kept = self.kept();
        let silent = kept
            .conversations
            .iter()
            .filter(|(_, (_, conversation))| conversation.session.last.is_none_or(|last| last < moment));
        Ok(silent.map(|(who, _)| who.clone()).collect())
    }

    fn cursor(&self) -> Result<Option<String>, StoreError> {
        Ok(self.kept().cursor.clone())
    }

    fn advance(&self, cursor: &str) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.cursor = Some(cursor.to_owned());
        kept.handled.clear();
        Ok(())
    }

    fn lease(&self, lease: &Lease<'_>) -> Result<bool, StoreError> {
        Ok(self.leases.take(lease))
    }

    fn release(&self, task: Task<'_>, worker: u64) -> Result<(), StoreError> {
        self.leases.give_back(task, worker);
        Ok(())
    }

    fn forget_handled(&self, before: Moment) -> Result<(), StoreError> {
        self.kept().handled.retain(|_, handled| *handled >= before);
        Ok(())
    }

    fn tallies(&self) -> Result<Vec<(Date, String, u64)>, StoreError> {
        Ok(self.kept().tallies.iter().map(|((day, what), count)| (*day, what.clone(), *count)).collect())
    }

    fn flush(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn export(&self) -> Result<(), StoreError> {
        Ok(())
    }
}
