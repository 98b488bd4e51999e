//! The interview in the guide:
//! - one question a screen, as long as a result can still change; what does not apply is not asked;
//! - what people type is read as they write it, and impossible answers are asked again in plain words;
//! - what is not wholly understood is read back, and counts only after "yes"; "I don't know" and "nothing" are answers;
//! - any answer can be changed from one list, keeping the others, and the way back is to that list;
//! - at the result the answers are gone, and so they are after a day of silence; they are in no `Debug`;
//! - the result is one line a right, with its reasons behind it, folds the unlikely ones, and makes one list of papers;
//! - who leaves a result is asked first, but not who forgets or needs help at once.

use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Date, Lang, Moment};
use guichet_core::rights::Standing;
use guichet_core::talk::flows::{emergency, help, rights, situation, start};
use guichet_core::talk::{Event, Screen, Session, Turn, show, turn};
use guichet_core::view::{Block, View};

const NOW: Moment = Moment { date: Date { year: 2026, month: 11, day: 23 }, minute: 600 };

fn play_from(session: &Session, typed: &[&str], now: Moment) -> Turn {
    let catalog = FakeCatalog::default();
    let mut session = session.clone();
    let mut last = None;
    for text in typed {
        let event = match text.strip_prefix('>') {
            Some(key) => Event::Press(marked(&show(&catalog, &session, now), key)),
            None => Event::Text((*text).to_owned()),
        };
        let turn = turn(&catalog, &session, event, now);
        session = turn.session.clone();
        last = Some(turn);
    }
    last.unwrap_or_else(|| Turn { view: show(&catalog, &session, now), session, effects: Vec::new(), searched: false })
}

/// A key as it stands on a view, with the mark of its screen; itself where it is not there.
fn marked(view: &View, does: &str) -> String {
    let there = view.choices.iter().find(|choice| choice.key.split(" ~").next() == Some(does));
    there.map_or_else(|| does.to_owned(), |choice| choice.key.clone())
}

fn play(typed: &[&str]) -> Turn {
    let session = Session { lang: Some(Lang::FR), screen: Screen::MENU, ..Session::default() };
    play_from(&session, typed, NOW)
}

fn step(turn: &Turn) -> &str {
    match &turn.session.screen {
        Screen::Rights(rights::State::Question { step, .. }) => step,
        other => panic!("no question but {other:?}"),
    }
}

fn notices(turn: &Turn) -> Vec<&str> {
    fn notice(block: &Block) -> Option<&str> {
        match block {
            Block::Notice { body } => Some(body),
            _ => None,
        }
    }
    turn.view.blocks.iter().filter_map(notice).collect()
}

#[test]
fn questions_come_one_by_one_and_only_while_a_result_can_change() {
    assert_eq!(play(&[">rights"]).session.screen, Screen::Rights(rights::State::Intro));
    assert_eq!(step(&play(&[">rights", ">ask"])), "age");
    assert_eq!(step(&play(&[">rights", ">ask", "34"])), "couple");
    assert_eq!(step(&play(&[">ask", "34", ">say couple non", "4 et 9"])), "salaire");
    // Alone, nobody else's wage is asked for; with somebody, it is.
    assert_eq!(
        play(&[">ask", "34", ">say couple non", "4 et 9", "850"]).session.screen,
        Screen::Rights(rights::State::Review { page: 0 })
    );
    assert_eq!(step(&play(&[">ask", "34", "oui", "4 et 9", "300"])), "conjoint-salaire");
    // Under the age that decides, nothing more can change.
    assert_eq!(play(&[">ask", "19"]).session.screen, Screen::Rights(rights::State::Review { page: 0 }));
    // What cannot be told is left, and the rest is still asked.
    assert_eq!(step(&play(&[">ask", "34", ">say couple non", ">say ages ?"])), "salaire");
}

#[test]
fn answers_are_read_as_people_write_them() {
    for age in ["34", "34 ans", "05/1992", "12/05/1992", "1992", "٣٤"] {
        assert_eq!(step(&play(&[">ask", age])), "couple", "{age}");
    }
    for wage in ["850", "environ 1200 euros je crois", "1.200,50", "0", "1 200 €"] {
        let turn = play(&[">ask", "34", ">say couple non", "4 et 9", wage]);
        assert_eq!(turn.session.screen, Screen::Rights(rights::State::Review { page: 0 }), "{wage}");
        assert!(notices(&turn).iter().any(|body| body.starts_with("noted")), "{wage}: read back");
    }
}

