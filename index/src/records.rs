//! The records of a mediator's desk: their store in the data folder, and the key that seals it.

use crate::data::DataFolder;
use crate::error::Error;
use crate::seal_key::sealed_place;
use guichet_core::model::Date;

pub use guichet_store::desk::{Desk, FileFault, KeepError, MergeError, Merged, NoteError, SkippedLine};

/// What a desk is called among the programs that keep something.
pub(crate) const PROGRAM: &str = "desk";

/// Opens the records of the desk of a data folder, and makes them and their key at the first start. `name` is the desk's in
/// its office. What the operator should know of the opening is told by [`Desk::notices`].
///
/// # Errors
/// A second desk on the same folder; a key that is missing, too short, another's or readable by others; a full disk: each with
/// its remedy.
pub fn open(folder: &DataFolder, name: &str) -> Result<Desk, Error> {
    let (place, key) = sealed_place(folder, PROGRAM, None)?;
    Ok(guichet_store::desk::open(&place, &key, name)?)
}

/// Whether nobody works on a day, in all of the country: working days are counted without it.
pub fn is_holiday(day: Date) -> bool {
    guichet_places::schedule::is_holiday(day, "")
}
