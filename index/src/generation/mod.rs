//! Index generations: a folder each, built aside, put in force in one rename, read by any number of programs.
//!
//! ```text
//! index/CURRENT                  name of the generation in force
//! index/<generation>/<part>/     texts, places, lexicon: the files of the part, and seal.json with what it was built from
//! index/<generation>/seal.json   written last
//! ```
//!
//! The name says what the parts are built from: their formats, the embedded content and the packs. A generation of another
//! name is out of date; one whose files are not those of its seals is damaged. Both are made again without being asked,
//! and what was in force stays until the new one is whole. A part whose format and inputs are the same is taken over as it
//! is: a pack of places leaves the texts alone, and of a damaged generation the damaged part alone is built again.
//!
//! A generation of a newer program is left alone, and so is its folder.

mod draft;
mod opening;
mod part;
mod recipes;
mod seal;

pub(crate) use draft::Draft;
pub(crate) use opening::{Generation, Identity};
pub use part::Part;

use crate::data::{DataFolder, Writer, name_of};
use crate::error::Error;
use crate::finder::Finder;
use crate::pack::{self, Pack};
use crate::sources::Sources;
use guichet_places::Places;
use guichet_search::Engine;
use opening::{in_force_at, open_at};
use recipes::Recipes;
use seal::{PartSeal, Seal};
/// What an operator wants to know of the generation in force.
#[derive(Debug, Clone)]
pub(crate) struct Status {
    pub name: String,
    pub items: usize,
    pub bytes: u64,
    /// It is the one that the packs and this program ask for.
    pub up_to_date: bool,
    /// A newer program built it.
    pub newer: bool,
}

/// Opens the index that the folder's packs ask for, building it where it is missing, out of date or damaged.
///
/// While another program builds, the generation in force answers; `None` where there is none yet: try again soon. A folder
/// that cannot be written is served from memory.
pub(crate) fn attempt(folder: &DataFolder) -> Result<Option<Generation>, Error> {
    // A writer may replace the folder while it is being opened: then the next attempt finds the new one.
    let packs = pack::list(folder);
    let wanted = Recipes::of(&packs).name();
    if let Ok(generation) = open_at(&folder.generations().join(&wanted)) {
        return Ok(Some(generation));
    }
    match folder.writer() {
        Ok(writer) => build(&writer, &pack::list(folder)).map(Some),
        Err(Error::Busy(_)) => Ok(in_force(folder)),
        Err(error) => {
            tracing::warn!(%error, "the search index is held in memory, and lost when the program ends");
            in_memory(wanted, &packs).map(Some)
        }
    }
}

/// Opens the generation that the packs ask for, if it is there and whole and is not `known`. Never builds.
pub(crate) fn newer(folder: &DataFolder, known: &Identity) -> Option<Generation> {
    let path = folder.generations().join(Recipes::of(&pack::list(folder)).name());
    let seal = Seal::read(&path).ok()?;
    (known.name != name_of(&path) || known.built != seal.built).then(|| open_at(&path).ok())?
}

/// Builds the generation of these packs and puts it in force.
pub(crate) fn build(writer: &Writer, packs: &[Pack]) -> Result<Generation, Error> {
    Draft::build(writer, packs)?.put_in_force(writer)
}

/// The generation in force, whatever it was built from, if this program can read it.
fn in_force(folder: &DataFolder) -> Option<Generation> {
    open_at(&in_force_at(&folder.generations())?).ok()
}

fn in_memory(name: String, packs: &[Pack]) -> Result<Generation, Error> {
    let mut sources = Sources::of(packs);
    let engine = Engine::in_memory(sources.texts()?, sources.lexicon()?)?;
    let places = Places::in_memory(sources.all_places()?, sources.gazetteer()?)?;
    Ok(Generation { identity: Identity { name, built: 0 }, finder: Finder::new(engine, places) })
}

/// The state of the index, without opening it.
pub(crate) fn status(folder: &DataFolder) -> Option<Status> {
    let path = in_force_at(&folder.generations())?;
    let seal = Seal::read(&path).ok()?;
    let parts: Vec<PartSeal> =
        Part::ALL.into_iter().filter_map(|part| PartSeal::read(&path.join(part.name())).ok()).collect();
    Some(Status {
        name: name_of(&path),
        items: parts.iter().map(|part| part.items).sum(),
        bytes: parts.iter().map(PartSeal::bytes).sum(),
        up_to_date: name_of(&path) == Recipes::of(&pack::list(folder)).name(),
        newer: seal.is_newer(),
    })
}
