//! Texts into their part.

use super::files::TextsFiles;
use crate::analysis::{french, with_articles};
use crate::documents::{DocumentsWriter, summary};
use crate::error::SearchError;
use crate::open_index::{finish, writer};
use crate::rank::{KEYWORD_END, stem_hashes};
use crate::schema::{TextFields, key};
use crate::vocabulary::{Counter, WordCounts};
use guichet_core::model::{Block, Item, Lang, SourceRef};
use guichet_core::text::{dated, normal::fold};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{IndexWriter, TantivyDocument};

/// Memory of the writer, in bytes: small enough for a machine of 1 GB.
const MEMORY: usize = 64 << 20;

/// Words of a title and of a summary that are kept in order.
const TITLE_HASHES: usize = 30;
const SUMMARY_HASHES: usize = 60;
/// Keywords of an item that are kept one by one.
const KEYWORDS: usize = 40;

/// Writes texts into empty files.
pub(crate) struct TextsWriter {
    writer: IndexWriter,
    fields: TextFields,
    documents: DocumentsWriter,
    counter: Counter,
    analyzer: TextAnalyzer,
}

impl TextsWriter {
    pub fn new(files: &TextsFiles) -> Result<Self, SearchError> {
        Ok(Self {
            writer: writer(&files.0.index, MEMORY)?,
            fields: TextFields::schema().1,
            documents: DocumentsWriter::new(&files.0.documents)?,
            counter: Counter::default(),
            analyzer: french(),
        })
    }

    pub fn add(&mut self, item: Item) -> Result<(), SearchError> {
        let key = key(&item.id, item.lang.code());
        self.documents.add(&key, &item)?;
        let folded = Folded::new(&item);
        if item.lang == Lang::FR {
            folded.each().into_iter().for_each(|text| self.counter.add(text));
        }
        let fields = &self.fields;
        let mut doc = text(fields, &key, &item, &folded);
        doc.add_bytes(fields.title_hashes, &stem_hashes(&mut self.analyzer, &folded.title, TITLE_HASHES));
        doc.add_bytes(fields.summary_hashes, &stem_hashes(&mut self.analyzer, &folded.summary, SUMMARY_HASHES));
        // Of those of an import, questions are other titles of it; the rest are the headings it is filed under, which tell
        // nothing that its text does not.
        let (field, kept): (_, fn(&&String) -> bool) = match item.source.name == SourceRef::AUTHORED {
            true => (fields.keyword_hashes, |_| true),
            false => (fields.alternative_hashes, |keyword| keyword.trim_end().ends_with('?')),
        };
        doc.add_bytes(field, &keyword_hashes(&mut self.analyzer, item.keywords.iter().filter(kept)));
        doc.add_bytes(fields.summary_item, &summary(item)?);
        self.writer.add_document(doc)?;
        Ok(())
    }

    /// Ends the writing; gives the words of the texts.
    pub fn finish(self) -> Result<WordCounts, SearchError> {
        finish(self.writer)?;
        self.documents.finish()?;
        Ok(self.counter.counts())
    }
}

/// The hashes of each keyword, one after the other.
fn keyword_hashes<'a>(analyzer: &mut TextAnalyzer, keywords: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let mut all = Vec::new();
    for keyword in keywords.take(KEYWORDS) {
        let own = stem_hashes(analyzer, &fold(&dated::plain(keyword)), TITLE_HASHES);
        if !own.is_empty() {
            all.extend(own);
            all.extend(KEYWORD_END.to_le_bytes());
        }
    }
    all
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
            body: with_articles(fold(&body)),
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
