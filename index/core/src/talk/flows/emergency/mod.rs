//! Emergency numbers: one key from everywhere, at most three first, the right one on top.

mod state;
mod turn;
mod view;

pub use state::{Action, State};
pub(in crate::talk) use turn::{act, category};
pub use view::DOORS;
pub(crate) use view::numbers;
pub(in crate::talk) use view::{expects, right_now, view};
