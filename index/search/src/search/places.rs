//! Places that answer a query: those that bear all of its words, or are of the kind and in the commune that it names.

use super::filter::Filter;
use crate::error::SearchError;
use crate::open_index::exact;
use crate::places::{Places, unpack};
use crate::understand::ParsedQuery;
use guichet_core::model::ItemKind;
use guichet_core::ports::catalog::{Hit, Query};
use guichet_places::schedule;
use tantivy::DocId;
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, Query as TantivyQuery};

/// A word borne by more than one place in this many says what kind of place is meant, not which one.
const GENERIC: u64 = 50;
/// Digits of a postal code.
const POSTAL_CODE: usize = 5;
/// The place of a commune is half as well named as that of the likeliest one so many ranks before.
const LIKELIER: f32 = 20.0;
/// Words of a query that names a kind and a commune.
const MOST_WORDS: usize = 12;
/// How far a place that is asked for stands before the best text.
const FIRST: f32 = 1.01;
/// Kilometres at which a place is worth half of the same one next door.
const HALF_WORTH_KM: f64 = 20.0;
/// Places that one query asks whether they are open, at most; it says how far it came.
const MOST_ASKED: usize = 20_000;

/// Places that answer, the best first.
#[derive(Default)]
pub(super) struct PlaceHits {
    pub hits: Vec<Hit>,
    /// Where they were too many to ask each whether it is open: within so many kilometres each was.
    pub asked_within_km: Option<f64>,
}

/// A place that bears the words.
struct Candidate {
    score: f32,
    doc: DocId,
    distance_km: Option<f64>,
}

/// Whether a query asks for a place: its kind, a postal code, or the name of a commune and nothing else. A name of one word
/// may be a word of a need: then it is that of a town.
pub(super) fn is_asked(places: &Places, query: &Query, parsed: &ParsedQuery) -> Result<bool, SearchError> {
    if query.kind == Some(ItemKind::Place) || query.open_at.is_some() {
        return Ok(true);
    }
    let searcher = places.index.searcher();
    let [segment, ..] = searcher.segment_readers() else { return Ok(false) };
    let names = segment.inverted_index(places.index.fields.words)?;
    let many = searcher.num_docs().max(GENERIC);
    for word in &parsed.typed {
        let is_code = word.len() == POSTAL_CODE && word.bytes().all(|byte| byte.is_ascii_digit());
        let borne = u64::from(names.doc_freq(exact(places.index.fields.words, word).term())?);
        if is_code || borne.saturating_mul(GENERIC) > many && borne > 1 {
            return Ok(true);
        }
    }
    let named = places.gazetteer.named(&query.text);
    let one_word = parsed.typed.len() < 2;
    Ok(named.iter().any(|found| found.is_whole() && (!one_word || found.commune.is_town())))
}

