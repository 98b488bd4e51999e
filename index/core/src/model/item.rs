//! `Item`: one thing that can be found. Every source, authored or imported, becomes items.

use super::{Date, ItemId, Lang, Place, PlaceField, PlaceKind, Position, ThemeId};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What an item is, as the command line names it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ItemKind {
    /// A right explained: an authored card or an imported fiche.
    Card,
    /// A place where somebody is received.
    Place,
    /// A service offered somewhere.
    Service,
    /// A life situation that opens a guided path.
    Situation,
    /// An emergency category.
    Emergency,
}

impl ItemKind {
    /// Every kind.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// The kind of a name, as [`Self::name`] gives it.
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Where an item comes from, and how fresh it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceRef {
    /// Name of the source: `guichet` for authored cards, else the import's (`vosdroits`, `annuaire`, …).
    pub name: String,
    /// The publisher's own identifier.
    pub id: String,
    /// Where the original can be read.
    pub url: Option<String>,
    /// Who publishes it, in words.
    pub publisher: String,
    /// SPDX-like licence identifier, such as `etalab-2.0`.
    pub licence: String,
    /// How old what it says is: the date of its newest source (authored), or its publisher's (imported).
    pub date: Date,
    /// When it was last held against its sources; authored items only.
    #[serde(default)]
    pub verified: Option<Date>,
    /// After this date a warning is shown; authored items only.
    pub review_by: Option<Date>,
    /// Its own text says that something in it is to be checked: it is not shown as verified.
    #[serde(default)]
    pub doubts: bool,
}

impl SourceRef {
    /// Name of the source of what we wrote ourselves.
    pub const AUTHORED: &str = "guichet";
}

/// Who stands behind a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Translation {
    /// Written in this language.
    #[default]
    Original,
    /// Translated, and read by a human who speaks the language.
    Reviewed,
    /// Translated, not yet read by a human: the reader is told.
    Unreviewed,
}

/// What a section of a card answers.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum SectionKind {
    /// What it is.
    What,
    /// Who may have it.
    Who,
    /// How much, with dates.
    HowMuch,
    /// Papers to bring.
    Papers,
    /// How to ask for it: online, by phone, on paper, at a counter.
    Ask,
    /// Who helps.
    Help,
    /// Why people do not ask for it, answered.
    Doubts,
    /// Any other chapter, known by its heading alone.
    Other,
}

impl SectionKind {
    /// Every kind with a name of its own.
    pub fn named() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied().filter(|kind| *kind != Self::Other)
    }

    /// The name used in content files (`## heading {#who}`).
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A block of prose: of a section, or of a view ([`crate::view::Block::Prose`]). In a section, text may hold facts that age,
/// marked as [`crate::text::dated`] says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A list, one entry a line.
    List(Vec<String>),
    /// A table row by row; the first row is its head.
    Table(Vec<Vec<String>>),
    /// What holds in one case only; cases nest.
    Case {
        /// Which case, such as "Vous êtes étudiant".
        title: String,
        /// What then holds.
        blocks: Vec<Block>,
    },
    /// A remark set apart.
    Note {
        /// Its title, possibly empty.
        title: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A heading inside a section.
    Heading(String),
}

impl Block {
    /// The same block, each of its texts changed.
    pub fn map(&self, change: &mut impl FnMut(&str) -> String) -> Self {
        let all =
            |texts: &[String], change: &mut dyn FnMut(&str) -> String| texts.iter().map(|text| change(text)).collect();
        match self {
            Self::Text(text) => Self::Text(change(text)),
            Self::Heading(text) => Self::Heading(change(text)),
            Self::List(entries) => Self::List(all(entries, change)),
            Self::Table(rows) => Self::Table(rows.iter().map(|row| all(row, change)).collect()),
            Self::Case { title, blocks } => {
                Self::Case { title: change(title), blocks: blocks.iter().map(|block| block.map(change)).collect() }
            }
            Self::Note { title, blocks } => {
                Self::Note { title: change(title), blocks: blocks.iter().map(|block| block.map(change)).collect() }
            }
        }
    }
}

/// A section of a card, read one at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// What it answers.
    pub kind: SectionKind,
    /// Its heading, as shown.
    pub heading: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// How a right is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RouteKind {
    /// A web address.
    Online,
    /// A phone number.
    Phone,
    /// A form or a letter.
    Paper,
    /// A counter.
    Counter,
}

/// One way to ask for a right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// Which way.
    pub kind: RouteKind,
    /// Its target: a URL, a number, a form's name, or what to ask at the counter.
    pub target: String,
    /// A few words beside it, possibly empty.
    pub label: String,
}

