//! A card: `card.toml` and one Markdown file a language.

use super::deadlines::{self, DeadlineFacts, DeadlineWords};
use super::facts::Fact;
use super::place::Source;
use super::prose::Page;
use super::{Known, Texts, facts, lint, prose, toml};
use crate::{Batch, markdown};
use guichet_core::deadline::Deadlines;
use guichet_core::model::{
    Basis, Block, Date, Figure, Item, ItemId, ItemKind, Lang, PlaceKind, Reference, Route, RouteKind, SourceRef,
    ThemeId, Translation,
};
use guichet_core::text::spacing::bind;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `card.toml`: the facts of a card, once for all languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardFacts {
    /// Themes of the grid, the main one first.
    pub themes: Vec<ThemeId>,
    /// Kinds of place to go to, the best first (`caf`, `mairie`, `ccas`, …).
    pub counters: Vec<PlaceKind>,
    /// Fiches of service-public.fr that treat the same right (`F12006`).
    #[serde(default)]
    pub covers: Vec<String>,
    /// When the facts were last verified.
    pub verified: Date,
    /// After this date the reader is warned; at most 13 months after `verified`.
    pub review_by: Date,
    /// Licence of the card: `etalab-2.0`.
    pub licence: String,
    /// Official page of the right.
    #[serde(default)]
    pub page: Option<String>,
    /// Where the facts come from.
    pub source: Vec<SourceFacts>,
    /// Ways to ask; at least one of them without internet.
    pub route: Vec<RouteFacts>,
    /// Numbers to call, by their identifier in `phones.toml`.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Amounts, ages, delays: the prose names them as `{id}`.
    #[serde(default)]
    pub fact: BTreeMap<String, Fact>,
    /// What must be done by when, by identifier.
    #[serde(default)]
    pub deadline: BTreeMap<String, DeadlineFacts>,
}

/// Where facts come from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFacts {
    /// Title of the page, law or decree.
    pub title: String,
    /// Its address, if it is online.
    #[serde(default)]
    pub url: Option<String>,
    /// Its own date, not that of our reading.
    pub date: Date,
    /// Left out for the State, its agencies, social bodies and public law; `false` for a press article, a firm or an
    /// association: what it alone says is `unverified`.
    #[serde(default = "official")]
    pub official: bool,
}

fn official() -> bool {
    true
}

/// How old what is said is: the date of the newest official source, of the newest where none is.
pub(super) fn newest(sources: &[SourceFacts]) -> Option<Date> {
    sources.iter().map(|source| (source.official, source.date)).max().map(|(_, date)| date)
}

/// A way to ask.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteFacts {
    /// `online`, `phone`, `paper` or `counter`.
    pub kind: RouteKind,
    /// A URL, an identifier of `phones.toml`, a form's name, or a kind of place.
    pub target: String,
}

/// Front matter of a language's prose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardProse {
    /// Title.
    pub title: String,
    /// The short answer, in one to three sentences: what it is, for whom, what to do first.
    pub summary: String,
    /// Words people use for it.
    pub keywords: Vec<String>,
    /// Left out in French, the original; else `reviewed` by a human who speaks the language, or `unreviewed`.
    #[serde(default)]
    pub translation: Translation,
    /// Of a card: the words of its deadlines, by their identifier in `card.toml`.
    #[serde(default)]
    pub deadline: BTreeMap<String, DeadlineWords>,
}

/// What a card rests on, in words of French; `None` where there is no such card.
pub fn basis(texts: &Texts, id: &str) -> Option<Basis> {
    let card: CardFacts = ::toml::from_str(texts.get(&format!("cards/{id}/card.toml"))?).ok()?;
    let reference = |source: SourceFacts| Reference { title: source.title, date: source.date, url: source.url };
    let mut references: Vec<Reference> = card.source.into_iter().map(reference).collect();
    references.sort_by_key(|reference| std::cmp::Reverse(reference.date));
    let figure = |(id, fact): (String, Fact)| Figure {
        id,
        value: fact.in_words(),
        since: fact.since,
        reference: fact.reference,
    };
    Some(Basis { references, figures: card.fact.into_iter().map(figure).collect() })
}

