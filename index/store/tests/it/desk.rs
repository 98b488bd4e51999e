//! The records of a desk. Properties:
//!
//! - what was acknowledged is there again, and a desk stays the same one; a record that is not whole is not kept;
//! - 1,000 changes each of two desks to the same records: merged in either order, once or twice, opened again, both hold the same;
//! - a file that is cut, of another kind, of a later version or broken in places is said so; what is sound of it is merged;
//! - a database that is wiped, cut or missing is set aside and made again from the copy, as another desk; a record that was altered
//!   comes back from it; a damaged copy is set aside; each is said once;
//! - an older copy brings nothing back that was changed or deleted since;
//! - a second program and another key are refused; no file in the folder shows what is kept;
//! - a table and a list in JSON are read as they were written, and bring nothing new.

use guichet_core::activity::{Activity, Period, RecordId, Records, Row, read_table};
use guichet_core::dice::Dice;
use guichet_core::fake::activities::activity;
use guichet_core::model::Date;
use guichet_store::desk::{self, Desk, FileFault, KeepError, MergeError, RevisionFault};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const KEY: [u8; 32] = [7; 32];

struct Office {
    temp: TempDir,
}

impl Office {
    fn new() -> Self {
        Self { temp: tempfile::tempdir().expect("a folder") }
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.temp.path().join(name).join("store/desk")
    }

    fn open(&self, name: &str) -> Desk {
        desk::open(&self.folder(name), &KEY, name).expect("opens")
    }

