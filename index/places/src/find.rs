//! Places by the words of a query: those that bear all of its words, or are of the kind and in the commune that it names.

use crate::error::PlacesError;
use crate::open::Places;
use crate::schedule;
use crate::segment::Segment;
use guichet_core::model::ItemKind;
use guichet_core::ports::catalog::{Hit, Query};

/// A word borne by more than one place in this many says what kind of place is meant, not which one.
const GENERIC: usize = 50;
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

/// The words of a query, folded.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Those that say something.
    pub telling: &'a [String],
    /// All of them.
    pub all: &'a [String],
}

/// Places that answer, the best first.
#[derive(Default)]
pub struct PlaceHits {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Where they were too many to ask each whether it is open: within so many kilometres each was.
    pub asked_within_km: Option<f64>,
}

/// A place that bears the words: its table and its row.
#[derive(Clone, Copy)]
struct Candidate {
    score: f32,
    at: (usize, u32),
    distance_km: Option<f64>,
}

/// Whether a query asks for a place: its kind, a postal code, or the name of a commune and nothing else. A name of one
/// word may be a word of a need: then it is that of a town.
pub(crate) fn is_asked(places: &Places, query: &Query, words: Words<'_>) -> bool {
    if query.kind == Some(ItemKind::Place) || query.open_at.is_some() {
        return true;
    }
    let is_code = |word: &String| word.len() == POSTAL_CODE && word.bytes().all(|byte| byte.is_ascii_digit());
    if words.telling.iter().any(|word| is_code(word) || is_generic(places, word) && bearers(places, word) > 1) {
        return true;
    }
    let named = places.gazetteer().named(&query.text);
    let one_word = words.telling.len() < 2;
    named.iter().any(|found| found.is_whole() && (!one_word || found.commune.is_town()))
}

