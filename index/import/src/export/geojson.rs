//! Places as GeoJSON (RFC 7946): a point each, or none where nobody knows it, with what the table says as properties.

use super::table::{COLUMNS, cells_of};
use super::{ExportError, List, Work};
use guichet_core::model::Item;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Point>,
    properties: BTreeMap<&'static str, &'a str>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    coordinates: [f64; 2],
}

pub(super) fn write(
    places: impl Iterator<Item = Item>,
    work: &mut Work<'_>,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let mut list = List::begin(out, "{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut written = 0;
    for item in places {
        let Some(cells) = cells_of(&item, work)? else { continue };
        let told = COLUMNS.into_iter().zip(cells.iter().map(String::as_str));
        let properties = told.filter(|(key, cell)| !cell.is_empty() && !["id", "latitude", "longitude"].contains(key));
        let point = |at: guichet_core::model::Position| Point { r#type: "Point", coordinates: [at.lon, at.lat] };
        list.add(&Feature {
            r#type: "Feature",
            id: &item.id,
            geometry: item.position().map(point),
            properties: properties.collect(),
        })?;
        written += 1;
    }
    list.end("\n]}\n")?;
    Ok(written)
}
