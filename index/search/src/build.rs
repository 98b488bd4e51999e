//! Items into the parts of a generation, each in its own empty folder.

use crate::error::SearchError;
use crate::lexicon::{Lexicon, LexiconSource};
use crate::open_index::Home;
use crate::part::Part;
use crate::places::{self, Gazetteer, PlacesFiles, PlacesWriter};
use crate::texts::{self, TextsFiles, TextsWriter};
use guichet_core::model::Item;
use std::path::Path;

/// Builds the part of texts in the empty folder `folder`. Returns how many were indexed. Places among the items are left
/// aside.
///
/// # Errors
/// The folder cannot be written.
pub fn build_texts(folder: &Path, items: impl IntoIterator<Item = Item>) -> Result<usize, SearchError> {
    let mut writer = TextsWriter::new(&TextsFiles::create(Home::Folder(folder))?)?;
    let mut count = 0;
    for item in items.into_iter().filter(|item| item.place.is_none()) {
        writer.add(item)?;
        count += 1;
    }
    texts::write_words(folder, &writer.finish()?)?;
    Ok(count)
}

/// Builds the part of places in the empty folder `folder`. Returns how many were indexed, communes aside. Texts among the
/// items are left aside.
///
/// # Errors
/// The folder cannot be written.
pub fn build_places(
    folder: &Path,
    items: impl IntoIterator<Item = Item>,
    gazetteer: &Gazetteer,
) -> Result<usize, SearchError> {
    let files = PlacesFiles::create(Home::Folder(folder))?;
    let mut writer = PlacesWriter::new(&files)?;
    let mut count = 0;
    for item in items.into_iter().filter(|item| item.place.is_some()) {
        writer.add(item)?;
        count += 1;
    }
    writer.finish()?;
    places::write_tables(folder, &files.nearest()?, gazetteer)?;
    Ok(count)
}

/// Builds the lexicon in the empty folder `folder`, over the texts that were built in the folder `texts`.
///
/// # Errors
/// The texts cannot be read, or the folder cannot be written.
pub fn build_lexicon(folder: &Path, texts: &Path, source: LexiconSource) -> Result<(), SearchError> {
    Lexicon::new(texts::words(texts)?, source).write(folder)
}

/// Builds every part in the empty folder `folder`, without communes. Returns how many items were indexed.
///
/// # Errors
/// The folder cannot be written.
pub fn build(
    folder: &Path,
    items: impl IntoIterator<Item = Item>,
    source: impl Into<LexiconSource>,
) -> Result<usize, SearchError> {
    let [texts, places, lexicon] = Part::ALL.map(|part| folder.join(part.name()));
    for path in [&texts, &places, &lexicon] {
        std::fs::create_dir_all(path).map_err(|source| SearchError::Folder { path: path.clone(), source })?;
    }
    let place_files = PlacesFiles::create(Home::Folder(&places))?;
    let mut place_writer = PlacesWriter::new(&place_files)?;
    let mut count = 0;
    // One pass over the items: each goes where it belongs.
    let mut failed = None;
    let only_texts = items.into_iter().filter_map(|item| {
        if item.place.is_none() {
            return Some(item);
        }
        count += 1;
        if let Err(error) = place_writer.add(item) {
            failed.get_or_insert(error);
        }
        None
    });
    let texts_count = build_texts(&texts, only_texts)?;
    failed.map_or(Ok(()), Err)?;
    place_writer.finish()?;
    places::write_tables(&places, &place_files.nearest()?, &Gazetteer::default())?;
    build_lexicon(&lexicon, &texts, source.into())?;
    Ok(texts_count + count)
}
