//! Properties of the guide, over the in-memory catalogue:
//! - from every screen, each global word leads where it says, and emergency is one digit away;
//! - a text is read in the order distress, global words, expected answer, search;
//! - misunderstood three times in a row, the person is given a human;
//! - a button of any earlier message still does what it said;
//! - a session holds nothing of what was typed.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Date, Lang, Moment, Position};
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::flows::{card, emergency, find, help, place, start};
use guichet_core::talk::{Effect, Event, Screen, Session, Turn, turn};
use guichet_core::view::Block;

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

fn play(catalog: &FakeCatalog, events: Vec<Event>) -> Turn {
    let mut last = turn(catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now());
    for event in events {
        last = turn(catalog, &last.session, event, now());
    }
    last
}

fn text(typed: &str) -> Event {
    Event::Text(typed.into())
}

/// One way to each screen.
fn ways() -> Vec<(&'static str, Vec<Event>)> {
    let position = Position::new(44.35, 2.57).expect("sound");
    let words = FakeCatalog::default().carry_words().words()[..8].to_vec();
    vec![
        ("menu", vec![]),
        ("second menu", vec![Event::Press("menu 1".into())]),
        ("theme", vec![Event::Press("theme 0 logement".into())]),
        ("results", vec![text("logement aide")]),
        ("card", vec![Event::Press("open card/apl".into())]),
        ("question", vec![Event::Press("open situation/impaye".into())]),
        ("answer", vec![Event::Press("case impaye dette peu".into())]),
        ("urgent answer", vec![Event::Press("case impaye ou non".into())]),
        ("papers", vec![Event::Press("papers situation/impaye#plein".into())]),
        ("papers of a right", vec![Event::Press("papers right/rsa".into())]),
        ("ask place", vec![Event::Press("where card/apl".into())]),
        ("communes", vec![Event::Press("where".into()), text("Saint-Denis")]),
        ("places", vec![Event::Press("where".into()), text("Rodez")]),
        ("places by position", vec![Event::Location(position)]),
        ("place", vec![Event::Press("open place/mairie-12202".into())]),
        ("institution", vec![text("caf rodez")]),
        ("emergency", vec![Event::Choose(9)]),
        ("category", vec![Event::Press("sos violence".into())]),
        ("check", vec![text("il me frape souvent")]),
        ("help", vec![text("aide")]),
        ("human", vec![Event::Press("human".into())]),
        ("privacy", vec![Event::Press("privacy".into())]),
        ("forgotten", vec![Event::Press("forget".into())]),
        ("stopped", vec![text("stop")]),
        ("thanks", vec![Event::Press("good card/apl".into())]),
        ("sorry", vec![Event::Press("bad card/apl".into())]),
        ("none of the results", vec![text("logement aide"), Event::Press("none".into())]),
        ("language", vec![text("langue")]),
        ("how to carry", vec![Event::Press("carried".into())]),
        ("carried", vec![text("-UE866tCfM5A9n")]),
        ("carried wrong", vec![text(&words.join(" "))]),
        ("carried again", vec![text(&format!("{} ordinateur", words[..7].join(" ")))]),
    ]
}

#[test]
fn every_screen_obeys_global_words_and_offers_a_way_on() {
    let catalog = FakeCatalog::default();
    for (name, way) in ways() {
        let view = play(&catalog, way.clone()).view;
        assert!(!view.choices.is_empty(), "{name} offers nothing");
        assert!(view.choices.len() <= 10, "{name} offers too much");
        let after = |typed: &str| {
            let mut events = way.clone();
            events.push(text(typed));
            play(&catalog, events).session.screen
        };
        assert_eq!(after("menu"), Screen::MENU, "{name}: menu");
        assert_eq!(after("aide"), Screen::Help(help::State::Help), "{name}: help");
        assert_eq!(after("STOP"), Screen::Start(start::State::Stopped), "{name}: stop");
        assert_eq!(after("langue"), Screen::Start(start::State::Language), "{name}: language");
        assert_eq!(after("urgence"), Screen::Emergency(emergency::State::Kinds), "{name}: emergency");
        assert_eq!(after("/oublier"), Screen::Start(start::State::Forgotten), "{name}: forget");
        let distress = after("il me frappe souvent");
        assert!(
            matches!(distress, Screen::Emergency(emergency::State::Category { id, .. }) if id == "violence"),
            "{name}: distress"
        );
    }
}

