//! The national directory of public counters (DILA, « Annuaire de l'administration »), in the three forms it is met in:
//! the whole directory as JSON, pages of its API (where fields hold JSON inside strings), and CSV, either the API's own
//! columns or one row a town hall with its hours as JSON.
//!
//! E-mail addresses are never read: half of those of small communes are somebody's private mailbox.

mod rows;
mod tree;

use crate::error::ImportError;
use crate::position::Around;
use crate::record::{Origin, Run};
use crate::sink::{Counts, Sink};
use std::io::{BufRead, BufReader, Read};

/// Name of the source.
pub const SOURCE: &str = "annuaire";
/// Who publishes it.
pub const PUBLISHER: &str = "DILA, annuaire de l'administration";
/// Under which licence.
pub const LICENCE: &str = "etalab-2.0";

pub(crate) const ORIGIN: Origin = Origin { name: SOURCE, publisher: PUBLISHER, licence: LICENCE, figures: 8 };

/// Reads any of the forms. `name` is the file as the operator gave it, for the findings.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let head = reader.fill_buf().map_err(|source| ImportError::Unreadable { name: name.to_owned(), source })?;
    let first = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).iter().find(|byte| !byte.is_ascii_whitespace());
    let run = Run::new(name, &ORIGIN, around, sink);
    match first {
        Some(b'{' | b'[') => tree::read(reader, run),
        Some(b'<') => Err(not_this(name, "it begins like a web page or XML")),
        Some(_) => rows::read(reader, run),
        None => Err(not_this(name, "it is empty")),
    }
}

/// The file is not one of the directory's forms.
fn not_this(name: &str, cause: impl Into<String>) -> ImportError {
    ImportError::NotThisFormat { name: name.to_owned(), format: SOURCE, cause: cause.into() }
}

#[cfg(test)]
mod tests;
