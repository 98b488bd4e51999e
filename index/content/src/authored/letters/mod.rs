//! Letters from templates: facts once, an explanation in each language, and the letter itself in French.
//!
//! ```text
//! letters/blanks.toml        what is filled in, each once
//! letters/<id>/letter.toml   to whom it goes, its blanks, papers, facts, sources
//! letters/<id>/<lang>.md     title, summary, keywords; when to send it and how; in French, the letter
//! ```

mod lint;
mod words;

use super::card::{CardFacts, CardProse, SourceFacts, written};
use super::facts::Fact;
use super::lint::Folders;
use super::{Known, Texts, Words, toml};
use crate::{Batch, Severity};
use guichet_core::letter::{Blank, BlankOption, Cited, Letter, Letters, Recipient};
use guichet_core::model::{BlankId, Date, Item, ItemId, ItemKind, Lang, PaperId, Section, SectionKind, Theme, ThemeId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use words::Explained;

const FOLDER: &str = "letters/";
const BLANKS: &str = "letters/blanks.toml";
const FACTS: &str = "letter.toml";
/// The folders; beside them stands what is filled in.
const FOLDERS: Folders = Folders { what: "letter", top: FOLDER, facts: FACTS, beside: Some(BLANKS) };

/// `letters/blanks.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlanksFile {
    /// Blanks by identifier; `nom`, `adresse` and `lieu` are those of every letter.
    #[serde(default)]
    pub blank: BTreeMap<BlankId, BlankFacts>,
}

/// `[blank.<id>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlankFacts {
    /// What is asked for, in each language. Never a password or a code.
    pub name: Words,
    /// Lines that it takes on paper, 1 to 8; one where it is left out.
    #[serde(default = "one")]
    pub lines: u8,
    /// The answers that it offers, which are boxes to tick on paper; none where anything may be written.
    #[serde(default)]
    pub option: Vec<OptionFacts>,
    /// Its answers are the themes of `themes.toml`.
    #[serde(default)]
    pub themes: bool,
    /// Several of its answers may be chosen.
    #[serde(default)]
    pub several: bool,
}

/// `[[blank.<id>.option]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionFacts {
    /// Its identifier, of a-z, 0-9 and -.
    pub id: String,
    /// The answer, in each language. Never a password or a code.
    pub name: Words,
}

fn one() -> u8 {
    1
}

/// `letters/<id>/letter.toml`: the facts of a letter, once for all languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterFacts {
    /// Themes of the grid, the main one first.
    pub themes: Vec<ThemeId>,
    /// Cards that it belongs to, by their folder.
    pub cards: Vec<String>,
    /// To whom it goes: `office`, `fund`, `landlord`, `supplier`, `ombudsman`, or `helper`, who signs too.
    pub recipient: Recipient,
    /// What is filled in besides name, address and place, by its identifier in `letters/blanks.toml`, in the order asked.
    pub blanks: Vec<BlankId>,
    /// Papers whose copies go with it, by their identifier in `papers.toml`.
    #[serde(default)]
    pub papers: Vec<PaperId>,
    /// Numbers to call, by their identifier in `phones.toml`.
    #[serde(default)]
    pub phones: Vec<String>,
    /// When the facts were last verified.
    pub verified: Date,
    /// After this date the reader is warned; at most 13 months after `verified`.
    pub review_by: Date,
    /// Where the facts come from.
    pub source: Vec<SourceFacts>,
    /// Facts of cards that the prose names as `{name}`: `name = "card/fact"`.
    #[serde(default)]
    pub card_fact: BTreeMap<String, String>,
    /// Facts that no card has: the prose names them as `{name}`.
    #[serde(default)]
    pub fact: BTreeMap<String, Fact>,
}

/// Where letters are read: their folder, and what it is laid over.
pub(super) struct Around<'a> {
    pub(super) base: &'a Texts,
    pub(super) texts: &'a Texts,
    pub(super) known: &'a Known,
    /// The grid, in each language.
    pub(super) themes: &'a BTreeMap<Lang, Vec<Theme>>,
}

impl Around<'_> {
    /// A fact of a card, as `card/fact`.
    fn card_fact(&self, named: &str) -> Option<Fact> {
        let (card, fact) = named.split_once('/')?;
        let path = format!("cards/{card}/card.toml");
        // What is wrong with the card is said where it is read.
        let read = |texts| toml::read::<CardFacts>(texts, &path, &mut Batch::default());
        let mut card = read(self.texts).or_else(|| read(self.base))?;
        card.fact.remove(fact)
    }
}

/// Reads the letters of a folder; those that are sound are kept. The numbers they name go into `called`.
pub(super) fn read(around: &Around<'_>, called: &mut BTreeSet<String>, batch: &mut Batch) -> Letters {
    let Around { texts, .. } = around;
    let mut letters = Letters::default();
    if !texts.keys().any(|path| path.starts_with(FOLDER)) {
        return letters;
    }
    let own: BlanksFile = toml::read(texts, BLANKS, batch).unwrap_or_default();
    lint::blanks(&own, &super::source(texts, BLANKS), &around.known.required, batch);
    let mut blanks: BlanksFile = toml::read(around.base, BLANKS, &mut Batch::default()).unwrap_or_default();
    blanks.blank.extend(own.blank);
    for common in Blank::COMMON.iter().filter(|common| !blanks.blank.contains_key(**common)) {
        batch.refuse(BLANKS, common, "", format!("every letter has '{common}': add [blank.{common}]"));
    }
    for path in texts.keys().filter(|path| path.starts_with(FOLDER) && path.ends_with("/letter.toml")) {
        batch.read += 1;
        let before = batch.findings.len();
        let said = toml::read::<LetterFacts>(texts, path, batch).map(|facts| {
            called.extend(facts.phones.iter().cloned());
            one_of(around, path, facts, &blanks, batch)
        });
        let refused = batch.findings[before..].iter().any(|finding| finding.severity == Severity::Refused);
        match said.filter(|_| !refused) {
            Some(said) => {
                said.into_iter().for_each(|letter| letters.add(letter));
                batch.kept += 1;
            }
            None => batch.refused += 1,
        }
    }
    super::lint::strays(texts, &FOLDERS, batch);
    letters
}

