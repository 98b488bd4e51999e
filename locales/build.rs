//! Finds the Fluent files: a folder is a language, named by its code. One that has `guide.ftl` is complete, and its files but
//! the words of answers are what it says.

#![allow(clippy::disallowed_methods, reason = "a build script is told where it works by its environment")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The words of answers, which a language may have before it is complete.
const ANSWERS: &str = "answers.ftl";
/// What a complete language has.
const GUIDE: &str = "guide.ftl";

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed={}", manifest.display());
    let (mut files, mut answers) = ("&[\n".to_owned(), "&[\n".to_owned());
    for folder in entries(&manifest)?.into_iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let code = name(&folder);
        let words: Vec<PathBuf> =
            entries(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "ftl")).collect();
        let include = |path: &Path| format!("include_str!({:?})", path.display().to_string());
        if let Some(path) = words.iter().find(|path| name(path) == ANSWERS) {
            let _ = writeln!(answers, "({code:?}, {}),", include(path));
        }
        if words.iter().any(|path| name(path) == GUIDE) {
            let said = words.iter().filter(|path| name(path) != ANSWERS).map(|path| include(path));
            let _ = writeln!(files, "({code:?}, &[{}]),", said.collect::<Vec<_>>().join(", "));
        }
    }
    fs::write(out.join("files.rs"), files + "]")?;
    fs::write(out.join("answers.rs"), answers + "]")
}

/// What stands in a folder, sorted.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    Ok(entries)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
