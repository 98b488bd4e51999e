//! The nearest places, over every table.

use crate::error::PlacesError;
use crate::open::Places;
use crate::schedule;
use crate::segment::Segment;
use crate::week::quarters;
use guichet_core::model::{Date, Item, OpenAt};
use guichet_core::ports::catalog::{Near, PlaceHit};
use std::collections::HashMap;

/// How many more candidates are asked, each time, where too few answered.
const MORE: usize = 4;
/// Further months after which a place counts as twice as far; older ones no farther.
const TWICE_MONTHS: f64 = 48.0;
/// A place that no source lists any more counts as so many times as far.
const GONE: f64 = 4.0;

/// A place of a table that is asked for.
struct Found {
    /// How far it counts as.
    counts_km: f64,
    distance_km: f64,
    at: (usize, u32),
    item: Item,
}

/// The nearest places that are asked for, the nearest first; what nobody has confirmed for long counts as farther than it
/// is. Where they must be open, those that surely are.
pub(crate) fn nearest(places: &Places, near: &Near<'_>) -> Result<Vec<PlaceHit>, PlacesError> {
    let mut found = Vec::new();
    for at in 0..places.segments().len() {
        of_table(places, at, near, &mut found)?;
    }
    found.truncate(near.limit);
    Ok(found.into_iter().map(|Found { item, distance_km, .. }| PlaceHit { item, distance_km }).collect())
}

/// Adds the nearest of a table, those that may be meant asked the nearest first, until none that is left can come among the
/// first.
fn of_table(places: &Places, at: usize, near: &Near<'_>, found: &mut Vec<Found>) -> Result<(), PlacesError> {
    let Some(segment) = places.segments().get(at) else { return Ok(()) };
    let mut rows = segment.select(near.kinds, near.features);
    if let Some(when) = near.open_at {
        segment.keep_open(&mut rows, &quarters(when));
    }
    let mut known = HashMap::new();
    let (mut asked, mut many) = (0, near.limit.max(1));
    loop {
        many *= MORE;
        let candidates = segment.nearest(&rows, near.at, many)?;
        for (km, row) in candidates.iter().skip(asked) {
            // One as near as the last is another of the same: which comes first is decided below.
            if found.get(near.limit.saturating_sub(1)).is_some_and(|last| last.counts_km < *km) {
                return Ok(());
            }
            if near.open_at.is_some_and(|when| !is_open(segment, *row, when, &mut known)) {
                continue;
            }
            let item = places.summary(at, *row)?;
            let is_doubted = |day| item.place.as_ref().is_some_and(|place| place.is_doubted(day));
            if near.open_at.is_none_or(|when| !is_doubted(when.from().date)) {
                let new = Found { counts_km: km * weight(&item, near.today), distance_km: *km, at: (at, *row), item };
                let before =
                    |known: &Found| known.counts_km.total_cmp(&new.counts_km).then(known.at.cmp(&new.at)).is_lt();
                found.insert(found.partition_point(before), new);
            }
        }
        if candidates.len() < many {
            return Ok(());
        }
        asked = candidates.len();
    }
}

/// How many times as far a place counts as, by who confirmed it when.
fn weight(item: &Item, today: Option<Date>) -> f64 {
    if item.place.as_ref().is_some_and(|place| place.gone.is_some()) {
        return GONE;
    }
    let late = today.map_or(0, |today| item.age_months(today) - Item::CERTAIN_MONTHS);
    1.0 + (f64::from(late.max(0)) / TWICE_MONTHS).min(1.0)
}

/// Whether a place is surely open; `known` keeps what was found for some hours in a département, whose holidays are its own.
fn is_open(segment: &Segment, row: u32, when: OpenAt, known: &mut HashMap<(u32, [u8; 3]), bool>) -> bool {
    let Some((number, hours, commune)) = segment.hours(row) else { return false };
    let departement = commune.as_bytes().first_chunk().copied().unwrap_or_default();
    *known.entry((number, departement)).or_insert_with(|| schedule::is_surely_open(hours, commune, when))
}
