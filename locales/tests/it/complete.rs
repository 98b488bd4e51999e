//! Properties of every language that is offered:
//! - each message of the core has its words, and none leaves an argument unfilled;
//! - each global word, yes, no and number word exists, and no two global words collide;
//! - no interface word is missing that another language has;
//! - each folder here is a language of the registry, and each complete one is offered.

use guichet_core::message::Message;
use guichet_core::model::Lang;
use guichet_core::text::lexicon::Global;
use guichet_core::text::normal::fold;
use guichet_locales::Locales;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_message_is_worded_in_every_language() {
    let locales = Locales::new();
    for lang in locales.languages() {
        for message in Message::samples() {
            let said = locales.say(*lang, &message);
            assert_ne!(said, message.id(), "{}: '{}' has no words", lang.code(), message.id());
            assert!(!said.contains('{'), "{}: '{}' leaves an argument open: {said}", lang.code(), message.id());
        }
    }
}

#[test]
fn no_mark_can_wrap_alone() {
    let locales = Locales::new();
    for message in Message::samples() {
        let said = locales.say(Lang::FR, &message);
        assert!([" ?", " !", " :", " ;", " »", "« "].iter().all(|loose| !said.contains(loose)), "{said}");
    }
}

#[test]
fn every_language_has_its_own_words_to_react_to() {
    let locales = Locales::new();
    for lang in locales.languages() {
        let mut seen = BTreeMap::new();
        for global in Global::all() {
            let key = global.key();
            let words = locales.interface(*lang, &format!("words-{key}"));
            for word in words.split(',').map(fold) {
                assert_eq!(locales.lexicon(*lang).global(&word), Some(global), "{}: {word}", lang.code());
                assert_eq!(seen.insert(word.clone(), key), None, "{}: '{word}' stands twice", lang.code());
            }
        }
        let lexicon = locales.lexicon(*lang);
        assert_eq!(lexicon.number("7"), Some(7));
        for key in [
            "yes",
            "no",
            "greetings",
            "articles",
            "ranks",
            "fillers",
            "leads",
            "erasing",
            "ordinary",
            "places",
            "where",
            "number-1",
            "number-9",
        ] {
            let id = format!("words-{key}");
            assert_ne!(locales.interface(*lang, &id), id, "{}: no {id}", lang.code());
        }
    }
}

#[test]
fn languages_have_the_same_identifiers() {
    let ids = |lang: Lang| -> BTreeSet<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(lang.code());
        let files = std::fs::read_dir(folder).expect("a folder of words");
        let texts = files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("readable"));
        let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let starts = lines.iter().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        starts.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
    };
    let french = ids(Lang::FR);
    assert!(french.len() > 60);
    for lang in Locales::new().languages() {
        let here = ids(*lang);
        let missing: Vec<_> = french.symmetric_difference(&here).collect();
        assert!(missing.is_empty(), "{} and fr differ in {missing:?}", lang.code());
    }
}

#[test]
fn every_folder_is_a_language_of_the_registry() {
    let here =
        std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("folders").map(|entry| entry.expect("an entry").path());
    let folders: Vec<_> = here.filter(|path| path.join("answers.ftl").exists()).collect();
    assert!(folders.len() > 2, "{folders:?}");
    let locales = Locales::new();
    for folder in folders {
        let code = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let lang = Lang::all().find(|lang| lang.code() == code);
        let lang = lang.unwrap_or_else(|| panic!("locales/{code}: add '{code}' to content/languages.toml"));
        assert_eq!(locales.languages().contains(&lang), folder.join("guide.ftl").exists(), "{code}");
    }
}
