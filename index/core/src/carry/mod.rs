//! What somebody carries from one kiosk, desk or bot to another in their head or on a sheet: their language, commune, basket
//! and, if they asked for it, the answers of the screening. Nothing of it is stored anywhere: at most twelve plain words, or a
//! parameter of a link, are the whole of it.
//!
//! It is no secret writing and no key: whoever has the words can read what is in them. What is written today is read by every
//! later version: the tables below are frozen, what is new is appended under a new version, and fixtures hold it. An item is
//! named by a short hash of its identifier; at the other end it is looked for among what there is. What is gone is told, and where
//! two items have the same hash it is said, never guessed.

mod amount;
mod answers;
mod carried;
mod check;
mod coder;
mod commune;
mod items;
mod number;
mod open;
mod symbols;
mod table;
mod words;
mod write;

pub use carried::{Answered, Carried, Reopened};
pub use number::Number;
pub use open::{OpenFault, Opened, open};
pub use symbols::{MOST_WORDS, parse_link};
pub use words::{Heard, Verdict, WordList, heard, is_whole, judge};
pub use write::{LeftOut, Written, link, words};
