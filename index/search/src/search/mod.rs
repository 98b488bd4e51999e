//! A query to ranked hits: texts by their words and concepts, and what is offered when none answers.

mod filter;
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
pub const MOST_HITS: usize = 200;

/// What the texts answer to a query, and how it was read.
pub struct Found {
    /// The texts found, the best first; none where nothing is sure.
    pub answer: Answer,
    parsed: ParsedQuery,
}

impl Found {
    /// The words that say something, folded.
    pub fn telling_words(&self) -> &[String] {
        &self.parsed.typed
    }

    /// All words, folded.
    pub fn all_words(&self) -> &[String] {
        &self.parsed.all
    }
}

/// What the texts answer to a query.
pub(crate) fn found(opened: &Opened, query: &Query) -> Result<Found, SearchError> {
    let parsed = parse(opened, query);
    let limit = query.limit.min(MOST_HITS);
    let (mut hits, mut sure) = (Vec::new(), Sureness::Nothing);
    if limit > 0 {
        let (texts, confidence) = texts::hits(opened, query, &parsed, limit)?;
        (hits, sure) = (texts, confidence.sureness());
        match sure {
            Sureness::Nothing => hits.clear(),
            _ => opened.lexicon.apart.leave_out(&mut hits, &parsed, &opened.analyzer),
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits.truncate(limit);
    }
    let understood = parsed.understood();
    let answer = Answer { lang: parsed.lang, understood, guessed: parsed.guessed, hits, sure, open_within_km: None };
    Ok(Found { answer, parsed })
}

/// The answer to a query by texts alone: it is never empty.
pub(crate) fn answer(opened: &Opened, query: &Query) -> Result<Answer, SearchError> {
    let mut found = found(opened, query)?;
    if found.answer.hits.is_empty() {
        found.answer.hits = last_resort(opened, query, &found)?;
    }
    Ok(found.answer)
}

/// How a query is read.
pub(crate) fn parse(opened: &Opened, query: &Query) -> ParsedQuery {
    let ranker = opened.texts.ranker.as_ref();
    let known = |stem: &str| ranker.is_some_and(|(ranker, _)| ranker.knows(stem));
    ParsedQuery::new(&query.text, query.lang, &opened.resources(&known))
}

/// What is offered when no word matches: the card that gives a number to call, and cards of the theme that the words come
/// nearest to.
pub(crate) fn last_resort(opened: &Opened, query: &Query, found: &Found) -> Result<Vec<Hit>, SearchError> {
    let fallback = |item| Hit { item, score: 0.0, distance_km: None, open: None, through: None, fallback: true };
    let (parsed, limit) = (&found.parsed, query.limit.min(MOST_HITS));
    let texts = &opened.texts;
    let lang = parsed.shown_in(query.lang);
    let mut hits = Vec::new();
    if query.kind.is_none_or(|kind| kind == ItemKind::Card)
        && query.source.as_deref().is_none_or(|name| name == SourceRef::AUTHORED)
    {
        let human = texts.documents.item(&HUMAN.into(), lang)?;
        hits.extend(human.map(fallback));
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
        hits.extend(found.into_iter().map(fallback));
    }
    hits.truncate(limit);
    Ok(hits)
}
