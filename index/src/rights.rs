//! The screening of rights over the embedded rules: one rulebook a month and a set of parameters, made when asked for.

use crate::embedded;
use crate::error::Error;
use guichet_core::rights::{Month, Rulebook};
use guichet_import::Batch;
use guichet_import::authored::{ParameterSet, Rights, Texts};
use std::collections::BTreeMap;

/// Rulebooks kept at once: a batch asks about few months.
const KEPT: usize = 24;

/// Rules ready to screen households with.
pub struct Screener {
    texts: Texts,
    rights: Rights,
    set: ParameterSet,
    books: BTreeMap<Month, Result<Rulebook, String>>,
}

impl Screener {
    /// Reads the embedded rules.
    ///
    /// # Errors
    /// The content built into this program is broken.
    pub fn open(set: ParameterSet) -> Result<Self, Error> {
        let texts = embedded::texts(|group| group == "rights")?;
        let mut batch = Batch::default();
        let rights = Rights::read(&texts, &mut batch);
        match batch.warnings.first() {
            Some(fault) => Err(Error::Embedded(fault.to_string())),
            None => Ok(Self { texts, rights, set, books: BTreeMap::new() }),
        }
    }

    /// The rules of a month.
    ///
    /// # Errors
    /// Why there are none for this month, in plain words.
    pub fn month(&mut self, month: Month) -> Result<&Rulebook, String> {
        if self.books.len() >= KEPT {
            self.books.clear();
        }
        let book = self.books.entry(month).or_insert_with(|| {
            self.rights.rulebook(&self.texts, self.set, month).map_err(|faults| {
                let more = faults.len().saturating_sub(1);
                let first = faults.into_iter().next().unwrap_or_default();
                let month = format!("{:04}-{:02}", month.year, month.month);
                match more {
                    0 => format!("no rules for {month}: {first}"),
                    _ => format!("no rules for {month}: {first} (and {more} more)"),
                }
            })
        });
        book.as_ref().map_err(Clone::clone)
    }
}
