//! Which records of all sources are one place: decided by rules, the same in every run, whatever the order of the records.
//!
//! `LINKAGE.md` beside this crate says the rules for people. Records are read ([`Record`]), set among all others (whose
//! phone, SIRET or point is whose), compared where they share a value that one place would share, judged pair by pair
//! ([`Evidence`], [`Verdict`]) and joined, the best pair first, so long as no pair of a group is known to be two places.

mod block;
mod facts;
mod group;
mod name;
mod record;
mod street;
mod verdict;
mod words;

pub use group::Group;
pub use name::Likeness;
pub use record::Record;
pub(crate) use record::phone;
pub use verdict::{Agreement, Doubt, Evidence, Nearness, Reason, Verdict};

use facts::{Facts, facts};
use group::{Link, join};

/// Records that can be compared with one another.
pub struct Linker<'a> {
    records: &'a [Record],
    facts: Vec<Facts>,
}

/// Places that several records describe.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// Groups of two records or more, by their first row; a record stands in one group at most.
    pub groups: Vec<Group>,
    /// Pairs that were compared.
    pub compared: usize,
}

/// The groups of all records.
pub fn groups(records: &[Record]) -> Links {
    Linker::new(records).links()
}

impl<'a> Linker<'a> {
    /// Reads all records.
    pub fn new(records: &'a [Record]) -> Self {
        Self { records, facts: facts(records) }
    }

    /// The groups.
    pub fn links(&self) -> Links {
        let candidates = self.candidates();
        let compared = candidates.len();
        let linked = candidates.into_iter().filter_map(|(a, b)| {
            let evidence = self.evidence(a as usize, b as usize);
            match evidence.verdict() {
                Verdict::One(reason) => Some(Link { pair: (a, b), reason, strength: evidence.strength() }),
                _ => None,
            }
        });
        let groups = join(self.records, linked.collect(), |a, b| self.explain(a as usize, b as usize).1);
        Links { groups, compared }
    }

    /// Pairs that are worth comparing, by position among the records, the smaller first.
    pub fn candidates(&self) -> Vec<(u32, u32)> {
        block::candidates(self.records, &self.facts)
    }

    /// What is decided of two records, by position, and on what evidence. A pair that could be one may still be apart
    /// where another record fits better.
    pub fn explain(&self, a: usize, b: usize) -> (Evidence, Verdict) {
        let evidence = self.evidence(a, b);
        (evidence, evidence.verdict())
    }

    fn evidence(&self, a: usize, b: usize) -> Evidence {
        Evidence::of((&self.records[a], &self.facts[a]), (&self.records[b], &self.facts[b]))
    }
}

#[cfg(test)]
mod tests;
