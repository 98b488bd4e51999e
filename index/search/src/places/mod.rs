//! The part of places: what is found by name, area or distance, and the communes.

mod gazetteer;
mod lookup;
mod nearest;
mod written;

pub use gazetteer::{Gazetteer, Tables};

use crate::checked;
use crate::documents::{Documents, DocumentsWriter, summary};
use crate::error::SearchError;
use crate::open_index::{Home, OpenIndex, finish, load, writer};
use crate::part_files::PartFiles;
use crate::schema::{PlaceFields, key};
use guichet_core::model::{Item, PlaceKind, Position};
use guichet_core::ports::catalog::PlaceHit;
use guichet_core::text::normal::fold;
use nearest::Nearest;
pub(crate) use nearest::unpack;
use std::path::Path;
use tantivy::{DocAddress, DocId, IndexWriter, Searcher, TantivyDocument};

/// The format of this part. Raise it when places built before can no longer be read, or would be indexed otherwise.
pub(crate) const FORMAT: u32 = 3;

/// Names of files.
const NEAREST: &str = "nearest";
const GAZETTEER: &str = "gazetteer";

/// Memory of the writer, in bytes.
const MEMORY: usize = 16 << 20;

/// The indexes of the part, closed.
pub(crate) struct PlacesFiles(PartFiles);

impl PlacesFiles {
    /// Empty ones.
    pub fn create(home: Home<'_>) -> Result<Self, SearchError> {
        Ok(Self(PartFiles::create(home, PlaceFields::schema().0)?))
    }

    /// Those in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self(PartFiles::open(folder)?))
    }

    /// Whether every file in a folder has its checksum.
    pub fn verify(folder: &Path) -> Result<bool, SearchError> {
        Ok(PartFiles::open(folder)?.is_sound()? && nearest(folder).is_ok() && gazetteer(folder).is_ok())
    }

    /// The points of the places, read from their columns.
    pub fn nearest(&self) -> Result<Nearest, SearchError> {
        let (schema, fields) = PlaceFields::schema();
        Nearest::collect(&OpenIndex::open(&self.0.index, ())?.searcher(), &schema, &fields)
    }
}

/// The points of the places in a folder.
pub(crate) fn nearest(folder: &Path) -> Result<Nearest, SearchError> {
    checked::read(&folder.join(NEAREST))
}

/// The communes in a folder.
pub(crate) fn gazetteer(folder: &Path) -> Result<Gazetteer, SearchError> {
    checked::read(&folder.join(GAZETTEER))
}

/// Writes points and communes beside the places.
pub(crate) fn write_tables(folder: &Path, nearest: &Nearest, gazetteer: &Gazetteer) -> Result<(), SearchError> {
    checked::write(&folder.join(NEAREST), nearest)?;
    checked::write(&folder.join(GAZETTEER), gazetteer)
}

/// Writes places into empty files.
pub(crate) struct PlacesWriter {
    writer: IndexWriter,
    fields: PlaceFields,
    documents: DocumentsWriter,
}

impl PlacesWriter {
    pub fn new(files: &PlacesFiles) -> Result<Self, SearchError> {
        Ok(Self {
            writer: writer(&files.0.index, MEMORY)?,
            fields: PlaceFields::schema().1,
            documents: DocumentsWriter::new(&files.0.documents)?,
        })
    }

    pub fn add(&mut self, item: Item) -> Result<(), SearchError> {
        let key = key(&item.id, item.lang.code());
        self.documents.add(&key, &item)?;
        let mut doc = document(&self.fields, &key, &item);
        doc.add_bytes(self.fields.summary_item, &summary(item)?);
        self.writer.add_document(doc)?;
        Ok(())
    }

    pub fn finish(self) -> Result<(), SearchError> {
        finish(self.writer)?;
        self.documents.finish()
    }
}

/// Places opened for reading.
pub(crate) struct Places {
    pub index: OpenIndex<PlaceFields>,
    pub documents: Documents,
    nearest: Nearest,
    pub gazetteer: Gazetteer,
}

impl Places {
    pub fn open(files: &PlacesFiles, nearest: Nearest, gazetteer: Gazetteer) -> Result<Self, SearchError> {
        let index = OpenIndex::open(&files.0.index, PlaceFields::schema().1)?;
        Ok(Self { index, documents: Documents::open(&files.0.documents)?, nearest, gazetteer })
    }

    /// The summary of a document.
    pub fn summary(&self, searcher: &Searcher, doc: DocId) -> Result<Item, SearchError> {
        load(searcher, self.index.fields.summary_item, DocAddress::new(0, doc))
    }

    /// The nearest places of some kinds; of all kinds where none is given.
    pub fn nearest(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Result<Vec<PlaceHit>, SearchError> {
        let searcher = self.index.searcher();
        let hit = |(distance_km, doc)| Ok(PlaceHit { item: self.summary(&searcher, doc)?, distance_km });
        self.nearest.find(kinds, near, limit).into_iter().map(hit).collect()
    }
}

fn document(fields: &PlaceFields, key: &str, item: &Item) -> TantivyDocument {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, key);
    doc.add_text(fields.id, &item.id);
    doc.add_text(fields.kind, item.kind.name());
    doc.add_text(fields.source, &item.source.name);
    doc.add_text(fields.lang, item.lang.code());
    nearest::write(fields, item, &mut doc);
    let mut words = vec![item.title.as_str()];
    if let Some(place) = &item.place {
        doc.add_text(fields.area, &place.commune_code);
        words.extend([place.kind.as_str(), &place.commune, &place.postal_code]);
    }
    words.extend(item.keywords.iter().map(String::as_str));
    doc.add_text(fields.words, distinct(&fold(&words.join(" "))));
    doc
}

/// Each word once, in order.
fn distinct(folded: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    folded.split(' ').for_each(|word| {
        if !seen.contains(&word) {
            seen.push(word);
        }
    });
    seen.join(" ")
}