/// Places that bear every word of the query, if one of the words or the reader's position sets them apart.
pub(super) fn hits(
    places: &Places,
    query: &Query,
    parsed: &ParsedQuery,
    limit: usize,
    best_text: f32,
) -> Result<PlaceHits, SearchError> {
    let searcher = places.index.searcher();
    let fields = places.index.fields;
    let [segment, ..] = searcher.segment_readers() else { return Ok(PlaceHits::default()) };
    let Some(filter) = Filter::new(segment, query, parsed.lang)? else { return Ok(PlaceHits::default()) };
    let names = segment.inverted_index(fields.words)?;
    let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> = Vec::new();
    let mut rarest = u64::MAX;
    for word in &parsed.typed {
        let term = exact(fields.words, word);
        rarest = rarest.min(names.doc_freq(term.term())?.into());
        clauses.push((Occur::Must, Box::new(term)));
    }
    let set_apart = rarest.saturating_mul(GENERIC) <= searcher.num_docs().max(GENERIC) || query.near.is_some();
    let lengths = segment.get_fieldnorms_reader(fields.words)?;
    let positions = segment.fast_fields().u64("position")?;
    let mut found: Vec<(DocId, f32)> = in_communes(places, parsed)?;
    if !clauses.is_empty() && rarest > 0 && set_apart {
        for address in searcher.search(&BooleanQuery::new(clauses), &DocSetCollector)? {
            let doc = address.doc_id;
            // Where the words say no more than a kind of place, a shorter name is no better one.
            let named = match rarest.saturating_mul(GENERIC) > searcher.num_docs() {
                true => 0.0,
                false => parsed.typed.len() as f32 / lengths.fieldnorm(doc).max(1) as f32,
            };
            if found.iter().all(|(other, _)| *other != doc) {
                found.push((doc, named));
            }
        }
    }
    let mut candidates = Vec::new();
    for (doc, named) in found.into_iter().filter(|(doc, _)| filter.keeps(*doc)) {
        let position = positions.first(doc).and_then(unpack);
        let distance_km = query.near.zip(position).map(|(near, position)| position.distance_km(near));
        let nearness = match (query.near, distance_km) {
            (Some(_), Some(km)) => (HALF_WORTH_KM / (HALF_WORTH_KM + km)) as f32,
            (Some(_), None) => 0.1,
            (None, _) => 1.0,
        };
        let score = best_text * (FIRST + named.min(1.0)) * nearness.max(0.01);
        candidates.push(Candidate { score, doc, distance_km });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
    first(&candidates, limit, MOST_ASKED, |Candidate { score, doc, distance_km }| {
        let item = places.summary(&searcher, *doc)?;
        let open = match (query.open_at, &item.place) {
            (None, _) => None,
            (Some(at), Some(place)) if place.is_doubted(at.date) => return Ok(None),
            (Some(at), Some(place)) => match schedule::surely_open(&place.hours, &place.commune_code, at) {
                None => return Ok(None),
                open => open,
            },
            (Some(_), None) => return Ok(None),
        };
        let (score, distance_km) = (*score, *distance_km);
        Ok(Some(Hit { item, score, distance_km, open, through: None, fallback: false }))
    })
}

/// Places of the kind that a query names in the communes that it names, as people write them: "mairie st etienne"; each
/// with how well it is named, the likeliest commune best.
fn in_communes(places: &Places, parsed: &ParsedQuery) -> Result<Vec<(DocId, f32)>, SearchError> {
    let searcher = places.index.searcher();
    let fields = places.index.fields;
    let [segment, ..] = searcher.segment_readers() else { return Ok(Vec::new()) };
    let names = segment.inverted_index(fields.words)?;
    let mut generic = Vec::new();
    for word in parsed.all.iter().take(MOST_WORDS) {
        let borne: u64 = names.doc_freq(exact(fields.words, word).term())?.into();
        generic.push(borne.saturating_mul(GENERIC) > searcher.num_docs().max(GENERIC));
    }
    // The kind stands before the commune or after it; "saint" is borne by many places, and is no kind.
    let words = &parsed.all[..generic.len()];
    let before = (1..words.len()).take_while(|at| generic[at - 1]).map(|at| (&words[..at], &words[at..]));
    let after = (1..words.len()).rev().take_while(|at| generic[*at]).map(|at| (&words[at..], &words[..at]));
    let communes = |name: &[String]| {
        let small = |word: &String| matches!(word.as_str(), "de" | "du" | "d" | "des" | "a" | "au");
        let start = name.iter().position(|word| !small(word)).unwrap_or(0);
        places.gazetteer.named(&name[start..].join(" "))
    };
    let split = before.chain(after).map(|(kind, name)| (kind, communes(name))).find(|(_, named)| !named.is_empty());
    let mut found = Vec::new();
    for (rank, named) in split.iter().flat_map(|(_, communes)| communes).enumerate() {
        let kind = split.iter().flat_map(|(kind, _)| *kind).filter(|word| parsed.typed.contains(word));
        let words = kind.map(|word| exact(fields.words, word));
        let area = std::iter::once(exact(fields.area, &named.commune.code));
        let clauses = words.chain(area).map(|term| (Occur::Must, Box::new(term) as Box<dyn TantivyQuery>));
        let docs = searcher.search(&BooleanQuery::new(clauses.collect()), &DocSetCollector)?;
        found.extend(docs.into_iter().map(|address| (address.doc_id, 1.0 / (1.0 + rank as f32 / LIKELIER))));
    }
    Ok(found)
}

/// The first `limit` candidates that answer when they are asked, of which `most` are.
fn first(
    candidates: &[Candidate],
    limit: usize,
    most: usize,
    mut ask: impl FnMut(&Candidate) -> Result<Option<Hit>, SearchError>,
) -> Result<PlaceHits, SearchError> {
    let mut found = PlaceHits::default();
    for (asked, candidate) in candidates.iter().enumerate() {
        if found.hits.len() == limit {
            break;
        }
        if asked == most {
            let left = candidates.iter().skip(asked).filter_map(|candidate| candidate.distance_km);
            found.asked_within_km = Some(left.min_by(f64::total_cmp).unwrap_or_default());
            break;
        }
        found.hits.extend(ask(candidate)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    //! - candidates are asked the best first, until enough have answered;
    //! - where the bound of work ends the search, it is said within which distance all were asked.

    use super::*;
    use guichet_core::fake::{FakeCatalog, town_hall};

    #[test]
    fn asking_ends_with_enough_answers_or_says_how_far_it_came() {
        let item = town_hall(&FakeCatalog::default().communes[0]);
        let far = [3.0, 1.0, 2.0, 9.0, 5.0, 7.0];
        let candidate = |(doc, km): (usize, f64)| Candidate { score: 1.0, doc: doc as DocId, distance_km: Some(km) };
        let candidates: Vec<Candidate> = far.into_iter().enumerate().map(candidate).collect();
        let asked = |limit: usize, most: usize, open: &[DocId]| {
            let found = first(&candidates, limit, most, |Candidate { doc, distance_km, .. }| {
                let (item, distance_km) = (item.clone(), *distance_km);
                let hit = Hit { item, score: 1.0, distance_km, open: None, through: None, fallback: false };
                Ok(open.contains(doc).then_some(hit))
            });
            let found = found.expect("nothing is read");
            (found.hits.iter().filter_map(|hit| hit.distance_km).collect::<Vec<f64>>(), found.asked_within_km)
        };
        assert_eq!(asked(2, 6, &[1, 3, 5]), (vec![1.0, 9.0], None), "enough");
        assert_eq!(asked(9, 6, &[1, 3, 5]), (vec![1.0, 9.0, 7.0], None), "all were asked");
        assert_eq!(asked(9, 4, &[1, 3, 5]), (vec![1.0, 9.0], Some(5.0)), "the nearest that was not is 5 km away");
        assert_eq!(asked(2, 4, &[1, 3, 5]), (vec![1.0, 9.0], None));
    }
}
