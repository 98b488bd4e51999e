//! Places: when they are open, where they are, which of them are one.

pub mod link;
pub mod merge;
pub mod schedule;
