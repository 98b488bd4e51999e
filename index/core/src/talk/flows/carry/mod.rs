//! Words or a link from another kiosk, desk or bot: what they carry is opened, and what is no longer there is told.

mod state;
mod turn;
mod view;

pub use state::{Action, State};
pub(in crate::talk) use turn::{Brought, act, again, brought, cards, take};
pub(in crate::talk) use view::{expects, view};
