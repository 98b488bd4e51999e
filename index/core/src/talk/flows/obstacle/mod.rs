//! What stood in somebody's way, and at whose door: counted, so that it can be told.

mod state;
mod turn;
mod view;

pub use state::{Action, Blocked, State};
pub(in crate::talk) use turn::act;
pub(in crate::talk) use view::{expects, view};
