//! One open guide: words, content, index, places. It implements the core's `Catalog` port.

use crate::data::DataFolder;
use crate::error::Error;
use crate::finder::Finder;
use crate::generation::{self, Generation};
use crate::rights::Screening;
use crate::{clock, embedded, pack, sources};
use guichet_content::Features;
use guichet_content::authored::{self, Situations};
use guichet_core::carry::WordList;
use guichet_core::deadline::Deadlines;
use guichet_core::letter::Letters;
use guichet_core::message::{Arg, Message};
use guichet_core::model::{
    Basis, Commune, EmergencyCategory, FeatureId, Figure, Institutions, Item, ItemId, Lang, Moment, Opening, Paper,
    PaperId, Place, Plural, Situation, Theme,
};
use guichet_core::phrase::PhraseBook;
use guichet_core::ports::catalog::{Answer, Catalog, CommuneMatch, Near, PlaceHit, Query, Suggestion, Unavailable};
use guichet_core::rights::{Month, RightsWords, Rulebook};
use guichet_core::text::distress::Distress;
use guichet_core::text::lexicon::Lexicon;
use guichet_core::text::wishes::Sayings;
use guichet_locales::Locales;
use guichet_places::{Gazetteer, schedule};
use guichet_search::Explanation;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// A program that starts waits this long for another one to build the first index.
const AT_START: Duration = Duration::from_secs(60);
/// Somebody who asked something waits no longer than this: then it is said that nothing can be looked up just now.
const IN_A_TURN: Duration = Duration::from_secs(2);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Everything a conversation needs, immutable.
///
/// Words, themes and emergency numbers are there as soon as it is open. The index is opened, and built where it must
/// be, when something is first looked up: the first screen never waits for it.
pub struct Guide {
    folder: DataFolder,
    words: Arc<Words>,
    gazetteer: OnceLock<Gazetteer>,
    situations: OnceLock<Situations>,
    generation: OnceLock<Generation>,
    /// Held while the generation is opened, so that it is built once; not while another program is waited for.
    opening: Mutex<()>,
    /// What is left of the time that people wait for the index of another program.
    waiting: Mutex<Option<Box<dyn Iterator<Item = ()> + Send>>>,
}

/// What does not change with the packs.
struct Words {
    locales: Locales,
    said: embedded::FirstWords,
    /// Taken up when the first text is read: what only searches or draws never pays for it.
    distress: LazyLock<Distress>,
    /// The same.
    institutions: LazyLock<Institutions>,
    /// Read when the first letter is asked for.
    letters: LazyLock<Letters>,
    /// Read when the first phrase is asked for.
    phrase_book: LazyLock<PhraseBook>,
    /// Read when the first text is.
    carry: LazyLock<WordList>,
    /// Read when the first sheet is made.
    deadlines: LazyLock<Deadlines>,
    /// Read when the first place is shown.
    features: LazyLock<Features>,
    /// What people say to wish for it, by language; made from it when the first text is read.
    sayings: OnceLock<BTreeMap<Lang, Sayings>>,
    /// Read when the first person asks which rights there may be.
    screening: OnceLock<Option<Screening>>,
}

/// What is compiled into this program, and read by a test: it cannot be missing. Where it is all the same, the guide goes on without.
fn built_in<T: Default>(what: &str, read: Result<T, Error>) -> T {
    read.unwrap_or_else(|error| {
        tracing::error!(%error, what, "what is built in cannot be read");
        T::default()
    })
}

impl Guide {
    /// Opens the guide over a data folder, without its index.
    pub fn open(folder: &DataFolder) -> Result<Self, Error> {
        let said = embedded::first_words()?;
        let distress: LazyLock<Distress> = LazyLock::new(|| built_in("phrases of distress", embedded::distress()));
        let institutions: LazyLock<Institutions> = LazyLock::new(|| built_in("institutions", embedded::institutions()));
        let letters: LazyLock<Letters> = LazyLock::new(|| built_in("letters", embedded::letters()));
        let phrase_book: LazyLock<PhraseBook> =
            LazyLock::new(|| built_in("phrases of mediators", embedded::phrase_book()));
        let carry: LazyLock<WordList> = LazyLock::new(|| built_in("words to carry", embedded::carry_words()));
        let deadlines: LazyLock<Deadlines> = LazyLock::new(|| built_in("deadlines", embedded::deadlines()));
        let features: LazyLock<Features> = LazyLock::new(|| built_in("what places offer", embedded::features()));
        let screening = OnceLock::new();
        let (locales, sayings) = (Locales::new(), OnceLock::new());
        let words = Words {
            locales,
            said,
            distress,
            institutions,
            letters,
            deadlines,
            phrase_book,
            carry,
            features,
            sayings,
            screening,
        };
        let words = Arc::new(words);
        Ok(Self::new(folder.clone(), words, OnceLock::new()))
    }

    fn new(folder: DataFolder, words: Arc<Words>, generation: OnceLock<Generation>) -> Self {
        Self {
            folder,
            words,
            gazetteer: OnceLock::new(),
            situations: OnceLock::new(),
            generation,
            opening: Mutex::new(()),
            waiting: Mutex::default(),
        }
    }

