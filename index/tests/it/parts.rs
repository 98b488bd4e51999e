//! Of a generation, only what changed is built:
//! - a pack of communes leaves the texts and the lexicon alone, one of concepts the texts and the places, one of texts the
//!   places; a part that is left alone keeps its very files;
//! - of a damaged generation, the damaged part alone is built again;
//! - a generation of an earlier layout, or of an earlier format of a part, is built again without being asked;
//! - one of a newer program is refused in one sentence, and left as it is.

#![cfg(unix)]

use crate::common::{Desk, now, titles};
use guichet_core::ports::catalog::Catalog;
use guichet_index::Part;
use guichet_index::{Error, Format, Guide, import};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

const CARD: &str = "Aide au logement (APL, ALF, ALS)";

impl Desk {
    fn generation(&self) -> PathBuf {
        let names = self.generations();
        assert_eq!(names.len(), 1, "one generation is in force");
        self.path("index").join(&names[0])
    }

    /// Which file stands under each name of a part: its number on the disk.
    fn files_of(&self, part: &str) -> BTreeMap<PathBuf, u64> {
        let folder = self.generation().join(part);
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.clone()];
        while let Some(next) = folders.pop() {
            for path in fs::read_dir(next).expect("files").flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_none_or(|end| end != "lock") {
                    let name = path.strip_prefix(&folder).expect("inside").to_owned();
                    files.insert(name, fs::metadata(&path).expect("a file").ino());
                }
            }
        }
        assert!(files.len() > 1, "{part}: a seal, and what it seals");
        files
    }

    /// The parts that a deed leaves alone, and those that it builds again.
    fn kept_by(&self, deed: impl FnOnce()) -> Vec<&'static str> {
        const PARTS: [&str; 3] = ["texts", "places", "lexicon"];
        let before = PARTS.map(|part| self.files_of(part));
        deed();
        let after = PARTS.map(|part| self.files_of(part));
        let kept = |part: &str, (before, after): (&BTreeMap<PathBuf, u64>, &BTreeMap<PathBuf, u64>)| {
            let same = before.iter().filter(|(name, number)| after.get(*name) == Some(number)).count();
            // Of places, the tables that did not change are taken over one by one.
            assert!(same == 0 || before == after || part == "places", "a part is taken over whole or built whole");
            before == after
        };
        PARTS
            .into_iter()
            .zip(before.iter().zip(&after))
            .filter(|(part, pair)| kept(part, *pair))
            .map(|(part, _)| part)
            .collect()
    }

    fn seal(&self, change: impl Fn(&str) -> String) {
        let path = self.generation().join("seal.json");
        let seal = fs::read_to_string(&path).expect("a seal");
        let changed = change(&seal);
        assert_ne!(seal, changed);
        fs::write(path, changed).expect("written");
    }
}

#[test]
fn a_pack_builds_the_parts_that_it_feeds() {
    let desk = Desk::new();
    desk.guide();
    let write = |name: &str, text: &str| -> PathBuf {
        let path = desk.temp.path().join(name);
        fs::write(&path, text).expect("written");
        path
    };
    let communes = "code_insee,nom,codes_postaux,population,centre_lat,centre_lon\n\
                    12202,Rodez-la-Neuve,12000,24000,44.35,2.57\n99001,Sans-Point,,,,\n";
    let communes = write("communes.csv", communes);
    let kept = desk.kept_by(|| {
        import(&desk.folder, Format::Communes, &communes, "communes", now()).expect("imported");
    });
    assert_eq!(kept, ["texts", "lexicon"]);
    assert_eq!(desk.guide().commune("12202").map(|commune| commune.name).as_deref(), Some("Rodez-la-Neuve"));
    assert!(desk.guide().commune("99001").is_some_and(|commune| commune.position.is_none()), "without a point");

    let skos = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n\
                <urn:guichet:concept:zibeline> a skos:Concept ; skos:prefLabel \"Zibeline\"@fr ; \
                dcterms:references <urn:guichet:item:card/apl> .\n";
    let skos = write("concepts.ttl", skos);
    let kept = desk.kept_by(|| {
        import(&desk.folder, Format::Skos, &skos, "skos", now()).expect("imported");
    });
    assert_eq!(kept, ["texts", "places"]);
    assert_eq!(titles(&desk.guide(), "zibeline")[0], CARD);

    // New texts have new words: the lexicon is theirs.
    let kept = desk.kept_by(|| drop(desk.import(&desk.source("one", "Chaudière quetzal"), "ville")));
    assert_eq!(kept, ["places"]);
    assert_eq!(titles(&desk.guide(), "quetzal")[0], "Chaudière quetzal");
    assert_eq!(titles(&desk.guide(), "zibeline")[0], CARD);
    assert_eq!(desk.guide().commune("12202").map(|commune| commune.name).as_deref(), Some("Rodez-la-Neuve"));

    // Imported again, nothing is new.
    let kept = desk.kept_by(|| drop(desk.import(&desk.source("one", "Chaudière quetzal"), "ville")));
    assert_eq!(kept, ["texts", "places", "lexicon"]);
}

