//! Whole items, fetched one at a time: the document store of a part.

use crate::error::SearchError;
use crate::open_index::{Home, OpenIndex, find, finish, load, writer};
use crate::schema::{DocumentFields, key};
use guichet_core::model::{Item, ItemId, Lang};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

/// Memory of the writer, in bytes.
const MEMORY: usize = 16 << 20;

/// An empty document store.
pub(crate) fn create(home: Home<'_>) -> Result<Index, SearchError> {
    home.create("documents", DocumentFields::schema().0, IndexSettings::default())
}

/// Writes whole items.
pub(crate) struct DocumentsWriter {
    writer: IndexWriter,
    fields: DocumentFields,
}

impl DocumentsWriter {
    pub fn new(index: &Index) -> Result<Self, SearchError> {
        Ok(Self { writer: writer(index, MEMORY)?, fields: DocumentFields::schema().1 })
    }

    pub fn add(&self, key: &str, item: &Item) -> Result<(), SearchError> {
        let mut doc = TantivyDocument::default();
        doc.add_text(self.fields.key, key);
        doc.add_bytes(self.fields.item, &postcard::to_stdvec(item)?);
        self.writer.add_document(doc)?;
        Ok(())
    }

    pub fn finish(self) -> Result<(), SearchError> {
        finish(self.writer)
    }
}

/// The summary of an item, as it is stored. The rest is fetched from the document store.
pub(crate) fn summary(item: Item) -> Result<Vec<u8>, SearchError> {
    Ok(postcard::to_stdvec(&item.into_summary())?)
}

/// Whole items, opened for reading.
pub(crate) struct Documents(OpenIndex<DocumentFields>);

impl Documents {
    pub fn open(index: &Index) -> Result<Self, SearchError> {
        OpenIndex::open(index, DocumentFields::schema().1).map(Self)
    }

    /// An item in a language, in French where it has no other.
    pub fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, SearchError> {
        let searcher = self.0.searcher();
        let fields = self.0.fields;
        for lang in [lang, Lang::FR] {
            if let Some(address) = find(&searcher, fields.key, &key(id, lang.code()))? {
                return load(&searcher, fields.item, address).map(Some);
            }
        }
        Ok(None)
    }
}
