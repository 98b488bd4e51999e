//! The folder of an index: its three parts, and what is known of words.

use crate::analysis::register;
use crate::error::SearchError;
use crate::folder::ReadOnly;
use crate::lore::Lore;
use crate::schema::{PlaceFields, ShelfFields, TextFields};
use std::path::{Path, PathBuf};
use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::schema::Schema;
use tantivy::store::Compressor;
use tantivy::{Directory, Index, IndexSettings};

/// The parts of an index, by name.
pub(crate) struct Parts {
    pub texts: Index,
    pub places: Index,
    pub shelf: Index,
    /// Where the lore is kept; nowhere for an index in memory.
    pub lore: Option<PathBuf>,
}

/// Name of the lore's file.
const LORE: &str = "lore";

impl Parts {
    /// Empty parts in an empty folder.
    pub fn create(folder: &Path) -> Result<Self, SearchError> {
        Self::made(Some(folder.join(LORE)), |name| {
            let path = folder.join(name);
            std::fs::create_dir_all(&path).map_err(|source| SearchError::Folder { path: path.clone(), source })?;
            Ok(Box::new(MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?))
        })
    }

    /// Empty parts in memory.
    pub fn in_memory() -> Result<Self, SearchError> {
        Self::made(None, |_| Ok(Box::new(RamDirectory::create())))
    }

    fn made(
        lore: Option<PathBuf>,
        directory: impl Fn(&str) -> Result<Box<dyn Directory>, SearchError>,
    ) -> Result<Self, SearchError> {
        let part = |name: &str, schema: Schema, settings: IndexSettings| -> Result<Index, SearchError> {
            let index = Index::create(directory(name)?, schema, settings)?;
            register(index.tokenizers());
            Ok(index)
        };
        // Heads are small and read twenty at a time: not compressed, in small blocks.
        let heads = || IndexSettings {
            docstore_compression: Compressor::None,
            docstore_blocksize: 4_096,
            ..IndexSettings::default()
        };
        Ok(Self {
            texts: part("texts", TextFields::schema().0, heads())?,
            places: part("places", PlaceFields::schema().0, heads())?,
            shelf: part("shelf", ShelfFields::schema().0, IndexSettings::default())?,
            lore,
        })
    }

    /// The parts of an index that was built.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let part = |name: &str| -> Result<Index, SearchError> {
            let index = Index::open(ReadOnly::open(&folder.join(name))?)?;
            register(index.tokenizers());
            Ok(index)
        };
        let lore = Some(folder.join(LORE));
        Ok(Self { texts: part("texts")?, places: part("places")?, shelf: part("shelf")?, lore })
    }
}

/// Reads every file of an index and compares it with its checksum. `Ok(false)`: some file is damaged.
pub fn verify(folder: &Path) -> Result<bool, SearchError> {
    let Parts { texts, places, shelf, .. } = Parts::open(folder)?;
    if Lore::read(&folder.join(LORE)).is_err() {
        return Ok(false);
    }
    for part in [texts, places, shelf] {
        if !part.validate_checksum()?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}
