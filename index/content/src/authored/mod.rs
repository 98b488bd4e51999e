//! Authored content: facts once in TOML, prose per language in Markdown. One more source, with the same lint.
//!
//! ```text
//! themes.toml                 the service-public grid
//! phones.toml                 numbers to call, each once
//! institutions.toml           institutions that people ask for by name
//! features.toml               what places offer, in the words of every standard
//! papers.toml                 papers to bring, each once, and those of each right
//! vocabulary.toml             official sites and kinds of place that a card may name
//! cards/<id>/card.toml        facts of a card
//! cards/<id>/<lang>.md        its prose
//! situations/<id>/flow.toml   questions and answers of a situation
//! situations/<id>/<lang>.md   its words
//! emergency/numbers.toml      emergency numbers and categories
//! emergency/<lang>.toml       their words, and the phrases of distress
//! emergency/training/*.toml   what the trained reader of distress learns from
//! letters/blanks.toml         what is filled in on letters
//! letters/<id>/letter.toml    facts of a letter from a template
//! letters/<id>/<lang>.md      its explanation; the letter in fr.md
//! phrases/phrases.toml        slots and groups of the ready sentences of mediators
//! phrases/<lang>.toml         their words
//! rights/                     the screening of rights: facts, questions, rules, dated parameters, words
//! plain.toml                  long words that may be used, and their meaning
//! plain-rules.toml            how plain language is measured, by language
//! thesaurus/*.toml            concepts and their names in every language
//! apart.toml                  subjects that are kept apart from other needs
//! told/*.toml                 how people tell the need of a concept, in every language
//! subject/training/*.toml     what has nothing to do with rights and services
//! told/fiches/*.toml          how people tell the need that a fiche answers
//! dictionary/<lang>.tsv       what French words are in another language
//! words/words.toml            the words by which people carry what they found
//! ```
//!
//! `content/README.md` argues the format and lists every key, generated from the structs here.

mod apart;
mod card;
mod contradictions;
mod deadlines;
mod dictionary;
mod emergency;
mod facts;
mod features;
mod institutions;
mod letters;
mod lint;
mod papers;
mod phones;
mod phrases;
mod place;
pub mod plain;
mod prose;
mod questions;
mod rights;
mod situations;
mod subject;
mod themes;
mod thesaurus;
mod told;
mod toml;
mod vocabulary;
mod words;
mod zones;

use crate::Batch;
use guichet_core::deadline::Deadlines;
use guichet_core::letter::Letters;
use guichet_core::model::{
    ApartSubject, Concept, Dictionary, EmergencyCategory, Institutions, Lang, Theme, ThemeId, ToldFiche,
};
use guichet_core::phrase::PhraseBook;
use guichet_core::text::distress::Phrases;
use place::Source;
use std::collections::{BTreeMap, BTreeSet};

pub use apart::{ApartFacts, ApartFile};
pub use card::{CardFacts, CardProse, RouteFacts, SourceFacts, basis};
pub use contradictions::{ContradictionEntry, ContradictionsFile};
pub use deadlines::{DeadlineFacts, DeadlineWords, Direction};
pub use emergency::{
    CategoryFacts, CategoryWords, DoubtfulFile, EmergencyFacts, EmergencyWords, NumberFacts, NumberWords, Training,
    TrainingFile, lessons, ordinary, places, proved, reader, slip,
};
pub use facts::Fact;
pub use features::{FeatureFacts, FeaturesFile};
pub use institutions::{InstitutionFacts, InstitutionsFile};
pub use letters::{BlankFacts, BlanksFile, LetterFacts, OptionFacts};
pub use papers::{PaperFacts, PapersFile};
pub use phones::{PhoneFacts, PhonesFile};
pub use phrases::{GroupFacts, PhraseWords, PhrasesFile, SheetWords, SlotFacts};
pub use questions::{OptionEntry, QuestionEntry, QuestionsFile, StepEntry, StepKind};
pub use rights::{FactEntry, FactsFile, ParameterEntry, ParameterSet, ParametersFile, RightEntry, Rights, RulesFile};
pub use situations::{FlowAnswer, FlowChoice, FlowFacts, FlowQuestion, Situations};
pub use subject::{AsideFile, SubjectTraining, subject};
pub use themes::{ThemeFacts, ThemesFile};
pub use thesaurus::{ConceptFacts, ThesaurusFile};
pub use vocabulary::VocabularyFile;
pub use words::{WordsFile, carry_words};
pub use zones::{Zones, ZonesFile};

