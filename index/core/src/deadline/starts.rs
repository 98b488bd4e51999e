//! The days that deadlines are counted from, as they were given.

use super::{Deadline, Start};
use crate::model::Date;
use std::collections::BTreeMap;
use std::fmt;

/// Days that somebody gave. They live as long as what is made of them, are stored nowhere, and `Debug` shows none.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Starts {
    given: BTreeMap<String, Date>,
}

impl Starts {
    /// None given.
    pub const NONE: Self = Self { given: BTreeMap::new() };

    /// The day that all deadlines with this start are counted from.
    pub fn give(&mut self, start: Start, day: Date) {
        self.given.insert(start.name().to_owned(), day);
    }

    /// The day that one deadline is counted from, by its identifier; `None` takes it back.
    pub fn give_one(&mut self, id: &str, day: Option<Date>) {
        match day {
            Some(day) => self.given.insert(id.to_owned(), day),
            None => self.given.remove(id),
        };
    }

    /// The day that a deadline is counted from: its own first, then that of its start.
    pub fn of(&self, deadline: &Deadline) -> Option<Date> {
        let shared = || deadline.term.start().and_then(|start| self.given.get(start.name()));
        self.given.get(&deadline.id).or_else(shared).copied()
    }

    /// Whether none is given.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

impl fmt::Debug for Starts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Starts").field("given", &self.given.len()).finish_non_exhaustive()
    }
}
