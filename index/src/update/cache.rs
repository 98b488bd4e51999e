//! What is kept of a source between two updates: what its last file was, and a file that has not come whole.
//!
//! ```text
//! sources/lock               held by the one update that runs
//! sources/<name>/state.json  the last whole file: where it is from, its length and SHA-256, what it became
//! sources/<name>/<file>      that file, until it is in force
//! sources/<name>/part        what came of a file so far
//! sources/<name>/part.json   how much of it is on the disk for certain, and what asks for the rest
//! ```

use crate::data::{cannot_write, make, remove};
use crate::error::Error;
use guichet_core::model::Date;
use guichet_disk::write_whole;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

const STATE: &str = "state.json";
const PART: &str = "part";
const PART_STATE: &str = "part.json";

/// The longest name of a file that is kept, in bytes.
const LONGEST: usize = 100;

/// The folder of a source.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    folder: PathBuf,
}

/// The last whole file of a source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct State {
    /// The address it came from; none where it came from a folder.
    pub address: Option<String>,
    /// What its server called it.
    pub etag: Option<String>,
    /// When its server says that it changed.
    pub last_modified: Option<String>,
    /// Its name in this folder.
    pub file: String,
    /// Its length in bytes.
    pub length: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The content of the pack that it became; none where it is not in force.
    pub became: Option<String>,
    /// When its server was last found to have nothing newer.
    pub checked: Option<Date>,
}

/// A file that has not come whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    /// The address that was asked.
    pub address: String,
    /// What its server calls it.
    pub etag: Option<String>,
    /// When its server says that it changed.
    pub last_modified: Option<String>,
    /// What tells that the rest is of the same file; none where nothing does.
    pub same_if: Option<String>,
    /// The length of the whole, where it is known.
    pub total: Option<u64>,
    /// How many bytes are on the disk for certain.
    pub sure: u64,
}

impl Cache {
    /// The folder of a source, which need not exist.
    pub(super) fn of(sources: &Path, name: &str) -> Self {
        Self { folder: sources.join(name) }
    }

    /// Makes the folder.
    pub(super) fn make(&self) -> Result<(), Error> {
        make(&self.folder)
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The last whole file; none where there was none, or where what was written of it cannot be read.
    pub(super) fn state(&self) -> Option<State> {
        read(&self.folder.join(STATE))
    }

    /// Keeps what is known of the last whole file.
    pub(super) fn keep_state(&self, state: &State) -> Result<(), Error> {
        write(&self.folder.join(STATE), state)
    }

    /// Where the file of a state is.
    pub(super) fn file(&self, state: &State) -> PathBuf {
        self.folder.join(file_name(&state.file))
    }

    /// Whether the file of a state is at hand, unchanged.
    pub(super) fn holds(&self, state: &State) -> bool {
        let path = self.file(state);
        let as_long = fs::symlink_metadata(&path).is_ok_and(|data| data.is_file() && data.len() == state.length);
        as_long && sum(&path).is_ok_and(|sum| sum == state.sha256)
    }

    /// Where a file comes in.
    pub(super) fn part_file(&self) -> PathBuf {
        self.folder.join(PART)
    }

    /// What came of the file at an address so far, if the rest can be asked for.
    pub(super) fn part(&self, address: &str) -> Option<Part> {
        let part: Part = read(&self.folder.join(PART_STATE))?;
        let there = fs::symlink_metadata(self.part_file()).is_ok_and(|data| data.is_file() && data.len() >= part.sure);
        (there && part.sure > 0 && part.same_if.is_some() && part.address == address).then_some(part)
    }

    /// Keeps how much of it is on the disk for certain.
    pub(super) fn keep_part(&self, part: &Part) -> Result<(), Error> {
        write(&self.folder.join(PART_STATE), part)
    }

    /// Forgets what came so far.
    pub(super) fn forget_part(&self) {
        for name in [PART_STATE, PART] {
            let _ = remove(&self.folder.join(name));
        }
    }

    /// Makes what came the last whole file, whose name outside is given.
    pub(super) fn keep_whole(&self, name: &str, state: State) -> Result<State, Error> {
        self.drop_file();
        let part = self.part_file();
        let unwritten = |source| cannot_write(&part, source);
        let length = fs::metadata(&part).map_err(unwritten)?.len();
        let sha256 = sum(&part).map_err(unwritten)?;
        let state = State { file: file_name(name), length, sha256, became: None, ..state };
        fs::rename(&part, self.file(&state)).map_err(unwritten)?;
        let _ = remove(&self.folder.join(PART_STATE));
        self.keep_state(&state)?;
        Ok(state)
    }

    /// Removes the last whole file: it is in force, or of no use.
    pub(super) fn drop_file(&self) {
        if let Some(state) = self.state() {
            let _ = remove(&self.file(&state));
        }
    }

    /// Forgets the last whole file, so that the next update asks for it as if it had never come.
    pub(super) fn forget(&self) {
        self.drop_file();
        let _ = remove(&self.folder.join(STATE));
    }
}

/// A name of a file that is sound on every system and none of ours.
fn file_name(name: &str) -> String {
    let sound = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let name: String = name.chars().map(sound).take(LONGEST).collect();
    let ours = [STATE, PART, PART_STATE].contains(&name.as_str());
    if ours || name.is_empty() || name.starts_with('.') { format!("file-{name}") } else { name }
}

/// The SHA-256 of a file, in small letters.
pub(super) fn sum(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut sum = Sha256::new();
    let mut bytes = vec![0; 1 << 16];
    loop {
        match file.read(&mut bytes)? {
            0 => break,
            read => sum.update(&bytes[..read]),
        }
    }
    Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let text = fs::read(path).ok()?;
    let read = serde_json::from_slice(&text);
    read.inspect_err(|error| tracing::warn!(path = %path.display(), %error, "what was kept of a source cannot be read"))
        .ok()
}

fn write(path: &Path, value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_vec(value).map_err(|error| cannot_write(path, error.into()))?;
    write_whole(path, |out| out.write_all(&text)).map_err(|source| cannot_write(path, source))
}

#[cfg(test)]
mod tests {
    //! Properties: a name from outside stays in the folder; a part is used where its rest can be told from another file's;
    //! a file is at hand while it is what was kept.

