//! Packs `content/` into compressed archives that the program carries: one a top-level folder, so that the first screen
//! does not unpack the directory of town halls. Trains the readers of distress and of the subject from the same files,
//! and compiles what every program needs at its start: words, phrases of distress, situations, letters, phrases of mediators,
//! deadlines, institutions, rights.

#![allow(clippy::disallowed_methods, reason = "a build script is told where it works by its environment")]

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use guichet_content::Batch;
use guichet_content::authored::{self, Rights, Texts};
use guichet_core::fingerprint::Fingerprint;
use guichet_core::text::distress::Distress;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Endings of the files that are content.
const KEPT: [&str; 3] = ["toml", "md", "tsv"];

/// What the reader of distress learns from is read where it is trained, and by `guichet check`: never at a start.
const TRAINING: &str = "training";

/// The communes of the country: their names are no slips of anything.
const COMMUNES: &str = "gazetteer/communes.tsv";

/// The dictionaries, the only tables that are authored.
const DICTIONARY: &str = "dictionary/";

/// The registry of languages.
const LANGUAGES: &str = "languages.toml";

/// Tables that are read into the places of an index, as they are.
const TABLES: [&str; 3] = ["counters", "gazetteer", "mairies"];

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let content = manifest.parent().unwrap_or(Path::new("..")).join("content");

    let mut groups: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in files(&content)? {
        let inside = path.strip_prefix(&content).unwrap_or(&path);
        let parent = inside.parent().unwrap_or(Path::new(""));
        let folder = parent.iter().find(|part| *part == TRAINING).or_else(|| parent.iter().next()).unwrap_or_default();
        groups.entry(folder.to_string_lossy().into_owned()).or_default().push(path);
    }
    let mut tables = Fingerprint::new();
    let mut code = "[\n".to_owned();
    for (group, paths) in &groups {
        let archive = archive(&content, paths)?;
        if TABLES.contains(&group.as_str()) {
            tables.add(&archive);
        }
        let path = out.join(format!("content-{group}.tar.gz"));
        fs::write(&path, archive)?;
        let _ = writeln!(code, "({group:?}, include_bytes!({:?})),", path.display().to_string());
    }
    code.push(']');
    fs::write(out.join("content.rs"), code)?;
    fs::write(out.join("places.key"), tables.to_string())?;
    compiled(&content, &out)
}

/// Compiles the authored content where it, or the way to read it, has changed; and fingerprints what it brings into an
/// index, as it is read.
fn compiled(content: &Path, out: &Path) -> io::Result<()> {
    let mut texts = Texts::new();
    let mut communes = String::new();
    for path in files(content)? {
        let inside = path.strip_prefix(content).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if inside == COMMUNES {
            communes = fs::read_to_string(&path)?;
        } else if path.extension().is_some_and(|end| end == "toml" || end == "md") || inside.starts_with(DICTIONARY) {
            texts.insert(inside, fs::read_to_string(&path)?);
        }
    }
    let mut fingerprint = Fingerprint::new();
    // The script itself is another file once the crates that it trains with are.
    fingerprint.add(&fs::read(env::current_exe()?)?);
    texts
        .iter()
        .flat_map(|(path, text)| [path, text])
        .chain([&communes])
        .for_each(|text| fingerprint.add(text.as_bytes()));
    let key = out.join("compiled.key");
    let wanted = fingerprint.to_string();
    if fs::read_to_string(&key).is_ok_and(|key| key == wanted) {
        return Ok(());
    }
    let authored = authored::read(&texts);
    fs::write(out.join("reader.bin"), authored::reader(&authored, &communes))?;
    let subject = authored::subject(&authored);
    // What the registry of languages says of words shapes what is indexed.
    let key_of = |brought: &[u8], languages: &str| {
        let mut key = Fingerprint::new();
        key.field(brought);
        key.field(languages.as_bytes());
        key.to_string()
    };
    let languages = texts.get(LANGUAGES).map(String::as_str).unwrap_or_default();
    fs::write(out.join("texts.key"), key_of(&serde_json::to_vec(&authored.batch.items)?, languages))?;
    let lexicon = (
        &authored.concepts,
        &authored.told_fiches,
        &authored.dictionary,
        &authored.apart,
        Fingerprint::of(&subject).to_string(),
    );
    fs::write(out.join("lexicon.key"), key_of(&serde_json::to_vec(&lexicon)?, languages))?;
    let packed = |name: &str, bytes: Vec<u8>| fs::write(out.join(format!("{name}.gz")), compressed(&bytes)?);
    packed("subject.bin", subject)?;
    // JSON: an answer of a household does not say which kind it is.
    packed("situations.json", serde_json::to_vec(&authored.situations)?)?;
    packed("letters.json", serde_json::to_vec(&authored.letters)?)?;
    packed("phrases.json", serde_json::to_vec(&authored.phrase_book)?)?;
    packed("deadlines.json", serde_json::to_vec(&authored.deadlines)?)?;
    // What is wrong with the files is told by `guichet check`.
    let rights = Rights::read(&texts, &mut Batch::default());
    packed("rights.json", serde_json::to_vec(&rights)?)?;
    let stored = |value: Result<Vec<u8>, postcard::Error>| value.map_err(io::Error::other);
    packed("features.bin", stored(postcard::to_stdvec(&authored.features))?)?;

    // What is said before anything is looked up: the root files and the emergencies, without the cards.
    texts.retain(|path, _| path.split_once('/').is_none_or(|(top, _)| top == "emergency") && !path.contains(TRAINING));
    let first = authored::read(&texts);
    packed("institutions.bin", stored(postcard::to_stdvec(&first.institutions))?)?;
    let words = (&first.themes, &first.emergency, &first.numbers, &first.private);
    packed("words.bin", stored(postcard::to_stdvec(&words))?)?;
    packed("distress.bin", stored(postcard::to_stdvec(&Distress::new(first.phrases)))?)?;
    fs::write(key, wanted)
}

/// The files below a folder, sorted.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Bytes compressed, without a time stamp: the same content gives the same bytes.
fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut written = encoder();
    written.write_all(bytes)?;
    written.finish()
}

fn encoder() -> GzEncoder<Vec<u8>> {
    GzBuilder::new().mtime(0).write(Vec::new(), Compression::best())
}

/// One compressed archive.
fn archive(root: &Path, paths: &[PathBuf]) -> io::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(encoder());
    let kept = |path: &&PathBuf| path.extension().is_some_and(|end| KEPT.iter().any(|kept| end == *kept));
    for path in paths.iter().filter(kept) {
        let bytes = fs::read(path)?;
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        archive.append_data(&mut header, path.strip_prefix(root).unwrap_or(path), bytes.as_slice())?;
    }
    archive.into_inner()?.finish()
}
