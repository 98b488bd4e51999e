//! What every store of conversations does, whatever is below it: a backend runs these tests on a store of its own, with
//! [`crate::conversations_suite`]. They panic where a property does not hold. Properties:
//!
//! - what was saved is loaded again, field by field, and each save has a version of its own;
//! - a save against another version than the last is stale and changes nothing;
//! - a message is handled once, and that it was is said before that the version is stale;
//! - after an erasure nothing is left of a conversation, and its old versions are never accepted again;
//! - counts add up by day and name, with the save that made them and not without;
//! - whoever has something pending, or is silent for long, is found, and nobody else;
//! - the cursor is the last one given, and the messages handled before it are forgotten;
//! - a task is one worker's at a time, and messages handled long ago are forgotten;
//! - savers at the same time lose nothing of each other, and a change is seen whole or not at all.

use crate::model::{Date, Lang, Moment};
use crate::ports::conversations::{Address, Change, Conversation, Lease, Parcel, Saved, Store, Task, Version};
use crate::talk::flows::{find, help, place};
use crate::talk::{Screen, Session};
use std::collections::BTreeSet;
use std::thread;

/// Makes a test of each property, on a store that the expression makes anew for each. Used in a module of its own:
/// `mod memory { guichet_core::conversations_suite!(MemoryStore::default()); }`.
#[macro_export]
macro_rules! conversations_suite {
    ($store:expr) => {
        $crate::conversations_suite!(@each $store;
            what_was_saved_is_loaded
            another_version_is_stale
            a_message_is_handled_once
            handled_is_said_before_stale
            an_erased_conversation_never_takes_an_old_version
            an_erasure_without_a_conversation_changes_nothing
            counts_add_up
            whoever_has_something_pending_is_found
            whoever_is_silent_is_found
            the_cursor_forgets_handled_messages
            savers_lose_nothing_of_each_other
            one_message_given_to_many_is_handled_by_one
            a_change_is_seen_whole
            any_text_can_be_kept
            flush_and_export_change_nothing
            a_task_is_one_workers_at_a_time
            one_of_many_gets_a_task
            messages_handled_long_ago_are_forgotten
        );
    };
    (@each $store:expr; $($property:ident)*) => {
        $(#[test]
        fn $property() {
            $crate::fake::conformance::$property(&*$store);
        })*
    };
}

/// A moment, as it is written.
pub fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

/// The day of every save.
pub fn day() -> Date {
    moment("2026-11-23T10:00").date
}

/// The moment of every save.
pub fn now() -> Moment {
    moment("2026-11-23T10:00")
}

/// Whose conversation.
pub fn who(name: &str) -> Address {
    Address(name.into())
}

/// A conversation last heard of at a moment, with those bodies pending.
pub fn conversation(last: &str, pending: &[&str]) -> Conversation {
    let parcel = |body: &&str| Parcel { id: format!("id-{body}"), body: (*body).into(), in_flight: false, doubts: 0 };
    let session = Session {
        lang: Some(Lang::FR),
        screen: Screen::MENU,
        last: Some(moment(last)),
        seed: 42,
        ..Session::default()
    };
    Conversation { session, outbox: pending.iter().map(parcel).collect(), erase: false }
}

/// Any conversation.
pub fn some() -> Conversation {
    conversation("2026-11-23T10:00", &[])
}

/// Saves without a message or a count.
pub fn save(store: &dyn Store, name: &str, expected: Option<Version>, next: Option<&Conversation>) -> Saved {
    let who = who(name);
    store.save(&Change { who: &who, expected, next, event: None, tally: &[], now: now() }).expect("saved")
}

/// Saves as the answer to a message, and counts `turn`.
pub fn answer(
    store: &dyn Store,
    name: &str,
    expected: Option<Version>,
    next: Option<&Conversation>,
    event: &str,
) -> Saved {
    let (who, tally) = (who(name), ["turn".to_owned()]);
    store.save(&Change { who: &who, expected, next, event: Some(event), tally: &tally, now: now() }).expect("saved")
}

