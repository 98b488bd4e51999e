//! Killed at any moment. Properties, over several rounds on one store, each ended by SIGKILL:
//!
//! - every save that was acknowledged after a flush is there, with its message handled and its count;
//! - a change is there whole or not at all: conversations, counts and messages tell the same number of turns;
//! - the store opens again without having to be made again.
//!
//! `GUICHET_KILL_ROUNDS` says how many rounds; figures go to standard output.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "this test starts itself again, and tells its child where to write")]

use crate::common::{Desk, KEY, conversation, now, who};
use guichet_core::dice::Dice;
use guichet_core::ports::conversations::{Change, Saved, Store};
use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const WRITERS: u64 = 4;
const FOLDER: &str = "GUICHET_KILL_FOLDER";

fn event(writer: u64, turn: u64) -> String {
    format!("event-{writer}-{turn}")
}

/// The child: each thread has a conversation of its own, whose seed counts its turns.
#[test]
#[ignore = "started by the other test, in a process of its own"]
fn writer() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let opened = guichet_store::open(&folder, &KEY).expect("opens");
    opened.notices.iter().for_each(|notice| println!("notice {notice}"));
    println!("open");
    let store = &*opened.store;
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || write(store, writer));
        }
    });
}

fn write(store: &dyn Store, writer: u64) {
    let who = who(&format!("chat-{writer}"));
    loop {
        let kept = store.load(&who).expect("loads");
        let turn = kept.as_ref().map_or(0, |(_, kept)| kept.session.seed) + 1;
        let mut next = conversation("2026-11-23T10:00", &["an answer that is owed", "and another"]);
        next.session.seed = turn;
        let (tally, event) = (["turn".to_owned()], event(writer, turn));
        let expected = kept.map(|(version, _)| version);
        let change = Change { who: &who, expected, next: Some(&next), event: Some(&event), tally: &tally, now: now() };
        assert!(matches!(store.save(&change).expect("saved"), Saved::Done(Some(_))));
        store.flush().expect("flushed");
        writeln!(std::io::stdout().lock(), "kept {writer} {turn}").expect("told");
        if turn.is_multiple_of(200) {
            store.export().expect("exported");
        }
    }
}

/// Starts the child, kills it after some time, and adds what it acknowledged.
fn round(desk: &Desk, dice: &mut Dice, acknowledged: &mut BTreeMap<u64, u64>, notices: &mut Vec<String>) {
    let mut child = Command::new(env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "kill::writer", "--nocapture"])
        .env(FOLDER, desk.folder())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let out = child.stdout.take().expect("its output");
    // Some die while they open, most while they write.
    let patience = Duration::from_millis(20 + dice.below(500) as u64);
    let reader = thread::spawn(move || {
        // A line that was cut was not told.
        let mut lines = Vec::new();
        let mut out = BufReader::new(out);
        let mut line = String::new();
        while out.read_line(&mut line).is_ok_and(|read| read > 0) {
            if line.ends_with('\n') {
                lines.push(line.trim().to_owned());
            }
            line.clear();
        }
        lines
    });
    thread::sleep(patience);
    child.kill().expect("killed");
    child.wait().expect("gone");
    for line in reader.join().expect("read") {
        if let Some(notice) = line.strip_prefix("notice ") {
            notices.push(notice.to_owned());
        }
        if let Some((writer, turn)) = line.strip_prefix("kept ").and_then(|told| told.split_once(' ')) {
            let (writer, turn): (u64, u64) = (writer.parse().expect("a number"), turn.parse().expect("a number"));
            let last = acknowledged.entry(writer).or_default();
            *last = turn.max(*last);
        }
    }
}

/// How many acknowledged turns are missing.
fn lost(desk: &Desk, acknowledged: &BTreeMap<u64, u64>, notices: &mut Vec<String>) -> u64 {
    let opened = guichet_store::open(&desk.folder(), &KEY).expect("opens");
    notices.extend(opened.notices);
    let store = &*opened.store;
    let (mut lost, mut turns) = (0, 0);
    for writer in 0..WRITERS {
        let who = who(&format!("chat-{writer}"));
        let kept = store.load(&who).expect("loads");
        let there = kept.as_ref().map_or(0, |(_, kept)| kept.session.seed);
        turns += there;
        lost += acknowledged.get(&writer).copied().unwrap_or_default().saturating_sub(there);
        let handled = |turn| {
            let event = event(writer, turn);
            let change = Change { who: &who, expected: None, next: None, event: Some(&event), tally: &[], now: now() };
            // Against a version that is none where there is a conversation: it changes nothing.
            kept.is_some() && store.save(&change).expect("asked") == Saved::Handled
        };
        assert!((1..=there).rev().take(300).all(handled), "a conversation without its message");
        assert!(!handled(there + 1), "a message without its conversation");
    }
    let counted: u64 = store.tallies().expect("reads").iter().map(|(_, _, count)| count).sum();
    assert_eq!(counted, turns, "counts without their turns, or turns without their counts");
    lost
}

#[test]
#[ignore = "full: five kills"]
fn what_was_acknowledged_is_there() {
    let rounds = env::var("GUICHET_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let (desk, mut dice) = (Desk::new(), Dice(rounds));
    let (mut acknowledged, mut notices, mut missing) = (BTreeMap::new(), Vec::new(), 0);
    for number in 0..rounds {
        round(&desk, &mut dice, &mut acknowledged, &mut notices);
        let lost = lost(&desk, &acknowledged, &mut notices);
        assert_eq!(lost, 0, "round {number}");
        missing += lost;
    }
    let told: u64 = acknowledged.values().sum();
    println!("{rounds} kills, {told} turns acknowledged, {missing} lost, notices: {notices:?}");
    assert!(told > 0, "nothing was written");
    assert!(notices.iter().all(|notice| notice.contains("summary")), "made again: {notices:?}");
}
