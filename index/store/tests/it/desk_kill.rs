//! A desk killed at any moment. Properties, over several rounds on one folder, each ended by SIGKILL:
//!
//! - every record that was acknowledged is there, as it was last acknowledged, or as the change that was under way;
//! - a record that was deleted stays deleted; no record is there twice; every event that was acknowledged is there;
//! - the database opens again without having to be made again.
//!
//! `GUICHET_KILL_ROUNDS` says how many rounds; figures go to standard output.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "this test starts itself again, and tells its child where to write")]

use guichet_core::activity::RecordId;
use guichet_core::dice::Dice;
use guichet_core::fake::activities::activity;
use guichet_core::fake::events::event;
use guichet_core::journal::EventId;
use guichet_store::desk;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "GUICHET_KILL_FOLDER";
const KEY: [u8; 32] = [7; 32];

/// The child: adds, changes and deletes, and says what was acknowledged: the record and its minutes, 0 where it was deleted.
#[test]
#[ignore = "started by the other test, in a process of its own"]
fn writer() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let desk = desk::open(&folder, &KEY, "a").expect("opens");
    let seed = desk.read(|records| records.counter()).expect("reads");
    let mut dice = Dice(seed);
    let mut ids: Vec<_> = desk.read(|records| records.iter().map(|(id, _)| id).collect()).expect("reads");
    let own = desk.id().expect("an id");
    let say = |word: &str, id: RecordId, minutes: u16| {
        writeln!(std::io::stdout().lock(), "{word} {id} {minutes}").expect("told");
    };
    loop {
        let mut next = activity(&mut dice);
        next.minutes = 1 + dice.below(1_440) as u16;
        let minutes = next.minutes;
        match (dice.below(4), dice.below(ids.len())) {
            (0, at) if !ids.is_empty() => {
                say("trying", ids[at], minutes);
                desk.change(ids[at], next).expect("changed");
                say("kept", ids[at], minutes);
            }
            (1, at) if !ids.is_empty() => {
                let id = ids.swap_remove(at);
                say("trying", id, 0);
                desk.delete(id).expect("deleted");
                say("kept", id, 0);
            }
            _ => {
                let id = desk.add(next).expect("kept");
                say("kept", id, minutes);
                ids.push(id);
            }
        }
        if dice.below(4) == 0 {
            let one = event(&own, &mut dice);
            let id = desk.note(one.day, one.noted).expect("noted");
            writeln!(std::io::stdout().lock(), "noted {id} 0").expect("told");
        }
        if dice.below(300) == 0 {
            desk.keep_copy().expect("copied");
        }
    }
}

/// What the child said of each record: its minutes where it was acknowledged, and those of a change under way.
type Told = BTreeMap<RecordId, (u16, Option<u16>)>;

fn round(folder: &Path, dice: &mut Dice, told: &mut Told, noted: &mut BTreeSet<EventId>) {
    let mut child = Command::new(env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "desk_kill::writer", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let out = child.stdout.take().expect("its output");
    let reader = std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).collect::<Vec<_>>());
    // Some die while they open, most while they write.
    std::thread::sleep(Duration::from_millis(20 + dice.below(500) as u64));
    child.kill().expect("killed");
    child.wait().expect("ended");
    for line in reader.join().expect("read") {
        let words: Vec<_> = line.split(' ').collect();
        let [word, id, minutes] = words[..] else { continue };
        if word == "noted" {
            noted.extend(EventId::parse(id));
            continue;
        }
        // A line that was cut was not told.
        let (Some(id), Ok(minutes)) = (RecordId::parse(id), minutes.parse()) else { continue };
        match word {
            "trying" => told.entry(id).and_modify(|told| told.1 = Some(minutes)).or_insert((0, None)),
            "kept" => told.entry(id).insert_entry((minutes, None)).into_mut(),
            _ => continue,
        };
    }
}

#[test]
#[ignore = "full: five kills"]
fn what_was_acknowledged_is_there() {
    let rounds = env::var("GUICHET_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let (temp, mut dice) = (tempfile::tempdir().expect("a folder"), Dice(rounds));
    let folder = temp.path().join("store/desk");
    let (mut told, mut noted, mut notices) = (Told::new(), BTreeSet::new(), Vec::new());
    for number in 0..rounds {
        round(&folder, &mut dice, &mut told, &mut noted);
        let desk = desk::open(&folder, &KEY, "a").expect("opens");
        notices.extend(desk.notices());
        desk.read(|records| {
            for (id, (kept, trying)) in &mut told {
                let there = records.get(*id).map_or(0, |activity| activity.minutes);
                assert!(there == *kept || Some(there) == *trying, "round {number}: {id}: {there} {kept} {trying:?}");
                (*kept, *trying) = (there, None);
            }
            let unknown = records.iter().filter(|(id, _)| !told.contains_key(id)).count();
            assert!(unknown <= number as usize + 1, "more than the one under way in each round");
            assert_eq!(records.conflicts().count(), 0);
        })
        .expect("reads");
        desk.journal(|journal| {
            let lost = noted.iter().filter(|id| journal.get(**id).is_none()).count();
            assert_eq!(lost, 0, "round {number}");
            assert!(journal.count() <= noted.len() + number as usize + 1, "more than the one under way in each round");
        })
        .expect("reads");
    }
    println!("{rounds} kills, {} records and {} events acknowledged, notices: {notices:?}", told.len(), noted.len());
    assert!(!told.is_empty() && !noted.is_empty(), "nothing was written");
    assert_eq!(notices, [] as [String; 0], "made again");
}
