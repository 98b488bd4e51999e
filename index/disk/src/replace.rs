//! Folders that are whole or not there: one takes the place of another.

use crate::folder::{entries, name_of, remove, sync_folder};
use crate::whole::{DRAFT, draft_of};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Ending of what is being replaced.
const ASIDE: &str = ".aside";

/// Puts the draft of a folder ([`draft_of`]) in its place, on the disk. Where one stands there already, it is set aside
/// and removed after.
///
/// # Errors
/// The disk refuses; one of the two is then there whole, at the latest after [`clear_leftovers`].
pub fn replace_folder(path: &Path) -> io::Result<()> {
    let draft = draft_of(path);
    sync_tree(&draft)?;
    let aside = path.with_file_name(format!(".{}{ASIDE}", name_of(path)));
    remove(&aside)?;
    if path.exists() {
        fs::rename(path, &aside)?;
    }
    fs::rename(&draft, path)?;
    path.parent().map_or(Ok(()), sync_folder)?;
    remove(&aside)
}

/// Removes what interrupted writers left behind in a folder, and puts back what they had set aside.
pub fn clear_leftovers(folder: &Path) {
    for path in entries(folder) {
        let name = name_of(&path);
        let Some(name) = name.strip_prefix('.') else { continue };
        if let Some(name) = name.strip_suffix(ASIDE) {
            let place = folder.join(name);
            let _ = if place.exists() { remove(&path) } else { fs::rename(&path, &place) };
        } else if name.ends_with(DRAFT) {
            let _ = remove(&path);
        }
    }
}

fn sync_tree(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        if path.is_dir() { sync_tree(&path)? } else { File::open(&path)?.sync_all()? }
    }
    sync_folder(path)
}

#[cfg(test)]
mod tests {
    //! Property: a folder is replaced whole, also where the program was killed in between.

    use super::*;
    use crate::make;

    #[test]
    fn a_folder_takes_the_place_of_another() {
        let temp = tempfile::tempdir().expect("a folder");
        let path = temp.path().join("pack");
        for text in ["old", "new"] {
            make(&draft_of(&path)).expect("made");
            fs::write(draft_of(&path).join("file"), text).expect("written");
            replace_folder(&path).expect("replaced");
            assert_eq!(fs::read_to_string(path.join("file")).expect("there"), text);
        }
        assert_eq!(entries(temp.path()), [path]);
    }

    #[test]
    fn what_an_interrupted_writer_left_is_cleared_or_put_back() {
        let temp = tempfile::tempdir().expect("a folder");
        for name in [".new.draft", ".lost.aside", ".done.aside", "done"] {
            fs::create_dir(temp.path().join(name)).expect("made");
        }
        clear_leftovers(temp.path());
        let left: Vec<String> = entries(temp.path()).iter().map(|path| name_of(path)).collect();
        assert_eq!(left, ["done", "lost"]);
    }
}
