//! Tables of places that the program carries, in columns of our own: what the readers of their kinds share. The first line
//! gives the source and the date of the data (`# annuaire 2026-10-01`), the second names the columns.

use csv::StringRecord;
use guichet_core::model::{Date, Item, Position};

/// The first two lines of a table.
pub(crate) fn head(source: &str, date: Date, columns: &[&str]) -> String {
    format!("# {source} {date}\n{}\n", columns.join("\t"))
}

/// Cells as a line: a cell is what stands between two tabs, and lines of an address are separated by `|`.
pub(crate) fn line<const COLUMNS: usize>(cells: [&str; COLUMNS]) -> String {
    cells.map(|cell| cell.replace(['\t', '\r'], " ").replace('|', " ").replace('\n', "|")).join("\t")
}

/// A point as two cells, to the fifth decimal of a degree; empty where there is none.
pub(crate) fn degrees(position: Option<Position>) -> [String; 2] {
    let degrees = |value: f64| format!("{value:.5}").trim_end_matches('0').trim_end_matches('.').to_owned();
    position.map(|at| [degrees(at.lat), degrees(at.lon)]).unwrap_or_default()
}

/// The point of two cells.
pub(crate) fn position(lat: &str, lon: &str) -> Result<Option<Position>, String> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let point = lat.parse().ok().zip(lon.parse().ok()).and_then(|(lat, lon)| Position::new(lat, lon));
    point.map(Some).ok_or_else(|| "lat and lon are not a point on Earth".to_owned())
}

/// The items of a table, one at a time. A line that cannot be read is left out: [`faults`] tells which.
pub(crate) fn items<'a, const COLUMNS: usize>(
    text: &'a str,
    item: impl Fn([&str; COLUMNS], Date) -> Result<Item, String> + 'a,
) -> impl Iterator<Item = Item> + 'a {
    let date = date(text);
    rows(text).filter_map(move |(_, row)| read(row, date?, &item).ok())
}

/// Lines that cannot be read (from 1), and why.
pub(crate) fn faults<const COLUMNS: usize>(
    text: &str,
    source: &str,
    item: impl Fn([&str; COLUMNS], Date) -> Result<Item, String>,
) -> Vec<(usize, String)> {
    let Some(date) = date(text) else {
        return vec![(1, format!("the first line gives the date of the data: # {source} 2026-10-01"))];
    };
    let fault = |(number, row)| read(row, date, &item).err().map(|reason| (number, reason));
    rows(text).filter_map(fault).collect()
}

fn date(text: &str) -> Option<Date> {
    Date::parse(text.lines().next()?.strip_prefix("# ")?.split(' ').nth(1)?)
}

/// The lines below the two first, with their numbers, from 1. Nothing is quoted.
fn rows(text: &str) -> impl Iterator<Item = (usize, Result<StringRecord, csv::Error>)> + '_ {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(b'\t').quoting(false).flexible(true).has_headers(false);
    let below = text.match_indices('\n').nth(1).map_or("", |(end, _)| &text[end + 1..]);
    let records = builder.from_reader(below.as_bytes()).into_records();
    records.map(|record| {
        let line = match &record {
            Ok(record) => record.position().map(csv::Position::line),
            Err(error) => error.position().map(csv::Position::line),
        };
        (2 + line.unwrap_or_default() as usize, record)
    })
}

fn read<const COLUMNS: usize>(
    row: Result<StringRecord, csv::Error>,
    date: Date,
    item: impl Fn([&str; COLUMNS], Date) -> Result<Item, String>,
) -> Result<Item, String> {
    let row = row.map_err(|error| error.to_string())?;
    let mut cells = [""; COLUMNS];
    cells.iter_mut().zip(&row).for_each(|(slot, cell)| *slot = cell);
    if row.len() != COLUMNS {
        return Err(format!("{COLUMNS} columns expected, {} found", row.len()));
    }
    item(cells, date)
}