    /// The same words over the generation now in force, where it is another one than this guide's. Never builds.
    pub(crate) fn renewed(&self) -> Option<Self> {
        let generation = generation::newer(&self.folder, &self.generation.get()?.identity)?;
        let generation = OnceLock::from(generation);
        let renewed = Self::new(self.folder.clone(), self.words.clone(), generation);
        renewed.situations();
        Some(renewed)
    }

    /// Opens the index now, building it where it is missing, out of date or damaged; waits for it.
    ///
    /// # Errors
    /// The folder is being written by another program that does not end, or the index cannot be built.
    pub fn ready(&self) -> Result<(), Error> {
        self.opened().map(|_| ())
    }

    fn screening(&self) -> Option<&Screening> {
        let open = || Screening::open().inspect_err(|error| tracing::error!(%error, "the rights cannot be read")).ok();
        self.words.screening.get_or_init(open).as_ref()
    }

    /// Makes all that is made when it is first asked for, in the background, so that nobody waits for it.
    pub fn warm(self: &Arc<Self>) {
        let guide = self.clone();
        std::thread::spawn(move || {
            LazyLock::force(&guide.words.distress);
            LazyLock::force(&guide.words.institutions);
            if let Err(error) = guide.ready() {
                tracing::error!(%error, "the index cannot be opened");
            }
            guide.situations();
        });
    }

    /// The words of the interface.
    pub fn locales(&self) -> &Locales {
        &self.words.locales
    }

    /// Why the texts of an answer are what they are.
    ///
    /// # Errors
    /// The index cannot be opened or read.
    pub fn explain(&self, query: &Query) -> Result<Explanation, Error> {
        self.opened()?.explain(query)
    }

    /// The index; where another program builds the first one, waited for as long as `patience` goes on. What this program
    /// builds is waited for.
    fn finder(&self, patience: impl IntoIterator<Item = ()>) -> Result<&Finder, Error> {
        let mut patience = patience.into_iter();
        loop {
            if self.generation.get().is_none() {
                let _alone = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
                if self.generation.get().is_none()
                    && let Some(generation) = generation::attempt(&self.folder)?
                {
                    let _ = self.generation.set(generation);
                }
            }
            if let Some(generation) = self.generation.get() {
                return Ok(&generation.finder);
            }
            if patience.next().is_none() {
                return Err(Error::Busy(self.folder.root().into()));
            }
        }
    }

    /// Opens the index as a program does that starts: it waits a minute for another one.
    fn opened(&self) -> Result<&Finder, Error> {
        self.finder(clock::within(AT_START, PAUSE))
    }

    /// The communes: those of the index, or, until it is open, those read from their sources.
    fn gazetteer(&self) -> &Gazetteer {
        if let Some(generation) = self.generation.get() {
            return generation.finder.gazetteer();
        }
        self.gazetteer.get_or_init(|| {
            sources::gazetteer(&pack::list(&self.folder)).unwrap_or_else(|error| {
                tracing::error!(%error, "the gazetteer cannot be read");
                Gazetteer::default()
            })
        })
    }

    /// Situations and papers, in force with the packs that are there now.
    pub fn situations(&self) -> &Situations {
        self.situations.get_or_init(|| {
            sources::situations(&pack::list(&self.folder)).unwrap_or_else(|error| {
                tracing::error!(%error, "the situations cannot be read");
                Situations::default()
            })
        })
    }

    /// What the index answers. Where it fails, the operator's log says why.
    fn ask<T>(&self, question: impl FnOnce(&Finder) -> Result<T, Error>) -> Result<T, Unavailable> {
        // All that a turn looks up waits together, and no turn after it.
        let waiting = std::iter::from_fn(|| {
            self.waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert_with(|| Box::new(clock::within(IN_A_TURN, PAUSE)))
                .next()
        });
        self.finder(waiting).and_then(question).map_err(|error| {
            tracing::error!(%error, "the index failed to answer");
            Unavailable
        })
    }
}

impl Catalog for Guide {
    fn languages(&self) -> &[Lang] {
        self.words.locales.languages()
    }

    fn say(&self, lang: Lang, message: &Message) -> String {
        self.words.locales.say(lang, message)
    }

    fn write(&self, lang: Lang, value: Arg<'_>) -> String {
        self.words.locales.write(lang, value)
    }

    fn plural(&self, lang: Lang, count: u32) -> Plural {
        self.words.locales.plural(lang, count)
    }

    fn lexicon(&self, lang: Lang) -> &Lexicon {
        self.words.locales.lexicon(lang)
    }

    fn distress(&self) -> &Distress {
        &self.words.distress
    }

    fn emergency(&self, lang: Lang) -> Vec<EmergencyCategory> {
        let emergency = &self.words.said.emergency;
        emergency.get(&lang).or_else(|| emergency.get(&Lang::FR)).cloned().unwrap_or_default()
    }

