//! What the tests of the data folder share: a temporary folder and cards to import.

use guichet_core::model::Moment;
use guichet_core::ports::catalog::{Catalog, Query};
use guichet_index::{DataFolder, Format, Guide, Report, import};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::TempDir;

/// A data folder that goes with the test, and a place beside it for sources.
pub struct Desk {
    pub temp: TempDir,
    pub folder: DataFolder,
}

pub fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

impl Desk {
    pub fn new() -> Self {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::open(&temp.path().join("data")).expect("opens");
        Self { temp, folder }
    }

    /// A source folder with one card of that title.
    pub fn source(&self, name: &str, title: &str) -> PathBuf {
        let source = self.temp.path().join("sources").join(name);
        card(&source, "essai", title);
        source
    }

    pub fn import(&self, source: &Path, pack: &str) -> Report {
        import(&self.folder, Format::Pack, source, pack, now()).expect("imported")
    }

    pub fn guide(&self) -> Guide {
        let guide = Guide::open(&self.folder).expect("opens");
        guide.ready().expect("an index");
        guide
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.root().join(inside)
    }

    /// Every file of the generation in force, its seal among them.
    pub fn generation_files(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.path("index").join(&self.generations()[0])];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("files").flatten() {
                if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
            }
        }
        files
    }

    /// The files of the generation in force, and when each was written.
    pub fn written(&self) -> Vec<(PathBuf, SystemTime)> {
        let when = |file: &PathBuf| fs::metadata(file).and_then(|data| data.modified()).expect("a time");
        let mut files: Vec<_> = self.generation_files().into_iter().map(|file| (file.clone(), when(&file))).collect();
        files.sort();
        files
    }

    /// Names of the generations on the disk.
    pub fn generations(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("index")).expect("an index folder").flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

/// Writes a sound card in French.
pub fn card(folder: &Path, id: &str, title: &str) {
    let folder = folder.join("cards").join(id);
    fs::create_dir_all(&folder).expect("a folder");
    let facts = r#"themes = ["logement"]
counters = ["mairie"]
verified = "2026-11-22"
review_by = "2027-10-31"
licence = "etalab-2.0"

[[source]]
title = "Essai"
date = "2026-10-01"

[[route]]
kind = "counter"
target = "mairie"
"#;
    let sections: String = ["who", "papers", "ask", "help", "doubts"]
        .iter()
        .map(|kind| format!("\n## Partie {kind} {{#{kind}}}\n\nTexte.\n"))
        .collect();
    let prose =
        format!("+++\ntitle = \"{title}\"\nsummary = \"Une fiche d'essai.\"\nkeywords = [\"essai\"]\n+++\n{sections}");
    fs::write(folder.join("card.toml"), facts).expect("written");
    fs::write(folder.join("fr.md"), prose).expect("written");
}

/// Titles found for some words.
pub fn titles(guide: &Guide, words: &str) -> Vec<String> {
    let answer = guide.search(&Query { text: words.into(), limit: 5, ..Query::default() }).expect("an index");
    answer.hits.into_iter().map(|hit| hit.item.title).collect()
}
