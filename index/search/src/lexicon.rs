//! The part of words: those of the texts, and the concepts of the thesaurus that lead to texts, in one file.

use crate::checked;
use crate::error::SearchError;
use crate::understand::concepts::Thesaurus;
use crate::understand::dictionary::Translations;
use crate::understand::nearest::NearestLabels;
use crate::understand::profiles::Profiles;
use crate::vocabulary::{Counter, Vocabulary, WordCounts};
use guichet_core::model::{Concept, Dictionary, Lang};
use guichet_core::text::normal::fold;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The format of this part. Raise it when a lexicon built before can no longer be read, or would be built otherwise.
pub(crate) const FORMAT: u32 = 3;

/// Name of the file.
const FILE: &str = "lexicon";

/// Words and concepts, stored as they are asked: an index opens without working anything out again.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    pub vocabulary: Vocabulary,
    pub thesaurus: Thesaurus,
    pub profiles: Profiles,
    pub nearest: NearestLabels,
    pub translations: Translations,
}

/// What a lexicon is made from, besides the words of the texts.
#[derive(Debug, Default)]
pub struct LexiconSource {
    /// Needs by all their names.
    pub concepts: Vec<Concept>,
    /// What words of other languages mean in French.
    pub dictionary: Dictionary,
}

impl From<Vec<Concept>> for LexiconSource {
    /// Concepts alone.
    fn from(concepts: Vec<Concept>) -> Self {
        Self { concepts, dictionary: Dictionary::default() }
    }
}

impl Lexicon {
    /// The lexicon of the words of the texts, of the French names of concepts, of the concepts and the dictionaries.
    pub fn new(words: WordCounts, source: LexiconSource) -> Self {
        let LexiconSource { mut concepts, dictionary } = source;
        let mut counter = Counter::over(words);
        for label in concepts.iter().flat_map(|concept| &concept.labels).filter(|label| label.lang == Lang::FR) {
            counter.add(&fold(&label.text));
        }
        let (profiles, nearest) = (Profiles::new(&concepts), NearestLabels::new(&concepts));
        let translations = Translations::new(&dictionary);
        // What is told is in the profiles: nothing shows it.
        concepts.iter_mut().for_each(|concept| concept.told.clear());
        Self { vocabulary: counter.finish(), thesaurus: Thesaurus::new(concepts), profiles, nearest, translations }
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), SearchError> {
        checked::write(&folder.join(FILE), self)
    }

    /// Reads it; a damaged one is refused.
    pub fn read(folder: &Path) -> Result<Self, SearchError> {
        checked::read(&folder.join(FILE))
    }
}
