//! The content folder as the index would hand it over.

use guichet_content::authored::{self, Authored, Texts};
use std::fs;
use std::path::{Path, PathBuf};

/// `content/` of this repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// Every text file of the folder, by path.
pub fn texts() -> Texts {
    let mut texts = Texts::new();
    add(&mut texts, &root(), &root());
    texts
}

/// The folder, read.
pub fn read() -> Authored {
    authored::read(&texts())
}

fn add(texts: &mut Texts, root: &Path, folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            add(texts, root, &path);
        } else if path.extension().is_some_and(|end| end == "toml" || end == "md") {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            texts.insert(name, fs::read_to_string(&path).expect("UTF-8"));
        }
    }
}
