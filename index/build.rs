//! Packs `content/` into one compressed archive that the program carries.

#![allow(clippy::disallowed_methods, reason = "a build script is told where it works by its environment")]

use flate2::{Compression, GzBuilder};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let content = manifest.parent().unwrap_or(Path::new("..")).join("content");
    println!("cargo::rerun-if-changed={}", content.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("content.tar.gz");
    // No time stamp: the same content gives the same archive.
    let gz = GzBuilder::new().mtime(0).write(fs::File::create(out)?, Compression::best());
    let mut archive = tar::Builder::new(gz);
    add(&mut archive, &content, &content)?;
    archive.into_inner()?.finish()?;
    Ok(())
}

/// Adds the files below a folder, sorted by name.
fn add(archive: &mut tar::Builder<impl io::Write>, root: &Path, folder: &Path) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            add(archive, root, &path)?;
        } else if path.extension().is_some_and(|end| ["toml", "md", "tsv"].iter().any(|kept| end == *kept)) {
            let bytes = fs::read(&path)?;
            let mut header = tar::Header::new_gnu();
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            archive.append_data(&mut header, path.strip_prefix(root).unwrap_or(&path), bytes.as_slice())?;
        }
    }
    Ok(())
}
