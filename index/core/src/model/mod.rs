//! What Guichet speaks of: languages, dates, items, places, emergency numbers.

mod basis;
mod concept;
mod dictionary;
mod emergency;
mod geo;
mod id;
mod institution;
mod item;
mod lang;
mod place;
pub mod situation;
mod time;
mod wishes;

pub use basis::{Basis, Figure, Reference};
pub use concept::{ApartSubject, Concept, Label, LabelKind, ToldFiche};
pub use dictionary::{Dictionary, DictionaryEntry};
pub use emergency::{EmergencyCategory, EmergencyNumber};
pub use geo::{Commune, Position, city_of, departement_of, is_overseas};
pub use id::{BlankId, FeatureId, ItemId, NodeId, PaperId, PlaceKind, ThemeId};
pub use institution::{Institution, Institutions};
pub use item::{Block, Item, ItemKind, Phone, Route, RouteKind, Section, SectionKind, SourceRef, Theme, Translation};
pub use lang::{Affixes, Lang, Numbers, Plural, Script};
pub use place::{Conflict, Notice, OpenAt, Opening, OpeningState, OtherSource, Place, PlaceField, Provenance};
pub use situation::{Paper, Situation};
pub use time::{Date, Moment};
pub use wishes::Wishes;
