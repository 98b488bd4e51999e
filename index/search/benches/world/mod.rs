//! What the benchmarks search in: made of what every clone has, so that a number can be had again anywhere.
//!
//! Texts are paragraphs of the authored cards, put together anew and sprinkled with invented words: with the cards alone
//! a vocabulary of everyday size would be missing. Concepts are those of the thesaurus.

use crate::corpus::recombined;
use guichet_core::dice::Dice;
use guichet_core::model::{
    Block, Concept, Date, Item, ItemKind, Label, LabelKind, Lang, Section, SectionKind, SourceRef, Translation,
};
use std::fs;
use std::path::{Path, PathBuf};

/// Texts given to the recombination: as many as there are fiches.
const GIVEN: usize = 3_000;
/// Invented words.
const INVENTED: usize = 30_000;

/// `count` texts.
pub fn texts(count: usize) -> Vec<Item> {
    recombined(&given(), count).collect()
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// The files of a folder, sorted.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(content().join(folder)).expect("a folder of content/");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn given() -> Vec<Item> {
    let (mut titles, mut headings, mut lines): (Vec<String>, Vec<String>, Vec<String>) = Default::default();
    for folder in files("cards").into_iter().filter(|path| path.is_dir()) {
        for line in read(&folder.join("fr.md")).lines().filter(|line| line.len() > 3) {
            if let Some(title) = line.strip_prefix("title = ") {
                titles.push(title.trim_matches('"').to_owned());
            } else if let Some(heading) = line.strip_prefix("## ") {
                headings.push(heading.split(" {#").next().unwrap_or(heading).to_owned());
            } else {
                lines.push(line.trim_start_matches("- ").to_owned());
            }
        }
    }
    let mut dice = Dice(3);
    (0..GIVEN).map(|number| made_up(number, &titles, &headings, &lines, &mut dice)).collect()
}

fn made_up(number: usize, titles: &[String], headings: &[String], lines: &[String], dice: &mut Dice) -> Item {
    let one_of = |from: &[String], dice: &mut Dice| dice.pick(from).cloned().unwrap_or_default();
    let sections = (0..4 + dice.below(5)).map(|_| {
        let blocks = (0..2 + dice.below(4)).map(|_| {
            let text = format!("{} {} {}", one_of(lines, dice), invented(dice), invented(dice));
            Block::Text(text)
        });
        let blocks = blocks.collect();
        Section { kind: SectionKind::Other, heading: one_of(headings, dice), blocks }
    });
    let sections = sections.collect();
    let id = format!("F{number}");
    Item {
        title: format!("{} {}", one_of(titles, dice), invented(dice)),
        summary: format!("{} {}", one_of(lines, dice), invented(dice)),
        sections,
        ..bare(&format!("vosdroits/{id}"), "vosdroits")
    }
}

fn bare(id: &str, source: &str) -> Item {
    Item {
        id: id.into(),
        kind: ItemKind::Card,
        lang: Lang::FR,
        translation: Translation::Original,
        title: String::new(),
        summary: String::new(),
        sections: Vec::new(),
        keywords: Vec::new(),
        themes: Vec::new(),
        covers: Vec::new(),
        counters: Vec::new(),
        routes: Vec::new(),
        phones: Vec::new(),
        place: None,
        source: SourceRef {
            name: source.to_owned(),
            id: id.into(),
            url: None,
            publisher: String::new(),
            licence: String::new(),
            date: Date { year: 2026, month: 1, day: 1 },
            verified: None,
            review_by: None,
            doubts: false,
        },
    }
}

/// An invented word; a few come often and most come rarely, as words do.
fn invented(dice: &mut Dice) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "con", "di", "for", "gue", "lan", "mi", "nou", "per", "que", "ra", "si", "tion", "ver", "zé", "cha",
        "eau", "in", "ment", "tra",
    ];
    // The product of two throws leans to the small numbers.
    let mut rank = dice.below(INVENTED) * dice.below(INVENTED) / INVENTED;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
    }
    word
}

/// The concepts of the thesaurus. The importer reads them with its lint; here they are taken as they stand.
pub fn concepts() -> Vec<Concept> {
    let mut concepts = Vec::new();
    for path in files("thesaurus").into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let table: toml::Table = read(&path).parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let listed = table.get("concept").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        concepts.extend(listed.iter().map(concept));
    }
    concepts
}

fn concept(value: &toml::Value) -> Concept {
    let strings = |key: &str| -> Vec<String> {
        let array = value.get(key).and_then(toml::Value::as_array).into_iter().flatten();
        array.filter_map(|one| one.as_str().map(str::to_owned)).collect()
    };
    let mut labels = Vec::new();
    for lang in Lang::all() {
        labels.extend(strings(lang.code()).into_iter().enumerate().map(|(place, text)| {
            let kind = if place == 0 { LabelKind::Preferred } else { LabelKind::Alternative };
            Label { lang, kind, text }
        }));
    }
    labels.extend(strings("hidden").into_iter().map(|text| Label { lang: Lang::FR, kind: LabelKind::Hidden, text }));
    Concept {
        id: value.get("id").and_then(toml::Value::as_str).unwrap_or_default().to_owned(),
        told: Vec::new(),
        labels,
        broader: strings("broader"),
        themes: strings("themes").into_iter().map(Into::into).collect(),
        items: Vec::new(),
        // The made-up texts have no such numbers: any text will do as an answer, the same every time.
        fiches: strings("fiches").iter().map(|fiche| remade(fiche)).collect(),
    }
}

fn remade(fiche: &str) -> String {
    let number: usize = fiche.trim_start_matches('F').parse().unwrap_or(0);
    format!("F{}", number % GIVEN)
}
