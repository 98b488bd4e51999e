//! Many people, a hundred at once: each has all their answers, nothing is sent that Telegram would refuse, and the program
//! ends in peace. It asserts no speed, and prints how long a message takes from the Bot API and back to it, and the resident
//! memory of the program idle and after them:
//! `GUICHET_PEOPLE=10000 cargo test -p guichet-telegram load -- --include-ignored --nocapture`.
//! `GUICHET_TELEGRAM_PROGRAM` names another build of the program, such as the release.

#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock, and is told which program to measure")]

use crate::common::{PATIENCE, Start, WORLD, copy, next, since};
use guichet_tests::telegram::Emulator;
use std::time::{Duration, Instant};

/// What people write, one after another; the answers are of every kind.
const SCRIPT: [&str; 10] =
    ["je n'arrive pas à payer mon loyer", "1", "où aller", "12000", "1", "0", "menu", "4", "urgence", "menu"];
/// Turns of a few people, one after another; then so many people, unless `GUICHET_PEOPLE` says another number.
const TURNS: usize = 200;
const PEOPLE: i64 = 1_000;
/// So many write at once.
const AT_ONCE: usize = 100;

/// Resident memory, in MB.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("its memory");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).expect("a number") / 1024
}

#[test]
#[ignore = "full: many people at once"]
fn round_trips_and_memory() {
    let data = copy(&WORLD, "load");
    let api = Emulator::start().expect("a Bot API");
    let mut start = Start::new(&data, &api.url()).with(["--now", "2026-11-23T10:00"]);
    if let Ok(program) = std::env::var("GUICHET_TELEGRAM_PROGRAM") {
        start = start.program(&program);
    }
    let begun = Instant::now();
    let bot = start.go().ready();
    println!("ready after {:.0?}, {} MB", begun.elapsed(), resident(bot.id()));
    std::thread::sleep(Duration::from_secs(10));
    println!("idle: {} MB", resident(bot.id()));

    let mut times = Vec::new();
    for chat in 1..=(TURNS / SCRIPT.len()) as i64 {
        for text in ["/start", "1", "1"] {
            let seen = api.shown(chat).len();
            api.text(chat, text);
            since(&api, chat, seen, |shown| shown.len() == if text == "/start" { 2 } else { 1 }).expect("an answer");
        }
        for text in SCRIPT {
            let seen = api.shown(chat).len();
            let sent = Instant::now();
            api.text(chat, text);
            times.push(next(&api, chat, seen).at.duration_since(sent));
        }
    }
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("{} turns: median {:.1?}, p95 {:.1?}, worst {:.1?}", times.len(), at(50), at(95), at(100));
    println!("after them: {} MB", resident(bot.id()));

    let many = std::env::var("GUICHET_PEOPLE").ok().and_then(|many| many.parse().ok()).unwrap_or(PEOPLE);
    let people: Vec<i64> = (1_000_000..1_000_000 + many).collect();
    let begun = Instant::now();
    for some in people.chunks(AT_ONCE) {
        let before = api.state().log.len();
        for chat in some {
            api.text(*chat, "/start");
            api.text(*chat, "1");
        }
        let enough = before + 3 * some.len();
        api.wait(PATIENCE, |state| (state.log.len() >= enough).then_some(())).expect("every answer");
    }
    let took = begun.elapsed();
    let rate = (2 * many) as f64 / took.as_secs_f64();
    println!("{many} people, two messages each, {AT_ONCE} at once, in {took:.0?}: {rate:.0} turns a second");
    println!("after {many} sessions: {} MB", resident(bot.id()));
    std::thread::sleep(Duration::from_secs(10));
    println!("ten seconds later: {} MB", resident(bot.id()));
    let (status, log) = bot.end();
    assert!(status.success(), "{log}");
    assert_eq!(api.bad(), Vec::<String>::new());
}
