//! A query to ranked hits.

use crate::build::key;
use crate::engine::{Engine, exact, load};
use crate::error::SearchError;
use crate::hours;
use crate::places::unpack;
use crate::understand::Reading;
use guichet_core::catalog::{Answer, Hit, Query};
use guichet_core::model::{Item, ItemKind, Lang, OpeningState};
use std::collections::HashSet;
use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::columnar::StrColumn;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

/// Name of the source of authored cards.
pub(crate) const AUTHORED: &str = "guichet";
/// Candidates looked at beyond those asked for: room to merge languages and to let cards stand for fiches.
const SPARE: usize = 30;
/// Most hits one answer holds.
const MOST_HITS: usize = 200;
/// An authored card stands above a fiche on the same right if it answers the words at least this well, relatively.
const CARD_MATCHES: f32 = 0.4;
/// What is left of the score of a fiche whose card is shown above it.
const COVERED: f32 = 0.7;
/// A word borne by more than one place in this many says what kind of place is meant, not which one.
const GENERIC: u64 = 50;
/// Kilometres at which a place is worth half of the same one next door.
const HALF_WORTH_KM: f64 = 20.0;
/// Places whose opening hours are read for one query, at most.
const HOURS_READ: usize = 300;
/// Score of an answer without any matching text, so that scores stay comparable within it.
const NO_TEXT: f32 = 10.0;

impl Engine {
    /// Ranked hits for a query. The item of a hit is its head: title, summary, place, themes, what it covers, where it
    /// comes from. Its sections, keywords, routes and phones are empty: [`Engine::item`] has them.
    ///
    /// A text beyond 100,000 characters is cut; there is no query syntax: every character but letters and digits is a
    /// space. An item found in several languages comes once, in the reader's, else in French. An answer is never empty
    /// unless the filters leave nothing: where no word matches, its hits are marked as a last resort.
    pub fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        let reading = Reading::new(&query.text, query.lang, &mut self.analyzer.clone());
        let limit = query.limit.min(MOST_HITS);
        let mut hits = Vec::new();
        if limit > 0 {
            let texts = self.found_texts(query, &reading, limit)?;
            let best = texts.first().map_or(NO_TEXT, |hit| hit.score);
            let places = self.found_places(query, &reading, limit, best)?;
            hits = texts;
            hits.extend(places);
            hits.sort_by(|a, b| b.score.total_cmp(&a.score));
            hits.truncate(limit);
            if hits.is_empty() {
                hits = self.last_resort(query, reading.lang, limit)?;
            }
        }
        Ok(Answer { lang: reading.lang, understood: reading.understood(), guessed: false, hits })
    }

    fn found_texts(&self, query: &Query, reading: &Reading, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let searcher = self.texts.searcher();
        let (Some(ranker), [segment, ..]) = (&self.ranker, searcher.segment_readers()) else { return Ok(Vec::new()) };
        let Some(filter) = Filter::new(segment, query)? else { return Ok(Vec::new()) };
        let mut scored = ranker.score(&reading.needs)?;
        scored.retain(|(_, doc)| filter.keeps(*doc));
        best(&mut scored, limit + SPARE);
        let mut hits: Vec<Hit> = Vec::new();
        let mut seen = HashSet::new();
        for (score, doc) in scored {
            let head = load(&searcher, self.texts.fields.head, DocAddress::new(0, doc))?;
            if seen.insert(head.id.clone()) {
                let item = self.in_language(&searcher, head, reading.lang)?;
                hits.push(Hit { item, score, distance_km: None, open: None, fallback: false });
            }
        }
        cards_above(&mut hits);
        Ok(hits)
    }

    /// The same item in the reader's language, else in French, else as it was found.
    fn in_language(&self, searcher: &Searcher, head: Item, reader: Lang) -> Result<Item, SearchError> {
        for lang in [reader, Lang::Fr] {
            if head.lang == lang {
                return Ok(head);
            }
            if let Some(address) = self.texts.find(searcher, self.texts.fields.key, &key(&head.id, lang.code()))? {
                return load(searcher, self.texts.fields.head, address);
            }
        }
        Ok(head)
    }

    /// Places that bear every word of the query, if one of the words or the reader's position tells them apart.
    fn found_places(
        &self,
        query: &Query,
        reading: &Reading,
        limit: usize,
        best_text: f32,
    ) -> Result<Vec<Hit>, SearchError> {
        let searcher = self.places.searcher();
        let fields = self.places.fields;
        let [segment, ..] = searcher.segment_readers() else { return Ok(Vec::new()) };
        let Some(filter) = Filter::new(segment, query)? else { return Ok(Vec::new()) };
        let names = segment.inverted_index(fields.words)?;
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
        let mut rarest = u64::MAX;
        for word in &reading.words {
            let term = exact(fields.words, word);
            rarest = rarest.min(names.doc_freq(term.term())?.into());
            clauses.push((Occur::Must, Box::new(term)));
        }
        let told_apart = rarest.saturating_mul(GENERIC) <= searcher.num_docs().max(GENERIC) || query.near.is_some();
        if clauses.is_empty() || rarest == 0 || !told_apart {
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
            let named = reading.words.len() as f32 / lengths.fieldnorm(doc).max(1) as f32;
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
            let item = load(&searcher, fields.head, DocAddress::new(0, doc))?;
            let open = query
                .open_at
                .zip(item.place.as_ref())
                .map(|(at, place)| hours::opening(&place.hours, &place.commune_code, at));
            if query.open_at.is_none() || open.is_some_and(|open| open.state == OpeningState::Open && !open.holiday) {
                hits.push(Hit { item, score, distance_km, open, fallback: false });
            }
        }
        Ok(hits)
    }

    /// What is offered when no word matches: authored cards, and a place where a human receives.
    fn last_resort(&self, query: &Query, lang: Lang, limit: usize) -> Result<Vec<Hit>, SearchError> {
        let mut hits = Vec::new();
        if query.kind.is_none_or(|kind| kind == ItemKind::Place)
            && query.source.is_none()
            && let Some(near) = query.near
        {
            for found in self.places(&[], near, 1)? {
                let distance_km = Some(found.distance_km);
                hits.push(Hit { item: found.item, score: 0.0, distance_km, open: None, fallback: true });
            }
        }
        let searcher = self.texts.searcher();
        let fields = self.texts.fields;
        if let [segment, ..] = searcher.segment_readers()
            && let Some(filter) = Filter::new(segment, query)?
        {
            let authored = exact(fields.source, query.source.as_deref().unwrap_or(AUTHORED));
            let mut ids = HashSet::new();
            for (_, address) in searcher.search(&authored, &TopDocs::with_limit(limit * 4).order_by_score())? {
                if hits.len() < limit.min(4) && filter.keeps(address.doc_id) {
                    let item = self.in_language(&searcher, load(&searcher, fields.head, address)?, lang)?;
                    if ids.insert(item.id.clone()) {
                        hits.push(Hit { item, score: 0.0, distance_km: None, open: None, fallback: true });
                    }
                }
            }
        }
        hits.truncate(limit);
        Ok(hits)
    }
}

