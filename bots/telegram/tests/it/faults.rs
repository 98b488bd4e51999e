//! Properties of the program under faults by chance (429, 502, connections that break before or after a message was
//! accepted, calls that hang) and kills without warning:
//! - never silent: every message is answered, by its answer or by the question whether the answer arrived;
//! - in order: answers come in the order of the messages, also where several wait at once;
//! - an answer comes at most twice, and every repeat was counted by the program as possible;
//! - nothing is sent that Telegram would refuse.
//!
//! `GUICHET_TELEGRAM_FULL=1` plays 1,000 turns with 20 kills instead of a few.

#![allow(clippy::disallowed_methods, reason = "a test is asked by its environment for its long form")]

use crate::common::{Bot, PATIENCE, Start, WORLD, copy};
use guichet_bots::{Locales, plain};
use guichet_core::dice::Dice;
use guichet_core::model::{Lang, Moment};
use guichet_core::talk::{self, Event, Session};
use guichet_index::{Config, DataFolder, open_store};
use guichet_tests::telegram::{Emulator, Fault, Mix, Shown};
use guichet_tests::transcript::flat;
use guichet_tests::world;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a call may take here.
const LIMIT: Duration = Duration::from_millis(1500);
const NOW: &str = "2026-11-23T10:00";
/// What each person writes, over and over; no two answers in a row are the same.
const SCRIPT: [&str; 20] = [
    "/start",
    "1",
    "1",
    "aide",
    "menu",
    "2",
    "0",
    "7",
    "menu",
    "je n'arrive pas à payer mon loyer",
    "1",
    "retour",
    "menu",
    "urgence",
    "0",
    "4",
    "1",
    "aide",
    "langue",
    "1",
];

/// What a chat saw, laid against what was to come.
#[derive(Default, Debug, Clone, PartialEq)]
struct Laid {
    /// The last answer that is there, if one is.
    last: Option<usize>,
    /// Answers that came twice.
    repeats: usize,
    /// How often the last answer came.
    copies: usize,
    /// Answers in whose place a question came.
    asked: usize,
    /// Questions after the last answer: about that one, or in the place of the next.
    open: usize,
}

impl Laid {
    /// How many of the answers have come, in one form or the other.
    fn count(&self) -> usize {
        self.last.map_or(0, |last| last + 1) + self.open
    }
}

/// Every way in which what was seen can be read, the one with most answers last: where questions stand for some, a text
/// that is two of the next answers may be either.
fn laid(seen: &[String], expected: &[String], questions: &[String]) -> Result<Vec<Laid>, String> {
    let mut readings = vec![Laid::default()];
    for text in seen {
        let mut next = Vec::new();
        for laid in &readings {
            if questions.contains(text) {
                next.push(Laid { open: laid.open + 1, ..laid.clone() });
            } else if laid.open == 0 && laid.last.is_some_and(|last| expected[last] == *text) {
                // After a question about it no answer is sent again.
                let copy = Laid { copies: laid.copies + 1, repeats: laid.repeats + 1, ..laid.clone() };
                next.extend(Some(copy).filter(|laid| laid.copies <= 2));
            } else {
                // A question may be about the last answer, or stand in the place of one that never arrived: one each.
                let from = laid.last.map_or(0, |last| last + 1);
                let ahead = expected.iter().enumerate().skip(from).take(laid.open + 1);
                next.extend(ahead.filter(|(_, answer)| *answer == text).map(|(at, _)| {
                    let (last, asked) = (Some(at), laid.asked + at - from);
                    Laid { last, asked, repeats: laid.repeats, copies: 1, open: 0 }
                }));
            }
        }
        if next.is_empty() {
            return Err(format!("after {readings:?} came: {text}"));
        }
        readings = next;
    }
    readings.sort_by_key(|laid| (laid.count(), std::cmp::Reverse(laid.repeats + laid.asked)));
    Ok(readings)
}

/// The reading with most answers.
fn fullest(readings: &[Laid]) -> usize {
    readings.last().map_or(0, Laid::count)
}

