//! A long walk at random. Property: whatever is done, in whatever order, with openings, exports and restorations in
//! between, the store answers as the one in memory does.

use crate::common::{Desk, conversation, moment, now, who};
use guichet_core::dice::Dice;
use guichet_core::fake::MemoryStore;
use guichet_core::ports::conversations::{Change, Saved, Store, Version};
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

/// The versions of the two stores differ; what they stand for does not.
type Versions = BTreeMap<String, (Vec<Version>, Vec<Version>)>;

fn walk(seed: u64, steps: usize) {
    let desk = Desk::new();
    let oracle = MemoryStore::default();
    let mut store: Option<Arc<dyn Store>> = Some(desk.store());
    let mut versions = Versions::new();
    let mut dice = Dice(seed);
    for step in 0..steps {
        let at = format!("seed {seed}, step {step}");
        let open = store.clone().expect("open");
        match dice.below(100) {
            0..=69 => one_save(&mut dice, &oracle, &*open, &mut versions, &at),
            70..=79 => {
                let cursor = format!("cursor-{step}");
                oracle.advance(&cursor).expect("advances");
                open.advance(&cursor).expect("advances");
            }
            80..=85 => open.flush().expect("flushed"),
            86..=93 => compare(&oracle, &*open, &at),
            94..=97 => {
                drop((store.take(), open));
                store = Some(desk.store());
            }
            _ => {
                open.export().expect("exported");
                drop((store.take(), open));
                fs::remove_dir_all(desk.path("db")).expect("removed");
                let opened = desk.opened();
                assert_eq!(opened.notices.len(), 1, "{at}: {:?}", opened.notices);
                store = Some(opened.store);
            }
        }
    }
    compare(&oracle, &*store.expect("open"), "the end");
}

fn one_save(dice: &mut Dice, oracle: &MemoryStore, store: &dyn Store, versions: &mut Versions, at: &str) {
    let name = format!("chat-{}", dice.below(8));
    let (in_oracle, in_store) = versions.entry(name.clone()).or_default();
    // Mostly the last version; at times an old one, one of nobody, or none.
    let back = match dice.below(10) {
        0..=5 => Some(0),
        6 | 7 => Some(dice.below(4)),
        _ => None,
    };
    let pick = |list: &[Version]| back.and_then(|back| list.iter().rev().nth(back).copied());
    let who = who(&name);
    let minute = 10 + dice.below(40);
    let owed: &[&str] = if dice.below(2) == 0 { &["one", "two"] } else { &[] };
    let mut next = conversation(&format!("2026-11-23T10:{minute}"), owed);
    next.session.seed = dice.throw();
    next.erase = dice.below(5) == 0;
    let next = (dice.below(6) > 0).then_some(&next);
    let event = (dice.below(3) > 0).then(|| format!("event-{}", dice.below(40)));
    let tally: Vec<String> = (0..dice.below(3)).map(|_| format!("thing-{}", dice.below(3))).collect();
    let change = |expected| Change { who: &who, expected, next, event: event.as_deref(), tally: &tally, now: now() };
    let expected = oracle.save(&change(pick(in_oracle))).expect("saved");
    let saved = store.save(&change(pick(in_store))).expect("saved");
    match (expected, saved) {
        (Saved::Done(Some(first)), Saved::Done(Some(second))) => {
            assert!(!in_store.contains(&second), "{at}: a version given twice");
            in_oracle.push(first);
            in_store.push(second);
        }
        (expected, saved) => assert_eq!(expected, saved, "{at}"),
    }
}

fn compare(oracle: &MemoryStore, store: &dyn Store, at: &str) {
    for number in 0..8 {
        let who = who(&format!("chat-{number}"));
        let content = |store: &dyn Store| store.load(&who).expect("loads").map(|(_, kept)| kept);
        assert!(content(oracle) == content(store), "{at}: chat {number}");
    }
    assert_eq!(oracle.waiting().expect("reads"), store.waiting().expect("reads"), "{at}");
    for minute in [0, 20, 35, 59] {
        let moment = moment("2026-11-23T10:00").plus_minutes(minute);
        assert_eq!(oracle.silent_since(moment).expect("reads"), store.silent_since(moment).expect("reads"), "{at}");
    }
    assert_eq!(oracle.cursor().expect("reads"), store.cursor().expect("reads"), "{at}");
    assert_eq!(oracle.tallies().expect("reads"), store.tallies().expect("reads"), "{at}");
}

#[test]
fn the_store_answers_as_the_one_in_memory() {
    for seed in 0..6 {
        walk(seed, 250);
    }
}
