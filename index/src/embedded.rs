//! The content built into the program: one archive a top-level folder of `content/`, unpacked when it is asked for.

use crate::error::Error;
use crate::generation::Part;
use flate2::read::GzDecoder;
use guichet_content::authored::{self, Rights, Situations, Texts};
use guichet_content::{Batch, Features};
use guichet_core::carry::WordList;
use guichet_core::deadline::Deadlines;
use guichet_core::letter::Letters;
use guichet_core::model::{EmergencyCategory, Institutions, Lang, Theme};
use guichet_core::phrase::PhraseBook;
use guichet_core::text::distress::Distress;
use guichet_core::text::reader::Reader;
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// (top-level folder, archive); the files at the root are under the empty name.
const ARCHIVES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// A fingerprint of what the embedded content brings into a part of a generation, as it is read: another one means that the
/// part is out of date.
pub(crate) const fn identity(part: Part) -> &'static str {
    match part {
        Part::Texts => include_str!(concat!(env!("OUT_DIR"), "/texts.key")),
        Part::Places => include_str!(concat!(env!("OUT_DIR"), "/places.key")),
        Part::Lexicon => include_str!(concat!(env!("OUT_DIR"), "/lexicon.key")),
    }
}

/// The folders of tables of places: town halls, and counters of France services.
pub(crate) const TOWN_HALLS: &str = "mairies";
pub(crate) const PLACES: [&str; 2] = [TOWN_HALLS, "counters"];

/// Folders that are large tables, not prose: read alone, when first needed.
pub(crate) const TABLES: [&str; 3] = ["counters", "gazetteer", "mairies"];

/// The trained reader of distress.
const READER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/reader.bin"));

/// The reader of distress that was trained from the embedded content.
pub fn reader() -> Option<Reader> {
    Reader::open(READER)
}

/// The trained reader of what is about rights and services, as the search keeps it.
///
/// # Errors
/// It is damaged.
pub(crate) fn subject() -> Result<Vec<u8>, Error> {
    unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/subject.bin.gz")))
}

/// What is said before anything is looked up.
#[derive(Debug, Deserialize)]
pub(crate) struct FirstWords {
    /// Themes in each language, in the order of the grid.
    pub themes: BTreeMap<Lang, Vec<Theme>>,
    /// Emergency categories in each language, the most general first.
    pub emergency: BTreeMap<Lang, Vec<EmergencyCategory>>,
    /// The digits of every number of the phone book.
    pub numbers: BTreeSet<String>,
    /// What must not be read over somebody's shoulder, and is no emergency.
    pub private: BTreeSet<String>,
}

/// Words, themes and emergency numbers, compiled by the build script.
pub(crate) fn first_words() -> Result<FirstWords, Error> {
    decode(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin.gz")))
}

/// The phrases of distress of every language, compiled by the build script, and the trained reader beside them.
pub(crate) fn distress() -> Result<Distress, Error> {
    let phrases: Distress = decode(include_bytes!(concat!(env!("OUT_DIR"), "/distress.bin.gz")))?;
    Ok(phrases.with(reader()))
}

/// The institutions that people ask for by name, compiled by the build script.
pub(crate) fn institutions() -> Result<Institutions, Error> {
    decode(include_bytes!(concat!(env!("OUT_DIR"), "/institutions.bin.gz")))
}

/// The letters from templates, compiled by the build script.
pub(crate) fn letters() -> Result<Letters, Error> {
    json(include_bytes!(concat!(env!("OUT_DIR"), "/letters.json.gz")))
}

/// The phrases of mediators, compiled by the build script.
pub(crate) fn phrase_book() -> Result<PhraseBook, Error> {
    json(include_bytes!(concat!(env!("OUT_DIR"), "/phrases.json.gz")))
}

/// The deadlines of the cards, compiled by the build script.
pub(crate) fn deadlines() -> Result<Deadlines, Error> {
    json(include_bytes!(concat!(env!("OUT_DIR"), "/deadlines.json.gz")))
}

/// What places offer, in the words of every standard, compiled by the build script.
pub(crate) fn features() -> Result<Features, Error> {
    decode(include_bytes!(concat!(env!("OUT_DIR"), "/features.bin.gz"))).map(Features::new)
}

/// The embedded situations and papers, compiled by the build script.
pub(crate) fn situations() -> Result<Situations, Error> {
    json(include_bytes!(concat!(env!("OUT_DIR"), "/situations.json.gz")))
}

/// The embedded rules of the rights, compiled by the build script.
pub(crate) fn rights() -> Result<Rights, Error> {
    json(include_bytes!(concat!(env!("OUT_DIR"), "/rights.json.gz")))
}

/// What the build script compressed.
fn unpacked(stored: &[u8]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    GzDecoder::new(stored).read_to_end(&mut bytes).map_err(|error| Error::Embedded(error.to_string()))?;
    Ok(bytes)
}

fn decode<T: DeserializeOwned>(stored: &[u8]) -> Result<T, Error> {
    postcard::from_bytes(&unpacked(stored)?).map_err(|error| Error::Embedded(error.to_string()))
}

fn json<T: DeserializeOwned>(stored: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(&unpacked(stored)?).map_err(|error| Error::Embedded(error.to_string()))
}

/// The files of some top-level folders, by path.
pub(crate) fn texts(wanted: impl Fn(&str) -> bool) -> Result<Texts, Error> {
    let broken = |error: std::io::Error| Error::Embedded(error.to_string());
    let mut texts = Texts::new();
    for (_, archive) in ARCHIVES.iter().filter(|(group, _)| wanted(group)) {
        for entry in tar::Archive::new(GzDecoder::new(*archive)).entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let path = entry.path().map_err(broken)?.to_string_lossy().into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).map_err(broken)?;
            texts.insert(path, text);
        }
    }
    Ok(texts)
}

