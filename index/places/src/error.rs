//! What can go wrong with the index of places. All of it is mended the same way: build it again from the packs.

/// An index of places that cannot be built, opened or read.
#[derive(Debug, thiserror::Error)]
pub enum PlacesError {
    /// A file of the index cannot be read or written.
    #[error("a file of the index of places cannot be read or written")]
    File(#[from] std::io::Error),
    /// A stored place cannot be read.
    #[error("a stored place cannot be read")]
    Stored(#[from] postcard::Error),
    /// Names cannot be put in order or read.
    #[error("the names of places cannot be read")]
    Names(#[from] tantivy_fst::Error),
    /// The gazetteer cannot be read.
    #[error("the gazetteer is broken on line {line}: {reason}")]
    Gazetteer {
        /// Line from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
}