    fn names(&self, name: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder(name)).expect("a folder").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn all(desk: &Desk) -> Records {
    desk.read(Clone::clone).expect("reads")
}

fn live(desk: &Desk) -> Vec<(RecordId, Activity)> {
    desk.read(|records| records.iter().map(|(id, activity)| (id, activity.clone())).collect()).expect("reads")
}

fn exported(desk: &Desk) -> Vec<u8> {
    let mut out = Vec::new();
    desk.export(&mut out).expect("exported");
    out
}

fn merge(desk: &Desk, file: &[u8]) -> desk::Merged {
    desk.merge(&mut &*file, |_| false).expect("merged")
}

fn filled(desk: &Desk, count: usize, dice: &mut Dice) -> Vec<RecordId> {
    (0..count).map(|_| desk.add(activity(dice)).expect("kept")).collect()
}

fn year() -> Period {
    Period { first: Date::new(2026, 1, 1).expect("a day"), last: Date::new(2026, 12, 31).expect("a day") }
}

#[test]
fn what_was_acknowledged_is_there_again() {
    let (office, mut dice) = (Office::new(), Dice(1));
    let desk = office.open("accueil");
    let ids = filled(&desk, 20, &mut dice);
    desk.change(ids[0], activity(&mut dice)).expect("changed");
    desk.delete(ids[1]).expect("deleted");
    assert!(matches!(desk.delete(ids[1]), Err(KeepError::Unknown)));
    assert!(matches!(desk.change(RecordId::random(&mut dice), activity(&mut dice)), Err(KeepError::Unknown)));
    let empty = Activity { minutes: 0, ..activity(&mut dice) };
    assert!(matches!(desk.add(empty.clone()), Err(KeepError::Gaps(_))));
    assert!(matches!(desk.add_all(vec![(None, activity(&mut dice)), (None, empty)]), Err(KeepError::Gaps(_))));
    let (kept, id) = (all(&desk), desk.id().expect("an id"));
    assert_eq!((kept.iter().count(), id.name()), (19, "accueil"));
    drop(desk);
    let desk = desk::open(&office.folder("accueil"), &KEY, "another name").expect("opens");
    assert!(all(&desk) == kept);
    assert_eq!((desk.id().expect("an id"), desk.notices()), (id, vec![]));
}

#[test]
fn two_desks_merge_a_thousand_changes_in_both_orders() {
    let (office, mut dice) = (Office::new(), Dice(2));
    let (a, b) = (office.open("a"), office.open("b"));
    a.add_all((0..200).map(|_| (None, activity(&mut dice))).collect()).expect("kept");
    assert_eq!(merge(&b, &exported(&a)).new, 200);
    let ids: Vec<_> = live(&a).into_iter().map(|(id, _)| id).collect();
    for desk in [&a, &b] {
        // A thousand of each, in blocks: the flush of each by itself is another test's.
        for _ in 0..10 {
            let mut changes: Vec<_> = (0..90).map(|_| (dice.pick(&ids).copied(), activity(&mut dice))).collect();
            changes.extend((0..10).map(|_| (None, activity(&mut dice))));
            desk.add_all(changes).expect("kept");
        }
        for _ in 0..20 {
            let there = live(desk);
            desk.delete(there[dice.below(there.len())].0).expect("deleted");
        }
    }
    let (from_a, from_b) = (exported(&a), exported(&b));
    let third = office.open("c");
    merge(&third, &from_b);
    merge(&third, &from_a);
    assert_eq!(merge(&a, &from_b).faults, []);
    merge(&b, &from_a);
    assert!(all(&a) == all(&b) && all(&a) == all(&third));
    assert!(all(&a).conflicts().count() > 50);
    for (desk, file) in [(&a, &from_a), (&a, &from_b), (&b, &from_b), (&third, &from_a)] {
        assert_eq!(merge(desk, file).new, 0, "twice is once");
    }
    let kept = all(&a);
    drop(a);
    assert!(all(&office.open("a")) == kept);
}

#[test]
fn a_file_that_is_not_whole_says_so() {
    let (office, mut dice) = (Office::new(), Dice(3));
    let (a, b) = (office.open("a"), office.open("b"));
    filled(&a, 10, &mut dice);
    let file = exported(&a);
    let text = String::from_utf8(file.clone()).expect("text");
    for (wrong, fault) in [
        (String::new(), FileFault::Other),
        ("id,type\n".to_owned(), FileFault::Other),
        (text.replacen("guichet-desk", "x", 1), FileFault::Other),
        (text.replacen("\"version\":1", "\"version\":4", 1), FileFault::Newer(4)),
    ] {
        let Err(MergeError::File(found)) = b.merge(&mut wrong.as_bytes(), |_| false) else { panic!("read") };
        assert_eq!(found, fault);
    }
    assert_eq!(live(&b).len(), 0);
    // Cut in the middle of a line, a line that is none, and one that is endless.
    let merged = merge(&b, &file[..file.len() / 2]);
    assert!(merged.new > 2 && merged.faults.len() == 2 && merged.faults[1].fault.is_none(), "{merged:?}");
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines[3] = "jeanne".to_owned();
    lines[5] = "x".repeat(1 << 20);
    let merged = merge(&b, lines.join("\n").as_bytes());
    let faults: Vec<_> = merged.faults.iter().map(|one| (one.line, one.fault.clone())).collect();
    assert_eq!(faults, [(4, Some(RevisionFault::Shape)), (6, Some(RevisionFault::Shape))]);
    merge(&b, &file);
    assert!(all(&a) == all(&b));
}

/// A desk with a copy, and some changes since.
fn with_copy(office: &Office) -> (Vec<(RecordId, Activity)>, String) {
    let (desk, mut dice) = (office.open("a"), Dice(4));
    let ids = filled(&desk, 60, &mut dice);
    desk.keep_copy().expect("copied");
    let copied = live(&desk);
    desk.change(ids[0], activity(&mut dice)).expect("changed");
    desk.delete(ids[1]).expect("deleted");
    (copied, desk.id().expect("an id").as_str().to_owned())
}

fn wipe(path: &Path) {
    fs::write(path, vec![0; fs::metadata(path).expect("there").len() as usize]).expect("wiped");
}

#[test]
fn a_broken_database_is_made_again_from_the_copy() {
    let damages: [fn(&Path); 3] = [
        |folder| wipe(&folder.join("db/db")),
        |folder| fs::remove_file(folder.join("db/db")).expect("removed"),
        |folder| fs::remove_dir_all(folder.join("db")).expect("removed"),
    ];
    for (number, damage) in damages.iter().enumerate() {
        let office = Office::new();
        let (copied, id) = with_copy(&office);
        damage(&office.folder("a"));
        let desk = office.open("a");
        let notices = desk.notices();
        assert!(notices.len() == 1 && notices[0].contains("60 records"), "damage {number}: {notices:?}");
        assert!(live(&desk) == copied);
        assert_ne!(desk.id().expect("an id").as_str(), id, "no stamp is given twice");
        filled(&desk, 1, &mut Dice(5));
        drop(desk);
        let desk = office.open("a");
        assert_eq!((desk.notices(), live(&desk).len()), (vec![], 61));
    }
}

#[test]
fn a_database_cut_or_altered_anywhere_holds_at_least_the_copy() {
    let whole = Office::new();
    let (copied, _) = with_copy(&whole);
    let log = fs::read(whole.folder("a").join("db/db")).expect("a log");
    let mut dice = Dice(12);
    for number in 0..16 {
        let office = Office::new();
        crate::common::copy(&whole.folder("a"), &office.folder("a")).expect("copied");
        let at = dice.below(log.len());
        let damaged = if number % 2 == 0 {
            log[..at].to_vec()
        } else {
            let mut log = log.clone();
            log[at..].iter_mut().take(64).for_each(|byte| *byte ^= 0x5a);
            log
        };
        fs::write(office.folder("a").join("db/db"), damaged).expect("written");
        let desk = office.open("a");
        let known = desk.read(|records| copied.iter().all(|(id, _)| !records.of(*id).is_empty())).expect("reads");
        assert!(known, "damage {number} at {at}: {:?}", desk.notices());
        filled(&desk, 1, &mut dice);
        let now = all(&desk);
        drop(desk);
        assert!(all(&office.open("a")) == now);
    }
}

#[test]
fn without_a_copy_it_starts_afresh_and_says_so() {
    let (office, mut dice) = (Office::new(), Dice(6));
    filled(&office.open("a"), 5, &mut dice);
    wipe(&office.folder("a").join("db/db"));
    let desk = office.open("a");
    assert!(desk.notices()[0].contains("There was no copy"));
    assert!(office.names("a").contains(&"db.broken-1".to_owned()));
    filled(&desk, 5, &mut dice);
}

#[test]
fn an_older_copy_brings_nothing_back() {
    let office = Office::new();
    let (copied, _) = with_copy(&office);
    let desk = office.open("a");
    assert_eq!(desk.notices(), [] as [String; 0]);
    let now = live(&desk);
    assert!(now.len() == copied.len() - 1 && now != copied);
    drop(desk);
    // The copy was renewed at the start: it knows the changes.
    fs::remove_dir_all(office.folder("a").join("db")).expect("removed");
    assert!(live(&office.open("a")) == now);
}

#[test]
fn an_altered_record_comes_back_from_the_copy_and_a_damaged_copy_is_set_aside() {
    let office = Office::new();
    with_copy(&office);
    let before = live(&office.open("a"));
    let path = office.folder("a").join("db");
    let sled = (0..250).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        sled::open(&path).ok()
    });
    let sled = sled.expect("sled opens");
    let tree = sled.open_tree("revisions").expect("a table");
    let name = tree.iter().keys().next().expect("one").expect("reads");
    tree.insert(name, b"altered").expect("written");
    sled.flush().expect("flushed");
    drop((tree, sled));
    let desk = office.open("a");
    let notices = desk.notices();
    assert!(
        notices[0].contains("1 records were altered") && notices[1].contains("1 records were missing"),
        "{notices:?}"
    );
    assert!(live(&desk) == before);
    drop(desk);
    let copy = office.folder("a").join("export");
    let bytes = fs::read(&copy).expect("a copy");
    for damaged in [&bytes[..bytes.len() - 1], &bytes[..40], b"x", &[&bytes[..], b"x"].concat()] {
        fs::write(&copy, damaged).expect("written");
        let desk = office.open("a");
        assert!(desk.notices()[0].contains("it was set aside"), "{} bytes", damaged.len());
        assert!(live(&desk) == before);
    }
}