/// The version of a save that was kept.
pub fn kept(saved: Saved) -> Version {
    match saved {
        Saved::Done(Some(version)) => version,
        other => panic!("not kept: {other:?}"),
    }
}

fn loaded(store: &dyn Store, name: &str) -> Option<(Version, Conversation)> {
    store.load(&who(name)).expect("loads")
}

fn names(addresses: Vec<Address>) -> BTreeSet<String> {
    let count = addresses.len();
    let names: BTreeSet<String> = addresses.into_iter().map(|address| address.0).collect();
    assert_eq!(names.len(), count, "nobody is named twice");
    names
}

/// What was saved is loaded again, field by field.
pub fn what_was_saved_is_loaded(store: &dyn Store) {
    assert!(loaded(store, "a").is_none());
    let mut rich = conversation("2026-11-23T10:07", &["one", "two"]);
    rich.session.lang = Some(Lang::EN);
    rich.session.screen = Screen::Place(place::State::Ask { card: None });
    rich.session.trail = vec![Screen::Find(find::State::Menu { page: 1 }), Screen::Help(help::State::Help)];
    rich.session.commune = Some("35238".into());
    rich.session.seed = u64::MAX;
    rich.outbox[0] = Parcel { id: "x".into(), body: "un\ndeux".into(), in_flight: true, doubts: 3 };
    rich.erase = true;
    let first = kept(save(store, "a", None, Some(&rich)));
    assert!(loaded(store, "a") == Some((first, rich.clone())));
    rich.outbox.clear();
    let second = kept(save(store, "a", Some(first), Some(&rich)));
    assert!(second != first);
    assert!(loaded(store, "a") == Some((second, rich)));
    assert!(loaded(store, "b").is_none());
}

/// A save against another version than the last changes nothing.
pub fn another_version_is_stale(store: &dyn Store) {
    assert_eq!(save(store, "a", Some(Version(1)), Some(&some())), Saved::Stale, "there is none yet");
    let first = kept(save(store, "a", None, Some(&some())));
    assert_eq!(save(store, "a", None, Some(&some())), Saved::Stale);
    let changed = conversation("2026-11-23T11:00", &["pending"]);
    let second = kept(save(store, "a", Some(first), Some(&changed)));
    assert_eq!(answer(store, "a", Some(first), Some(&some()), "event"), Saved::Stale);
    assert_eq!(answer(store, "a", Some(first), None, "event"), Saved::Stale);
    assert!(loaded(store, "a") == Some((second, changed.clone())), "a stale save changes nothing");
    assert!(store.tallies().expect("reads").is_empty(), "and counts nothing");
    kept(answer(store, "a", Some(second), Some(&changed), "event"));
}

/// A message is handled once, whoever it is given for.
pub fn a_message_is_handled_once(store: &dyn Store) {
    let first = kept(answer(store, "a", None, Some(&some()), "event-1"));
    assert_eq!(
        answer(store, "a", Some(first), Some(&conversation("2026-11-23T12:00", &[])), "event-1"),
        Saved::Handled
    );
    assert!(loaded(store, "a") == Some((first, some())));
    let second = kept(answer(store, "a", Some(first), Some(&some()), "event-2"));
    kept(save(store, "a", Some(second), Some(&some())));
    assert_eq!(answer(store, "other", None, Some(&some()), "event-2"), Saved::Handled, "whoever it is given for");
}

/// That a message was handled is said before that the version is stale.
pub fn handled_is_said_before_stale(store: &dyn Store) {
    let first = kept(answer(store, "a", None, Some(&some()), "event"));
    let second = kept(save(store, "a", Some(first), Some(&some())));
    assert_eq!(answer(store, "a", Some(first), Some(&some()), "event"), Saved::Handled);
    assert_eq!(answer(store, "a", None, None, "event"), Saved::Handled);
    assert_eq!(save(store, "a", Some(second), None), Saved::Done(None));
    assert_eq!(answer(store, "a", Some(second), Some(&some()), "event"), Saved::Handled, "an erasure keeps that too");
}

