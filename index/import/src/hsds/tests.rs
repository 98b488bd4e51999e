//! - the JSON of version 3.0, alone, in a page and in tables, and the tables of older versions tell of the same place;
//! - what several services do at one location stands below it; hours are written where they are certain;
//! - what a field says in a value of the vocabulary is a feature, in every version; a term may name the kind of the place;
//! - each stop of a bus is a place of its own, with its own days;
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

static VOCABULARY: LazyLock<Features> =
    LazyLock::new(|| include_str!("../../../../content/features.toml").parse().expect("the vocabulary"));

fn with(read: impl FnOnce(&Around<'_>, &mut Collected) -> Result<Counts, ImportError>) -> (Counts, Collected) {
    known(&NO_FEATURE, read)
}

fn known(
    features: &Features,
    read: impl FnOnce(&Around<'_>, &mut Collected) -> Result<Counts, ImportError>,
) -> (Counts, Collected) {
    let communes = communes();
    let around = Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features };
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
  "schedules": [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "12:00",
    "schedule_link": "https://rdv.example/a"}],
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
    assert_eq!(item.booking(), Some("https://rdv.example/a"), "the page of its schedule");
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
    (
        "schedules.csv",
        "id,service_at_location_id,freq,byday,opens_at,closes_at,schedule_link\nh,l1,WEEKLY,\"MO,TU\",09:00,12:00,https://rdv.example/a\n",
    ),
    ("languages.csv", "id,service_id,name\ng,s1,arabe\n"),
    ("accessibility.csv", "id,location_id,description\nx,p1,Rampe\n"),
    ("required_documents.csv", "id,service_id,document\nd,s1,Le courrier\n"),
];

fn from_tables(tables: &[(&str, &str)]) -> (Counts, Collected) {
    tables_with(&NO_FEATURE, tables)
}

fn tables_with(features: &Features, tables: &[(&str, &str)]) -> (Counts, Collected) {
    let names: Vec<String> = tables.iter().map(|(name, _)| (*name).to_owned()).collect();
    known(features, |around, sink| read_files(&names, |at| Ok(tables[at].1.as_bytes()), "folder", around, sink))
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

/// What a place offers, and its kinds, the first one being what it is.
fn offered(item: &Item) -> (Vec<&str>, Vec<&str>) {
    let place = item.place.as_ref().expect("a place");
    let kinds = [&place.kind].into_iter().chain(&item.counters).map(|kind| kind.as_str()).collect();
    (place.features.iter().map(|id| id.as_str()).collect(), kinds)
}

fn has_note(item: &Item, heading: &str) -> bool {
    item.sections.iter().any(|section| section.heading == heading)
}

#[test]
fn values_of_the_vocabulary_are_features() {
    let json = r#"{"id": "s", "name": "Repas", "status": "active", "minimum_age": 18,
      "fees_description": "Gratuit", "eligibility_description": "Personnes sans abri", "application_process": "Sans rendez-vous",
      "attributes": [{"taxonomy_term": {"name": "Food Banks"}}, {"taxonomy_term": {"name": "Fireside chats"}}],
      "service_at_locations": [{"location": {"id": "p", "name": "Chez nous", "latitude": 44.35, "longitude": 2.57,
        "languages": [{"name": "Arabic"}], "accessibility": [{"description": "Wheelchair accessible", "details": "Par la cour"}]}}]}"#;
    let (_, found) = known(&VOCABULARY, |around, sink| read(json.as_bytes(), "x.json", around, sink));
    let item = &found.items[0];
    let all = ["service/food", "public/adults", "public/homeless", "fee/free", "access/no-appointment"];
    let (features, kinds) = offered(item);
    assert_eq!(features, [&all[..], &["access/wheelchair", "language/ar"]].concat());
    assert_eq!(kinds, ["aide_alimentaire"]);
    assert_eq!((note(item, "Thèmes"), note(item, "Accès")), ("Fireside chats", "Par la cour"));
    assert_eq!(note(item, "Pour qui"), "À partir de 18 ans");
    assert!(!has_note(item, "Prix") && !has_note(item, "Comment demander"));
    let library = json.replace("\"languages\":", "\"taxonomy\": [{\"name\": \"Public Library\"}], \"languages\":");
    let (_, found) = known(&VOCABULARY, |around, sink| read(library.as_bytes(), "x.json", around, sink));
    assert_eq!(offered(&found.items[0]).1, ["bibliotheque", "aide_alimentaire"], "what the location is comes first");
    // Another service there promises less: the first one's words come back.
    let other = r#"{"id": "t", "name": "Tricot", "status": "active", "fees_description": "10 euros", "service_at_locations": [{"location_id": "p"}]}"#;
    let both = format!("[{json}, {other}]");
    let (_, found) = known(&VOCABULARY, |around, sink| read(both.as_bytes(), "x.json", around, sink));
    let (features, kinds) = offered(&found.items[0]);
    assert_eq!(features, ["service/food", "public/adults", "public/homeless", "access/wheelchair", "language/ar"]);
    assert_eq!(kinds, [KIND, "aide_alimentaire"]);
    assert_eq!(note(&found.items[0], "Prix"), "Gratuit. 10 euros");
}

