//! Places of digital mediation, in the national standard: its first shape (JSON, keys that vary) and its second (CSV or
//! JSON, schema 1). A list of values stands in one cell, parted by `|`, `;` or a comma. E-mail addresses are never read.

use crate::communes::commune_code;
use crate::contact;
use crate::error::ImportError;
use crate::fields::{self, line};
use crate::input::{self, Form};
use crate::position::Around;
use crate::record::{Origin, Record, Run};
use crate::records;
use crate::sink::{Counts, Sink};
use crate::table::Table;
use guichet_core::text::normal::fold;
use serde_json::Value;
use std::io::Read;

/// Name of the source.
pub const SOURCE: &str = "mednum";
/// The kind of place.
pub const KIND: &str = "mediation_numerique";

const ORIGIN: Origin<'_> =
    Origin { name: SOURCE, publisher: "La Mednum, lieux de médiation numérique", licence: "etalab-2.0", figures: 24 };

/// Keys under which records stand in JSON.
const LISTS: [&str; 3] = ["data", "results", "records"];
/// Longest list of values that is shown, in characters.
const LONGEST: usize = 300;
/// What everybody is helped with there: a search by these words finds them.
const KEYWORDS: [&str; 3] = ["aide numérique", "aide internet", "conseiller numérique"];

/// Values of a place, each under the names that it has had, and the heading under which people read them.
const SHOWN: [(&str, &[&str]); 5] = [
    ("Ce qu'on y fait", &["services"]),
    ("Pour qui", &["publics_specifiquement_adresses", "publics_accueillis", "public_cible"]),
    ("Prix", &["frais_a_charge", "conditions_acces", "conditions_access", "tarifs"]),
    ("Comment venir", &["modalites_acces"]),
    ("Comment on est aidé", &["modalites_accompagnement"]),
];

/// Reads either shape. `name` is the file as the operator gave it, for the findings.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let (form, reader) = input::open(reader, name, SOURCE)?;
    let mut run = Run::new(name, &ORIGIN, around, sink);
    if form == Form::Json {
        records::each(reader, &mut run, SOURCE, &LISTS, &mut |run, record| {
            let text = |value: &Value| match value {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
                other => other.to_string(),
            };
            let source = run.name().to_owned();
            place(run, source, &|names| names.iter().find_map(|name| record.get(*name)).map(text).unwrap_or_default());
        })?;
    } else {
        let mut table = Table::open(reader, name, SOURCE)?;
        table.require(&[("nom", &["nom"]), ("services", &["services"])])?;
        while table.next(&mut run.out) {
            place(&mut run, table.source(), &|names| table.get(names));
        }
    }
    run.done()
}

/// One place, whose values `get` gives under any of their names.
fn place(run: &mut Run<'_>, source: String, get: &dyn Fn(&[&str]) -> String) {
    let mut record = Record {
        id: line(&get(&["id"])),
        name: line(&get(&["nom"])),
        kinds: vec![KIND.to_owned()],
        keywords: KEYWORDS.map(str::to_owned).to_vec(),
        ..Record::default()
    };
    let mut problems: Vec<(&str, &str)> = Vec::new();
    let written = get(&["code_postal", "adresse_code_postal"]);
    record.commune = fields::town(&get(&["commune", "adresse_commune"]));
    record.commune_code = commune_code(&get(&["code_insee", "adresse_code_insee"])).unwrap_or_default();
    // A zero that a spreadsheet ate is put back where a commune of that name has the code.
    let eaten = format!("0{}", written.trim());
    let mended =
        || (eaten.len() == 5 && run.communes().named(&eaten, &record.commune).is_some()).then(|| eaten.clone());
    let postal_code = fields::postal_code(&written, &record.commune_code).or_else(mended);
    record.postal_code = postal_code.unwrap_or_default();
    if record.postal_code.is_empty() && !written.trim().is_empty() {
        problems.push(("code_postal", "not a postal code: dropped"));
    }
    if record.commune_code.is_empty() {
        let known = run.communes().named(&record.postal_code, &record.commune);
        record.commune_code = known.map(str::to_owned).unwrap_or_default();
    }
    let street = [get(&["adresse", "adresse_brut"]), get(&["complement_adresse"])];
    record.street = street.iter().map(|part| line(part)).filter(|part| !part.is_empty()).collect();
    let (lat, lon) = (get(&["latitude"]), get(&["longitude"]));
    record.position = fields::position(&lat, &lon);
    if record.position.is_none() && !lat.trim().is_empty() {
        problems.push(("latitude", "not a point on Earth: dropped"));
    }
    let written = get(&["telephone", "contact_telephone"]);
    match contact::phone(&written) {
        Some(number) => record.phones.push((number, String::new())),
        None if written.trim().is_empty() => {}
        None => problems.push(("telephone", "not a number that can be dialled: dropped")),
    }
    record.website = get(&["site_web", "contact_web"]).split(['|', ';']).find_map(contact::website).unwrap_or_default();
    record.osm = line(&get(&["horaires", "horaires_ouverture_osm"]));
    let written = get(&["date_maj"]);
    record.date = fields::date(&written);
    if record.date.is_none() {
        problems.push(("date_maj", "no date that can be read: taken as that of the file"));
    }
    let itinerant = fold(&get(&["itinerance", "itinerant"]));
    if itinerant.contains("itinerant") && !itinerant.contains("fixe") || itinerant == "oui" {
        record.notes.push(("À savoir", "Ce lieu se déplace : appelez avant de venir.".to_owned()));
    }
    for (heading, names) in SHOWN {
        let values = values(&get(names));
        if !values.is_empty() {
            record.notes.push((heading, values));
        }
    }
    let key = record.key();
    for (field, message) in problems {
        run.out.warn(&source, &key, field, message);
    }
    record.source = source;
    run.keep(record);
}

