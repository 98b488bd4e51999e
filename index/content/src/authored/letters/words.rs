//! The words of a letter: its explanation in one language, and in French the letter itself.

use super::super::card::CardProse;
use super::super::place::Source;
use super::super::prose::{self, Page};
use super::super::{deadlines, facts, lint, toml};
use super::LetterFacts;
use crate::{Batch, markdown};
use guichet_core::letter::{Blank, blanks_in};
use guichet_core::model::{Block, Lang};
use guichet_core::text::spacing::bind;
use std::collections::{BTreeMap, BTreeSet};

/// Parts of an explanation, and those that it may have besides: what the letter says, for somebody who does not read French, and what
/// whoever helps ticks off.
const EXPLAINED: [&str; 2] = ["when", "send"];
const ALSO: [&str; 2] = ["says", CHECKLIST];
const CHECKLIST: &str = "checklist";
/// Parts of the letter, and the one that it may have besides: what is torn off.
const LETTER: [&str; 3] = ["to", "subject", "letter"];
const TORN_OFF: &str = "tear-off";
/// Lines of an address.
const ADDRESS: usize = 6;
/// Longest subject, in characters.
const SUBJECT: usize = 120;

/// What is done about a fact that stands in the words of a letter.
const REMEDY: &str = "name it as {id}, and put it in letter.toml as [card_fact] or [fact.…]";

/// Which file is read, of which letter.
pub(super) struct At<'a> {
    pub(super) id: &'a str,
    pub(super) lang: Lang,
    pub(super) file: &'a str,
    pub(super) letter: &'a LetterFacts,
}

impl At<'_> {
    /// Whether a name in braces is something to fill in.
    fn is_blank(&self, name: &str) -> bool {
        Blank::COMMON.contains(&name) || self.letter.blanks.iter().any(|blank| blank == name)
    }
}

/// What a letter is in one language.
pub(super) struct Explained {
    pub(super) front: CardProse,
    pub(super) summary: String,
    /// Headings, each with what stands below.
    pub(super) sections: Vec<(String, Vec<Block>)>,
    /// What whoever helps ticks off, with its heading.
    pub(super) checklist: Option<(String, Vec<String>)>,
    /// The letter; empty where the language is not French.
    pub(super) letter: Text,
    /// Names in braces, of the explanation and of the letter.
    named: [BTreeSet<String>; 2],
}

/// The letter itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) to: Vec<String>,
    pub(super) subject: String,
    pub(super) body: Vec<Block>,
    pub(super) torn_off: Vec<Block>,
}

