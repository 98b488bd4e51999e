//! A generation on the disk, and which one is in force.

use super::part::Part;
use super::seal::{PartSeal, Seal};
use crate::data::name_of;
use crate::error::Error;
use crate::finder::Finder;
use guichet_places::Places;
use guichet_search::Engine;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the file that names the generation in force.
pub(super) const CURRENT: &str = "CURRENT";

/// An open generation.
pub(crate) struct Generation {
    /// Its name and when it was built.
    pub identity: Identity,
    /// What answers in it.
    pub finder: Finder,
}

/// What tells one generation from another: a pack imported again may have the same content and mend a damaged index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub name: String,
    pub(super) built: u128,
}

/// The folder of the generation in force.
pub(super) fn in_force_at(generations: &Path) -> Option<PathBuf> {
    let name = fs::read_to_string(generations.join(CURRENT)).ok()?;
    let name = name.trim();
    let inside = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
    inside.then(|| generations.join(name))
}

/// Opens a generation whose files are those of its seals.
pub(super) fn open_at(path: &Path) -> Result<Generation, Error> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let seal = Seal::read(path).map_err(unreadable)?;
    let mut whole = seal.is_ours();
    for part in Part::ALL {
        let folder = path.join(part.name());
        whole = whole
            && PartSeal::read(&folder)
                .and_then(|seal| Ok(seal.recipe.format == part.format() && seal.holds(part, &folder)?))
                .map_err(unreadable)?;
    }
    if !whole {
        return Err(unreadable(io::ErrorKind::InvalidData.into()));
    }
    let identity = Identity { name: name_of(path), built: seal.built };
    let places = Places::open(&path.join(Part::Places.name()))?;
    Ok(Generation { identity, finder: Finder::new(Engine::open(path)?, places) })
}