/// After an erasure no old version is accepted again.
pub fn an_erased_conversation_never_takes_an_old_version(store: &dyn Store) {
    let mut given = vec![kept(save(store, "a", None, Some(&some())))];
    for _ in 0..20 {
        let last = given.last().copied();
        assert_eq!(save(store, "a", last, None), Saved::Done(None));
        assert!(loaded(store, "a").is_none());
        given.iter().for_each(|old| assert_eq!(save(store, "a", Some(*old), Some(&some())), Saved::Stale));
        let fresh = kept(save(store, "a", None, Some(&some())));
        given.iter().for_each(|old| assert_eq!(save(store, "a", Some(*old), Some(&some())), Saved::Stale));
        assert!(!given.contains(&fresh));
        given.push(fresh);
    }
    assert!(names(store.waiting().expect("reads")).is_empty());
    assert_eq!(save(store, "a", given.last().copied(), None), Saved::Done(None));
    assert!(store.silent_since(moment("2030-01-01T00:00")).expect("reads").is_empty());
}

/// Whoever has no conversation can be erased.
pub fn an_erasure_without_a_conversation_changes_nothing(store: &dyn Store) {
    assert_eq!(answer(store, "a", None, None, "event"), Saved::Done(None));
    assert!(loaded(store, "a").is_none());
    assert_eq!(answer(store, "a", None, None, "event"), Saved::Handled, "but its message is handled");
    assert_eq!(store.tallies().expect("reads"), [(day(), "turn".to_owned(), 1)], "and counted");
}

/// Counts add up by day and name.
pub fn counts_add_up(store: &dyn Store) {
    assert!(store.tallies().expect("reads").is_empty());
    let texts = |what: &[&str]| what.iter().map(|what| (*what).to_owned()).collect::<Vec<_>>();
    let next_day = moment("2026-11-24T00:00").date;
    let mut version = None;
    for (date, tally) in
        [(day(), texts(&["search", "card/rsa", "search"])), (next_day, texts(&["search"])), (day(), texts(&["search"]))]
    {
        let (who, next) = (who("a"), some());
        let change = Change {
            who: &who,
            expected: version,
            next: Some(&next),
            event: None,
            tally: &tally,
            now: Moment { date, minute: 0 },
        };
        version = Some(kept(store.save(&change).expect("saved")));
    }
    let mut counted = store.tallies().expect("reads");
    counted.sort();
    let expected =
        [(day(), "card/rsa".to_owned(), 1), (day(), "search".to_owned(), 3), (next_day, "search".to_owned(), 1)];
    assert_eq!(counted, expected);
}

/// Conversations with something pending are found, and no others.
pub fn whoever_has_something_pending_is_found(store: &dyn Store) {
    let pending = conversation("2026-11-23T10:00", &["parcel"]);
    let a = kept(save(store, "a", None, Some(&pending)));
    kept(save(store, "b", None, Some(&some())));
    let c = kept(save(store, "c", None, Some(&pending)));
    assert_eq!(names(store.waiting().expect("reads")), BTreeSet::from(["a".into(), "c".into()]));
    kept(save(store, "a", Some(a), Some(&some())));
    assert_eq!(names(store.waiting().expect("reads")), BTreeSet::from(["c".into()]));
    assert_eq!(save(store, "c", Some(c), None), Saved::Done(None));
    assert!(store.waiting().expect("reads").is_empty());
}

/// Conversations that were silent since a moment are found, and no others.
pub fn whoever_is_silent_is_found(store: &dyn Store) {
    let silent = |text: &str| names(store.silent_since(moment(text)).expect("reads"));
    let mut never = some();
    never.session.last = None;
    kept(save(store, "never", None, Some(&never)));
    let old = kept(save(store, "old", None, Some(&conversation("2026-11-16T09:59", &["pending"]))));
    kept(save(store, "edge", None, Some(&conversation("2026-11-16T10:00", &[]))));
    kept(save(store, "new", None, Some(&conversation("2026-11-23T10:00", &[]))));
    assert_eq!(silent("2026-11-16T10:00"), BTreeSet::from(["never".into(), "old".into()]));
    kept(save(store, "old", Some(old), Some(&conversation("2026-11-23T10:01", &[]))));
    assert_eq!(silent("2026-11-16T10:00"), BTreeSet::from(["never".into()]));
    assert_eq!(silent("2026-11-16T10:01"), BTreeSet::from(["never".into(), "edge".into()]));
    assert_eq!(silent("2027-01-01T00:00").len(), 4);
}