/// A phone number to show with an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    /// The number as people dial it, such as `32 30`.
    pub number: String,
    /// Whose number it is.
    pub name: String,
    /// Price and hours in words, possibly empty; only what has a source.
    pub terms: String,
    /// When it was checked.
    pub checked: Option<Date>,
}

/// One thing that can be found and read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Identifier, shared by an item's languages.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// The language of its text.
    pub lang: Lang,
    /// Who stands behind the text in this language.
    #[serde(default)]
    pub translation: Translation,
    /// Title.
    pub title: String,
    /// The short answer, in two or three sentences.
    #[serde(default)]
    pub summary: String,
    /// The long answer.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Words people use for it.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Themes of the grid.
    #[serde(default)]
    pub themes: Vec<ThemeId>,
    /// Fiches (publisher's identifiers) that treat the same right.
    #[serde(default)]
    pub covers: Vec<String>,
    /// Kinds of place to go to, the best first; of a place, the other kinds that it is too.
    #[serde(default)]
    pub counters: Vec<PlaceKind>,
    /// Ways to ask.
    #[serde(default)]
    pub routes: Vec<Route>,
    /// Numbers to call.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// The place, where the item is one.
    #[serde(default)]
    pub place: Option<Place>,
    /// Origin and dates.
    pub source: SourceRef,
}

impl Item {
    /// What stands over the address by which an appointment is made on line, in the words of a source; and over one that may serve for
    /// something else too, such as to ask for a service.
    pub const BOOKING: &str = "Prendre rendez-vous";
    /// See [`Self::BOOKING`].
    pub const REQUEST: &str = "Rendez-vous ou demande en ligne";

    /// The address by which an appointment is made, where a source gives one. Nobody follows it here.
    pub fn booking(&self) -> Option<&str> {
        let under = |heading: &str| {
            let section = self.sections.iter().find(|section| section.heading == heading)?;
            match section.blocks.first() {
                Some(Block::Text(address)) if address.starts_with("http") => Some(address.as_str()),
                _ => None,
            }
        };
        under(Self::BOOKING).or_else(|| under(Self::REQUEST))
    }

    /// A place under its name, in French; nothing else is said of it yet.
    pub fn of_place(id: ItemId, title: String, place: Place, source: SourceRef) -> Self {
        Self {
            id,
            kind: ItemKind::Place,
            lang: Lang::FR,
            translation: Translation::Original,
            title,
            summary: String::new(),
            sections: Vec::new(),
            keywords: Vec::new(),
            themes: Vec::new(),
            covers: Vec::new(),
            counters: Vec::new(),
            routes: Vec::new(),
            phones: Vec::new(),
            place: Some(place),
            source,
        }
    }

    /// What a list of results needs of it: without its sections, keywords, routes and phones.
    #[must_use]
    pub fn into_summary(self) -> Self {
        Self { sections: Vec::new(), keywords: Vec::new(), routes: Vec::new(), phones: Vec::new(), ..self }
    }

    /// Where the item is, if it is somewhere.
    pub fn position(&self) -> Option<Position> {
        self.place.as_ref().and_then(|place| place.position)
    }

    /// The sources of a place, its own first, each with the day since which it no longer lists the place.
    pub fn sources(&self) -> impl Iterator<Item = (&SourceRef, Option<Date>)> {
        let place = self.place.as_ref();
        let also = place.map(|place| place.also.as_slice()).unwrap_or_default();
        // A place that all have dropped says so itself.
        let own = place.and_then(|place| place.gone);
        std::iter::once((&self.source, own)).chain(also.iter().map(|other| (&other.source, other.gone)))
    }

    /// The source of a field of a place.
    pub fn source_of(&self, field: PlaceField) -> &SourceRef {
        let number = self.place.as_ref().map_or(0, |place| place.source_of(field));
        self.sources().nth(number).map_or(&self.source, |(source, _)| source)
    }

    /// Months after which what a source says of a place is no longer certain.
    pub const CERTAIN_MONTHS: i32 = 12;

    /// Months since its newest source, or since its publisher updated it, at `today`.
    pub fn age_months(&self, today: Date) -> i32 {
        today.months_since(self.source.date)
    }

    /// Whether its amounts, delays and numbers must be shown as those of their year (older than 24 months).
    pub fn is_old(&self, today: Date) -> bool {
        self.kind == ItemKind::Card && self.age_months(today) > 24
    }
}

/// A theme of the service-public grid, the top level of the guide.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Identifier, such as `logement`.
    pub id: ThemeId,
    /// Its name in the reader's language.
    pub label: String,
    /// A few examples in everyday words, in the reader's language.
    pub hint: String,
}
