//! A table with columns of our own: what people open in a spreadsheet. And cells that no spreadsheet runs.

use super::{ExportError, Work, of};
use crate::cells;
use csv::{Terminator, Writer, WriterBuilder};
use guichet_core::model::{Item, Lang};
use std::io::{self, Write};

/// Columns, in order.
pub(super) const COLUMNS: [&str; 20] = [
    "id",
    "kind",
    "name",
    "address",
    "postal_code",
    "commune",
    "commune_code",
    "latitude",
    "longitude",
    "phone",
    "website",
    "hours",
    "siret",
    "features",
    "summary",
    "source",
    "publisher",
    "licence",
    "date",
    "url",
];

pub(super) fn write(
    places: impl Iterator<Item = Item>,
    work: &mut Work<'_>,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let mut table = begin(out, &COLUMNS)?;
    let mut written = 0;
    for item in places {
        let Some(cells) = cells_of(&item, work)? else { continue };
        row(&mut table, &cells)?;
        written += 1;
    }
    table.flush()?;
    Ok(written)
}

/// A table and its first line.
pub(super) fn begin<'w>(out: &'w mut dyn Write, columns: &[&str]) -> io::Result<Writer<&'w mut dyn Write>> {
    let mut table = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(out);
    table.write_record(columns).map_err(io::Error::from)?;
    Ok(table)
}

/// One row, its cells made harmless.
pub(super) fn row(table: &mut Writer<&mut dyn Write>, cells: &[String]) -> io::Result<()> {
    table.write_record(cells.iter().map(|cell| cells::neutral(cell).into_owned())).map_err(io::Error::from)
}

/// What a place is, in the order of the columns.
pub(super) fn cells_of(item: &Item, work: &mut Work<'_>) -> Result<Option<[String; COLUMNS.len()]>, ExportError> {
    let Some(place) = of(item) else { return Ok(None) };
    work.licences.take(&item.source.licence)?;
    work.losses.of_place(item, place, &[]);
    if !item.counters.is_empty() {
        work.losses.add("further kinds of place");
    }
    let labels = place.features.iter().filter_map(|id| work.features.label(id, Lang::FR));
    let [lat, lon] = place.position.map(|at| [at.lat.to_string(), at.lon.to_string()]).unwrap_or_default();
    Ok(Some([
        item.id.to_string(),
        place.kind.to_string(),
        item.title.clone(),
        place.address.clone(),
        place.postal_code.clone(),
        place.commune.clone(),
        place.commune_code.clone(),
        lat,
        lon,
        place.phone.clone(),
        place.website.clone(),
        place.hours.clone(),
        place.siret.clone(),
        labels.collect::<Vec<_>>().join("|"),
        item.summary.clone(),
        item.source.name.clone(),
        item.source.publisher.clone(),
        item.source.licence.clone(),
        item.source.date.to_string(),
        item.source.url.clone().unwrap_or_default(),
    ]))
}