#[test]
fn impossible_answers_are_asked_again_in_plain_words() {
    let asked_again = |before: &[&str], typed: &str, why: &str| {
        let all: Vec<&str> = before.iter().copied().chain([typed]).collect();
        let turn = play(&all);
        let last = step(&turn).to_owned();
        assert_eq!(last, step(&play(before)), "{typed}: the same question");
        assert!(notices(&turn).iter().any(|body| body.starts_with(why)), "{typed}: {:?}", notices(&turn));
    };
    let age = [">ask"];
    for (typed, why) in [
        ("2031", "answer-not-born"),
        ("05/2031", "answer-not-born"),
        ("13/1990", "answer-not-a-date"),
        ("150", "answer-not-a-date"),
        ("-5", "answer-negative"),
        ("je ne comprends rien", "how-to-give-number"),
    ] {
        asked_again(&age, typed, why);
    }
    let ages = [">ask", "34", ">say couple non"];
    let many = vec!["4"; 40].join(" ");
    for (typed, why) in [
        (many.as_str(), "answer-too-many"),
        ("4 et 90", "answer-ages"),
        ("-2", "answer-negative"),
        ("4 et 34", "answer-grown-up"),
    ] {
        asked_again(&ages, typed, why);
    }
    // Two ages typed without a space between: no child is ten years younger than its parent, unless it is said again.
    let read = play(&[">ask", "34", ">say couple non", "24"]);
    assert!(matches!(read.session.screen, Screen::Rights(rights::State::ReadBack { .. })), "{:?}", read.session.screen);
    assert_eq!(step(&play_from(&read.session, &["oui"], NOW)), "salaire");
    let wage = [">ask", "34", ">say couple non", "4 et 9"];
    for (typed, why) in [
        ("-5", "answer-negative"),
        ("800 puis 900", "answer-one-number"),
        ("1500 brut", "answer-gross"),
        ("99999999", "answer-out-of-bounds"),
        ("beaucoup", "how-to-give-number"),
    ] {
        asked_again(&wage, typed, why);
    }
    let lost = play(&[">ask", "34", ">say couple non", "4 et 9", "x", "y", "z"]);
    assert_eq!(lost.session.screen, Screen::Help(help::State::Human), "three times: a human");
}

#[test]
fn any_answer_can_be_changed_and_the_others_stay() {
    let all = [">ask", "34", "oui", "4 et 9", "300", "600"];
    let back =
        |times: usize| play(&all.iter().copied().chain(std::iter::repeat_n("retour", times)).collect::<Vec<_>>());
    assert_eq!(step(&back(1)), "conjoint-salaire");
    assert_eq!(step(&back(3)), "ages");
    assert_eq!(back(6).session.screen, Screen::MENU);
    // Alone after all: the partner's wage no longer counts, and nothing is asked again.
    let changed = play(&[">ask", "34", "oui", "4 et 9", "300", "600", ">edit couple", "non"]);
    assert_eq!(changed.session.screen, Screen::Rights(rights::State::Review { page: 0 }));
    let answers = changed.view.choices.iter().filter(|choice| choice.key.starts_with("edit "));
    assert_eq!(answers.count(), 4, "{:?}", changed.view.choices);
    let alone = result(&changed.session);
    assert!(alone.contains(&("rsa".into(), Standing::Likely)), "600 and 200 less 300: {alone:?}");
}

fn result(session: &Session) -> Vec<(String, Standing)> {
    match play_from(session, &[">result"], NOW).session.screen {
        Screen::Rights(rights::State::Outcomes { found, .. }) => {
            found.into_iter().map(|found| (found.right, found.standing)).collect()
        }
        other => panic!("no result but {other:?}"),
    }
}

