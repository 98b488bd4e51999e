//! Packs: what a data folder adds to the embedded content.
//!
//! ```text
//! packs/<name>/pack.toml              manifest of an imported pack; writing it puts the pack in force
//! packs/<name>/items-<hash>.jsonl.gz  its items, one a line
//! packs/<name>/communes-<hash>.tsv    its communes, where it has any, in the lines of the gazetteer
//! packs/<name>/concepts-<hash>.jsonl  its concepts of a thesaurus, where it has any, one a line
//! packs/<name>/cards/…                or a folder shaped like content/, written by hand
//! reports/<name>.jsonl                what the last import of that pack had to say
//! ```

mod fading;
mod hashed;
mod incoming;
mod manifest;
mod stored;

pub(crate) use fading::fade;
pub(crate) use incoming::{Incoming, Origin};
pub use manifest::Manifest;
use manifest::STORED;
pub(crate) use stored::StoredPack;

use crate::data::{DataFolder, Writer, entries, files, name_of, remove};
use crate::error::Error;
use crate::generation::Part;
use guichet_content::authored::{self, Authored, Situations, Texts};
use guichet_content::{Finding, Severity};
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Concept, Item, Lang, Theme};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Largest file of a pack written by hand, in bytes.
const LARGEST: u64 = 1 << 20;

/// A pack of the data folder.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its name: that of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What it is.
    pub form: Form,
}

/// Items, one after the other.
pub(crate) type Items = Box<dyn Iterator<Item = Item>>;

/// Themes in each language, in the order of the grid.
pub(crate) type Grid = BTreeMap<Lang, Vec<Theme>>;

/// What a pack is.
#[derive(Debug, Clone)]
pub enum Form {
    /// Imported: items behind a manifest.
    Imported(Box<Manifest>),
    /// Written by hand, shaped like `content/`.
    Authored,
    /// Unusable: what is wrong and what to do.
    Broken(String),
}

/// Refuses a name that is not a plain folder name on every system.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let sound = (1..=64).contains(&name.len())
        && name.bytes().all(plain)
        && name.as_bytes()[0].is_ascii_alphanumeric()
        && !name.ends_with('.');
    if sound { Ok(()) } else { Err(Error::PackName(name.to_owned())) }
}

/// The packs of a data folder, by name.
pub(crate) fn list(folder: &DataFolder) -> Vec<Pack> {
    let folders = entries(&folder.packs()).into_iter().filter(|path| path.is_dir() && !name_of(path).starts_with('.'));
    folders.filter(|path| !is_leftover(path)).map(|path| Pack::open(name_of(&path), path)).collect()
}

/// Whether a folder is what an interrupted first import left: items that no manifest names.
fn is_leftover(folder: &Path) -> bool {
    entries(folder).iter().map(|path| name_of(path)).all(|name| stored::is_stored(&name) || name.starts_with('.'))
}

/// Removes what interrupted imports left in the packs' folders.
pub(crate) fn clear_leftovers(writer: &Writer) {
    for folder in entries(&writer.folder().packs()).into_iter().filter(|path| path.is_dir()) {
        let named = match Pack::open(name_of(&folder), folder.clone()).form {
            Form::Imported(manifest) => manifest.files().map(str::to_owned).collect(),
            Form::Authored => continue,
            // What cannot be read may still be mended by hand.
            Form::Broken(_) if !is_leftover(&folder) => continue,
            Form::Broken(_) => Vec::new(),
        };
        for path in entries(&folder) {
            let name = name_of(&path);
            if !named.contains(&name) && (stored::is_stored(&name) || name.ends_with(".draft")) {
                let _ = remove(&path);
            }
        }
        // Only an empty folder goes.
        let _ = fs::remove_dir(&folder);
    }
}

impl Pack {
    /// Looks at a folder.
    pub(crate) fn open(name: String, folder: PathBuf) -> Self {
        let form = match fs::read_to_string(folder.join("pack.toml")) {
            Ok(text) => match Manifest::read(&text) {
                Ok(manifest) => Form::Imported(Box::new(manifest)),
                Err(reason) => Form::Broken(reason),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if folder.join("cards").is_dir() {
                    Form::Authored
                } else {
                    Form::Broken("it has neither pack.toml nor cards: remove its folder, or import it again".into())
                }
            }
            Err(error) => Form::Broken(format!("its pack.toml cannot be read ({error}): import its source again")),
        };
        Self { name, folder, form }
    }

    /// Whether something of it goes into a part of a generation.
    pub(crate) fn feeds(&self, part: Part) -> bool {
        match (&self.form, part) {
            (Form::Imported(manifest), Part::Texts) => manifest.has_texts(),
            (Form::Imported(manifest), Part::Places) => manifest.has_places() || manifest.communes.is_some(),
            (Form::Imported(manifest), Part::Lexicon) => manifest.concepts.is_some(),
            (Form::Authored, part) => part != Part::Places,
            (Form::Broken(_), _) => false,
        }
    }

    /// Whether it has places.
    pub(crate) fn has_places(&self) -> bool {
        matches!(&self.form, Form::Imported(manifest) if manifest.has_places())
    }

