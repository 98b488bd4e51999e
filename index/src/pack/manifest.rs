//! `pack.toml`: what an imported pack says of itself. Writing it is what puts a pack in force.

use crate::error::Error;
use guichet_core::model::{Date, Moment};
use serde::{Deserialize, Serialize};

/// Version of the stored shape that this program writes. It reads every version up to it.
pub(crate) const STORED: u32 = 1;

/// What an imported pack says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the stored shape.
    pub stored: u32,
    /// Format of the source, as `guichet import` names it.
    pub format: String,
    /// The file or folder it came from: its name alone.
    pub source: String,
    /// When it was imported, local time, such as `2026-11-23T10:00`.
    pub imported: String,
    /// The most recent date of its records.
    #[serde(default)]
    pub newest: Option<Date>,
    /// Licences of its records.
    pub licences: Vec<String>,
    /// Records read.
    pub read: usize,
    /// Records kept.
    pub kept: usize,
    /// Warnings on records kept.
    pub warnings: usize,
    /// Records refused.
    pub refused: usize,
    /// Items stored.
    pub items: usize,
    /// How many of them are places; not said by packs of an earlier version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<usize>,
    /// The file that holds them, beside this one.
    pub file: String,
    /// Its fingerprint.
    pub hash: String,
    /// The file that holds communes, in the lines of the gazetteer; its fingerprint is in its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub communes: Option<String>,
    /// The file that holds concepts, one a line; its fingerprint is in its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concepts: Option<String>,
}

impl Manifest {
    /// Reads a `pack.toml`. `Err` says what is wrong and what to do, in words.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        /// The one key that every version has.
        #[derive(Deserialize)]
        struct Version {
            stored: u32,
        }
        const AGAIN: &str = "import its source again";
        let unreadable =
            |error: toml::de::Error| format!("its pack.toml cannot be read ({}): {AGAIN}", error.message());
        let version: Version = toml::from_str(text).map_err(unreadable)?;
        if version.stored > STORED {
            return Err(format!(
                "it was written by a newer guichet (stored shape {}, this one reads up to {STORED}): update guichet, or {AGAIN}",
                version.stored
            ));
        }
        let manifest: Self = toml::from_str(text).map_err(unreadable)?;
        // The file is read beside the manifest and nowhere else.
        let outside = |file: &str| file.contains(['/', '\\']) || file.starts_with('.');
        if manifest.files().any(outside) {
            return Err(format!("its pack.toml names a file outside the pack: {AGAIN}"));
        }
        Ok(manifest)
    }

    /// The manifest as TOML.
    pub(super) fn text(&self) -> Result<String, Error> {
        toml::to_string(self).map_err(|error| Error::Embedded(format!("a manifest cannot be written: {error}")))
    }

    /// Whether it may hold something else than places.
    pub(super) fn has_texts(&self) -> bool {
        self.items > 0 && self.places != Some(self.items)
    }

    /// Whether it may hold places.
    pub(super) fn has_places(&self) -> bool {
        self.items > 0 && self.places != Some(0)
    }

    /// The files it names.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        [self.file.as_str()].into_iter().chain(self.communes.as_deref()).chain(self.concepts.as_deref())
    }

    /// What tells its content from another's.
    pub(crate) fn content(&self) -> String {
        [Some(self.hash.as_str()), self.communes.as_deref(), self.concepts.as_deref()]
            .map(Option::unwrap_or_default)
            .join(" ")
    }

    /// When it was imported.
    pub fn imported_on(&self) -> Option<Date> {
        Moment::parse(&self.imported).map(|moment| moment.date)
    }
}