    use super::*;

    #[test]
    fn a_name_from_outside_stays_in_the_folder() {
        for (name, kept) in [
            ("vosdroits-latest.zip", "vosdroits-latest.zip"),
            ("../../etc/passwd", "file-.._.._etc_passwd"),
            (".hidden", "file-.hidden"),
            ("", "file-"),
            ("state.json", "file-state.json"),
            ("part", "file-part"),
            ("a\u{202e}é\0b", "a___b"),
        ] {
            assert_eq!(file_name(name), kept);
        }
    }

    #[test]
    fn a_part_is_used_where_its_rest_can_be_told() {
        let temp = tempfile::tempdir().expect("a folder");
        let cache = Cache::of(temp.path(), "a");
        cache.make().expect("made");
        let part = Part { address: "x".into(), same_if: Some("\"1\"".into()), sure: 3, ..Part::default() };
        fs::write(cache.part_file(), "abcd").expect("written");
        cache.keep_part(&part).expect("kept");
        assert_eq!(cache.part("x"), Some(part.clone()));
        assert_eq!(cache.part("y"), None);
        cache.keep_part(&Part { same_if: None, ..part.clone() }).expect("kept");
        assert_eq!(cache.part("x"), None);
        cache.keep_part(&Part { sure: 5, ..part }).expect("kept");
        assert_eq!(cache.part("x"), None, "the disk has less than was said");
        fs::write(temp.path().join("a/part.json"), "garbage").expect("written");
        assert_eq!(cache.part("x"), None);
    }

    #[test]
    fn a_file_is_at_hand_while_it_is_what_was_kept() {
        let temp = tempfile::tempdir().expect("a folder");
        let cache = Cache::of(temp.path(), "a");
        cache.make().expect("made");
        fs::write(cache.part_file(), "abc").expect("written");
        let state = cache.keep_whole("b.csv", State::default()).expect("kept");
        // The sum of "abc" is the first example of FIPS 180.
        assert_eq!(state.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(cache.holds(&state) && cache.state() == Some(state.clone()));
        fs::write(cache.file(&state), "abd").expect("written");
        assert!(!cache.holds(&state));
        cache.forget();
        assert!(cache.state().is_none() && !cache.file(&state).exists());
    }
}