/// Texts by path, with `/` between folders. The index fills it from the embedded archive or from a folder.
pub type Texts = BTreeMap<String, String>;

/// Words in several languages, by language code.
pub type Words = BTreeMap<Lang, String>;

/// Everything authored.
#[derive(Debug, Default)]
pub struct Authored {
    /// Cards as items, one for each language, and what is wrong.
    pub batch: Batch,
    /// Themes in each language, in the order of the grid.
    pub themes: BTreeMap<Lang, Vec<Theme>>,
    /// Emergency categories in each language, the most general first.
    pub emergency: BTreeMap<Lang, Vec<EmergencyCategory>>,
    /// Cards and situations that must not be read over somebody's shoulder, and are no emergency.
    pub private: BTreeSet<String>,
    /// Situations and papers.
    pub situations: Situations,
    /// Phrases of distress, and idioms that only look like it, by language.
    pub phrases: Vec<Phrases>,
    /// What the trained reader of distress learns from, besides the phrases.
    pub training: Training,
    /// Concepts of the thesaurus.
    pub concepts: Vec<Concept>,
    /// Subjects that are kept apart from other needs.
    pub apart: Vec<ApartSubject>,
    /// What the reader of the subject learns from.
    pub subject: SubjectTraining,
    /// How people tell the needs that fiches answer.
    pub told_fiches: Vec<ToldFiche>,
    /// What words of other languages mean in French.
    pub dictionary: Dictionary,
    /// Institutions that people ask for by name.
    pub institutions: Institutions,
    /// Letters from templates.
    pub letters: Letters,
    /// Ready sentences of mediators.
    pub phrase_book: PhraseBook,
    /// Deadlines of the cards.
    pub deadlines: Deadlines,
    /// What places offer.
    pub features: FeaturesFile,
    /// The digits of every number of the phone book.
    pub numbers: BTreeSet<String>,
}

const THEMES: &str = "themes.toml";
const PHONES: &str = "phones.toml";
const PAPERS: &str = "papers.toml";

/// What a card or a situation may name, read before them, and the languages that they must have.
struct Known {
    phones: PhonesFile,
    papers: PapersFile,
    themes: BTreeSet<ThemeId>,
    vocabulary: VocabularyFile,
    /// Folders of the cards.
    cards: BTreeSet<String>,
    /// Deadlines of the cards: `card/name`.
    deadlines: BTreeSet<String>,
    /// Facts of the screening.
    facts: BTreeMap<String, FactEntry>,
    /// Rights of the screening.
    rights: BTreeSet<String>,
    emergency: emergency::Numbered,
    required: Vec<Lang>,
}

/// A folder's own part of what it may name, which has a lint of its own.
struct Added {
    themes: ThemesFile,
    phones: PhonesFile,
    papers: PapersFile,
}

/// The languages that a folder must have: what is laid over another one may be in French alone.
fn required(base: &Texts) -> Vec<Lang> {
    if base.is_empty() { Lang::required().collect() } else { vec![Lang::FR] }
}

impl Known {
    /// What `base` and `texts` hold together. What is wrong with `base` is not said.
    fn read(base: &Texts, texts: &Texts, batch: &mut Batch) -> (Self, Added, ThemesFile) {
        let mut unsaid = Batch::default();
        let added = Added {
            themes: toml::read(texts, THEMES, batch).unwrap_or_default(),
            phones: toml::read(texts, PHONES, batch).unwrap_or_default(),
            papers: papers::read(texts, batch),
        };
        let themes: ThemesFile = toml::read(base, THEMES, &mut unsaid).unwrap_or_default();
        let mut phones: PhonesFile = toml::read(base, PHONES, &mut unsaid).unwrap_or_default();
        phones.phone.extend(added.phones.phone.clone());
        let both = || [base, texts].into_iter();
        let mut emergency = emergency::Numbered::default();
        both().for_each(|texts| emergency.add(texts));
        let known = Self {
            phones,
            papers: papers::read(base, &mut unsaid).and(added.papers.clone()),
            themes: themes.theme.iter().chain(&added.themes.theme).map(|theme| theme.id.clone()).collect(),
            vocabulary: VocabularyFile::read(base, &mut unsaid).and(VocabularyFile::read(texts, batch)),
            cards: both().flat_map(Texts::keys).filter_map(|path| card_of(path)).collect(),
            deadlines: both().flat_map(deadlines::identifiers).collect(),
            // The screening and the emergencies have lints of their own.
            facts: both().flat_map(|texts| rights::facts(texts, &mut unsaid)).collect(),
            rights: both().flat_map(rights::identifiers).collect(),
            emergency,
            required: required(base),
        };
        (known, added, themes)
    }
}