/// Reads the card whose facts stand at `path`, in every language it has, with its deadlines. The numbers it names go into
/// `called`.
pub(super) fn read(
    texts: &Texts,
    path: &str,
    known: &Known,
    called: &mut BTreeSet<String>,
    batch: &mut Batch,
) -> Deadlines {
    batch.read += 1;
    let refusals = batch.findings.len();
    let items = toml::read::<CardFacts>(texts, path, batch).map(|card| {
        called.extend(card.phones.iter().cloned());
        lint::facts(&card, &super::source(texts, path), known, batch);
        languages(texts, path, &card, known, batch)
    });
    let refused = batch.findings[refusals..].iter().any(|warning| warning.severity == crate::Severity::Refused);
    match items.filter(|_| !refused) {
        Some((items, deadlines)) => {
            batch.items.extend(items);
            batch.kept += 1;
            deadlines
        }
        None => {
            batch.refused += 1;
            Deadlines::default()
        }
    }
}

fn languages(texts: &Texts, path: &str, card: &CardFacts, known: &Known, batch: &mut Batch) -> (Vec<Item>, Deadlines) {
    let folder = path.trim_end_matches("card.toml");
    let id = folder.trim_start_matches("cards/").trim_end_matches('/');
    let mut items = Vec::new();
    let mut named = FactsNamed::default();
    let mut said = BTreeMap::new();
    let doubts = card.fact.values().any(|fact| fact.unverified) || doubts(texts, folder);
    for lang in Lang::all() {
        let file = format!("{folder}{}.md", lang.code());
        let Some(text) = texts.get(&file).map(|text| bind(text)) else {
            if known.required.contains(&lang) {
                batch.refuse(
                    path,
                    id,
                    "",
                    format!("no {}.md: a card is written in this language at least", lang.code()),
                );
            }
            continue;
        };
        let Some((front, line, body)) = markdown::split(&text) else {
            batch.refuse(&format!("{file}:1"), id, "", "the file starts with front matter between two lines of +++");
            continue;
        };
        let Some(prose) = toml::parse::<CardProse>(front, &file, 2, batch) else { continue };
        let sections = match markdown::sections(body, line) {
            Ok(sections) => sections,
            Err((line, message)) => {
                batch.refuse(&format!("{file}:{line}"), id, "", message);
                continue;
            }
        };
        let page = Page {
            id,
            lang,
            path: &file,
            front: Source::front(&file, front),
            first_line: line,
            body,
            remedy: prose::OF_CARD,
            dated: BTreeSet::new(),
        };
        prose::lint(&prose, &sections, &page, batch);
        deadlines::words(&prose.deadline, card, id, &page.front, batch);
        said.insert(lang, (file.clone(), prose.deadline.clone()));
        named.add(lang, prose::placeholders(&format!("{}\n{body}", prose.summary)));
        let mut item = item(id, lang, card, prose, known);
        item.sections = sections;
        item.source.doubts = doubts;
        if let Err(name) = fill(&mut item, card) {
            let line = 1 + text.lines().position(|line| line.contains(&format!("{{{name}}}"))).unwrap_or(0);
            batch.refuse(&format!("{file}:{line}"), id, &name, "no such fact: add it to card.toml as [fact.…]");
        }
        lint::durations(&card.fact, &text, &file, lang, batch);
        items.push(item);
    }
    let source = super::source(texts, path);
    named.lint(card, &source, folder, batch);
    let text = texts.get(path).map(String::as_str).unwrap_or_default();
    let around = deadlines::Around { id, card, words: &said, source: &source, text };
    let deadlines = deadlines::read(&around, known, batch);
    (items, deadlines)
}

/// The facts that each language names.
#[derive(Default)]
struct FactsNamed(BTreeMap<Lang, BTreeSet<String>>);

impl FactsNamed {
    fn add(&mut self, lang: Lang, names: BTreeSet<String>) {
        self.0.insert(lang, names);
    }

