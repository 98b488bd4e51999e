//! The port through which the guide knows the world: words, content, places, search. `guichet-index` implements it over
//! a snapshot; [`crate::fake`] is its in-memory twin.

use crate::carry::WordList;
use crate::deadline::Deadlines;
use crate::letter::Letters;
use crate::message::{Arg, Message};
use crate::model::{
    Basis, Commune, Date, EmergencyCategory, FeatureId, Figure, Institutions, Item, ItemId, ItemKind, Lang, Moment,
    OpenAt, Opening, Paper, PaperId, Place, PlaceKind, Plural, Position, Situation, Theme,
};
use crate::phrase::PhraseBook;
use crate::rights::{Month, RightsWords, Rulebook};
use crate::text::distress::Distress;
use crate::text::lexicon::Lexicon;
use crate::text::wishes::Sayings;
use std::sync::Arc;
use strum::IntoStaticStr;

/// A question to the search engine.
#[derive(Clone, Default)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// The reader's language; `None`: detect.
    pub lang: Option<Lang>,
    /// Where the reader is.
    pub near: Option<Position>,
    /// Only items of this kind.
    pub kind: Option<ItemKind>,
    /// Only items of this source, by name.
    pub source: Option<String>,
    /// Only places known to be open then.
    pub open_at: Option<Moment>,
    /// At most this many hits.
    pub limit: usize,
}

/// What people type is never printed by `Debug`.
impl std::fmt::Debug for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Query").field("lang", &self.lang).field("limit", &self.limit).finish_non_exhaustive()
    }
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The item as found; its language may not be the reader's.
    pub item: Item,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// Kilometres from where the reader is.
    pub distance_km: Option<f64>,
    /// State of a place at the asked moment.
    pub open: Option<Opening>,
    /// The concept of the thesaurus that led here, by its name in the reader's language: a query in another language, or
    /// in everyday words, says so.
    pub through: Option<String>,
    /// A last resort: nothing matched the words.
    pub fallback: bool,
}

/// How sure an answer is: calibrated on judged queries and on texts that ask for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Sureness {
    /// Nothing that was found is likely to be meant: what is offered is a last resort.
    Nothing,
    /// It may be what is meant.
    Perhaps,
    /// It very likely is.
    #[default]
    Found,
}

impl Sureness {
    /// Its name, for programs.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// An answer of the search engine.
#[derive(Clone, Default)]
pub struct Answer {
    /// The language the query was read in.
    pub lang: Lang,
    /// How the query was read.
    pub understood: String,
    /// The reading is a guess that the person should see.
    pub guessed: bool,
    /// Hits, best first.
    pub hits: Vec<Hit>,
    /// How sure they are.
    pub sure: Sureness,
    /// Where places were too many to ask each whether it is open: within so many kilometres each was.
    pub open_within_km: Option<f64>,
}

/// What may be meant by a line that is being typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Suggestion {
    /// An item to open.
    Item(Box<Item>),
    /// Words to search for: the name of a concept.
    Words(String),
    /// A commune.
    Commune(Commune),
}

/// A commune that a typed name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct CommuneMatch {
    /// The commune.
    pub commune: Commune,
    /// How its name was typed.
    pub how: NameMatch,
    /// The name of a former commune, where that was typed: it is part of `commune` today.
    pub former: Option<String>,
}

impl CommuneMatch {
    /// Whether the whole name was typed.
    pub fn is_whole(&self) -> bool {
        self.how == NameMatch::Whole
    }
}

/// How the name of a commune was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMatch {
    /// The whole name or a postal code, up to accents, case, hyphens and abbreviations, with or without its département.
    Whole,
    /// The first words of a longer name, or the name without its article.
    Part,
    /// Its département alone.
    Area,
    /// With a slip, or by ear.
    Slip,
}

/// Which places are looked for near a point.
#[derive(Debug, Clone, Copy)]
pub struct Near<'a> {
    /// Of any of these kinds; of all kinds where none is given.
    pub kinds: &'a [PlaceKind],
    /// With all of these features.
    pub features: &'a [FeatureId],
    /// From where.
    pub at: Position,
    /// Surely open then, where it is said.
    pub open_at: Option<OpenAt>,
    /// The day on which it is asked, where it counts: what nobody has confirmed for long then comes later.
    pub today: Option<Date>,
    /// At most so many.
    pub limit: usize,
}

impl<'a> Near<'a> {
    /// The nearest of some kinds, whatever they offer, open or not.
    pub const fn of(kinds: &'a [PlaceKind], at: Position, limit: usize) -> Self {
        Self { kinds, features: &[], at, open_at: None, today: None, limit }
    }
}

/// A place near a point.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceHit {
    /// The place's item.
    pub item: Item,
    /// Kilometres.
    pub distance_km: f64,
}

/// The index cannot be read just now: something else than "nothing was found". The operator's log says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the index cannot be read just now; `guichet doctor` says what to do")]
pub struct Unavailable;

