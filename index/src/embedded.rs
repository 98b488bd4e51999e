//! The content built into the program.

use crate::error::Error;
use flate2::read::GzDecoder;
use guichet_import::authored::Texts;
use std::io::Read;

/// `content/`, as packed by the build script.
const ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.tar.gz"));

/// The embedded files, by path.
pub(crate) fn texts() -> Result<Texts, Error> {
    let broken = |error: std::io::Error| Error::Embedded(error.to_string());
    let mut texts = Texts::new();
    for entry in tar::Archive::new(GzDecoder::new(ARCHIVE)).entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        let path = entry.path().map_err(broken)?.to_string_lossy().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).map_err(broken)?;
        texts.insert(path, text);
    }
    Ok(texts)
}

/// A fingerprint of the embedded content: another one means that the index is out of date.
pub(crate) fn fingerprint() -> u64 {
    // FNV-1a: stable over builds and platforms, which the standard hasher is not.
    ARCHIVE.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
