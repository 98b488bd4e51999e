//! What a card must be to be shown to anybody.

use super::{CardFacts, CardProse, Fact, PhonesFile, Texts};
use crate::Batch;
use guichet_core::model::{Block, RouteKind, Section, SectionKind, ThemeId};

/// Longest title and summary, in characters.
const TITLE: usize = 90;
const SUMMARY: usize = 400;
/// A review is due within this many months.
const REVIEW_MONTHS: i32 = 13;

/// Facts of a card.
pub(super) fn facts(card: &CardFacts, path: &str, phones: &PhonesFile, themes: &[ThemeId], batch: &mut Batch) {
    let mut refuse = |field: &str, message: String| batch.refuse(path, "", field, message);
    if card.source.is_empty() {
        refuse("source", "a card says where its facts come from: add a [[source]]".into());
    }
    if !card.route.iter().any(|route| route.kind != RouteKind::Online) {
        refuse("route", "a card has a way without internet: add a route of kind phone, paper or counter".into());
    }
    if card.counters.is_empty() {
        refuse("counters", "a card leads to a place where somebody is: add one, such as \"mairie\"".into());
    }
    if card.themes.is_empty() {
        refuse("themes", "a card has at least one theme".into());
    }
    for theme in card.themes.iter().filter(|theme| !themes.contains(theme)) {
        refuse("themes", format!("'{theme}' is not a theme of themes.toml"));
    }
    for phone in card.phones.iter().filter(|phone| !phones.phone.contains_key(*phone)) {
        refuse("phones", format!("'{phone}' is not a number of phones.toml"));
    }
    for route in card.route.iter().filter(|route| route.kind == RouteKind::Phone) {
        if !phones.phone.contains_key(&route.target) {
            refuse("route", format!("'{}' is not a number of phones.toml", route.target));
        }
    }
    for route in card.route.iter().filter(|route| route.kind == RouteKind::Online) {
        if !route.target.starts_with("https://") {
            refuse("route", format!("'{}' is not an https address", route.target));
        }
    }
    if card.review_by <= card.verified || card.review_by.months_since(card.verified) > REVIEW_MONTHS {
        refuse("review_by", format!("the review is due after `verified` and within {REVIEW_MONTHS} months"));
    }
    if card.licence != "etalab-2.0" {
        refuse("licence", "authored content is under Licence Ouverte 2.0: write \"etalab-2.0\"".into());
    }
    for fiche in card.covers.iter().filter(|fiche| !is_fiche(fiche)) {
        refuse("covers", format!("'{fiche}' is not a fiche: write F and its number"));
    }
    for (name, fact) in &card.fact {
        if !Fact::UNITS.contains(&fact.unit.as_str()) {
            refuse(name, format!("unit '{}' is not one of {}", fact.unit, Fact::UNITS.join(", ")));
        }
        if fact.reference.trim().is_empty() {
            refuse(name, "a fact cites the decree, article or page that sets it".into());
        }
    }
}

fn is_fiche(id: &str) -> bool {
    id.strip_prefix('F').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Prose of a card in one language.
pub(super) fn prose(prose: &CardProse, sections: &[Section], text: &str, file: &str, batch: &mut Batch) {
    let long = |text: &str, most: usize| text.chars().count() > most;
    if prose.title.trim().is_empty() || long(&prose.title, TITLE) {
        batch.refuse(file, "", "title", format!("a title has 1 to {TITLE} characters"));
    }
    if prose.summary.trim().is_empty() || long(&prose.summary, SUMMARY) {
        batch.refuse(file, "", "summary", format!("a summary has 1 to {SUMMARY} characters"));
    }
    for needed in [SectionKind::Who, SectionKind::Papers, SectionKind::Ask, SectionKind::Help, SectionKind::Doubts] {
        if !sections.iter().any(|section| section.kind == needed && !section.blocks.is_empty()) {
            batch.refuse(file, "", needed.name(), format!("no section {{#{}}}, or an empty one", needed.name()));
        }
    }
    for (index, line) in text.lines().enumerate() {
        if let Some(found) = bare_fact(line) {
            let place = format!("{file}:{}", index + 1);
            batch.refuse(&place, "", "", format!("'{found}' is a fact: put it in card.toml and name it as {{id}}"));
        }
    }
    for entry in sections.iter().flat_map(|section| &section.blocks) {
        if let Block::List(entries) = entry
            && entries.is_empty()
        {
            batch.refuse(file, "", "", "an empty list");
        }
    }
}

/// An amount or a phone number written in the prose itself.
fn bare_fact(line: &str) -> Option<String> {
    let chars: Vec<char> = line.chars().collect();
    let euro = chars.iter().position(|c| *c == '€');
    if let Some(at) = euro {
        let near = &chars[at.saturating_sub(3)..(at + 3).min(chars.len())];
        if near.iter().any(char::is_ascii_digit) {
            return Some(near.iter().collect());
        }
    }
    // Ten digits, or four starting with 3: a number to call.
    let digits: String =
        line.split("http").next()?.chars().filter(|c| c.is_ascii_digit() || c.is_alphabetic()).collect();
    let run = digits.split(char::is_alphabetic).find(|run| run.len() == 10 && run.starts_with('0'));
    run.map(str::to_owned)
}

/// Files that no reader takes.
pub(super) fn strays(texts: &Texts, batch: &mut Batch) {
    for path in texts.keys().filter(|path| path.starts_with("cards/")) {
        let mut parts = path.splitn(3, '/').skip(1);
        let (folder, file) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let lang = file.strip_suffix(".md").and_then(guichet_core::model::Lang::from_code);
        if file != "card.toml" && lang.is_none() {
            batch.refuse(path, "", "", "a card's folder holds card.toml and <language>.md files only");
        }
        if !texts.contains_key(&format!("cards/{folder}/card.toml")) {
            batch.refuse(path, "", "", "this card has no card.toml");
        }
    }
}
