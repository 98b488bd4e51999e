//! The folder of an index: its three parts, and what is known of words.

use crate::analysis::register;
use crate::error::SearchError;
use crate::folder::ReadOnly;
use crate::lexical::LexicalData;
use crate::schema::{DocumentFields, PlaceFields, TextFields};
use std::path::{Path, PathBuf};
use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::schema::Schema;
use tantivy::store::Compressor;
use tantivy::{Directory, Index, IndexSettings};

/// The parts of an index, by name.
pub(crate) struct Parts {
    pub texts: Index,
    pub places: Index,
    pub documents: Index,
    /// Where the lexical data is kept; nowhere for an index in memory.
    pub lexical: Option<PathBuf>,
}

/// Name of the file of lexical data.
const LEXICAL: &str = "lexical";

impl Parts {
    /// Empty parts in an empty folder.
    pub fn create(folder: &Path) -> Result<Self, SearchError> {
        Self::made(Some(folder.join(LEXICAL)), |name| {
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
        lexical: Option<PathBuf>,
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
            documents: part("documents", DocumentFields::schema().0, IndexSettings::default())?,
            lexical,
        })
    }

    /// The parts of an index that was built.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let part = |name: &str| -> Result<Index, SearchError> {
            let index = Index::open(ReadOnly::open(&folder.join(name))?)?;
            register(index.tokenizers());
            Ok(index)
        };
        let lexical = Some(folder.join(LEXICAL));
        Ok(Self { texts: part("texts")?, places: part("places")?, documents: part("documents")?, lexical })
    }
}

/// Reads every file of an index and compares it with its checksum. `Ok(false)`: some file is damaged.
pub fn verify(folder: &Path) -> Result<bool, SearchError> {
    let Parts { texts, places, documents, .. } = Parts::open(folder)?;
    if LexicalData::read(&folder.join(LEXICAL)).is_err() {
        return Ok(false);
    }
    for part in [texts, places, documents] {
        if !part.validate_checksum()?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}
