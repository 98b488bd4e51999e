//! Files brought in a folder, or on a stick: which one is whose, and its copy. Nothing outside the folder is read: links
//! are passed over.

use super::cache::{Cache, State, sum};
use super::fault::Fault;
use super::fetch::{has_room, small_enough, wrong_sum};
use super::source::Source;
use crate::data::{cannot_write, name_of};
use crate::error::Error;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How deep folders are looked into.
const DEPTH: usize = 4;
/// How many entries are looked at: a stick is not a disk.
const MOST: usize = 20_000;

/// The files of a folder, at most [`MOST`], sorted.
///
/// # Errors
/// It is no folder, or cannot be read.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Unreadable { path: folder.to_owned(), source };
    let mut left = vec![(folder.to_owned(), 0)];
    let (mut files, mut seen) = (Vec::new(), 0);
    while let Some((inside, depth)) = left.pop() {
        let entries = match fs::read_dir(&inside) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => return Err(unreadable(error)),
            // One folder of a stick that cannot be read hides no other.
            Err(_) => continue,
        };
        for entry in entries.flatten() {
            seen += 1;
            if seen > MOST {
                return Err(unreadable(io::Error::other(format!("it holds more than {MOST} files"))));
            }
            // Of a link, this is the kind of the link.
            let Ok(kind) = entry.file_type() else { continue };
            let hidden = name_of(&entry.path()).starts_with('.');
            if kind.is_file() && !hidden {
                files.push(entry.path());
            } else if kind.is_dir() && !hidden && depth < DEPTH {
                left.push((entry.path(), depth + 1));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The file of a source among those of a folder. Where several fit, the last by name: names that hold a date say which is
/// the newest.
pub(super) fn pick<'f>(source: &Source, files: &'f [PathBuf]) -> Option<&'f PathBuf> {
    let name = |file: &PathBuf| name_of(file).to_lowercase();
    // What the configuration says first goes first.
    source
        .patterns
        .iter()
        .find_map(|pattern| files.iter().filter(|file| fits(pattern, &name(file))).max_by_key(|file| name(file)))
}

/// Copies a file into the folder of its source; `None` where it is what is in force already.
pub(super) fn bring(
    source: &Source,
    file: &Path,
    cache: &Cache,
    known: Option<&State>,
) -> Result<Option<State>, Fault> {
    let unreadable = |error| Fault::from(Error::Unreadable { path: file.to_owned(), source: error });
    let length = fs::metadata(file).map_err(unreadable)?.len();
    small_enough(source, length)?;
    let found = sum(file).map_err(unreadable)?;
    if let Some(wanted) = source.sha256.as_ref().filter(|wanted| **wanted != found) {
        return Err(wrong_sum(wanted, &found));
    }
    if known.is_some_and(|known| known.sha256 == found) {
        return Ok(None);
    }
    cache.make()?;
    has_room(cache, length)?;
    cache.forget_part();
    let part = cache.part_file();
    let unwritten = |source| Fault::from(cannot_write(&part, source));
    let mut out = File::create(&part).map_err(unwritten)?;
    let mut read = File::open(file).map_err(unreadable)?.take(source.limit.saturating_add(1));
    io::copy(&mut read, &mut out).and_then(|_| out.sync_all()).map_err(unwritten)?;
    let state = cache.keep_whole(&name_of(file), State::default())?;
    if state.sha256 != found {
        cache.forget();
        return Err(Fault::new(
            format!("{} changed, or was pulled out, while it was copied", file.display()),
            "Copy it again",
        ));
    }
    Ok(Some(state))
}

/// Whether a name fits a pattern: `*` stands for anything, `?` for one character.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    // Where the last star stands, and how much of the name it has taken.
    let (mut at, mut of, mut star) = (0, 0, None);
    while of < name.len() {
        if at < pattern.len() && pattern[at] == '*' {
            star = Some((at, of));
            at += 1;
        } else if at < pattern.len() && (pattern[at] == '?' || pattern[at] == name[of]) {
            at += 1;
            of += 1;
        } else if let Some((back, taken)) = star {
            star = Some((back, taken + 1));
            at = back + 1;
            of = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_its_pattern() {
        for (pattern, name, fit) in [
            ("*", "", true),
            ("liste-fs-*.csv", "liste-fs-20240801.csv", true),
            ("liste-fs-*.csv", "liste-fs-20240801.csv.bak", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*b*b", "abbb", true),
            ("*b*c", "abbb", false),
            ("", "a", false),
        ] {
            assert_eq!(fits(pattern, name), fit, "{pattern} {name}");
        }
        // Many stars cost no more than a few.
        assert!(!fits(&"*a".repeat(50), &format!("{}b", "a".repeat(5000))));
    }
}
