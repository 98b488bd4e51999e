//! - the JSON of version 3.0, alone, in a page and in tables, and the tables of older versions tell of the same place;
//! - what several services do at one location stands below it; hours are written where they are certain;
//! - no name of a contact and no e-mail address comes out; a place abroad is kept and told;
//! - what is broken costs its record or its file; a zip that swells is cut.

use super::*;
use crate::position::CommunePoints;
use crate::sink::Collected;
use guichet_content::Features;
use guichet_core::model::{Block, Date, Item};
use std::io::{Cursor, Write};
use std::sync::LazyLock;

static NO_FEATURE: LazyLock<Features> = LazyLock::new(Features::default);

fn communes() -> CommunePoints {
    CommunePoints::rodez()
}

fn with(read: impl FnOnce(&Around<'_>, &mut Collected) -> Result<Counts, ImportError>) -> (Counts, Collected) {
    let communes = communes();
    let around =
        Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features: &NO_FEATURE };
    let mut found = Collected::default();
    let counts = read(&around, &mut found).expect("this format");
    assert_eq!(counts.read, counts.kept + counts.refused, "{:?}", found.findings);
    (counts, found)
}

fn note<'a>(item: &'a Item, heading: &str) -> &'a str {
    let section = item.sections.iter().find(|section| section.heading == heading).expect(heading);
    match &section.blocks[0] {
        Block::Text(text) => text,
        _ => "",
    }
}

const SERVICE: &str = r#"{"id": "s1", "name": "Aide aux courriers", "description": "Lire et écrire <b>ensemble</b>.", "status": "active",
  "eligibility_description": "Tout le monde", "fees_description": "Gratuit", "last_modified": "2026-03-15T10:30:45Z", "email": "a@b.fr",
  "contacts": [{"name": "Zoé Personne", "email": "c@d.fr"}],
  "organization": {"id": "o1", "name": "Les Voisins", "website": "voisins.example", "email": "e@f.fr"},
  "required_documents": [{"document": "Le courrier"}], "languages": [{"name": "arabe", "code": "ar"}],
  "schedules": [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00"}],
  "service_at_locations": [{"id": "l", "phones": [{"number": "05 65 00 00 00", "type": "voice"}, {"number": "05 65 00 00 01", "type": "fax"}],
    "location": {"id": "p1", "name": "Maison des voisins", "location_type": "physical", "latitude": 44.35, "longitude": 2.57,
      "addresses": [{"address_1": "BP 1", "city": "Rodez Cedex", "postal_code": "12005", "country": "FR", "address_type": "postal"},
        {"address_1": "1 rue X", "city": "Rodez", "postal_code": "12000", "country": "FR", "address_type": "physical"}],
      "accessibility": [{"description": "Rampe"}]}}]}"#;

fn check(item: &Item) {
    let place = item.place.as_ref().expect("a place");
    assert_eq!((item.title.as_str(), place.kind.as_str()), ("Maison des voisins", KIND));
    assert_eq!((place.address.as_str(), place.commune_code.as_str()), ("1 rue X", "12202"));
    assert_eq!((place.phone.as_str(), item.phones.len()), ("05 65 00 00 00", 0));
    assert_eq!((place.hours.as_str(), place.website.as_str()), ("Mo-Tu 09:00-12:00", "http://voisins.example"));
    assert!(note(item, "Ce qu'on y fait").starts_with("Aide aux courriers. Lire et écrire ensemble"));
    assert_eq!((note(item, "Prix"), note(item, "Papiers à apporter")), ("Gratuit", "Le courrier"));
    assert_eq!((note(item, "Langues parlées"), note(item, "Accès")), ("arabe", "Rampe"));
    assert_eq!(note(item, "Qui vous reçoit"), "Les Voisins");
    let all = serde_json::to_string(item).expect("JSON");
    assert!(!all.contains('@') && !all.contains("Personne"), "{all}");
}

#[test]
fn services_in_json() {
    let list = format!("[{SERVICE}, {SERVICE}]");
    let page = format!("{{\"total_items\": 1, \"contents\": [{SERVICE}]}}");
    for text in [SERVICE, list.as_str(), page.as_str()] {
        let (counts, found) = with(|around, sink| read(text.as_bytes(), "x.json", around, sink));
        assert_eq!((found.items.len(), counts.refused), (1, 0));
        check(&found.items[0]);
        assert_eq!(found.items[0].source.date, Date { year: 2026, month: 3, day: 15 });
    }
    let location = r#"{"id": "p", "name": "Ailleurs", "latitude": 37.5, "longitude": -122.2,
        "addresses": [{"address_1": "1 Road", "city": "Redwood City", "postal_code": "94063", "country": "US"}]}"#;
    let (counts, found) = with(|around, sink| read(location.as_bytes(), "x.json", around, sink));
    assert_eq!((counts.read, counts.kept), (1, 1));
    assert!(found.items[0].position().is_some() && found.findings.iter().any(|finding| finding.field == "country"));
    let (counts, _) = with(|around, sink| {
        read(br#"[{"id": "s", "name": "X", "status": "active"}, 7]"#.as_slice(), "x.json", around, sink)
    });
    assert_eq!(counts.refused, 2);
}