/// Reads a content folder. Never fails: what is wrong is in the batch.
pub fn read(texts: &Texts) -> Authored {
    read_over(&Texts::new(), texts)
}

/// Reads a folder that adds to another one: its cards may use the grid, the phone book and the vocabulary of `base`, and
/// its own. What is wrong with `base` is not said again. Where there is a base, French alone is enough: a city may
/// write before it translates.
pub fn read_over(base: &Texts, texts: &Texts) -> Authored {
    let mut authored = Authored::default();
    let batch = &mut authored.batch;
    let (known, added, mut themes) = Known::read(base, texts, batch);
    themes::lint(&added.themes, &themes, &source(texts, THEMES), &known.required, batch);
    themes.theme.extend(added.themes.theme);
    authored.themes = themes.by_language();
    papers::lint(&added.papers, &known.papers, &source(texts, PAPERS), &known.rights, &known.required, batch);
    let mut called = BTreeSet::new();
    for path in texts.keys().filter(|path| path.starts_with("cards/") && path.ends_with("/card.toml")) {
        authored.deadlines.extend(card::read(texts, path, &known, &mut called, batch));
    }
    authored.situations = situations::read(texts, &known, &mut called, batch);
    let around = institutions::Around {
        phones: &known.phones,
        themes: &known.themes,
        vocabulary: &known.vocabulary,
        required: &known.required,
    };
    authored.institutions = institutions::read(texts, &around, &mut called, batch);
    let around = letters::Around { base, texts, known: &known, themes: &authored.themes };
    authored.letters = letters::read(&around, &mut called, batch);
    authored.phrase_book = phrases::read(base, texts, &known, batch);
    phones::lint(&added.phones, &source(texts, PHONES), &called, &known.required, batch);
    lint::strays(texts, &lint::CARDS, batch);
    let standing = thesaurus::read(base, Vec::new(), &known.themes, &known.cards, &mut Batch::default());
    authored.concepts = thesaurus::read(texts, standing, &known.themes, &known.cards, batch);
    let concepts = authored.concepts.iter().map(|concept| concept.id.as_str()).collect();
    let around = features::Around { vocabulary: &known.vocabulary, concepts: &concepts, required: &known.required };
    authored.features = features::read(texts, &around, batch);
    if !base.is_empty() && texts.contains_key(features::FEATURES) {
        batch.refuse(features::FEATURES, "", "", "the vocabulary of places is the program's own: remove this file");
    }
    words::lint(base, texts, batch);
    authored.apart = apart::read(texts, batch);
    authored.subject = subject::read(texts, batch);
    authored.told_fiches = told::fiches(texts, batch);
    authored.dictionary = dictionary::read(texts, batch);
    emergency::read(base, texts, &known.required, &mut authored);
    authored.numbers = known.phones.digits().collect();
    authored
}

/// The situations and papers of a folder, as [`read_over`] keeps them, without reading anything else whole.
pub fn situations(base: &Texts, texts: &Texts) -> Situations {
    let mut unsaid = Batch::default();
    let (known, ..) = Known::read(base, texts, &mut unsaid);
    situations::read(texts, &known, &mut BTreeSet::new(), &mut unsaid)
}

/// The folder of the card that a file belongs to.
fn card_of(path: &str) -> Option<String> {
    path.strip_prefix("cards/")?.strip_suffix("/card.toml").map(str::to_owned)
}

/// A file of the folder, to point into.
fn source<'a>(texts: &'a Texts, path: &'a str) -> Source<'a> {
    Source::new(path, texts.get(path).map(String::as_str).unwrap_or_default())
}
