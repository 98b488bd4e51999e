//! The authored content of this repository, read as the program reads it:
//! - nothing is refused, nothing is doubted;
//! - emergency: three numbers at most, each dated and sourced, words in both languages, the general category first;
//! - a phrase of distress is read as its own category, and everyday sentences that look like one pass.

mod content {
    pub mod emergency;
    pub mod folder;
}
