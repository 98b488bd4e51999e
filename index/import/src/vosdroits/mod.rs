//! Fiches of service-public.fr ("vosdroits"), published by the DILA as XML, schema 3.0 to 3.5.
//!
//! F documents are fiches: each becomes an item, or is refused with its reason. R documents (online services, forms)
//! and N documents (themes, dossiers) serve them: they are read, counted as kept, and merged into the fiches.
//!
//! A source is read twice, one file in memory at a time. The first pass keeps what fiches need of each other: what R
//! documents say, other titles, themes and links. The second reads each fiche again and gives its item.
//!
//! ```text
//! archive   the files, bounded            body      paragraphs, lists, cases, notes
//! xml       bytes to a tree, bounded      table     tables
//! notes     what was odd                  section   chapters and situations as sections
//! text      inline text, lost spaces      contact   whom to go to, numbers to call
//! facts     what ages, marked             service   online services and forms
//! fiche     one fiche                     theme     the publisher's themes and ours
//! summary   the short answer              phone     phone numbers
//! corpus    the two passes over all      gathered  what the parts of one share
//! scan      numbers and units in text
//! ```

mod archive;
mod body;
mod contact;
mod corpus;
mod facts;
mod fiche;
mod gathered;
mod notes;
mod phone;
mod scan;
mod section;
mod service;
mod summary;
mod table;
mod text;
mod theme;
mod xml;

use crate::error::ImportError;
use crate::sink::{Counts, Sink};
use archive::{Folder, Limits, Zip};
use std::io::{self, Read, Seek};

/// Name of the source in items and on the command line.
pub const SOURCE: &str = "vosdroits";

/// Reads the publisher's zip. `name` is the file as the operator gave it; findings name it.
///
/// # Errors
/// The zip itself cannot be opened, or the sink fails.
pub fn read_zip(reader: impl Read + Seek, name: &str, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    corpus::read(&mut Zip::open(reader, name, Limits::default())?, name, sink)
}

/// Reads the files of a folder: their names inside the folder, and how to open one of them, by its index. Fiches are
/// opened twice.
///
/// # Errors
/// The sink fails.
pub fn read_files<R: Read>(
    names: &[String],
    open: impl FnMut(usize) -> io::Result<R>,
    sink: &mut dyn Sink,
) -> Result<Counts, ImportError> {
    corpus::read(&mut Folder::new(names, open), "", sink)
}
