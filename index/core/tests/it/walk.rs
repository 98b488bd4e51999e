//! Properties of the guide that no list of cases can show: a long walk of events drawn by chance, but the same on every
//! run, over a catalogue that is large and a little broken. After each event:
//! - the guide has answered, with choices whose digits, labels and keys are sound, and emergency one digit away;
//! - the way back is bounded, and back, pressed often enough, always ends in the menu;
//! - the session survives being stored, stays small, and holds nothing of what was typed;
//! - the same event on the same session gives the same view;
//! - every global word still leads where it says, and no label of ours means something else by it.

use guichet_core::dice::Dice;
use guichet_core::fake::{FakeCatalog, card};
use guichet_core::model::{Block, Lang, Moment, Phone, Position, Section, SectionKind, Theme};
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::flows::{emergency, help, rights, start};
use guichet_core::talk::{Event, MediaKind, Screen, Session, Turn, show, turn};
use guichet_core::text::normal::fold;
use std::collections::BTreeSet;

/// Events walked from each seed.
const STEPS: usize = 800;
/// What is typed carries this: it must never be found in a session.
const SECRET: &str = "zzqx";

/// One of some things.
pub(crate) fn one<'a, T>(dice: &mut Dice, of: &'a [T]) -> &'a T {
    &of[dice.below(of.len())]
}

/// Eleven themes, cards with none to fourteen sections, twin titles, a title that is a global word, old and overdue ones.
fn catalog() -> FakeCatalog {
    let mut catalog = FakeCatalog::default();
    let theme = |n: usize| Theme { id: format!("theme-{n}").into(), label: format!("Sujet {n}"), hint: String::new() };
    catalog.themes.extend((0..9).map(theme));
    for number in 0..40_usize {
        let title = match number {
            7 | 8 => "Deux fiches du même titre".to_owned(),
            9 => "Aide".to_owned(),
            _ => format!("Logement numéro {number}"),
        };
        let mut item = card(&format!("vosdroits/F{number}"), &title);
        item.themes = vec![if number < 30 { "logement".into() } else { format!("theme-{}", number % 9).into() }];
        item.summary = "Une phrase. Une autre avec ⟦12 €⟧.".into();
        item.source.date.year -= (number % 4) as i32;
        item.source.review_by = (number % 3 == 0).then_some(item.source.date);
        item.phones =
            vec![
                Phone { number: "⟦32 30⟧".into(), name: "Caf".into(), terms: String::new(), checked: None };
                number % 4
            ];
        item.sections = (0..number % 15)
            .map(|index| Section {
                kind: if index % 2 == 0 { SectionKind::HowMuch } else { SectionKind::Ask },
                heading: if index > 9 { "Cas particulier".into() } else { format!("Partie {index}") },
                blocks: vec![Block::Case { title: String::new(), blocks: vec![Block::List(vec!["⟦3⟧".into()])] }],
            })
            .collect();
        item.counters = if number % 2 == 0 { vec!["mairie".into()] } else { Vec::new() };
        catalog.items.push(item);
    }
    catalog
}

/// Draws one event. `keys` are those of all views so far: an old button may be pressed at any time.
fn event(dice: &mut Dice, keys: &[String], last: &Turn) -> Event {
    let typed = |text: &str| Event::Text(format!("{text} {SECRET}"));
    match dice.below(12) {
        0..3 => Event::Choose(dice.below(11) as u8),
        3 => Event::Press(one(dice, keys).clone()),
        4 => {
            let broken = [
                "",
                "page 255",
                "menu 99",
                "theme 254 logement",
                "part 65535 card/apl",
                "near x",
                "open ",
                "yes",
                "case impaye ou jamais",
                "case gone ou oui",
                "papers situation/impaye#nowhere",
                "where situation/gone#x",
                "say couple oui",
                "say gone ?",
                "say age oui",
                "edit gone",
                "result",
                "all-papers",
                "unlikely",
            ];
            Event::Press((*one(dice, &broken)).into())
        }
        5 => {
            let globals = ["menu", "retour", "aide", "stop", "langue", "urgence", "oublier", "confidentialité", "oui"];
            Event::Text((*one(dice, &globals)).into())
        }
        6 => Event::Text(one(dice, &last.view.choices).label.chars().take(2 + dice.below(12)).collect()),
        7 => {
            let words = ["logement", "RSA", "aide au logement à Rodez", "il me frape souvent", "il me frappe souvent"];
            let word: &&str = one(dice, &words);
            typed(word)
        }
        8 => Event::Text(
            (*one(dice, &["Rodez", "saint denis", "12000", "", "  ", "٢", "🙂", "deux", "34", "4 et 9", "-5"])).into(),
        ),
        9 => typed(&"a\u{202e}\u{1b}[2J’é ".repeat(dice.below(90))),
        10 => match Position::new(dice.below(90) as f64, 1.0 + dice.below(170) as f64) {
            Some(position) => Event::Location(position),
            None => Event::Media(MediaKind::Other),
        },
        _ if dice.below(40) == 0 => Event::Start { lang: *one(dice, &[None, Some(Lang::FR), Some(Lang::EN)]) },
        _ => Event::Media(*one(dice, &[MediaKind::Voice, MediaKind::Photo, MediaKind::Sticker, MediaKind::Other])),
    }
}

