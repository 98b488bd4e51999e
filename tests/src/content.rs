//! The content as it stands in the tree, not as a program carries it.

use guichet_content::authored::Texts;
use std::fs;
use std::path::Path;

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The files of the content by their path below it, its large tables aside.
///
/// # Panics
/// The content cannot be read.
#[allow(clippy::expect_used, reason = "a test without its content fails")]
pub fn texts() -> Texts {
    fn add(folder: &Path, inside: &str, texts: &mut Texts) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = format!("{inside}{}", path.file_name().expect("a name").to_string_lossy());
            if path.is_dir() {
                add(&path, &format!("{name}/"), texts);
            } else if path.extension().is_some_and(|end| end == "toml" || end == "md") {
                texts.insert(name, fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    let mut texts = Texts::new();
    add(&root().join("content"), "", &mut texts);
    texts
}
