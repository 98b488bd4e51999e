//! What a bot keeps between two messages: the [`Store`] port of the core over sled, in a folder of its own.
//!
//! Every record is sealed with a key that is kept elsewhere, and stands under a name made from it: whoever has the folder
//! alone reads neither a conversation nor whose it is. What was acknowledged is on the disk; what breaks is set aside
//! and made again from the last export.
//!
//! ```text
//! db/       the database
//! export    the copy from which it is made again
//! lock      held by the one program that has it open
//! ```

mod commit;
mod database;
mod export;
mod fault;
mod handle;
mod mending;
mod opening;
mod place;
mod register;
mod seal;
mod shape;
mod tables;

use guichet_core::store::{Store, StoreError};
use std::path::Path;
use std::sync::Arc;

/// An open store, and what happened on the way.
pub struct Opened {
    /// The store. It is given back once the last handle is dropped.
    pub store: Arc<dyn Store>,
    /// What the operator should know, one plain sentence each; empty where all was well.
    pub notices: Vec<String>,
}

/// Opens the store of a folder, and makes it where there is none. The key is 32 random bytes, always the same ones.
///
/// # Errors
/// Another program has it open, the key is not the one it was made with, a newer version made it, the disk is full or
/// refuses: with the remedy, and nothing was touched. A broken store is no error where it could be set aside and made
/// again: the notices say so.
pub fn open(folder: &Path, key: &[u8; 32]) -> Result<Opened, StoreError> {
    let mut notices = Vec::new();
    let database = database::Database::open(folder, key, &mut notices)?;
    Ok(Opened { store: Arc::new(database), notices })
}
