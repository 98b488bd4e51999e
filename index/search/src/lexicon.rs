//! The part of words: those of the texts, and the concepts of the thesaurus that lead to texts, in one file.

use crate::error::SearchError;
use crate::understand::apart::Apart;
use crate::understand::concepts::Thesaurus;
use crate::understand::dictionary::Translations;
use crate::understand::nearest::NearestLabels;
use crate::understand::profiles::Profiles;
use crate::understand::said::SaidWords;
use crate::vocabulary::{Counter, Vocabulary, WordCounts};
use guichet_core::model::{ApartSubject, Concept, Dictionary, Lang, ToldFiche};
use guichet_core::text::normal::fold;
use guichet_core::whole_bytes;
use guichet_disk::checked;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The format of this part. Raise it when a lexicon built before can no longer be read, or would be built otherwise.
pub(crate) const FORMAT: u32 = 6;

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
    pub said: SaidWords,
    /// What people say of the needs that fiches answer.
    pub told_fiches: Profiles,
    /// The fiches of these, in order.
    pub fiches: Vec<String>,
    pub apart: Apart,
    /// The table of the reader of what is on the subject; empty where there is none.
    #[serde(with = "whole_bytes")]
    pub subject: Vec<u8>,
}

/// What a lexicon is made from, besides the words of the texts.
#[derive(Debug, Default)]
pub struct LexiconSource {
    /// Needs by all their names.
    pub concepts: Vec<Concept>,
    /// How people tell the needs that fiches answer.
    pub told_fiches: Vec<ToldFiche>,
    /// What words of other languages mean in French.
    pub dictionary: Dictionary,
    /// Subjects that are kept apart from other needs.
    pub apart: Vec<ApartSubject>,
    /// The table of the reader of what is on the subject; where there is none, every answer is sure.
    pub subject: Vec<u8>,
}

impl From<Vec<Concept>> for LexiconSource {
    /// Concepts alone.
    fn from(concepts: Vec<Concept>) -> Self {
        Self { concepts, ..Self::default() }
    }
}

impl Lexicon {
    /// The lexicon of the words of the texts, of the French names of concepts, of the concepts and the dictionaries.
    pub fn new(words: WordCounts, source: LexiconSource) -> Self {
        let LexiconSource { mut concepts, told_fiches, dictionary, apart, subject } = source;
        let mut counter = Counter::over(words);
        for label in concepts.iter().flat_map(|concept| &concept.labels).filter(|label| label.lang == Lang::FR) {
            counter.add(&fold(&label.text));
        }
        let sentences = concepts.iter().flat_map(|concept| &concept.told);
        let said = SaidWords::new(sentences.chain(told_fiches.iter().flat_map(|fiche| &fiche.told)));
        let profiles = Profiles::new(concepts.iter().map(|concept| {
            let labels = concept.labels.iter().map(|label| &label.text);
            labels.chain(&concept.told).map(String::as_str)
        }));
        let of_fiches = Profiles::new(told_fiches.iter().map(|fiche| fiche.told.iter().map(String::as_str)));
        let nearest = NearestLabels::new(&concepts);
        let translations = Translations::new(&dictionary);
        // What is told is in the profiles: nothing shows it.
        concepts.iter_mut().for_each(|concept| concept.told.clear());
        Self {
            vocabulary: counter.finish(),
            thesaurus: Thesaurus::new(concepts),
            profiles,
            nearest,
            translations,
            said,
            told_fiches: of_fiches,
            fiches: told_fiches.into_iter().map(|told| told.fiche).collect(),
            apart: Apart::new(&apart),
            subject,
        }
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), SearchError> {
        Ok(checked::write(&folder.join(FILE), self)?)
    }

    /// Reads it; a damaged one is refused.
    pub fn read(folder: &Path) -> Result<Self, SearchError> {
        Ok(checked::read(&folder.join(FILE))?)
    }
}