    /// A fact that nobody names is a leftover; one that a translation leaves out, or adds, is a slip.
    fn lint(&self, card: &CardFacts, source: &Source<'_>, folder: &str, batch: &mut Batch) {
        let counts = |name: &String| card.deadline.values().any(|deadline| deadline.fact.as_ref() == Some(name));
        let unnamed = |name: &&String| self.0.values().all(|names| !names.contains(*name)) && !counts(name);
        for name in card.fact.keys().filter(unnamed) {
            let place = source.table(&format!("fact.{name}"));
            batch.refuse(&place, "", name, "no language names this fact: remove it, or write {…} in the prose");
        }
        let Some(french) = self.0.get(&Lang::FR) else { return };
        for (lang, names) in &self.0 {
            for name in french.symmetric_difference(names) {
                let (here, there) = if names.contains(name) { (lang, &Lang::FR) } else { (&Lang::FR, lang) };
                let message = format!("'{}' names this fact and '{}' does not", here.code(), there.code());
                batch.refuse(&format!("{folder}{}.md", there.code()), "", name, message);
            }
        }
    }
}

/// Whether what is written in a folder says, in some language, that something in it is to be checked.
pub(super) fn doubts(texts: &Texts, folder: &str) -> bool {
    let says = |lang: Lang| {
        let text = texts.get(&format!("{folder}{}.md", lang.code()));
        text.is_some_and(|text| text.contains(&format!("({}", lang.doubt())))
    };
    Lang::all().any(says)
}

/// Where an authored item comes from: written for this project, from sources that its folder names.
pub(super) fn written(
    id: &str,
    page: Option<String>,
    sources: &[SourceFacts],
    verified: Date,
    review_by: Date,
) -> SourceRef {
    SourceRef {
        name: "guichet".into(),
        id: id.into(),
        url: page,
        publisher: "Guichet".into(),
        licence: "etalab-2.0".into(),
        date: newest(sources).unwrap_or(verified),
        verified: Some(verified),
        review_by: Some(review_by),
        doubts: false,
    }
}

fn item(id: &str, lang: Lang, card: &CardFacts, prose: CardProse, known: &Known) -> Item {
    let phones = card.phones.iter().filter_map(|name| known.phones.phone.get(name)).map(|phone| phone.shown(lang));
    let route = |route: &RouteFacts| {
        let number = known.phones.phone.get(&route.target).filter(|_| route.kind == RouteKind::Phone);
        let target = number.map_or_else(|| route.target.clone(), |phone| phone.number.clone());
        Route { kind: route.kind, target, label: String::new() }
    };
    Item {
        id: ItemId::card(id),
        kind: ItemKind::Card,
        lang,
        translation: prose.translation,
        title: prose.title,
        summary: prose.summary,
        sections: Vec::new(),
        keywords: prose.keywords,
        themes: card.themes.clone(),
        covers: card.covers.clone(),
        counters: card.counters.clone(),
        routes: card.route.iter().map(route).collect(),
        phones: phones.collect(),
        place: None,
        source: SourceRef {
            licence: card.licence.clone(),
            ..written(id, card.page.clone(), &card.source, card.verified, card.review_by)
        },
    }
}

/// Puts the facts into every text of an item.
fn fill(item: &mut Item, card: &CardFacts) -> Result<(), String> {
    let lang = item.lang;
    let put = |text: &mut String| -> Result<(), String> {
        *text = facts::fill(text, &card.fact, lang, |_| false)?;
        Ok(())
    };
    put(&mut item.summary)?;
    for block in item.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Text(text) => put(text)?,
            Block::List(entries) => entries.iter_mut().try_for_each(put)?,
            // The Markdown of cards knows no other block.
            Block::Heading(_) | Block::Table(_) | Block::Case { .. } | Block::Note { .. } => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_read_as_people_write_them() {
        let fact = |value, unit: &str| Fact {
            value,
            unit: unit.into(),
            since: Date { year: 2026, month: 4, day: 1 },
            reference: "test".into(),
            unverified: false,
        };
        assert_eq!(fact(651.69, "eur/month").words(Lang::FR), "651,69\u{a0}€");
        assert_eq!(fact(10_339.0, "eur/year").words(Lang::FR), "10\u{202f}339\u{a0}€");
        assert_eq!(fact(10_339.0, "eur/year").words(Lang::EN), "€10,339");
        assert_eq!(fact(25.0, "years").words(Lang::FR), "25");
        assert_eq!(fact(8.5, "percent").words(Lang::EN), "8.5%");
    }
}
