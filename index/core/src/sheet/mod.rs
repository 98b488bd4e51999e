//! What somebody takes away: a basket of what was found, and one sheet of it in plain language.
//!
//! A [`Basket`] holds identifiers and nothing else. [`sheet`] makes lines of it (`core/layout`), in the person's language
//! and in French beside it, a section at a time; plain text, a ticket and whatever else is printed are functions of them.
//! What must not be read over somebody's shoulder is left out of it until the caller says that it was asked for.

mod again;
mod basket;
mod brief;
mod build;
mod dates;
mod link;
mod papers;
mod section;

pub use again::Again;
pub use basket::{Basket, Entry};
pub use brief::brief;
pub(crate) use build::lines;
pub use build::{Request, sheet};
pub use dates::{DueDate, dates, day_in_full};
pub use link::{parameter, parse_parameter};
pub(crate) use section::joined;
pub use section::{Part, Section, Sheet};
