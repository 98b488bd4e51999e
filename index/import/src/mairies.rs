//! The town halls that the program carries: `content/mairies/<département>.tsv`, in columns of our own, generated from
//! the national directory, by the tool `regenerate` of the tests: see [`line`].
//!
//! The first line gives the date of the data (`# annuaire 2026-10-01`), the second names the columns.

use crate::annuaire::{LICENCE, PUBLISHER, SOURCE};
use csv::StringRecord;
use guichet_core::model::{Date, Item, ItemId, ItemKind, Lang, Place, Position, SourceRef, Translation};

/// Columns, in order. The name is without "Mairie - "; lines of the street are separated by `|`; the town is empty where
/// it is the name.
pub const COLUMNS: [&str; 10] =
    ["code", "name", "street", "postal_code", "town", "lat", "lon", "hours", "phone", "website"];

/// What every title begins with.
const TITLE: &str = "Mairie - ";

/// The first line of a file whose data are of a date.
pub fn head(date: Date) -> String {
    format!("# {SOURCE} {date}\n{}\n", COLUMNS.join("\t"))
}

/// One line of a file, or `None` for an item that is not a commune's own town hall.
pub fn line(item: &Item) -> Option<String> {
    let place =
        item.place.as_ref().filter(|place| item.id == ItemId::place(&format!("mairie-{}", place.commune_code)))?;
    let name = item.title.strip_prefix(TITLE)?;
    let degrees = |value: f64| format!("{value:.5}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let (lat, lon) = place.position.map(|at| (degrees(at.lat), degrees(at.lon))).unwrap_or_default();
    let street = place.address.replace('|', " ").replace('\n', "|");
    let town = if place.commune == name { "" } else { &place.commune };
    let cells = [
        &place.commune_code,
        name,
        &street,
        &place.postal_code,
        town,
        &lat,
        &lon,
        &place.hours,
        &place.phone,
        &place.website,
    ];
    Some(cells.map(|cell| cell.replace('\t', " ")).join("\t"))
}

/// The town halls of a file, one at a time. A line that cannot be read is left out: [`faults`] tells which.
pub fn items(text: &str) -> impl Iterator<Item = Item> + '_ {
    let date = date(text);
    rows(text).filter_map(move |(_, row)| item(row, date?).ok())
}

/// Lines that cannot be read (from 1), and why.
pub fn faults(text: &str) -> Vec<(usize, String)> {
    let Some(date) = date(text) else {
        return vec![(1, format!("the first line gives the date of the data: # {SOURCE} 2026-10-01"))];
    };
    let fault = |(number, row)| item(row, date).err().map(|reason| (number, reason));
    rows(text).filter_map(fault).collect()
}

fn date(text: &str) -> Option<Date> {
    Date::parse(text.lines().next()?.strip_prefix("# ")?.split(' ').nth(1)?)
}

/// The lines below the two first, with their numbers, from 1. Nothing is quoted: a cell is what stands between two tabs.
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

fn item(row: Result<StringRecord, csv::Error>, date: Date) -> Result<Item, String> {
    let row = row.map_err(|error| error.to_string())?;
    let count = row.len();
    let mut cells = [""; COLUMNS.len()];
    cells.iter_mut().zip(&row).for_each(|(slot, cell)| *slot = cell);
    let [code, name, street, postal_code, town, lat, lon, hours, phone, website] = cells;
    if count != COLUMNS.len() || code.len() != 5 || name.is_empty() {
        return Err(format!("{} columns with a code and a name expected, {count} found", COLUMNS.len()));
    }
    let position = match (lat, lon) {
        ("", "") => None,
        _ => {
            let point = lat.parse().ok().zip(lon.parse().ok()).and_then(|(lat, lon)| Position::new(lat, lon));
            Some(point.ok_or("lat and lon are not a point on Earth")?)
        }
    };
    let place = Place {
        kind: "mairie".into(),
        address: street.replace('|', "\n"),
        postal_code: postal_code.to_owned(),
        commune: if town.is_empty() { name } else { town }.to_owned(),
        commune_code: code.to_owned(),
        phone: phone.to_owned(),
        website: website.to_owned(),
        hours: hours.to_owned(),
        position,
    };
    Ok(Item {
        id: ItemId::place(&format!("mairie-{code}")),
        kind: ItemKind::Place,
        lang: Lang::FR,
        translation: Translation::Original,
        title: format!("{TITLE}{name}"),
        summary: String::new(),
        sections: Vec::new(),
        keywords: Vec::new(),
        themes: Vec::new(),
        covers: Vec::new(),
        counters: Vec::new(),
        routes: Vec::new(),
        phones: Vec::new(),
        place: Some(place),
        source: SourceRef {
            name: SOURCE.to_owned(),
            id: code.to_owned(),
            url: None,
            publisher: PUBLISHER.to_owned(),
            licence: LICENCE.to_owned(),
            date,
            verified: None,
            review_by: None,
        },
    })
}

#[cfg(test)]
mod tests {
    //! - what is written is read back the same, to the fifth decimal of a degree;
    //! - a broken line is told with its number and does not hide the others.

    use super::*;

    #[test]
    fn lines_are_read_back() {
        let row = "12202\tRodez\t1 place de la Mairie|Bâtiment B\t12000\t\t44.35012\t2.57342\tMo-Fr 09:00-17:00\t05 65 00 00 00\thttps://exemple.fr";
        let date = Date { year: 2026, month: 10, day: 1 };
        let text = format!("{}{row}\nbroken\n\n01001\tX\t\t\tY\t\t\t\t\t\n01002\tZ\t\t\t\t91\t2\t\t\t\n", head(date));
        let items: Vec<Item> = items(&text).collect();
        assert_eq!(items.len(), 2);
        let place = items[0].place.as_ref().expect("a place");
        assert_eq!((items[0].title.as_str(), place.commune.as_str()), ("Mairie - Rodez", "Rodez"));
        assert_eq!(place.address, "1 place de la Mairie\nBâtiment B");
        assert_eq!(items[0].source.date, date);
        assert_eq!(line(&items[0]).as_deref(), Some(row));
        let second = items[1].place.as_ref().expect("a place");
        assert_eq!((second.commune.as_str(), second.position), ("Y", None));
        let lines: Vec<usize> = faults(&text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [4, 7]);
        assert_eq!(faults("x\n")[0].0, 1);
    }
}
