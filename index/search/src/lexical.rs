//! What an index knows besides its documents: the words of the corpus and the concepts of the thesaurus, in one file.

use crate::error::SearchError;
use crate::understand::concepts::Thesaurus;
use crate::vocabulary::Vocabulary;
use guichet_core::fingerprint::Fingerprint;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// Words and concepts, stored as they are asked: an index opens without working anything out again.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct LexicalData {
    pub vocabulary: Vocabulary,
    pub thesaurus: Thesaurus,
}

impl LexicalData {
    /// Writes the file: a checksum of eight bytes, then the lexical data.
    pub fn write(&self, path: &Path) -> Result<(), SearchError> {
        let body = postcard::to_stdvec(self)?;
        let mut bytes = checksum(&body).to_le_bytes().to_vec();
        bytes.extend(body);
        Ok(std::fs::write(path, bytes)?)
    }

    /// Reads the file; a damaged one is refused.
    pub fn read(path: &Path) -> Result<Self, SearchError> {
        let bytes = std::fs::read(path)?;
        let damaged = || SearchError::Read(io::ErrorKind::InvalidData.into());
        let (sum, body) = bytes.split_first_chunk::<8>().ok_or_else(damaged)?;
        if u64::from_le_bytes(*sum) != checksum(body) {
            return Err(damaged());
        }
        Ok(postcard::from_bytes(body)?)
    }
}

/// Tells a damaged file, and no more.
fn checksum(bytes: &[u8]) -> u64 {
    Fingerprint::of(bytes).value()
}
