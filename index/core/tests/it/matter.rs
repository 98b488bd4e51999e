//! Properties of what must not be read over somebody's shoulder, over the in-memory catalogue:
//! - once a danger was spoken of, its numbers stay at hand on every screen, until the menu or "forget";
//! - "no" to the question about a danger is believed; what was touched on before it still holds.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::flows::{emergency, find, help, place, rights, start};
use guichet_core::talk::navigation;
use guichet_core::talk::{Action, Event, Matter, Screen, Session, at_hand, turn};

fn play(events: Vec<Event>) -> Session {
    let (catalog, now) = (FakeCatalog::default(), Moment::parse("2026-11-23T10:00").expect("a moment"));
    let start = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now).session;
    events.into_iter().fold(start, |session, event| turn(&catalog, &session, event, now).session)
}

fn press(action: impl Into<Action>) -> Event {
    Event::Press(action.into().to_string())
}

/// The numbers at hand after some events; none: nothing was touched on.
fn numbers(events: Vec<Event>) -> Option<Vec<String>> {
    let found = at_hand(&FakeCatalog::default(), &play(events));
    found.map(|numbers| numbers.into_iter().map(|number| number.number).collect())
}

#[test]
fn numbers_stay_until_the_menu() {
    let cried = || press(emergency::Action::Category("violence".into(), None));
    let violence = Some(["17", "3919", "114"].map(String::from).to_vec());
    assert_eq!(numbers(vec![]), None);
    let ways: [Action; 9] = [
        help::Action::Help.into(),
        start::Action::Language.into(),
        help::Action::Human.into(),
        place::Action::Where(None).into(),
        find::Action::Open("card/apl".into()).into(),
        rights::Action::Begin.into(),
        rights::Action::Ask.into(),
        navigation::Action::Back.into(),
        emergency::Action::Kinds.into(),
    ];
    for way in ways {
        assert_eq!(numbers(vec![cried(), press(way.clone())]), violence, "{way}");
    }
    assert_eq!(numbers(vec![cried(), Event::Text("logement".into())]), violence);
    let ends: [Action; 3] = [find::Action::Menu(0).into(), start::Action::Forget.into(), start::Action::Restart.into()];
    for end in ends {
        assert_eq!(numbers(vec![cried(), press(help::Action::Help), press(end.clone())]), None, "{end}");
    }
    // Who cries out anew is in another danger; who reads on is not.
    assert_eq!(
        numbers(vec![cried(), press(emergency::Action::Category("hunger".into(), None))]),
        Some(vec!["115".into()])
    );
    assert_eq!(numbers(vec![cried(), press(find::Action::Open("card/rsa".into()))]), violence);
    assert_eq!(numbers(vec![press(find::Action::Open("card/rsa".into()))]), Some(vec!["115".into()]), "its own card");
}

#[test]
fn no_is_believed() {
    let session = |trail, matter| Session {
        lang: Some(Lang::FR),
        screen: Screen::Emergency(emergency::State::Check {
            id: "violence".into(),
            lang: None,
            told: false,
            unfound: false,
        }),
        trail,
        matter,
        ..Session::default()
    };
    let (catalog, now) = (FakeCatalog::default(), Moment::parse("2026-11-23T10:00").expect("a moment"));
    let no = |session: &Session| {
        turn(&catalog, session, press(emergency::Action::NotUrgent(Some("violence".into()))), now).session.matter
    };
    let danger = Some(Matter::Danger("violence".into()));
    assert_eq!(no(&session(vec![Screen::Help(help::State::Help)], danger.clone())), None);
    let before = Screen::Emergency(emergency::State::Category { id: "hunger".into(), lang: None });
    assert_eq!(no(&session(vec![before], danger)), Some(Matter::Danger("hunger".into())));
}
