//! The beginning and the end of a conversation.

mod state;
mod turn;
mod view;

pub use state::{Action, State};
pub(in crate::talk) use turn::{act, begin, no, yes};
pub(in crate::talk) use view::{expects, view};
