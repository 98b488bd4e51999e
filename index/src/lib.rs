//! The facade the edges use: configuration, the data folder, index generations, and one open [`Guide`] over them.

#![allow(clippy::disallowed_methods, reason = "the clock and the environment are read here, for everybody")]

mod check;
mod clock;
pub mod config;
mod conversations;
mod counts;
mod data;
mod doctor;
pub mod effects;
mod embedded;
mod error;
mod export;
mod finder;
mod generation;
mod guide;
mod handed_out;
mod hours;
mod import;
mod live;
pub mod logs;
mod pack;
pub mod program;
mod progress;
mod quality;
pub mod records;
mod rights;
mod seal_key;
mod sources;
mod update;

pub use check::{Checked, check, check_path};
pub use clock::{now, timed, universal};
pub use config::Config;
pub use conversations::{OpenedStore, open_store};
pub use counts::DayCounts;
pub use data::DataFolder;
pub use doctor::{Diagnosis, State, doctor};
pub use embedded::reader as distress_reader;
pub use error::Error;
pub use export::{Chosen, ExportFormat, export};
pub use finder::Finder;
pub use generation::Part;
pub use guichet_content::authored::ParameterSet;
pub use guichet_content::{Finding, Severity};
pub use guichet_search::{Explained, Explanation};
pub use guichet_store::{seal, unseal};
pub use guide::Guide;
pub use handed_out::{hand_out, hand_out_new};
pub use hours::{HoursSite, HoursTold};
pub use import::{Format, Report, Wishes, import, import_with};
pub use live::Live;
pub use pack::{Form, Manifest, Pack};
pub use progress::Progress;
pub use quality::{Quality, Score, page, quality};
pub use rights::Screener;
pub use update::{Changes, Outcome, SourceState, Update, update};
