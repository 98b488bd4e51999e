//! What a desk notes besides records. Properties:
//!
//! - what was noted is there again, beside the records; what cannot be is refused, and nothing of it is kept;
//! - two desks that merge in either order, once or twice, hold the same events and records; a file without events is of the format that an
//!   older program reads, and such files are still read; a newer format is refused;
//! - a database that is wiped is made again from the copy, events too; an event that was altered comes back from it;
//! - what was written on a slip a year ago is forgotten, in the copy too, and an older file brings it back for no longer than the next call;
//! - what a file holds that would be refused if it were typed is left out and counted, and takes the place of nothing;
//! - proposals are written as JSON, one a line; no file in the folder shows what was noted.

use guichet_core::activity::{Activity, FreeText, TextUse};
use guichet_core::dice::Dice;
use guichet_core::fake::activities::activity;
use guichet_core::fake::events::event;
use guichet_core::journal::options::{Check, Field};
use guichet_core::journal::{Journal, Noted};
use guichet_core::model::Date;
use guichet_store::desk::{self, Desk, FileFault, MergeError, NoteError};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const KEY: [u8; 32] = [7; 32];

fn folder(temp: &TempDir, name: &str) -> PathBuf {
    temp.path().join(name).join("store/desk")
}

fn open(temp: &TempDir, name: &str) -> Desk {
    desk::open(&folder(temp, name), &KEY, name).expect("opens")
}

fn temp() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn all(desk: &Desk) -> Journal {
    desk.journal(Clone::clone).expect("reads")
}

fn exported(desk: &Desk) -> Vec<u8> {
    let mut out = Vec::new();
    desk.export(&mut out).expect("exported");
    out
}

fn merge(desk: &Desk, file: &[u8]) -> desk::Merged {
    desk.merge(&mut &*file, |_| false).expect("merged")
}

/// Notes some events at random, each on its day.
fn filled(desk: &Desk, count: usize, dice: &mut Dice) {
    let id = desk.id().expect("an id");
    for _ in 0..count {
        let one = event(&id, dice);
        desk.note(one.day, one.noted).expect("noted");
    }
}

fn wipe(path: &Path) {
    fs::write(path, vec![0; fs::metadata(path).expect("there").len() as usize]).expect("wiped");
}

#[test]
fn what_was_noted_is_there_again() {
    let (temp, mut dice) = (temp(), Dice(1));
    let desk = open(&temp, "a");
    filled(&desk, 30, &mut dice);
    desk.add(activity(&mut dice)).expect("kept");
    let note = FreeText::kept("utile", TextUse::Remark).expect("short").expect("some");
    for wrong in [
        Noted::Verified { item: "card/apl".into(), how: Check::Call },
        Noted::Wrong { item: "jeanne dupont".into(), field: Field::Name, note: None },
        Noted::PeerNote { item: "".into(), note },
    ] {
        assert!(matches!(desk.note(day("2026-12-01"), wrong), Err(NoteError::Refused)));
    }
    let kept = all(&desk);
    assert_eq!(kept.count(), 30);
    let known: Vec<_> = kept.slips().into_keys().collect();
    assert!(!known.contains(&desk.new_code().expect("a code")));
    drop(desk);
    let desk = open(&temp, "a");
    assert_eq!((all(&desk), desk.notices()), (kept, vec![]));
    assert_eq!(desk.read(|records| records.iter().count()).expect("reads"), 1);
    // What stands in the files says nothing.
    drop(desk);
    let mut files = vec![folder(&temp, "a")];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let bytes = fs::read(&path).expect("readable");
        for told in ["mairie-18279", "lundi", "card/apl", "slip-made"] {
            let shown = bytes.windows(told.len()).any(|window| window == told.as_bytes());
            assert!(!shown, "{}: {told}", path.display());
        }
    }
}

