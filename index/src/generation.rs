//! Index generations: a folder each, built aside, put in force in one rename, read by any number of programs.
//!
//! ```text
//! index/CURRENT              name of the generation in force
//! index/<format>-<content>/  the search index, and seal.json, written last
//! ```
//!
//! The name says what the index was built from: the code that shapes it, the embedded content and every pack. An index
//! of another name is out of date; one whose files are not those of its seal is damaged. Both are built again without
//! being asked, and what was in force stays until the new one is whole.

use crate::clock::stamp;
use crate::data::{DataFolder, Writer, entries, name_of, remove};
use crate::error::Error;
use crate::pack::{self, Pack};
use crate::{embedded, sources};
use guichet_core::fingerprint::Fingerprint;
use guichet_search::Engine;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Of the code that shapes an index, reckoned by the build script.
const FORMAT: &str = env!("GUICHET_INDEX_FORMAT");

const CURRENT: &str = "CURRENT";
const SEAL: &str = "seal.json";

/// An open generation.
pub(crate) struct Generation {
    /// Its name and when it was built.
    pub identity: Identity,
    /// Its index.
    pub engine: Engine,
}

/// What tells one generation from another: a pack imported again may have the same content and mend a damaged index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub name: String,
    built: u128,
}

/// `seal.json`: the files of a whole generation.
#[derive(Serialize, Deserialize)]
struct Seal {
    /// Nanoseconds since 1970, which tells two builds apart.
    built: u128,
    /// How many items it holds.
    items: usize,
    /// Length in bytes and time of change (nanoseconds since 1970) of each file.
    files: BTreeMap<String, (u64, u128)>,
}

/// What an operator wants to know of the generation in force.
#[derive(Debug, Clone)]
pub(crate) struct Status {
    pub name: String,
    pub items: usize,
    pub bytes: u64,
    /// It is the one that the packs and this program ask for.
    pub up_to_date: bool,
}

/// The name of the generation that these packs ask for.
pub(crate) fn name(packs: &[Pack]) -> String {
    let mut fingerprint = Fingerprint::new();
    fingerprint.field(embedded::FINGERPRINT.as_bytes());
    packs.iter().for_each(|pack| pack.identify(&mut fingerprint));
    format!("{FORMAT}-{fingerprint}")
}

/// Opens the index that the folder's packs ask for, building it where it is missing, out of date or damaged.
///
/// While another program builds, the generation in force answers; `None` where there is none yet: try again soon. A folder
/// that cannot be written is served from memory.
pub(crate) fn attempt(folder: &DataFolder) -> Result<Option<Generation>, Error> {
    // A writer may replace the folder while it is being opened: then the next attempt finds the new one.
    let packs = pack::list(folder);
    let wanted = name(&packs);
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
    let path = folder.generations().join(name(&pack::list(folder)));
    let seal = read_seal(&path).ok()?;
    (known.name != name_of(&path) || known.built != seal.built).then(|| open_at(&path).ok())?
}

/// Builds the generation of these packs and puts it in force.
pub(crate) fn build(writer: &Writer, packs: &[Pack]) -> Result<Generation, Error> {
    let draft = Draft::build(writer, packs)?;
    draft.put_in_force(writer)
}

/// A whole generation that is not in force yet.
pub(crate) struct Draft {
    path: PathBuf,
}

impl Draft {
    /// Builds it beside those in force.
    pub(crate) fn build(writer: &Writer, packs: &[Pack]) -> Result<Self, Error> {
        let path = writer.folder().generations().join(name(packs));
        let folder = writer.draft_folder(&path)?;
        let (items, concepts) = sources::corpus(packs)?;
        let sealed = guichet_search::build(&folder, items, concepts)
            .map_err(Error::from)
            .and_then(|items| seal(&folder, items).map_err(|source| crate::data::cannot_write(&folder, source)));
        if let Err(error) = sealed {
            let _ = remove(&folder);
            return Err(explain(error, &folder));
        }
        Ok(Self { path })
    }

