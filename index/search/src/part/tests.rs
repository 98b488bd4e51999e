//! - what shapes a part is that of its format: another schema, another analysis of words or another stored shape has another
//!   number. The file `tests/formats.txt` is golden; it is written anew once the number is raised.

use super::Part;
use crate::analysis::{FRENCH, register};
use crate::lexicon::Lexicon;
use crate::rank::stem_hashes;
use crate::schema::{DocumentFields, TextFields};
use crate::vocabulary::Counter;
use guichet_core::fake::{FakeCatalog, town_hall};
use guichet_core::model::{Block, Concept, Item, Label, LabelKind, Lang, Section, SectionKind};
use guichet_core::text::normal::fold;
use guichet_core::text::phonetic;
use std::path::Path;
use std::{env, fs};
use tantivy::tokenizer::TokenizerManager;

const TEXT: &str =
    "L’aide au logement : où déposer un dossier d'APL à Œuilly-sur-Seine, avant le 1er août ? 1 234,50 €, naïvement.";

/// What shapes a part, by name.
fn shape(part: Part) -> Vec<(&'static str, String)> {
    let engine = serde_json::to_value(tantivy::version()).expect("a version")["index_format_version"].to_string();
    let documents = json(&DocumentFields::schema().0);
    let item = format!("{:?}", postcard::to_stdvec(&item()).expect("an item"));
    match part {
        Part::Texts => vec![
            ("engine", engine),
            ("schema", json(&TextFields::schema().0) + &documents),
            ("analysis", analysed(FRENCH)),
            ("hashes", format!("{:?}", stem_hashes(&mut crate::analysis::french(), &fold(TEXT), 40))),
            ("item", item),
            ("words", format!("{:?}", postcard::to_stdvec(&counter().counts()).expect("counts"))),
        ],
        Part::Lexicon => vec![
            ("sounds", fold(TEXT).split(' ').map(phonetic::key).collect::<Vec<_>>().join(" ")),
            ("lexicon", {
                let lexicon = Lexicon::new(counter().counts(), vec![concept()].into());
                format!("{:?}", postcard::to_stdvec(&lexicon).expect("a lexicon"))
            }),
        ],
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("a schema")
}

/// The words of the text as an analysis has them.
fn analysed(name: &str) -> String {
    let known = TokenizerManager::default();
    register(&known);
    let mut analysis = known.get(name).expect("registered");
    let folded = fold(TEXT);
    let mut words = analysis.token_stream(&folded);
    let mut all = String::new();
    while words.advance() {
        all = all + &words.token().text + " ";
    }
    all
}

fn counter() -> Counter {
    let mut counter = Counter::default();
    counter.add(&fold(TEXT));
    counter
}

fn item() -> Item {
    let blocks = vec![
        Block::Text("un".into()),
        Block::Heading("deux".into()),
        Block::List(vec!["trois".into()]),
        Block::Table(vec![vec!["quatre".into()]]),
        Block::Case { title: "cinq".into(), blocks: vec![Block::Note { title: "six".into(), blocks: Vec::new() }] },
    ];
    let section = Section { kind: SectionKind::Other, heading: "sept".into(), blocks };
    Item { sections: vec![section], keywords: vec!["huit".into()], ..town_hall(&FakeCatalog::default().communes[0]) }
}

fn concept() -> Concept {
    // A word of every alphabet, and one that each stemmer cuts.
    let texts = [
        (Lang::FR, "aides au logement"),
        (Lang::EN, "housing benefits"),
        (Lang::ES, "ayudas de alquiler"),
        (Lang::PT, "apoios à habitação"),
        (Lang::TR, "kira yardımları"),
        (Lang::RO, "ajutoare pentru locuințe"),
        (Lang::RU, "жилищные пособия"),
        (Lang::UK, "житлові допомоги"),
        (Lang::AR, "المساعدات السكنية"),
    ];
    let labels = texts.map(|(lang, text)| Label { lang, kind: LabelKind::Preferred, text: text.to_owned() });
    Concept {
        id: "aide-logement".to_owned(),
        told: Vec::new(),
        labels: labels.into(),
        broader: vec!["logement".to_owned()],
        themes: vec!["logement".into()],
        items: vec!["card/apl".into()],
        fiches: vec!["F1".to_owned()],
    }
}

fn hash(text: &str) -> String {
    format!("{:08x}", crate::rank::stem_hash(text))
}

/// One part as the golden file has it.
fn written(part: Part) -> String {
    let shape: Vec<String> = shape(part).iter().map(|(what, text)| format!("{what} {}", hash(text))).collect();
    format!("{} {}: {}", part.name(), part.format(), shape.join(", "))
}

/// What is wrong with a part, if something is; `golden` is the line of the file.
fn judge(part: Part, written: &str, golden: &str) -> Result<(), String> {
    let name = part.name();
    let number = |line: &str| line.split([' ', ':']).nth(1).map(str::to_owned);
    if written == golden {
        return Ok(());
    }
    let changed: Vec<&str> = written
        .split_once(": ")
        .into_iter()
        .flat_map(|(_, shape)| shape.split(", "))
        .filter(|piece| !golden.contains(*piece))
        .collect();
    if number(written) == number(golden) {
        return Err(format!(
            "What shapes the {name} has changed ({}): raise FORMAT of {name} in index/search/src, and bless with \
             GUICHET_BLESS=1. Otherwise indexes that were built before are read as if nothing had.",
            changed.join(", ")
        ));
    }
    Err(format!("FORMAT of {name} was raised: bless with GUICHET_BLESS=1."))
}

#[test]
fn what_shapes_a_part_changes_only_with_its_format() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats.txt");
    let golden = fs::read_to_string(&file).unwrap_or_default();
    let of = |part: Part| golden.lines().find(|line| line.starts_with(part.name())).unwrap_or_default();
    let written = Part::ALL.map(|part| (part, written(part)));
    let faults: Vec<String> =
        written.iter().filter_map(|(part, written)| judge(*part, written, of(*part)).err()).collect();
    let raised = faults.iter().all(|fault| fault.starts_with("FORMAT"));
    #[allow(clippy::disallowed_methods, reason = "a golden file is written anew where the operator says so")]
    let blessed = env::var_os("GUICHET_BLESS").is_some_and(|value| value == "1");
    if blessed && raised {
        let lines = written.map(|(_, line)| line + "\n").concat();
        fs::write(&file, lines).expect("written");
        return;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_change_without_a_number_is_told_even_when_blessed() {
    let line = written(Part::Lexicon);
    let (before, _) = line.rsplit_once(' ').expect("pieces");
    let told = judge(Part::Lexicon, &line, &format!("{before} 00000000")).expect_err("another shape");
    assert!(told.contains("raise FORMAT of lexicon") && told.contains("lexicon "), "{told}");
    let earlier = line.replace(&format!("lexicon {}:", Part::Lexicon.format()), "lexicon 0:");
    let raised = judge(Part::Lexicon, &line, &earlier).expect_err("another number");
    assert!(raised.starts_with("FORMAT of lexicon was raised"), "{raised}");
}
