//! The port through which a program keeps its counts of the day. Each is a name and a number: no text, no person.

use crate::model::Date;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Where counts are kept. Several processes may use one at once: each adds what it counted.
pub trait Counts: Send + Sync {
    /// One more of something on a day. What cannot be kept at once is kept later; nobody waits for it.
    fn count(&self, day: Date, name: &str);

    /// What was counted under names with a beginning, from a day to another, by name: of this program alone.
    fn between(&self, first: Date, last: Date, beginning: &str) -> BTreeMap<String, u64>;
}

/// Counts that end with the program.
#[derive(Debug, Default)]
pub struct MemoryCounts {
    counted: Mutex<BTreeMap<(Date, String), u64>>,
}

impl MemoryCounts {
    /// What was counted since this was last asked, by day and name.
    pub fn take(&self) -> BTreeMap<(Date, String), u64> {
        std::mem::take(&mut *self.counted.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Counts for MemoryCounts {
    fn count(&self, day: Date, name: &str) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        *counted.entry((day, name.to_owned())).or_default() += 1;
    }

    fn between(&self, first: Date, last: Date, beginning: &str) -> BTreeMap<String, u64> {
        let counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = BTreeMap::new();
        let wanted =
            counted.iter().filter(|((day, name), _)| (first..=last).contains(day) && name.starts_with(beginning));
        for ((_, name), count) in wanted {
            *found.entry(name.clone()).or_default() += count;
        }
        found
    }
}
