//! The town halls that the program carries: `content/mairies/<département>.tsv`, in columns of our own, generated from
//! the national directory, by the tool `regenerate` of the tests: see [`line`].

use crate::annuaire::{ORIGIN, SOURCE};
use crate::carried;
use guichet_core::model::{Date, Item, ItemId, Place};

/// Columns, in order. The name is without "Mairie - "; lines of the street are separated by `|`; the town is empty where
/// it is the name.
pub const COLUMNS: [&str; 10] =
    ["code", "name", "street", "postal_code", "town", "lat", "lon", "hours", "phone", "website"];

/// What every title begins with.
const TITLE: &str = "Mairie - ";

/// The first lines of a file whose data are of a date.
pub fn head(date: Date) -> String {
    carried::head(SOURCE, date, &COLUMNS)
}

/// One line of a file, or `None` for an item that is not a commune's own town hall.
pub fn line(item: &Item) -> Option<String> {
    let place =
        item.place.as_ref().filter(|place| item.id == ItemId::place(&format!("mairie-{}", place.commune_code)))?;
    let name = item.title.strip_prefix(TITLE)?;
    let [lat, lon] = carried::degrees(place.position);
    Some(carried::line([
        &place.commune_code,
        name,
        &place.address,
        &place.postal_code,
        if place.commune == name { "" } else { &place.commune },
        &lat,
        &lon,
        &place.hours,
        &place.phone,
        &place.website,
    ]))
}

/// The town halls of a file, one at a time. A line that cannot be read is left out: [`faults`] tells which.
pub fn items(text: &str) -> impl Iterator<Item = Item> + '_ {
    carried::items(text, item)
}

/// Lines that cannot be read (from 1), and why.
pub fn faults(text: &str) -> Vec<(usize, String)> {
    carried::faults(text, SOURCE, item)
}

fn item(cells: [&str; COLUMNS.len()], date: Date) -> Result<Item, String> {
    let [code, name, street, postal_code, town, lat, lon, hours, phone, website] = cells;
    if code.len() != 5 || name.is_empty() {
        return Err("a code of five signs and a name expected".to_owned());
    }
    let place = Place {
        kind: "mairie".into(),
        address: street.replace('|', "\n"),
        postal_code: postal_code.to_owned(),
        commune: if town.is_empty() { name } else { town }.to_owned(),
        commune_code: code.to_owned(),
        phone: phone.to_owned(),
        website: website.to_owned(),
        hours: hours.to_owned(),
        position: carried::position(lat, lon)?,
        ..Place::default()
    };
    let source = ORIGIN.source(code.to_owned(), None, date);
    Ok(Item::of_place(ItemId::place(&format!("mairie-{code}")), format!("{TITLE}{name}"), place, source))
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
