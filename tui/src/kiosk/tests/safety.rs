//! Properties of the way through danger, over the content itself:
//! - the numbers of every category, in every language, stand without scrolling in the smallest window;
//! - on every screen that follows, at every size, the way out is named before anything else and the numbers are in sight,
//!   until the menu is asked for;
//! - two spaces lead out from each of them, also while it is asked whether somebody is there;
//! - who is in danger is told what answers now, never only a shut town hall;
//! - a numeric keypad is enough where digits are the answer;
//! - the cursor stands on the number of what is selected.

use super::{Played, guide, kiosk, options, shown, title};
use crate::kiosk::chrome::buttons;
use crate::kiosk::options::Options;
use crate::ui::page::Page;
use crate::ui::script::parse;
use crate::ui::theme::ButtonKind;
use guichet_core::model::{Lang, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::flows::{emergency, find, help, place, start};
use guichet_core::talk::{self, Action, Event, Screen, Session};
use guichet_core::text::emphasis::Asked;
use guichet_core::view::Block;
use std::collections::VecDeque;

const SIZES: [(u16, u16); 5] = [(40, 15), (40, 60), (80, 24), (100, 15), (160, 50)];
const DANGER: &str = "text:mon mari me frappe\nEnter\n";

fn at(time: &str) -> Moment {
    Moment::parse(time).expect("a moment")
}

/// Plays a script in the guide, on a working day in the morning.
fn played<T>(options: Options, size: (u16, u16), script: &str, check: impl FnOnce(&Played<'_>) -> T) -> T {
    let mut player = kiosk(options, guide(), size, at("2026-11-23T10:00"));
    parse(script).expect("a script").into_iter().for_each(|step| player.play(step));
    check(&player)
}

fn screen(size: (u16, u16), script: &str) -> String {
    played(options(), size, script, |player| player.text())
}

#[test]
fn every_number_stands_without_scrolling_in_the_smallest_window() {
    for lang in Lang::all() {
        for category in guide().emergency(lang) {
            let screen = Screen::Emergency(emergency::State::Category { id: category.id.clone(), lang: Some(lang) });
            let session = Session { lang: Some(Lang::FR), screen, ..Session::default() };
            let view = talk::show(guide(), &session, at("2026-11-23T10:00"));
            // Two rows of keys, a title, the line and the emergency bar are around it.
            let (width, height) = (38, 10);
            let page = Page::of_view(&view, &Asked::default(), width, height);
            let seen: String = (page.rows.iter().filter(|row| row.y < height))
                .flat_map(|row| row.spans.iter().map(|span| format!("{}|", span.text.trim())))
                .collect();
            let numbers = view.blocks.iter().find_map(|block| match block {
                Block::Emergency { numbers, .. } => Some(numbers.clone()),
                _ => None,
            });
            for number in numbers.expect("numbers") {
                let shown = format!("{}|", number.number);
                assert!(seen.contains(&shown), "{} {}: no {shown} in {seen}", lang.code(), category.id);
            }
        }
    }
}

/// Every screen that choices lead to from where a session stands, the menu aside; with how it is reached.
fn reached(from: &Session, steps: usize) -> Vec<(Session, Vec<u8>)> {
    let mut seen: Vec<Screen> = vec![from.screen.clone()];
    let mut found = vec![(from.clone(), Vec::new())];
    let mut open = VecDeque::from(found.clone());
    while let Some((session, way)) = open.pop_front() {
        let view = talk::show(guide(), &session, at("2026-11-23T10:00"));
        for choice in view.choices.iter().filter(|_| way.len() < steps) {
            let leads_away = matches!(
                Action::parse(&choice.key),
                Some(
                    Action::Find(find::Action::Menu(_)) | Action::Start(start::Action::Forget | start::Action::Restart)
                )
            );
            let next = talk::turn(guide(), &session, Event::Choose(choice.number), at("2026-11-23T10:00")).session;
            if leads_away || seen.contains(&next.screen) {
                continue;
            }
            seen.push(next.screen.clone());
            let way: Vec<u8> = way.iter().copied().chain([choice.number]).collect();
            found.push((next.clone(), way.clone()));
            open.push_back((next, way));
        }
    }
    found
}

#[test]
fn numbers_and_a_way_out_stay_on_every_screen_that_follows() {
    let begin = |id: &str| Session {
        lang: Some(Lang::FR),
        commune: Some("12202".into()),
        screen: Screen::Emergency(emergency::State::Category { id: id.into(), lang: None }),
        ..Session::default()
    };
    for category in guide().emergency(Lang::FR) {
        let first =
            talk::turn(guide(), &Session::default(), Event::Start { lang: Some(Lang::FR) }, at("2026-11-23T10:00"));
        assert!(talk::at_hand(guide(), &first.session).is_none());
        let pressed = Event::Press(emergency::Action::Category(category.id.clone(), None).to_string());
        let cried = talk::turn(guide(), &begin(&category.id), pressed, at("2026-11-23T10:00")).session;
        for (session, way) in reached(&cried, 3) {
            let numbers = talk::at_hand(guide(), &session).map(|numbers| numbers.len());
            // Nine leads to the other dangers.
            let expected = if way.contains(&9) { numbers } else { Some(category.numbers.len()) };
            assert!(numbers.is_some() && numbers == expected, "{}: {way:?} {:?}", category.id, session.screen);
            let menu = talk::turn(guide(), &session, Event::Press("menu 0".into()), at("2026-11-23T10:00"));
            assert!(talk::at_hand(guide(), &menu.session).is_none(), "the menu is a new beginning");
        }
    }
}

#[test]
fn a_card_or_a_situation_of_danger_is_one_from_its_first_screen() {
    for id in ["card/violences-conjugales", "card/mariage-force", "situation/violences", "card/enfant-en-danger"] {
        let pressed = Event::Press(find::Action::Open(id.into()).to_string());
        let start = Session { lang: Some(Lang::FR), screen: Screen::MENU, ..Session::default() };
        let opened = talk::turn(guide(), &start, pressed, at("2026-11-23T10:00")).session;
        for (session, way) in reached(&opened, 2).into_iter().filter(|(session, _)| session.screen != start.screen) {
            // Nine leads to the other dangers.
            let numbers = talk::at_hand(guide(), &session);
            assert!(numbers.is_some_and(|numbers| way.contains(&9) || !numbers.is_empty()), "{id}: {way:?}");
        }
    }
    // What is private has a way out, and no numbers of its own.
    let pressed = Event::Press(find::Action::Open("card/ivg".into()).to_string());
    let start = Session { lang: Some(Lang::FR), screen: Screen::MENU, ..Session::default() };
    let opened = talk::turn(guide(), &start, pressed, at("2026-11-23T10:00")).session;
    for (session, way) in reached(&opened, 2).into_iter().filter(|(session, _)| session.screen != start.screen) {
        assert!(talk::at_hand(guide(), &session).is_some(), "{way:?}");
    }
}

#[test]
fn no_is_believed() {
    let asked = Session {
        lang: Some(Lang::FR),
        screen: Screen::Emergency(emergency::State::Check {
            id: "violence".into(),
            lang: None,
            told: false,
            unfound: false,
        }),
        trail: vec![Screen::MENU, Screen::Help(help::State::Help)],
        ..Session::default()
    };
    let no = talk::turn(
        guide(),
        &asked,
        Event::Press(emergency::Action::NotUrgent(Some("violence".into())).to_string()),
        at("2026-11-23T10:00"),
    )
    .session;
    assert!(talk::at_hand(guide(), &no).is_none());
}

#[test]
fn the_way_out_is_named_first_at_every_size() {
    for locked in [true, false] {
        for columns in (40..=160).step_by(3) {
            for rows in [15, 19, 24, 50] {
                for script in ["", "1", "2", "2\n2", "\u{46}3"] {
                    let options = Options { locked, ..options() };
                    let script = format!("{DANGER}{script}");
                    played(options, (columns, rows), &script, |player| {
                        let (text, app) = (player.text(), player.screens().app());
                        let keys: Vec<_> = buttons(app.state(), &app.layout().regions)
                            .into_iter()
                            .filter(|b| b.kind != ButtonKind::Header)
                            .collect();
                        assert!(keys[0].kind == ButtonKind::Exit, "{columns}x{rows}:\n{text}");
                        for needed in ["Espace 2 fois", "Sortir vite", "3919", "SMS 114"] {
                            assert!(text.contains(needed), "no {needed} at {columns}x{rows}:\n{text}");
                        }
                        assert!(
                            app.state().content.back_label().is_none_or(|label| text.contains(label)),
                            "{columns}x{rows}:\n{text}"
                        );
                        assert!(locked || text.contains("Ctrl-C  Quitter"), "{columns}x{rows}:\n{text}");
                    });
                }
            }
        }
    }
}

#[test]
fn two_spaces_lead_out_from_every_screen_of_danger() {
    for size in SIZES {
        let first = screen(size, "");
        for way in [
            "",
            "1",
            "1\ntext:Rodez\nEnter",
            "1\ntext:Rodez\nEnter\n1",
            "2",
            "2\n2",
            "2\n1",
            "F3",
            "F2",
            "F3\n1",
            "F1",
            "F1\n1",
        ] {
            let there = format!("{DANGER}{way}");
            assert!(screen(size, &there).contains("Sortir vite"), "{way:?} at {size:?}");
            assert_eq!(screen(size, &format!("{there}\nSpace\nSpace")), first, "{way:?} at {size:?}");
            assert_eq!(screen(size, &format!("{there}\nF10")), first, "{way:?} at {size:?}");
        }
    }
    // Nobody sees whether it is asked, in a window that is too small, or right after what was typed was cleared.
    for way in ["wait:95s", "resize:20x5", "text:abc\nEsc"] {
        let out = format!("{DANGER}{way}\nSpace\nSpace\nresize:80x24");
        assert_eq!(screen((80, 24), &out), screen((80, 24), ""), "{way:?}");
    }
}

#[test]
fn who_is_in_danger_is_told_what_answers_now() {
    let where_to_go = |time: &str, id: &str| {
        let session = Session { lang: Some(Lang::FR), commune: Some("12202".into()), ..Session::default() };
        let press = |session: &Session, action: Action| {
            talk::turn(guide(), session, Event::Press(action.to_string()), at(time))
        };
        let cried = press(&session, emergency::Action::Category(id.into(), None).into());
        let card = guide().emergency(Lang::FR).into_iter().find(|known| known.id == id).and_then(|known| known.card);
        press(&cried.session, place::Action::Where(card).into()).view
    };
    for category in guide().emergency(Lang::FR) {
        for time in ["2026-11-23T10:00", "2026-11-23T23:00", "2026-11-22T15:00"] {
            let view = where_to_go(time, &category.id);
            let calls: Vec<&str> = (view.blocks.iter())
                .filter_map(|block| match block {
                    Block::Phone { number, .. } => Some(number.as_str()),
                    _ => None,
                })
                .collect();
            assert_eq!(calls.first(), category.numbers.first().map(|number| number.number.as_str()).as_ref(), "{time}");
        }
    }
    let night = where_to_go("2026-11-23T23:00", "violence");
    let said = guichet_locales::plain::view(&night);
    assert!(!said.contains("Mairie"), "a shut town hall protects nobody:\n{said}");
    for needed in ["17", "3919", "114", "Aux urgences d'un hôpital"] {
        assert!(said.contains(needed), "{needed}:\n{said}");
    }
}

#[test]
fn a_numeric_keypad_is_enough() {
    let question = "7\n1";
    for (there, key) in [("8\n8", "+"), (question, ".")] {
        let seen = screen((80, 24), there);
        for sign in [" * ", &format!(" {key} "), "F1 ou /"] {
            assert!(seen.contains(sign), "no {sign:?}:\n{seen}");
        }
        let after = |keys: &str| {
            played(options(), (80, 24), &format!("{there}\n{keys}"), |player| shown(player.screens().app()))
        };
        assert_eq!(after("/"), "Aide tout de suite");
        assert_eq!(after("1\n2\n*\n/"), "Aide tout de suite", "what was typed is erased by the same key");
        assert_ne!(after("*"), played(options(), (80, 24), there, |player| shown(player.screens().app())));
        assert_ne!(after(key), played(options(), (80, 24), there, |player| shown(player.screens().app())));
    }
    // Where an answer is typed, "I don't know" has one key, however many choices there are.
    for asked in [question, &format!("{question}\n3\n4\nEnter\n1"), &format!("{question}\n3\n4\nEnter\n6\n+")] {
        let seen = screen((80, 24), asked);
        assert!(seen.contains("F1 ou 9") || seen.contains(".   Je ne sais pas"), "{seen}");
    }
    let seen = screen((80, 24), question);
    assert!(seen.contains(".   Je ne sais pas") && seen.contains("-   Je préfère ne pas répondre"), "{seen}");
    assert_ne!(seen, screen((80, 24), &format!("{question}\n.")), "not knowing is an answer");
    // A sign that is no choice is written, and erased by the same keypad.
    let couple = format!("{question}\n3\n4\nEnter");
    let seen = screen((80, 24), &format!("{couple}\n+"));
    assert!(seen.contains("› +") && seen.contains(" * "), "{seen}");
    assert_eq!(screen((80, 24), &format!("{couple}\n+\n*")), screen((80, 24), &couple));
    // Signs inside an answer are part of it.
    for typed in ["1\n2\n/\n5", "3\n+\n7", "3\n-\n7", "1\n.\n5"] {
        let seen = screen((80, 24), &format!("{question}\n{typed}"));
        assert!(seen.contains(&format!("› {}", typed.replace('\n', ""))), "{seen}");
    }
    assert_eq!(title("1\n*"), "menu-title");
    assert!(screen((80, 24), "1").contains("F1 ou 9"));
}

#[test]
fn the_cursor_stands_on_the_number_and_hides_nothing() {
    let script = format!("{DANGER}Down\nDown");
    played(options(), (80, 24), &script, |player| {
        let position = player.cursor();
        let cell = player.buffer()[(position.x, position.y)].symbol().to_owned();
        assert!(cell.chars().all(|c| c.is_ascii_digit()), "{cell:?} at {position:?}:\n{}", player.text());
    });
}
