//! Readers of the field's open standards.
//!
//! A reader is handed bytes by the index; it never looks for files itself. It pushes each row into a [`Sink`] as it reads,
//! in bounded memory. One bad record never stops a run: it becomes a finding with its place and the remedy.

pub mod annuaire;
mod carried;
mod cells;
pub mod communes;
mod contact;
pub mod counters;
pub mod data_inclusion;
mod encoding;
mod error;
pub mod export;
mod fields;
pub mod france_services;
pub mod hours;
pub mod hsds;
mod input;
pub mod mairies;
pub mod mednum;
mod offers;
mod osm_week;
mod passages;
mod period;
mod position;
mod prose;
mod record;
mod records;
mod rows;
mod sink;
mod sound;
pub mod spreadsheet;
mod structure;
mod table;
pub mod vosdroits;

pub use contact::is_premium;
pub use error::ImportError;
pub use position::{Around, CommunePoints};
pub use sink::{Collected, Counts, Sink};
