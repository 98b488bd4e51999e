//! What the prose of a card must be: short, plain, complete, and free of facts that age.

use super::CardProse;
use super::place::Source;
use crate::Batch;
use guichet_core::model::{Block, Lang, Section, SectionKind, Translation};
use guichet_core::text::normal::fold;
use std::collections::BTreeSet;

/// Longest title and keyword, in characters.
const TITLE: usize = 90;
const KEYWORD: usize = 50;
/// Longest summary, in characters and in sentences.
const SUMMARY: usize = 320;
const SUMMARY_SENTENCES: usize = 3;
/// Longest sentence, in words. A colon or a semicolon ends one: the ear rests there too.
const SENTENCE: usize = 20;
/// What a reader finds in every card.
const SECTIONS: [SectionKind; 5] =
    [SectionKind::Who, SectionKind::Papers, SectionKind::Ask, SectionKind::Help, SectionKind::Doubts];

/// A prose file: its front matter and its body, with their places.
pub(super) struct Page<'a> {
    pub(super) id: &'a str,
    pub(super) lang: Lang,
    pub(super) path: &'a str,
    pub(super) front: Source<'a>,
    /// The line on which the body starts, from 1.
    pub(super) first_line: usize,
    pub(super) body: &'a str,
    /// What is to be done about a fact that stands in the prose itself.
    pub(super) remedy: &'static str,
    /// Numbers to call, in digits, that may stand in the body: they are dated where they come from.
    pub(super) dated: BTreeSet<String>,
}

/// The remedy of a card.
pub(super) const OF_CARD: &str = "put it in card.toml and name it as {id}, or list the number in `phones`";

impl Page<'_> {
    fn at(&self, index: usize) -> String {
        format!("{}:{}", self.path, self.first_line + index)
    }
}

/// Refuses prose that cannot be shown or read aloud.
pub(super) fn lint(prose: &CardProse, sections: &[Section], page: &Page<'_>, batch: &mut Batch) {
    front(prose, page, batch);
    for kind in SECTIONS {
        if !sections.iter().any(|section| section.kind == kind && !section.blocks.is_empty()) {
            batch.refuse(page.path, page.id, kind.name(), format!("no section {{#{}}}, or an empty one", kind.name()));
        }
    }
    let mut seen = BTreeSet::new();
    for section in sections.iter().filter(|section| !seen.insert(section.kind)) {
        let message = format!("two sections {{#{}}}: make them one", section.kind.name());
        batch.refuse(page.path, page.id, section.kind.name(), message);
    }
    let empty = |entry: &String| entry.trim().is_empty();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        if matches!(block, Block::List(entries) if entries.is_empty() || entries.iter().any(empty)) {
            batch.refuse(page.path, page.id, "", "a list has an empty entry");
        }
    }
    body(page, batch);
}

/// Refuses facts and long sentences of a body.
pub(super) fn body(page: &Page<'_>, batch: &mut Batch) {
    for (index, line) in page.body.lines().enumerate() {
        if let Some(found) = bare_fact(line, &page.dated) {
            batch.refuse(&page.at(index), page.id, "", as_fact(&found, page.remedy));
        }
    }
    for (index, words, start) in sentences(page.body).filter(|(_, words, _)| *words > SENTENCE) {
        batch.refuse(&page.at(index), page.id, "", too_long(words, &start));
    }
}

/// What is wrong with words that stand outside a page, if anything.
pub(super) fn line(text: &str) -> Option<String> {
    let fact =
        bare_fact(text, &BTreeSet::new()).map(|found| as_fact(&found, "leave it to a card, where it has a date"));
    let long = || sentences(text).find(|(_, words, _)| *words > SENTENCE);
    fact.or_else(|| long().map(|(_, words, start)| too_long(words, &start)))
}

/// Refuses a title, a summary or keywords that cannot be shown or found.
pub(super) fn front(prose: &CardProse, page: &Page<'_>, batch: &mut Batch) {
    let mut refuse = |key: &str, message: String| batch.refuse(&page.front.key(key), page.id, key, message);
    if !(1..=TITLE).contains(&prose.title.trim().chars().count()) {
        refuse("title", format!("a title has 1 to {TITLE} characters"));
    }
    if !(1..=SUMMARY).contains(&prose.summary.trim().chars().count()) {
        refuse("summary", format!("a summary has 1 to {SUMMARY} characters"));
    }
    let ends = |word: &str| word.ends_with(['.', '?', '!']);
    let count = prose.summary.split_whitespace().filter(|word| ends(word)).count();
    if !(1..=SUMMARY_SENTENCES).contains(&count) {
        let message =
            format!("a summary has 1 to {SUMMARY_SENTENCES} sentences: what it is, for whom, what to do first");
        refuse("summary", message);
    }
    for (_, words, start) in sentences(&prose.summary).filter(|(_, words, _)| *words > SENTENCE) {
        refuse("summary", too_long(words, &start));
    }
    for (key, text) in [("title", &prose.title), ("summary", &prose.summary)] {
        if let Some(found) = bare_fact(text, &page.dated) {
            refuse(key, as_fact(&found, page.remedy));
        }
    }
    if prose.title.contains('{') || prose.keywords.iter().any(|keyword| keyword.contains('{')) {
        refuse("title", "facts are put into the summary and the body only, not into titles and keywords".into());
    }
    if prose.keywords.is_empty() {
        refuse("keywords", "no keywords: add the words people use for it".into());
    }
    let mut seen = BTreeSet::new();
    for keyword in &prose.keywords {
        if !(2..=KEYWORD).contains(&keyword.trim().chars().count()) {
            refuse("keywords", format!("'{keyword}': a keyword has 2 to {KEYWORD} characters"));
        }
        if !seen.insert(fold(keyword)) {
            refuse("keywords", format!("'{keyword}' stands here twice, accents and capitals aside"));
        }
    }
    match (page.lang, prose.translation) {
        (Lang::FR, Translation::Reviewed | Translation::Unreviewed) => {
            refuse("translation", "French is the original: remove `translation`".into());
        }
        (lang, Translation::Original) if lang != Lang::FR => {
            refuse("translation", "say who stands behind it: \"reviewed\" by a human, or \"unreviewed\"".into());
        }
        _ => {}
    }
}

