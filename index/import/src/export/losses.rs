//! What a standard cannot carry, counted by what it is.

use guichet_core::model::{Item, Place};
use serde::Serialize;
use std::collections::BTreeMap;

/// One thing that a standard cannot carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What it is.
    pub what: String,
    /// Of how many places.
    pub places: usize,
}

/// What was lost so far.
#[derive(Debug, Default)]
pub struct Losses {
    of: BTreeMap<String, usize>,
    left_out: usize,
}

impl Losses {
    /// Something of a place that is written is not carried.
    pub(super) fn add(&mut self, what: &str) {
        match self.of.get_mut(what) {
            Some(count) => *count += 1,
            None => drop(self.of.insert(what.to_owned(), 1)),
        }
    }

    /// A place is not written, and why.
    pub(super) fn leave_out(&mut self, why: &str) {
        self.left_out += 1;
        self.add(&format!("left out: {why}"));
    }

    /// What no standard here carries of a place, besides what each says itself; `sections` are headings that it does carry.
    pub(super) fn of_place(&mut self, item: &Item, place: &Place, sections: &[&str]) {
        for section in item.sections.iter().filter(|section| !sections.contains(&section.heading.as_str())) {
            self.add(&format!("in its own words: {}", section.heading));
        }
        if !item.phones.is_empty() {
            self.add("further phone numbers");
        }
        if place.notice.is_some() {
            self.add("a notice of some days");
        }
    }

    pub(super) fn done(self) -> (usize, Vec<Loss>) {
        (self.left_out, self.of.into_iter().map(|(what, places)| Loss { what, places }).collect())
    }
}