/// Places that bear every word of the query, if one of the words or the reader's position sets them apart. `best` is
/// the score of the best text.
pub(crate) fn hits(
    places: &Places,
    query: &Query,
    words: Words<'_>,
    limit: usize,
    best: f32,
) -> Result<PlaceHits, PlacesError> {
    if query.kind.is_some_and(|kind| kind != ItemKind::Place) {
        return Ok(PlaceHits::default());
    }
    let rarest = words.telling.iter().map(|word| bearers(places, word)).min().unwrap_or_default();
    let is_generic = rarest * GENERIC > records(places);
    let set_apart = rarest * GENERIC <= records(places).max(GENERIC) || query.near.is_some();
    let mut found = in_communes(places, words);
    if rarest > 0 && set_apart {
        for at in bearing(places, words.telling.iter()) {
            // Where the words say no more than a kind of place, a shorter name is no better one.
            let length = places.segments()[at.0].length(at.1).max(1);
            let named = if is_generic { 0.0 } else { words.telling.len() as f32 / length as f32 };
            if found.iter().all(|(other, _)| *other != at) {
                found.push((at, named));
            }
        }
    }
    let kept = |segment: &Segment, row| {
        !segment.is_hidden(row) && query.source.as_deref().is_none_or(|source| segment.is_from(row, source))
    };
    let mut candidates = Vec::new();
    for (at, named) in found.into_iter().filter(|((table, row), _)| kept(&places.segments()[*table], *row)) {
        let position = places.segments()[at.0].position(at.1);
        let distance_km = query.near.zip(position).map(|(near, position)| position.distance_km(near));
        let nearness = match (query.near, distance_km) {
            (Some(_), Some(km)) => (HALF_WORTH_KM / (HALF_WORTH_KM + km)) as f32,
            (Some(_), None) => 0.1,
            (None, _) => 1.0,
        };
        let score = best * (FIRST + named.min(1.0)) * nearness.max(0.01);
        candidates.push(Candidate { score, at, distance_km });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
    first(&candidates, limit, MOST_ASKED, |Candidate { score, at, distance_km }| {
        let item = places.summary(at.0, at.1)?;
        let open = match (query.open_at, &item.place) {
            (None, _) => None,
            (Some(moment), Some(place)) if place.is_doubted(moment.date) => return Ok(None),
            (Some(moment), Some(place)) => match schedule::surely_open(
                &place.hours,
                &place.commune_code,
                schedule::local(&place.commune_code, moment),
            ) {
                None => return Ok(None),
                open => open,
            },
            (Some(_), None) => return Ok(None),
        };
        Ok(Some(Hit { item, score, distance_km, open, through: None, fallback: false }))
    })
}

/// Places of the kind that a query names in the communes that it names, as people write them: "mairie st etienne"; each
/// with how well it is named, the likeliest commune best.
fn in_communes(places: &Places, words: Words<'_>) -> Vec<((usize, u32), f32)> {
    let words_of_it = &words.all[..words.all.len().min(MOST_WORDS)];
    let generic: Vec<bool> = words_of_it.iter().map(|word| is_generic(places, word)).collect();
    // The kind stands before the commune or after it; "saint" is borne by many places, and is no kind.
    let before =
        (1..words_of_it.len()).take_while(|at| generic[at - 1]).map(|at| (&words_of_it[..at], &words_of_it[at..]));
    let after =
        (1..words_of_it.len()).rev().take_while(|at| generic[*at]).map(|at| (&words_of_it[at..], &words_of_it[..at]));
    let communes = |name: &[String]| {
        let small = |word: &String| matches!(word.as_str(), "de" | "du" | "d" | "des" | "a" | "au");
        let start = name.iter().position(|word| !small(word)).unwrap_or(0);
        places.gazetteer().named(&name[start..].join(" "))
    };
    let split = before.chain(after).map(|(kind, name)| (kind, communes(name))).find(|(_, named)| !named.is_empty());
    let mut found = Vec::new();
    for (rank, named) in split.iter().flat_map(|(_, communes)| communes).enumerate() {
        let kind = split.iter().flat_map(|(kind, _)| *kind).filter(|word| words.telling.contains(word));
        let kind: Vec<&String> = kind.collect();
        for (at, segment) in places.segments().iter().enumerate() {
            let rows = segment.areas().rows(&named.commune.code);
            let bearing = rows.filter(|row| kind.iter().all(|word| segment.words().holds(word, *row)));
            found.extend(bearing.map(|row| ((at, row), 1.0 / (1.0 + rank as f32 / LIKELIER))));
        }
    }
    found
}

/// Places that bear every one of some words.
fn bearing<'w>(places: &Places, words: impl Iterator<Item = &'w String> + Clone) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for (at, segment) in places.segments().iter().enumerate() {
        let Some(rarest) = words.clone().min_by_key(|word| segment.words().count(word)) else { continue };
        let rows = segment.words().rows(rarest);
        let bearing = rows.filter(|row| words.clone().all(|word| segment.words().holds(word, *row)));
        found.extend(bearing.map(|row| (at, row)));
    }
    found
}

/// Whether a word says what kind of place is meant, not which one.
fn is_generic(places: &Places, word: &str) -> bool {
    bearers(places, word) * GENERIC > records(places).max(GENERIC)
}

/// How many places bear a word.
fn bearers(places: &Places, word: &str) -> usize {
    places.segments().iter().map(|segment| segment.words().count(word)).sum()
}

/// How many places there are, those that are part of another too.
fn records(places: &Places) -> usize {
    places.segments().iter().map(Segment::count).sum()
}

/// The first `limit` candidates that answer when they are asked, of which `most` are.
fn first(
    candidates: &[Candidate],
    limit: usize,
    most: usize,
    mut ask: impl FnMut(Candidate) -> Result<Option<Hit>, PlacesError>,
) -> Result<PlaceHits, PlacesError> {
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
        found.hits.extend(ask(*candidate)?);
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
        let candidate = |(row, km)| Candidate { score: 1.0, at: (0, row), distance_km: Some(km) };
        let candidates: Vec<Candidate> = (0..).zip(far).map(candidate).collect();
        let asked = |limit: usize, most: usize, open: &[u32]| {
            let found = first(&candidates, limit, most, |Candidate { at, distance_km, .. }| {
                let item = item.clone();
                let hit = Hit { item, score: 1.0, distance_km, open: None, through: None, fallback: false };
                Ok(open.contains(&at.1).then_some(hit))
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