    /// Adds what it brings into a part to the fingerprint of that part.
    pub(crate) fn identify(&self, part: Part, fingerprint: &mut Fingerprint) {
        if !self.feeds(part) {
            return;
        }
        fingerprint.field(self.name.as_bytes());
        match &self.form {
            Form::Imported(manifest) => {
                let items = match part {
                    Part::Texts => manifest.has_texts(),
                    Part::Places => manifest.has_places(),
                    Part::Lexicon => false,
                };
                let communes = manifest.communes.as_deref().filter(|_| part == Part::Places);
                let concepts = manifest.concepts.as_deref().filter(|_| part == Part::Lexicon);
                let brought = [items.then_some(manifest.hash.as_str()), communes, concepts];
                brought.iter().for_each(|hash| fingerprint.field(hash.unwrap_or_default().as_bytes()));
            }
            Form::Authored => {
                // Written by hand, changed by hand: the files themselves are compared.
                for (path, text) in texts(&self.folder).map(|(texts, _)| texts).unwrap_or_default() {
                    fingerprint.field(path.as_bytes());
                    fingerprint.field(text.as_bytes());
                }
            }
            Form::Broken(_) => {}
        }
    }

    /// Its items. `Err` where it cannot be read whole: a pack is used whole or not at all.
    pub(crate) fn items(&self, base: &Texts) -> Result<Items, Error> {
        match &self.form {
            Form::Imported(manifest) => {
                self.stored_concepts()?;
                Ok(Box::new(stored::items(&self.name, &self.folder, manifest)?))
            }
            Form::Authored => Ok(Box::new(self.read(base)?.batch.items.into_iter())),
            Form::Broken(reason) => Err(Error::Pack { name: self.name.clone(), reason: reason.clone() }),
        }
    }

    /// A pack written by hand, over the grid and the phone book of `base`.
    pub(crate) fn read(&self, base: &Texts) -> Result<Authored, Error> {
        let (texts, refused) = texts(&self.folder)?;
        let mut authored = authored::read_over(base, &texts);
        authored.batch.read += refused.len();
        authored.batch.refused += refused.len();
        authored.batch.findings.extend(refused);
        if texts.keys().any(|path| path.starts_with("letters/")) {
            authored.batch.refuse("letters", "", "", "letters are the program's own: remove this folder from the pack");
        }
        Ok(authored)
    }

    /// Its situations and papers; only a pack written by hand has any.
    pub(crate) fn situations(&self, base: &Texts) -> Result<Situations, Error> {
        match &self.form {
            Form::Authored => Ok(authored::situations(base, &texts(&self.folder)?.0)),
            Form::Imported(_) | Form::Broken(_) => Ok(Situations::default()),
        }
    }

    /// Its communes, in the lines of the gazetteer; empty where it has none.
    pub(crate) fn communes(&self) -> Result<String, Error> {
        match &self.form {
            Form::Imported(manifest) => match &manifest.communes {
                Some(file) => stored::communes(&self.name, &self.folder, file),
                None => Ok(String::new()),
            },
            _ => Ok(String::new()),
        }
    }

    /// Its concepts, and its grid where it has one of its own; without its items.
    pub(crate) fn thesaurus(&self, base: &Texts) -> Result<(Vec<Concept>, Grid), Error> {
        match &self.form {
            Form::Authored => self.read(base).map(|authored| (authored.concepts, authored.themes)),
            _ => Ok((self.stored_concepts()?, BTreeMap::new())),
        }
    }

    fn stored_concepts(&self) -> Result<Vec<Concept>, Error> {
        match &self.form {
            Form::Imported(manifest) => match &manifest.concepts {
                Some(file) => stored::concepts(&self.name, &self.folder, file),
                None => Ok(Vec::new()),
            },
            Form::Broken(reason) => Err(Error::Pack { name: self.name.clone(), reason: reason.clone() }),
            _ => Ok(Vec::new()),
        }
    }

    /// Whether what it stores is whole.
    pub(crate) fn verify(&self) -> Result<(), Error> {
        match &self.form {
            Form::Imported(manifest) => {
                drop(stored::items(&self.name, &self.folder, manifest)?);
                self.communes()?;
                self.stored_concepts().map(|_| ())
            }
            Form::Authored => Ok(()),
            Form::Broken(reason) => Err(Error::Pack { name: self.name.clone(), reason: reason.clone() }),
        }
    }
}

/// The texts of a folder shaped like `content/`, by path inside it, and the files that cannot be text. Hidden files
/// and links are left aside.
pub(crate) fn texts(folder: &Path) -> Result<(Texts, Vec<Finding>), Error> {
    let mut texts = Texts::new();
    let mut refused = Vec::new();
    for path in files(folder)? {
        let inside = path.strip_prefix(folder).unwrap_or(&path).iter();
        let inside = inside.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let kept = path.extension().is_some_and(|end| ["toml", "md", "tsv"].iter().any(|kept| end == *kept));
        if !kept || inside.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        let mut refuse = |message: String| {
            let (record, field) = (String::new(), String::new());
            refused.push(Finding { source: inside.clone(), record, field, message, severity: Severity::Refused });
        };
        match fs::metadata(&path) {
            Ok(data) if data.len() > LARGEST => refuse(format!("the file is over {} MB: cut it", LARGEST >> 20)),
            _ => match fs::read(&path).map(String::from_utf8) {
                Ok(Ok(text)) => drop(texts.insert(inside, text)),
                Ok(Err(error)) => {
                    let at = error.utf8_error().valid_up_to();
                    let line = 1 + error.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
                    refuse(format!("line {line} is not UTF-8: save the file as UTF-8"));
                }
                Err(error) => refuse(format!("cannot be read: {error}")),
            },
        }
    }
    Ok((texts, refused))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_plain_folder_name() {
        for sound in ["vosdroits", "a", "Rodez-2026.1", "12"] {
            assert!(check_name(sound).is_ok(), "{sound}");
        }
        for tricky in ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "-x", "nul\0", "é", "x.", &"x".repeat(65)] {
            assert!(check_name(tricky).is_err(), "{tricky}");
        }
    }
}
