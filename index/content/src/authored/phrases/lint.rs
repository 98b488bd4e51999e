//! What phrases must be for a mediator to say them in a language that they do not read.

use super::super::Texts;
use super::super::papers::PapersFile;
use super::super::place::Source;
use super::{FACTS, FOLDER, PhraseWords, PhrasesFile};
use crate::Batch;
use guichet_core::letter::blanks_in;
use guichet_core::model::{Lang, Plural, Translation};
use guichet_core::phrase::{SlotKind, Wording};
use guichet_core::text::dated::clean;
use std::collections::{BTreeMap, BTreeSet};

/// Longest identifier; longest name of a slot, of a group and of a paper; longest phrase, in characters: it is read on a screen
/// across a table.
const NAME: usize = 40;
const LABEL: usize = 60;
const PAPER: usize = 70;
const TEXT: usize = 140;
/// Most phrases of a group: they are chosen from on one screen.
const GROUP: usize = 9;

/// Files that no reader takes.
pub(super) fn strays(texts: &Texts, batch: &mut Batch) {
    let known = |path: &str| path == FACTS || Lang::all().any(|lang| path == super::path(lang));
    for path in texts.keys().filter(|path| path.starts_with(FOLDER) && !known(path)) {
        batch.refuse(path, "", "", "no phrase stands here: one file a language, named by its code in languages.toml");
    }
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=NAME).contains(&name.len()) && name.chars().all(plain)
}

/// What is wrong with a text on one line: what hides in it, its length.
fn fault(text: &str, most: usize) -> Option<String> {
    if text.trim().is_empty() {
        return Some("it is empty: write it".into());
    }
    if clean(text, usize::MAX) != text || text.contains(['\n', '\t']) {
        return Some(
            "it holds a control or direction character, or a second line: write plain words on one line".into(),
        );
    }
    let length = text.chars().count();
    (length > most).then(|| format!("it has {length} characters, and {most} at most: say it shorter"))
}

/// Refuses slots and groups that cannot be shown, and phrases that stand twice.
pub(super) fn facts(file: &PhrasesFile, source: &Source<'_>, required: &[Lang], batch: &mut Batch) {
    for (name, slot) in &file.slot {
        let table = format!("slot.{name}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), name, key, message);
        if !is_name(name) {
            refuse("name", format!("a slot is named by 1 to {NAME} of a-z, 0-9 and -"));
        }
        for lang in required {
            let asked = slot.name.get(lang).map(String::as_str).unwrap_or_default();
            fault(asked, LABEL).into_iter().for_each(|fault| refuse("name", format!("'{}': {fault}", lang.code())));
        }
    }
    let mut ids = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (at, group) in file.group.iter().enumerate() {
        let mut refuse = |key: &str, message: String| batch.refuse(&source.nth("group", at), &group.id, key, message);
        if !is_name(&group.id) || !ids.insert(&group.id) {
            refuse("id", format!("a group is named once, by 1 to {NAME} of a-z, 0-9 and -"));
        }
        for lang in required {
            let name = group.name.get(lang).map(String::as_str).unwrap_or_default();
            fault(name, LABEL).into_iter().for_each(|fault| refuse("name", format!("'{}': {fault}", lang.code())));
        }
        if !(1..=GROUP).contains(&group.phrases.len()) {
            refuse("phrases", format!("a group has 1 to {GROUP} phrases"));
        }
        for id in &group.phrases {
            if !is_name(id) {
                refuse("phrases", format!("'{id}': a phrase is named by 1 to {NAME} of a-z, 0-9 and -"));
            }
            if !seen.insert(id) {
                refuse("phrases", format!("'{id}' stands twice: a phrase is in one group"));
            }
        }
    }
}

/// What the words of one language are compared with.
pub(super) struct Around<'a> {
    pub(super) facts: &'a PhrasesFile,
    /// The words of every language.
    pub(super) said: &'a BTreeMap<Lang, PhraseWords>,
    pub(super) papers: &'a PapersFile,
    pub(super) lang: Lang,
}

impl Around<'_> {
    /// The slots of a phrase: those of its French text.
    fn slots(&self, id: &str) -> Option<BTreeSet<&str>> {
        let french = self.said.get(&Lang::FR)?.phrase.get(id)?;
        Some(french.texts().last().map(|(_, text)| blanks_in(text).collect()).unwrap_or_default())
    }

    fn kind(&self, slot: &str) -> Option<SlotKind> {
        self.facts.slot.get(slot).map(|slot| slot.kind)
    }
}

