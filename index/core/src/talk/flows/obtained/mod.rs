//! What became of what somebody took away: told by choice, where the basket is opened again, and counted without a name.

mod state;
mod turn;
mod view;

pub use state::{Action, Became, State};
pub(in crate::talk) use turn::act;
pub(in crate::talk) use view::{expects, view};
