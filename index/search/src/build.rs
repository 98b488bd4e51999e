//! Items into an index.

use crate::analysis::french;
use crate::error::SearchError;
use crate::lexical::LexicalData;
use crate::parts::Parts;
use crate::places;
use crate::rank::{KEYWORD_END, stem_hashes};
use crate::schema::{DocumentFields, PlaceFields, TextFields};
use crate::search::AUTHORED;
use crate::understand::concepts::Thesaurus;
use crate::vocabulary::Counter;
use guichet_core::model::{Block, Concept, Item, Lang};
use guichet_core::text::{dated, normal::fold};
use std::path::Path;
use tantivy::indexer::NoMergePolicy;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Memory of the writers, in bytes: small enough for a machine of 1 GB.
const TEXTS_MEMORY: usize = 64 << 20;
const OTHER_MEMORY: usize = 16 << 20;

/// Words of a title and of a summary that are kept in order.
const TITLE_HASHES: usize = 30;
const SUMMARY_HASHES: usize = 60;
/// Keywords of an item that are kept one by one.
const KEYWORDS: usize = 40;

/// Builds an index of `items` and of the thesaurus in the empty folder `folder`. Returns how many items were indexed.
pub fn build(
    folder: &Path,
    items: impl IntoIterator<Item = Item>,
    concepts: Vec<Concept>,
) -> Result<usize, SearchError> {
    let parts = Parts::create(folder)?;
    let (count, lexical) = fill(&parts, items, concepts)?;
    if let Some(path) = &parts.lexical {
        lexical.write(path)?;
    }
    Ok(count)
}

/// Writes `items` into empty parts; gives their number and what there is to know of words.
pub(crate) fn fill(
    parts: &Parts,
    items: impl IntoIterator<Item = Item>,
    concepts: Vec<Concept>,
) -> Result<(usize, LexicalData), SearchError> {
    let mut writers = Writers::new(parts)?;
    let mut count = 0;
    for item in items {
        writers.add(item)?;
        count += 1;
    }
    let mut counter = std::mem::take(&mut writers.counter);
    for label in concepts.iter().flat_map(|concept| &concept.labels).filter(|label| label.lang == Lang::Fr) {
        counter.add(&fold(&label.text));
    }
    writers.finish()?;
    Ok((count, LexicalData { vocabulary: counter.finish(), thesaurus: Thesaurus::new(concepts) }))
}

/// Key of an item in one language.
pub(crate) fn key(id: &str, lang: &str) -> String {
    format!("{id}@{lang}")
}

struct Writers {
    texts: (IndexWriter, TextFields),
    places: (IndexWriter, PlaceFields),
    documents: (IndexWriter, DocumentFields),
    counter: Counter,
    analyzer: TextAnalyzer,
}

impl Writers {
    fn new(parts: &Parts) -> Result<Self, SearchError> {
        // One thread a part: the segments follow the order of the items, so the same items give the same index.
        let writer = |index: &Index, memory| -> Result<IndexWriter, SearchError> {
            let writer = index.writer_with_num_threads(1, memory)?;
            writer.set_merge_policy(Box::new(NoMergePolicy));
            Ok(writer)
        };
        Ok(Self {
            texts: (writer(&parts.texts, TEXTS_MEMORY)?, TextFields::schema().1),
            places: (writer(&parts.places, OTHER_MEMORY)?, PlaceFields::schema().1),
            documents: (writer(&parts.documents, OTHER_MEMORY)?, DocumentFields::schema().1),
            counter: Counter::default(),
            analyzer: french(),
        })
    }