/// The cursor is the last one given, and forgets the messages before it.
pub fn the_cursor_forgets_handled_messages(store: &dyn Store) {
    assert_eq!(store.cursor().expect("reads"), None);
    let first = kept(answer(store, "a", None, Some(&some()), "event"));
    store.advance("s1_2").expect("advances");
    assert_eq!(store.cursor().expect("reads").as_deref(), Some("s1_2"));
    let second = kept(answer(store, "a", Some(first), Some(&some()), "event"));
    assert_eq!(answer(store, "a", Some(second), Some(&some()), "event"), Saved::Handled);
    store.advance("").expect("advances");
    assert_eq!(store.cursor().expect("reads").as_deref(), Some(""));
    assert!(loaded(store, "a") == Some((second, some())), "conversations stay");
    assert_eq!(store.tallies().expect("reads"), [(day(), "turn".to_owned(), 2)], "counts stay");
}

/// Reads, changes and saves until it is kept.
fn until_kept(store: &dyn Store, name: &str, event: &str, change: impl Fn(&mut Conversation)) -> Saved {
    loop {
        let (version, mut next) = match loaded(store, name) {
            Some((version, kept)) => (Some(version), kept),
            None => (None, some()),
        };
        change(&mut next);
        match answer(store, name, version, Some(&next), event) {
            Saved::Stale => thread::yield_now(),
            saved => return saved,
        }
    }
}

const THREADS: usize = 6;
const TURNS: usize = 25;

/// Savers at the same time lose nothing of each other.
pub fn savers_lose_nothing_of_each_other(store: &dyn Store) {
    thread::scope(|scope| {
        for saver in 0..THREADS {
            scope.spawn(move || {
                for turn in 0..TURNS {
                    let id = format!("{saver}-{turn}");
                    let push = |next: &mut Conversation| {
                        next.outbox.push(Parcel { id: id.clone(), body: String::new(), in_flight: false, doubts: 0 });
                    };
                    assert!(matches!(until_kept(store, "a", &id, push), Saved::Done(Some(_))));
                    store.flush().expect("flushed");
                }
            });
        }
    });
    let (_, kept) = loaded(store, "a").expect("kept");
    let ids: BTreeSet<&str> = kept.outbox.iter().map(|parcel| parcel.id.as_str()).collect();
    assert_eq!(ids.len(), THREADS * TURNS);
    assert_eq!(kept.outbox.len(), THREADS * TURNS);
    assert_eq!(store.tallies().expect("reads"), [(day(), "turn".to_owned(), (THREADS * TURNS) as u64)]);
}

/// A message given to many at once is handled by one.
pub fn one_message_given_to_many_is_handled_by_one(store: &dyn Store) {
    let done: usize = thread::scope(|scope| {
        let savers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(move || {
                    let once = |turn| matches!(until_kept(store, "a", &format!("{turn}"), |_| {}), Saved::Done(_));
                    (0..TURNS).filter(|turn| once(*turn)).count()
                })
            })
            .collect();
        savers.into_iter().map(|saver| saver.join().expect("no panic")).sum()
    });
    assert_eq!(done, TURNS);
}

/// A change is seen whole or not at all.
pub fn a_change_is_seen_whole(store: &dyn Store) {
    thread::scope(|scope| {
        let writer = scope.spawn(move || {
            for turn in 0..100 {
                // Pending parcels and the seed go together: a reader never sees one without the other.
                until_kept(store, "a", &format!("{turn}"), |next| {
                    *next = conversation("2026-11-23T10:00", if turn % 2 == 0 { &["pending"] } else { &[] });
                    next.session.seed = turn % 2;
                });
            }
        });
        while !writer.is_finished() {
            if let Some((_, kept)) = loaded(store, "a") {
                assert_eq!(kept.outbox.len() as u64, 1 - kept.session.seed);
            }
        }
    });
    assert!(store.waiting().expect("reads").is_empty(), "nothing is pending in the last of them");
}

