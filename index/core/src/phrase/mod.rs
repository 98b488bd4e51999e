//! Ready sentences for somebody who reads another language: approved, with slots that a mediator fills in.
//!
//! [`PhraseBook`] are what the content holds, each in every language of the registry. [`Value`] is what was typed into a slot, read by its
//! kind; a [`Filled`] phrase is said in any language: dates, amounts, lists and plurals are written as that language does. What was
//! filled in is kept nowhere: no `Debug`, no stored shape.

mod book;
mod filled;
mod lines;
#[cfg(test)]
mod tests;
mod value;

pub use book::{Group, PhraseBook, PhraseText, SheetText, Slot, SlotKind, Wording};
pub use filled::{Filled, Unsaid};
pub use lines::{notes, said, turned};
pub use value::{PaperName, SlotRefusal, Value};
