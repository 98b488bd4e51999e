//! - the freshest source that says a field wins it; a source that says nothing takes nothing away;
//! - an address is taken whole, with its point; a name in capitals gives way;
//! - hours that two fresh sources say differently are kept both, until one of them is a year old;
//! - a source that dropped the place comes last; a place that all have dropped says so;
//! - identifiers are the same whatever the order and the dates; every other one leads to it; all licences are there.

use super::*;
use guichet_core::model::{Block, FeatureId, Position, Section, SectionKind, SourceRef};

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn record(source: &str, day: &str, id: &str) -> Item {
    let place = Place {
        kind: "msap".into(),
        address: "1 rue du Bac".into(),
        postal_code: "12000".into(),
        commune: "Rodez".into(),
        commune_code: "12202".into(),
        phone: "05 65 00 00 01".into(),
        hours: "Mo-Fr 09:00-12:00".into(),
        position: Position::new(44.35, 2.57),
        ..Place::default()
    };
    let source = SourceRef {
        name: source.into(),
        id: id.into(),
        url: None,
        publisher: source.to_uppercase(),
        licence: format!("licence-{source}"),
        date: date(day),
        verified: None,
        review_by: None,
        doubts: false,
    };
    Item::of_place(ItemId::place(id), format!("France services, {}", source.name), place, source)
}

fn with(mut item: Item, change: impl FnOnce(&mut Place)) -> Item {
    change(item.place.as_mut().expect("a place"));
    item
}

fn merged(members: &[Item]) -> Merged {
    let found = merge(members).expect("a place");
    let mut turned = members.to_vec();
    turned.reverse();
    assert_eq!(merge(&turned).as_ref(), Some(&found), "whatever the order");
    found
}

fn place(merged: &Merged) -> &Place {
    merged.item.place.as_ref().expect("a place")
}

#[test]
fn the_freshest_that_says_a_field_wins_it() {
    let fresh = with(record("dila", "2026-10-01", "msap-12202-1"), |place| {
        place.hours.clear();
        place.phone = "05 65 00 00 09".into();
        place.address.clear();
        place.position = Position::new(44.0, 2.0);
    });
    let old = with(record("anct", "2024-08-01", "msap-12202-7"), |place| place.website = "https://a.fr".into());
    let found = merged(&[old, fresh]);
    let said = place(&found);
    assert_eq!((said.phone.as_str(), said.hours.as_str()), ("05 65 00 00 09", "Mo-Fr 09:00-12:00"));
    assert_eq!((said.address.as_str(), said.position), ("1 rue du Bac", Position::new(44.35, 2.57)), "with its point");
    assert_eq!(said.website, "https://a.fr");
    let publisher = |field| found.item.source_of(field).publisher.as_str();
    assert_eq!((publisher(PlaceField::Phone), publisher(PlaceField::Name)), ("DILA", "DILA"));
    for field in [PlaceField::Hours, PlaceField::Address, PlaceField::Position, PlaceField::Website] {
        assert_eq!(publisher(field), "ANCT", "{field:?}");
    }
    let licences: Vec<&str> = found.item.sources().map(|(source, _)| source.licence.as_str()).collect();
    assert_eq!(licences, ["licence-dila", "licence-anct"]);
}

#[test]
fn names_kinds_features_and_texts_are_brought_together() {
    let note = |text: &str| Section {
        kind: SectionKind::Other,
        heading: "Prix".into(),
        blocks: vec![Block::Text(text.into())],
    };
    let mut loud = with(record("mednum", "2026-01-01", "mediation_numerique-12202-a"), |place| {
        place.kind = "mediation_numerique".into();
        place.features = vec![FeatureId::from("fee/free")];
    });
    loud.title = "FRANCE SERVICES".into();
    loud.sections.push(note("Gratuit"));
    let mut quiet = with(record("anct", "2024-08-01", "msap-12202-7"), |place| {
        place.features = vec![FeatureId::from("language/ar"), FeatureId::from("fee/free")];
    });
    quiet.sections.push(note("Payant"));
    let found = merged(&[loud, quiet]);
    assert_eq!(found.item.title, "France services, anct");
    assert_eq!(place(&found).kind.as_str(), "msap");
    assert_eq!(found.item.counters, ["mediation_numerique"]);
    assert_eq!(place(&found).features, ["fee/free", "language/ar"]);
    assert_eq!(found.item.sections, [note("Gratuit")]);
    assert_eq!(found.item.id.as_str(), "place/msap-12202-7", "no general kind");
    assert_eq!(found.aliases, [ItemId::place("mediation_numerique-12202-a")]);
}

#[test]
fn fresh_hours_that_differ_are_kept_both() {
    let one = record("dila", "2026-10-01", "msap-12202-1");
    let says = |day, hours: &str| with(record("anct", day, "msap-12202-7"), |place| place.hours = hours.into());
    let found = merged(&[one.clone(), says("2026-03-01", "Mo-Fr 09:00-17:00")]);
    let conflict = place(&found).conflict(date("2026-11-30")).expect("they differ");
    assert_eq!((conflict.hours.as_str(), conflict.source), ("Mo-Fr 09:00-17:00", 1));
    assert!(place(&found).is_doubted(date("2027-03-01")));
    assert!(!place(&found).is_doubted(date("2027-03-02")), "the older one is a year old");
    assert_eq!(place(&found).hours, "Mo-Fr 09:00-12:00");
    for (day, hours) in [
        ("2025-09-01", "Mo-Fr 09:00-17:00"),
        ("2026-03-01", "Mo,Tu,We,Th,Fr 09:00-12:00"),
        ("2026-03-01", "Mo-Fr 09:00-12:00; PH off"),
        ("2026-03-01", "Mo-Fr 09:00-12:00 unknown \"sur rendez-vous\""),
        ("2026-03-01", "le matin"),
        ("2026-03-01", ""),
    ] {
        assert!(place(&merged(&[one.clone(), says(day, hours)])).conflicts.is_empty(), "{day} {hours}");
    }
}

#[test]
fn a_source_that_dropped_the_place_comes_last() {
    let present = with(record("anct", "2024-08-01", "msap-12202-7"), |place| place.hours.clear());
    let dropped = |since: &str| {
        with(record("dila", "2026-09-01", "msap-12202-1"), |place| {
            place.gone = Some(date(since));
            place.phone = "05 65 00 00 09".into();
        })
    };
    let found = merged(&[dropped("2026-10-01"), present.clone()]);
    assert_eq!(found.item.source.name, "anct");
    assert_eq!(place(&found).phone, "05 65 00 00 01");
    assert_eq!((place(&found).gone, place(&found).also[0].gone), (None, Some(date("2026-10-01"))));
    assert!(place(&found).is_doubted(date("2026-11-30")), "its hours are those of the source that dropped it");
    let other = with(present, |place| place.gone = Some(date("2026-11-01")));
    assert_eq!(place(&merged(&[dropped("2026-10-01"), other])).gone, Some(date("2026-11-01")));
}

#[test]
fn one_record_is_itself() {
    let one = record("dila", "2026-10-01", "msap-12202-1");
    assert_eq!(merged(std::slice::from_ref(&one)), Merged { item: one.clone(), aliases: Vec::new() });
    assert_eq!(merge(&[Item { place: None, ..one }]), None);
    assert_eq!(merge(&[]), None);
}
