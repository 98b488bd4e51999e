//! Properties of situations, over the in-memory catalogue:
//! - a situation opens its first question; a choice is read as its button, its digit, its label, yes and no;
//! - back leads to the question before; a button of an earlier message still does what it said;
//! - an answer shows numbers first, then steps, people and dates, and leads to places, papers, rights and cards;
//! - the places are those of the answer, not those of another one;
//! - a flow that has changed or is gone leaves nobody behind.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{self, Lang, Moment};
use guichet_core::sheet::Entry;
use guichet_core::talk::flows::{card, place, rights, situation};
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::{Block, View};

fn play(catalog: &FakeCatalog, events: &[&str]) -> Turn {
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let mut last = turn(catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
    for event in events {
        let event = match event.strip_prefix('>') {
            Some(key) => Event::Press(key.to_owned()),
            None => Event::Text((*event).to_owned()),
        };
        last = turn(catalog, &last.session, event, now);
    }
    last
}

fn at(node: &str) -> Screen {
    Screen::Situation(situation::State::Node { id: "situation/impaye".into(), node: node.into() })
}

/// What the choices do, without the marks of their screens.
fn keys(view: &View) -> Vec<&str> {
    view.choices.iter().filter_map(|choice| choice.key.split(" ~").next()).collect()
}

fn notices(view: &View) -> usize {
    view.blocks.iter().filter(|block| matches!(block, Block::Notice { .. })).count()
}

const OPEN: &str = ">open situation/impaye";

#[test]
fn it_opens_its_first_question_and_is_counted_as_read() {
    let opened = play(&FakeCatalog::default(), &[OPEN]);
    assert_eq!(opened.session.screen, at("ou"));
    assert_eq!(super::counted(&opened), ["read/situation/impaye"]);
    assert_eq!(keys(&opened.view), ["case impaye ou oui", "case impaye ou non", "sos", "back"]);
}

#[test]
fn what_was_taken_away_opens_where_it_ends() {
    let catalog = FakeCatalog::default();
    let key = Entry::parse("situation/impaye#plein").expect("an entry").opening_key();
    let opened = play(&catalog, &[&format!(">{key}")]);
    assert_eq!(opened.session.screen, at("plein"));
    assert_eq!(super::counted(&opened), ["read/situation/impaye"]);
    assert_eq!(Entry::of_key(&key), Entry::parse("situation/impaye#plein"));
    // A node that is gone, or a question, begins at the beginning.
    for gone in [">end situation/impaye#gone", ">end situation/impaye#ou"] {
        assert_eq!(play(&catalog, &[gone]).session.screen, at("ou"), "{gone}");
    }
}

#[test]
fn a_choice_is_read_in_every_form() {
    let catalog = FakeCatalog::default();
    for typed in ["1", "oui", "Oui", "OUI !", ">case impaye ou oui"] {
        assert_eq!(play(&catalog, &[OPEN, typed]).session.screen, at("dette"), "{typed}");
    }
    for typed in ["2", "non", "deux", "la 2"] {
        assert_eq!(play(&catalog, &[OPEN, typed]).session.screen, at("faim"), "{typed}");
    }
    let unread = play(&catalog, &[OPEN, "7"]);
    assert_eq!((unread.session.screen.clone(), notices(&unread.view)), (at("ou"), 1), "the question is asked again");
    assert_eq!(play(&catalog, &[OPEN, "1", "Un mois"]).session.screen, at("plein"));
}

#[test]
fn back_leads_to_the_question_before() {
    let catalog = FakeCatalog::default();
    let mut way = vec![OPEN, "1", "1"];
    for node in ["dette", "ou"] {
        way.push("retour");
        assert_eq!(play(&catalog, &way).session.screen, at(node));
    }
    way.push("retour");
    assert_eq!(play(&catalog, &way).session.screen, Screen::MENU);
}

#[test]
fn an_old_button_still_does_what_it_said() {
    let catalog = FakeCatalog::default();
    let pressed = play(&catalog, &["menu", ">case impaye dette peu"]);
    assert_eq!((pressed.session.screen.clone(), notices(&pressed.view)), (at("plein"), 0));
    let changed = play(&catalog, &["menu", ">case impaye dette jamais"]);
    assert_eq!(
        (changed.session.screen.clone(), notices(&changed.view)),
        (at("ou"), 1),
        "from its beginning, and says so"
    );
    let gone = play(&catalog, &["menu", ">case gone ou oui"]);
    assert_eq!((gone.session.screen.clone(), notices(&gone.view)), (Screen::MENU, 1));
}

#[test]
fn an_answer_leads_to_people_papers_rights_and_cards() {
    let catalog = FakeCatalog::default();
    let here = "situation/impaye#plein";
    let answer = play(&catalog, &[OPEN, "1", "1"]);
    assert_eq!(
        keys(&answer.view),
        [
            &format!("where {here}"),
            &format!("papers {here}"),
            "rights",
            "open card/apl",
            "open card/rsa",
            &format!("good {here}"),
            &format!("bad {here}"),
            "sos",
            "back"
        ]
    );
    let kinds: Vec<&str> = answer
        .view
        .blocks
        .iter()
        .map(|block| match block {
            Block::Prose(model::Block::Text(_)) => "text",
            Block::Prose(model::Block::List(_)) => "list",
            Block::Phone { .. } => "phone",
            Block::Source { .. } => "source",
            _ => "other",
        })
        .collect();
    assert_eq!(kinds, ["text", "list", "phone", "source"]);
    let papers = play(&catalog, &[OPEN, "1", "1", "2"]);
    assert!(matches!(&papers.view.blocks[0], Block::Prose(model::Block::Case { title, .. }) if title == "bail"));
    assert_eq!(play(&catalog, &[OPEN, "1", "1", "2", "retour"]).session.screen, at("plein"));
    assert_eq!(play(&catalog, &[OPEN, "1", "1", ">rights"]).session.screen, Screen::Rights(rights::State::Intro));
    let unmet = play(&catalog, &[OPEN, "1", "1", &format!(">bad {here}")]);
    assert_eq!(super::counted(&unmet), ["unmet/situation/impaye"]);
}

#[test]
fn urgent_numbers_stand_on_top_and_none_twice() {
    let mut catalog = FakeCatalog::default();
    if let Some(guichet_core::model::situation::Node::Answer(answer)) = catalog.situations[0].nodes.get_mut("faim") {
        let phone = |number: &str| guichet_core::model::Phone {
            number: number.into(),
            name: "x".into(),
            terms: String::new(),
            checked: None,
        };
        answer.phones = vec![phone("115"), phone("39 39")];
    }
    let view = play(&catalog, &[OPEN, "2"]).view;
    assert!(matches!(&view.blocks[0], Block::Emergency { category, .. } if category == "hunger"));
    let phones = view.blocks.iter().filter(|block| matches!(block, Block::Phone { .. })).count();
    assert_eq!(phones, 1, "115 is on top already");
    assert!(view.discreet);
}

#[test]
fn the_places_are_those_of_the_answer() {
    let mut catalog = FakeCatalog::default();
    if let Some(guichet_core::model::situation::Node::Answer(answer)) = catalog.situations[0].nodes.get_mut("plein") {
        answer.counters = vec!["caf".into()];
    }
    // No office of that kind is known here, so the town hall stands in, and the reader is told.
    let places = play(&catalog, &[OPEN, "1", "1", "1", "Rodez"]);
    assert!(
        matches!(&places.session.screen, Screen::Place(place::State::Places { card: Some(card), .. }) if card == "situation/impaye#plein")
    );
    assert_eq!(notices(&places.view), 1);
    assert_eq!(notices(&play(&catalog, &[OPEN, "2", "1", "Rodez"]).view), 0);
}

#[test]
fn a_flow_that_is_gone_leaves_a_way_on() {
    let whole = FakeCatalog::default();
    let session = play(&whole, &[OPEN, "1"]).session;
    let mut cut = FakeCatalog::default();
    cut.situations.clear();
    let now = Moment::parse("2026-11-23T10:05").expect("a moment");
    let view = turn(&cut, &session, Event::Text("1".into()), now).view;
    assert!(!view.choices.is_empty());
    // Its item alone reads like a card.
    assert!(matches!(play(&cut, &[OPEN]).session.screen, Screen::Card(card::State::Card { .. })));
}

#[test]
fn a_session_stored_before_situations_is_still_read() {
    let stored = r#"{"lang":"fr","screen":{"Place":{"Ask":{"card":"card/apl"}}},"trail":[{"Card":{"Card":{"id":"card/apl","page":0}}}],
        "misses":0,"commune":null,"last":null,"seed":1}"#;
    let session: Session = serde_json::from_str(stored).expect("read");
    assert_eq!(session.screen, Screen::Place(place::State::Ask { card: Some("card/apl".into()) }));
}
