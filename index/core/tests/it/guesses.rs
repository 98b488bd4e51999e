//! Properties of what is only guessed:
//! - a commune that is called like a word of every day is read out of a sentence only where it is written as a name, or
//!   after the words of a dwelling;
//! - after "no" to a guess, the list that it led to is not shown any more;
//! - after "no" to a question about distress, what is shown is what the words find without it, said to be a guess where it is one,
//!   or it is said that there is nothing.

use guichet_core::fake::{FakeCatalog, card};
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::flows::{emergency, find};
use guichet_core::talk::{Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

fn catalog() -> FakeCatalog {
    let mut catalog = FakeCatalog::default();
    catalog.items.push(card("card/enfants", "Enfants à charge"));
    catalog
}

fn say(at: &Turn, text: &str) -> Turn {
    turn(&catalog(), &at.session, Event::Text(text.into()), now())
}

fn start() -> Turn {
    let begin = Event::Start { lang: Some(Lang::FR) };
    turn(&catalog(), &Session::new(1), begin, now())
}

fn told(at: &Turn, words: &str) -> bool {
    at.view.blocks.iter().any(|block| matches!(block, Block::Notice { body } if body == words))
}

#[test]
fn a_word_of_every_day_is_no_commune() {
    for typed in ["3 enfants à charge", "j'ai trois enfants a charge", "ENFANTS À CHARGE", "enfants à charge ?"] {
        let found = say(&start(), typed);
        let Screen::Find(find::State::Results { hits, .. }) = &found.session.screen else {
            panic!("{typed}: {:?}", found.session.screen)
        };
        assert_eq!((found.session.commune.as_deref(), hits[0].as_str()), (None, "card/enfants"), "{typed}");
    }
    for typed in ["aide au logement à Chargé", "aide au logement j'habite à charge", "logement mairie de charge"] {
        assert_eq!(say(&start(), typed).session.commune.as_deref(), Some("37060"), "{typed}");
    }
    // A name that is no word needs none of that; nor does a commune where one is asked for.
    assert_eq!(say(&start(), "aide au logement à rodez").session.commune.as_deref(), Some("12202"));
    let asked = turn(&catalog(), &start().session, Event::Press("where card/apl".into()), now());
    assert_eq!(say(&asked, "charge").session.commune.as_deref(), Some("37060"));
}

#[test]
fn after_no_the_guessed_list_is_gone() {
    let guessed = say(&start(), "guessed logement");
    assert!(
        matches!(guessed.session.screen, Screen::Find(find::State::Results { guessed: true, .. })),
        "{:?}",
        guessed.session.screen
    );
    let refused = say(&guessed, "non");
    assert_eq!(refused.session.screen, Screen::MENU);
    assert!(told(&refused, "other-words"));
    assert!(!refused.session.trail.iter().any(|screen| matches!(screen, Screen::Find(find::State::Results { .. }))));
    // "Yes" chooses none of its titles.
    assert_eq!(say(&guessed, "oui").session.screen, guessed.session.screen);
}

#[test]
fn after_a_false_alarm_the_words_find_what_they_do_without_it() {
    // Found for certain.
    let sure = say(&say(&start(), "logement il me frappe souvant"), "non");
    assert!(matches!(sure.session.screen, Screen::Find(find::State::Results { guessed: false, .. })));
    assert!(!told(&sure, "no-result"));
    // Guessed: as without the question, which was refused already.
    for typed in ["guessed logement il me frappe souvant", "guessed aide il me frappe souvant"] {
        let asked = say(&say(&start(), "aide au logement"), typed);
        assert!(matches!(asked.session.screen, Screen::Emergency(emergency::State::Check { .. })), "{typed}");
        let calm = say(&asked, "non");
        let denied = say(&say(&start(), "il me frappe souvant"), "non");
        assert_eq!(calm.session.screen, say(&denied, typed).session.screen, "{typed}");
        assert_ne!(calm.session.screen, Screen::MENU, "{typed}");
        assert!(told(&calm, "perhaps-this"), "{typed}");
        assert!(!told(&calm, "no-result"), "{typed}");
    }
    // Not found: said, and no list of other words stands there.
    let asked = say(&say(&start(), "aide au logement"), "il me frappe souvant");
    let calm = say(&asked, "non");
    assert_eq!(calm.session.screen, Screen::MENU);
    assert!(told(&calm, "no-result"));
    // What was read stays where nothing was looked for.
    let place = turn(&catalog(), &start().session, Event::Press("where card/apl".into()), now());
    let asked = say(&say(&place, "il me frappe souvant"), "non");
    assert!(!told(&asked, "no-result"));
}