#[test]
fn the_result_says_why_and_keeps_no_answer() {
    let turn = play(&[">rights", ">ask", "34", ">say couple non", "4 et 9", "317", ">result"]);
    let stored = serde_json::to_string(&turn.session).unwrap();
    assert!(turn.session.interview.is_none() && !stored.contains("317"), "{stored}");
    let rights: Vec<_> = turn.view.blocks.iter().filter(|block| matches!(block, Block::Right { .. })).collect();
    let [Block::Right { id, standing: Standing::Likely, amount, reasons, .. }, Block::Right { standing, .. }] =
        rights[..]
    else {
        panic!("{rights:?}")
    };
    assert!(id == "rsa" && reasons.is_empty(), "one line a right: {rights:?}");
    assert!(amount.contains("480"), "483 euros are about 480: {amount}");
    assert_eq!(*standing, Standing::Check);
    let opened = play_from(&turn.session, &[">right rsa"], NOW);
    let why = |block: &Block| matches!(block, Block::Right { reasons, .. } if reasons == &["Avoir 25 ans"]);
    assert!(opened.view.blocks.iter().any(why), "the reasons stand behind it: {:?}", opened.view.blocks);
    assert!(opened.view.choices.iter().any(|choice| choice.key == "open card/rsa"));
    assert_eq!(play_from(&opened.session, &["retour"], NOW).session.screen, turn.session.screen);
    assert!(notices(&turn).iter().any(|body| body.starts_with("not-a-promise-of")), "{:?}", notices(&turn));
    // Cards, papers, places, and back to where one was before.
    let keys: Vec<&str> = turn.view.choices.iter().filter_map(|choice| choice.key.split(" ~").next()).collect();
    assert_eq!(keys, ["right rsa", "right pch", "all-papers", "where card/rsa", "sos", "back"]);
    assert!(
        matches!(play_from(&turn.session, &[">all-papers"], NOW).session.screen, Screen::Situation(situation::State::Papers { of }) if of == "right/rsa")
    );
    assert_eq!(play_from(&turn.session, &["retour", ">yes"], NOW).session.screen, Screen::MENU);
    assert_eq!(play_from(&turn.session, &[">open card/rsa", "retour"], NOW).session.screen, turn.session.screen);
}

#[test]
fn unlikely_rights_are_folded_and_can_be_checked_anyway() {
    let turn = play(&[">ask", "19", ">result"]);
    assert!(!turn.view.blocks.iter().any(|block| matches!(block, Block::Right { .. })), "none is shown at first");
    let folded = play_from(&turn.session, &[">unlikely"], NOW);
    assert!(folded.view.choices.iter().any(|choice| choice.key == "right rsa"));
    assert_eq!(
        play_from(&folded.session, &["retour"], NOW).session.screen,
        turn.session.screen,
        "back to the first page"
    );
}

#[test]
fn what_is_not_wholly_understood_is_read_back() {
    // Two ages typed without a space between: no child is ten years younger than its parent, unless it is said again.
    let read = play(&[">ask", "34", ">say couple non", "24"]);
    assert!(matches!(read.session.screen, Screen::Rights(rights::State::ReadBack { .. })), "{:?}", read.session.screen);
    assert_eq!(step(&play_from(&read.session, &["oui"], NOW)), "salaire");
    let wage = [">ask", "34", ">say couple non", "4 et 9"];
    let said = |typed: &[&str]| play(&wage.iter().copied().chain(typed.iter().copied()).collect::<Vec<_>>());
    for typed in ["14400 par an", "12OO", "1200 blorg", "entre 800 et 900", "7"] {
        let turn = said(&[typed]);
        assert!(
            matches!(&turn.session.screen, Screen::Rights(rights::State::ReadBack { step, .. }) if step == "salaire"),
            "{typed}"
        );
        assert!(!format!("{:?}", turn.session).contains("1200"), "{typed}: no answer in Debug");
        assert_eq!(said(&[typed, "oui"]).session.screen, Screen::Rights(rights::State::Review { page: 0 }), "{typed}");
        assert_eq!(step(&said(&[typed, "non"])), "salaire", "{typed}");
        assert_eq!(step(&said(&[typed, "retour"])), "salaire", "{typed}");
        // Another number corrects it at once; "I don't know" is an answer still.
        assert_eq!(said(&[typed, "1300"]).session.screen, Screen::Rights(rights::State::Review { page: 0 }), "{typed}");
        assert_eq!(
            said(&[typed, "je ne sais pas"]).session.screen,
            Screen::Rights(rights::State::Review { page: 0 }),
            "{typed}"
        );
    }
    // A day later the amount is gone with the other answers.
    let tomorrow = play_from(&said(&["14400 par an"]).session, &["bonjour"], NOW.plus_minutes(24 * 60));
    assert!(!serde_json::to_string(&tomorrow.session).unwrap().contains("1200"));
}

