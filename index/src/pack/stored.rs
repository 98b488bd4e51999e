//! Items on disk: gzipped JSON lines. JSON, because an item of a later version may have more fields and an earlier
//! pack is still read.

use super::hashed::Hashed;
use super::{Form, Manifest, Pack};
use crate::data::{Writer, entries, name_of, remove};
use crate::error::Error;
use flate2::read::GzDecoder;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Concept, Item};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Seek, Write};
use std::path::{Path, PathBuf};

/// A pack whose items are on the disk, and which is not in force until it is committed.
pub(crate) struct StoredPack {
    /// What its `pack.toml` will say.
    pub(super) manifest: Manifest,
    pub(super) folder: PathBuf,
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
    pub(crate) fn pack(&self) -> Pack {
        let form = Form::Imported(Box::new(self.manifest.clone()));
        Pack { name: name_of(&self.folder), folder: self.folder.clone(), form }
    }

    /// What its `pack.toml` will say.
    pub(crate) const fn manifest(&self) -> &Manifest {
        &self.manifest
    }
}

/// Whether a file of a pack's folder is one that a manifest names.
pub(super) fn is_stored(name: &str) -> bool {
    ["items-", "communes-", "concepts-"].iter().any(|start| name.starts_with(start))
}

/// Names of the files that a manifest names, by the fingerprint of what they hold.
pub(super) fn items_file(hash: Fingerprint) -> String {
    format!("items-{hash}.jsonl.gz")
}

pub(super) fn communes_file(hash: Fingerprint) -> String {
    format!("communes-{hash}.tsv")
}

pub(super) fn concepts_file(hash: Fingerprint) -> String {
    format!("concepts-{hash}.jsonl")
}

/// The concepts of a pack, once its file was found whole.
pub(super) fn concepts(name: &str, folder: &Path, file: &str) -> Result<Vec<Concept>, Error> {
    let broken = |reason: String| Error::Pack { name: name.to_owned(), reason };
    let path = folder.join(file);
    let lines = fs::read(&path)
        .map_err(|error| broken(format!("cannot read {}: {error}. Import its source again", path.display())))?;
    if concepts_file(Fingerprint::of(&lines)) != file {
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
    if communes_file(Fingerprint::of(lines.as_bytes())) == file {
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
    let unreadable =
        |error: io::Error| broken(format!("cannot read {}: {error}. Import its source again", path.display()));
    // Read twice, never held: a pack may be larger than the memory of a small machine.
    let mut file = File::open(&path).map_err(unreadable)?;
    let mut hashed = Hashed::new(io::sink());
    io::copy(&mut file, &mut hashed).map_err(unreadable)?;
    if hashed.fingerprint.to_string() != manifest.hash {
        return Err(broken(format!("{} is cut or changed: import its source again", path.display())));
    }
    file.rewind().map_err(unreadable)?;
    let name = name.to_owned();
    let lines = BufReader::new(GzDecoder::new(BufReader::new(file))).lines().enumerate();
    Ok(lines.filter_map(move |(index, line)| {
        let item = line.map_err(|error| error.to_string());
        let item = item.and_then(|line| serde_json::from_str(&line).map_err(|error| error.to_string()));
        item.map_err(|error| tracing::error!(pack = name, line = index + 1, error, "a stored item cannot be read")).ok()
    }))
}