/// What the guide may ask of the outside. Every call is a read of one immutable snapshot.
pub trait Catalog {
    /// Languages that are complete, in the order offered.
    fn languages(&self) -> &[Lang];
    /// The words of a message.
    fn say(&self, lang: Lang, message: &Message) -> String;
    /// A value as a language writes it, also one that the guide is not offered in.
    fn write(&self, lang: Lang, value: Arg<'_>) -> String;
    /// The plural category of a whole number in a language, the same.
    fn plural(&self, lang: Lang, count: u32) -> Plural;
    /// The words the guide reacts to.
    fn lexicon(&self, lang: Lang) -> &Lexicon;
    /// Phrases of distress, all languages at once.
    fn distress(&self) -> &Distress;
    /// Emergency categories, most general first.
    fn emergency(&self, lang: Lang) -> Vec<EmergencyCategory>;
    /// Whether a phone number, its digits, is one that everybody may call: whoever types it gives away nothing of theirs.
    fn is_public_number(&self, _digits: &str) -> bool {
        false
    }
    /// Whether a phone number, its digits as they are dialled within the country, is that of a place.
    ///
    /// # Errors
    /// The index cannot be read.
    fn is_number_of_place(&self, _digits: &str) -> Result<bool, Unavailable> {
        Ok(false)
    }
    /// Whether a card or a situation must not be read over somebody's shoulder, without being an emergency.
    fn is_private(&self, id: &str) -> bool;
    /// The themes of the grid.
    fn themes(&self, lang: Lang) -> Vec<Theme>;
    /// What a theme holds: situations, then authored cards, then fiches.
    ///
    /// # Errors
    /// The index cannot be read.
    fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, Unavailable>;
    /// An item, in `lang` if it has that language, else in French.
    ///
    /// # Errors
    /// The index cannot be read.
    fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, Unavailable>;
    /// Institutions that people ask for by name.
    fn institutions(&self) -> &Institutions;
    /// A situation, in `lang` if it has that language, else in French; by the identifier of its item.
    fn situation(&self, id: &ItemId, lang: Lang) -> Option<Situation>;
    /// Papers, in the order asked, in `lang` if they have that language, else in French.
    fn papers(&self, ids: &[PaperId], lang: Lang) -> Vec<Paper>;
    /// Papers usually asked for with a right, by the right's identifier; none where it is not known.
    fn right_papers(&self, right: &str) -> Vec<PaperId>;
    /// Letters from templates.
    fn letters(&self) -> &Letters {
        static NONE: Letters = Letters::NONE;
        &NONE
    }
    /// Ready sentences for somebody who reads another language.
    fn phrase_book(&self) -> &PhraseBook {
        static NONE: PhraseBook = PhraseBook::NONE;
        &NONE
    }

    /// Deadlines of cards.
    fn deadlines(&self) -> &Deadlines {
        static NONE: Deadlines = Deadlines::NONE;
        &NONE
    }
    /// The rules of the screening in a month; `None` where they cannot be had for it.
    fn rulebook(&self, month: Month) -> Option<Arc<Rulebook>>;
    /// The words of the screening, in `lang` if it has that language, else in French.
    fn rights_words(&self, lang: Lang) -> &RightsWords;
    /// The zone of housing aid of a commune, by its INSEE code: 1, 2 or 3; `None` where it is not known.
    fn housing_zone(&self, _code: &str) -> Option<u8> {
        None
    }
    /// What a card rests on: texts and dated values.
    fn basis(&self, _card: &ItemId) -> Basis {
        Basis::default()
    }
    /// The dated values that the rules of a right rest on in a month.
    fn right_figures(&self, _right: &str, _month: Month) -> Vec<Figure> {
        Vec::new()
    }
    /// The card that explains a right.
    fn right_card(&self, right: &str) -> Option<ItemId>;
    /// Search.
    ///
    /// # Errors
    /// The index cannot be read.
    fn search(&self, query: &Query) -> Result<Answer, Unavailable>;
    /// What may be meant by a line that is being typed, the likeliest first.
    ///
    /// # Errors
    /// The index cannot be read.
    fn suggest(&self, typed: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, Unavailable>;
    /// Communes that a typed name, postal code or département may mean, with a slip or two, the likeliest first.
    fn communes(&self, typed: &str) -> Vec<CommuneMatch>;
    /// Those that it names without a slip: quick, for a text that is mostly something else.
    fn named_communes(&self, typed: &str) -> Vec<CommuneMatch>;
    /// The name of a département by its code.
    fn departement(&self, code: &str) -> Option<String>;
    /// A commune by its INSEE code.
    fn commune(&self, code: &str) -> Option<Commune>;
    /// The nearest places, the nearest first.
    ///
    /// # Errors
    /// The index cannot be read.
    fn places(&self, near: &Near<'_>) -> Result<Vec<PlaceHit>, Unavailable>;
    /// The identifiers of the places of a commune, by its INSEE code, which they name; of all places where none is given.
    ///
    /// # Errors
    /// The index cannot be read.
    fn place_ids(&self, _commune: Option<&str>) -> Result<Vec<ItemId>, Unavailable> {
        Ok(Vec::new())
    }
    /// The words by which people carry what they found from one place to another.
    fn carry_words(&self) -> &WordList {
        WordList::none()
    }
    /// What a place offers, in words: in `lang` if it has that language, else in French. `None` where it is not known.
    fn feature(&self, _id: &FeatureId, _lang: Lang) -> Option<String> {
        None
    }
    /// What people say in a language to wish for something of a place.
    fn sayings(&self, _lang: Lang) -> &Sayings {
        static NONE: Sayings = Sayings::NONE;
        &NONE
    }
    /// Whether a place is open at a moment by its own clock.
    fn opening(&self, place: &Place, now: Moment) -> Opening;
    /// The moment by the clock of a place, at a moment by that of Paris: overseas they differ.
    fn local(&self, _place: &Place, now: Moment) -> Moment {
        now
    }
}
