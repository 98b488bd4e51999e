//! The parts of a generation, each a folder that is built, checked and opened by itself.
//!
//! ```text
//! texts/    what is searched by its words, in guichet-search
//! lexicon/  the words of the texts and the concepts of the thesaurus, the same
//! places/   what is found by name, area or distance, and the communes, in guichet-places
//! ```

use crate::error::Error;
use std::path::Path;

/// A part of a generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What is searched by its words.
    Texts,
    /// What is found by name, area or distance; and the communes.
    Places,
    /// The words of the texts, and the concepts that lead to them.
    Lexicon,
}

impl Part {
    /// Every part, in the order in which they are built.
    pub const ALL: [Self; 3] = [Self::Texts, Self::Places, Self::Lexicon];

    /// The name of its folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Texts => guichet_search::Part::Texts.name(),
            Self::Places => "places",
            Self::Lexicon => guichet_search::Part::Lexicon.name(),
        }
    }

    /// The format that this program builds, and the only one that it reads.
    pub const fn format(self) -> u32 {
        match self {
            Self::Texts => guichet_search::Part::Texts.format(),
            Self::Places => guichet_places::FORMAT,
            Self::Lexicon => guichet_search::Part::Lexicon.format(),
        }
    }

    /// Reads every file of the part in a folder and compares it with its checksum. `Ok(false)`: some file is damaged.
    pub(super) fn verify(self, folder: &Path) -> Result<bool, Error> {
        Ok(match self {
            Self::Texts => guichet_search::verify(guichet_search::Part::Texts, folder)?,
            Self::Places => guichet_places::verify(folder)?,
            Self::Lexicon => guichet_search::verify(guichet_search::Part::Lexicon, folder)?,
        })
    }
}