/// A list of values as people read it. A comma parts values only where no better sign does.
fn values(cell: &str) -> String {
    let sign = ['|', ';'].into_iter().find(|sign| cell.contains(*sign)).unwrap_or(',');
    let mut known: Vec<String> = Vec::new();
    for value in cell.split(sign).map(line).filter(|value| !value.is_empty()) {
        if !known.contains(&value) && known.iter().map(|value| value.chars().count() + 2).sum::<usize>() < LONGEST {
            known.push(value);
        }
    }
    known.join(", ")
}

#[cfg(test)]
mod tests {
    //! - both shapes are read, whatever the sign between values; a commune without a code is found by its name;
    //! - what is broken costs the field; two places of one identifier are two places;
    //! - nothing of an e-mail address is kept; another kind of file is refused in one sentence.

    use super::*;
    use crate::position::CommunePoints;
    use crate::sink::Collected;
    use guichet_core::model::{Commune, Date, Item, Position};

    fn read_of(text: &str) -> (Counts, Collected) {
        let commune = Commune {
            code: "12202".into(),
            name: "Rodez".into(),
            departement: "12".into(),
            postal_codes: vec!["12000".into()],
            population: 24_000,
            position: Position::new(44.35, 2.57),
        };
        let communes: CommunePoints = [commune].into_iter().collect();
        let around = Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &communes };
        let mut sink = Collected::default();
        let counts = read(text.as_bytes(), "mednum", &around, &mut sink).expect("places");
        (counts, sink)
    }

    fn note<'a>(item: &'a Item, heading: &str) -> Option<&'a str> {
        let section = item.sections.iter().find(|section| section.heading == heading)?;
        section.blocks.iter().find_map(|block| match block {
            guichet_core::model::Block::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    #[test]
    fn both_shapes_are_read() {
        let old = r#"[{"id":"a1","nom":"Espace  public","commune":"RODEZ","code_postal":"12000","adresse":"1 rue X",
            "latitude":44.35,"longitude":2.57,"courriel":"a@b.fr","telephone":"+33565000000","date_maj":"2022-05-09",
            "services":"Prendre en main un ordinateur, Utiliser le numérique","conditions_access":"Gratuit",
            "horaires":"Mo-Fr 09:00-12:00"}]"#;
        let new = "id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,courriels,horaires,date_maj,services,frais_a_charge\n\
            a1,Espace public,Rodez,12000,12202,1 rue X,44.35,2.57,+33565000000,a@b.fr,Mo-Fr 09:00-12:00,2022-05-09,Prendre en main un ordinateur|Utiliser le numérique,Gratuit\n";
        for text in [old, new] {
            let (counts, found) = read_of(text);
            assert_eq!((counts.read, counts.kept), (1, 1));
            let item = &found.items[0];
            let place = item.place.as_ref().expect("a place");
            assert_eq!(
                (item.id.as_str(), item.title.as_str()),
                ("place/mediation_numerique-12202-a1", "Espace public")
            );
            assert_eq!((place.commune_code.as_str(), place.phone.as_str()), ("12202", "05 65 00 00 00"));
            assert_eq!(place.hours, "Mo-Fr 09:00-12:00");
            assert_eq!(note(item, "Ce qu'on y fait"), Some("Prendre en main un ordinateur, Utiliser le numérique"));
            assert_eq!(note(item, "Prix"), Some("Gratuit"));
            assert!(!serde_json::to_string(item).expect("JSON").contains('@'));
        }
    }

    #[test]
    fn what_is_broken_costs_its_field() {
        let text = r#"{"data":[{"id":"x","nom":"A","code_postal":"380000","adresse":"1 rue X","date_maj":"1970-01-01",
            "latitude":"nord","longitude":"est","telephone":"sur place","services":"a;b","itinerance":"Itinérant"},
            {"id":"x","nom":"B","adresse":"2 rue Y","services":null}, {"id":"y"}, 7]}"#;
        let (counts, found) = read_of(text);
        assert_eq!((counts.read, counts.kept, counts.refused), (4, 2, 2));
        assert_ne!(found.items[0].id, found.items[1].id);
        let fields: Vec<&str> = found.findings.iter().map(|finding| finding.field.as_str()).collect();
        for field in ["code_postal", "date_maj", "latitude", "telephone", "id", "nom"] {
            assert!(fields.contains(&field), "{field}: {fields:?}");
        }
        assert!(note(&found.items[0], "À savoir").is_some());
        assert_eq!(found.items[0].source.date, Date { year: 2026, month: 1, day: 2 });
        let around = Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &CommunePoints::default() };
        for wrong in ["", "<html>", "a,b\n1,2\n"] {
            assert!(read(wrong.as_bytes(), "x", &around, &mut Collected::default()).is_err(), "{wrong}");
        }
    }
}
