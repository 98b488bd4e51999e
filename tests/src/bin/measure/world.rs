//! What is measured: the items of a pack, the content of the repository.

use flate2::read::GzDecoder;
use guichet_content::authored;
use guichet_core::model::{Concept, Item};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// What an index is built of.
pub struct World {
    /// Texts to recombine.
    pub given: Vec<Item>,
    /// The thesaurus.
    pub concepts: Vec<Concept>,
}

/// The authored content of the repository.
pub fn authored() -> Result<authored::Authored, Box<dyn Error>> {
    Ok(authored::read(&content()?))
}

fn content() -> Result<authored::Texts, Box<dyn Error>> {
    let mut texts = authored::Texts::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"), "", &mut texts)?;
    Ok(texts)
}

/// Reads a pack and `content/`.
pub fn read(pack: Option<&Path>) -> Result<World, Box<dyn Error>> {
    let texts = content()?;
    let authored = authored::read(&texts);
    let mut given = authored.batch.items;
    if let Some(pack) = pack {
        given = items(pack)?;
    }
    Ok(World { given, concepts: authored.concepts })
}

/// The files below a folder, by path, with `/` between folders.
fn files(folder: &Path, inside: &str, texts: &mut authored::Texts) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files(&entry.path(), &format!("{path}/"), texts)?;
        } else {
            texts.insert(path, fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

fn items(pack: &Path) -> Result<Vec<Item>, Box<dyn Error>> {
    let mut items = Vec::new();
    for entry in fs::read_dir(pack)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".jsonl.gz") {
            for line in BufReader::new(GzDecoder::new(File::open(&path)?)).lines() {
                items.push(serde_json::from_str(&line?)?);
            }
        }
    }
    if items.is_empty() {
        return Err(format!("{}: no items-*.jsonl.gz: give the folder of an imported pack", pack.display()).into());
    }
    Ok(items)
}
