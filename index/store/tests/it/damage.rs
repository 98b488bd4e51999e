//! Damaged files. Properties:
//!
//! - a cut, altered or left-over summary (`snap.*`) loses nothing;
//! - a database that is cut, altered or missing is set aside, never deleted, and made again from the export; where there is
//!   no export that reads, from nothing; either way the program starts, and the notices say what happened;
//! - nothing that an export held is lost with the database; a store that opens in silence is whole;
//! - an export that is cut or altered anywhere is not believed;
//! - what was erased is in no older copy once there is a newer.

use crate::common::{Desk, answer, conversation, copy, day, kept, moment, save, some, who};
use guichet_core::dice::Dice;
use guichet_core::ports::conversations::{Saved, Store};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// A store with some history: opened several times, so that there is a summary; exported once; changed after.
fn with_history(desk: &Desk, exported: bool) -> BTreeMap<String, u64> {
    let mut expected = BTreeMap::new();
    let mut dice = Dice(3);
    for round in 0..3 {
        let store = desk.store();
        for turn in 0..120 {
            let name = format!("chat-{}", dice.below(40));
            let version = store.load(&who(&name)).expect("loads").map(|(version, _)| version);
            let mut next = conversation("2026-11-23T10:00", &["parcel"]);
            next.session.seed = dice.throw();
            kept(answer(&*store, &name, version, Some(&next), &format!("{round}-{turn}")));
            expected.insert(name, next.session.seed);
        }
        store.flush().expect("flushed");
        if exported && round == 1 {
            store.export().expect("exported");
        }
    }
    expected
}

fn seeds(store: &dyn Store) -> BTreeMap<String, u64> {
    (0..40)
        .filter_map(|number| {
            let name = format!("chat-{number}");
            let (_, kept) = store.load(&who(&name)).expect("loads")?;
            Some((name, kept.session.seed))
        })
        .collect()
}

fn summaries(desk: &Desk) -> Vec<PathBuf> {
    let entries = fs::read_dir(desk.path("db")).expect("a database").flatten().map(|entry| entry.path());
    entries.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap."))).collect()
}

fn copied(desk: &Desk) -> Desk {
    let other = Desk::new();
    copy(&desk.folder(), &other.folder()).expect("copied");
    other
}

#[test]
fn a_damaged_summary_loses_nothing() {
    let first = Desk::new();
    let expected = with_history(&first, true);
    let damages: [fn(&PathBuf); 5] = [
        |path| fs::write(path, "").expect("written"),
        |path| {
            let bytes = fs::read(path).expect("reads");
            fs::write(path, &bytes[..bytes.len() / 2]).expect("cut");
        },
        |path| {
            let mut bytes = fs::read(path).expect("reads");
            let middle = bytes.len() / 2;
            bytes[middle] ^= 0xff;
            fs::write(path, bytes).expect("altered");
        },
        |path| fs::write(path.with_file_name("snap.FFFFFFFFFFFFFFFF"), "left over").expect("written"),
        |path| fs::write(path.with_extension("generating"), "half").expect("written"),
    ];
    for (number, damage) in damages.iter().enumerate() {
        let desk = copied(&first);
        let summaries = summaries(&desk);
        assert_eq!(summaries.len(), 1, "sled writes one at each opening");
        damage(&summaries[0]);
        let opened = desk.opened();
        assert_eq!(seeds(&*opened.store), expected, "damage {number}");
        assert!(opened.notices.iter().all(|notice| notice.contains("summary")), "{:?}", opened.notices);
        drop(opened);
        desk.store();
        assert_eq!(desk.names(), ["db", "export", "lock", "secrets"]);
    }
}

/// Opens a damaged store: it opens, says what it did, and what it says is so.
fn judged(desk: &Desk, expected: &BTreeMap<String, u64>, exported: Option<&BTreeMap<String, u64>>, what: &str) {
    let opened = desk.opened();
    let there = seeds(&*opened.store);
    let aside = desk.names().into_iter().filter(|name| name.starts_with("db.broken-")).count();
    if opened.notices.iter().any(|notice| notice.contains("could not be opened")) {
        match exported {
            Some(exported) => assert_eq!(&there, exported, "{what}: {:?}", opened.notices),
            None => assert!(there.is_empty(), "{what}"),
        }
    } else {
        assert_eq!(aside, 0, "{what}");
        // A cut tail looks like a write that a crash interrupted: older, and still whole. With an export, never older
        // than it.
        assert!(there.keys().all(|name| expected.contains_key(name)), "{what}");
        if let Some(exported) = exported {
            assert!(exported.keys().all(|name| there.contains_key(name)), "{what}: less than the export held");
        }
    }
    // It goes on from there.
    let version = opened.store.load(&who("chat-1")).expect("loads").map(|(version, _)| version);
    kept(save(&*opened.store, "chat-1", version, Some(&some())));
    opened.store.flush().expect("flushed");
    opened.store.export().expect("exported");
    drop(opened);
    desk.store();
}

