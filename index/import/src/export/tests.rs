//! - what is handed out is what the schemas of the standards accept;
//! - handed out, read again and handed out once more, it is the same to the byte, and so are the places;
//! - what a standard cannot carry is told; licences that cannot share a file are refused; formulas are made harmless.

use super::*;
use crate::position::{Around, CommunePoints};
use crate::sink::{Collected, Counts};
use crate::{data_inclusion as structures, hsds as organizations, mednum as digital};
use guichet_core::model::{Block, Date, FeatureId, Position, Section, SectionKind, SourceRef};
use serde_json::{Value, json};
use std::io::Cursor;

fn vocabulary() -> Features {
    include_str!("../../../../content/features.toml").parse().expect("the vocabulary")
}

fn schema(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a schema")).expect("JSON")
}

/// A place with all that a standard may carry.
fn place(id: &str, kind: &str, features: &[&str]) -> Item {
    let place = Place {
        kind: kind.into(),
        address: "1 rue de l'Essai\nBâtiment B".into(),
        postal_code: "12000".into(),
        commune: "Rodez".into(),
        commune_code: "12202".into(),
        phone: "05 65 00 00 00".into(),
        website: "https://essai.example/a".into(),
        hours: "Mo-We,Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00".into(),
        position: Position::new(44.35, 2.57),
        siret: "43493312300029".into(),
        features: features.iter().map(|id| FeatureId::from(*id)).collect(),
        ..Place::default()
    };
    let source = SourceRef {
        name: "essai".into(),
        id: id.into(),
        url: Some("https://essai.example/".into()),
        publisher: "Essai".into(),
        licence: "etalab-2.0".into(),
        date: Date { year: 2026, month: 3, day: 4 },
        verified: None,
        review_by: None,
        doubts: false,
    };
    let mut item = Item::of_place(ItemId::place(&format!("{kind}-12202-{id}")), format!("Lieu {id}"), place, source);
    item.summary = "On y aide tout le monde.".into();
    item
}

/// A place each of the faults and gaps that are met.
fn places() -> Vec<Item> {
    let all = vocabulary().all().iter().map(|feature| feature.id.to_string()).collect::<Vec<_>>();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut short = place("court", "mediation_numerique", &["service/digital-skills", "fee/free"]);
    let mut bare = place("nu", "ccas", &[]);
    if let Some(place) = &mut short.place {
        place.phone = "115".into();
        place.hours = "24/7".into();
        place.siret.clear();
    }
    bare.summary.clear();
    bare.title = "-Lieu nu".into();
    if let Some(place) = &mut bare.place {
        (place.address, place.website, place.phone, place.hours) = Default::default();
        place.position = None;
    }
    let mut told = place("dit", "mediation_numerique", &["access/animals", "language/ar"]);
    told.counters = vec!["ccas".into()];
    told.sections = vec![Section {
        kind: SectionKind::Other,
        heading: "Prendre rendez-vous".into(),
        blocks: vec![Block::Text("https://essai.example/rdv".into())],
    }];
    // Of one identifier with the first, at its publisher's.
    let mut twin = place("tout", "mediation_numerique", &["fee/paid"]);
    twin.id = ItemId::place("mediation_numerique-12202-tout-2");
    twin.summary.clear();
    if let Some(place) = &mut twin.place {
        place.features.extend(["service/food", "fee/membership"].map(FeatureId::from));
        vocabulary().sort(&mut place.features);
        place.hours = "Mo 09:00-12:00 unknown \"itinérant ou plusieurs sites\"".into();
        place.hours += &", Tu 13:00-17:00 unknown \"itinérant ou plusieurs sites\"".repeat(4);
    }
    vec![place("tout", "mediation_numerique", &all), short, bare, told, twin]
}

fn written(form: Form, items: &[Item]) -> (String, Exported) {
    let mut out = Vec::new();
    let told = write(form, &|| items.iter().cloned(), &vocabulary(), &mut out).expect("written");
    (String::from_utf8(out).expect("UTF-8"), told)
}

fn read_again(form: Form, text: &str) -> Collected {
    let (features, communes) = (vocabulary(), CommunePoints::default());
    let around = Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features: &features };
    let mut sink = Collected::default();
    let Counts { read, refused, .. } = match form {
        Form::Mednum => digital::read(text.as_bytes(), "out", &around, &mut sink),
        Form::Hsds => organizations::read(text.as_bytes(), "out", &around, &mut sink),
        _ => structures::read(&["out".to_owned()], |_| Ok(Cursor::new(text.to_owned())), &around, &mut sink),
    }
    .expect("read again");
    assert!(read > 0 && refused == 0, "{:?}", sink.findings);
    sink
}

