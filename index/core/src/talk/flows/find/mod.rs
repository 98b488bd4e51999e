//! Finding something: by theme, or in one's own words.

mod search;
mod state;
mod turn;
mod view;

pub(in crate::talk) use search::{need, search, wished};
pub use state::{Action, State};
pub(in crate::talk) use turn::act;
pub(in crate::talk) use view::{expects, view};
