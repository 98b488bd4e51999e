//! "Where do I go?"

mod state;
mod turn;
mod typed;
mod view;
mod wished;

pub use state::{Action, State};
pub(in crate::talk) use turn::{act, codes, named};
pub(in crate::talk) use typed::{asked, is_strange, split};
pub(in crate::talk) use view::{expects, view};
pub(in crate::talk) use wished::{anyhow, places as wished_places, said};
