//! Hashed pieces of words, each with what has them: a small inverted index in a few flat arrays, stored as they are read.

use guichet_core::whole_bytes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Bytes of an entry: three of the number, one of the weight.
const ENTRY: usize = 4;
/// The largest weight, as its byte has it.
const FULL: f32 = 255.0;

/// Pieces and their entries.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Postings {
    /// Hashes of the pieces, sorted.
    hashes: Vec<u32>,
    /// Where the entries of each end.
    ends: Vec<u32>,
    #[serde(with = "whole_bytes")]
    entries: Vec<u8>,
}

impl Postings {
    /// From entries by piece: numbers below 2^24, weights from 0 to 1.
    pub fn new(by_piece: BTreeMap<u32, Vec<(u32, f32)>>) -> Self {
        let mut postings = Self::default();
        for (hash, entries) in by_piece {
            for (number, weight) in entries {
                let weight = (weight.clamp(0.0, 1.0) * FULL).round() as u32;
                postings.entries.extend((number << 8 | weight).to_le_bytes());
            }
            postings.hashes.push(hash);
            postings.ends.push((postings.entries.len() / ENTRY) as u32);
        }
        postings
    }

    /// The entries of a piece, numbers and weights; `None` for a piece that is not there.
    pub fn of(&self, hash: u32) -> Option<impl ExactSizeIterator<Item = (u32, f32)>> {
        let at = self.hashes.binary_search(&hash).ok()?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let bytes = self.entries.get(start as usize * ENTRY..*self.ends.get(at)? as usize * ENTRY)?;
        Some(bytes.as_chunks::<ENTRY>().0.iter().map(|bytes| {
            let entry = u32::from_le_bytes(*bytes);
            (entry >> 8, (entry & 0xff) as f32 / FULL)
        }))
    }
}

/// The hash of a piece of a word.
pub(crate) fn hash(piece: impl IntoIterator<Item = char>) -> u32 {
    piece.into_iter().fold(0x811c_9dc5, |sum: u32, c| (sum ^ u32::from(c)).wrapping_mul(0x0100_0193))
}
