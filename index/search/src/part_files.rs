//! The two indexes of a part, closed: what is searched, and whole items.

use crate::documents;
use crate::error::SearchError;
use crate::open_index::{Home, existing, small_blocks};
use std::path::Path;
use tantivy::Index;
use tantivy::schema::Schema;

/// The indexes of a part.
pub(crate) struct PartFiles {
    /// What is searched.
    pub index: Index,
    /// The document store.
    pub documents: Index,
}

impl PartFiles {
    /// Empty ones.
    pub fn create(home: Home<'_>, schema: Schema) -> Result<Self, SearchError> {
        Ok(Self { index: home.create("index", schema, small_blocks())?, documents: documents::create(home)? })
    }

    /// Those in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self { index: existing(&folder.join("index"))?, documents: existing(&folder.join("documents"))? })
    }

    /// Whether every file has its checksum.
    pub fn is_sound(&self) -> Result<bool, SearchError> {
        Ok(self.index.validate_checksum()?.is_empty() && self.documents.validate_checksum()?.is_empty())
    }
}
