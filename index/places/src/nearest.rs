//! The nearest places, over every table.

use crate::error::PlacesError;
use crate::open::Places;
use crate::schedule;
use crate::segment::{Rows, Segment};
use crate::week::quarter;
use guichet_core::model::{Item, Moment};
use guichet_core::ports::catalog::{Near, PlaceHit};
use std::collections::HashMap;

/// How many more candidates are asked, each time, where too few were open.
const MORE: usize = 4;

/// The nearest places that are asked for, the nearest first. Where they must be open, those that surely are.
pub(crate) fn nearest(places: &Places, near: &Near<'_>) -> Result<Vec<PlaceHit>, PlacesError> {
    let mut found: Vec<(f64, usize, u32)> = Vec::new();
    for (at, segment) in places.segments().iter().enumerate() {
        let mut rows = segment.select(near.kinds, near.features);
        if let Some(moment) = near.open_at {
            segment.keep_open(&mut rows, schedule::is_usual(moment).then(|| quarter(moment)));
        }
        let nearest = match near.open_at {
            None => segment.nearest(&rows, near.at, near.limit)?,
            Some(moment) => open(places, at, &rows, near, moment)?,
        };
        found.extend(nearest.into_iter().map(|(km, row)| (km, at, row)));
    }
    found.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    found.truncate(near.limit);
    let hit = |(distance_km, at, row)| Ok(PlaceHit { item: places.summary(at, row)?, distance_km });
    found.into_iter().map(hit).collect()
}

/// The nearest of a table that are surely open: those that may be are asked, the nearest first.
fn open(
    places: &Places,
    at: usize,
    rows: &Rows,
    near: &Near<'_>,
    moment: Moment,
) -> Result<Vec<(f64, u32)>, PlacesError> {
    let Some(segment) = places.segments().get(at) else { return Ok(Vec::new()) };
    let (mut open, mut asked, mut many) = (Vec::new(), 0, near.limit.max(1));
    let mut known = HashMap::new();
    loop {
        many *= MORE;
        let candidates = segment.nearest(rows, near.at, many)?;
        for (km, row) in candidates.iter().skip(asked) {
            // One as near as the last is another of the same: which comes first is decided outside.
            if open.len() >= near.limit && open.last().is_some_and(|(last, _)| last < km) {
                return Ok(open);
            }
            if is_open(segment, *row, moment, &mut known) && !is_doubted(&segment.item(*row)?, moment) {
                open.push((*km, *row));
            }
        }
        if candidates.len() < many {
            return Ok(open);
        }
        asked = candidates.len();
    }
}

/// Whether a place is surely open; `known` keeps what was found for some hours in a département, whose holidays are its own.
fn is_open(segment: &Segment, row: u32, moment: Moment, known: &mut HashMap<(u32, [u8; 3]), bool>) -> bool {
    let Some((number, hours, commune)) = segment.hours(row) else { return false };
    let departement = commune.as_bytes().first_chunk().copied().unwrap_or_default();
    let open = || schedule::surely_open(hours, commune, schedule::local(commune, moment)).is_some();
    *known.entry((number, departement)).or_insert_with(open)
}

/// Whether its sources differ on its hours, or no longer list it.
fn is_doubted(item: &Item, moment: Moment) -> bool {
    item.place.as_ref().is_some_and(|place| place.is_doubted(moment.date))
}
