//! Whose work a record is. Properties:
//!
//! - a record is the work of the profile that made it, also once it was opened again, corrected by somebody else, merged or taken from a copy;
//! - a desk without profiles writes what an older program reads: its database, its export and its table say nothing of them;
//! - with a profile, an older program is told so by the format of the database and of the export; the table has one column more, at its end;
//! - no file in the folder shows a profile.

use guichet_core::activity::{Period, Profile, RecordId, read_table};
use guichet_core::dice::Dice;
use guichet_core::fake::activities::activity;
use guichet_store::desk::{self, Desk};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

const KEY: [u8; 32] = [7; 32];

fn folder(temp: &TempDir, name: &str) -> PathBuf {
    temp.path().join(name).join("store/desk")
}

fn open(temp: &TempDir, name: &str) -> Desk {
    desk::open(&folder(temp, name), &KEY, name).expect("opens")
}

fn profile(name: &str) -> Profile {
    Profile::new(name).expect("a name")
}

fn of(desk: &Desk, id: RecordId) -> Option<String> {
    let read = desk.read(|records| records.of(id).last().and_then(|one| one.profile.clone()));
    read.expect("reads").map(|profile| profile.to_string())
}

fn exported(desk: &Desk) -> String {
    let mut out = Vec::new();
    desk.export(&mut out).expect("exported");
    String::from_utf8(out).expect("text")
}

fn table(desk: &Desk) -> String {
    let mut out = Vec::new();
    desk.write_table(Period::parse("2026").expect("a year"), &mut out).expect("written");
    String::from_utf8(out).expect("text")
}

/// The format that a database says of itself.
fn format(folder: &Path) -> u32 {
    let opened = (0..250).find_map(|_| {
        std::thread::sleep(Duration::from_millis(20));
        sled::open(folder.join("db")).ok()
    });
    let said = opened.expect("sled opens").open_tree("meta").expect("a table").get("format").expect("reads");
    u32::from_be_bytes(said.expect("a format").as_ref().try_into().expect("four bytes"))
}

#[test]
fn a_record_stays_the_work_of_whose_it_was() {
    let temp = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(1);
    let (a, b) = (open(&temp, "a"), open(&temp, "b"));
    let mine = a.add_by(Some(&profile("mf")), activity(&mut dice)).expect("kept");
    let nobodys = a.add(activity(&mut dice)).expect("kept");
    b.merge(&mut exported(&a).as_bytes(), |_| false).expect("merged");
    b.change(mine, activity(&mut dice)).expect("changed");
    a.merge(&mut exported(&b).as_bytes(), |_| false).expect("merged");
    for desk in [&a, &b] {
        assert_eq!((of(desk, mine).as_deref(), of(desk, nobodys)), (Some("mf"), None));
        let counts = [None, Some("mf"), Some("bus")].map(|name| {
            let wanted = name.map(profile);
            desk.read(|records| records.of_profile(wanted.as_ref()).count()).expect("reads")
        });
        assert_eq!(counts, [2, 1, 0]);
    }
    a.keep_copy().expect("copied");
    drop(a);
    assert_eq!(of(&open(&temp, "a"), mine).as_deref(), Some("mf"), "opened again");
    fs::remove_dir_all(folder(&temp, "a").join("db")).expect("removed");
    let made_again = open(&temp, "a");
    assert_eq!((of(&made_again, mine).as_deref(), made_again.notices().len()), (Some("mf"), 1));
    drop(made_again);
    for path in crate::common::files(&folder(&temp, "a")) {
        let bytes = fs::read(&path).expect("reads");
        assert!(!bytes.windows(4).any(|window| window == b"\"mf\""), "{}", path.display());
    }
}

#[test]
fn an_older_program_reads_what_says_nothing_of_profiles() {
    let temp = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(2);
    let desk = open(&temp, "a");
    desk.add(activity(&mut dice)).expect("kept");
    assert!(exported(&desk).starts_with("{\"format\":\"guichet-desk\",\"version\":1,"));
    assert!(!exported(&desk).contains("\"version\":\"2\"") && !table(&desk).contains("profil"));
    drop(desk);
    assert_eq!(format(&folder(&temp, "a")), 1);
    let desk = open(&temp, "a");
    desk.add_by(Some(&profile("mf")), activity(&mut dice)).expect("kept");
    assert!(exported(&desk).starts_with("{\"format\":\"guichet-desk\",\"version\":3,"));
    let written = table(&desk);
    let heading = written.lines().next().unwrap_or_default();
    assert!(heading.ends_with(",note,profil") && written.contains(",mf\r\n"), "{written}");
    assert_eq!(read_table(&written, |_| false).filter(|(_, read)| read.is_ok()).count(), 2);
    let mut json = Vec::new();
    desk.write_json(Period::parse("2026").expect("a year"), &mut json).expect("written");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("a list");
    let profiles = json.as_array().expect("a list").iter().filter(|row| row.get("profil").is_some()).count();
    assert_eq!(profiles, 1);
    drop(desk);
    assert_eq!(format(&folder(&temp, "a")), 2);
    assert_eq!(open(&temp, "a").read(|records| records.iter().count()).expect("reads"), 2);
}
