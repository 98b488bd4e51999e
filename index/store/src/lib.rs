//! What a bot keeps between two messages: the [`Store`] port of the core over sled, in a folder of its own; and the activity
//! records of a [`desk`].
//!
//! Every record is sealed with a key that is kept elsewhere, and stands under a name made from it: whoever has the folder
//! alone reads neither a conversation nor whose it is. What was acknowledged is on the disk; what breaks is set aside
//! and made again from the last export.
//!
//! sled writes a log, in which what was removed stays until its room is used again. Each conversation therefore has a
//! secret beside the log, without which its records do not open; to forget it is to write over that secret. What then
//! remains is bytes that nobody opens, under a name that only the key and the address together can tell. A disk that
//! never writes in place (flash below its controller, a file system that copies on write, a backup) may hold the secret
//! for longer: 32 bytes that open nothing without the key.
//!
//! ```text
//! db/       the database
//! export    the copy from which it is made again
//! secrets   one for each conversation; without it, neither of the two opens
//! lock      held by the one program that has it open
//! ```

mod commit;
mod database;
pub mod desk;
mod export;
mod fault;
mod folder;
mod handle;
mod mending;
mod opening;
mod register;
mod seal;
mod secrets;
mod shape;
mod tables;

use guichet_core::ports::conversations::{Store, StoreError};
use seal::{Keys, RecordKind};
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

/// Seals what a program must keep in a place that is not sealed by itself: a token in somebody else's store.
///
/// # Errors
/// The system gives no random numbers.
pub fn seal(key: &[u8; 32], label: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
    Keys::new(key).seal(RecordKind::Account, label, plain)
}

/// Opens it again; `None` where it was sealed with another key, under another label, or never.
pub fn unseal(key: &[u8; 32], label: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    Keys::new(key).open(RecordKind::Account, label, sealed)
}

#[cfg(test)]
mod tests;
