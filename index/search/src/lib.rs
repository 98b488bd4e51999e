//! Words to a query to ranked texts; the parts of a generation that answer.
//!
//! tantivy lives here and nowhere else. The crate takes an iterator of items and a folder; it never knows where items
//! come from.

mod analysis;
mod build;
mod documents;
mod engine;
mod error;
mod explain;
mod folder;
mod lexicon;
mod open_index;
mod opened;
mod part;
mod part_files;
mod rank;
mod schema;
mod search;
mod suggest;
mod texts;
mod understand;
mod vocabulary;

pub use build::{build, build_lexicon, build_texts};
pub use engine::Engine;
pub use error::SearchError;
pub use explain::{Explained, Explanation};
pub use lexicon::LexiconSource;
pub use part::{Part, verify};
pub use search::{Found, MOST_HITS};