#[test]
fn records_that_nothing_has_any_more_are_told() {
    let office = Office::new();
    let desk = office.open("a");
    let ids: Vec<_> = (0..5).map(|_| desk.add(activity(&mut Dice(7))).expect("kept")).collect();
    desk.keep_copy().expect("a copy");
    drop(desk);
    // An older folder, without its copy, under the same count.
    let folder = office.folder("a");
    fs::remove_file(folder.join("export")).expect("removed");
    fs::write(folder.join("count"), "9\n").expect("written");
    let desk = office.open("a");
    let notices = desk.notices();
    assert!(
        notices.iter().any(|notice| notice.starts_with("4 records that were kept here are missing")),
        "{notices:?}"
    );
    assert_eq!(live(&desk).len(), ids.len());
    drop(desk);
    assert_eq!(office.open("a").notices(), [] as [String; 0], "it is told once");
}

#[test]
fn a_second_program_and_another_key_are_refused() {
    let (office, mut dice) = (Office::new(), Dice(8));
    let desk = office.open("a");
    filled(&desk, 3, &mut dice);
    let error = desk::open(&office.folder("a"), &KEY, "a").expect_err("refused");
    assert!(error.user_error && error.message.contains("another program"), "{error}");
    drop(desk);
    let error = desk::open(&office.folder("a"), &[8; 32], "a").expect_err("refused");
    assert!(error.user_error && error.message.contains("key"), "{error}");
    assert_eq!(live(&office.open("a")).len(), 3);
    // Nor where the database is gone.
    office.open("a").keep_copy().expect("copied");
    fs::remove_dir_all(office.folder("a").join("db")).expect("removed");
    assert!(desk::open(&office.folder("a"), &[8; 32], "a").expect_err("refused").message.contains("key"));
    assert_eq!(live(&office.open("a")).len(), 3);
}

