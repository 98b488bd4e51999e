//! Properties of a point that is sent: far from every place it is said to be so, and no place is offered that nobody can
//! reach; near one, the place is shown.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{self, Lang, Moment, Position};
use guichet_core::talk::{Event, Session, Turn, turn};
use guichet_core::view::Block;

fn sent(lat: f64, lon: f64) -> Turn {
    let (catalog, now) = (FakeCatalog::default(), Moment::parse("2026-11-23T10:00").expect("a moment"));
    let begun = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
    turn(&catalog, &begun.session, Event::Location(Position::new(lat, lon).expect("a point")), now)
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
