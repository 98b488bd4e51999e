//! A query to ranked hits: texts by their words and concepts, places by their names, and what is offered when neither
//! answers.

mod filter;
mod places;
mod texts;

pub(crate) use texts::{Ranked, RankedText, ranked};

use crate::error::SearchError;
use crate::open_index::exact;
use crate::opened::Opened;
use crate::understand::ParsedQuery;
use filter::Filter;
use guichet_core::model::{Item, ItemKind, SourceRef};
use guichet_core::ports::catalog::{Answer, Hit, Query, Sureness};
use tantivy::collector::TopDocs;

/// The card that says where a human is, and a number to call.
const HUMAN: &str = "card/parler-a-quelqu-un";
/// Cards offered when no word matches.
const LAST_RESORT: usize = 3;
/// Most hits one answer holds.
const MOST_HITS: usize = 200;
/// Score of an answer without any matching text, so that scores stay comparable within it.
const NO_TEXT: f32 = 10.0;

/// The answer to a query.
pub(crate) fn answer(opened: &Opened, query: &Query) -> Result<Answer, SearchError> {
    let parsed = parse(opened, query);
    let limit = query.limit.min(MOST_HITS);
    let (mut hits, mut open_within_km, mut sure) = (Vec::new(), None, Sureness::Nothing);
    if limit > 0 {
        let (texts, confidence) = texts::hits(opened, query, &parsed, limit)?;
        (hits, sure) = (texts, confidence.sureness());
        match sure {
            Sureness::Nothing => hits.clear(),
            _ => opened.lexicon.apart.leave_out(&mut hits, &parsed, &opened.analyzer),
        }
        let best = hits.first().map_or(NO_TEXT, |hit| hit.score);
        // A word of a need may be in the name of a commune: a place comes where one is asked for, or nothing else does.
        if hits.is_empty() || places::is_asked(&opened.places, query, &parsed)? {
            let places = places::hits(&opened.places, query, &parsed, limit, best)?;
            open_within_km = places.asked_within_km;
            hits.extend(places.hits);
            if !hits.is_empty() {
                sure = sure.max(Sureness::Perhaps);
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits.truncate(limit);
        if hits.is_empty() {
            hits = last_resort(opened, query, &parsed, limit)?;
        }
    }
    let understood = parsed.understood();
    Ok(Answer { lang: parsed.lang, understood, guessed: parsed.guessed, hits, sure, open_within_km })
}

/// How a query is read.
pub(crate) fn parse(opened: &Opened, query: &Query) -> ParsedQuery {
    let ranker = opened.texts.ranker.as_ref();
    let known = |stem: &str| ranker.is_some_and(|(ranker, _)| ranker.knows(stem));
    ParsedQuery::new(&query.text, query.lang, &opened.resources(&known))
}

/// What is offered when no word matches: the nearest place where a human receives, the card that gives a number to call,
/// and cards of the theme that the words come nearest to.
fn last_resort(opened: &Opened, query: &Query, parsed: &ParsedQuery, limit: usize) -> Result<Vec<Hit>, SearchError> {
    let fallback = |item, distance_km| Hit { item, score: 0.0, distance_km, open: None, through: None, fallback: true };
    let texts = &opened.texts;
    let lang = parsed.shown_in(query.lang);
    let mut hits = Vec::new();
    if query.kind.is_none_or(|kind| kind == ItemKind::Place)
        && query.source.is_none()
        && let Some(near) = query.near
    {
        let nearest = opened.places.nearest(&[], near, 1)?;
        hits.extend(nearest.into_iter().map(|found| fallback(found.item, Some(found.distance_km))));
    }
    if query.kind.is_none_or(|kind| kind == ItemKind::Card)
        && query.source.as_deref().is_none_or(|name| name == SourceRef::AUTHORED)
    {
        let human = texts.documents.item(&HUMAN.into(), lang)?;
        hits.extend(human.map(|item| fallback(item, None)));
    }
    let searcher = texts.index.searcher();
    let fields = texts.index.fields;
    let theme = opened.lexicon.thesaurus.nearest_theme(&parsed.typed);
    if let [segment, ..] = searcher.segment_readers()
        && let Some(filter) = Filter::new(segment, query, parsed.lang)?
    {
        let near = match theme {
            Some(theme) => exact(fields.theme, &theme),
            None => exact(fields.source, query.source.as_deref().unwrap_or(SourceRef::AUTHORED)),
        };
        let mut found: Vec<Item> = Vec::new();
        for (_, address) in searcher.search(&near, &TopDocs::with_limit(limit.max(1) * 4).order_by_score())? {
            if found.len() < LAST_RESORT && filter.keeps(address.doc_id) {
                let summary = texts.summary(&searcher, address.doc_id)?;
                let item = texts.in_language(&searcher, summary, lang)?;
                if item.id != HUMAN && found.iter().all(|other| other.id != item.id) {
                    found.push(item);
                }
            }
        }
        hits.extend(found.into_iter().map(|item| fallback(item, None)));
    }
    hits.truncate(limit);
    Ok(hits)
}