/// Refuses words that are missing, that nothing asks for, or that say something else than the French ones.
pub(super) fn words(file: &PhraseWords, around: &Around<'_>, source: &Source<'_>, batch: &mut Batch) {
    let lang = around.lang;
    let place = |id: &str| {
        let table = source.table(&format!("phrase.{id}"));
        if table == source.file() { source.within("phrase", id) } else { table }
    };
    let known: BTreeSet<&str> =
        around.facts.group.iter().flat_map(|group| &group.phrases).map(String::as_str).collect();
    for id in known.iter().filter(|id| !file.phrase.contains_key(**id)) {
        batch.refuse(&source.table("phrase"), id, "phrase", format!("'{id}' has no words: add {id} = \"…\""));
    }
    for (id, wording) in &file.phrase {
        let mut refuse = |message: String| batch.refuse(&place(id), id, "phrase", message);
        if !known.contains(id.as_str()) {
            refuse(format!("no group of phrases.toml has '{id}': add it there, or remove it here"));
        }
        for (plural, text) in wording.texts() {
            let form = plural.map(|plural| format!("{}: ", plural.name())).unwrap_or_default();
            fault(text, TEXT).into_iter().for_each(|fault| refuse(format!("{form}{fault}")));
            if text.chars().any(char::is_numeric) {
                refuse(format!("{form}a number is a fact: leave it to a slot"));
            }
            for slot in blanks_in(text).filter(|slot| around.kind(slot).is_none()) {
                refuse(format!("{form}'{slot}' is no slot: add [slot.{slot}] to phrases.toml, or correct its name"));
            }
            if text.matches('{').count() != blanks_in(text).count()
                || text.matches('}').count() != blanks_in(text).count()
            {
                refuse(format!("{form}a brace is not closed: a slot stands as {{date}}"));
            }
        }
        counted(id, wording, around, &mut refuse);
    }
    let mut sheet = |key: &str, text: &str, wanted: bool, why: &str| {
        let fault = if wanted { fault(text, TEXT) } else { (!text.is_empty()).then(|| format!("leave it out: {why}")) };
        fault.into_iter().for_each(|fault| batch.refuse(&source.within("sheet", key), "", key, fault));
    };
    sheet("title", &file.sheet.title, true, "");
    sheet("french", &file.sheet.french, lang != Lang::FR, "all of the sheet is in French");
    let unreviewed = file.translation == Translation::Unreviewed;
    sheet("unreviewed", &file.sheet.unreviewed, unreviewed, "translation is not \"unreviewed\"");
    if (lang == Lang::FR) != (file.translation == Translation::Original) {
        let message = "French is the original; any other language says \"unreviewed\" until a human has read it";
        batch.refuse(&source.key("translation"), "", "translation", message);
    }
    for (id, name) in &file.paper {
        let mut refuse = |message: String| batch.refuse(&source.within("paper", id), id, "paper", message);
        fault(name, PAPER).into_iter().for_each(&mut refuse);
        if name.contains([',', '،', ';']) {
            refuse("it stands in a list: write (…) where a comma is".into());
        }
        match around.papers.paper.get(id) {
            None => refuse(format!("'{id}' is not a paper of papers.toml")),
            Some(paper) if paper.name.contains_key(&lang) => {
                refuse(format!("papers.toml has '{id}' in '{}': remove it here", lang.code()));
            }
            Some(_) => {}
        }
    }
}

/// Refuses a phrase that counts something without the plurals of its language, and one that lacks a slot or has another.
fn counted(id: &str, wording: &Wording, around: &Around<'_>, refuse: &mut dyn FnMut(String)) {
    let Some(slots) = around.slots(id) else { return };
    let counts: Vec<&str> = slots.iter().copied().filter(|slot| around.kind(slot) == Some(SlotKind::Count)).collect();
    let lang = around.lang;
    if counts.len() > 1 {
        refuse(format!("'{}' both count: a phrase counts one thing", counts.join("' and '")));
    }
    let forms: Vec<Plural> = wording.texts().filter_map(|(plural, _)| plural).collect();
    let wanted: &[Plural] = if counts.is_empty() { &[] } else { lang.plurals() };
    if forms != wanted {
        let names: Vec<&str> = wanted.iter().map(|plural| plural.name()).collect();
        refuse(match names.as_slice() {
            [] => "nothing is counted in it: write one text".into(),
            names => format!("it counts '{}': write a text for each of {}", counts.join(", "), names.join(", ")),
        });
    }
    for (plural, text) in wording.texts() {
        let here: BTreeSet<&str> = blanks_in(text).collect();
        let single = plural.is_some_and(|plural| lang.is_single(plural));
        let may_lack = |slot: &str| single && around.kind(slot) == Some(SlotKind::Count);
        let form = plural.map(|plural| format!("{}: ", plural.name())).unwrap_or_default();
        for slot in slots.difference(&here).filter(|slot| !may_lack(slot)) {
            refuse(format!("{form}{{{slot}}} is missing: the French text has it"));
        }
        for slot in here.difference(&slots).filter(|slot| around.kind(slot).is_some()) {
            refuse(format!("{form}{{{slot}}} is too much: the French text does not have it"));
        }
    }
}

/// Refuses papers that have a name in some languages and none in others.
pub(super) fn papers(said: &BTreeMap<Lang, PhraseWords>, texts: &Texts, batch: &mut Batch) {
    let named: BTreeSet<_> = said.values().flat_map(|words| words.paper.keys()).collect();
    for (lang, words) in said.iter().filter(|(_, words)| !words.paper.is_empty()) {
        let path = super::path(*lang);
        let source = super::super::source(texts, &path);
        for id in named.iter().filter(|id| !words.paper.contains_key(**id)) {
            batch.refuse(&source.table("paper"), id, "paper", format!("'{id}' has a name in other languages: add it"));
        }
    }
}
