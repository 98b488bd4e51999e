//! Places that receive people, and when they are open.

use super::{Date, FeatureId, Moment, PlaceKind, Position};
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
}

/// Something said of a place that expires by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// The words of the source, cleaned.
    pub text: String,
    /// The last day on which it is shown.
    pub until: Date,
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
