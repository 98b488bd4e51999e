//! Handing out what is in force, in the field's own formats. A file is written whole, or not at all.

use crate::data::DataFolder;
use crate::error::Error;
use crate::{pack, sources};
use guichet_content::skos;
use guichet_disk::{DiskError, write_whole};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What `guichet export` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The thesaurus in SKOS, as Turtle.
    Skos,
}

impl ExportFormat {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 1] = [Self::Skos];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skos => "skos",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// Writes what is in force, the embedded content and the packs over it, to `path`; gives how many records.
///
/// What stands at `path` is replaced once the new file is whole; a pipe or a device is written as it comes.
///
/// # Errors
/// The place cannot be written; then what was there stays. A pack that is broken is left out, as it is in a search.
pub fn export(folder: &DataFolder, format: ExportFormat, path: &Path) -> Result<usize, Error> {
    match format {
        ExportFormat::Skos => {
            let (concepts, themes) = sources::thesaurus(&pack::list(folder))?;
            write(path, |out| skos::write(&concepts, &themes, out))?;
            Ok(concepts.len())
        }
    }
}

fn write(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Error> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // Renaming over it would put a file in place of the pipe.
        Ok(there) if !there.is_file() => File::options().write(true).open(path).and_then(|file| {
            let mut out = BufWriter::new(file);
            write(&mut out)?;
            out.flush()
        }),
        _ => write_whole(path, write),
    };
    written.map_err(|source| DiskError::new("write", path, source).given_with("--out").into())
}
