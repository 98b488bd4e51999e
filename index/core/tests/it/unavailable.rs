//! Properties of the guide while the index cannot be read:
//! - it says so and leads to a human; it never says that nothing was found;
//! - what was asked then is no unmet need;
//! - emergency numbers and the screens that need no index stay as they are.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Lang, Moment, Position};
use guichet_core::talk::{Effect, Event, Obstacle, Session, Turn, show, turn};
use guichet_core::view::View;

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

fn play(catalog: &FakeCatalog, event: Event) -> Turn {
    let begun = turn(catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now());
    turn(catalog, &begun.session, event, now())
}

fn broken() -> FakeCatalog {
    let mut catalog = FakeCatalog::default();
    catalog.broken = true;
    catalog
}

fn words(view: &View) -> String {
    format!("{} {:?}", view.title, view.blocks)
}

/// What needs the index, each in its own way.
fn asked() -> Vec<Event> {
    let position = Position::new(44.35, 2.57).expect("sound");
    let press = |key: &str| Event::Press(key.into());
    vec![
        Event::Text("logement aide".into()),
        Event::Text("mots que rien ne contient".into()),
        Event::Location(position),
        press("open card/apl"),
        press("open place/mairie-12202"),
        press("part 0 card/apl"),
        press("theme 0 logement"),
    ]
}

#[test]
fn a_broken_index_is_said_and_leads_to_a_human() {
    for event in asked() {
        let said = format!("{event:?}");
        let found = play(&broken(), event);
        let words = words(&found.view);
        assert!(words.contains("\"unavailable\"") && words.contains("human-text"), "{said}: {words}");
        for wrong in ["no-result", "nothing-here", "no-place", "old-button"] {
            assert!(!words.contains(wrong), "{said}: {words}");
        }
        assert!(found.view.choices.iter().any(|choice| choice.number == 9), "{said}: the emergency numbers");
        let fault =
            |effect: &&Effect| matches!(effect, Effect::Observed(seen) if seen.obstacle == Some(Obstacle::Unavailable));
        let needs: Vec<_> = found.effects.iter().filter(|effect| !fault(effect)).collect();
        assert!(needs.is_empty(), "{said}: no unmet need: {needs:?}");
    }
}

#[test]
fn a_screen_that_was_open_says_it_too_and_comes_back() {
    for event in asked().split_off(2) {
        let open = play(&FakeCatalog::default(), event).session;
        let before = show(&FakeCatalog::default(), &open, now());
        assert!(words(&show(&broken(), &open, now())).contains("\"unavailable\""), "{}", words(&before));
        assert_eq!(show(&FakeCatalog::default(), &open, now()), before);
    }
}

#[test]
fn emergency_numbers_need_no_index() {
    for key in ["sos", "sos violence", "sos hunger"] {
        let words = words(&play(&broken(), Event::Press(key.into())).view);
        assert!(words.contains("Emergency") && !words.contains("\"unavailable\""), "{words}");
    }
}
