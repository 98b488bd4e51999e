//! Where readers put what they read, as they read it: nothing waits in memory for the end of a source.

use crate::error::ImportError;
use guichet_content::Finding;
use guichet_core::model::{Commune, Item};
use std::io;

/// What takes the rows of a source, one at a time.
pub trait Sink {
    /// Takes an item that can be found.
    ///
    /// # Errors
    /// It cannot be kept, such as on a full disk: the reader stops.
    fn item(&mut self, item: Item) -> io::Result<()>;

    /// Takes a commune of a gazetteer.
    ///
    /// # Errors
    /// As for an item.
    fn commune(&mut self, commune: Commune) -> io::Result<()>;

    /// Takes what is wrong with a record, or with the whole source.
    ///
    /// # Errors
    /// As for an item.
    fn finding(&mut self, finding: Finding) -> io::Result<()>;
}

/// Records of a source: `read` = `kept` + `refused`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Records read.
    pub read: usize,
    /// Records kept, also those merged into others or serving them.
    pub kept: usize,
    /// Records refused.
    pub refused: usize,
}

/// A sink that holds everything: for tests, and for sources that fit in memory.
#[derive(Debug, Default)]
pub struct Collected {
    /// Items, in the order in which they came.
    pub items: Vec<Item>,
    /// Communes, in the order in which they came.
    pub communes: Vec<Commune>,
    /// What was wrong, in the order in which it was found.
    pub findings: Vec<Finding>,
}

impl Sink for Collected {
    fn item(&mut self, item: Item) -> io::Result<()> {
        self.items.push(item);
        Ok(())
    }

    fn commune(&mut self, commune: Commune) -> io::Result<()> {
        self.communes.push(commune);
        Ok(())
    }

    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.findings.push(finding);
        Ok(())
    }
}

/// A sink, what was counted on the way to it, and its first failure: after one, nothing more is given to it.
pub(crate) struct Output<'s> {
    sink: &'s mut dyn Sink,
    pub(crate) counts: Counts,
    failure: Option<io::Error>,
}

impl<'s> Output<'s> {
    pub(crate) fn new(sink: &'s mut dyn Sink) -> Self {
        Self { sink, counts: Counts::default(), failure: None }
    }

    /// Whether the sink can take no more: a reader asks it at each record, and stops.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// Gives an item. The record is counted by who reads it: one item may come of several.
    pub(crate) fn item(&mut self, item: Item) {
        self.give(|sink| sink.item(item));
    }

    /// Gives a commune.
    pub(crate) fn commune(&mut self, commune: Commune) {
        self.give(|sink| sink.commune(commune));
    }

    /// Notes something wrong with a record that is kept all the same, or with the source.
    pub(crate) fn warn(&mut self, source: &str, record: &str, field: &str, message: impl Into<String>) {
        self.give(|sink| sink.finding(Finding::warning(source, record, field, message)));
    }

    /// Counts a record as refused, and notes why.
    pub(crate) fn refuse(&mut self, source: &str, record: &str, field: &str, message: impl Into<String>) {
        self.counts.refused += 1;
        self.give(|sink| sink.finding(Finding::refusal(source, record, field, message)));
    }

    fn give(&mut self, give: impl FnOnce(&mut dyn Sink) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = give(self.sink).err();
        }
    }

    /// The counts, once everything was read.
    ///
    /// # Errors
    /// The sink failed on the way.
    pub(crate) fn done(self) -> Result<Counts, ImportError> {
        match self.failure {
            Some(source) => Err(ImportError::NotKept { source }),
            None => Ok(self.counts),
        }
    }
}