fn as_fact(found: &str, remedy: &str) -> String {
    format!("'{found}' is a fact: {remedy}")
}

fn too_long(words: usize, start: &str) -> String {
    format!("a sentence of {words} words ({start}…): {SENTENCE} at most, cut it in two")
}

/// Facts that a text names as `{id}`.
pub(super) fn placeholders(text: &str) -> BTreeSet<String> {
    let opened = text.split('{').skip(1);
    // `{#who}` is the anchor of a heading.
    let names = opened.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.filter(|name| !name.starts_with('#')).map(str::to_owned).collect()
}

/// The sentences of a text: line (from 0), words, first words. Paragraphs may run over several lines.
fn sentences(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let mut found = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut flush = |current: &mut Vec<&str>, start: usize| {
        if !current.is_empty() {
            let first: Vec<&str> = current.iter().take(5).copied().collect();
            found.push((start, current.len(), first.join(" ")));
            current.clear();
        }
    };
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start();
        if line.is_empty() || line.starts_with(['-', '*', '#']) {
            flush(&mut current, start);
        }
        if line.starts_with('#') {
            continue;
        }
        for word in line.split_whitespace() {
            if word.chars().any(char::is_alphanumeric) {
                if current.is_empty() {
                    start = index;
                }
                current.push(word);
            }
            if word.trim_end_matches(['»', ')', '"']).ends_with(['.', '?', '!', ':', ';', '…']) {
                flush(&mut current, start);
            }
        }
    }
    flush(&mut current, start);
    found.into_iter()
}

/// An amount of money, a percentage or a number to call, written in the prose itself. Emergency numbers of two or three
/// digits may stand there: they do not age, and everybody knows them by their digits. So may those of `dated`.
fn bare_fact(line: &str, dated: &BTreeSet<String>) -> Option<String> {
    let chars: Vec<char> = line.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut digits = String::new();
        while at < chars.len() {
            let joins = matches!(chars[at], ' ' | '\u{a0}' | '\u{202f}' | '.' | ',');
            if chars[at].is_ascii_digit() {
                digits.push(chars[at]);
            } else if !(joins && chars.get(at + 1).is_some_and(char::is_ascii_digit)) {
                break;
            }
            at += 1;
        }
        let after: String = chars[at..].iter().collect::<String>().trim_start().chars().take(8).collect();
        let before = start.checked_sub(1).map(|before| chars[before]);
        let money = ["€", "euro", "%", "pour cent", "percent"].iter().any(|unit| after.starts_with(unit));
        let called = digits.len() == 10 && digits.starts_with('0') || digits.len() == 4 && digits.starts_with('3');
        let called = called && !dated.contains(&digits);
        if money || called || before == Some('€') {
            let from = if before == Some('€') { start - 1 } else { start };
            let unit = if money { after.split_whitespace().next().unwrap_or_default() } else { "" };
            return Some(format!("{} {unit}", chars[from..at].iter().collect::<String>()).trim().to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_numbers_are_found_dates_and_forms_are_not() {
        let found = |line| bare_fact(line, &BTreeSet::new()).unwrap_or_default();
        assert_eq!(found("Vous recevez 651,69 € par mois."), "651,69 €");
        assert_eq!(found("Au plus 1 043 euros."), "1 043 euros.");
        assert_eq!(found("You get €1,043."), "€1,043");
        assert_eq!(found("Un taux de 80 %."), "80 %.");
        assert_eq!(found("Appelez le 39 49."), "39 49");
        assert_eq!(found("Appelez le 0 805 16 00 75."), "0 805 16 00 75");
        for line in
            ["le formulaire cerfa 15481", "du 1er novembre au 31 mars, chaque année", "appelez le 115", "en 2026"]
        {
            assert_eq!(bare_fact(line, &BTreeSet::new()), None, "{line}");
        }
        let dated = BTreeSet::from(["3114".to_owned()]);
        assert_eq!(bare_fact("Appelez le 3114, jour et nuit.", &dated), None);
        assert_eq!(bare_fact("Le 3114, puis le 39 49.", &dated).as_deref(), Some("39 49"));
    }

    #[test]
    fn sentences_are_counted_across_lines_and_end_at_marks() {
        let counted: Vec<_> = sentences("Un deux trois\nquatre. Cinq ?\n\n- Six : sept\n- Huit\n# Neuf dix").collect();
        let words: Vec<usize> = counted.iter().map(|(_, words, _)| *words).collect();
        assert_eq!(words, [4, 1, 1, 1, 1]);
        assert_eq!(counted[2].0, 3, "line of the list entry");
    }

    #[test]
    fn placeholders_are_not_anchors() {
        assert_eq!(placeholders("## Qui ? {#who}\n{age} ans, {max}"), BTreeSet::from(["age".into(), "max".into()]));
    }
}
