//! A data folder for tests: what is built into the program, and two fiches of service-public.fr, imported.

use guichet_core::model::{Date, Moment};
use guichet_index::{DataFolder, Error, Format, Guide, import};
use std::fs;
use std::path::{Path, PathBuf};

/// When the fiches are imported.
const IMPORTED: Moment = Moment { date: Date { year: 2026, month: 11, day: 22 }, minute: 600 };

/// Makes the folder `name` anew under `below` (a test's `CARGO_TARGET_TMPDIR`) and gives its path. Each test binary
/// takes a name of its own: they may run side by side.
///
/// # Errors
/// A folder that cannot be made, or an import that failed.
pub fn make(below: &str, name: &str) -> Result<PathBuf, Error> {
    let root = Path::new(below).join(name);
    // A world of an earlier run; the first run has none.
    let _ = fs::remove_dir_all(&root);
    let folder = DataFolder::open(&root)?;
    let fiches = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/vosdroits");
    import(&folder, Format::Vosdroits, &fiches, "vosdroits", IMPORTED)?;
    Ok(root)
}

/// Opens the guide over a world.
///
/// # Errors
/// An index that cannot be built or read.
pub fn open(root: &Path) -> Result<Guide, Error> {
    let guide = Guide::open(&DataFolder::open(root)?)?;
    guide.ready()?;
    Ok(guide)
}
