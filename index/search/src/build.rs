//! Items into an index folder.

use crate::error::SearchError;
use crate::places;
use crate::schema::{Fields, register, schema};
use guichet_core::model::{Block, Item, ItemKind};
use guichet_core::text::{dated, normal::fold};
use std::path::Path;
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Memory of the writer, in bytes: one thread, small enough for a kiosk of 1 GB.
const WRITER_MEMORY: usize = 64 << 20;

/// Builds an index of `items` in the empty folder `folder`. Returns how many were indexed.
pub fn build(folder: &Path, items: impl IntoIterator<Item = Item>) -> Result<usize, SearchError> {
    let (schema, _) = schema();
    fill(&Index::create_in_dir(folder, schema)?, items)
}

/// Writes `items` into an empty index.
pub(crate) fn fill(index: &Index, items: impl IntoIterator<Item = Item>) -> Result<usize, SearchError> {
    let (_, fields) = schema();
    register(index.tokenizers());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    let mut count = 0;
    for item in items {
        writer.add_document(document(&fields, &item)?)?;
        count += 1;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(count)
}

/// Key of an item in one language.
pub(crate) fn key(id: &str, lang: &str) -> String {
    format!("{id}@{lang}")
}

fn document(fields: &Fields, item: &Item) -> Result<TantivyDocument, SearchError> {
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.key, key(&item.id, item.lang.code()));
    doc.add_text(fields.id, &item.id);
    doc.add_text(fields.kind, item.kind.name());
    doc.add_text(fields.source, &item.source.name);
    doc.add_text(fields.lang, item.lang.code());
    for theme in &item.themes {
        doc.add_text(fields.theme, theme);
    }
    places::write(fields, item, &mut doc);
    doc.add_text(fields.title, fold(&item.title));
    doc.add_text(fields.summary, fold(&dated::plain(&item.summary)));
    doc.add_text(fields.keywords, fold(&item.keywords.join(" , ")));
    if item.kind != ItemKind::Place {
        let headings: Vec<String> = item.sections.iter().map(|section| fold(&section.heading)).collect();
        doc.add_text(fields.headings, headings.join(" "));
        let mut body = String::new();
        item.sections.iter().for_each(|section| text_of(&section.blocks, &mut body));
        doc.add_text(fields.body, fold(&dated::plain(&body)));
    }
    doc.add_bytes(fields.item, &postcard::to_stdvec(item)?);
    Ok(doc)
}

/// All the text of some blocks, one after the other.
fn text_of(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Text(text) | Block::Heading(text) => push(text, out),
            Block::List(entries) => entries.iter().for_each(|entry| push(entry, out)),
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| push(cell, out)),
            Block::Case { title, blocks } | Block::Note { title, blocks } => {
                push(title, out);
                text_of(blocks, out);
            }
        }
    }
}

fn push(text: &str, out: &mut String) {
    out.push_str(text);
    out.push('\n');
}
