//! What Guichet speaks of: languages, dates, items, places, emergency numbers.

mod concept;
mod emergency;
mod geo;
mod item;
mod lang;
mod place;
pub mod situation;
mod time;

pub use concept::{Concept, Label, LabelKind};
pub use emergency::{EmergencyCategory, EmergencyNumber};
pub use geo::{Commune, Position};
pub use item::{
    Block, Item, ItemId, ItemKind, Phone, Route, RouteKind, Section, SectionKind, SourceRef, Theme, ThemeId,
    Translation,
};
pub use lang::Lang;
pub use place::{Opening, OpeningState, Place, PlaceKind};
pub use situation::{NodeId, Paper, PaperId, Situation};
pub use time::{Date, Moment};