/// A letter in each language that it has.
fn one_of(
    around: &Around<'_>,
    path: &str,
    mut facts: LetterFacts,
    blanks: &BlanksFile,
    batch: &mut Batch,
) -> Vec<Letter> {
    let Around { texts, known, .. } = around;
    let source = super::source(texts, path);
    let id = path.trim_start_matches(FOLDER).trim_end_matches(FACTS).trim_end_matches('/');
    lint::facts(id, &facts, &source, known, blanks, batch);
    for (name, named) in &facts.card_fact {
        match around.card_fact(named) {
            Some(fact) if !facts.fact.contains_key(name) => {
                facts.fact.insert(name.clone(), fact);
            }
            Some(_) => batch.refuse(&source.within("card_fact", name), id, name, "a fact of this name stands below"),
            None => {
                let message = format!("'{named}' is no fact of a card: write \"card/fact\", as in its card.toml");
                batch.refuse(&source.within("card_fact", name), id, name, message);
            }
        }
    }
    let folder = path.trim_end_matches(FACTS);
    let mut explained = BTreeMap::new();
    for lang in Lang::all() {
        let file = format!("{folder}{}.md", lang.code());
        match texts.get(&file) {
            Some(text) => {
                let at = words::At { id, lang, file: &file, letter: &facts };
                explained.extend(words::read(text, &at, batch).map(|words| (lang, words)));
            }
            None if known.required.contains(&lang) => {
                let message = format!("no {}.md: a letter is explained in this language at least", lang.code());
                batch.refuse(path, id, "", message);
            }
            None => {}
        }
    }
    words::named(id, &facts, &explained, &source, folder, batch);
    let text = explained.get(&Lang::FR).map(|french| french.letter.clone()).unwrap_or_default();
    let letter = |(lang, mut words): (Lang, Explained)| Letter {
        checklist: words.checklist.take(),
        item: item(id, lang, &facts, words, known),
        cards: facts.cards.iter().map(|card| ItemId::card(card)).collect(),
        recipient: facts.recipient,
        blanks: shown(&facts, blanks, around.themes, lang),
        papers: facts.papers.clone(),
        to: text.to.clone(),
        subject: text.subject.clone(),
        body: text.body.clone(),
        torn_off: text.torn_off.clone(),
        cited: facts.source.iter().map(cited).collect(),
    };
    explained.into_iter().map(letter).collect()
}

fn cited(source: &SourceFacts) -> Cited {
    Cited { title: source.title.clone(), url: source.url.clone(), date: source.date }
}

/// The blanks of a letter in a language, those of every letter first.
fn shown(facts: &LetterFacts, blanks: &BlanksFile, themes: &BTreeMap<Lang, Vec<Theme>>, lang: Lang) -> Vec<Blank> {
    let common = facts.recipient.common().map(BlankId::from);
    let all = common.chain(facts.blanks.iter().cloned());
    all.filter_map(|id| {
        let blank = blanks.blank.get(&id)?;
        let french = blank.name.get(&Lang::FR).cloned().unwrap_or_default();
        let name = blank.name.get(&lang).cloned().unwrap_or_else(|| french.clone());
        let options =
            if blank.themes { grid(themes, lang) } else { blank.option.iter().map(|one| one.shown(lang)).collect() };
        Some(Blank { id, name, french, lines: blank.lines, options, several: blank.several })
    })
    .collect()
}

impl OptionFacts {
    fn shown(&self, lang: Lang) -> BlankOption {
        let french = self.name.get(&Lang::FR).cloned().unwrap_or_default();
        let name = self.name.get(&lang).cloned().unwrap_or_else(|| french.clone());
        BlankOption { id: self.id.clone(), name, french }
    }
}

/// The themes of the grid as answers.
fn grid(themes: &BTreeMap<Lang, Vec<Theme>>, lang: Lang) -> Vec<BlankOption> {
    let label = |lang: Lang, theme: &Theme| {
        let all = themes.get(&lang).into_iter().flatten();
        all.filter(|one| one.id == theme.id).map(|one| one.label.clone()).next()
    };
    let option = |theme: &Theme| {
        let french = theme.label.clone();
        BlankOption { id: theme.id.to_string(), name: label(lang, theme).unwrap_or_else(|| french.clone()), french }
    };
    themes.get(&Lang::FR).into_iter().flatten().map(option).collect()
}

/// The explanation of a letter, as an item.
fn item(id: &str, lang: Lang, facts: &LetterFacts, words: Explained, known: &Known) -> Item {
    let CardProse { title, summary: _, keywords, translation, deadline: _ } = words.front;
    let phones = facts.phones.iter().filter_map(|name| known.phones.phone.get(name)).map(|phone| phone.shown(lang));
    let section = |(heading, blocks)| Section { kind: SectionKind::Other, heading, blocks };
    Item {
        id: Letter::item_id(id),
        kind: ItemKind::Card,
        lang,
        translation,
        title,
        summary: words.summary,
        sections: words.sections.into_iter().map(section).collect(),
        keywords,
        themes: facts.themes.clone(),
        covers: Vec::new(),
        counters: Vec::new(),
        routes: Vec::new(),
        phones: phones.collect(),
        place: None,
        source: written(id, None, &facts.source, facts.verified, facts.review_by),
    }
}