#[test]
fn a_cut_database_is_made_again() {
    for with_export in [true, false] {
        let first = Desk::new();
        let expected = with_history(&first, with_export);
        let exported = with_export.then(|| exported(&first));
        let length = fs::metadata(first.path("db/db")).expect("the log").len();
        let mut dice = Dice(11);
        let drawn = (0..8).map(|_| dice.below(length as usize) as u64);
        let cuts = [0, 1, 100, length / 4, length / 2, length - 1].into_iter().chain(drawn);
        for cut in cuts {
            let desk = copied(&first);
            fs::File::options().write(true).open(desk.path("db/db")).expect("the log").set_len(cut).expect("cut");
            judged(&desk, &expected, exported.as_ref(), &format!("cut at {cut} of {length}"));
        }
    }
}

#[test]
fn a_database_that_opens_empty_is_no_new_one() {
    for with_export in [true, false] {
        let desk = Desk::new();
        with_history(&desk, with_export);
        let exported = with_export.then(|| exported(&desk));
        let path = desk.path("db/db");
        let length = fs::metadata(&path).expect("the log").len();
        fs::write(&path, vec![0; length as usize]).expect("wiped");
        let opened = desk.opened();
        let said = opened.notices.last().expect("a notice");
        assert!(said.contains("could not be opened") && said.contains("db.broken-1"), "{said}");
        assert_eq!(seeds(&*opened.store), exported.unwrap_or_default());
        opened.store.export().expect("exported");
        drop(opened);
        // Where the new one goes too, that there was one is not forgotten.
        fs::remove_file(desk.path("export")).expect("removed");
        fs::remove_dir_all(desk.path("db")).expect("removed");
        let said = desk.opened().notices;
        assert!(said.len() == 1 && said[0].contains("it is missing"), "{said:?}");
    }
}

#[test]
fn an_altered_database_is_made_again() {
    let first = Desk::new();
    let expected = with_history(&first, true);
    let exported = exported(&first);
    let length = fs::metadata(first.path("db/db")).expect("the log").len();
    let mut dice = Dice(5);
    for round in 0..16 {
        let desk = copied(&first);
        let path = desk.path("db/db");
        let mut bytes = fs::read(&path).expect("reads");
        let at = dice.below(length as usize - 600);
        let count = 1 + dice.below(512);
        bytes[at..at + count].iter_mut().for_each(|byte| *byte ^= 0x5a);
        fs::write(&path, bytes).expect("written");
        judged(&desk, &expected, Some(&exported), &format!("round {round}: {count} bytes at {at}"));
    }
}

/// What the export of a store holds: a copy of the store with nothing but the export and the secrets.
fn exported(desk: &Desk) -> BTreeMap<String, u64> {
    let other = Desk::new();
    fs::create_dir_all(other.folder()).expect("made");
    for name in ["export", "secrets"] {
        fs::copy(desk.path(name), other.path(name)).expect("copied");
    }
    let opened = other.opened();
    assert!(opened.notices.len() == 1 && opened.notices[0].contains("export of"), "{:?}", opened.notices);
    seeds(&*opened.store)
}

#[test]
fn other_missing_files_are_no_loss_or_said() {
    let first = Desk::new();
    let expected = with_history(&first, true);
    let exported = exported(&first);
    for name in ["db/conf", "db/db", "db/blobs", "db"] {
        let desk = copied(&first);
        let path = desk.path(name);
        if path.is_dir() {
            fs::remove_dir_all(path).expect("removed")
        } else {
            fs::remove_file(path).expect("removed")
        }
        judged(&desk, &expected, Some(&exported), name);
    }
    // Without its secrets nothing opens: everybody starts again, which is said.
    for export in [true, false] {
        let desk = copied(&first);
        fs::remove_file(desk.path("secrets")).expect("removed");
        if !export {
            fs::remove_file(desk.path("export")).expect("removed");
        }
        judged(&desk, &expected, None, "no secrets");
    }
    let desk = copied(&first);
    fs::write(desk.path("db/conf"), "nonsense").expect("written");
    judged(&desk, &expected, Some(&exported), "a conf that is none");
}

