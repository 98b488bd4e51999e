//! Which worker has which task, for a store that one process has: held in memory, it ends with the process.

use super::conversations::{Address, Lease, Task};
use crate::model::Moment;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The leases of the workers of this process.
#[derive(Debug, Default)]
pub struct Leases {
    /// By the address where it is the delivery of a conversation: the worker, and until when.
    held: Mutex<HashMap<Option<Address>, (u64, Moment)>>,
}

impl Leases {
    /// Takes a task or keeps it longer; false where another worker has it.
    pub fn take(&self, lease: &Lease<'_>) -> bool {
        let (mut held, task) = (self.held(), named(lease.task));
        let others = held.get(&task).is_some_and(|(worker, until)| *worker != lease.worker && *until > lease.now);
        if !others {
            held.insert(task, (lease.worker, lease.until));
        }
        !others
    }

    /// Gives a task back, where the worker has it.
    pub fn give_back(&self, task: Task<'_>, worker: u64) {
        let (mut held, task) = (self.held(), named(task));
        if held.get(&task).is_some_and(|(holder, _)| *holder == worker) {
            held.remove(&task);
        }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Option<Address>, (u64, Moment)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn named(task: Task<'_>) -> Option<Address> {
    match task {
        Task::Delivery(who) => Some(who.clone()),
        Task::Chores => None,
    }
}
