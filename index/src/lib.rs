//! The facade the edges use: configuration, the data folder, index generations, and one open [`Guide`] over them.

mod clock;
mod data;
mod embedded;
mod error;
mod guide;

pub use clock::now;
pub use data::DataFolder;
pub use error::Error;
pub use guide::Guide;