/// Asserts that a value is what a schema accepts.
fn accepted(schema: &Value, value: &Value) {
    let validator = jsonschema::options().should_validate_formats(true).build(schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{value:#}");
}

#[test]
fn structures_and_services_are_what_their_schemas_accept() {
    let (text, _) = written(Form::DataInclusion, &places());
    let file: Value = serde_json::from_str(&text).expect("JSON");
    for (list, name) in [("structures", "data-inclusion-structure"), ("services", "data-inclusion-service")] {
        let schema = schema(name);
        let records = file[list].as_array().expect("a list");
        assert!(records.len() >= 4);
        records.iter().for_each(|record| accepted(&schema, record));
    }
}

#[test]
fn digital_places_are_what_their_schema_accepts() {
    let (text, _) = written(Form::Mednum, &places());
    let schema = schema("mednum");
    let fields = schema["fields"].as_array().expect("fields");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> = table.headers().expect("a first line").iter().map(str::to_owned).collect();
    assert_eq!(columns, fields.iter().filter_map(|field| field["name"].as_str()).collect::<Vec<_>>());
    for row in table.records() {
        for (field, cell) in fields.iter().zip(&row.expect("a row")) {
            let required = field["constraints"]["required"] == json!(true);
            assert!(!required || !cell.is_empty(), "{}", field["name"]);
            let mut rule = json!({"type": "string"});
            for key in ["pattern", "maxLength"] {
                if let Some(value) = field["constraints"].get(key).filter(|_| !cell.is_empty()) {
                    rule[key] = value.clone();
                }
            }
            accepted(&rule, &json!(cell));
        }
    }
}

/// The JSON schema of an object of HSDS, from the tables that its specification gives: nested as its examples are, so that a
/// key that only points at what it stands in is not needed.
fn hsds(tables: &Value, name: &str) -> Value {
    let resource =
        tables["resources"].as_array().into_iter().flatten().find(|table| table["name"] == name).expect("a table");
    let (mut properties, mut required) = (json!({}), Vec::new());
    for field in resource["schema"]["fields"].as_array().into_iter().flatten() {
        let key = field["name"].as_str().expect("a name");
        let kind = if field["type"] == "number" { "number" } else { "string" };
        properties[key] = json!({"type": kind});
        let format = field["format"].as_str().or(field["type"].as_str());
        if let Some(format @ ("uuid" | "uri" | "email" | "date")) = format {
            properties[key]["format"] = json!(format);
        }
        if let Some(known) = field["constraints"].get("enum") {
            properties[key]["enum"] = known.clone();
        }
        let points =
            key.ends_with("_id") && resource["schema"]["foreignKeys"].to_string().contains(&format!("\"{key}\""));
        if field["constraints"]["required"] == json!(true) && !points && key != "link_id" {
            required.push(key);
            properties[key]["minLength"] = json!(1);
        }
    }
    for (key, inner) in nested(name) {
        let inner = hsds(tables, inner);
        properties[*key] = if key.ends_with('s') || *key == "accessibility" {
            json!({"type": "array", "items": inner})
        } else {
            inner
        };
    }
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn nested(name: &str) -> &'static [(&'static str, &'static str)] {
    match name {
        "organization" => &[
            ("locations", "location"),
            ("services", "service"),
            ("organization_identifiers", "organization_identifier"),
        ],
        "location" => &[
            ("addresses", "address"),
            ("phones", "phone"),
            ("languages", "language"),
            ("accessibility", "accessibility"),
            ("schedules", "schedule"),
        ],
        "service" => &[
            ("attributes", "attribute"),
            ("cost_options", "cost_option"),
            ("service_at_locations", "service_at_location"),
        ],
        "service_at_location" => &[("location", "location")],
        "attribute" => &[("taxonomy_term", "taxonomy_term")],
        _ => &[],
    }
}

#[test]
fn organizations_are_what_their_specification_accepts() {
    let (text, told) = written(Form::Hsds, &places());
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let schema = hsds(&schema("hsds"), "organization");
    let list = file.as_array().expect("a list");
    assert_eq!((list.len(), told.written), (5, 5));
    list.iter().for_each(|organization| accepted(&schema, organization));
    assert_eq!(list[0]["locations"][0]["schedules"].as_array().map(Vec::len), Some(3));
    assert_eq!(list[1]["locations"][0]["schedules"][0]["description"], "24/7");
    assert_eq!(text, written(Form::Hsds, &places()).0, "the same identifiers in every file");
}

#[test]
fn what_comes_back_goes_out_the_same() {
    for form in [Form::Mednum, Form::DataInclusion, Form::Hsds] {
        let (first, told) = written(form, &places());
        let back = read_again(form, &first);
        assert_eq!(back.items.len(), told.written);
        let (second, again) = written(form, &back.items);
        let differs = first.lines().zip(second.lines()).find(|(first, second)| first != second);
        assert_eq!(differs, None, "{form:?}");
        assert_eq!(first.len(), second.len(), "{form:?}");
        assert_eq!(again.written, told.written);
        // What is carried is the same.
        let digital = |item: &&Item| form != Form::Mednum || item.place.iter().any(|place| place.kind == digital::KIND);
        let long = |item: &&Item| item.place.as_ref().is_some_and(|place| place.hours.len() > 200);
        assert_eq!(back.items.iter().filter(long).count(), 1, "nothing is cut");
        for (item, back) in places().iter().filter(digital).zip(&back.items) {
            let (place, again) = (item.place.as_ref().expect("a place"), back.place.as_ref().expect("a place"));
            assert_eq!((&item.title, &item.summary, item.source.date), (&back.title, &back.summary, back.source.date));
            let of = |place: &Place| {
                let Place { address, postal_code, commune, commune_code, website, hours, siret, position, .. } =
                    place.clone();
                (address, postal_code, commune, commune_code, website, hours, siret, position)
            };
            assert_eq!(of(place), of(again));
            assert!(again.features.iter().all(|feature| place.features.contains(feature)), "nothing is made up");
            let lost: Vec<&FeatureId> = place.features.iter().filter(|id| !again.features.contains(id)).collect();
            for id in lost {
                let said = |what: &str| told.not_carried.iter().any(|loss| loss.what.contains(what));
                assert!(said(id) || said("for whom in particular"), "{form:?}: {id} is lost and not told");
            }
            let short = form == Form::Mednum && place.phone == "115";
            assert_eq!(again.phone, if short { "" } else { &place.phone });
        }
    }
}

#[test]
fn what_is_not_carried_is_told() {
    let (text, told) = written(Form::Mednum, &places());
    assert_eq!((told.written, told.left_out), (4, 1));
    let what: Vec<&str> = told.not_carried.iter().map(|loss| loss.what.as_str()).collect();
    for wanted in [
        "a short phone number",
        "further kinds of place",
        "left out: no place of digital mediation",
        "what it offers: access/animals",
    ] {
        assert!(what.contains(&wanted), "{wanted}: {what:?}");
    }
    assert!(text.contains(",+33565000000,") && text.contains("https://essai.example/rdv"));
    assert!(!what.iter().any(|what| what.contains("rendez-vous")), "it has a column");
    // In data·inclusion it stands with a service, and this place offers none.
    let (_, told) = written(Form::DataInclusion, &places());
    assert!(told.not_carried.iter().any(|loss| loss.what == "an appointment on line"));
    for form in [Form::Mednum, Form::Hsds] {
        let (text, _) = written(form, &places());
        let again = read_again(form, &text);
        let told = again.items.iter().find(|item| item.booking().is_some());
        assert_eq!(told.and_then(Item::booking), Some("https://essai.example/rdv"), "{form:?}");
    }
}

#[test]
fn tables_and_maps_hold_every_place_and_no_formula() {
    let (table, told) = written(Form::Csv, &places());
    assert_eq!(told.written, 5);
    assert!(table.contains(",'-Lieu nu,"), "{table}");
    let (map, _) = written(Form::GeoJson, &places());
    let map: Value = serde_json::from_str(&map).expect("JSON");
    assert_eq!(map["features"].as_array().map(Vec::len), Some(5));
    assert_eq!(map["features"][0]["geometry"]["coordinates"], json!([2.57, 44.35]));
    assert_eq!(
        (&map["features"][2]["geometry"], &map["features"][2]["properties"]["licence"]),
        (&Value::Null, &json!("etalab-2.0"))
    );
}

#[test]
fn licences_that_cannot_share_a_file_are_refused() {
    let mut items = places();
    items[1].source.licence = "ODbL-1.0".into();
    for form in [Form::Csv, Form::GeoJson, Form::Hsds, Form::Mednum, Form::DataInclusion] {
        let refused = write(form, &|| items.iter().cloned(), &vocabulary(), &mut Vec::new());
        assert!(matches!(refused, Err(ExportError::Mixed(_))), "{form:?}");
    }
    // One alone keeps its licence where the standard has room for it.
    let alone = [items[1].clone()];
    let back = read_again(Form::DataInclusion, &written(Form::DataInclusion, &alone).0);
    assert_eq!(back.items[0].source.licence, "ODbL-1.0");
}
