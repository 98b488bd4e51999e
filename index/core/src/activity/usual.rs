//! What is offered first: what was used most, then what was used last.

use super::options::{Equipment, Procedure, Topic};
use super::{Activity, FreeText, Place};
use std::collections::HashMap;
use std::hash::Hash;

/// Options by how often they were used, the most used first; those of a form that were never used are not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usual {
    /// Minutes.
    pub minutes: Vec<u16>,
    /// Places.
    pub places: Vec<Place>,
    /// Topics.
    pub topics: Vec<Topic>,
    /// Themes of procedures.
    pub procedures: Vec<Procedure>,
    /// Equipment.
    pub equipment: Vec<Equipment>,
    /// Tags.
    pub tags: Vec<FreeText>,
}

impl Usual {
    /// What some records used, the latest first, as [`super::Records::latest`] gives them.
    pub fn of(latest_first: &[&Activity]) -> Self {
        let records = || latest_first.iter().rev();
        Self {
            minutes: most_used(records().map(|record| record.minutes)),
            places: most_used(records().map(|record| &record.place)).into_iter().cloned().collect(),
            topics: most_used(records().flat_map(|record| record.topics.iter().copied())),
            procedures: most_used(records().flat_map(|record| record.procedures.iter().copied())),
            equipment: most_used(records().flat_map(|record| record.equipment.iter().copied())),
            tags: most_used(records().flat_map(|record| &record.tags)).into_iter().cloned().collect(),
        }
    }
}

/// Things by how often they come, the most frequent first; of two that come as often, the later one.
pub fn most_used<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: HashMap<T, (usize, usize)> = HashMap::new();
    for (at, thing) in things.enumerate() {
        let (count, last) = counts.entry(thing).or_default();
        (*count, *last) = (*count + 1, at);
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(_, rank)| std::cmp::Reverse(*rank));
    all.into_iter().map(|(thing, _)| thing).collect()
}
