//! Properties of choices and global words as people write them:
//! - politeness, what leads to an answer, and number words of any language offered change nothing in a choice;
//! - a number inside a need is none of a choice;
//! - a global word with a slip is asked about, on every kind of screen, and "no" leads on to what was found;
//! - erasing is asked about unless its very words are said;
//! - yes and no answer what is asked, and are never searched for.

use guichet_core::fake::FakeCatalog;
use guichet_core::message::Message;
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::flows::{card, emergency, find, help, start};
use guichet_core::talk::{Effect, Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

fn play(catalog: &FakeCatalog, events: &[&str]) -> Turn {
    let start = turn(catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now());
    events.iter().fold(start, |at, said| say(catalog, &at, said))
}

fn say(catalog: &FakeCatalog, at: &Turn, said: &str) -> Turn {
    let event = said.strip_prefix('#').map_or_else(|| Event::Text(said.into()), |key| Event::Press(key.into()));
    turn(catalog, &at.session, event, now())
}

fn told(at: &Turn, message: &Message) -> bool {
    at.view.blocks.iter().any(|block| matches!(block, Block::Notice { body } if body == message.id()))
}

/// Screens of each kind: a need, a place, a choice, an answer of the interview.
const WAYS: [&[&str]; 7] = [
    &[],
    &["logement aide"],
    &["#open card/apl"],
    &["#where card/apl"],
    &["#ask"],
    &["urgence"],
    &["#open situation/impaye"],
];

#[test]
fn a_choice_is_read_through_politeness_and_in_any_language() {
    let catalog = FakeCatalog::default();
    let second = play(&catalog, &["2"]).session;
    assert!(matches!(second.screen, Screen::Find(find::State::Theme { .. })));
    for said in ["le 2 svp", "2 stp", "2 merci", "je choisis le 2", "2 please", "2e", "bonjour, la 2 svp merci", "two"]
    {
        assert_eq!(play(&catalog, &[said]).session, second, "{said}");
    }
    for need in ["2 logement à charge", "je veux 2 logement", "deux aide svp au logement"] {
        let read = play(&catalog, &[need]).session.screen;
        assert!(matches!(read, Screen::Find(find::State::Results { .. })), "{need}: {read:?}");
    }
}

#[test]
fn a_global_word_is_read_through_politeness_everywhere() {
    let catalog = FakeCatalog::default();
    for way in WAYS {
        let at = play(&catalog, way);
        for said in ["menu svp", "le menu", "merci, le menu stp", "je veux le menu"] {
            assert_eq!(say(&catalog, &at, said).session.screen, Screen::MENU, "{way:?}: {said}");
        }
        assert_eq!(say(&catalog, &at, "un humain svp").session.screen, Screen::Help(help::State::Human), "{way:?}");
        assert_eq!(say(&catalog, &at, "conseiller").session.screen, Screen::Help(help::State::Human), "{way:?}");
    }
}

#[test]
fn a_slip_of_a_global_word_asks_everywhere() {
    let catalog = FakeCatalog::default();
    for way in WAYS {
        let at = play(&catalog, way);
        for (said, leads) in [
            ("acceuil", Screen::MENU),
            ("acueil svp", Screen::MENU),
            ("aidez mio", Screen::Help(help::State::Help)),
            ("arrete", Screen::Start(start::State::Stopped)),
            ("langeu", Screen::Start(start::State::Language)),
            ("effacer", Screen::Start(start::State::Forgotten)),
            ("oublir", Screen::Start(start::State::Forgotten)),
            ("oublier svp", Screen::Start(start::State::Forgotten)),
        ] {
            let asked = say(&catalog, &at, said);
            assert!(
                matches!(asked.session.screen, Screen::Start(start::State::Confirm { .. })),
                "{way:?}: {said}: {:?}",
                asked.session.screen
            );
            assert_eq!(say(&catalog, &asked, "oui").session.screen, leads, "{way:?}: {said}");
            assert_eq!(say(&catalog, &asked, "non").session.screen, at.session.screen, "{way:?}: {said}, no");
        }
        assert_eq!(say(&catalog, &at, "urgense").session.screen, Screen::Emergency(emergency::State::Kinds), "{way:?}");
    }
    let stopped = play(&catalog, &["arrete", "oui"]);
    assert!(stopped.effects.contains(&Effect::Stop));
}

#[test]
fn an_ordinary_word_is_no_slip_and_no_leads_to_what_was_found() {
    let mut catalog = FakeCatalog::default();
    catalog.items.push(guichet_core::fake::card("card/accueils", "Accueils de jour"));
    let found = play(&catalog, &["accueils", "non"]).session.screen;
    assert!(
        matches!(&found, Screen::Find(find::State::Results { hits, .. }) if hits == &["card/accueils"]),
        "{found:?}"
    );
    let stored = serde_json::to_string(&play(&catalog, &["accueils"]).session).expect("JSON");
    assert!(!stored.contains("\"accueils\""), "what was typed is not kept");
    for said in ["danser", "menuisier", "je veux oublier mon logement", "aide au logement"] {
        let read = play(&catalog, &[said]).session.screen;
        assert!(
            !matches!(
                read,
                Screen::Start(start::State::Confirm { .. })
                    | Screen::Start(start::State::Forgotten)
                    | Screen::Emergency(emergency::State::Kinds)
            ),
            "{said}: {read:?}"
        );
    }
    // Before the confirmation kept what was found, it had none.
    let before: Screen =
        serde_json::from_str(r#"{"Start":{"Confirm":{"key":"help","label":"Aide"}}}"#).expect("an older screen");
    assert!(matches!(before, Screen::Start(start::State::Confirm { hits, .. }) if hits.is_empty()));
}

#[test]
fn yes_and_no_are_answers_or_said_to_be_none() {
    let catalog = FakeCatalog::default();
    for way in [&[][..], &["logement aide"][..], &["aide"][..]] {
        let at = play(&catalog, way);
        for said in ["oui", "non", "oui svp", "non merci"] {
            let answered = say(&catalog, &at, said);
            assert_eq!(answered.session.screen, at.session.screen, "{way:?}: {said}");
            assert!(told(&answered, &Message::NothingAsked), "{way:?}: {said}");
            assert_eq!(answered.session.misses, 0);
        }
    }
}

#[test]
fn what_a_guess_may_mean_is_a_title_to_choose() {
    let catalog = FakeCatalog::default();
    let guessed = play(&catalog, &["guessed logement"]);
    assert!(matches!(guessed.session.screen, Screen::Find(find::State::Results { guessed: true, .. })));
    assert!(told(&guessed, &Message::PerhapsThis));
    let first = guessed.view.choices.first().expect("a choice");
    assert!(first.key.starts_with("open "), "{}", first.key);
    // "Yes" to several titles says nothing.
    let yes = say(&catalog, &guessed, "oui");
    assert_eq!(yes.session.screen, guessed.session.screen);
    assert!(told(&yes, &Message::NothingAsked));
    let wrong = say(&catalog, &guessed, "non");
    assert_eq!(wrong.session.screen, Screen::MENU);
    assert!(told(&wrong, &Message::OtherWords));
    // A button of before, which said that the words were rightly read, is an old one.
    assert!(matches!(say(&catalog, &guessed, "1").session.screen, Screen::Card(card::State::Card { .. })));
    assert!(told(&say(&catalog, &play(&catalog, &[]), "#read-right"), &Message::OldButton));
    let before: Screen = serde_json::from_str(r#"{"Find":{"Results":{"hits":[],"page":0}}}"#).expect("an older screen");
    assert_eq!(before, Screen::Find(find::State::Results { hits: Vec::new(), page: 0, guessed: false }));
}

#[test]
fn a_picture_is_yes_or_no_where_one_is_asked_for_and_is_never_looked_up() {
    let catalog = FakeCatalog::default();
    let asked = play(&catalog, &["aide au logement il me frappe souvant"]);
    assert!(matches!(say(&catalog, &asked, "👍🏽").session.screen, Screen::Emergency(emergency::State::Category { .. })));
    assert!(!matches!(say(&catalog, &asked, "👎").session.screen, Screen::Emergency(emergency::State::Check { .. })));
    let card = play(&catalog, &["#open card/apl"]);
    assert_eq!(say(&catalog, &card, "👍").session.screen, Screen::Card(card::State::Thanks));
    assert!(matches!(say(&catalog, &card, "❌").session.screen, Screen::Card(card::State::Sorry { .. })));
    let guessed = play(&catalog, &["guessed logement"]);
    assert!(told(&say(&catalog, &guessed, "👌"), &Message::PictureSeen));
    assert_eq!(say(&catalog, &guessed, "👎").session.screen, Screen::MENU);
    for way in [&[][..], &["logement aide"][..], &["#where"][..], &["langue"][..], &["aide"][..]] {
        let at = play(&catalog, way);
        for picture in ["👍", "👎", "🙏", "❤️ 😊", "👍👎"] {
            let seen = say(&catalog, &at, picture);
            assert_eq!(seen.session.screen, at.session.screen, "{way:?}: {picture}");
            assert!(told(&seen, &Message::PictureSeen), "{way:?}: {picture}");
            assert_eq!(seen.session.misses, 0);
        }
        assert_eq!(say(&catalog, &at, "🆘").session.screen, Screen::Emergency(emergency::State::Kinds), "{way:?}");
    }
    // With words, the words are read; a number in a ring is a number.
    assert_eq!(say(&catalog, &play(&catalog, &[]), "menu 👍").session.screen, Screen::MENU);
}

#[test]
fn what_is_personal_is_neither_searched_nor_a_cry() {
    let catalog = FakeCatalog::default();
    for said in ["aide@logement.fr 0639980001", "logement@aide", "06 39 98 00 01", "faim@exemple.org"] {
        let at = play(&catalog, &[said]);
        assert_eq!((at.session.screen.clone(), at.searched), (Screen::MENU, false), "{said}");
        assert!(told(&at, &Message::PersonalData) && at.effects.contains(&Effect::OfferDeletion), "{said}");
    }
    let beside = play(&catalog, &["aide au logement qui@faim.org"]);
    assert!(matches!(beside.session.screen, Screen::Find(find::State::Results { .. })) && beside.searched);
    // The very words of a cry are heard, whatever stands beside them.
    let cry = play(&catalog, &["il me frappe souvent 06 39 98 00 01"]);
    assert!(matches!(cry.session.screen, Screen::Emergency(emergency::State::Category { .. })));
    // A number that everybody may call is nobody's.
    assert!(!told(&play(&catalog, &["01 41 86 42 47"]), &Message::PersonalData));
}
