//! `content/sources.toml`: how fresh each source is expected to be.

use crate::error::Error;
use guichet_content::authored::Texts;
use guichet_core::model::SourceRef;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The months that are expected of each source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectations {
    /// When they are to be thought over again.
    #[expect(dead_code, reason = "for whoever reads the file")]
    review_by: String,
    /// Of sources that are not named.
    months: i32,
    source: BTreeMap<String, Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    name: String,
    months: i32,
}

impl Expectations {
    /// Those of the embedded content.
    pub(super) fn read(texts: &Texts) -> Result<Self, Error> {
        let text = texts.get("sources.toml").map_or("", String::as_str);
        toml::from_str(text).map_err(|error| Error::Embedded(error.to_string()))
    }

    /// What a source is called, and its months.
    pub(super) fn of(&self, source: &SourceRef) -> (String, i32) {
        match self.source.get(&source.name) {
            Some(expected) => (expected.name.clone(), expected.months),
            None => (source.publisher.clone(), self.months),
        }
    }
}
