//! What a question costs: reading it, answering it, completing it while it is typed; and what it costs to build the
//! index. The index is on the disk and memory-mapped, as it is in use, unless a name says otherwise.
//!
//! `cargo bench -p guichet-search`; a part alone: `cargo bench -p guichet-search -- suggest`. What larger corpora cost is
//! measured by `measure` of the tests, see `index/BENCHMARKS.md`.

mod corpus;
mod world;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use guichet_core::model::Lang;
use guichet_core::ports::catalog::Query;
use guichet_search::Engine;
use std::hint::black_box;
use tempfile::TempDir;

/// Texts searched in.
const TEXTS: usize = 3_000;
/// Texts of the index that is built over and over.
const BUILT: usize = 300;
/// Hits and suggestions asked for, as the programs do.
const HITS: usize = 10;
const SUGGESTIONS: usize = 5;

/// The index in use: texts and thesaurus.
fn library() -> (TempDir, Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    guichet_search::build(folder.path(), world::texts(TEXTS), world::concepts()).expect("an index");
    let engine = Engine::open(folder.path()).expect("an index");
    (folder, engine)
}

fn query(text: &str, limit: usize) -> Query {
    Query { text: text.to_owned(), limit, ..Query::default() }
}

/// One query after another, for ever.
fn turning(limit: usize) -> impl FnMut() -> Query {
    let queries: Vec<Query> = corpus::queries().into_iter().map(|text| query(text, limit)).collect();
    let mut turn = 0;
    move || {
        turn = (turn + 1) % queries.len();
        queries[turn].clone()
    }
}

fn asking(c: &mut Criterion) {
    let (_folder, engine) = library();
    // No hit asked for: the text is read, and nothing is looked up.
    let mut next = turning(0);
    c.bench_function("understanding", |b| b.iter(|| engine.search(black_box(&next()))));
    let mut next = turning(HITS);
    c.bench_function("search", |b| b.iter(|| engine.search(black_box(&next()))));

    let begun: Vec<String> = corpus::queries().into_iter().flat_map(beginnings).collect();
    let mut turn = 0;
    c.bench_function("suggest", |b| {
        b.iter(|| {
            turn = (turn + 1) % begun.len();
            engine.suggest(black_box(&begun[turn]), Lang::FR, SUGGESTIONS)
        });
    });
    let letter = query(&"je ne sais plus quoi faire pour le loyer ".repeat(2_500), HITS);
    c.bench_function("search, 100,000 characters", |b| b.iter(|| engine.search(black_box(&letter))));
}

/// A line as it stands after each letter.
fn beginnings(text: &str) -> Vec<String> {
    text.char_indices().map(|(at, c)| text[..at + c.len_utf8()].to_owned()).collect()
}

fn building(c: &mut Criterion) {
    let (texts, concepts) = (world::texts(BUILT), world::concepts());
    let mut group = c.benchmark_group("build");
    group.sample_size(10);
    group.bench_function("300 texts, in memory", |b| {
        b.iter_batched(
            || (texts.clone(), concepts.clone()),
            |(texts, concepts)| Engine::in_memory(texts, concepts),
            BatchSize::PerIteration,
        );
    });
    group.finish();
    let (folder, _) = library();
    c.bench_function("open", |b| b.iter(|| Engine::open(folder.path())));
}

criterion_group!(benches, asking, building);
criterion_main!(benches);
