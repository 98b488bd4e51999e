//! `apart.toml`: subjects that nobody shall meet beside a need that is not about them.

use super::{Texts, toml};
use crate::Batch;
use guichet_core::model::ApartSubject;
use serde::Deserialize;

/// `apart.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApartFile {
    /// The subjects.
    #[serde(default)]
    pub subject: Vec<ApartFacts>,
}

/// `[[subject]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApartFacts {
    /// Words of the titles that are about it.
    pub titles: Vec<String>,
    /// Further words that ask for it.
    #[serde(default)]
    pub asked: Vec<String>,
}

/// Reads the file.
pub(super) fn read(texts: &Texts, batch: &mut Batch) -> Vec<ApartSubject> {
    let file: ApartFile = toml::read(texts, "apart.toml", batch).unwrap_or_default();
    let subject = |ApartFacts { titles, asked }: ApartFacts| ApartSubject { titles, asked };
    file.subject.into_iter().map(subject).collect()
}
