//! Going through a situation.

mod state;
mod turn;
mod view;

pub use state::{Action, State};
pub(in crate::talk) use turn::{act, first_question};
pub(crate) use turn::{paper_names, papers_of_rights};
pub(in crate::talk) use view::{expects, view};
