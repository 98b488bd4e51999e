//! The counters of France services that the program carries: `content/counters/france-services.tsv`, in columns of our own,
//! generated from their list by the tool `regenerate` of the tests: see [`line`].

use crate::carried;
use crate::france_services::{KIND, ORIGIN, SOURCE};
use guichet_core::model::{Date, Item, Place};

/// Columns, in order. Lines of the street are separated by `|`.
pub const COLUMNS: [&str; 10] = ["id", "code", "name", "street", "postal_code", "town", "lat", "lon", "hours", "phone"];

/// The first lines of the file whose data are of a date.
pub fn head(date: Date) -> String {
    carried::head(SOURCE, date, &COLUMNS)
}

/// One line of the file, or `None` for an item that is no counter of France services. What a counter says in its own words
/// is left out: it may name people.
pub fn line(item: &Item) -> Option<String> {
    let place = item.place.as_ref().filter(|_| item.source.name == SOURCE)?;
    let [lat, lon] = carried::degrees(place.position);
    Some(carried::line([
        &item.source.id,
        &place.commune_code,
        &item.title,
        &place.address,
        &place.postal_code,
        &place.commune,
        &lat,
        &lon,
        &place.hours,
        &place.phone,
    ]))
}

/// The counters of a file, one at a time. A line that cannot be read is left out: [`faults`] tells which.
pub fn items(text: &str) -> impl Iterator<Item = Item> + '_ {
    carried::items(text, item)
}

/// Lines that cannot be read (from 1), and why.
pub fn faults(text: &str) -> Vec<(usize, String)> {
    carried::faults(text, SOURCE, item)
}

fn item(cells: [&str; COLUMNS.len()], date: Date) -> Result<Item, String> {
    let [id, code, name, street, postal_code, town, lat, lon, hours, phone] = cells;
    if id.is_empty() || name.is_empty() {
        return Err("an identifier and a name expected".to_owned());
    }
    let place = Place {
        kind: KIND.into(),
        address: street.replace('|', "\n"),
        postal_code: postal_code.to_owned(),
        commune: town.to_owned(),
        commune_code: code.to_owned(),
        phone: phone.to_owned(),
        website: String::new(),
        hours: hours.to_owned(),
        position: carried::position(lat, lon)?,
        ..Place::default()
    };
    let source = ORIGIN.source(id.to_owned(), None, date);
    // The identifier is that of an import of the list.
    Ok(Item::of_place(ORIGIN.place_id(KIND, code, id, name), name.to_owned(), place, source))
}

#[cfg(test)]
mod tests {
    //! What is written is read back the same; a broken line is told with its number and hides no other.

    use super::*;

    #[test]
    fn lines_are_read_back() {
        let row = "7\t01033\tFrance services de Test\t1 rue X|Mairie\t01200\tTestville\t46.1\t5.8\tMo 09:00-12:00\t04 50 00 00 00";
        let date = Date { year: 2024, month: 8, day: 1 };
        let text = format!("{}{row}\nbroken\n", head(date));
        let items: Vec<Item> = items(&text).collect();
        assert_eq!(items.iter().filter_map(line).collect::<Vec<_>>(), [row]);
        assert_eq!((items[0].id.as_str(), items[0].source.date), ("place/msap-01033-7", date));
        assert_eq!(faults(&text).into_iter().map(|(line, _)| line).collect::<Vec<_>>(), [4]);
    }
}