#[test]
fn terms_of_every_version_in_tables() {
    let locations =
        ("locations.csv", "id,name,latitude,longitude,accessibility\np1,Chez nous,44.35,2.57,\"ramp, wheelchair\"\n");
    let services = ("services.csv", "id,location_id,name,status,fees,taxonomy_ids\ns1,p1,Abri,active,Free,\"7, 9\"\n");
    for terms in [
        // 3.0, 2.0, 1.1 and an older sample.
        &[
            ("taxonomies.csv", "id,name\nt,Food\n"),
            ("taxonomy_terms.csv", "id,name,taxonomy_id\nx,Homeless Shelters,t\n"),
            ("attributes.csv", "id,link_id,link_entity,taxonomy_term_id\na,s1,service,x\n"),
        ][..],
        &[
            ("taxonomy_term.csv", "id,term\nx,Homeless Shelters\n"),
            ("service_attribute.csv", "id,service_id,taxonomy_term_id\na,s1,x\n"),
        ],
        &[
            ("taxonomy.csv", "id,name,parent_id,parent_name,vocabulary\nx,Homeless Shelters,,,\n"),
            ("service_taxonomy.csv", "id,service_id,taxonomy_id,taxonomy_detail\na,s1,x,\n"),
        ],
        &[("taxonomy.csv", "taxonomy_id,name\n7,Homeless Shelters\n8,Food\n")],
    ] {
        let tables = [&[locations, services], terms].concat();
        let (counts, found) = tables_with(&VOCABULARY, &tables);
        assert_eq!((counts.refused, found.items.len()), (0, 1), "{terms:?}");
        let item = &found.items[0];
        assert_eq!(offered(item), (vec!["service/shelter", "fee/free", "access/wheelchair"], vec!["hebergement"]));
        assert_eq!(note(item, "Accès"), "ramp");
        assert!(!has_note(item, "Thèmes"));
    }
}

#[test]
fn each_stop_is_a_place_with_its_own_days() {
    let stop = |id: &str, schedules: &str| {
        format!(
            r#"{{"id": "at{id}", "location": {{"id": "{id}", "name": "Arrêt {id}", "latitude": 44.35, "longitude": 2.57}}{schedules}}}"#
        )
    };
    let hours = |text: &str| {
        let (_, found) = known(&VOCABULARY, |around, sink| read(text.as_bytes(), "x.json", around, sink));
        let place = |item: &Item| item.place.as_ref().expect("a place").hours.clone();
        found.items.iter().map(place).collect::<Vec<_>>()
    };
    let of = |rule: &str| format!(r#", "schedules": [{{"opens_at": "10:00", "closes_at": "12:00", {rule}}}]"#);
    let stops = [
        stop("a", &of(r#""dtstart": "2026-12-03", "valid_to": "2026-12-03""#)),
        stop("b", &of(r#""freq": "MONTHLY", "byday": "1TH""#)),
        stop(
            "c",
            &of(r#""freq": "WEEKLY", "byday": "FR", "interval": 2, "dtstart": "2026-11-20", "until": "2026-12-20""#),
        ),
        stop("d", ""),
    ];
    let general = of(r#""freq": "WEEKLY", "byday": "MO,TU""#);
    let bus = |stops: &str, more: &str| {
        format!(r#"{{"id": "s", "name": "Bus", "status": "active"{more}, "service_at_locations": [{stops}]}}"#)
    };
    let each = ["2026 Dec 03 10:00-12:00", "Th[1] 10:00-12:00", "2026 Dec 04,2026 Dec 18 10:00-12:00", ""];
    assert_eq!(hours(&bus(&stops.join(","), &general)), each, "the hours of the service are not those of a stop");
    let (_, found) = tables_with(
        &VOCABULARY,
        &[
            ("locations.csv", "id,name,latitude,longitude\na,Arrêt a,44.35,2.57\nb,Arrêt b,44.36,2.57\n"),
            ("services.csv", "id,name,status\ns,Bus,active\n"),
            ("service_at_location.csv", "id,service_id,location_id\nata,s,a\natb,s,b\n"),
            (
                "schedules.csv",
                "id,service_id,location_id,service_at_location_id,dtstart,opens_at,closes_at\n1,s,,ata,2026-12-03,10:00,12:00\n2,s,,ata,2027-01-07,10:00,12:00\n3,s,b,,2026-12-04,14:00,16:00\n",
            ),
        ],
    );
    let hours_of = |item: &Item| item.place.as_ref().expect("a place").hours.clone();
    let each: Vec<String> = found.items.iter().map(hours_of).collect();
    assert_eq!(each, ["2026 Dec 03,2027 Jan 07 10:00-12:00", "2026 Dec 04 14:00-16:00"], "in tables as well");
    // A desk at several places, all of the same hours; a bus cannot be.
    let two = [stop("a", ""), stop("b", "")].join(",");
    assert_eq!(hours(&bus(&two, &general)), ["Mo-Tu 10:00-12:00"; 2]);
    let moves = r#", "attributes": [{"taxonomy_term": {"name": "Mobile services"}}]"#;
    assert_eq!(hours(&bus(&two, &format!("{general}{moves}"))), ["", ""]);
    // Schedules of the service that name their stop.
    let named = r#", "schedules": [{"location_id": "a", "byday": "MO", "opens_at": "9:00", "closes_at": "12:00"},
        {"service_at_location_id": "atb", "byday": "TU", "opens_at": "9:00", "closes_at": "12:00"}]"#;
    assert_eq!(hours(&bus(&two, named)), ["Mo 09:00-12:00", "Tu 09:00-12:00"]);
}
