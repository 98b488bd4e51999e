//! The parts of a generation, opened: what every question is asked of.

use crate::analysis::french;
use crate::error::SearchError;
use crate::lexicon::{Lexicon, LexiconSource};
use crate::open_index::Home;
use crate::part::Part;
use crate::places::{self, Gazetteer, Places, PlacesFiles, PlacesWriter};
use crate::texts::{Texts, TextsFiles, TextsWriter};
use crate::understand::Resources;
use guichet_core::model::Item;
use guichet_core::text::reader::Reader;
use std::path::Path;
use tantivy::DocId;
use tantivy::tokenizer::TextAnalyzer;

/// Texts, places and words, opened for reading.
pub(crate) struct Opened {
    pub texts: Texts,
    pub places: Places,
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
        let [texts, places, lexicon] = Part::ALL.map(|part| folder.join(part.name()));
        let open_places =
            Places::open(&PlacesFiles::open(&places)?, places::nearest(&places)?, places::gazetteer(&places)?)?;
        Self::over(&TextsFiles::open(&texts)?, open_places, Lexicon::read(&lexicon)?)
    }

    /// Parts held in memory, of texts and places.
    pub fn in_memory(
        items: impl IntoIterator<Item = Item>,
        source: impl Into<LexiconSource>,
        gazetteer: Gazetteer,
    ) -> Result<Self, SearchError> {
        let (texts, places) = (TextsFiles::create(Home::Memory)?, PlacesFiles::create(Home::Memory)?);
        let (mut texts_writer, mut places_writer) = (TextsWriter::new(&texts)?, PlacesWriter::new(&places)?);
        for item in items {
            if item.place.is_some() { places_writer.add(item)? } else { texts_writer.add(item)? }
        }
        let lexicon = Lexicon::new(texts_writer.finish()?, source.into());
        places_writer.finish()?;
        Self::over(&texts, Places::open(&places, places.nearest()?, gazetteer)?, lexicon)
    }

    fn over(texts: &TextsFiles, places: Places, mut lexicon: Lexicon) -> Result<Self, SearchError> {
        let texts = Texts::open(texts)?;
        let concept_docs = texts.of_concepts(lexicon.thesaurus.concepts())?;
        let fiche_docs = texts.of_fiches(&lexicon.fiches)?;
        let subject = Reader::open(std::mem::take(&mut lexicon.subject));
        Ok(Self { texts, places, lexicon, concept_docs, fiche_docs, subject, analyzer: french() })
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