    fn add(&mut self, mut item: Item) -> Result<(), SearchError> {
        let key = key(&item.id, item.lang.code());
        let whole = postcard::to_stdvec(&item)?;
        if item.place.is_some() {
            let (writer, fields) = &self.places;
            let mut doc = place(fields, &key, &item);
            summarise(&mut item);
            doc.add_bytes(fields.head, &postcard::to_stdvec(&item)?);
            writer.add_document(doc)?;
        } else {
            let (writer, fields) = &self.texts;
            let folded = Folded::new(&item);
            if item.lang == Lang::Fr {
                folded.each().into_iter().for_each(|text| self.counter.add(text));
            }
            let mut doc = text(fields, &key, &item, &folded);
            doc.add_bytes(fields.title_hashes, &stem_hashes(&mut self.analyzer, &folded.title, TITLE_HASHES));
            doc.add_bytes(fields.summary_hashes, &stem_hashes(&mut self.analyzer, &folded.summary, SUMMARY_HASHES));
            // Those of an import are the headings it is filed under, which tell nothing that its text does not.
            if item.source.name == AUTHORED {
                doc.add_bytes(fields.keyword_hashes, &keyword_hashes(&mut self.analyzer, &item.keywords));
            }
            summarise(&mut item);
            doc.add_bytes(fields.head, &postcard::to_stdvec(&item)?);
            writer.add_document(doc)?;
        }
        let (writer, fields) = &self.documents;
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.key, &key);
        doc.add_bytes(fields.item, &whole);
        writer.add_document(doc)?;
        Ok(())
    }

    fn finish(self) -> Result<(), SearchError> {
        for mut writer in [self.texts.0, self.places.0, self.documents.0] {
            writer.commit()?;
            // One segment: a document then has one number, and no score depends on how the work was cut.
            let segments = writer.index().searchable_segment_ids()?;
            if segments.len() > 1 {
                writer.merge(&segments).wait()?;
                writer.garbage_collect_files().wait()?;
            }
            writer.wait_merging_threads()?;
        }
        Ok(())
    }
}

/// The hashes of each keyword, one after the other.
fn keyword_hashes(analyzer: &mut TextAnalyzer, keywords: &[String]) -> Vec<u8> {
    let mut all = Vec::new();
    for keyword in keywords.iter().take(KEYWORDS) {
        let own = stem_hashes(analyzer, &fold(&dated::plain(keyword)), TITLE_HASHES);
        if !own.is_empty() {
            all.extend(own);
            all.extend(KEYWORD_END.to_le_bytes());
        }
    }
    all
}

/// Leaves what a list of results needs of an item; the rest is fetched from the document store.
fn summarise(item: &mut Item) {
    item.sections.clear();
    item.keywords.clear();
    item.routes.clear();
    item.phones.clear();
}

/// The texts of an item, folded.
struct Folded {
    title: String,
    keywords: String,
    summary: String,
    headings: String,
    body: String,
}

impl Folded {
    fn new(item: &Item) -> Self {
        let mut headings = String::new();
        let mut body = String::new();
        for section in &item.sections {
            push(&section.heading, &mut headings);
            words_of(&section.blocks, &mut headings, &mut body);
        }
        let fold = |text: &str| fold(&dated::plain(text));
        Self {
            title: fold(&item.title),
            keywords: fold(&item.keywords.join(" , ")),
            summary: fold(&item.summary),
            headings: fold(&headings),
            body: fold(&body),
        }
    }

    fn each(&self) -> [&str; 5] {
        [&self.title, &self.keywords, &self.summary, &self.headings, &self.body]
    }
}

fn text(fields: &TextFields, key: &str, item: &Item, folded: &Folded) -> TantivyDocument {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, key);
    doc.add_text(fields.id, &item.id);
    doc.add_text(fields.kind, item.kind.name());
    doc.add_text(fields.source, &item.source.name);
    doc.add_text(fields.lang, item.lang.code());
    for theme in &item.themes {
        doc.add_text(fields.theme, theme);
    }
    doc.add_i64(fields.date, item.source.date.days());
    doc.add_text(fields.title, &folded.title);
    doc.add_text(fields.keywords, &folded.keywords);
    doc.add_text(fields.summary, &folded.summary);
    doc.add_text(fields.headings, &folded.headings);
    doc.add_text(fields.body, &folded.body);
    doc
}

fn place(fields: &PlaceFields, key: &str, item: &Item) -> TantivyDocument {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, key);
    doc.add_text(fields.id, &item.id);
    doc.add_text(fields.kind, item.kind.name());
    doc.add_text(fields.source, &item.source.name);
    doc.add_text(fields.lang, item.lang.code());
    places::write(fields, item, &mut doc);
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

/// The words of some blocks: titles of cases among the headings, all else in the body.
fn words_of(blocks: &[Block], headings: &mut String, body: &mut String) {
    for block in blocks {
        match block {
            Block::Text(text) => push(text, body),
            Block::Heading(text) => push(text, headings),
            Block::List(entries) => entries.iter().for_each(|entry| push(entry, body)),
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| push(cell, body)),
            Block::Case { title, blocks } | Block::Note { title, blocks } => {
                push(title, headings);
                words_of(blocks, headings, body);
            }
        }
    }
}

fn push(text: &str, out: &mut String) {
    out.push_str(text);
    out.push('\n');
}
