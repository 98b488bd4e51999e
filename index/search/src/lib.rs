//! Words to a query to ranked hits; hours and distance of places.
//!
//! tantivy lives here and nowhere else. The crate takes an iterator of items and a folder; it never knows where items
//! come from.

mod build;
mod engine;
mod error;
mod folder;
mod gazetteer;
pub mod hours;
mod places;
mod schema;

pub use build::build;
pub use engine::Engine;
pub use error::SearchError;
pub use folder::verify;
pub use gazetteer::Gazetteer;
