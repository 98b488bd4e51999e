//! The indexes of texts and their fields.
//!
//! One holds what is searched by its words and, stored, a summary of each item: what a list of results shows. The
//! *document store* holds whole items, fetched one at a time. Places are in an index of their own (guichet-places): tens of
//! thousands of town halls neither drown the cards nor skew the frequency of words.

use crate::analysis::FRENCH;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

/// Fields of the texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextFields {
    pub key: Field,
    pub id: Field,
    pub kind: Field,
    pub source: Field,
    pub lang: Field,
    pub theme: Field,
    /// Days since 1970-01-01 of the source's date.
    pub date: Field,
    pub title: Field,
    pub keywords: Field,
    pub summary: Field,
    pub headings: Field,
    pub body: Field,
    /// The stems of the title and of the summary, in order: see [`crate::rank::stem_hashes`].
    pub title_hashes: Field,
    pub summary_hashes: Field,
    /// The stems of each keyword of an authored item, a [`crate::rank::KEYWORD_END`] after each.
    pub keyword_hashes: Field,
    /// The stems of each alternative title of an imported item, the same.
    pub alternative_hashes: Field,
    pub summary_item: Field,
}

/// Fields of the document store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocumentFields {
    pub key: Field,
    pub item: Field,
}

/// Key of an item in one language.
pub(crate) fn key(id: &str, lang: &str) -> String {
    format!("{id}@{lang}")
}

/// A text field under an analysis.
fn words(analysis: &str, option: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analysis).set_index_option(option);
    TextOptions::default().set_indexing_options(indexing)
}

/// An exact value, also kept as a column.
fn value() -> TextOptions {
    STRING.set_fast("raw")
}

impl TextFields {
    /// The schema and its fields.
    pub fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let positions = || words(FRENCH, IndexRecordOption::WithFreqsAndPositions);
        let frequencies = || words(FRENCH, IndexRecordOption::WithFreqs);
        let fields = Self {
            key: builder.add_text_field("key", STRING),
            id: builder.add_text_field("id", value()),
            kind: builder.add_text_field("kind", value()),
            source: builder.add_text_field("source", value()),
            lang: builder.add_text_field("lang", value()),
            theme: builder.add_text_field("theme", STRING),
            date: builder.add_i64_field("date", FAST),
            title: builder.add_text_field("title", positions()),
            keywords: builder.add_text_field("keywords", positions()),
            summary: builder.add_text_field("summary", positions()),
            headings: builder.add_text_field("headings", frequencies()),
            body: builder.add_text_field("body", frequencies()),
            title_hashes: builder.add_bytes_field("title_hashes", FAST),
            summary_hashes: builder.add_bytes_field("summary_hashes", FAST),
            keyword_hashes: builder.add_bytes_field("keyword_hashes", FAST),
            alternative_hashes: builder.add_bytes_field("alternative_hashes", FAST),
            summary_item: builder.add_bytes_field("summary_item", STORED),
        };
        (builder.build(), fields)
    }
}

impl DocumentFields {
    /// The schema and its fields.
    pub fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let fields = Self { key: builder.add_text_field("key", STRING), item: builder.add_bytes_field("item", STORED) };
        (builder.build(), fields)
    }
}
