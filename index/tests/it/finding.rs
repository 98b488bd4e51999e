//! Texts and places in one answer:
//! - a place is found by its name and commune, a card by its words, and neither drowns the other; a word of a need is no
//!   place, whatever village bears it; names of places are not repaired;
//! - the nearest of two places of one name comes first; "open at" keeps only what is known to be open, and finds it however
//!   many closed ones are nearer;
//! - no answer is empty while there is something to offer: the nearest human is, where the reader is somewhere.

use guichet_core::fake::card;
use guichet_core::model::{Item, ItemKind, Moment, OpenAt, Place, Position, SourceRef};
use guichet_core::ports::catalog::{Near, Query};
use guichet_index::Finder;
use guichet_places::{Gazetteer, Places};
use guichet_search::Engine;

/// A place, with the hours of Rodez.
fn place(id: &str, commune: &str, postal_code: &str, lat: f64, lon: f64) -> Item {
    let place = Place {
        kind: "mairie".into(),
        postal_code: postal_code.into(),
        commune: commune.into(),
        hours: if commune == "Rodez" { "Mo-Fr 08:00-17:00".into() } else { String::new() },
        position: Position::new(lat, lon),
        ..Place::default()
    };
    let source = SourceRef { name: "annuaire".into(), ..card("x", "x").source };
    Item::of_place(id.into(), format!("Mairie - {commune}"), place, source)
}

fn fiche(number: &str, title: &str, summary: &str) -> Item {
    let item = card(&format!("vosdroits/{number}"), title);
    Item { summary: summary.into(), source: SourceRef { name: "vosdroits".into(), ..item.source.clone() }, ..item }
}

fn finder(items: Vec<Item>) -> Finder {
    let places = items.iter().filter(|item| item.place.is_some()).cloned().collect::<Vec<_>>();
    let places = Places::in_memory(places, Gazetteer::default()).expect("places");
    Finder::new(Engine::in_memory(items, Vec::new()).expect("texts"), places)
}

fn library() -> Finder {
    let mut items = vec![
        fiche("F12", "Licenciement économique", "Le licenciement et ses étapes."),
        fiche(
            "F13",
            "Carte d'identité perdue",
            "Déclarer la perte de sa carte d'identité, puis en demander une autre.",
        ),
        fiche("F64", "Payer une amende", "Payer son amende."),
        place("place/mairie-12202", "Rodez", "12000", 44.351, 2.575),
        place("place/mairie-93066", "Saint-Denis", "93200", 48.936, 2.357),
        place("place/mairie-97411", "Saint-Denis", "97400", -20.879, 55.448),
        place("place/mairie-2", "Saint-Denis-en-Val", "45560", 47.87, 1.96),
        place("place/mairie-1", "Payer", "01000", 46.0, 5.0),
    ];
    // Enough town halls that "mairie" alone says nothing.
    for number in 0..120 {
        let lat = 49.0 + f64::from(number) / 100.0;
        items.push(place(&format!("place/bourg-{number}"), &format!("Bourg{number}"), "80000", lat, 2.0));
    }
    finder(items)
}

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 10, ..Query::default() }
}

fn ids(finder: &Finder, query: &Query) -> Vec<String> {
    finder.search(query).expect("an answer").hits.into_iter().map(|hit| hit.item.id.to_string()).collect()
}

#[test]
fn places_and_cards_do_not_drown_one_another() {
    let finder = library();
    let first = |text: &str| ids(&finder, &query(text)).remove(0);
    for text in ["mairie rodez", "Mairie de Rodez", "12000"] {
        assert_eq!(first(text), "place/mairie-12202", "{text}");
    }
    assert_eq!(first("carte d'identité"), "vosdroits/F13");
    let found = ids(&finder, &query("carte d'identité perdue mairie"));
    assert_eq!(found[0], "vosdroits/F13");
    for text in ["carte d'identité perdue mairie", "payer"] {
        let found = ids(&finder, &query(text));
        assert!(found.iter().all(|id| !id.starts_with("place/")), "no place bears those words: {found:?}");
    }
    let places = Query { kind: Some(ItemKind::Place), ..query("mairie de Rodez") };
    assert!(ids(&finder, &places).iter().all(|id| id.starts_with("place/")));
    let other = finder.search(&query("mairie lunel-viel")).expect("an answer");
    assert!(other.hits.iter().all(|hit| hit.item.place.is_none() || !hit.fallback), "names are not repaired");
}

