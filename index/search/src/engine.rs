//! An open index: items by identifier, theme and place. Searching it is in [`crate::search`].

use crate::analysis::french;
use crate::build::{fill, key};
use crate::error::SearchError;
use crate::parts::Parts;
use crate::places::Places;
use crate::rank::Ranker;
use crate::schema::{PlaceFields, ShelfFields, TextFields};
use guichet_core::catalog::PlaceHit;
use guichet_core::model::{Item, ItemId, Lang, PlaceKind, Position};
use std::path::Path;
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

/// An index opened for reading: immutable, memory-mapped, shared by threads.
pub struct Engine {
    pub(crate) texts: Part<TextFields>,
    pub(crate) places: Part<PlaceFields>,
    pub(crate) shelf: Part<ShelfFields>,
    pub(crate) ranker: Option<Ranker>,
    located: Places,
    pub(crate) analyzer: TextAnalyzer,
}

/// One part of the index and its fields.
pub(crate) struct Part<F> {
    pub fields: F,
    reader: IndexReader,
}

impl<F> Part<F> {
    fn open(index: &Index, fields: F) -> Result<Self, SearchError> {
        Ok(Self { fields, reader: index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()? })
    }

    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// The document of an exact value.
    pub fn find(&self, searcher: &Searcher, field: Field, value: &str) -> Result<Option<DocAddress>, SearchError> {
        let found = searcher.search(&exact(field, value), &TopDocs::with_limit(1).order_by_score())?;
        Ok(found.first().map(|(_, address)| *address))
    }
}

/// Documents with an exact value in a field.
pub(crate) fn exact(field: Field, value: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic)
}

/// The item stored in a field of a document.
pub(crate) fn load(searcher: &Searcher, field: Field, address: DocAddress) -> Result<Item, SearchError> {
    let doc: TantivyDocument = searcher.doc(address)?;
    let bytes = doc.get_first(field).and_then(|value| value.as_bytes()).unwrap_or_default();
    Ok(postcard::from_bytes(bytes)?)
}

impl Engine {
    /// Opens the index in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Self::read(&Parts::open(folder)?)
    }

    /// An index of `items` held in memory.
    pub fn in_memory(items: impl IntoIterator<Item = Item>) -> Result<Self, SearchError> {
        let parts = Parts::in_memory()?;
        fill(&parts, items)?;
        Self::read(&parts)
    }

    fn read(parts: &Parts) -> Result<Self, SearchError> {
        let texts = Part::open(&parts.texts, TextFields::schema().1)?;
        let segment = texts.searcher();
        let ranker = match segment.segment_readers() {
            [] => None,
            [segment, ..] => Some(Ranker::new(segment, &texts.fields)?),
        };
        let (schema, fields) = PlaceFields::schema();
        let places = Part::open(&parts.places, fields)?;
        let located = Places::load(&places.searcher(), &schema, &fields)?;
        Ok(Self {
            texts,
            places,
            shelf: Part::open(&parts.shelf, ShelfFields::schema().1)?,
            ranker,
            located,
            analyzer: french(),
        })
    }

    /// An item in a language, in French where it has no other.
    pub fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, SearchError> {
        let searcher = self.shelf.searcher();
        let fields = self.shelf.fields;
        for lang in [lang, Lang::Fr] {
            if let Some(address) = self.shelf.find(&searcher, fields.key, &key(id, lang.code()))? {
                return load(&searcher, fields.item, address).map(Some);
            }
        }
        Ok(None)
    }

    /// Cards of a theme in a language, authored ones first, then by title. Heads only: see [`Engine::search`].
    pub fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, SearchError> {
        let searcher = self.texts.searcher();
        let fields = self.texts.fields;
        let mut items = Vec::new();
        for address in searcher.search(&exact(fields.theme, theme), &DocSetCollector)? {
            items.push(load(&searcher, fields.head, address)?);
        }
        items.sort_by(|a, b| {
            let rank = |item: &Item| (item.lang != lang, item.source.name != "guichet");
            rank(a).cmp(&rank(b)).then_with(|| a.title.cmp(&b.title))
        });
        let mut seen = std::collections::HashSet::new();
        items.retain(|item| (item.lang == lang || item.lang == Lang::Fr) && seen.insert(item.id.clone()));
        Ok(items)
    }

    /// The nearest places of some kinds; of all kinds where none is given.
    pub fn places(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Result<Vec<PlaceHit>, SearchError> {
        let searcher = self.places.searcher();
        let hit = |(distance_km, address)| {
            Ok(PlaceHit { item: load(&searcher, self.places.fields.head, address)?, distance_km })
        };
        self.located.nearest(kinds, near, limit).into_iter().map(hit).collect()
    }
}
