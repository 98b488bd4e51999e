//! Properties of buttons of earlier messages:
//! - each still does what it said, or says that it is old and changes nothing; none acts on another list or question;
//! - a page of a list that was left leads back to that very list;
//! - keys from before screens were marked are answered as old ones.

use guichet_core::fake::{FakeCatalog, card};
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::flows::{find, help, start};
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;

fn on(at: &Turn, event: Event) -> Turn {
    turn(&catalog(), &at.session, event, Moment::parse("2026-11-23T10:00").expect("a moment"))
}

fn say(at: &Turn, text: &str) -> Turn {
    on(at, Event::Text(text.into()))
}

fn press(at: &Turn, key: &str) -> Turn {
    on(at, Event::Press(key.into()))
}

/// The key on a view of what does so.
fn key(at: &Turn, does: &str) -> String {
    let found = at.view.choices.iter().find(|choice| choice.key.split(" ~").next() == Some(does));
    found.unwrap_or_else(|| panic!("no '{does}' among {:?}", at.view.choices)).key.clone()
}

/// Two lists of two pages each.
fn catalog() -> FakeCatalog {
    let mut catalog = FakeCatalog::default();
    for number in 0..8 {
        catalog.items.push(card(&format!("card/loyer-{number}"), &format!("Loyer {number}")));
        catalog.items.push(card(&format!("card/travail-{number}"), &format!("Travail {number}")));
    }
    catalog
}

fn start() -> Turn {
    let begin = Event::Start { lang: Some(Lang::FR) };
    turn(&catalog(), &Session::new(7), begin, Moment::parse("2026-11-23T10:00").expect("a moment"))
}

fn is_old(at: &Turn) -> bool {
    at.view.blocks.iter().any(|block| matches!(block, Block::Notice { body } if body == "old-button"))
}

/// The old button says so and leaves everything as it is.
fn refused(at: &Turn, key: &str) {
    let after = press(at, key);
    assert!(is_old(&after), "'{key}' on {:?}", at.session.screen);
    assert_eq!(after.session, at.session, "'{key}'");
}

#[test]
fn a_page_never_turns_another_list() {
    let rent = say(&start(), "loyer");
    let next = key(&rent, "page 1");
    assert!(next.len() <= 64 && !next.contains("loyer"), "{next}");
    let turned = press(&rent, &next);
    assert!(matches!(turned.session.screen, Screen::Find(find::State::Results { page: 1, .. })));
    assert!(!is_old(&press(&turned, &next)), "the same list, the same page");
    // From a card of the list, its page is still there; with another list in between as well.
    let read = press(&rent, "open card/loyer-1");
    assert_eq!(press(&read, &next).session.screen, turned.session.screen);
    let work = say(&rent, "travail");
    assert_ne!(key(&work, "page 1"), next);
    assert_eq!(press(&work, &next).session.screen, turned.session.screen, "the list that it belongs to");
    // Once that list is gone, it turns nothing.
    let gone = say(&say(&rent, "menu"), "travail");
    refused(&gone, &next);
    refused(&say(&rent, "menu"), &next);
    // Nor does the page of another conversation.
    let begin = Event::Start { lang: Some(Lang::FR) };
    let other = turn(&catalog(), &Session::new(8), begin, Moment::parse("2026-11-23T10:00").expect("a moment"));
    refused(&say(&other, "loyer"), &next);
}

#[test]
fn back_and_the_ways_on_belong_to_their_screen() {
    let rent = say(&start(), "loyer");
    let read = press(&rent, "open card/loyer-1");
    let back = key(&read, "back");
    assert_eq!(press(&read, &back).session.screen, rent.session.screen);
    refused(&rent, &back);
    let asked = say(&say(&start(), "aide au logement il me frappe souvant"), "oui");
    let on = key(&asked, "fine");
    refused(&rent, &on);
    assert!(!is_old(&press(&asked, &on)));
}

#[test]
fn yes_and_no_answer_their_own_question() {
    // A slip of a global word is asked about.
    let asked = say(&start(), "confidentialitee");
    assert!(matches!(asked.session.screen, Screen::Start(start::State::Confirm { .. })), "{:?}", asked.session.screen);
    let (yes, no) = (key(&asked, "yes"), key(&asked, "no"));
    assert_eq!(press(&asked, &yes).session.screen, Screen::Help(help::State::Privacy));
    let other = say(&start(), "urgense");
    for old in [&yes, &no] {
        refused(&other, old);
        refused(&say(&asked, "menu"), old);
        refused(&say(&start(), "loyer"), old);
    }
    let another = say(&start(), "languee");
    assert!(
        matches!(another.session.screen, Screen::Start(start::State::Confirm { .. })),
        "{:?}",
        another.session.screen
    );
    refused(&another, &yes);
}

#[test]
fn the_list_is_the_one_that_was_left() {
    let rent = say(&start(), "loyer");
    let sorry = press(&press(&rent, "open card/loyer-1"), "bad card/loyer-1");
    let list = key(&sorry, "list");
    assert_eq!(press(&sorry, &list).session.screen, rent.session.screen);
    assert_eq!(press(&rent, &list).session.screen, rent.session.screen, "it stands here");
    refused(&say(&say(&rent, "menu"), "travail"), &list);
    // Without a list, the way leads to the menu.
    let alone = press(&start(), "bad card/apl");
    assert!(alone.view.choices.iter().any(|choice| choice.key == "menu 0"));
}

#[test]
fn resume_and_commune_belong_to_their_question() {
    let read = press(&start(), "open card/apl");
    let later = Moment::parse("2026-11-23T11:00").expect("a moment");
    let asked = turn(&catalog(), &read.session, Event::Text("bonjour".into()), later);
    let resume = key(&asked, "resume");
    refused(&say(&start(), "loyer"), &resume);
    let which = say(&start(), "aide au logement à Saint-Denis");
    let here = key(&which, "here 93066");
    refused(&say(&start(), "loyer"), &here);
    assert_eq!(press(&which, &here).session.commune.as_deref(), Some("93066"));
}

#[test]
fn keys_without_a_mark_are_old() {
    let rent = say(&start(), "loyer");
    for old in ["page 1", "back", "list", "yes", "no", "resume", "fine", "unlikely", "here 12202"] {
        refused(&rent, old);
    }
    for old in ["page 1 ~", "page 1 ~zzz", "back ~ ~", "~"] {
        refused(&rent, old);
    }
}
