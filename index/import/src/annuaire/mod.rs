//! The national directory of public counters (DILA, « Annuaire de l'administration »), in the three forms it is met in:
//! the whole directory as JSON, pages of its API (where fields hold JSON inside strings), and CSV, either the API's own
//! columns or one row a town hall with its hours as JSON.
//!
//! E-mail addresses are never read: half of those of small communes are somebody's private mailbox.

mod rows;
mod tree;

use crate::error::ImportError;
use crate::input::{self, Form};
use crate::position::Around;
use crate::record::{Origin, Run};
use crate::sink::{Counts, Sink};
use std::io::Read;

/// Name of the source.
pub const SOURCE: &str = "annuaire";
/// Who publishes it.
pub const PUBLISHER: &str = "DILA, annuaire de l'administration";
/// Under which licence.
pub const LICENCE: &str = "etalab-2.0";

pub(crate) const ORIGIN: Origin<'_> = Origin { name: SOURCE, publisher: PUBLISHER, licence: LICENCE, figures: 8 };

/// Reads any of the forms. `name` is the file as the operator gave it, for the findings.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let run = Run::new(name, &ORIGIN, around, sink);
    match input::open(reader, name, SOURCE)? {
        (Form::Json, text) => tree::read(text, run),
        (Form::Table, text) => rows::read(text, run),
    }
}

#[cfg(test)]
mod tests;
