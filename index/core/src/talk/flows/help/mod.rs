//! Help, a human, what is stored.

mod state;
mod turn;
mod view;

pub use state::{Action, State};
pub(in crate::talk) use turn::act;
pub(in crate::talk) use view::{expects, human_blocks, unavailable, view};