    /// Puts it in force, in one rename, and removes the others: their readers keep the files they have open.
    pub(crate) fn put_in_force(self, writer: &Writer) -> Result<Generation, Error> {
        writer.keep_folder(&self.path)?;
        let name = name_of(&self.path);
        tracing::info!(generation = name, "a new index is in force");
        let generations = writer.folder().generations();
        writer.write(&generations.join(CURRENT), |out| out.write_all(name.as_bytes()))?;
        for path in entries(&generations).into_iter().filter(|path| path.is_dir() && *path != self.path) {
            let _ = remove(&path);
        }
        open_at(&self.path)
    }
}

/// The generation in force, whatever it was built from, if this program can read it.
fn in_force(folder: &DataFolder) -> Option<Generation> {
    let name = fs::read_to_string(folder.generations().join(CURRENT)).ok()?;
    let ours = name.trim().starts_with(&format!("{FORMAT}-")) && !name.contains(['/', '\\']);
    ours.then(|| open_at(&folder.generations().join(name.trim())).ok())?
}

fn in_memory(name: String, packs: &[Pack]) -> Result<Generation, Error> {
    let (items, concepts) = sources::corpus(packs)?;
    let engine = Engine::in_memory(items, concepts)?;
    Ok(Generation { identity: Identity { name, built: 0 }, engine })
}

/// Opens a generation whose files are those of its seal.
fn open_at(path: &Path) -> Result<Generation, Error> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let seal = read_seal(path).map_err(unreadable)?;
    let mut changed = false;
    for (name, (length, time)) in &seal.files {
        let found = fs::metadata(path.join(name)).map_err(unreadable)?;
        if found.len() != *length {
            return Err(unreadable(io::ErrorKind::InvalidData.into()));
        }
        changed |= modified(&found) != *time;
    }
    // Copied or restored files have another time: their content is compared, which reads them all.
    if changed && !guichet_search::verify(path)? {
        return Err(unreadable(io::ErrorKind::InvalidData.into()));
    }
    let identity = Identity { name: name_of(path), built: seal.built };
    Ok(Generation { identity, engine: Engine::open(path)? })
}

fn read_seal(path: &Path) -> io::Result<Seal> {
    Ok(serde_json::from_slice(&fs::read(path.join(SEAL))?)?)
}

fn seal(folder: &Path, items: usize) -> io::Result<()> {
    let mut files = BTreeMap::new();
    let mut rest = entries(folder);
    while let Some(path) = rest.pop() {
        let data = fs::metadata(&path)?;
        // Lock files come and go.
        if data.is_dir() {
            rest.extend(entries(&path));
        } else if !name_of(&path).ends_with(".lock") {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            files.insert(name, (data.len(), modified(&data)));
        }
    }
    fs::write(folder.join(SEAL), serde_json::to_vec(&Seal { built: stamp(), items, files })?)
}

fn modified(data: &fs::Metadata) -> u128 {
    let time = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| time.as_nanos())
}

/// The state of the index, without opening it.
pub(crate) fn status(folder: &DataFolder) -> Option<Status> {
    let name = fs::read_to_string(folder.generations().join(CURRENT)).ok()?.trim().to_owned();
    let seal = read_seal(&folder.generations().join(&name)).ok()?;
    let up_to_date = name == self::name(&pack::list(folder));
    Some(Status { name, items: seal.items, bytes: seal.files.values().map(|file| file.0).sum(), up_to_date })
}

/// A search engine that ran out of room says so in its own way, or only that a thread of it ended; here it is said like
/// any other full disk.
fn explain(error: Error, folder: &Path) -> Error {
    match error {
        Error::Search(cause) => match io_error_of(&cause).or_else(|| refused(folder)) {
            Some(kind) => crate::data::cannot_write(folder, kind.into()),
            None => Error::Search(cause),
        },
        other => other,
    }
}

/// Why a megabyte cannot be written beside a folder, if it cannot.
fn refused(folder: &Path) -> Option<io::ErrorKind> {
    let probe = folder.with_extension("probe");
    let tried = fs::write(&probe, vec![0; 1 << 20]).err().map(|error| error.kind());
    let _ = fs::remove_file(&probe);
    tried
}

/// The kind of the input or output error that an error comes from.
fn io_error_of(error: &(dyn std::error::Error + 'static)) -> Option<io::ErrorKind> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return Some(io.kind());
        }
        if let Some(io) = error.downcast_ref::<std::sync::Arc<io::Error>>() {
            return Some(io.kind());
        }
        cause = error.source();
    }
    None
}
