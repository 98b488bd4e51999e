//! An institution that is asked for by name: its number, what it is for, the nearest ones.

mod named;
mod state;
mod turn;
mod view;

pub(in crate::talk) use named::asked;
pub use state::{Action, State};
pub(in crate::talk) use turn::act;
pub(in crate::talk) use view::{expects, view, what};