#[test]
fn an_older_database_gives_way_to_its_export() {
    let desk = Desk::new();
    with_history(&desk, true);
    let older = copied(&desk);
    let version = {
        let store = desk.store();
        let version = store.load(&who("chat-1")).expect("loads").map(|(version, _)| version);
        assert_eq!(save(&*store, "chat-1", version, None), Saved::Done(None));
        store.export().expect("exported");
        version
    };
    fs::remove_dir_all(desk.path("db")).expect("removed");
    copy(&older.path("db"), &desk.path("db")).expect("an older one in its place");
    let opened = desk.opened();
    assert!(opened.notices[0].contains("older than its last export"), "{:?}", opened.notices);
    assert!(opened.store.load(&who("chat-1")).expect("loads").is_none(), "what was erased does not come back");
    assert!(kept(save(&*opened.store, "chat-1", None, Some(&some()))) > version.expect("a version"));
}

#[test]
fn everything_is_restored() {
    let desk = Desk::new();
    let versions = {
        let store = desk.store();
        let versions: Vec<_> = (0..50)
            .map(|number| {
                let next = conversation("2026-11-23T10:00", if number % 2 == 0 { &["parcel"] } else { &[] });
                kept(answer(&*store, &format!("chat-{number}"), None, Some(&next), &format!("event-{number}")))
            })
            .collect();
        store.export().expect("exported");
        versions
    };
    fs::remove_dir_all(desk.path("db")).expect("removed");
    let opened = desk.opened();
    assert!(opened.notices.len() == 1 && opened.notices[0].contains("50 conversations"), "{:?}", opened.notices);
    let store = opened.store;
    assert_eq!(store.waiting().expect("reads").len(), 25);
    assert_eq!(store.tallies().expect("reads"), [(day(), "turn".into(), 50)]);
    for (number, version) in versions.iter().enumerate() {
        let name = format!("chat-{number}");
        assert_eq!(answer(&*store, &name, Some(*version), None, &format!("event-{number}")), Saved::Handled);
        let next = kept(save(&*store, &name, Some(*version), Some(&some())));
        assert!(versions.iter().all(|old| *old < next), "no version is given twice");
    }
}

#[test]
fn a_damaged_export_is_not_believed() {
    let first = Desk::new();
    {
        let store = first.store();
        for number in 0..4 {
            kept(save(&*store, &format!("chat-{number}"), None, Some(&some())));
        }
        store.export().expect("exported");
    }
    let whole = fs::read(first.path("export")).expect("reads");
    let cuts = (0..whole.len()).step_by(37).map(|cut| whole[..cut].to_vec());
    let altered = (0..whole.len()).step_by(41).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        bytes
    });
    let longer = [whole.as_slice(), b"x"].concat();
    for (number, bytes) in cuts.chain(altered).chain([longer]).enumerate() {
        let desk = Desk::new();
        fs::create_dir_all(desk.folder()).expect("made");
        fs::write(desk.path("export"), bytes).expect("written");
        let opened = desk.opened();
        assert_eq!(opened.notices.len(), 2, "export {number}: {:?}", opened.notices);
        assert!(opened.notices[0].contains("export.broken-1"), "{:?}", opened.notices);
        assert!(opened.store.silent_since(moment("2030-01-01T00:00")).expect("reads").is_empty());
        assert_eq!(desk.names(), ["db", "export.broken-1", "lock", "secrets"]);
    }
}

#[test]
fn what_was_erased_is_in_no_older_copy() {
    let desk = Desk::new();
    let store = desk.store();
    let a = kept(save(&*store, "a", None, Some(&some())));
    kept(save(&*store, "b", None, Some(&some())));
    store.export().expect("exported");
    let before = fs::read(desk.path("export")).expect("reads").len();
    assert_eq!(save(&*store, "a", Some(a), None), Saved::Done(None));
    store.export().expect("exported");
    assert!(fs::read(desk.path("export")).expect("reads").len() < before);
    assert_eq!(desk.names(), ["db", "export", "lock", "secrets"], "one copy and no other");
    drop(store);
    fs::remove_dir_all(desk.path("db")).expect("removed");
    let store = desk.opened().store;
    assert!(store.load(&who("a")).expect("loads").is_none());
    assert!(store.load(&who("b")).expect("loads").is_some());
}

#[test]
fn interrupted_work_is_cleared() {
    let desk = Desk::new();
    kept(save(&*desk.store(), "a", None, Some(&some())));
    fs::write(desk.path("export.draft"), "half").expect("written");
    fs::create_dir_all(desk.path("db.draft/blobs")).expect("made");
    assert!(desk.store().load(&who("a")).expect("loads").is_some());
    assert_eq!(desk.names(), ["db", "lock", "secrets"]);
}
