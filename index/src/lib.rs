//! The facade the edges use: configuration, the data folder, index generations, and one open [`Guide`] over them.

#![allow(clippy::disallowed_methods, reason = "the clock and the environment are read here, for everybody")]

mod clock;
mod data;
mod embedded;
mod error;
mod fingerprint;
mod generation;
mod guide;
mod import;
mod live;
mod pack;
mod sources;

pub use clock::{now, timed};
pub use data::DataFolder;
pub use error::Error;
pub use guide::Guide;
pub use import::{Format, Report, import};
pub use live::Live;
pub use pack::{Form, Manifest, Pack};
