//! A generation in the making: parts that did not change are taken over as they are, the others are built.

use super::opening::{CURRENT, Generation, in_force_at, open_at};
use super::part::Part;
use super::recipes::Recipes;
use super::seal::{PartSeal, Recipe, Seal};
use crate::data::{Writer, cannot_write, entries, make, name_of, remove};
use crate::error::Error;
use crate::pack::Pack;
use crate::sources::Sources;
use guichet_disk::link_file;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A whole generation that is not in force yet.
pub(crate) struct Draft {
    path: PathBuf,
}

impl Draft {
    /// Makes it beside those in force.
    pub(crate) fn build(writer: &Writer, packs: &[Pack]) -> Result<Self, Error> {
        let generations = writer.folder().generations();
        let in_force = in_force_at(&generations);
        if let Some(newer) = in_force.as_ref().filter(|path| Seal::read(path).is_ok_and(|seal| seal.is_newer())) {
            return Err(Error::NewerIndex(newer.clone()));
        }
        let recipes = Recipes::of(packs);
        let path = generations.join(recipes.name());
        let folder = writer.draft_folder(&path)?;
        // The one in force first, then what else is there: the same generation, with a damaged part.
        let others = entries(&generations).into_iter().filter(|path| path.is_dir() && *path != folder);
        let earlier: Vec<PathBuf> = in_force.into_iter().chain(others).collect();
        if let Err(error) = fill(&folder, &recipes, packs, &earlier) {
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

/// Makes every part in the folder of a generation, and seals it.
fn fill(folder: &Path, recipes: &Recipes, packs: &[Pack], earlier: &[PathBuf]) -> Result<(), Error> {
    let mut sources = Sources::of(packs);
    for (part, recipe) in recipes.each() {
        let home = folder.join(part.name());
        if earlier.iter().any(|generation| take_over(part, recipe, &generation.join(part.name()), &home)) {
            tracing::info!(part = part.name(), "unchanged");
            continue;
        }
        remove(&home).map_err(|source| cannot_write(&home, source))?;
        make(&home)?;
        let items = match part {
            Part::Texts => guichet_search::build_texts(&home, sources.texts()?)?,
            Part::Places => {
                let earlier = whole(earlier);
                guichet_places::build(&home, &earlier, sources.places()?, &sources.gazetteer()?)?
            }
            Part::Lexicon => {
                guichet_search::build_lexicon(&home, &folder.join(Part::Texts.name()), sources.lexicon()?)?;
                0
            }
        };
        PartSeal::write(&home, recipe.clone(), items)?;
    }
    Seal::write(folder)
}

/// The folders of places of earlier generations whose tables may be taken over one by one.
fn whole(earlier: &[PathBuf]) -> Vec<PathBuf> {
    let part = Part::Places;
    let folders = earlier.iter().map(|generation| generation.join(part.name()));
    let whole = |folder: &PathBuf| {
        let seal = PartSeal::read(folder).ok().filter(|seal| seal.recipe.format == part.format());
        seal.is_some_and(|seal| seal.holds(part, folder).unwrap_or(false))
    };
    folders.filter(whole).collect()
}

/// Takes a part of another generation over, if it is the one asked for and whole: linked where the disk can, else
/// copied. `false`: it is to be built.
fn take_over(part: Part, recipe: &Recipe, from: &Path, to: &Path) -> bool {
    let Ok(seal) = PartSeal::read(from) else { return false };
    let whole = seal.recipe == *recipe && seal.holds(part, from).unwrap_or(false);
    whole && link(&seal, from, to).and_then(|()| PartSeal::read(to)).is_ok()
}

fn link(seal: &PartSeal, from: &Path, to: &Path) -> io::Result<()> {
    for name in seal.files().chain([super::seal::SEAL]) {
        let (from, to) = (from.join(name), to.join(name));
        fs::create_dir_all(to.parent().unwrap_or(&to))?;
        link_file(&from, &to)?;
    }
    Ok(())
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