    fn is_public_number(&self, digits: &str) -> bool {
        self.words.said.numbers.contains(digits)
    }

    fn is_number_of_place(&self, digits: &str) -> Result<bool, Unavailable> {
        self.ask(|finder| finder.is_phone_of_place(digits))
    }

    fn is_private(&self, id: &str) -> bool {
        self.words.said.private.contains(id)
    }

    fn themes(&self, lang: Lang) -> Vec<Theme> {
        let themes = &self.words.said.themes;
        themes.get(&lang).or_else(|| themes.get(&Lang::FR)).cloned().unwrap_or_default()
    }

    fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, Unavailable> {
        self.ask(|finder| finder.theme_cards(theme, lang))
    }

    fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, Unavailable> {
        self.ask(|finder| finder.item(id, lang))
    }

    fn institutions(&self) -> &Institutions {
        &self.words.institutions
    }

    fn letters(&self) -> &Letters {
        &self.words.letters
    }

    fn phrase_book(&self) -> &PhraseBook {
        &self.words.phrase_book
    }

    fn deadlines(&self) -> &Deadlines {
        &self.words.deadlines
    }

    fn rulebook(&self, month: Month) -> Option<Arc<Rulebook>> {
        self.screening()?.rulebook(month)
    }

    fn rights_words(&self, lang: Lang) -> &RightsWords {
        static NONE: OnceLock<RightsWords> = OnceLock::new();
        let words = self.screening().and_then(|screening| screening.words(lang));
        words.unwrap_or_else(|| NONE.get_or_init(RightsWords::default))
    }

    fn housing_zone(&self, code: &str) -> Option<u8> {
        self.screening()?.zone(code)
    }

    fn basis(&self, card: &ItemId) -> Basis {
        let found = embedded::cards().inspect_err(|error| tracing::error!(%error, "the cards cannot be read"));
        let name = card.as_str().strip_prefix("card/").unwrap_or_default();
        found.ok().and_then(|texts| authored::basis(&texts, name)).unwrap_or_default()
    }

    fn right_figures(&self, right: &str, month: Month) -> Vec<Figure> {
        self.screening().map(|screening| screening.figures(right, month)).unwrap_or_default()
    }

    fn right_card(&self, right: &str) -> Option<ItemId> {
        self.screening()?.card(right)
    }

    fn situation(&self, id: &ItemId, lang: Lang) -> Option<Situation> {
        self.situations().get(id, lang).cloned()
    }

    fn papers(&self, ids: &[PaperId], lang: Lang) -> Vec<Paper> {
        self.situations().papers(ids, lang)
    }

    fn right_papers(&self, right: &str) -> Vec<PaperId> {
        self.situations().right_papers(right)
    }

    fn search(&self, query: &Query) -> Result<Answer, Unavailable> {
        self.ask(|finder| finder.search(query))
    }

    fn suggest(&self, typed: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, Unavailable> {
        let mut found = self.ask(|finder| finder.suggest(typed, lang, limit))?;
        // A commune, once its name is nearly whole: one place among the answers.
        if let Some(commune) = self.gazetteer().beginning(typed) {
            found.truncate(limit.saturating_sub(1));
            found.push(Suggestion::Commune(commune));
        }
        Ok(found)
    }

    fn communes(&self, typed: &str) -> Vec<CommuneMatch> {
        self.gazetteer().matches(typed)
    }

    fn named_communes(&self, typed: &str) -> Vec<CommuneMatch> {
        self.gazetteer().named(typed)
    }

    fn departement(&self, code: &str) -> Option<String> {
        self.gazetteer().departement(code).map(str::to_owned)
    }

    fn commune(&self, code: &str) -> Option<Commune> {
        self.gazetteer().commune(code)
    }

    fn places(&self, near: &Near<'_>) -> Result<Vec<PlaceHit>, Unavailable> {
        self.ask(|finder| finder.places(near))
    }

    fn place_ids(&self, commune: Option<&str>) -> Result<Vec<ItemId>, Unavailable> {
        self.ask(|finder| Ok(finder.place_ids(commune)))
    }

    fn carry_words(&self) -> &WordList {
        &self.words.carry
    }

    fn feature(&self, id: &FeatureId, lang: Lang) -> Option<String> {
        self.words.features.label(id, lang)
    }

    fn sayings(&self, lang: Lang) -> &Sayings {
        static NONE: Sayings = Sayings::NONE;
        let words = &self.words;
        let of = |lang: &Lang| (*lang, words.features.sayings(*lang, &words.locales.lexicon(*lang).speaking));
        let all = words.sayings.get_or_init(|| words.locales.languages().iter().map(of).collect());
        all.get(&lang).unwrap_or(&NONE)
    }

    fn opening(&self, place: &Place, now: Moment) -> Opening {
        if place.is_doubted(now.date) {
            return Opening::UNKNOWN;
        }
        schedule::opening(&place.hours, &place.commune_code, now)
    }

    fn local(&self, place: &Place, now: Moment) -> Moment {
        schedule::local(&place.commune_code, now)
    }
}