/// Any text can be kept, as a name too.
pub fn any_text_can_be_kept(store: &dyn Store) {
    let long = "é".repeat(200_000);
    let texts = ["", "\0", "a\0b", "!room:héé.example/é \u{202e}", "12345", long.as_str()];
    for text in texts {
        let next = conversation("2026-11-23T10:00", &[text]);
        let version = kept(answer(store, text, None, Some(&next), text));
        assert!(loaded(store, text) == Some((version, next)));
        store.advance(text).expect("advances");
        assert_eq!(store.cursor().expect("reads").as_deref(), Some(text));
    }
    assert_eq!(names(store.waiting().expect("reads")).len(), texts.len());
}

/// A flush and an export change nothing that is kept.
pub fn flush_and_export_change_nothing(store: &dyn Store) {
    let version = kept(answer(store, "a", None, Some(&some()), "event"));
    store.flush().expect("flushed");
    store.export().expect("exported");
    store.export().expect("exported");
    assert!(loaded(store, "a") == Some((version, some())));
    assert_eq!(answer(store, "a", Some(version), Some(&some()), "event"), Saved::Handled);
}

/// Of several workers one at a time has a task, until it gives it back or does not come back for it.
pub fn a_task_is_one_workers_at_a_time(store: &dyn Store) {
    let (someone, other) = (who("a"), who("b"));
    let ask = |task, worker, now: Moment| {
        store.lease(&Lease { task, worker, now, until: now.plus_minutes(5) }).expect("answers")
    };
    let task = Task::Delivery(&someone);
    assert!(ask(task, 1, now()) && !ask(task, 2, now()), "the first one has it");
    assert!(ask(Task::Delivery(&other), 2, now()) && ask(Task::Chores, 2, now()), "others are free");
    assert!(ask(task, 1, now().plus_minutes(4)) && !ask(task, 2, now().plus_minutes(6)), "it is kept by asking again");
    store.release(task, 2).expect("answers");
    assert!(!ask(task, 2, now().plus_minutes(6)), "nobody gives back what another has");
    assert!(ask(task, 2, now().plus_minutes(9)), "whoever does not come back has lost it");
    assert!(!ask(task, 1, now().plus_minutes(9)));
    store.release(task, 2).expect("answers");
    assert!(ask(task, 1, now().plus_minutes(9)), "it was given back");
}

/// Threads that ask for one task at once: one of them gets it.
pub fn one_of_many_gets_a_task(store: &dyn Store) {
    let lease = |worker| Lease { task: Task::Chores, worker, now: now(), until: now().plus_minutes(5) };
    let taken = thread::scope(|scope| {
        let workers: Vec<_> = (0..THREADS as u64)
            .map(|worker| scope.spawn(move || store.lease(&lease(worker)).expect("answers")))
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic")).filter(|taken| *taken).count()
    });
    assert_eq!(taken, 1);
}

/// Messages handled before a moment are forgotten, later ones are not; nothing else is.
pub fn messages_handled_long_ago_are_forgotten(store: &dyn Store) {
    let handle = |event: &str, now: Moment| {
        let who = who("a");
        let (version, next) = match loaded(store, "a") {
            Some((version, next)) => (Some(version), next),
            None => (None, some()),
        };
        let change = Change { who: &who, expected: version, next: Some(&next), event: Some(event), tally: &[], now };
        store.save(&change).expect("saved")
    };
    let later = now().plus_minutes(24 * 60);
    kept(handle("old", now()));
    kept(handle("new", later));
    store.forget_handled(now()).expect("forgets");
    assert_eq!(handle("old", later), Saved::Handled, "not before that moment");
    store.forget_handled(now().plus_minutes(1)).expect("forgets");
    assert_eq!(handle("new", later), Saved::Handled);
    kept(handle("old", later));
    assert_eq!(store.cursor().expect("reads"), None, "the cursor stays");
}
