//! Places: when they are open, where they are, what they offer, which records are one of them, and the communes they are in.
//!
//! tantivy is not here: the words of a place are its name, its kind and its commune, and are looked up as they stand.

mod build;
mod error;
mod find;
mod gazetteer;
pub mod link;
pub mod merge;
mod nearest;
mod open;
mod phones;
pub mod schedule;
mod segment;
mod week;

pub use build::{Input, build};
pub use error::PlacesError;
pub use find::{PlaceHits, Words};
pub use gazetteer::{Gazetteer, Tables};
pub use open::{Places, verify};

/// The format of the index of places. Raise it when places built before can no longer be read, or would be indexed
/// otherwise.
pub const FORMAT: u32 = 6;
