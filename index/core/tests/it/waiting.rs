//! Properties of a need that is typed while another question is open:
//! - its answer follows the choice of a language, "resume", "start again", and comes at once after *stop*;
//! - no word of it is kept, and its answer waits for that question alone;
//! - what is stored is said before the first answer; what finds nothing says so.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{self, Lang, Moment};
use guichet_core::talk::flows::{card, emergency, find, help, place, start};
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;

const NEED: &str = "aide au logement zzsecretzz";

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

fn on(session: &Session, event: Event, now: Moment) -> Turn {
    turn(&FakeCatalog::default(), session, event, now)
}

fn say(session: &Session, text: &str) -> Turn {
    on(session, Event::Text(text.into()), now())
}

fn begun() -> Session {
    on(&Session::new(1), Event::Start { lang: Some(Lang::FR) }, now()).session
}

fn told(at: &Turn, words: &str) -> bool {
    at.view
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Notice { body } | Block::Prose(model::Block::Text(body)) if body == words))
}

fn is_answered(at: &Turn) -> bool {
    matches!(&at.session.screen, Screen::Find(find::State::Results { hits, .. }) if hits.iter().any(|hit| hit == "card/apl"))
}

fn keeps_no_word(session: &Session) {
    let stored = serde_json::to_string(session).expect("JSON");
    assert!(!stored.contains("zzsecretzz") && !format!("{session:?}").contains("zzsecretzz"));
    assert_eq!(serde_json::from_str::<Session>(&stored).expect("a session"), *session);
}

#[test]
fn a_first_message_is_answered_after_the_language_is_chosen() {
    let first = say(&Session::new(1), NEED);
    assert_eq!(first.session.screen, Screen::Start(start::State::Language), "the language comes first");
    assert!(told(&first, "language-first"));
    keeps_no_word(&first.session);
    for choice in [Event::Choose(1), Event::Press("speak fr".into()), Event::Text("francais".into())] {
        let answered = on(&first.session, choice, now());
        assert!(is_answered(&answered), "{:?}", answered.session.screen);
        assert!(told(&answered, "storage-kiosk"), "what is stored is said");
        assert_eq!(answered.session.waiting, None);
        assert_eq!(say(&answered.session, "retour").session.screen, Screen::MENU);
    }
    // A slip in the language is asked about, and the answer still waits.
    let asked = say(&first.session, "francaix");
    assert!(matches!(asked.session.screen, Screen::Start(start::State::Confirm { .. })), "{:?}", asked.session.screen);
    assert!(is_answered(&say(&asked.session, "oui")));
}

#[test]
fn a_commune_and_a_shared_name_wait_too() {
    let places = on(&say(&Session::new(1), "12000 Rodez").session, Event::Choose(1), now());
    assert!(!is_answered(&places));
    let place = on(&say(&Session::new(1), "Rodez").session, Event::Choose(1), now());
    assert!(matches!(place.session.screen, Screen::Place(place::State::Places { .. })), "{:?}", place.session.screen);
    let which = on(&say(&Session::new(1), "aide au logement à Saint-Denis").session, Event::Choose(1), now());
    assert!(matches!(which.session.screen, Screen::Place(place::State::Communes { .. })));
    assert!(is_answered(&on(&which.session, Event::Choose(1), now())));
}

#[test]
fn what_is_no_need_waits_for_nothing() {
    for typed in ["bonjour", "oui", "7", "", "Español", "română", "???"] {
        let asked = say(&Session::new(1), typed);
        assert_eq!(
            (asked.session.screen, asked.session.waiting),
            (Screen::Start(start::State::Language), None),
            "{typed}"
        );
    }
    let nothing = say(&Session::new(1), "xyzzy plugh");
    let chosen = on(&nothing.session, Event::Choose(1), now());
    assert_eq!(chosen.session.screen, Screen::Start(start::State::Storage));
    assert!(told(&chosen, "no-result"));
    // Whoever never chooses is led to a human all the same.
    let again = say(&say(&nothing.session, "xyzzy").session, "xyzzy");
    assert_eq!(say(&again.session, "xyzzy").session.screen, Screen::Help(help::State::Human));
}

#[test]
fn it_waits_for_one_question_and_no_longer() {
    let first = say(&Session::new(1), NEED).session;
    let away = on(&first, Event::Choose(9), now()).session;
    assert_eq!(away.waiting, None);
    let late = on(&first, Event::Choose(1), now().plus_minutes(24 * 60));
    assert_eq!(late.session.screen, Screen::Start(start::State::Storage));
    let stored =
        r#"{"lang":"fr","screen":{"Start":"Language"},"trail":[],"misses":0,"commune":null,"last":null,"seed":1}"#;
    assert_eq!(serde_json::from_str::<Session>(stored).expect("an older session").waiting, None);
}

#[test]
fn after_a_silence_it_follows_resume_and_start_again() {
    let card = on(&begun(), Event::Press("open card/rsa".into()), now()).session;
    let later = now().plus_minutes(45);
    let asked = on(&card, Event::Text(NEED.into()), later);
    assert_eq!(asked.session.screen, Screen::Start(start::State::Resume));
    assert!(told(&asked, "question-first"));
    keeps_no_word(&asked.session);
    let resumed = on(&asked.session, Event::Choose(1), later);
    assert!(is_answered(&resumed));
    let back = on(&resumed.session, Event::Text("retour".into()), later);
    assert!(matches!(back.session.screen, Screen::Card(card::State::Card { .. })), "below it is what was resumed");
    let anew = on(&asked.session, Event::Choose(2), later);
    assert!(is_answered(&anew));
    assert_eq!(on(&anew.session, Event::Text("retour".into()), later).session.screen, Screen::MENU);
    // Without a need, nothing follows.
    let greeted = on(&card, Event::Text("bonjour".into()), later).session;
    assert_eq!(greeted.waiting, None);
    assert!(matches!(on(&greeted, Event::Choose(1), later).session.screen, Screen::Card(card::State::Card { .. })));
}

#[test]
fn after_stop_and_under_the_language_question_nothing_must_be_typed_again() {
    let stopped = say(&begun(), "stop").session;
    assert!(is_answered(&say(&stopped, NEED)));
    assert_eq!(say(&stopped, "bonjour").session.screen, Screen::MENU);
    assert_eq!(say(&stopped, "2").session.screen, Screen::Start(start::State::Forgotten), "its choices are choices");
    let asked = say(&begun(), "langue").session;
    let kept = say(&asked, NEED);
    assert_eq!(kept.session.screen, Screen::Start(start::State::Language));
    let answered = on(&kept.session, Event::Choose(2), now());
    assert!(is_answered(&answered));
    assert_eq!(answered.session.lang, Some(Lang::EN));
    assert!(!told(&answered, "storage-kiosk"), "said at the beginning");
}

#[test]
fn a_cry_for_help_waits_for_nothing() {
    let cried = say(&Session::new(1), "il me frappe souvent");
    assert!(matches!(cried.session.screen, Screen::Emergency(emergency::State::Category { .. })));
    let later = on(&begun(), Event::Press("open card/rsa".into()), now()).session;
    let cried = on(&later, Event::Text("il me frappe souvent".into()), now().plus_minutes(60));
    assert!(matches!(cried.session.screen, Screen::Emergency(emergency::State::Category { .. })));
}
