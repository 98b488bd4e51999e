//! Readers: authored content and the field's open standards, each into one [`Batch`].
//!
//! A reader is handed texts or bytes by the index; it never looks for files itself. One bad record never stops a run:
//! it becomes a [`Warning`] with its place and the remedy.

#[cfg(feature = "sources")]
pub mod annuaire;
pub mod authored;
mod batch;
#[cfg(feature = "sources")]
pub mod communes;
#[cfg(feature = "sources")]
mod contact;
#[cfg(feature = "sources")]
mod encoding;
#[cfg(feature = "sources")]
mod error;
#[cfg(feature = "sources")]
mod hours;
#[cfg(feature = "sources")]
pub mod mairies;
mod markdown;
#[cfg(feature = "sources")]
mod position;
#[cfg(feature = "sources")]
pub mod skos;
#[cfg(feature = "sources")]
mod table;
#[cfg(feature = "sources")]
pub mod vosdroits;

pub use batch::{Batch, Severity, Warning};
#[cfg(feature = "sources")]
pub use error::ImportError;
