//! An open index: items by identifier, theme and place. Searching it is in [`crate::search`].

use crate::analysis::french;
use crate::build::{fill, key};
use crate::error::SearchError;
use crate::lexical::LexicalData;
use crate::parts::Parts;
use crate::places::Places;
use crate::rank::{Evidence, Ranker};
use crate::schema::{DocumentFields, PlaceFields, TextFields};
use crate::understand::concepts::Thesaurus;
use crate::vocabulary::Vocabulary;
use guichet_core::catalog::PlaceHit;
use guichet_core::model::{Concept, Item, ItemId, ItemKind, Lang, PlaceKind, Position};
use std::path::Path;
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{
    DocAddress, DocId, DocSet, Index, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term,
};

/// An index opened for reading: immutable, memory-mapped, shared by threads.
pub struct Engine {
    pub(crate) texts: Part<TextFields>,
    pub(crate) places: Part<PlaceFields>,
    pub(crate) documents: Part<DocumentFields>,
    pub(crate) ranker: Option<(Ranker, Evidence)>,
    pub(crate) thesaurus: Thesaurus,
    /// Documents that each concept leads to, the best first.
    pub(crate) led_to: Vec<Vec<DocId>>,
    located: Places,
    pub(crate) analyzer: TextAnalyzer,
    pub(crate) vocabulary: Vocabulary,
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
        let parts = Parts::open(folder)?;
        let lexical = parts.lexical.as_deref().map_or_else(|| Ok(LexicalData::default()), LexicalData::read)?;
        Self::over(&parts, lexical)
    }

    /// An index of `items` held in memory.
    pub fn in_memory(items: impl IntoIterator<Item = Item>, concepts: Vec<Concept>) -> Result<Self, SearchError> {
        let parts = Parts::in_memory()?;
        let (_, lexical) = fill(&parts, items, concepts)?;
        Self::over(&parts, lexical)
    }

    fn over(parts: &Parts, lexical: LexicalData) -> Result<Self, SearchError> {
        let texts = Part::open(&parts.texts, TextFields::schema().1)?;
        let segment = texts.searcher();
        let ranker = match segment.segment_readers() {
            [] => None,
            [segment, ..] => Some((Ranker::new(segment, &texts.fields)?, Evidence::new(segment)?)),
        };
        let (texts_searcher, texts_fields) = (texts.searcher(), texts.fields);
        let (schema, fields) = PlaceFields::schema();
        let places = Part::open(&parts.places, fields)?;
        let located = Places::load(&places.searcher(), &schema, &fields)?;
        Ok(Self {
            texts,
            places,
            documents: Part::open(&parts.documents, DocumentFields::schema().1)?,
            ranker,
            led_to: leads(&texts_searcher, &texts_fields, lexical.thesaurus.concepts())?,
            thesaurus: lexical.thesaurus,
            located,
            analyzer: french(),
            vocabulary: lexical.vocabulary,
        })
    }

    /// An item in a language, in French where it has no other.
    pub fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, SearchError> {
        let searcher = self.documents.searcher();
        let fields = self.documents.fields;
        for lang in [lang, Lang::Fr] {
            if let Some(address) = self.documents.find(&searcher, fields.key, &key(id, lang.code()))? {
                return load(&searcher, fields.item, address).map(Some);
            }
        }
        Ok(None)
    }

    /// What a theme holds in a language: situations, the easiest to recognise, then authored cards, then fiches, each by
    /// title. Heads only: see [`Engine::search`].
    pub fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, SearchError> {
        let searcher = self.texts.searcher();
        let fields = self.texts.fields;
        let mut items = Vec::new();
        for address in searcher.search(&exact(fields.theme, theme), &DocSetCollector)? {
            items.push(load(&searcher, fields.head, address)?);
        }
        items.sort_by(|a, b| {
            let rank =
                |item: &Item| (item.lang != lang, item.source.name != "guichet", item.kind != ItemKind::Situation);
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

/// The documents of each concept: its items in any language, then its fiches, in order.
fn leads(searcher: &Searcher, fields: &TextFields, concepts: &[Concept]) -> Result<Vec<Vec<DocId>>, SearchError> {
    let [segment, ..] = searcher.segment_readers() else { return Ok(vec![Vec::new(); concepts.len()]) };
    let ids = segment.inverted_index(fields.id)?;
    let add = |id: &str, docs: &mut Vec<DocId>| -> Result<(), SearchError> {
        let term = Term::from_field_text(fields.id, id);
        if let Some(mut postings) = ids.read_postings(&term, IndexRecordOption::Basic)? {
            while postings.doc() != TERMINATED {
                docs.push(postings.doc());
                postings.advance();
            }
        }
        Ok(())
    };
    let led = concepts.iter().map(|concept| {
        let mut docs = Vec::new();
        for item in &concept.items {
            add(item, &mut docs)?;
        }
        for fiche in &concept.fiches {
            add(&ItemId::fiche(fiche), &mut docs)?;
        }
        Ok(docs)
    });
    led.collect()
}