/// Reads a file; what is wrong with it is refused.
pub(super) fn read(text: &str, at: &At<'_>, batch: &mut Batch) -> Option<Explained> {
    let At { id, lang, file, letter } = at;
    let text = &*bind(text);
    let Some((front, first_line, body)) = markdown::split(text) else {
        batch.refuse(&format!("{file}:1"), id, "", "the file starts with front matter between two lines of +++");
        return None;
    };
    let front_matter = toml::parse::<CardProse>(front, file, 2, batch)?;
    let source = Source::front(file, front);
    let dated = BTreeSet::new();
    let page = Page { id, lang: *lang, path: file, front: source, first_line, body, remedy: REMEDY, dated };
    prose::front(&front_matter, &page, batch);
    deadlines::of_cards_alone(&front_matter.deadline, &page, batch);
    prose::body(&page, batch);
    lint::durations(&letter.fact, text, file, *lang, batch);
    let kinds: Vec<&str> = if *lang == Lang::FR { [&EXPLAINED[..], &LETTER].concat() } else { EXPLAINED.into() };
    let mut optional = ALSO.to_vec();
    optional.extend((*lang == Lang::FR).then_some(TORN_OFF));
    let mut parts = match markdown::parts(body, first_line, &[&kinds[..], &optional].concat()) {
        Ok(parts) => parts,
        Err((line, message)) => {
            batch.refuse(&format!("{file}:{line}"), id, "", message);
            return None;
        }
    };
    for kind in &kinds {
        let count = parts.iter().filter(|part| part.kind == *kind && !part.blocks.is_empty()).count();
        if count != 1 {
            let message = format!("a letter has one part {{#{kind}}} with something in it: {count} here");
            batch.refuse(file, id, kind, message);
        }
    }
    for kind in optional {
        let of_kind = || parts.iter().filter(|part| part.kind == kind);
        if of_kind().count() > 1 || of_kind().any(|part| part.blocks.is_empty()) {
            batch.refuse(file, id, kind, format!("a letter has at most one part {{#{kind}}}, with something in it"));
        }
        if kind == CHECKLIST && of_kind().flat_map(|part| &part.blocks).any(|block| !matches!(block, Block::List(_))) {
            batch.refuse(file, id, kind, "what is ticked off is a list, one thing an entry");
        }
    }
    let mut summary = front_matter.summary.clone();
    let mut named = [prose::placeholders(&summary), BTreeSet::new()];
    // What is wrong is said once, with its line.
    let mut unknown = BTreeSet::new();
    let mut fill = |text: &str, of_letter: bool| {
        named[usize::from(of_letter)].extend(blanks_in(text).map(str::to_owned));
        let kept = |name: &str| of_letter && at.is_blank(name);
        facts::fill(text, &letter.fact, *lang, kept).unwrap_or_else(|name| {
            unknown.insert(name);
            text.to_owned()
        })
    };
    summary = fill(&summary, false);
    for part in &mut parts {
        let of_letter = LETTER.contains(&part.kind.as_str()) || part.kind == TORN_OFF;
        part.blocks = part.blocks.iter().map(|block| block.map(&mut |text| fill(text, of_letter))).collect();
    }
    for name in unknown {
        // A brace that is not closed has no name.
        let open = |line: &str| line.matches('{').count() > line.matches('}').count();
        let names = |line: &str| if name == "{" { open(line) } else { line.contains(&format!("{{{name}}}")) };
        let line = text.lines().position(names).map_or(1, |line| line + 1);
        let message = format!("'{name}' is no blank and no fact here: add it to letter.toml, or correct its name");
        batch.refuse(&format!("{file}:{line}"), id, &name, message);
    }
    let mut letter = Text::default();
    let mut checklist = None;
    let mut sections = Vec::new();
    for part in parts {
        match part.kind.as_str() {
            "to" => letter.to = part.blocks.into_iter().flat_map(entries).collect(),
            "subject" => letter.subject = part.blocks.into_iter().flat_map(entries).collect::<Vec<_>>().join(" "),
            "letter" => letter.body = part.blocks,
            TORN_OFF => letter.torn_off = part.blocks,
            CHECKLIST => checklist = Some((part.heading, part.blocks.into_iter().flat_map(entries).collect())),
            _ => sections.push((part.heading, part.blocks)),
        }
    }
    if *lang == Lang::FR {
        if letter.to.len() > ADDRESS {
            batch.refuse(file, id, "to", format!("an address has {ADDRESS} lines at most, one an entry of the list"));
        }
        if letter.subject.chars().count() > SUBJECT {
            batch.refuse(file, id, "subject", format!("a subject has {SUBJECT} characters at most"));
        }
    }
    Some(Explained { front: front_matter, summary, sections, checklist, letter, named })
}

/// What a block says, an entry at a time.
fn entries(block: Block) -> Vec<String> {
    match block {
        Block::Text(text) => vec![text],
        Block::List(entries) => entries,
        _ => Vec::new(),
    }
}

/// Refuses facts and blanks that nobody names, and what a translation leaves out or adds.
pub(super) fn named(
    id: &str,
    letter: &LetterFacts,
    explained: &BTreeMap<Lang, Explained>,
    source: &Source<'_>,
    folder: &str,
    batch: &mut Batch,
) {
    let Some(french) = explained.get(&Lang::FR) else { return };
    let [of_explanation, of_letter] = &french.named;
    for name in letter.fact.keys().filter(|name| !of_explanation.contains(*name) && !of_letter.contains(*name)) {
        let place = if letter.card_fact.contains_key(name) {
            source.within("card_fact", name)
        } else {
            source.table(&format!("fact.{name}"))
        };
        batch.refuse(&place, id, name, "fr.md does not name this fact: remove it, or write {…}");
    }
    for blank in letter.blanks.iter().filter(|blank| !of_letter.contains(blank.as_str())) {
        let message = format!("the letter does not name '{blank}': remove it, or write {{{blank}}}");
        batch.refuse(&source.value(blank), id, "blanks", message);
    }
    for (lang, words) in explained {
        let [here, _] = &words.named;
        if (words.sections.len(), words.checklist.is_some()) != (french.sections.len(), french.checklist.is_some()) {
            let message = format!("'fr' and '{}' do not have the same parts of the explanation", lang.code());
            batch.refuse(&format!("{folder}{}.md", lang.code()), id, "", message);
        }
        for name in of_explanation.symmetric_difference(here) {
            let message = format!("'fr' and '{}' do not name the same facts: one lacks this one", lang.code());
            batch.refuse(&format!("{folder}{}.md", lang.code()), id, name, message);
        }
    }
}
