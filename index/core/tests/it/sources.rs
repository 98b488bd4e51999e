//! Properties of a place that several sources describe: each field says where it comes from; fresh hours that differ are
//! shown both and open no door; a place that is no longer listed says so first; a notice is shown until its last day.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{
    self, Conflict, Date, Lang, Moment, Notice, OpeningState, OtherSource, Place, PlaceField, Provenance,
};
use guichet_core::talk::{Event, Session, turn};
use guichet_core::view::{Block, View};

fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

/// The page of the town hall of Rodez, changed.
fn page(change: impl FnOnce(&mut Place)) -> View {
    let mut catalog = FakeCatalog::default();
    let mut hall = catalog.items.iter().find(|item| item.place.is_some()).expect("a town hall").clone();
    hall.source.date = date("2026-10-01");
    hall.source.publisher = "DILA".into();
    let mut other = hall.source.clone();
    other.date = date("2026-08-01");
    other.publisher = "ANCT".into();
    let place = hall.place.as_mut().expect("a place");
    place.also = vec![OtherSource { source: other, gone: None }];
    place.provenance = vec![
        Provenance { field: PlaceField::Phone, source: 0 },
        Provenance { field: PlaceField::Address, source: 0 },
        Provenance { field: PlaceField::Hours, source: 1 },
    ];
    change(place);
    catalog.items.iter_mut().filter(|item| item.id == hall.id).for_each(|item| *item = hall.clone());
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let begun = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
    let near = turn(&catalog, &begun.session, Event::Location(hall.position().expect("a point")), now);
    let choice = near.view.choices.iter().find(|choice| choice.label == hall.title).expect("the town hall");
    turn(&catalog, &near.session, Event::Choose(choice.number), now).view
}

fn opening(view: &View) -> (OpeningState, &str) {
    let place = view.blocks.iter().find_map(|block| match block {
        Block::Place { open, opening, .. } => Some((*open, opening.as_str())),
        _ => None,
    });
    place.expect("a place")
}

fn lists(view: &View) -> Vec<&Vec<String>> {
    let list = |block| match block {
        &Block::Prose(model::Block::List(ref entries)) => Some(entries),
        _ => None,
    };
    view.blocks.iter().filter_map(list).collect()
}

#[test]
fn a_notice_is_shown_until_its_last_day() {
    for (until, shown) in [("2026-11-23", true), ("2026-11-22", false)] {
        let view =
            page(|place| place.notice = Some(Notice { text: "Complet cette semaine".into(), until: date(until) }));
        let said =
            view.blocks.iter().any(|block| matches!(block, Block::Notice { body } if body.starts_with("Complet")));
        assert_eq!(said, shown, "{until}");
    }
}

#[test]
fn each_field_says_where_it_comes_from() {
    let view = page(|_| ());
    let lines = lists(&view).last().expect("a list").join("\n");
    assert_eq!(lines.lines().count(), 2, "{lines}");
    let (first, second) = lines.split_once('\n').expect("two lines");
    assert!(first.contains("DILA") && first.contains("field-address") && first.contains("field-phone"), "{first}");
    assert!(second.contains("ANCT") && second.contains("field-hours"), "{second}");
    assert_eq!(opening(&view).0, OpeningState::Open);
}

#[test]
fn fresh_hours_that_differ_open_no_door() {
    let conflict = |until| Conflict { hours: "Mo-Fr 09:00-17:00".into(), source: 0, until: date(until) };
    let view = page(|place| place.conflicts.push(conflict("2027-08-01")));
    assert_eq!(opening(&view).0, OpeningState::Unknown);
    assert!(opening(&view).1.contains("sources-differ"));
    assert_eq!(lists(&view).iter().filter(|list| list.len() == 7).count(), 2, "both weeks are shown");
    let view = page(|place| place.conflicts.push(conflict("2026-11-22")));
    assert_eq!(opening(&view).0, OpeningState::Open);
}

#[test]
fn a_place_that_is_no_longer_listed_says_so() {
    let view = page(|place| place.gone = Some(date("2026-11-01")));
    assert_eq!(opening(&view).0, OpeningState::Unknown);
    assert!(opening(&view).1.contains("no-longer-listed"));
    let of_other = |view: &View| serde_json::to_string(view).expect("JSON").matches("no-longer-listed").count();
    let view = page(|place| place.also[0].gone = Some(date("2026-11-01")));
    assert_eq!(opening(&view).0, OpeningState::Unknown, "its hours come from there");
    assert_eq!(of_other(&view), 1, "once");
    let view = page(|place| {
        place.also[0].gone = Some(date("2026-11-01"));
        place.provenance.clear();
    });
    assert_eq!((opening(&view).0, of_other(&view)), (OpeningState::Open, 1));
    let earlier = page(|place| {
        place.also[0].gone = Some(date("2026-09-01"));
        place.provenance.clear();
    });
    assert_eq!((opening(&earlier).0, of_other(&earlier)), (OpeningState::Open, 0), "confirmed since");
}
