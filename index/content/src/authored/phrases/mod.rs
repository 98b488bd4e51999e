//! Ready sentences of mediators: slots and groups once, words in every language of the registry.
//!
//! ```text
//! phrases/phrases.toml     slots, groups and the order of their phrases
//! phrases/<lang>.toml      what each says, names of papers, what stands around them on a sheet
//! ```

mod lint;

use super::{Known, Texts, Words, toml};
use crate::{Batch, Severity};
use guichet_core::model::{Lang, PaperId, Translation};
use guichet_core::phrase::{Group, PhraseBook, PhraseText, SheetText, Slot, SlotKind, Wording};
use serde::Deserialize;
use std::collections::BTreeMap;

const FOLDER: &str = "phrases/";
const FACTS: &str = "phrases/phrases.toml";

/// `phrases/phrases.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhrasesFile {
    /// What is filled in, by the name that a text gives it: `{date}`.
    pub slot: BTreeMap<String, SlotFacts>,
    /// Groups, in the order shown.
    pub group: Vec<GroupFacts>,
}

/// `[slot.<name>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotFacts {
    /// What it takes: `date`, `time`, `amount`, `count`, `name` (a place or an office), `papers`, `phone` or `text`.
    pub kind: SlotKind,
    /// What is asked for, in each language of those who fill it in.
    pub name: Words,
}

/// `[[group]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFacts {
    /// Its identifier.
    pub id: String,
    /// Its name, in each language of those who pick.
    pub name: Words,
    /// Its phrases by identifier, in the order shown; each stands in one group.
    pub phrases: Vec<String>,
}

/// `phrases/<language>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseWords {
    /// Left out in French, the original; else `reviewed` by a human who speaks the language, or `unreviewed`.
    #[serde(default)]
    pub translation: Translation,
    /// What stands around the phrases on a sheet.
    pub sheet: SheetWords,
    /// What each phrase says, by its identifier; one that counts something has a text for each plural of the language.
    pub phrase: BTreeMap<String, Wording>,
    /// Names of papers, by their identifier in `papers.toml`, where that file has none in this language.
    #[serde(default)]
    pub paper: BTreeMap<PaperId, String>,
}

/// `[sheet]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// The heading over what was said.
    pub title: String,
    /// That the rest of the sheet is in French; left out in French.
    #[serde(default)]
    pub french: String,
    /// That no human has read the translation, where it is `unreviewed`.
    #[serde(default)]
    pub unreviewed: String,
}

/// Reads the phrases of a folder: all of them, or none where something is refused.
pub(super) fn read(base: &Texts, texts: &Texts, known: &Known, batch: &mut Batch) -> PhraseBook {
    let is_own = |path: &String| path.starts_with(FOLDER);
    let Some(first) = texts.keys().find(|path| is_own(path)) else { return PhraseBook::default() };
    if base.keys().any(is_own) {
        let message = "the phrases are the program's own, and approved with it: remove this folder";
        batch.refuse(first, "", "", message);
        return PhraseBook::default();
    }
    batch.read += 1;
    let before = batch.findings.len();
    let phrases = whole(texts, known, batch);
    let refused = batch.findings[before..].iter().any(|finding| finding.severity == Severity::Refused);
    match phrases.filter(|_| !refused) {
        Some(phrases) => {
            batch.kept += 1;
            phrases
        }
        None => {
            batch.refused += 1;
            PhraseBook::default()
        }
    }
}

fn whole(texts: &Texts, known: &Known, batch: &mut Batch) -> Option<PhraseBook> {
    lint::strays(texts, batch);
    if !texts.contains_key(FACTS) {
        batch.refuse(FACTS, "", "", "no such file: it says which phrases and slots there are");
    }
    let facts: PhrasesFile = toml::read(texts, FACTS, batch)?;
    let mut said = BTreeMap::new();
    for lang in Lang::all() {
        let path = path(lang);
        if !texts.contains_key(&path) {
            batch.refuse(&path, "", "", "no such file: phrases are in every language of languages.toml");
        }
        said.extend(toml::read::<PhraseWords>(texts, &path, batch).map(|words| (lang, words)));
    }
    lint::facts(&facts, &super::source(texts, FACTS), &known.required, batch);
    for (lang, words) in &said {
        let path = path(*lang);
        let around = lint::Around { facts: &facts, said: &said, papers: &known.papers, lang: *lang };
        lint::words(words, &around, &super::source(texts, &path), batch);
    }
    lint::papers(&said, texts, batch);
    let slot = |(name, slot): (String, SlotFacts)| (name, Slot { kind: slot.kind, name: slot.name });
    let group = |group: GroupFacts| Group { id: group.id, name: group.name, phrases: group.phrases };
    Some(PhraseBook {
        groups: facts.group.into_iter().map(group).collect(),
        slots: facts.slot.into_iter().map(slot).collect(),
        texts: said.into_iter().map(|(lang, words)| (lang, shown(words, lang, known))).collect(),
    })
}

/// The file of a language.
fn path(lang: Lang) -> String {
    format!("{FOLDER}{}.toml", lang.code())
}

/// The name of a paper inside a list: "Titre de séjour, même fini" has a comma, and begins like a sentence.
fn listed(name: &str) -> String {
    let name = match name.split_once(", ") {
        Some((head, rest)) if !head.contains('(') => format!("{head} ({rest})"),
        _ => name.to_owned(),
    };
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        // Initials stay as they are.
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => name,
    }
}

fn shown(words: PhraseWords, lang: Lang, known: &Known) -> PhraseText {
    let named = known.papers.paper.iter().filter_map(|(id, paper)| Some((id.clone(), listed(paper.name.get(&lang)?))));
    let SheetWords { title, french, unreviewed } = words.sheet;
    let unreviewed = if words.translation == Translation::Unreviewed { unreviewed } else { String::new() };
    PhraseText {
        phrases: words.phrase,
        papers: named.chain(words.paper).collect(),
        sheet: SheetText { title, french, unreviewed },
    }
}
