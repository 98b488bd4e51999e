//! Institutions that are asked for by name:
//! - alone, one with a number is shown with it; one without is searched for;
//! - with a commune before or after it, what is near is shown too, and a name that several communes have is asked;
//! - on its screen, a commune asks for the same one there; its pages, another commune and a human are choices;
//! - a need that only names it is searched for.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::flows::{find, institution, place};
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;

fn play(typed: &[&str]) -> Turn {
    let (catalog, now) = (FakeCatalog::default(), Moment::parse("2026-11-23T10:00").expect("a moment"));
    let mut last = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
    for text in typed {
        let event = match text.strip_prefix('#') {
            Some(number) => Event::Choose(number.parse().expect("a number")),
            None => Event::Text((*text).into()),
        };
        last = turn(&catalog, &last.session, event, now);
    }
    last
}

/// Which institution is on the screen, and near which commune.
fn shown(turn: &Turn) -> Option<(String, Option<String>)> {
    match &turn.session.screen {
        Screen::Institution(institution::State::Institution { id, commune }) => Some((id.to_string(), commune.clone())),
        _ => None,
    }
}

fn caf(commune: Option<&str>) -> Option<(String, Option<String>)> {
    Some(("institution/caf".into(), commune.map(str::to_owned)))
}

fn has_phone(turn: &Turn) -> bool {
    turn.view.blocks.iter().any(|block| matches!(block, Block::Phone { number, .. } if number == "32 30"))
}

fn places(turn: &Turn) -> usize {
    turn.view.blocks.iter().filter(|block| matches!(block, Block::Place { .. })).count()
}

#[test]
fn alone_it_is_shown_where_it_has_a_number() {
    for text in ["caf", "la CAF ?", "où se trouve la caf"] {
        let turn = play(&[text]);
        assert_eq!(shown(&turn), caf(None), "{text}");
        assert!(has_phone(&turn) && places(&turn) == 0);
    }
    assert_eq!(shown(&play(&["crèche"])), None);
}

#[test]
fn with_a_commune_what_is_near_is_shown() {
    for text in ["caf rodez", "Rodez caf", "où est la caf de Rodez ?", "caf à Rodez"] {
        let turn = play(&[text]);
        assert_eq!(shown(&turn), caf(Some("12202")), "{text}");
        assert!(has_phone(&turn) && places(&turn) > 0, "{text}");
    }
    assert!(shown(&play(&["creche rodez"])).is_some(), "one without a number, too");
}

#[test]
fn a_name_of_several_communes_is_asked() {
    let asked = play(&["caf saint-denis"]);
    assert!(matches!(&asked.session.screen, Screen::Place(place::State::Communes { codes, .. }) if codes.len() == 2));
    assert!(matches!(shown(&play(&["caf saint-denis", "#2"])), Some((_, Some(_)))));
}

#[test]
fn on_its_screen_a_commune_asks_for_it_there() {
    assert_eq!(shown(&play(&["caf", "rodez"])), caf(Some("12202")));
    assert_eq!(shown(&play(&["caf", "#1", "rodez"])), caf(Some("12202")), "the same through the choice");
    let pages = play(&["caf rodez", "logement"]);
    assert!(matches!(pages.session.screen, Screen::Find(find::State::Results { .. })), "a need is searched for");
}

#[test]
fn a_need_that_names_it_is_searched_for() {
    assert_eq!(shown(&play(&["la caf me réclame trois mille euros"])), None);
    assert_eq!(shown(&play(&["caf logement"])), None);
}
