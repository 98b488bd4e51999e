//! Fiches of service-public.fr ("vosdroits"), published by the DILA as XML, schema 3.0 to 3.5.

use crate::{Batch, ImportError};
use std::io::{self, Read, Seek};

/// Name of the source in items and on the command line.
pub const SOURCE: &str = "vosdroits";

/// Reads the publisher's zip. `name` is the file as the operator gave it; warnings name it. `Err` only where the zip
/// itself cannot be opened.
pub fn read_zip(reader: impl Read + Seek, name: &str) -> Result<Batch, ImportError> {
    let archive = zip::ZipArchive::new(reader);
    archive
        .map(|_| Batch::default())
        .map_err(|cause| ImportError::NotAnArchive { name: name.into(), cause: cause.to_string() })
}

/// Reads the files of a folder, each with its name inside the folder.
pub fn read_files(files: impl Iterator<Item = (String, io::Result<Vec<u8>>)>) -> Batch {
    let mut batch = Batch::default();
    for (name, bytes) in files {
        batch.read += 1;
        batch.refused += 1;
        batch.refuse(&name, "", "", bytes.map_or_else(|e| e.to_string(), |_| "not read yet".into()));
    }
    batch
}
