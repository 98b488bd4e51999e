//! Properties of what must not be read over somebody's shoulder, over the in-memory catalogue:
//! - once a danger was spoken of, its numbers stay at hand on every screen, until the menu or "forget";
//! - "no" to the question about a danger is believed; what was touched on before it still holds.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::{Action, Event, Matter, Screen, Session, at_hand, turn};

fn play(events: Vec<Event>) -> Session {
    let (catalog, now) = (FakeCatalog::default(), Moment::parse("2026-11-23T10:00").expect("a moment"));
    let start = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::Fr) }, now).session;
    events.into_iter().fold(start, |session, event| turn(&catalog, &session, event, now).session)
}

fn press(action: &Action) -> Event {
    Event::Press(action.to_string())
}

/// The numbers at hand after some events; none: nothing was touched on.
fn numbers(events: Vec<Event>) -> Option<Vec<String>> {
    let found = at_hand(&FakeCatalog::default(), &play(events));
    found.map(|numbers| numbers.into_iter().map(|number| number.number).collect())
}

#[test]
fn numbers_stay_until_the_menu() {
    let cried = || press(&Action::Category("violence".into(), None));
    let violence = Some(["17", "3919", "114"].map(String::from).to_vec());
    assert_eq!(numbers(vec![]), None);
    let ways = [Action::Help, Action::Language, Action::Human, Action::Where(None), Action::Open("card/apl".into())];
    for way in ways.into_iter().chain([Action::Rights, Action::Ask, Action::Back, Action::Emergency]) {
        assert_eq!(numbers(vec![cried(), press(&way)]), violence, "{way}");
    }
    assert_eq!(numbers(vec![cried(), Event::Text("logement".into())]), violence);
    for end in [Action::Menu(0), Action::Forget, Action::Restart] {
        assert_eq!(numbers(vec![cried(), press(&Action::Help), press(&end)]), None, "{end}");
    }
    // Who cries out anew is in another danger; who reads on is not.
    assert_eq!(numbers(vec![cried(), press(&Action::Category("hunger".into(), None))]), Some(vec!["115".into()]));
    assert_eq!(numbers(vec![cried(), press(&Action::Open("card/rsa".into()))]), violence);
    assert_eq!(numbers(vec![press(&Action::Open("card/rsa".into()))]), Some(vec!["115".into()]), "its own card");
}

#[test]
fn no_is_believed() {
    let session = |trail, matter| Session {
        lang: Some(Lang::Fr),
        screen: Screen::EmergencyCheck { id: "violence".into(), lang: None, told: false, unfound: false },
        trail,
        matter,
        ..Session::default()
    };
    let (catalog, now) = (FakeCatalog::default(), Moment::parse("2026-11-23T10:00").expect("a moment"));
    let no = |session: &Session| {
        turn(&catalog, session, press(&Action::NotUrgent(Some("violence".into()))), now).session.matter
    };
    let danger = Some(Matter::Danger("violence".into()));
    assert_eq!(no(&session(vec![Screen::Help], danger.clone())), None);
    let before = Screen::EmergencyCategory { id: "hunger".into(), lang: None };
    assert_eq!(no(&session(vec![before], danger)), Some(Matter::Danger("hunger".into())));
}
