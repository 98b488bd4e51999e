//! Places that answer a query: those that bear all of its words.

use super::filter::Filter;
use crate::error::SearchError;
use crate::hours;
use crate::open_index::exact;
use crate::places::{Places, unpack};
use crate::understand::ParsedQuery;
use guichet_core::model::OpeningState;
use guichet_core::ports::catalog::{Hit, Query};
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};

/// A word borne by more than one place in this many says what kind of place is meant, not which one.
const GENERIC: u64 = 50;
/// Kilometres at which a place is worth half of the same one next door.
const HALF_WORTH_KM: f64 = 20.0;
/// Places whose opening hours are read for one query, at most: a quarter of a second. Hours are text, read when they are
/// asked for.
const HOURS_READ: usize = 5_000;

/// Places that bear every word of the query, if one of the words or the reader's position sets them apart.
pub(super) fn hits(
    places: &Places,
    query: &Query,
    parsed: &ParsedQuery,
    limit: usize,
    best_text: f32,
) -> Result<Vec<Hit>, SearchError> {
    let searcher = places.index.searcher();
    let fields = places.index.fields;
    let [segment, ..] = searcher.segment_readers() else { return Ok(Vec::new()) };
    let Some(filter) = Filter::new(segment, query)? else { return Ok(Vec::new()) };
    let names = segment.inverted_index(fields.words)?;
    let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
    let mut rarest = u64::MAX;
    for word in &parsed.typed {
        let term = exact(fields.words, word);
        rarest = rarest.min(names.doc_freq(term.term())?.into());
        clauses.push((Occur::Must, Box::new(term)));
    }
    let set_apart = rarest.saturating_mul(GENERIC) <= searcher.num_docs().max(GENERIC) || query.near.is_some();
    if clauses.is_empty() || rarest == 0 || !set_apart {
        return Ok(Vec::new());
    }
    let lengths = segment.get_fieldnorms_reader(fields.words)?;
    let positions = segment.fast_fields().u64("position")?;
    let mut scored = Vec::new();
    for address in searcher.search(&BooleanQuery::new(clauses), &DocSetCollector)? {
        let doc = address.doc_id;
        if !filter.keeps(doc) {
            continue;
        }
        let named = parsed.typed.len() as f32 / lengths.fieldnorm(doc).max(1) as f32;
        let position = positions.first(doc).and_then(unpack);
        let distance_km = query.near.zip(position).map(|(near, position)| position.distance_km(near));
        let nearness = match (query.near, distance_km) {
            (Some(_), Some(km)) => (HALF_WORTH_KM / (HALF_WORTH_KM + km)) as f32,
            (Some(_), None) => 0.1,
            (None, _) => 1.0,
        };
        scored.push((best_text * (1.0 + named.min(1.0)) * nearness.max(0.01), doc, distance_km));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.truncate(HOURS_READ);
    let mut hits = Vec::new();
    for (score, doc, distance_km) in scored {
        if hits.len() == limit {
            break;
        }
        let item = places.summary(&searcher, doc)?;
        let open = query
            .open_at
            .zip(item.place.as_ref())
            .map(|(at, place)| hours::opening(&place.hours, &place.commune_code, at));
        if query.open_at.is_none() || open.is_some_and(|open| open.state == OpeningState::Open && !open.holiday) {
            hits.push(Hit { item, score, distance_km, open, through: None, fallback: false });
        }
    }
    Ok(hits)
}
