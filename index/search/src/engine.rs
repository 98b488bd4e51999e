//! An open index: search, items, places.

use crate::build::{self, key};
use crate::error::SearchError;
use crate::folder::ReadOnly;
use crate::places::Places;
use crate::schema::{FRENCH, Fields, register, schema};
use guichet_core::catalog::{Answer, Hit, PlaceHit, Query};
use guichet_core::model::{Item, ItemId, Lang, PlaceKind, Position};
use guichet_core::text::normal::fold;
use std::path::Path;
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as TantivyQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

/// An index opened for reading: immutable, memory-mapped, shared by threads.
pub struct Engine {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    places: Places,
}

impl Engine {
    /// Opens the index in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Self::read(Index::open(ReadOnly::open(folder)?)?)
    }

    /// An index of `items` held in memory, for a folder that cannot be written.
    pub fn in_memory(items: impl IntoIterator<Item = Item>) -> Result<Self, SearchError> {
        let (schema, _) = schema();
        let index = Index::create_in_ram(schema);
        build::fill(&index, items)?;
        Self::read(index)
    }

    fn read(index: Index) -> Result<Self, SearchError> {
        register(index.tokenizers());
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let (schema, fields) = schema();
        let places = Places::load(&reader.searcher(), &schema, &fields)?;
        Ok(Self { index, reader, fields, places })
    }

    fn term(&self, field: Field, text: &str) -> Box<dyn TantivyQuery> {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    fn load(&self, searcher: &Searcher, address: DocAddress) -> Result<Item, SearchError> {
        let doc: TantivyDocument = searcher.doc(address)?;
        let bytes = doc.get_first(self.fields.item).and_then(|value| value.as_bytes()).unwrap_or_default();
        Ok(postcard::from_bytes(bytes)?)
    }

    /// An item in a language, in French where it has no other.
    pub fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, SearchError> {
        let searcher = self.reader.searcher();
        for lang in [lang, Lang::Fr] {
            let query = self.term(self.fields.key, &key(id, lang.code()));
            if let Some((_, address)) = searcher.search(&*query, &TopDocs::with_limit(1).order_by_score())?.first() {
                return self.load(&searcher, *address).map(Some);
            }
        }
        Ok(None)
    }

    /// Cards of a theme in a language, authored ones first, then by title.
    pub fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, SearchError> {
        let searcher = self.reader.searcher();
        let query = self.term(self.fields.theme, theme);
        let mut items = Vec::new();
        for address in searcher.search(&*query, &DocSetCollector)? {
            items.push(self.load(&searcher, address)?);
        }
        items.sort_by(|a, b| {
            let rank = |item: &Item| (item.lang != lang, item.source.name != "guichet");
            rank(a).cmp(&rank(b)).then_with(|| a.title.cmp(&b.title))
        });
        let mut seen = std::collections::HashSet::new();
        items.retain(|item| (item.lang == lang || item.lang == Lang::Fr) && seen.insert(item.id.clone()));
        Ok(items)
    }

    /// Ranked hits for a query.
    pub fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        let searcher = self.reader.searcher();
        let lang = query.lang.unwrap_or_default();
        let understood = fold(&query.text);
        let mut analyzer =
            self.index.tokenizers().get(FRENCH).ok_or(tantivy::TantivyError::SystemError("analysis".into()))?;
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        let mut tokens = Vec::new();
        analyzer.token_stream(&understood).process(&mut |token| tokens.push(token.text.clone()));
        let fields = [
            (self.fields.title, 4.0),
            (self.fields.keywords, 4.0),
            (self.fields.summary, 2.0),
            (self.fields.headings, 1.5),
            (self.fields.body, 1.0),
        ];
        for token in &tokens {
            for (field, boost) in fields {
                let term = TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), boost))));
            }
        }
        if clauses.is_empty() {
            return Ok(Answer { lang, understood, guessed: false, hits: Vec::new() });
        }
        let mut all: Vec<(Occur, Box<dyn TantivyQuery>)> = vec![(Occur::Must, Box::new(BooleanQuery::new(clauses)))];
        if let Some(kind) = query.kind {
            all.push((Occur::Must, self.term(self.fields.kind, kind.name())));
        }
        if let Some(source) = &query.source {
            all.push((Occur::Must, self.term(self.fields.source, source)));
        }
        let limit = (query.limit.max(1) * 3).min(200);
        let found = searcher.search(&BooleanQuery::new(all), &TopDocs::with_limit(limit).order_by_score())?;
        let mut hits: Vec<Hit> = Vec::new();
        for (score, address) in found {
            let item = self.load(&searcher, address)?;
            if hits.iter().all(|hit| hit.item.id != item.id) {
                let distance_km = query.near.and_then(|near| Some(item.position()?.distance_km(near)));
                hits.push(Hit { item, score, distance_km, open: None, fallback: false });
            }
        }
        hits.truncate(query.limit);
        Ok(Answer { lang, understood, guessed: false, hits })
    }

    /// The nearest places of some kinds; of all kinds where none is given.
    pub fn places(&self, kinds: &[PlaceKind], near: Position, limit: usize) -> Result<Vec<PlaceHit>, SearchError> {
        let searcher = self.reader.searcher();
        let load = |(distance_km, doc)| Ok(PlaceHit { item: self.load(&searcher, doc)?, distance_km });
        self.places.nearest(kinds, near, limit).into_iter().map(load).collect()
    }
}