/// Everything authored: all but the large tables.
pub(crate) fn authored() -> Result<Texts, Error> {
    texts(|group| !TABLES.contains(&group))
}

/// The files of the cards.
pub(crate) fn cards() -> Result<Texts, Error> {
    texts(|group| group == "cards")
}

/// The words by which people carry what they found.
pub(crate) fn carry_words() -> Result<WordList, Error> {
    let texts = texts(|group| group == "words")?;
    let words = authored::carry_words(&texts, &mut Batch::default());
    words.ok_or_else(|| Error::Embedded("words/words.toml is no list of words".into()))
}

/// The kinds of place that are known.
pub(crate) fn kinds() -> Result<Vec<String>, Error> {
    #[derive(Deserialize)]
    struct Vocabulary {
        counters: Vec<String>,
    }
    let texts = texts(str::is_empty)?;
    let text = texts.get("vocabulary.toml").map_or("", String::as_str);
    let vocabulary: Vocabulary = toml::from_str(text).map_err(|error| Error::Embedded(error.to_string()))?;
    Ok(vocabulary.counters)
}

/// The tables of the gazetteer.
pub(crate) fn gazetteer() -> Result<Texts, Error> {
    texts(|group| group == "gazetteer")
}

#[cfg(test)]
mod tests {
    //! - what the build script compiled is what is read from the files themselves.

    use super::*;

    #[test]
    fn what_was_compiled_is_what_the_files_say() {
        let texts = texts(|group| group.is_empty() || group == "emergency").expect("files");
        let read = authored::read(&texts);
        let words = first_words().expect("words");
        assert_eq!((&words.themes, &words.emergency), (&read.themes, &read.emergency));
        assert_eq!((&words.numbers, &words.private), (&read.numbers, &read.private));
        assert!(!words.numbers.is_empty() && !words.emergency.is_empty());
        assert_eq!(institutions().expect("institutions"), read.institutions);
        assert!(read.institutions.count() >= 40);
        let phrases = postcard::to_stdvec(&Distress::new(read.phrases)).expect("phrases");
        let stored = unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/distress.bin.gz"))).expect("unpacked");
        assert!(phrases == stored, "the phrases of distress");
        let distress = distress().expect("phrases");
        assert_eq!(postcard::to_stdvec(&distress).expect("phrases"), phrases, "read and written again");
        assert!(distress.score("mon mari me frappe").is_some(), "the trained reader stands beside them");
    }

    #[test]
    fn rights_are_those_of_the_files() {
        let mut batch = Batch::default();
        let read = Rights::read(&authored().expect("files"), &mut batch);
        assert!(batch.findings.is_empty(), "{:?}", batch.findings);
        assert!(rights().expect("rights") == read, "compiled as they are read, to the last digit");
        assert!(!read.cards.is_empty() && !read.words.is_empty());
    }

    #[test]
    fn deadlines_are_those_of_the_files() {
        let read = authored::read(&authored().expect("files"));
        assert!(deadlines().expect("deadlines") == read.deadlines);
        assert!(read.deadlines.all(Lang::FR).count() >= 40);
    }

    #[test]
    fn letters_and_phrases_are_those_of_the_files() {
        let read = authored::read(&authored().expect("files"));
        assert!(letters().expect("letters") == read.letters);
        assert!(read.letters.all(Lang::FR).count() >= 8);
        assert!(phrase_book().expect("phrases") == read.phrase_book);
        assert!(read.phrase_book.all().count() >= 40);
    }

    #[test]
    fn situations_are_those_of_the_files() {
        let texts = authored().expect("files");
        let read = authored::situations(&Texts::new(), &texts);
        let compiled = situations().expect("situations");
        for lang in Lang::all() {
            assert!(read.all(lang).eq(compiled.all(lang)), "{lang:?}");
        }
        assert!(compiled.all(Lang::FR).next().is_some());
    }
}