/// What somebody who writes `SCRIPT` is answered, message by message.
fn expected(data: &Path, turns: usize) -> Vec<String> {
    let guide = world::open(data).expect("a guide");
    let locales = Locales::new();
    let now = Moment::parse(NOW).expect("a moment");
    let keeps = locales.languages().iter().map(|lang| locales.interface(*lang, "bots-telegram-keeps"));
    let mut texts = vec![flat(&keeps.collect::<Vec<_>>().join("\n"))];
    let mut session = Session::new(1);
    for text in SCRIPT.iter().cycle().take(turns) {
        let event = if *text == "/start" { Event::Start { lang: None } } else { Event::Text((*text).into()) };
        let turn = talk::turn(&guide, &session, event, now);
        session = turn.session;
        texts.push(flat(&plain::view(&turn.view)));
    }
    let twins: Vec<_> = texts.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twins.is_empty(), "two answers in a row cannot be told apart: {twins:?}");
    texts
}

struct Run {
    turns: usize,
    chats: usize,
    kills: usize,
    seed: u64,
}

impl Run {
    fn start(&self, data: &Path, api: &Emulator) -> Bot {
        let limit = LIMIT.as_millis().to_string();
        Start::new(data, &api.url())
            .with(["--now", NOW, "--limit", &limit, "--poll", "5"])
            .variable("GUICHET_LOG", "warn")
            .go()
    }
}