#[test]
fn of_a_damaged_generation_the_damaged_part_alone_is_built_again() {
    let desk = Desk::new();
    desk.guide();
    let damaged = [
        ("places", "gazetteer", ["texts", "lexicon"]),
        ("places", "tables", ["texts", "lexicon"]),
        ("lexicon", "lexicon", ["texts", "places"]),
        ("texts", "words", ["places", "lexicon"]),
    ];
    for (part, file, kept) in damaged {
        let found = desk.kept_by(|| {
            // Put in place of the file, so that no other name of it is damaged.
            let path = desk.generation().join(part).join(file);
            let half = fs::read(&path).expect("a file").len() / 2;
            fs::remove_file(&path).expect("removed");
            fs::write(&path, vec![0x5a; half]).expect("written");
            assert!(titles(&desk.guide(), "aide au logement").contains(&CARD.to_owned()));
        });
        assert_eq!(found, kept, "{part}: {file}");
    }
}

#[test]
fn an_earlier_generation_is_built_again() {
    let desk = Desk::new();
    // The layout before there were parts.
    let earlier = desk.path("index/0badcafe-0123456789abcdef");
    fs::create_dir_all(earlier.join("texts")).expect("a folder");
    fs::write(earlier.join("lexical"), "words").expect("written");
    fs::write(earlier.join("texts/meta.json"), "{}").expect("written");
    fs::write(earlier.join("seal.json"), r#"{"built":1764445084000000000,"items":1,"files":{"lexical":[5,1]}}"#)
        .expect("written");
    fs::write(desk.path("index/CURRENT"), "0badcafe-0123456789abcdef").expect("written");
    assert!(titles(&desk.guide(), "aide au logement").contains(&CARD.to_owned()));
    assert!(!earlier.exists() && desk.generations().len() == 1);

    // An earlier format of one part: it alone is built.
    let name = desk.generations().remove(0);
    let path = desk.generation().join("places/seal.json");
    let kept = desk.kept_by(|| {
        let seal = fs::read_to_string(&path).expect("a seal");
        let changed = seal.replace(&format!(r#""format":{}"#, Part::Places.format()), r#""format":0"#);
        assert_ne!(seal, changed);
        fs::remove_file(&path).and_then(|()| fs::write(&path, changed)).expect("written");
        desk.guide();
    });
    assert_eq!(kept, ["texts", "lexicon"]);
    assert_eq!(desk.generations(), [name]);
}

#[test]
fn a_generation_of_a_newer_program_is_refused_and_left_alone() {
    for newer in [r#""layout":3"#, r#""layout":2"#] {
        let desk = Desk::new();
        desk.guide();
        let texts = format!(r#""texts":{}"#, Part::Texts.format());
        desk.seal(|seal| seal.replace(r#""layout":2"#, newer).replace(&texts, r#""texts":999"#));
        // Its name is another one: what it is built from is.
        let name = "ffffffffffffffff";
        fs::rename(desk.generation(), desk.path("index").join(name)).expect("renamed");
        fs::write(desk.path("index/CURRENT"), name).expect("written");
        let before = desk.files_of("texts");
        let guide = Guide::open(&desk.folder).expect("opens");
        let error = guide.ready().expect_err("newer");
        let said = error.to_string();
        assert!(matches!(error, Error::NewerIndex(_)) && error.is_user_error(), "{said}");
        assert!(said.contains(name) && said.contains("newer guichet") && said.contains("--data"), "{said}");
        let source = desk.source("one", "Chaudière");
        let refused = import(&desk.folder, Format::Pack, &source, "ville", now()).expect_err("newer");
        assert!(matches!(refused, Error::NewerIndex(_)));
        assert_eq!(desk.files_of("texts"), before);
        assert!(!desk.path("packs/ville").exists(), "nothing was imported");
        // What needs no index goes on.
        assert!(!guide.communes("Rodez").is_empty());
    }
}
