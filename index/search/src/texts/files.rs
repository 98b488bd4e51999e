//! The files of the part of texts.

use crate::error::SearchError;
use crate::open_index::Home;
use crate::part_files::PartFiles;
use crate::schema::TextFields;
use crate::vocabulary::WordCounts;
use guichet_disk::checked;
use std::path::Path;

/// Name of the file of words.
const WORDS: &str = "words";

/// The indexes of the part, closed.
pub(crate) struct TextsFiles(pub(super) PartFiles);

impl TextsFiles {
    /// Empty ones.
    pub fn create(home: Home<'_>) -> Result<Self, SearchError> {
        Ok(Self(PartFiles::create(home, TextFields::schema().0)?))
    }

    /// Those in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self(PartFiles::open(folder)?))
    }

    /// Whether every file in a folder has its checksum.
    pub fn verify(folder: &Path) -> Result<bool, SearchError> {
        Ok(PartFiles::open(folder)?.is_sound()? && words(folder).is_ok())
    }
}

/// How often each word occurs in the texts of a folder.
pub(crate) fn words(folder: &Path) -> Result<WordCounts, SearchError> {
    Ok(checked::read(&folder.join(WORDS))?)
}

/// Writes the words of the texts beside them.
pub(crate) fn write_words(folder: &Path, words: &WordCounts) -> Result<(), SearchError> {
    Ok(checked::write(&folder.join(WORDS), words)?)
}