#[test]
#[ignore = "full: faults by chance, and kills"]
fn every_message_is_answered_in_order_whatever_breaks() {
    let full = std::env::var("GUICHET_TELEGRAM_FULL").is_ok_and(|value| value == "1");
    let run = if full {
        Run { turns: 20, chats: 50, kills: 20, seed: 7 }
    } else {
        Run { turns: 20, chats: 8, kills: 4, seed: 7 }
    };
    let data = copy(&WORLD, "faults");
    let expected = expected(&data, run.turns + 1);
    let locales = Locales::new();
    let questions: Vec<String> =
        [Lang::FR, Lang::EN].map(|lang| flat(&locales.interface(lang, "bots-did-it-arrive"))).to_vec();
    let api = Emulator::start().expect("a Bot API");
    let hang = LIMIT * 2;
    let mix = || Mix {
        seed: run.seed,
        per_mille: 200,
        faults: vec![
            Fault::TooMany(1),
            Fault::BadGateway,
            Fault::BadGateway,
            Fault::Drop,
            Fault::Drop,
            Fault::DropAfter,
            Fault::DropAfter,
            Fault::Hang(hang),
            Fault::HangAfter(hang),
        ],
    };
    let begun = Instant::now();
    let mut dice = Dice(run.seed);
    let mut bot = run.start(&data, &api).ready();
    api.mix(Some(mix()));

    let chats: Vec<i64> = (1..).take(run.chats).collect();
    let texts = |shown: &mut dyn Iterator<Item = &Shown>| shown.map(|one| flat(one.text())).collect::<Vec<_>>();
    // Each round, everybody writes once, some twice at once; now and then the power is cut.
    let mut written = vec![0; run.chats];
    let mut kills = 0;
    let rounds = run.turns;
    for round in 0..rounds {
        for (chat, written) in chats.iter().zip(&mut written) {
            let more = 1 + usize::from(dice.below(4) == 0);
            for text in SCRIPT.iter().cycle().take(run.turns).skip(*written).take(more) {
                api.text(*chat, text);
                *written += 1;
            }
        }
        // The kills are spread over the rounds, each at a moment of its own.
        while kills < run.kills * (round + 1) / rounds {
            std::thread::sleep(Duration::from_millis(dice.below(900) as u64));
            bot.kill();
            kills += 1;
            bot = run.start(&data, &api);
        }
        for (chat, written) in chats.iter().zip(&written) {
            let mut why = String::new();
            let answered = api.wait(PATIENCE, |state| {
                let seen = texts(&mut state.shown(*chat));
                match laid(&seen, &expected, &questions) {
                    Ok(readings) => (fullest(&readings) > *written).then_some(()),
                    Err(reason) => {
                        why = reason;
                        Some(())
                    }
                }
            });
            assert!(why.is_empty(), "chat {chat}: {why}\n{}", bot.log());
            if answered.is_none() {
                let pending = api.state().pending();
                let seen = texts(&mut api.shown(*chat).iter());
                let there = laid(&seen, &expected, &questions).map_or(0, |readings| fullest(&readings));
                let now = format!("{there} of {written} answers are there, {pending} updates wait with Telegram");
                panic!("chat {chat}, round {round}: silence; {now}\nseen: {seen:#?}\n{}", bot.log());
            }
        }
    }
    let took = begun.elapsed();
    let happened = api.state().faults.happened.clone();
    api.mix(None);
    // One more message each, with nothing in its way: its answer shows which questions stood for an answer.
    let last = expected.last().expect("answers");
    for chat in &chats {
        api.text(*chat, SCRIPT[run.turns % SCRIPT.len()]);
    }
    for chat in &chats {
        let there = api.wait(PATIENCE, |state| (texts(&mut state.shown(*chat)).last() == Some(last)).then_some(()));
        assert!(there.is_some(), "chat {chat}: silence at the end\n{}", bot.log());
    }
    let (status, log) = bot.end();
    assert!(status.success(), "{status}: {log}");
    assert_eq!(api.bad(), Vec::<String>::new());

    let (mut repeats, mut asked) = (0, 0);
    for chat in &chats {
        let seen = texts(&mut api.shown(*chat).iter());
        let readings = laid(&seen, &expected, &questions).unwrap_or_else(|why| panic!("chat {chat}: {why}"));
        let whole = readings.iter().rev().find(|laid| (laid.last, laid.open) == (Some(run.turns + 1), 0));
        let laid = whole.unwrap_or_else(|| panic!("chat {chat}: {readings:?}"));
        repeats += laid.repeats;
        asked += laid.asked;
    }
    let folder = DataFolder::open(&data).expect("the folder");
    let store = open_store(&folder, "telegram", &Config::default(), None).expect("the store").store;
    let tallies = store.tallies().expect("the counts");
    let counted = |what: &str| -> u64 { tallies.iter().filter(|(_, name, _)| name == what).map(|(.., n)| n).sum() };
    let (possible, questioned) = (counted("telegram/possible-repeat"), counted("telegram/answer-asked-about"));
    println!(
        "{} turns, {kills} kills, {} faults in {took:.1?}: {repeats} repeats of {possible} possible ones, {asked} questions in \
         the place of an answer ({questioned} asked), none silent, all in order",
        run.turns * run.chats,
        happened.len(),
    );
    assert!(repeats as u64 <= possible, "{repeats} repeats, {possible} counted as possible");
    assert!(asked as u64 <= questioned, "{asked} answers were replaced, {questioned} counted");
    assert_eq!(store.waiting().expect("the outboxes"), []);
}

#[test]
fn what_questions_stand_for_is_read_in_every_way() {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let (expected, questions) = (texts(&["keeps", "a", "help", "languages", "help", "b"]), texts(&["?"]));
    let read = |seen: &[&str]| laid(&texts(seen), &expected, &questions);
    // Both answers before the second help were lost; or the first help came, and both questions were about "a".
    assert_eq!(fullest(&read(&["keeps", "a", "?", "?", "help"]).expect("read")), 5);
    assert_eq!(read(&["keeps", "a", "?", "?", "help"]).expect("read").len(), 2);
    assert_eq!(fullest(&read(&["keeps", "a", "?", "?", "help", "languages"]).expect("read")), 4);
    assert_eq!(fullest(&read(&["keeps", "a", "?", "?", "help", "b"]).expect("read")), 6);
    assert_eq!(fullest(&read(&["keeps", "a", "a"]).expect("read")), 2);
    for wrong in [&["keeps", "a", "a", "a"][..], &["keeps", "help"], &["keeps", "a", "?", "b"]] {
        assert!(read(wrong).is_err(), "{wrong:?}");
    }
}
