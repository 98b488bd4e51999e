//! The part of texts: what is searched by its words, and whole texts.

mod build;
mod files;

pub(crate) use build::TextsWriter;
pub(crate) use files::{TextsFiles, words, write_words};

use crate::documents::Documents;
use crate::error::SearchError;
use crate::open_index::{OpenIndex, exact, find, load};
use crate::rank::{Evidence, Ranker};
use crate::schema::{TextFields, key};
use guichet_core::model::{Concept, Item, ItemId, ItemKind, Lang, SourceRef};
use tantivy::collector::DocSetCollector;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, TERMINATED, Term};

/// The format of this part. Raise it when texts built before can no longer be read, or would be indexed otherwise.
pub(crate) const FORMAT: u32 = 6;

/// Texts opened for reading.
pub(crate) struct Texts {
    pub index: OpenIndex<TextFields>,
    pub documents: Documents,
    /// Scores them; `None` where there are none.
    pub ranker: Option<(Ranker, Evidence)>,
}

impl Texts {
    pub fn open(files: &TextsFiles) -> Result<Self, SearchError> {
        let index = OpenIndex::open(&files.0.index, TextFields::schema().1)?;
        let ranker = match index.searcher().segment_readers() {
            [] => None,
            [segment, ..] => Some((Ranker::new(segment, &index.fields)?, Evidence::new(segment)?)),
        };
        Ok(Self { index, documents: Documents::open(&files.0.documents)?, ranker })
    }

    /// The same item in the reader's language, else in French, else as it was found.
    pub fn in_language(&self, searcher: &Searcher, summary: Item, reader: Lang) -> Result<Item, SearchError> {
        for lang in [reader, Lang::FR] {
            if summary.lang == lang {
                return Ok(summary);
            }
            let fields = &self.index.fields;
            if let Some(address) = find(searcher, fields.key, &key(&summary.id, lang.code()))? {
                return load(searcher, fields.summary_item, address);
            }
        }
        Ok(summary)
    }

    /// The summary of a document.
    pub fn summary(&self, searcher: &Searcher, doc: DocId) -> Result<Item, SearchError> {
        load(searcher, self.index.fields.summary_item, DocAddress::new(0, doc))
    }

    /// What a theme holds in a language: situations, the easiest to recognise, then authored cards, then fiches, each by
    /// title. Summaries only.
    pub fn of_theme(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, SearchError> {
        let searcher = self.index.searcher();
        let fields = self.index.fields;
        let mut items = Vec::new();
        for address in searcher.search(&exact(fields.theme, theme), &DocSetCollector)? {
            items.push(load(&searcher, fields.summary_item, address)?);
        }
        items.sort_by(|a, b| {
            let rank = |item: &Item| {
                (item.lang != lang, item.source.name != SourceRef::AUTHORED, item.kind != ItemKind::Situation)
            };
            rank(a).cmp(&rank(b)).then_with(|| a.title.cmp(&b.title))
        });
        let mut seen = std::collections::HashSet::new();
        items.retain(|item| (item.lang == lang || item.lang == Lang::FR) && seen.insert(item.id.clone()));
        Ok(items)
    }

    /// The documents of each concept: its items in any language, then its fiches, in order.
    pub fn of_concepts(&self, concepts: &[Concept]) -> Result<Vec<Vec<DocId>>, SearchError> {
        let items = |concept: &Concept| -> Vec<ItemId> {
            let fiches = concept.fiches.iter().map(|fiche| ItemId::fiche(fiche));
            concept.items.iter().cloned().chain(fiches).collect()
        };
        self.of_items(concepts.iter().map(items))
    }

    /// The documents of each fiche, by its identifier.
    pub fn of_fiches(&self, fiches: &[String]) -> Result<Vec<Vec<DocId>>, SearchError> {
        self.of_items(fiches.iter().map(|fiche| vec![ItemId::fiche(fiche)]))
    }

    /// The documents of lists of items, in any language, in order.
    fn of_items(&self, lists: impl Iterator<Item = Vec<ItemId>>) -> Result<Vec<Vec<DocId>>, SearchError> {
        let searcher = self.index.searcher();
        let [segment, ..] = searcher.segment_readers() else { return Ok(lists.map(|_| Vec::new()).collect()) };
        let id = self.index.fields.id;
        let ids = segment.inverted_index(id)?;
        let documents = |items: Vec<ItemId>| {
            let mut docs = Vec::new();
            for item in items {
                if let Some(mut postings) =
                    ids.read_postings(&Term::from_field_text(id, &item), IndexRecordOption::Basic)?
                {
                    while postings.doc() != TERMINATED {
                        docs.push(postings.doc());
                        postings.advance();
                    }
                }
            }
            Ok(docs)
        };
        lists.map(documents).collect()
    }
}
