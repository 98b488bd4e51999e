//! Texts into the parts of a generation, each in its own empty folder.

use crate::error::SearchError;
use crate::lexicon::{Lexicon, LexiconSource};
use crate::open_index::Home;
use crate::part::Part;
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

/// Builds the lexicon in the empty folder `folder`, over the texts that were built in the folder `texts`.
///
/// # Errors
/// The texts cannot be read, or the folder cannot be written.
pub fn build_lexicon(folder: &Path, texts: &Path, source: LexiconSource) -> Result<(), SearchError> {
    Lexicon::new(texts::words(texts)?, source).write(folder)
}

/// Builds every part in the empty folder `folder`. Returns how many items were indexed; places are left aside.
///
/// # Errors
/// The folder cannot be written.
pub fn build(
    folder: &Path,
    items: impl IntoIterator<Item = Item>,
    source: impl Into<LexiconSource>,
) -> Result<usize, SearchError> {
    let [texts, lexicon] = Part::ALL.map(|part| folder.join(part.name()));
    for path in [&texts, &lexicon] {
        std::fs::create_dir_all(path).map_err(|source| SearchError::Folder { path: path.clone(), source })?;
    }
    let count = build_texts(&texts, items)?;
    build_lexicon(&lexicon, &texts, source.into())?;
    Ok(count)
}
