//! What the project writes itself: authored content with its lint, the thesaurus, and SKOS, in which thesauri travel.
//!
//! It is handed texts or bytes by the index and never looks for files itself. What is wrong is a [`Finding`] with its place
//! and the remedy; nothing of another publisher's formats is known here.

pub mod authored;
mod batch;
mod features;
mod findings;
mod markdown;
#[cfg(feature = "skos")]
pub mod skos;

pub use batch::Batch;
pub use features::{Features, Standard};
pub use findings::{Finding, Severity};
