//! Any bytes as a query: an answer within its limit, the same twice, that can be shown; no panic.
//!
//! The first byte says how the question is asked, the others are its text.

#![no_main]

#[path = "../../search/tests/it/common.rs"]
mod common;

use guichet_core::ports::catalog::Query;
use guichet_core::model::{Lang, Position};
use guichet_search::Engine;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::in_memory(common::library(), Vec::new()).expect("an index in memory"));

fuzz_target!(|bytes: &[u8]| {
    let Some((way, text)) = bytes.split_first() else { return };
    let query = Query {
        text: String::from_utf8_lossy(text).into_owned(),
        lang: Lang::all().nth(usize::from(way & 15)),
        near: if way & 16 == 0 { None } else { Position::new(44.35, 2.57) },
        limit: usize::from(way >> 5) * 3,
        ..Query::default()
    };
    let answer = ENGINE.search(&query).expect("an answer");
    assert!(answer.hits.len() <= query.limit);
    assert!(!answer.understood.chars().any(char::is_control));
    let again = ENGINE.search(&query).expect("an answer");
    assert!(answer.understood == again.understood && answer.hits == again.hits);
    ENGINE.explain(&query).expect("an explanation");
    let suggestions = ENGINE.suggest(&query.text, query.lang.unwrap_or_default(), query.limit).expect("suggestions");
    assert!(suggestions.len() <= query.limit);
});
