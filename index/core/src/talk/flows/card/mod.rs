//! Reading a card, and saying whether it helped.

mod state;
mod turn;
mod view;

pub use state::{Action, State};
pub(in crate::talk) use turn::act;
pub(crate) use view::{cautions, papers, source_block};
pub(in crate::talk) use view::{expects, feedback, source, view, warnings};