fn check_view(catalog: &FakeCatalog, at: &Turn, now: Moment, what: &str) {
    let choices = &at.view.choices;
    assert!(!choices.is_empty(), "{what}: no way on");
    let offered: Vec<u8> =
        choices.iter().map(|choice| choice.number).filter(|number| (1..9).contains(number)).collect();
    assert_eq!(offered, (1..=offered.len() as u8).collect::<Vec<_>>(), "{what}: digits without a gap");
    assert!(choices.len() <= offered.len() + 2, "{what}: beside them, 9 and 0 alone");
    let emergency = matches!(
        at.session.screen,
        Screen::Emergency(emergency::State::Kinds)
            | Screen::Emergency(emergency::State::Category { .. })
            | Screen::Emergency(emergency::State::Check { .. })
    );
    assert!(emergency || choices.iter().any(|choice| choice.number == 9), "{what}: emergency is one digit away");
    let mut labels = BTreeSet::new();
    for choice in choices {
        assert!(!choice.label.trim().is_empty(), "{what}: a choice without a label: {choice:?}");
        assert!(labels.insert(fold(&choice.label)), "{what}: '{}' stands twice", choice.label);
        assert!(choice.key.len() <= 64, "{what}: {} is over 64 bytes", choice.key);
        if catalog.lexicon(Lang::FR).global(&fold(&choice.label)).is_some() && !choice.key.starts_with("open ") {
            let act = |event| turn(catalog, &at.session, event, now).session;
            let (pressed, said) = (act(Event::Press(choice.key.clone())), act(Event::Text(choice.label.clone())));
            assert_eq!(pressed, said, "{what}: '{}' is a global word that means something else", choice.label);
        }
    }
    assert!(!at.view.title.trim().is_empty(), "{what}: no title");
}

fn check_session(session: &Session, what: &str) {
    assert!(session.trail.len() <= Session::TRAIL, "{what}: {} screens to go back", session.trail.len());
    let stored = serde_json::to_string(session).expect("a session can be stored");
    assert!(!stored.contains(SECRET), "{what}: a session holds what was typed");
    assert!(stored.len() < 16_384, "{what}: a session of {} bytes", stored.len());
    assert_eq!(serde_json::from_str::<Session>(&stored).expect("and read again"), *session, "{what}");
}

fn check_global_words(catalog: &FakeCatalog, session: &Session, now: Moment, what: &str) {
    let say = |session: &Session, word: &str| turn(catalog, session, Event::Text(word.into()), now).session;
    // Who would leave a result is asked first; said again, it is meant.
    let leaves = |word: &str, from: &Session| match say(from, word) {
        Session { screen: Screen::Rights(rights::State::Leaving { .. }), .. } if word == "retour" => {
            say(&say(from, word), "oui")
        }
        asked @ Session { screen: Screen::Rights(rights::State::Leaving { .. }), .. } => say(&asked, word),
        there => there,
    };
    let said = |word: &str| leaves(word, session);
    for (word, screen) in [
        ("menu", Screen::MENU),
        ("aide", Screen::Help(help::State::Help)),
        ("urgence", Screen::Emergency(emergency::State::Kinds)),
        ("stop", Screen::Start(start::State::Stopped)),
        ("oublier", Screen::Start(start::State::Forgotten)),
        ("confidentialité", Screen::Help(help::State::Privacy)),
    ] {
        assert_eq!(said(word).screen, screen, "{what}: '{word}'");
    }
    assert!(matches!(said("langue").screen, Screen::Start(start::State::Language)), "{what}: 'langue'");
    let mut back = session.clone();
    // An interview goes back answer by answer, and from what is read back to its question.
    let answers = session.interview.as_ref().map_or(0, |interview| interview.answered().count());
    for _ in 0..=Session::TRAIL + answers + 1 {
        back = leaves("retour", &back);
    }
    let root = if back.lang.is_some() { Screen::MENU } else { Screen::Start(start::State::Language) };
    assert_eq!(back.screen, root, "{what}: 'retour' often enough");
}

fn walk(seed: u64) {
    let catalog = catalog();
    let mut dice = Dice(seed);
    let mut now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let mut last = turn(&catalog, &Session::new(seed), Event::Start { lang: None }, now);
    let mut keys = vec!["open vosdroits/F0".to_owned(), "open situation/impaye".to_owned()];
    for step in 0..STEPS {
        now = now.plus_minutes(dice.below(50) as i64);
        let event = event(&mut dice, &keys, &last);
        let what = format!("seed {seed}, step {step}, {event:?} on {:?}", last.session.screen);
        let next = turn(&catalog, &last.session, event.clone(), now);
        check_view(&catalog, &next, now, &what);
        check_session(&next.session, &what);
        assert_eq!(turn(&catalog, &last.session, event, now).view, next.view, "{what}: the same twice");
        let shown = show(&catalog, &next.session, now);
        assert_eq!(shown.choices, next.view.choices, "{what}: what is shown again is what was shown");
        if step % 6 == 0 {
            check_global_words(&catalog, &next.session, now, &what);
        }
        keys.extend(next.view.choices.iter().map(|choice| choice.key.clone()));
        keys.dedup();
        last = next;
    }
}

#[test]
fn a_long_walk_never_leaves_the_guide() {
    for seed in 1..=4 {
        walk(seed);
    }
}

#[test]
fn nothing_typed_is_shown_by_debug() {
    let catalog = catalog();
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let event = Event::Text(format!("aide au logement {SECRET}"));
    assert!(!format!("{event:?}").contains(SECRET));
    let found = turn(&catalog, &Session::new(1), event, now);
    assert!(!format!("{:?}", found.session).contains(SECRET));
}
