//! One index of the engine, with its fields: how it is made, opened for reading, and asked for exact values.

use crate::analysis::register;
use crate::error::SearchError;
use crate::folder::ReadOnly;
use guichet_core::model::Item;
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::indexer::NoMergePolicy;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Schema, Value};
use tantivy::store::Compressor;
use tantivy::{
    Directory, DocAddress, Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument,
    Term,
};

/// Where new indexes are made.
#[derive(Clone, Copy)]
pub(crate) enum Home<'a> {
    /// In a folder.
    Folder(&'a Path),
    /// In memory, until the program ends.
    Memory,
}

impl Home<'_> {
    /// A new, empty index of that name.
    pub fn create(self, name: &str, schema: Schema, settings: IndexSettings) -> Result<Index, SearchError> {
        let directory: Box<dyn Directory> = match self {
            Home::Folder(folder) => {
                let path = folder.join(name);
                std::fs::create_dir_all(&path).map_err(|source| SearchError::Folder { path: path.clone(), source })?;
                Box::new(MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?)
            }
            Home::Memory => Box::new(RamDirectory::create()),
        };
        let index = Index::create(directory, schema, settings)?;
        register(index.tokenizers());
        Ok(index)
    }
}

/// Summaries are small and read twenty at a time: not compressed, in small blocks.
pub(crate) fn small_blocks() -> IndexSettings {
    IndexSettings { docstore_compression: Compressor::None, docstore_blocksize: 4_096, ..IndexSettings::default() }
}

/// The index that was built in a folder.
pub(crate) fn existing(folder: &Path) -> Result<Index, SearchError> {
    let index = Index::open(ReadOnly::open(folder)?)?;
    register(index.tokenizers());
    Ok(index)
}

/// A writer that keeps the order of what it is given: one thread, so that the same items give the same index.
pub(crate) fn writer(index: &Index, memory: usize) -> Result<IndexWriter, SearchError> {
    let writer = index.writer_with_num_threads(1, memory)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok(writer)
}

/// Ends the writing. One segment is left: a document then has one number, and no score depends on how the work was cut.
pub(crate) fn finish(mut writer: IndexWriter) -> Result<(), SearchError> {
    writer.commit()?;
    let segments = writer.index().searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
        writer.garbage_collect_files().wait()?;
    }
    Ok(writer.wait_merging_threads()?)
}

/// An index opened for reading, and its fields.
pub(crate) struct OpenIndex<F> {
    pub fields: F,
    reader: IndexReader,
}

impl<F> OpenIndex<F> {
    pub fn open(index: &Index, fields: F) -> Result<Self, SearchError> {
        Ok(Self { fields, reader: index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()? })
    }

    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }
}

/// Documents with an exact value in a field.
pub(crate) fn exact(field: Field, value: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic)
}

/// The document of an exact value.
pub(crate) fn find(searcher: &Searcher, field: Field, value: &str) -> Result<Option<DocAddress>, SearchError> {
    let found = searcher.search(&exact(field, value), &TopDocs::with_limit(1).order_by_score())?;
    Ok(found.first().map(|(_, address)| *address))
}

/// The item stored in a field of a document.
pub(crate) fn load(searcher: &Searcher, field: Field, address: DocAddress) -> Result<Item, SearchError> {
    let doc: TantivyDocument = searcher.doc(address)?;
    let bytes = doc.get_first(field).and_then(|value| value.as_bytes()).unwrap_or_default();
    Ok(postcard::from_bytes(bytes)?)
}
