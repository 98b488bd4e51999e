//! The parts of a generation, opened: what every question is asked of.

use crate::analysis::french;
use crate::error::SearchError;
use crate::lexicon::{Lexicon, LexiconSource};
use crate::open_index::Home;
use crate::part::Part;
use crate::texts::{Texts, TextsFiles, TextsWriter};
use crate::understand::Resources;
use guichet_core::model::Item;
use guichet_core::text::reader::Reader;
use std::path::Path;
use tantivy::DocId;
use tantivy::tokenizer::TextAnalyzer;

/// Texts and words, opened for reading.
pub(crate) struct Opened {
    pub texts: Texts,
    pub lexicon: Lexicon,
    /// Documents that each concept leads to, the best first.
    pub concept_docs: Vec<Vec<DocId>>,
    /// Documents of each fiche whose need is told.
    pub fiche_docs: Vec<Vec<DocId>>,
    /// Tells what is on the subject.
    pub subject: Option<Reader>,
    pub analyzer: TextAnalyzer,
}

impl Opened {
    /// Opens the parts in a folder.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let [texts, lexicon] = Part::ALL.map(|part| folder.join(part.name()));
        Self::over(&TextsFiles::open(&texts)?, Lexicon::read(&lexicon)?)
    }

    /// Parts held in memory. Places among the items are left aside.
    pub fn in_memory(
        items: impl IntoIterator<Item = Item>,
        source: impl Into<LexiconSource>,
    ) -> Result<Self, SearchError> {
        let texts = TextsFiles::create(Home::Memory)?;
        let mut writer = TextsWriter::new(&texts)?;
        for item in items.into_iter().filter(|item| item.place.is_none()) {
            writer.add(item)?;
        }
        let lexicon = Lexicon::new(writer.finish()?, source.into());
        Self::over(&texts, lexicon)
    }

    fn over(texts: &TextsFiles, mut lexicon: Lexicon) -> Result<Self, SearchError> {
        let texts = Texts::open(texts)?;
        let concept_docs = texts.of_concepts(lexicon.thesaurus.concepts())?;
        let fiche_docs = texts.of_fiches(&lexicon.fiches)?;
        let subject = Reader::open(std::mem::take(&mut lexicon.subject));
        Ok(Self { texts, lexicon, concept_docs, fiche_docs, subject, analyzer: french() })
    }

    /// What queries are read with; `known` says whether a stem is in the index.
    pub fn resources<'a>(&'a self, known: &'a dyn Fn(&str) -> bool) -> Resources<'a> {
        Resources {
            analyzer: &self.analyzer,
            vocabulary: &self.lexicon.vocabulary,
            thesaurus: &self.lexicon.thesaurus,
            translations: &self.lexicon.translations,
            said: &self.lexicon.said,
            known,
        }
    }
}
