//! Places of digital mediation in the national standard, version 1.0.2, as CSV. It has room for those places alone, with an
//! address and a postal code; a field that its patterns refuse is left empty and told.

use super::table::{begin, row};
use super::{ExportError, Work, lines, of, phone};
use crate::mednum::{KIND, SOURCE};
use crate::structure::headings;
use guichet_content::Standard;
use guichet_core::model::{Block, Item, Place};
use std::collections::BTreeMap;
use std::io::Write;

/// Columns, in the order of the schema, without those for e-mail.
const COLUMNS: [&str; 31] = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
];
/// The last column.
const BOOKING: &str = "prise_rdv";
/// Longest short presentation, in characters.
const SHORT: usize = 280;
/// Stands for no SIRET, which the standard asks for: readers know it as none.
const NO_SIRET: &str = "00000000000000";
/// Headings that have a column.
const CARRIED: [&str; 4] = [headings::NETWORK, headings::ACCESS_PAGE, headings::BOOKING, headings::LABELS];

pub(super) fn write(
    places: impl Iterator<Item = Item>,
    work: &mut Work<'_>,
    out: &mut dyn Write,
) -> Result<usize, ExportError> {
    let columns: Vec<&str> = COLUMNS.into_iter().chain([BOOKING]).collect();
    let mut table = begin(out, &columns)?;
    let mut written = 0;
    for item in places {
        let Some(place) = of(&item) else { continue };
        let Some(cells) = cells(&item, place, work)? else { continue };
        let cells: Vec<String> = columns.iter().map(|column| cells.get(column).cloned().unwrap_or_default()).collect();
        row(&mut table, &cells)?;
        written += 1;
    }
    table.flush()?;
    Ok(written)
}

/// The cells of a place by column, or `None` where the standard has no room for it.
fn cells(
    item: &Item,
    place: &Place,
    work: &mut Work<'_>,
) -> Result<Option<BTreeMap<&'static str, String>>, ExportError> {
    let digital = place.kind == KIND || item.counters.iter().any(|kind| kind == KIND);
    let (street, more) = lines(place);
    let room = [
        (digital, "no place of digital mediation"),
        (!street.is_empty(), "no street"),
        (!place.commune.is_empty(), "no commune"),
        (place.postal_code.len() == 5, "no postal code"),
    ];
    if let Some((_, why)) = room.into_iter().find(|(room, _)| !room) {
        work.losses.leave_out(why);
        return Ok(None);
    }
    work.licences.take(&item.source.licence)?;
    work.losses.of_place(item, place, &CARRIED);
    if place.kind != KIND || item.counters.iter().any(|kind| kind != KIND) {
        work.losses.add("further kinds of place");
    }
    if item.source.licence != "etalab-2.0" {
        work.losses.add("the licence: say it beside the file");
    }
    let mut cells: BTreeMap<&'static str, String> = BTreeMap::new();
    let own = if item.source.name == SOURCE { item.source.id.clone() } else { String::new() };
    cells.insert("id", work.id(own, &item.id));
    let siret = if place.siret.is_empty() { NO_SIRET } else { &place.siret };
    for (column, text) in [
        ("pivot", siret),
        ("nom", &item.title),
        ("commune", &place.commune),
        ("code_postal", &place.postal_code),
        ("code_insee", &place.commune_code),
        ("adresse", street),
        ("complement_adresse", more),
        ("site_web", &place.website),
        ("horaires", &place.hours),
    ] {
        cells.insert(column, text.to_owned());
    }
    if let Some(at) = place.position {
        cells.insert("latitude", at.lat.to_string());
        cells.insert("longitude", at.lon.to_string());
    }
    match phone(place) {
        Some(number) => drop(cells.insert("telephone", number)),
        None if place.phone.is_empty() => {}
        None => work.losses.add("a short phone number"),
    }
    let column = if item.summary.chars().count() <= SHORT { "presentation_resume" } else { "presentation_detail" };
    cells.insert(column, item.summary.clone());
    cells.insert("source", producer(item));
    cells.insert("date_maj", item.source.date.to_string());
    for (column, heading) in [
        ("structure_parente", headings::NETWORK),
        ("fiche_acces_libre", headings::ACCESS_PAGE),
        (BOOKING, headings::BOOKING),
        ("autres_formations_labels", headings::LABELS),
    ] {
        cells.insert(column, section(item, heading));
    }
    for feature in &place.features {
        let mut carried = false;
        for (field, value) in work.features.written(feature, Standard::Mednum) {
            if let Some(column) = COLUMNS.into_iter().find(|column| *column == field) {
                let cell = cells.entry(column).or_default();
                if !cell.is_empty() {
                    cell.push('|');
                }
                cell.push_str(value);
                carried = true;
            }
        }
        if !carried {
            work.losses.add(&format!("what it offers: {feature}"));
        }
    }
    Ok(Some(cells))
}

/// Who collected the record: of one of this source, what its own column said.
fn producer(item: &Item) -> String {
    let publisher = &item.source.publisher;
    if item.source.name != SOURCE {
        return publisher.clone();
    }
    let told = publisher.split_once(" (").and_then(|(_, told)| told.strip_suffix(')'));
    told.unwrap_or_default().to_owned()
}

/// What stands under a heading.
pub(super) fn section(item: &Item, heading: &str) -> String {
    let section = item.sections.iter().find(|section| section.heading == heading);
    let texts = section.into_iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Text(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}