const TABLES: [(&str, &str); 10] = [
    ("organizations.csv", "id,name,email,website\no1,Les Voisins,e@f.fr,voisins.example\n"),
    (
        "services.csv",
        "id,organization_id,name,description,status,eligibility_description,fees_description\ns1,o1,Aide aux courriers,Lire et écrire ensemble.,active,Tout le monde,Gratuit\n",
    ),
    ("locations.csv", "id,organization_id,name,latitude,longitude\np1,o1,Maison des voisins,\"44,35\",\"2,57\"\n"),
    ("service_at_location.csv", "id,service_id,location_id\nl1,s1,p1\n"),
    (
        "addresses.csv",
        "id,location_id,address_1,city,postal_code,country,address_type\na,p1,1 rue X,Rodez,12000,FR,physical\n",
    ),
    ("phones.csv", "id,location_id,number,type\nf,p1,05 65 00 00 01,fax\nt,p1,05 65 00 00 00,voice\n"),
    ("schedules.csv", "id,service_at_location_id,freq,byday,opens_at,closes_at\nh,l1,WEEKLY,\"MO,TU\",09:00,12:00\n"),
    ("languages.csv", "id,service_id,name\ng,s1,arabe\n"),
    ("accessibility.csv", "id,location_id,description\nx,p1,Rampe\n"),
    ("required_documents.csv", "id,service_id,document\nd,s1,Le courrier\n"),
];

fn from_tables(tables: &[(&str, &str)]) -> (Counts, Collected) {
    let names: Vec<String> = tables.iter().map(|(name, _)| (*name).to_owned()).collect();
    with(|around, sink| read_files(&names, |at| Ok(tables[at].1.as_bytes()), "folder", around, sink))
}

#[test]
fn tables_of_every_version() {
    let (counts, found) = from_tables(&TABLES);
    assert_eq!((counts.read, counts.kept, found.items.len()), (11, 11, 1));
    check(&found.items[0]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in TABLES {
        zip.start_file(format!("data/{name}"), zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    let zip = zip.finish().expect("a zip").into_inner();
    let (_, zipped) = with(|around, sink| read_zip(Cursor::new(&zip), "x.zip", around, sink));
    assert_eq!(zipped.items, found.items);
    let older = [
        (
            "locations.csv",
            "id,organization_id,name,languages,accessibility,latitude,longitude\n1,1,Foyer,\"arabe, turc\",\"ramp, wheelchair\",44.35,2.57\n",
        ),
        ("physical_addresses.csv", "id,location_id,address_1,city,postal_code\n1,1,1 rue X,Rodez,12000\n"),
        ("services.csv", "id,location_id,name,status\n1,1,Repas,active\n"),
        (
            "regular_schedules.csv",
            "id,location_id,service_id,weekday,opens_at,closes_at\n1,1,,Monday,08:00,5pm\n2,,9,Monday,9am,03:00\n",
        ),
        ("holiday_schedules.csv", "id,location_id,start_date,end_date,closed\n1,1,2026-12-24,2026-12-24,true\n"),
    ];
    let (counts, found) = from_tables(&older);
    assert_eq!((counts.refused, found.items.len()), (0, 1));
    let item = &found.items[0];
    assert_eq!(item.place.as_ref().expect("a place").hours, "Mo 08:00-17:00; 2026 Dec 24 off");
    assert_eq!((note(item, "Langues parlées"), note(item, "Ce qu'on y fait")), ("arabe. turc", "Repas"));
    assert_eq!(item.place.as_ref().map(|place| place.commune_code.as_str()), Some("12202"));
}

#[test]
fn broken_sources() {
    let communes = communes();
    let around =
        Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features: &NO_FEATURE };
    for wrong in ["", "<html>", "{}", "[", "a,b\n1,2\n"] {
        assert!(read(wrong.as_bytes(), "x", &around, &mut Collected::default()).is_err(), "{wrong}");
    }
    assert!(read_zip(Cursor::new(b"PK"), "x", &around, &mut Collected::default()).is_err());
    let cut = &SERVICE.as_bytes()[..400];
    let text = [b"[".as_slice(), SERVICE.as_bytes(), b",", cut].concat();
    let (counts, found) = with(|around, sink| read(text.as_slice(), "x", around, sink));
    assert_eq!((counts.refused, found.items.len()), (0, 1));
    assert!(found.findings.iter().any(|finding| finding.message.contains("breaks off")));
    let mut many = Unpacked { reader: io::repeat(b'x'), left: 1_000 };
    assert!(io::copy(&mut many, &mut io::sink()).is_err());
}
