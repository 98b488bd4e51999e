//! Plain tantivy over an imported pack, for comparison: what a program reaches that uses the library as it comes.
//!
//! ```text
//! cargo run --release -p guichet-search --example plain -- PACK QUESTIONS [tuned] > answers.jsonl
//! ```
//!
//! `PACK` is the folder of an imported pack, `QUESTIONS` has the lines of `guichet search --batch`; so have the answers,
//! as far as they are judged: `qid`, `hits` with their source, `ms`. As it comes: words in lower case, the French stemmer,
//! BM25 over title and body, any word. `tuned`: accents folded too, French stop words, a title worth 4, a summary 2, the
//! rest 1.

#![allow(clippy::disallowed_methods, reason = "a tool of the project, run by hand, takes its arguments and the time")]

use flate2::read::GzDecoder;
use guichet_core::model::{Block, Item};
use serde_json::{Value, json};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::time::Instant;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value as _};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
};
use tantivy::{Index, TantivyDocument, doc};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (pack, questions, tuned) = match args.as_slice() {
        [pack, questions] => (pack, questions, false),
        [pack, questions, way] if way == "tuned" => (pack, questions, true),
        _ => return Err("usage: plain PACK QUESTIONS [tuned]".into()),
    };
    let mut builder = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("french").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(indexing);
    let id = builder.add_text_field("id", STRING | STORED);
    let title = builder.add_text_field("title", words.clone());
    let summary = builder.add_text_field("summary", words.clone());
    let body = builder.add_text_field("body", words);
    let index = Index::create_in_ram(builder.build());
    index.tokenizers().register("french", analyzer(tuned));
    let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
    for item in items(Path::new(pack))? {
        let mut text = if tuned { String::new() } else { format!("{}\n", item.summary) };
        for section in &item.sections {
            push(&section.heading, &mut text);
            section.blocks.iter().for_each(|block| words_of(block, &mut text));
        }
        let mut document = doc!(id => item.source.id.as_str(), title => item.title.as_str(), body => text);
        if tuned {
            document.add_text(summary, &item.summary);
        }
        writer.add_document(document)?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let mut parser = QueryParser::for_index(&index, if tuned { vec![title, summary, body] } else { vec![title, body] });
    if tuned {
        for (field, boost) in [(title, 4.0), (summary, 2.0), (body, 1.0)] {
            parser.set_field_boost(field, boost);
        }
    }
    let mut out = std::io::stdout().lock();
    for line in BufReader::new(File::open(questions)?).lines() {
        let question: Value = serde_json::from_str(&line?)?;
        let typed: String = question["query"].as_str().unwrap_or_default().replace(|c: char| !c.is_alphanumeric(), " ");
        let start = Instant::now();
        let query = parser.parse_query_lenient(&typed.to_lowercase()).0;
        let mut hits = Vec::new();
        for (_, address) in searcher.search(&query, &TopDocs::with_limit(20).order_by_score())? {
            let found: TantivyDocument = searcher.doc(address)?;
            hits.push(json!({"title": "", "source": {"name": "vosdroits", "id": text(&found, id)}}));
        }
        let ms = start.elapsed().as_secs_f64() * 1e3;
        writeln!(out, "{}", json!({"qid": question["qid"], "ms": ms, "hits": hits}))?;
    }
    Ok(())
}

fn analyzer(tuned: bool) -> TextAnalyzer {
    let split =
        TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(40)).filter(LowerCaser);
    let stemmer = Stemmer::new(Language::French);
    match StopWordFilter::new(Language::French) {
        Some(stop) if tuned => split.filter(stop).filter(AsciiFoldingFilter).filter(stemmer).build(),
        _ => split.filter(stemmer).build(),
    }
}

fn text(document: &TantivyDocument, field: Field) -> &str {
    document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
}

fn items(pack: &Path) -> Result<Vec<Item>, Box<dyn Error>> {
    let mut items = Vec::new();
    for entry in fs::read_dir(pack)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".jsonl.gz") {
            for line in BufReader::new(GzDecoder::new(File::open(&path)?)).lines() {
                items.push(serde_json::from_str(&line?)?);
            }
        }
    }
    Ok(items)
}

fn words_of(block: &Block, text: &mut String) {
    match block {
        Block::Text(words) | Block::Heading(words) => push(words, text),
        Block::List(entries) => entries.iter().for_each(|entry| push(entry, text)),
        Block::Table(rows) => rows.iter().flatten().for_each(|cell| push(cell, text)),
        Block::Case { title, blocks } | Block::Note { title, blocks } => {
            push(title, text);
            blocks.iter().for_each(|block| words_of(block, text));
        }
    }
}

fn push(words: &str, text: &mut String) {
    text.push_str(&guichet_core::text::dated::plain(words));
    text.push('\n');
}
