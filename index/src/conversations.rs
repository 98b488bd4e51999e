//! The conversations of one bot: its store in the data folder, and the key that seals it.

use crate::config::Config;
use crate::data::{self, DataFolder};
use crate::error::Error;
use crate::seal_key::sealed_place;
use guichet_core::ports::conversations::Store;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A store that is open, and what the operator should know of its opening.
pub struct OpenedStore {
    /// The store. It is given back, and may be opened again, once the last handle is dropped.
    pub store: Arc<dyn Store>,
    /// One plain sentence each; empty where all was well.
    pub notices: Vec<String>,
}

/// Opens the conversations of a program, `telegram` say, and makes them and their key at the first start.
///
/// The key is in `key_file`, else in `keys/<program>.key` of the data folder.
///
/// # Errors
/// A second program on the same store; a key that is missing, too short, another's or readable by others; a full disk:
/// each with its remedy. A store that no longer opens is no error where it could be made again: then a notice says so.
pub fn open_store(
    folder: &DataFolder,
    program: &str,
    config: &Config,
    key_file: Option<&Path>,
) -> Result<OpenedStore, Error> {
    match config.store.url.as_ref().map(|url| url.expose()) {
        None | Some("" | "sled") => {}
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            return Err(Error::NotYet("PostgreSQL as a store"));
        }
        // The value is not repeated: it may hold a password.
        Some(_) => {
            let message = "this is no store that is known: leave it out, or write sled";
            return Err(Error::Config { place: "store.url".into(), message: message.into() });
        }
    }
    let (place, key) = sealed_place(folder, program, key_file)?;
    let guichet_store::Opened { store, notices } = guichet_store::open(&place, &key)?;
    Ok(OpenedStore { store, notices })
}

/// A store as it is seen from outside.
pub(crate) struct StoreOnDisk {
    /// Whose.
    pub program: String,
    /// On the disk, all of it.
    pub bytes: u64,
    /// There is a copy to make it again from.
    pub exported: bool,
    /// What was set aside as broken.
    pub broken: Vec<PathBuf>,
}

/// The stores of a data folder; none is opened.
pub(crate) fn stores(folder: &DataFolder) -> Vec<StoreOnDisk> {
    let stores = data::entries(&folder.stores()).into_iter().filter(|path| path.is_dir());
    let one = |path: PathBuf| {
        let files = data::files(&path).unwrap_or_default();
        let broken = data::entries(&path).into_iter().filter(|path| data::name_of(path).contains(".broken-"));
        StoreOnDisk {
            program: data::name_of(&path),
            bytes: files.iter().filter_map(|file| Some(fs::metadata(file).ok()?.len())).sum(),
            exported: path.join("export").is_file(),
            broken: broken.collect(),
        }
    };
    stores.map(one).collect()
}