#[test]
fn two_desks_hold_the_same_in_either_order() {
    let (temp, mut dice) = (temp(), Dice(2));
    let (a, b, c) = (open(&temp, "a"), open(&temp, "b"), open(&temp, "c"));
    for desk in [&a, &b] {
        filled(desk, 60, &mut dice);
        for _ in 0..10 {
            desk.add(activity(&mut dice)).expect("kept");
        }
    }
    let (from_a, from_b) = (exported(&a), exported(&b));
    assert_eq!(merge(&a, &from_b).new, 70);
    assert_eq!((merge(&b, &from_a).faults, merge(&c, &from_b).new, merge(&c, &from_a).new), (vec![], 70, 70));
    assert!(all(&a) == all(&b) && all(&a) == all(&c) && all(&a).count() == 120);
    let records = |desk: &Desk| desk.read(Clone::clone).expect("reads");
    assert!(records(&a) == records(&b) && records(&a) == records(&c));
    for (desk, file) in [(&a, &from_a), (&a, &from_b), (&c, &from_b)] {
        let merged = merge(desk, file);
        assert_eq!((merged.new, merged.known), (0, 70), "twice is once");
    }
}

#[test]
fn older_files_are_read_and_newer_ones_refused_in_words() {
    let (temp, mut dice) = (temp(), Dice(3));
    let (a, b) = (open(&temp, "a"), open(&temp, "b"));
    a.add(activity(&mut dice)).expect("kept");
    let without = String::from_utf8(exported(&a)).expect("text");
    assert!(without.starts_with("{\"format\":\"guichet-desk\",\"version\":1,"), "an older program reads it: {without}");
    filled(&a, 5, &mut dice);
    let with = String::from_utf8(exported(&a)).expect("text");
    assert!(with.starts_with("{\"format\":\"guichet-desk\",\"version\":2,"), "{with}");
    assert_eq!(merge(&b, without.as_bytes()).new, 1);
    let newer = with.replacen("\"version\":2", "\"version\":4", 1);
    assert!(matches!(b.merge(&mut newer.as_bytes(), |_| false), Err(MergeError::File(FileFault::Newer(4)))));
    // A line that is none, and an end that is missing: the rest is read.
    let mut lines: Vec<&str> = with.lines().collect();
    lines.insert(
        2,
        "{\"version\":\"1\",\"event\":\"x\",\"desk\":\"a-00000000\",\"day\":\"2026-12-01\",\"kind\":\"peer-note\"}",
    );
    lines.pop();
    let merged = merge(&b, lines.join("\n").as_bytes());
    assert_eq!((merged.new, merged.known, merged.faults.len()), (5, 1, 2), "{:?}", merged.faults);
    assert_eq!(all(&a), all(&b));
}

#[test]
fn a_broken_database_is_made_again_with_its_events() {
    let (temp, mut dice) = (temp(), Dice(4));
    let desk = open(&temp, "a");
    filled(&desk, 40, &mut dice);
    desk.add(activity(&mut dice)).expect("kept");
    desk.keep_copy().expect("copied");
    let copied = all(&desk);
    filled(&desk, 1, &mut dice);
    drop(desk);
    wipe(&folder(&temp, "a").join("db/db"));
    let desk = open(&temp, "a");
    let notices = desk.notices();
    assert!(notices.len() == 1 && notices[0].contains("with 1 records and 40 notes"), "{notices:?}");
    assert_eq!(all(&desk), copied);
    drop(desk);
    assert_eq!(open(&temp, "a").notices(), [] as [String; 0]);
}

#[test]
fn texts_of_a_year_ago_are_forgotten_for_good() {
    let (temp, mut dice) = (temp(), Dice(5));
    let desk = open(&temp, "a");
    filled(&desk, 80, &mut dice);
    desk.keep_copy().expect("copied");
    let (old, before) = (exported(&desk), all(&desk));
    let due = before.to_forget(day("2027-12-31")).len();
    assert!(due > 3, "{due}");
    assert_eq!(desk.forget(day("2025-12-31")).expect("nothing is due"), 0);
    assert_eq!(desk.forget(day("2027-12-31")).expect("forgotten"), due);
    let after = all(&desk);
    assert_eq!((after.count(), after.to_forget(day("2027-12-31")).len()), (80, 0));
    // Neither an older file nor the copy brings it back.
    assert_eq!(merge(&desk, &old).new, 0);
    drop(desk);
    wipe(&folder(&temp, "a").join("db/db"));
    let desk = open(&temp, "a");
    assert_eq!(all(&desk), after);
    // A desk that did not have them yet takes the old file, and forgets with the next call.
    let other = open(&temp, "b");
    merge(&other, &old);
    assert_eq!(other.forget(day("2027-12-31")).expect("forgotten"), due);
    assert_eq!(all(&other), after);
}