/// Keeps the `count` best scores, in order; equal scores in the order of the index.
fn best(scored: &mut Vec<(f32, DocId)>, count: usize) {
    let order = |a: &(f32, DocId), b: &(f32, DocId)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if scored.len() > count {
        scored.select_nth_unstable_by(count, order);
        scored.truncate(count);
    }
    scored.sort_unstable_by(order);
}

/// An authored card that answers the words stands above the fiches that treat the same right, and those make room.
fn cards_above(hits: &mut [Hit]) {
    for card in 0..hits.len() {
        if hits[card].item.source.name != AUTHORED || hits[card].item.covers.is_empty() {
            continue;
        }
        let mut score = hits[card].score;
        let covers = hits[card].item.covers.clone();
        for fiche in
            hits.iter_mut().filter(|hit| hit.item.source.name != AUTHORED && covers.contains(&hit.item.source.id))
        {
            if score >= CARD_MATCHES * fiche.score {
                score = score.max(fiche.score);
                fiche.score *= COVERED;
            }
        }
        hits[card].score = score;
    }
    hits.sort_by(|a, b| b.score.total_cmp(&a.score));
}

/// The filters of a query over one segment, by the ordinals of its columns.
struct Filter {
    wanted: Vec<(StrColumn, u64)>,
}

impl Filter {
    /// `None` where no document can pass.
    fn new(segment: &SegmentReader, query: &Query) -> Result<Option<Self>, SearchError> {
        let mut wanted = Vec::new();
        let values = [("kind", query.kind.map(ItemKind::name)), ("source", query.source.as_deref())];
        for (name, value) in values {
            let Some(value) = value else { continue };
            let Some(column) = segment.fast_fields().str(name)? else { return Ok(None) };
            let ordinal = column.dictionary().term_ord(value.as_bytes())?;
            let Some(ordinal) = ordinal else { return Ok(None) };
            wanted.push((column, ordinal));
        }
        Ok(Some(Self { wanted }))
    }

    fn keeps(&self, doc: DocId) -> bool {
        self.wanted.iter().all(|(column, ordinal)| column.ords().first(doc) == Some(*ordinal))
    }
}
