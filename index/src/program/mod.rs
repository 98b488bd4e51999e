//! The frame of a program: what `guichet` and the bots have in common around their work. How they are started
//! ([`Settings`]), what time it is ([`Clock`]), how they are told to end ([`on_end`]), and how they end ([`run`]).

mod clock;
mod end;
mod failure;
mod settings;
#[cfg(unix)]
mod signals;

pub use clock::Clock;
pub use end::{Files, run, say};
pub use failure::Failure;
pub use settings::{Settings, moment};
#[cfg(unix)]
pub use signals::on_end;
