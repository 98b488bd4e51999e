//! Places that receive people, and when they are open.

use super::{Date, FeatureId, Moment, PlaceKind, Position, SourceRef};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// A place where somebody is received.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its kind.
    pub kind: PlaceKind,
    /// Street, possibly several lines.
    pub address: String,
    /// Postal code.
    pub postal_code: String,
    /// Name of the commune.
    pub commune: String,
    /// INSEE code of the commune.
    pub commune_code: String,
    /// Phone as dialled, possibly empty.
    pub phone: String,
    /// Web site, possibly empty.
    pub website: String,
    /// Opening hours in OpenStreetMap syntax; empty where unknown.
    pub hours: String,
    /// Where it stands.
    pub position: Option<Position>,
    /// SIRET of the establishment, 14 figures; empty where unknown.
    #[serde(default)]
    pub siret: String,
    /// What it offers, for whom, at what price and how people come in, in the order of the vocabulary.
    #[serde(default)]
    pub features: Vec<FeatureId>,
    /// What holds for some days only, such as a place that is full.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// The day since which its source no longer lists it; of several sources, since which none does.
    #[serde(default)]
    pub gone: Option<Date>,
    /// Further sources that describe it, the freshest first; the item's own is the freshest of all.
    #[serde(default)]
    pub also: Vec<OtherSource>,
    /// Which source says what, where there are several. What is not named here comes from the item's own.
    #[serde(default)]
    pub provenance: Vec<Provenance>,
    /// Other hours that sources as fresh as that of `hours` say.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
}

/// A source that describes a place besides the item's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OtherSource {
    /// The source.
    pub source: SourceRef,
    /// The day since which it no longer lists the place.
    #[serde(default)]
    pub gone: Option<Date>,
}

/// What a place has from one of its sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// What.
    pub field: PlaceField,
    /// From which source: 0 is the item's own, n the nth of [`Place::also`].
    pub source: u8,
}

/// What of a place has a source of its own, in the order in which people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceField {
    /// Its name.
    Name,
    /// Street, postal code and commune.
    Address,
    /// Where it stands.
    Position,
    /// Its phone.
    Phone,
    /// Its web site.
    Website,
    /// Opening hours.
    Hours,
}

/// Hours of another source that differ, though both are fresh: people call first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// What the other source says, in OpenStreetMap syntax.
    pub hours: String,
    /// Which source, as in [`Provenance::source`].
    pub source: u8,
    /// The last day on which both are fresh; afterwards the fresher one is believed.
    pub until: Date,
}

impl Place {
    /// The hours that a source as fresh as that of its hours says otherwise, at `today`.
    pub fn conflict(&self, today: Date) -> Option<&Conflict> {
        self.conflicts.iter().find(|conflict| today <= conflict.until)
    }

    /// What its source says of its hours in words, where no program can read it or they add something: "sur rendez-vous".
    pub fn hours_in_words(&self) -> Option<&str> {
        const SYNTAX: [&str; 8] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"];
        let mut remarks = self.hours.split('"').skip(1).step_by(2).map(str::trim);
        // A slip in the syntax of hours is nothing for people to read.
        let is_words = |text: &&str| !text.split(|c: char| !c.is_alphabetic()).any(|word| SYNTAX.contains(&word));
        remarks.find(|text| !text.is_empty()).filter(is_words)
    }

    /// Whether nothing sure can be said of its hours at `today`: sources differ, or their source no longer lists the place.
    pub fn is_doubted(&self, today: Date) -> bool {
        let number = self.source_of(PlaceField::Hours);
        let other = number.checked_sub(1).and_then(|at| self.also.get(at));
        self.gone.is_some() || other.is_some_and(|other| other.gone.is_some()) || self.conflict(today).is_some()
    }

    /// The number of the source that says a field, as in [`Provenance::source`].
    pub fn source_of(&self, field: PlaceField) -> usize {
        let known = self.provenance.iter().find(|known| known.field == field);
        known.map_or(0, |known| usize::from(known.source))
    }
}

/// Something said of a place that expires by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The words of the source, cleaned.
    pub text: String,
    /// The last day on which it is shown.
    pub until: Date,
}

/// When a place must be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenAt {
    /// At a moment by the clock of Paris; overseas, the clock of the place is another one.
    Moment(Moment),
    /// At some time from the first moment to the second, by the clock of the place.
    Between(Moment, Moment),
}

impl OpenAt {
    /// When somebody comes, at the earliest.
    pub const fn from(self) -> Moment {
        match self {
            Self::Moment(from) | Self::Between(from, _) => from,
        }
    }
}

/// Whether a place is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum OpeningState {
    /// Open now.
    Open,
    /// Closed now.
    Closed,
    /// Not known: call first. Never treated as closed.
    Unknown,
}

impl OpeningState {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The state of a place at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Open, closed or unknown.
    pub state: OpeningState,
    /// When the state changes next, if it is known to change.
    pub next_change: Option<Moment>,
    /// The day is a public holiday: people are told to call first.
    pub holiday: bool,
}

impl Opening {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { state: OpeningState::Unknown, next_change: None, holiday: false };
}