#[test]
fn i_do_not_know_and_nothing_are_answers() {
    for age in ["je sais pas", "Je ne sais pas !", "?", "je ne veux pas dire"] {
        assert_eq!(step(&play(&[">ask", age])), "couple", "{age}");
    }
    assert_eq!(step(&play(&[">ask", "34", "aucun"])), "ages", "no couple");
    assert_eq!(step(&play(&[">ask", "34", "non", "aucun"])), "salaire", "no child");
    assert_eq!(
        play(&[">ask", "34", "non", "aucun", "rien"]).session.screen,
        Screen::Rights(rights::State::Review { page: 0 }),
        "no wage"
    );
    // One digit is the number of a choice where nobody is so young, and zero is the way back.
    assert_eq!(step(&play(&[">ask", "1"])), "couple");
    assert_eq!(play(&[">ask", "9"]).session.screen, Screen::Emergency(emergency::State::Kinds));
    assert_eq!(play(&[">rights", ">ask", "0"]).session.screen, Screen::Rights(rights::State::Intro));
}

#[test]
fn the_way_back_from_a_change_is_the_review() {
    let all = [">ask", "34", "oui", "4 et 9", "300", "600"];
    let more = |typed: &[&str]| play(&all.iter().copied().chain(typed.iter().copied()).collect::<Vec<_>>());
    assert_eq!(more(&[">edit couple", "retour"]).session.screen, Screen::Rights(rights::State::Review { page: 0 }));
    assert_eq!(
        more(&[">edit ages", "4 blorg", "retour", "retour"]).session.screen,
        Screen::Rights(rights::State::Review { page: 0 })
    );
    assert_eq!(
        more(&[">edit ages", "4 blorg", "oui"]).session.screen,
        Screen::Rights(rights::State::Review { page: 0 })
    );
    let review = more(&[]);
    let first = review.view.choices.first().map(|choice| choice.key.as_str());
    assert_eq!(first, Some("result"), "the result stands on top");
    assert!(review.view.choices.iter().any(|choice| choice.label.contains("years-old years=34")), "{:?}", review.view);
}

#[test]
fn who_leaves_a_result_is_asked_first() {
    let result = play(&[">rights", ">ask", "34", ">say couple non", "4 et 9", "317", ">result"]);
    let after = |typed: &[&str]| play_from(&result.session, typed, NOW).session.screen;
    for way in ["retour", "menu", "0"] {
        assert!(matches!(after(&[way]), Screen::Rights(rights::State::Leaving { .. })), "{way}");
        for stay in ["non", "retour", "1"] {
            assert_eq!(after(&[way, stay]), result.session.screen, "{way}, {stay}");
        }
        assert_eq!(after(&[way, "2"]), Screen::MENU, "{way}");
    }
    assert_eq!(after(&["menu", "menu"]), Screen::MENU, "said twice");
    assert!(
        matches!(after(&[">open card/rsa", "menu"]), Screen::Rights(rights::State::Leaving { .. })),
        "from a card of the result too"
    );
    assert_eq!(after(&["oublier"]), Screen::Start(start::State::Forgotten));
    assert_eq!(after(&["urgence"]), Screen::Emergency(emergency::State::Kinds));
}

#[test]
fn the_count_of_questions_is_a_guess_that_comes_true() {
    let gauge = |turn: &Turn| {
        let gauge = turn.view.blocks.iter().find_map(|block| match block {
            Block::Gauge { done, total, .. } => Some((*done, *total)),
            _ => None,
        });
        gauge.expect("a gauge")
    };
    let typed = [">rights", ">ask", "34", ">say couple non", "4 et 9"];
    for count in 2..=typed.len() {
        let (done, total) = gauge(&play(&typed[..count]));
        assert_eq!(done as usize, count - 1);
        assert!((2..=5).contains(&total), "{count}: {total}");
    }
}

#[test]
fn a_day_of_silence_and_debug_hold_no_answer() {
    let asked = play(&[">ask", "34", ">say couple non", "4 et 9"]);
    assert!(!format!("{asked:?}").contains("34"), "{asked:?}");
    let later = |minutes: i64| play_from(&asked.session, &["850"], NOW.plus_minutes(minutes)).session.interview;
    assert!(later(24 * 60 - 1).is_some());
    let tomorrow = play_from(&asked.session, &["bonjour"], NOW.plus_minutes(24 * 60));
    assert!(tomorrow.session.interview.is_none());
}

#[test]
fn without_rules_for_the_month_there_is_a_human() {
    let mut catalog = FakeCatalog::default();
    catalog.rights = None;
    let session = Session { lang: Some(Lang::FR), screen: Screen::MENU, ..Session::default() };
    for key in ["rights", "ask", "say age ?", "result"] {
        let turn = turn(&catalog, &session, Event::Press(key.into()), NOW);
        assert_eq!(turn.session.screen, Screen::Help(help::State::Human), "{key}");
    }
}
