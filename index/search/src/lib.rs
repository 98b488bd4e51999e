//! Words to a query to ranked hits; hours and distance of places.
//!
//! tantivy lives here and nowhere else. The crate takes an iterator of items and a folder; it never knows where items
//! come from.

mod analysis;
mod build;
mod engine;
mod error;
mod explain;
mod folder;
mod gazetteer;
pub mod hours;
mod lexical;
mod parts;
mod places;
mod rank;
mod schema;
mod search;
mod suggest;
mod understand;
mod vocabulary;

pub use build::build;
pub use engine::Engine;
pub use error::SearchError;
pub use explain::{Explained, Explanation};
pub use gazetteer::Gazetteer;
pub use parts::verify;
