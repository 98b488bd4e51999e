//! What can go wrong with an index. All of it is mended the same way: build it again from the packs.

use std::path::PathBuf;

/// An index that cannot be built, opened or read.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The engine failed.
    #[error("the search index failed")]
    Engine(#[from] tantivy::TantivyError),
    /// A file of the index cannot be read.
    #[error("a file of the search index cannot be read")]
    Read(#[from] std::io::Error),
    /// The folder cannot be used.
    #[error("the folder {path} cannot be used for the search index")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A stored item cannot be read.
    #[error("a stored item cannot be read")]
    Stored(#[from] postcard::Error),
}