#[test]
fn proposals_are_lines_of_json() {
    let (temp, mut dice) = (temp(), Dice(6));
    let desk = open(&temp, "a");
    filled(&desk, 60, &mut dice);
    let mut out = Vec::new();
    let count = desk.write_proposals(&mut out).expect("written");
    let text = String::from_utf8(out).expect("text");
    assert!(count > 20 && count == text.lines().count() as u64);
    let mut kinds: Vec<String> = Vec::new();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        for key in ["kind", "id", "desk", "day", "item"] {
            assert!(value[key].is_string(), "{key}: {line}");
        }
        kinds.push(value["kind"].as_str().expect("a kind").to_owned());
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, ["peer-note", "verified", "wrong"]);
}

#[test]
fn personal_data_in_a_file_is_left_out() {
    let (temp, mut dice) = (temp(), Dice(8));
    let (a, b) = (open(&temp, "a"), open(&temp, "b"));
    let text = |text: &str, wanted| FreeText::kept(text, wanted).expect("short").expect("some");
    let one = Activity {
        note: Some(text("la note d'avant", TextUse::Note)),
        procedure_name: Some(text("le dossier", TextUse::Name)),
        tags: [text("bus", TextUse::Tag), text("le marché", TextUse::Tag)].into(),
        ..activity(&mut dice)
    };
    let id = a.add(one.clone()).expect("kept");
    let remark = || text("le panneau", TextUse::Remark);
    a.note(day("2026-12-01"), Noted::PeerNote { item: "card/apl".into(), note: remark() }).expect("noted");
    a.note(day("2026-12-01"), Noted::Wrong { item: "card/apl".into(), field: Field::Name, note: Some(remark()) })
        .expect("noted");
    let sound = String::from_utf8(exported(&a)).expect("text");
    assert_eq!(merge(&b, sound.as_bytes()).left_out, 0);
    let kept = (all(&b), b.read(Clone::clone).expect("reads"));
    // Of the same stamp, edited: what is known stays as it was.
    let edited = [
        ("la note d'avant", "rappeler au 0612345678"),
        ("le dossier", "dossier 1234567"),
        ("le marché", "qui@example.org"),
        ("le panneau", "IBAN FR76 3000 6000 0112"),
    ]
    .iter()
    .fold(sound.clone(), |file, (from, to)| file.replace(from, to));
    let merged = merge(&b, edited.as_bytes());
    assert_eq!((merged.left_out, &merged.faults[..]), (5, &[][..]));
    assert!((all(&b), b.read(Clone::clone).expect("reads")) == kept, "known texts stay");
    // A desk that knew nothing of it has the record, and of the events what they say besides.
    let c = open(&temp, "c");
    assert_eq!((merge(&c, edited.as_bytes()).left_out, merge(&c, edited.as_bytes()).new), (5, 0));
    let bare = Activity { note: None, procedure_name: None, tags: [text("bus", TextUse::Tag)].into(), ..one.clone() };
    assert_eq!(c.read(|records| records.get(id).cloned()).expect("reads"), Some(bare));
    assert_eq!(all(&c).count(), 1);
    let written = String::from_utf8(exported(&c)).expect("text");
    assert!(!["0612345678", "1234567", "example", "FR76"].iter().any(|told| written.contains(told)), "{written}");
    // A number that is known may stand.
    let phoned = sound.replace("la note d'avant", "la Caf au 01 41 86 42 47");
    let merged = open(&temp, "d").merge(&mut phoned.as_bytes(), |digits| digits == "0141864247").expect("merged");
    assert_eq!(merged.left_out, 0);
}
