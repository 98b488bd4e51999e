//! The activity record: what a mediator did with somebody, without saying who. Pure: ids come from [`crate::dice`], days from
//! the edge, and what is kept is kept elsewhere.
//!
//! A [`Draft`] is born from what was shown, and is finished into an [`Activity`]. A desk keeps [`Revision`]s of records in
//! [`Records`], which two desks merge. A [`Row`] is a record in a file, in the codes of *La Coop de la médiation numérique*
//! ([`options`]).

mod code;
mod draft;
mod free_text;
pub mod options;
mod period;
mod place;
mod profile;
mod record;
mod records;
mod revision;
mod row;
mod row_text;
mod statistics;
mod table;
#[cfg(test)]
mod tests;
mod usual;

pub use code::Code;
pub(crate) use code::codes;
pub use draft::{Draft, Seen};
pub use free_text::{FreeText, TextRefusal, TextUse, is_noted_number};
pub use period::{Length, Period};
pub use place::{CommuneCode, Place};
pub use profile::Profile;
pub use record::{Activity, Gap, Orientation, People, Person};
pub use records::Records;
pub use revision::{DeskId, RecordId, Revision, Stamp};
pub use row::{Row, RowFault};
pub use row_text::{LineFault, read_table, write_heading, write_row};
pub use statistics::Statistics;
pub use table::{TableFault, TableReader};
pub use usual::{Usual, most_used};
