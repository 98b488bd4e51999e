//! The authored content of this repository, read as the program reads it, and its lint:
//! - nothing is refused, nothing is doubted;
//! - every card is there in French and in English, with a human, a way without internet, a phone or a counter;
//! - emergency: three numbers at most, each dated and sourced, words in both languages, the general category first;
//! - a certain phrase of distress leads to its own numbers, in its own language, and everyday sentences that look like
//!   one pass; any text is read without a panic, the same twice;
//! - each rule of the lint refuses what it should, names the line and says what to do;
//! - deadlines: each is worded and rests on a live fact (see `deadlines.rs`);
//! - letters: what is filled in is known, no blank asks for a password (see `letters.rs`);
//! - phrases of mediators: each in every language, with the same slots (see `phrases.rs`);
//! - situations: a flow in which somebody could be lost is refused (see `situations.rs`);
//! - screening: households get what is written beside them, and broken rules are refused (see `rights.rs`);
//! - plain language: the content holds the limits, each measure refuses what it should (see `plain.rs`);
//! - the graphs in `content/situations/README.md` are those that the flows give;
//! - the reference of keys in `content/README.md` is the one that the structs give.

mod cards;
mod carry;
mod deadlines;
mod emergency;
mod folder;
mod graphs;
mod letters;
mod phrases;
mod plain;
mod reference;
mod refusals;
mod rights;
mod situations;
#[cfg(feature = "skos")]
mod skos;
mod training;
