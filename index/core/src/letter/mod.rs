//! Letters from templates: to ask, to contest, to pay little by little, to complain, to let somebody act on line.
//!
//! [`Letters`] are what the content holds, each with an explanation in the reader's language. [`letter`] is the letter itself, always
//! in French, since who receives it reads French; [`explanation`] says what it is for, when and how it is sent, and what goes with it.
//! Both are lines in sections, as a sheet is. A blank without a value is dots to write on, or boxes to tick where it offers answers;
//! [`Values`] serve once and are kept nowhere.

mod build;
mod letters;
#[cfg(test)]
mod tests;
mod values;

pub use build::{explanation, letter};
pub(crate) use letters::parts;
pub use letters::{Blank, BlankOption, Cited, Letter, Letters, Recipient, blanks_in};
pub use values::{ValueRefusal, Values};
