//! The authored content of this repository, read as the program reads it, and its lint:
//! - nothing is refused, nothing is doubted;
//! - every card is there in French and in English, with a human, a way without internet, a phone or a counter;
//! - emergency: three numbers at most, each dated and sourced, words in both languages, the general category first;
//! - a certain phrase of distress leads to its own numbers, in its own language, and everyday sentences that look like
//!   one pass; any text is read without a panic, the same twice;
//! - each rule of the lint refuses what it should, names the line and says what to do;
//! - situations: a flow in which somebody could be lost is refused (see `content/situations.rs`);
//! - screening: households get what is written beside them, and broken rules are refused (see `content/rights.rs`);
//! - plain language: the content holds the limits, each measure refuses what it should (see `content/plain.rs`);
//! - the graphs in `content/situations/README.md` are those that the flows give;
//! - the reference of keys in `content/README.md` is the one that the structs give.

mod content {
    pub mod cards;
    pub mod emergency;
    pub mod folder;
    pub mod graphs;
    pub mod plain;
    pub mod reference;
    pub mod refusals;
    pub mod rights;
    pub mod situations;
    pub mod training;
}
