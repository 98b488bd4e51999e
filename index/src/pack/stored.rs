//! Items on disk: gzipped JSON lines. JSON, because an item of a later version may have more fields and an earlier
//! pack is still read.

use super::{Form, Manifest, Pack};
use crate::data::{Writer, entries, json_line, name_of, remove};
use crate::error::Error;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Concept, Item, Moment};
use guichet_import::Batch;
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::path::{Path, PathBuf};

/// A pack whose items are on the disk, and which is not in force until it is committed.
pub(crate) struct StoredPack {
    /// What its `pack.toml` will say.
    pub manifest: Manifest,
    folder: PathBuf,
}

/// What a source gives.
#[derive(Default)]
pub(crate) struct Read {
    /// Items, counts and warnings.
    pub batch: Batch,
    /// Communes, in the lines of the gazetteer; empty for most sources.
    pub communes: String,
    /// Concepts of a thesaurus; none in most sources.
    pub concepts: Vec<Concept>,
    /// Under which licence the whole stands, where no item says it.
    pub licence: Option<String>,
}

/// Writes what was read beside what is in force.
pub(crate) fn store(
    writer: &Writer,
    name: &str,
    read: &Read,
    format: &str,
    source: String,
    now: Moment,
) -> Result<StoredPack, Error> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::default());
    let written = read.batch.items.iter().try_for_each(|item| json_line(&mut gz, item)).and_then(|()| gz.finish());
    let bytes = written.map_err(|error| Error::Embedded(format!("an item cannot be stored: {error}")))?;
    let mut manifest = Manifest::of(&read.batch, format, source, now, Fingerprint::of(&bytes).to_string());
    let folder = writer.folder().packs().join(name);
    writer.write(&folder.join(&manifest.file), |out| out.write_all(&bytes))?;
    if !read.communes.is_empty() {
        let file = communes_file(&read.communes);
        writer.write(&folder.join(&file), |out| out.write_all(read.communes.as_bytes()))?;
        manifest.communes = Some(file);
    }
    if !read.concepts.is_empty() {
        let mut lines = Vec::new();
        let written = read.concepts.iter().try_for_each(|concept| json_line(&mut lines, concept));
        written.map_err(|error| Error::Embedded(format!("a concept cannot be stored: {error}")))?;
        let file = concepts_file(&lines);
        writer.write(&folder.join(&file), |out| out.write_all(&lines))?;
        manifest.concepts = Some(file);
    }
    manifest.licences.extend(read.licence.clone());
    Ok(StoredPack { manifest, folder })
}

impl StoredPack {
    /// Puts the pack in force and removes the items it replaces.
    pub(crate) fn commit(self, writer: &Writer) -> Result<(), Error> {
        let text = self.manifest.text()?;
        writer.write(&self.folder.join("pack.toml"), |out| out.write_all(text.as_bytes()))?;
        for path in entries(&self.folder) {
            let name = name_of(&path);
            if is_stored(&name) && !self.manifest.files().any(|file| file == name) {
                let _ = remove(&path);
            }
        }
        Ok(())
    }

    /// The pack as it will be once committed.
    pub(crate) fn pack(&self, name: &str) -> Pack {
        let form = Form::Imported(Box::new(self.manifest.clone()));
        Pack { name: name.to_owned(), folder: self.folder.clone(), form }
    }
}

/// Whether a file of a pack's folder is one that a manifest names.
pub(super) fn is_stored(name: &str) -> bool {
    ["items-", "communes-", "concepts-"].iter().any(|start| name.starts_with(start))
}

fn communes_file(lines: &str) -> String {
    format!("communes-{}.tsv", Fingerprint::of(lines.as_bytes()))
}

fn concepts_file(lines: &[u8]) -> String {
    format!("concepts-{}.jsonl", Fingerprint::of(lines))
}

/// The concepts of a pack, once its file was found whole.
pub(super) fn concepts(name: &str, folder: &Path, file: &str) -> Result<Vec<Concept>, Error> {
    let broken = |reason: String| Error::Pack { name: name.to_owned(), reason };
    let path = folder.join(file);
    let lines = fs::read(&path)
        .map_err(|error| broken(format!("cannot read {}: {error}. Import its source again", path.display())))?;
    if concepts_file(&lines) != file {
        return Err(broken(format!("{} is cut or changed: import its source again", path.display())));
    }
    let concepts = serde_json::Deserializer::from_slice(&lines).into_iter().collect::<Result<_, _>>();
    concepts.map_err(|error| broken(format!("{} cannot be read ({error}): import its source again", path.display())))
}

/// The communes of a pack, in the lines of the gazetteer, once its file was found whole.
pub(super) fn communes(name: &str, folder: &Path, file: &str) -> Result<String, Error> {
    let broken = |reason: String| Error::Pack { name: name.to_owned(), reason };
    let path = folder.join(file);
    let lines = fs::read_to_string(&path)
        .map_err(|error| broken(format!("cannot read {}: {error}. Import its source again", path.display())))?;
    if communes_file(&lines) == file {
        Ok(lines)
    } else {
        Err(broken(format!("{} is cut or changed: import its source again", path.display())))
    }
}

/// The items of a pack, once its file was found whole.
pub(super) fn items(
    name: &str,
    folder: &Path,
    manifest: &Manifest,
) -> Result<impl Iterator<Item = Item> + use<>, Error> {
    let broken = |reason: String| Error::Pack { name: name.to_owned(), reason };
    let path = folder.join(&manifest.file);
    let bytes = fs::read(&path)
        .map_err(|error| broken(format!("cannot read {}: {error}. Import its source again", path.display())))?;
    if Fingerprint::of(&bytes).to_string() != manifest.hash {
        return Err(broken(format!("{} is cut or changed: import its source again", path.display())));
    }
    let name = name.to_owned();
    let lines = BufReader::new(GzDecoder::new(Cursor::new(bytes))).lines().enumerate();
    Ok(lines.filter_map(move |(index, line)| {
        let item = line.map_err(|error| error.to_string());
        let item = item.and_then(|line| serde_json::from_str(&line).map_err(|error| error.to_string()));
        item.map_err(|error| tracing::error!(pack = name, line = index + 1, error, "a stored item cannot be read")).ok()
    }))
}