#[test]
fn distress_comes_before_everything_and_a_near_phrase_asks_first() {
    let catalog = FakeCatalog::default();
    let shown = play(&catalog, vec![text("menu il me frappe souvent")]);
    let Some(Block::Emergency { numbers, .. }) = shown.view.blocks.first() else { panic!("no numbers") };
    assert_eq!(numbers.iter().map(|n| n.number.as_str()).collect::<Vec<_>>(), ["17", "3919", "114"]);
    let asked = play(&catalog, vec![Event::Press("open card/apl".into()), text("il me frappe souvant")]);
    assert!(matches!(asked.view.blocks[0], Block::EmergencyCheck { .. }));
    let resumed = turn(&catalog, &asked.session, text("non"), now());
    assert!(
        matches!(resumed.session.screen, Screen::Card(card::State::Card { .. })),
        "no emergency: on with what was read"
    );
    let confirmed = turn(&catalog, &asked.session, text("oui"), now());
    assert!(matches!(confirmed.session.screen, Screen::Emergency(emergency::State::Category { .. })));
}

#[test]
fn no_is_believed_for_the_rest_of_the_conversation_and_a_certain_phrase_still_acts() {
    let catalog = FakeCatalog::default();
    let asked = |at: &Turn| matches!(at.session.screen, Screen::Emergency(emergency::State::Check { .. }));
    let on = |at: &Turn, event| turn(&catalog, &at.session, event, now());
    for said in ["aide au logement il me frappe souvant", "faim", "ils seraient mieux sans moi"] {
        let first = play(&catalog, vec![text(said)]);
        assert!(asked(&first), "{said}");
        let denied = on(&first, text("non"));
        let again = on(&denied, text(said));
        assert!(!asked(&again), "{said} is asked about twice");
        assert!(matches!(
            on(&again, text("il me frappe souvent")).session.screen,
            Screen::Emergency(emergency::State::Category { .. })
        ));
        // Whoever said yes, once, is asked again.
        let yes = on(&first, text("oui"));
        assert!(matches!(yes.session.screen, Screen::Emergency(emergency::State::Category { .. })), "{said}");
        assert!(asked(&on(&yes, text(said))), "{said} after a yes");
    }
    // What was denied is kept with the session, and a session from before it was kept reads.
    let denied = on(&play(&catalog, vec![text("faim")]), text("non")).session;
    let stored = serde_json::to_string(&denied).expect("JSON");
    assert_eq!(serde_json::from_str::<Session>(&stored).expect("a session"), denied);
    let before: Screen = serde_json::from_str(r#"{"Emergency":{"Check":{"id":"hunger"}}}"#).expect("an older screen");
    assert_eq!(
        before,
        Screen::Emergency(emergency::State::Check { id: "hunger".into(), lang: None, told: false, unfound: false })
    );
}

#[test]
fn a_question_without_a_category_offers_doors_and_a_bare_word_leads_to_its_card() {
    let catalog = FakeCatalog::default();
    let told = play(&catalog, vec![text("ils seraient mieux sans moi")]);
    let keys: Vec<&str> = told.view.choices.iter().filter_map(|choice| choice.key.split(" ~").next()).collect();
    assert_eq!(keys, ["sos hunger", "sos danger", "sos violence", "sos suicide", "fine *", "back"]);
    let asked = play(&catalog, vec![text("faim")]);
    let denied = turn(&catalog, &asked.session, Event::Press("fine hunger".into()), now());
    let Screen::Find(find::State::Results { hits, .. }) = &denied.session.screen else {
        panic!("{:?}", denied.session.screen)
    };
    assert_eq!(hits.first().map(|id| id.as_str()), Some("card/rsa"));
    // On the list of emergencies the word of one is its choice.
    let listed = play(&catalog, vec![text("urgence"), text("faim")]);
    assert!(
        matches!(&listed.session.screen, Screen::Emergency(emergency::State::Category { id, .. }) if id == "hunger")
    );
}

#[test]
fn the_answers_of_a_question_still_do_what_they_said_when_pressed_later() {
    let catalog = FakeCatalog::default();
    let asked = play(&catalog, vec![text("aide au logement il me frappe souvant")]);
    let yes = asked.view.choices[0].key.clone();
    let no = asked.view.choices[1].key.clone();
    let away = turn(&catalog, &asked.session, text("menu"), now());
    let pressed = turn(&catalog, &away.session, Event::Press(yes), now());
    let Some(Block::Emergency { category, .. }) = pressed.view.blocks.first() else {
        panic!("an old button: no numbers")
    };
    assert_eq!(category, "violence");
    let pressed = turn(&catalog, &away.session, Event::Press(no), now());
    assert_eq!(pressed.session.screen, Screen::MENU, "it leads nowhere else");
    assert_eq!(pressed.session.denied, ["violence"]);
    // In another language than the reader's, the answer keeps the one of the phrase.
    let spanish = play(&catalog, vec![text("mi marrido me pega")]);
    assert_eq!(spanish.view.choices[0].key, "sos violence es");
}

#[test]
fn the_name_of_a_commune_is_no_distress_where_one_is_asked_for() {
    let catalog = FakeCatalog::default();
    let place = play(&catalog, vec![Event::Press("where".into()), text("faim")]);
    assert!(
        matches!(place.session.screen, Screen::Emergency(emergency::State::Check { .. })),
        "a word of distress is one everywhere"
    );
    let place = play(&catalog, vec![Event::Press("where".into()), text("il me frappe souvent")]);
    assert!(matches!(place.session.screen, Screen::Emergency(emergency::State::Category { .. })));
    let place = play(&catalog, vec![Event::Press("where".into()), text("rodes")]);
    assert!(!matches!(place.session.screen, Screen::Emergency(emergency::State::Check { .. })));
}

#[test]
fn numbers_are_said_in_the_language_of_the_phrase() {
    let catalog = FakeCatalog::default();
    let advice = |turn: &Turn| match turn.view.blocks.first() {
        Some(Block::Emergency { advice, .. }) => advice.clone(),
        other => panic!("no numbers: {other:?}"),
    };
    let spoken = |lang: Lang, said: &str| {
        let start = turn(&catalog, &Session::new(1), Event::Start { lang: Some(lang) }, now());
        turn(&catalog, &start.session, text(said), now())
    };
    for (lang, said, in_lang) in [
        (Lang::FR, "il me frappe souvent", "fr"),
        (Lang::FR, "mi marido me pega", "es"),
        (Lang::EN, "il me frappe souvent", "fr"),
        (Lang::EN, "he beats me", "en"),
    ] {
        let shown = spoken(lang, said);
        assert_eq!(advice(&shown), in_lang, "{said}");
        assert_eq!(shown.view.lang, lang, "the ways on stay in the language chosen");
    }
    // Before a language is chosen, in that of the phrase; asked first, the answer keeps it.
    let first = turn(&catalog, &Session::new(1), text("mi marido me pega"), now());
    assert_eq!(advice(&first), "es");
    let asked = spoken(Lang::FR, "mi marrido me pega");
    assert!(matches!(&asked.session.screen, Screen::Emergency(emergency::State::Check { lang: Some(Lang::ES), .. })));
    let confirmed = turn(&catalog, &asked.session, text("oui"), now());
    assert_eq!(advice(&confirmed), "es");
    // A session stored before languages were kept still reads.
    let stored = r#"{"Emergency":{"Category":{"id":"violence"}}}"#;
    let screen: Screen = serde_json::from_str(stored).expect("an older screen");
    assert_eq!(screen, Screen::Emergency(emergency::State::Category { id: "violence".into(), lang: None }));
    assert_eq!(serde_json::to_string(&screen).expect("JSON"), stored);
}

#[test]
fn misunderstood_three_times_leads_to_a_human() {
    let catalog = FakeCatalog::default();
    let notices = |turn: &Turn| format!("{:?}", turn.view.blocks);
    let once = play(&catalog, vec![text("xyzzy plugh")]);
    assert!(notices(&once).contains("no-result\""));
    let twice = turn(&catalog, &once.session, text("xyzzy plugh"), now());
    assert!(notices(&twice).contains("how-to-answer-simply"));
    let thrice = turn(&catalog, &twice.session, text("xyzzy plugh"), now());
    assert_eq!(thrice.session.screen, Screen::Help(help::State::Human));
    let understood = turn(&catalog, &once.session, text("logement"), now());
    assert_eq!(understood.session.misses, 0);
}

#[test]
fn need_and_place_in_one_sentence() {
    let catalog = FakeCatalog::default();
    let found = play(&catalog, vec![text("une aide au logement, où aller à Rodez ?")]);
    assert!(matches!(found.session.screen, Screen::Find(find::State::Results { .. })));
    assert_eq!(found.session.commune.as_deref(), Some("12202"));
    let places = turn(&catalog, &found.session, Event::Press("where card/apl".into()), now());
    assert_eq!(
        places.view.title, "places-title place=Rodez (12)",
        "what was said is not asked again, and is read back"
    );
    let Block::Place { name, opening, .. } = &places.view.blocks[1] else { panic!("{:?}", places.view.blocks) };
    assert_eq!(name, "Mairie - Rodez");
    assert!(opening.starts_with("open-until"), "{opening}");
}

#[test]
fn homonyms_are_asked_about() {
    let catalog = FakeCatalog::default();
    let asked = play(&catalog, vec![Event::Press("where".into()), text("saint denis")]);
    assert!(matches!(asked.session.screen, Screen::Place(place::State::Communes { .. })));
    let chosen = turn(&catalog, &asked.session, Event::Choose(2), now());
    assert_eq!(chosen.session.commune.as_deref(), Some("11339"));
}

#[test]
fn a_need_with_a_shared_name_asks_which_and_goes_on_to_the_results() {
    let catalog = FakeCatalog::default();
    let asked = play(&catalog, vec![text("aide au logement à Saint-Denis")]);
    assert!(matches!(asked.session.screen, Screen::Place(place::State::Communes { .. })));
    assert_eq!(asked.session.commune, None, "nothing is guessed");
    let chosen = turn(&catalog, &asked.session, Event::Choose(1), now());
    assert!(matches!(chosen.session.screen, Screen::Find(find::State::Results { .. })), "the need was not forgotten");
    assert_eq!(chosen.session.commune.as_deref(), Some("93066"));
}

#[test]
fn a_commune_alone_leads_to_its_places() {
    let catalog = FakeCatalog::default();
    for typed in ["12000", "Rodez", "où aller à Rodez ?"] {
        let places = play(&catalog, vec![text(typed)]);
        assert!(matches!(places.session.screen, Screen::Place(place::State::Places { .. })), "{typed}");
    }
}

#[test]
fn in_the_last_half_hour_it_is_said_how_long_a_place_is_still_open() {
    let catalog = FakeCatalog::default();
    // It closes at five.
    for (now, said) in
        [("16:29", "open-until"), ("16:30", "closes-soon"), ("16:59", "closes-soon"), ("17:00", "opens-")]
    {
        let now = Moment::parse(&format!("2026-11-23T{now}")).expect("a moment");
        let start = turn(&catalog, &Session::new(1), Event::Start { lang: Some(Lang::FR) }, now);
        let place = turn(&catalog, &start.session, Event::Press("open place/mairie-12202".into()), now);
        assert!(format!("{:?}", place.view.blocks).contains(said), "{now}: {said}");
    }
}

#[test]
fn a_greeting_is_answered_and_is_no_misunderstanding() {
    let catalog = FakeCatalog::default();
    let greeted = play(&catalog, vec![text("Bonjour !"), text("Bonjour"), text("bonjour"), text("bonjour")]);
    assert_eq!((greeted.session.screen, greeted.session.misses), (Screen::MENU, 0));
}

#[test]
fn after_a_false_alarm_the_need_is_already_answered() {
    let catalog = FakeCatalog::default();
    let asked = play(&catalog, vec![text("logement il me frappe souvant")]);
    assert!(matches!(asked.session.screen, Screen::Emergency(emergency::State::Check { .. })));
    let on = turn(&catalog, &asked.session, text("non"), now());
    assert!(matches!(on.session.screen, Screen::Find(find::State::Results { .. })));
}

#[test]
fn after_a_silence_resume_and_start_again_are_offered() {
    let catalog = FakeCatalog::default();
    let card = play(&catalog, vec![Event::Press("open card/apl".into())]);
    let later = now().plus_minutes(45);
    let back = turn(&catalog, &card.session, text("bonjour"), later);
    assert_eq!(back.session.screen, Screen::Start(start::State::Resume));
    assert!(matches!(
        turn(&catalog, &back.session, Event::Choose(1), later).session.screen,
        Screen::Card(card::State::Card { .. })
    ));
    assert_eq!(turn(&catalog, &back.session, Event::Choose(2), later).session.screen, Screen::MENU);
}

#[test]
fn forgetting_leaves_the_language_alone_and_asks_the_outside_to_erase() {
    let catalog = FakeCatalog::default();
    let gone = play(&catalog, vec![Event::Press("where".into()), text("Rodez"), text("oublier")]);
    assert_eq!(gone.effects, [Effect::Forget]);
    assert_eq!(gone.session.commune, None);
    assert!(gone.session.trail.is_empty());
}

#[test]
fn nothing_typed_is_kept_or_printed() {
    let catalog = FakeCatalog::default();
    let secret = "logement zzsecretzz";
    let kept = play(&catalog, vec![text(secret), text("zzsecretzz")]);
    assert!(!format!("{:?}", kept.session).contains("zzsecretzz"));
    assert!(!format!("{:?}", text(secret)).contains("zzsecretzz"));
    let warned = play(&catalog, vec![text("mon mail est qui@example.org")]);
    assert!(warned.effects.contains(&Effect::OfferDeletion));
}

#[test]
fn an_emergency_that_a_counter_can_help_leads_to_its_card_and_place() {
    let catalog = FakeCatalog::default();
    let labels = |id: &str| {
        let events = vec![Event::Choose(9), Event::Press(format!("sos {id}"))];
        play(&catalog, events).view.choices.into_iter().map(|choice| choice.key).collect::<Vec<String>>()
    };
    assert!(labels("hunger").starts_with(&["where card/rsa".to_owned(), "open card/rsa".to_owned()]));
    assert!(labels("violence").iter().all(|key| !key.starts_with("open") && !key.starts_with("where")));
}

#[test]
fn the_age_of_a_card_is_that_of_its_source_whenever_it_was_read() {
    let mut catalog = FakeCatalog::default();
    let card = catalog.items.iter_mut().find(|item| item.id == "card/apl").expect("a card");
    card.source.date = Date::new(2020, 11, 2).expect("a date");
    card.source.verified = Date::new(2026, 11, 22);
    card.summary = "Au plus ⟦651 €⟧.".into();
    let view = play(&catalog, vec![Event::Press("open card/apl".into())]).view;
    let said = format!("{:?}", view.blocks);
    for part in ["old-card", "in-year", "verified-line"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn none_of_the_results_leads_to_a_human_and_other_words_and_is_counted() {
    let catalog = FakeCatalog::default();
    let found = play(&catalog, vec![text("aide au logement")]);
    let none = found.view.choices.iter().find(|choice| choice.key == "none").expect("a choice").number;
    let refused = turn(&catalog, &found.session, Event::Choose(none), now());
    assert_eq!(refused.session.screen, Screen::Find(find::State::NoneFits));
    assert_eq!(super::counted(&refused), ["unmet/none-of-these"]);
    let said = format!("{:?}", refused.view.blocks);
    assert!(said.contains("human-text") && said.contains("other-words-too"), "{said}");
    assert!(matches!(
        turn(&catalog, &refused.session, text("RSA"), now()).session.screen,
        Screen::Find(find::State::Results { .. })
    ));
    assert_eq!(turn(&catalog, &refused.session, text("retour"), now()).session.screen, found.session.screen);
    // An old button does what it said, and a guessed list has both its question and this.
    let away = turn(&catalog, &found.session, text("menu"), now());
    assert_eq!(
        turn(&catalog, &away.session, Event::Press("none".into()), now()).session.screen,
        Screen::Find(find::State::NoneFits)
    );
    let guessed = play(&catalog, vec![text("guessed logement")]);
    assert!(guessed.view.choices.iter().any(|choice| choice.key == "none"));
}
