//! A value in a file of its own, with a checksum: a damaged file is refused before it is read.

use serde::{Serialize, de::DeserializeOwned};
use std::io;
use std::path::Path;

/// Writes the file: a checksum of eight bytes, then the value.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, value: &impl Serialize) -> io::Result<()> {
    let mut bytes = vec![0; 8];
    bytes = postcard::to_extend(value, bytes).map_err(io::Error::other)?;
    let (sum, body) = bytes.split_at_mut(8);
    sum.copy_from_slice(&checksum(body).to_le_bytes());
    std::fs::write(path, bytes)
}

/// Reads the file; a damaged one is refused.
///
/// # Errors
/// The file cannot be read, or is not as it was written.
pub fn read<T: DeserializeOwned>(path: &Path) -> io::Result<T> {
    let bytes = std::fs::read(path)?;
    let damaged = || io::Error::from(io::ErrorKind::InvalidData);
    let (sum, body) = bytes.split_first_chunk::<8>().ok_or_else(damaged)?;
    if u64::from_le_bytes(*sum) != checksum(body) {
        return Err(damaged());
    }
    postcard::from_bytes(body).map_err(|_| damaged())
}

/// FNV-1a over words of 64 bits, the bytes left over each by itself: tells a damaged file, and no more.
pub fn checksum(bytes: &[u8]) -> u64 {
    let add = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(0xcbf2_9ce4_8422_2325, |sum, word| add(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(sum, |sum, byte| add(sum, u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("value");
        write(&path, &vec!["loyer".to_owned(); 20]).expect("written");
        assert_eq!(read::<Vec<String>>(&path).expect("whole").len(), 20);
        let whole = std::fs::read(&path).expect("a file");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x10;
            std::fs::write(&path, bytes).expect("written");
            assert!(read::<Vec<String>>(&path).is_err(), "byte {at}");
        }
    }
}
