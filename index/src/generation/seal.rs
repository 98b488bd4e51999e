//! `seal.json`: what a whole generation, and each of its parts, says of itself. It is written last: a folder without one is
//! half made.

use super::part::Part;
use crate::clock::stamp;
use crate::data::{cannot_write, entries, name_of};
use crate::error::Error;
use guichet_core::fingerprint::Fingerprint;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// How the folder of a generation is laid out. The first one had no parts, and did not say its number.
const LAYOUT: u32 = 2;

pub(super) const SEAL: &str = "seal.json";

/// The seal of a generation.
#[derive(Serialize, Deserialize)]
pub(super) struct Seal {
    #[serde(default)]
    layout: u32,
    /// Nanoseconds since 1970, which tells two builds apart.
    pub built: u128,
    /// The format of each part, by name.
    #[serde(default)]
    formats: BTreeMap<String, u32>,
}

impl Seal {
    /// Reads the seal of a generation, whatever program wrote it.
    pub(super) fn read(generation: &Path) -> io::Result<Self> {
        read(generation)
    }

    /// Seals a generation whose parts are sealed.
    pub(super) fn write(generation: &Path) -> Result<(), Error> {
        let formats = Part::ALL.map(|part| (part.name().to_owned(), part.format())).into();
        write(generation, &Self { layout: LAYOUT, built: stamp(), formats })
    }

    /// Whether this program can read it.
    pub(super) fn is_ours(&self) -> bool {
        let ours = |part: Part| self.formats.get(part.name()) == Some(&part.format());
        self.layout == LAYOUT && self.formats.len() == Part::ALL.len() && Part::ALL.into_iter().all(ours)
    }

    /// Whether a newer program wrote it: then this one leaves it alone.
    pub(super) fn is_newer(&self) -> bool {
        let newer = |(name, format): (&String, &u32)| {
            let known = Part::ALL.into_iter().find(|part| part.name() == name);
            known.is_none_or(|part| *format > part.format())
        };
        self.layout > LAYOUT || self.formats.iter().any(newer)
    }
}

/// The seal of a part.
#[derive(Serialize, Deserialize)]
pub(super) struct PartSeal {
    /// What it was built from.
    pub recipe: Recipe,
    /// How many items it holds.
    pub items: usize,
    /// Length in bytes and time of change (nanoseconds since 1970) of each file.
    files: BTreeMap<String, (u64, u128)>,
}

/// What a part is built from. The same recipe gives the same part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Recipe {
    /// The format of the part.
    pub format: u32,
    /// A fingerprint of what goes into it.
    pub inputs: String,
}

impl Recipe {
    /// Adds it to what a fingerprint is taken of.
    pub(super) fn identify(&self, fingerprint: &mut Fingerprint) {
        fingerprint.field(&self.format.to_le_bytes());
        fingerprint.field(self.inputs.as_bytes());
    }
}

impl PartSeal {
    /// Reads the seal of a part.
    pub(super) fn read(part: &Path) -> io::Result<Self> {
        read(part)
    }

    /// Seals a part as it stands in its folder.
    pub(super) fn write(part: &Path, recipe: Recipe, items: usize) -> Result<(), Error> {
        let files = files(part).map_err(|source| cannot_write(part, source))?;
        write(part, &Self { recipe, items, files })
    }

    /// The names of the files, inside the folder of the part.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// How many bytes it holds.
    pub(super) fn bytes(&self) -> u64 {
        self.files.values().map(|(length, _)| length).sum()
    }

    /// Whether the files of the part are those that were sealed.
    pub(super) fn holds(&self, part: Part, folder: &Path) -> io::Result<bool> {
        let mut changed = false;
        for (name, (length, time)) in &self.files {
            let found = fs::metadata(folder.join(name))?;
            if found.len() != *length {
                return Ok(false);
            }
            changed |= modified(&found) != *time;
        }
        // Copied or restored files have another time: their content is compared, which reads them all.
        Ok(!changed || part.verify(folder).unwrap_or(false))
    }
}

fn read<T: DeserializeOwned>(folder: &Path) -> io::Result<T> {
    Ok(serde_json::from_slice(&fs::read(folder.join(SEAL))?)?)
}

fn write(folder: &Path, seal: &impl Serialize) -> Result<(), Error> {
    let written = serde_json::to_vec(seal).map_err(io::Error::from).and_then(|text| fs::write(folder.join(SEAL), text));
    written.map_err(|source| cannot_write(folder, source))
}

/// Every file below a folder with its length and its time of change, but for lock files, which come and go.
fn files(folder: &Path) -> io::Result<BTreeMap<String, (u64, u128)>> {
    let mut files = BTreeMap::new();
    let mut rest = entries(folder);
    while let Some(path) = rest.pop() {
        let data = fs::metadata(&path)?;
        if data.is_dir() {
            rest.extend(entries(&path));
        } else if !name_of(&path).ends_with(".lock") {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            files.insert(name, (data.len(), modified(&data)));
        }
    }
    Ok(files)
}

fn modified(data: &fs::Metadata) -> u128 {
    let time = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| time.as_nanos())
}
