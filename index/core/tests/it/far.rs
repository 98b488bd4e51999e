//! Properties of a point that is sent: far from every place it is said to be so, and no place is offered that nobody can
//! reach; near one, the place is shown; hours that nobody has confirmed for a year open no door.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{self, Date, Lang, Moment, OpeningState, Position};
use guichet_core::talk::{Event, Session, Turn, turn};
use guichet_core::view::Block;

fn sent(lat: f64, lon: f64) -> Turn {
    sent_to(&FakeCatalog::default(), lat, lon)
}

fn sent_to(catalog: &FakeCatalog, lat: f64, lon: f64) -> Turn {
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let begun = turn(catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
    turn(catalog, &begun.session, Event::Location(Position::new(lat, lon).expect("a point")), now)
}

#[test]
fn hours_of_long_ago_open_no_door() {
    let date = |year, month| Date { year, month, day: 1 };
    for (dated, state, doubted) in [
        (date(2026, 10), OpeningState::Open, false),
        (date(2025, 11), OpeningState::Open, false),
        (date(2025, 10), OpeningState::Unknown, true),
        (date(2024, 8), OpeningState::Unknown, true),
    ] {
        let mut catalog = FakeCatalog::default();
        catalog.items.iter_mut().filter(|item| item.place.is_some()).for_each(|item| item.source.date = dated);
        let turn = sent_to(&catalog, 44.35, 2.57);
        let place = turn.view.blocks.iter().find_map(|block| match block {
            Block::Place { open, opening, .. } => Some((*open, opening.contains("not-confirmed-since"))),
            _ => None,
        });
        assert_eq!(place, Some((state, doubted)), "{dated}");
    }
}

#[test]
fn a_point_abroad_is_said_to_be_far() {
    for (name, lat, lon) in [("Texas", 31.0, -99.0), ("New York", 40.7, -74.0), ("Kyiv", 50.45, 30.52)] {
        let turn = sent(lat, lon);
        let blocks = &turn.view.blocks;
        assert!(blocks.iter().any(|block| matches!(block, Block::Notice { body } if body == "far-away")), "{name}");
        assert!(!blocks.iter().any(|block| matches!(block, Block::Place { .. })), "{name}");
        assert!(
            blocks.iter().any(|block| matches!(block, Block::Prose(model::Block::Text(body)) if body == "human-text")),
            "{name}"
        );
        assert!(turn.view.choices.iter().any(|choice| choice.key == "else"), "{name}: another place");
    }
}

#[test]
fn a_point_in_france_shows_its_places() {
    for (lat, lon) in [(44.35, 2.57), (44.6, 2.9)] {
        let turn = sent(lat, lon);
        let near = |block: &Block| matches!(block, Block::Place { name, .. } if name == "Mairie - Rodez");
        assert!(turn.view.blocks.iter().any(near), "{:?}", turn.view.blocks);
    }
}
