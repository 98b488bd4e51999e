//! Readers: authored content and the field's open standards, each into one [`Batch`].
//!
//! A reader is handed texts or bytes by the index; it never looks for files itself. One bad record never stops a run:
//! it becomes a [`Warning`] with its place and the remedy.

pub mod annuaire;
pub mod authored;
mod batch;
pub mod communes;
mod contact;
mod encoding;
mod error;
mod hours;
pub mod mairies;
mod markdown;
mod position;
pub mod skos;
mod table;
pub mod vosdroits;

pub use batch::{Batch, Severity, Warning};
pub use error::ImportError;