#[test]
fn the_nearest_of_two_namesakes_comes_first() {
    let finder = library();
    for (lat, lon, wanted) in [(48.9, 2.3, "place/mairie-93066"), (-20.9, 55.4, "place/mairie-97411")] {
        let near = Query { near: Position::new(lat, lon), ..query("mairie saint denis") };
        let answer = finder.search(&near).expect("an answer");
        assert_eq!(answer.hits[0].item.id, wanted);
        assert!(answer.hits[0].distance_km.is_some_and(|km| km < 10.0));
    }
}

#[test]
fn open_at_keeps_only_what_is_known_to_be_open() {
    let finder = library();
    // Rodez is open on Monday morning; the hours of the others are unknown.
    for (at, open) in [("2026-11-23T10:00", true), ("2026-11-22T10:00", false)] {
        let asked = Query { open_at: Moment::parse(at), kind: Some(ItemKind::Place), ..query("mairie rodez") };
        let found = finder.search(&asked).expect("an answer").hits.into_iter().filter(|hit| !hit.fallback);
        assert_eq!(found.count() > 0, open, "{at}");
    }
    let unknown = Query { open_at: Moment::parse("2026-11-23T10:00"), ..query("mairie saint denis") };
    let hits = finder.search(&unknown).expect("an answer").hits;
    assert!(hits.iter().all(|hit| hit.fallback || hit.item.place.is_none()));
}

#[test]
fn the_one_open_place_is_found_behind_thousands_of_closed_ones() {
    let town_hall = |number: u32, lat: f64, hours: &str| {
        let mut item = place(&format!("place/{number}"), "Bourg", "12000", lat, 2.57);
        item.place.as_mut().expect("a place").hours = hours.to_owned();
        item
    };
    let closed = (0..6_000).map(|number| town_hall(number, 44.35 + f64::from(number) / 10_000.0, "Mo-Fr 09:00-12:00"));
    let finder = finder(closed.chain([town_hall(6_000, 45.5, "Su 09:00-12:00")]).collect());
    let at = Position::new(44.35, 2.57).expect("on the globe");
    let open_at = Moment::parse("2026-11-22T10:00");
    let sunday = Query { near: Some(at), open_at, kind: Some(ItemKind::Place), ..query("mairie bourg") };
    let answer = finder.search(&sunday).expect("an answer");
    let found: Vec<&str> = answer.hits.iter().map(|hit| hit.item.id.as_str()).collect();
    assert_eq!((found, answer.open_within_km), (vec!["place/6000"], None));
    let nearest = finder
        .places(&Near { open_at: open_at.map(OpenAt::Moment), ..Near::of(&["mairie".into()], at, 3) })
        .expect("places");
    assert_eq!(nearest.iter().map(|hit| hit.item.id.as_str()).collect::<Vec<_>>(), ["place/6000"]);
}

#[test]
fn there_is_always_a_human_to_offer() {
    let finder = library();
    for text in ["xyzzy", "", "🙂", "؟", "où", "zzz qqq"] {
        let near = Query { near: Position::new(44.35, 2.57), ..query(text) };
        let hits = finder.search(&near).expect("an answer").hits;
        assert!(hits.iter().all(|hit| hit.fallback), "{text}");
        assert!(hits.iter().any(|hit| hit.item.id == "place/mairie-12202"), "the nearest human is among them");
    }
}