#[test]
fn no_file_shows_what_is_kept() {
    let (office, mut dice) = (Office::new(), Dice(9));
    let desk = office.open("accueil");
    filled(&desk, 50, &mut dice);
    desk.keep_copy().expect("copied");
    drop(desk);
    for path in crate::common::files(&office.folder("accueil")) {
        let bytes = fs::read(&path).expect("reads");
        for hidden in ["dossier", "individuel", "18279", "accueil", "2026-"] {
            let shown = bytes.windows(hidden.len()).any(|window| window == hidden.as_bytes());
            assert!(!shown, "{hidden} in {}", path.display());
        }
    }
}

#[test]
fn a_table_and_a_list_are_read_as_they_were_written() {
    let (office, mut dice) = (Office::new(), Dice(10));
    let (desk, other) = (office.open("a"), office.open("b"));
    filled(&desk, 40, &mut dice);
    let (mut table, mut json) = (Vec::new(), Vec::new());
    assert_eq!(desk.write_table(year(), &mut table).expect("written"), 40);
    assert_eq!(desk.write_json(year(), &mut json).expect("written"), 40);
    let table = String::from_utf8(table).expect("text");
    let read: Vec<_> = read_table(&table, |_| false).map(|(_, record)| record.expect("sound")).collect();
    let rows: Vec<Row> = serde_json::from_slice(&json).expect("a list");
    let listed: Vec<_> =
        rows.iter().map(|row| (row.record_id().expect("an id"), row.judged(|_| false).expect("sound"))).collect();
    assert!(read == listed);
    assert_eq!(desk.add_all(read.clone()).expect("known"), 0);
    assert_eq!(other.add_all(read).expect("new"), 40);
    assert!(live(&desk) == live(&other));
    let none = Period { first: year().last, last: year().first };
    let (mut table, mut json) = (Vec::new(), Vec::new());
    assert_eq!(
        desk.write_table(none, &mut table).expect("written") + desk.write_json(none, &mut json).expect("written"),
        0
    );
    assert_eq!((table.iter().filter(|byte| **byte == b'\n').count(), json.as_slice()), (1, b"[]\n".as_slice()));
}
