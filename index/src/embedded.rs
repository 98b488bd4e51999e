//! The content built into the program: one archive a top-level folder of `content/`, unpacked when it is asked for.

use crate::error::Error;
use flate2::read::GzDecoder;
use guichet_core::text::distress::Reader;
use guichet_import::authored::Texts;
use guichet_search::Part;
use std::io::Read;

/// (top-level folder, archive); the files at the root are under the empty name.
const ARCHIVES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// A fingerprint of what the embedded content brings into a part of a generation, as it is read: another one means that the
/// part is out of date.
pub(crate) const fn identity(part: Part) -> &'static str {
    match part {
        Part::Texts => include_str!(concat!(env!("OUT_DIR"), "/texts.key")),
        Part::Places => include_str!(concat!(env!("OUT_DIR"), "/places.key")),
        Part::Lexicon => include_str!(concat!(env!("OUT_DIR"), "/lexicon.key")),
    }
}

/// The root files of `content/`: the grid, the phone book.
pub(crate) const ROOT: &str = "";

/// Folders that are large tables, not prose: read alone, when first needed.
pub(crate) const TABLES: [&str; 2] = ["gazetteer", "mairies"];

/// The trained reader of distress.
const READER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/reader.bin"));

/// The reader of distress that was trained from the embedded content.
pub fn reader() -> Option<Reader> {
    Reader::open(READER)
}

/// The files of some top-level folders, by path.
pub(crate) fn texts(wanted: impl Fn(&str) -> bool) -> Result<Texts, Error> {
    let broken = |error: std::io::Error| Error::Embedded(error.to_string());
    let mut texts = Texts::new();
    for (_, archive) in ARCHIVES.iter().filter(|(group, _)| wanted(group)) {
        for entry in tar::Archive::new(GzDecoder::new(*archive)).entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let path = entry.path().map_err(broken)?.to_string_lossy().into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).map_err(broken)?;
            texts.insert(path, text);
        }
    }
    Ok(texts)
}

/// Everything authored: all but the large tables.
pub(crate) fn authored() -> Result<Texts, Error> {
    texts(|group| !TABLES.contains(&group))
}

/// The communes of the country, in the lines of the gazetteer.
pub(crate) fn communes() -> Result<String, Error> {
    Ok(texts(|group| group == "gazetteer")?.remove("gazetteer/communes.tsv").unwrap_or_default())
}
