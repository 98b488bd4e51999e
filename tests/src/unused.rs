//! Whether each crate uses what its manifest asks for: a dependency that no source names is compiled for nothing.

use crate::rooms::Source;
use cargo_metadata::{Metadata, Package};

/// Every dependency that no source of its crate names, one sentence each. Empty: all is well.
pub fn judge(metadata: &Metadata, files: &[Source]) -> Vec<String> {
    let members = metadata.workspace_packages();
    let folders: Vec<String> = members.iter().map(|package| folder(metadata, package)).collect();
    let mut faults = Vec::new();
    for (package, folder) in members.iter().zip(&folders) {
        // A crate that stands inside this one's folder is another crate.
        let inside = |path: &str| folders.iter().filter(|folder| path.starts_with(*folder)).max_by_key(|one| one.len());
        let own: Vec<&Source> = files.iter().filter(|(path, _)| inside(path) == Some(folder)).collect();
        for dependency in &package.dependencies {
            let name = dependency.rename.as_deref().unwrap_or(&dependency.name).replace('-', "_");
            if !own.iter().any(|(_, text)| names(text, &name)) {
                let (user, used) = (&package.name, &dependency.name);
                faults.push(format!("{user} -> {used} is an unused dependency: take it out of {folder}Cargo.toml"));
            }
        }
    }
    faults
}

/// The folder of a crate below the root, with a slash at its end.
fn folder(metadata: &Metadata, package: &Package) -> String {
    let inside = package.manifest_path.strip_prefix(&metadata.workspace_root).unwrap_or(&package.manifest_path);
    inside.as_str().trim_end_matches("Cargo.toml").to_owned()
}

/// Whether a text holds a name as a whole word.
fn names(text: &str, name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .any(|(at, found)| !text[..at].ends_with(inner) && !text[at + found.len()..].starts_with(inner))
}
