//! The files of the part of texts.

use crate::checked;
use crate::documents;
use crate::error::SearchError;
use crate::open_index::{Home, existing, small_blocks};
use crate::schema::TextFields;
use crate::vocabulary::WordCounts;
use std::path::Path;
use tantivy::Index;

/// Name of the file of words.
const WORDS: &str = "words";

/// The indexes of the part, closed.
pub(crate) struct TextsFiles {
    pub(super) index: Index,
    pub(super) documents: Index,
}

impl TextsFiles {
    /// Empty ones.
    pub fn create(home: Home<'_>) -> Result<Self, SearchError> {
        Ok(Self {
            index: home.create("index", TextFields::schema().0, small_blocks())?,
            documents: documents::create(home)?,
        })
    }

    /// Those in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self { index: existing(&folder.join("index"))?, documents: existing(&folder.join("documents"))? })
    }

    /// Whether every file in a folder has its checksum.
    pub fn verify(folder: &Path) -> Result<bool, SearchError> {
        let Self { index, documents } = Self::open(folder)?;
        let sound = index.validate_checksum()?.is_empty() && documents.validate_checksum()?.is_empty();
        Ok(sound && words(folder).is_ok())
    }
}

/// How often each word occurs in the texts of a folder.
pub(crate) fn words(folder: &Path) -> Result<WordCounts, SearchError> {
    checked::read(&folder.join(WORDS))
}

/// Writes the words of the texts beside them.
pub(crate) fn write_words(folder: &Path, words: &WordCounts) -> Result<(), SearchError> {
    checked::write(&folder.join(WORDS), words)
}
