//! The parts of a generation that words are searched in, each a folder that is built, checked and opened by itself.
//!
//! ```text
//! texts/    index/      what is searched by its words: fields, and a summary of each text
//!           documents/  whole texts, fetched one at a time
//!           words       how often each word occurs in the French texts
//! lexicon/  lexicon     the words of the texts and the concepts of the thesaurus, ready to be asked
//! ```
//!
//! A part has a format: a number written by hand. It is raised when a part built before can no longer be read, or would
//! be built otherwise from the same inputs; the golden file `tests/formats.txt` tells when that was forgotten. The lexicon is made from the words
//! of the texts: other texts ask for another lexicon.

use crate::error::SearchError;
use crate::lexicon::Lexicon;
use crate::texts::TextsFiles;
use std::path::Path;

/// A part of a generation that words are searched in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What is searched by its words.
    Texts,
    /// The words of the texts, and the concepts that lead to them.
    Lexicon,
}

impl Part {
    /// Every part, in the order in which they are built.
    pub const ALL: [Self; 2] = [Self::Texts, Self::Lexicon];

    /// The name of its folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Texts => "texts",
            Self::Lexicon => "lexicon",
        }
    }

    /// The format that this program builds, and the only one that it reads.
    pub const fn format(self) -> u32 {
        match self {
            Self::Texts => crate::texts::FORMAT,
            Self::Lexicon => crate::lexicon::FORMAT,
        }
    }
}

/// Reads every file of a part in the folder `folder` and compares it with its checksum. `Ok(false)`: some file is damaged.
///
/// # Errors
/// A file cannot be read.
pub fn verify(part: Part, folder: &Path) -> Result<bool, SearchError> {
    match part {
        Part::Texts => TextsFiles::verify(folder),
        Part::Lexicon => Ok(Lexicon::read(folder).is_ok()),
    }
}

#[cfg(test)]
mod tests;
