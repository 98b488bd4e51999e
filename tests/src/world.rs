//! A data folder for tests: what is built into the program, and a few fiches imported from the fixtures.

use guichet_index::{DataFolder, Error, Guide};
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the folder `name` anew under `below` (a test's `CARGO_TARGET_TMPDIR`) and gives its path. Each test binary
/// takes a name of its own: they may run side by side.
///
/// # Errors
/// A folder that cannot be made, or an import that failed.
pub fn make(below: &str, name: &str) -> Result<PathBuf, Error> {
    let folder = Path::new(below).join(name);
    // A world of an earlier run; the first run has none.
    let _ = fs::remove_dir_all(&folder);
    DataFolder::open(&folder)?;
    Ok(folder)
}

/// Opens the guide over a world.
///
/// # Errors
/// An index that cannot be built or read.
pub fn open(folder: &Path) -> Result<Guide, Error> {
    Guide::open(&DataFolder::open(folder)?)
}
