//! A file that a command was asked to write: whole, or not at all.

use crate::error::Error;
use guichet_disk::{DiskError, write_whole};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a file that was asked for with an option of a command, such as `--out`. What stands at `path` is replaced once the new
/// file is whole; a pipe or a device is written as it comes.
///
/// # Errors
/// The place cannot be written; what was there stays.
pub fn hand_out(path: &Path, option: &'static str, bytes: &[u8]) -> Result<(), Error> {
    write(path, option, |out| out.write_all(bytes))
}

/// Writes a new file of this name into a folder: with a number behind it where there is one already. Gives its path.
///
/// # Errors
/// The folder cannot be written to.
pub fn hand_out_new(folder: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    let number = |count: u32| if count == 1 { String::new() } else { format!("-{count}") };
    let mut names = (1..).map(|count| folder.join(format!("{stem}{}.{ending}", number(count))));
    let path = names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(stem));
    hand_out(&path, "desk.calendar", bytes).map(|()| path)
}

/// The same, written a part at a time.
pub(crate) fn write(
    path: &Path,
    option: &'static str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Error> {
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
    written.map_err(|source| DiskError::new("write", path, source).given_with(option).into())
}
