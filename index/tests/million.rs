//! A source of a million rows, made while it is read:
//! - it is read under a fixed ceiling of memory: rows and findings go to the disk as they come, no reader collects them;
//! - where the index over it cannot be written then, nothing is left of the pack, and the report holds every finding.
//!
//! Alone in its executable: the peak of memory is that of the whole process. The index is not built: the memory that it
//! takes is a matter of the search.

#![cfg(target_os = "linux")]

use guichet_core::model::Moment;
use guichet_index::{DataFolder, Error, Format, import};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::thread;

const ROWS: usize = 1_000_000;
/// One row in so many has no phone number, which is a finding.
const SILENT: usize = 10;
/// Most memory of the process, in kilobytes: twice what it takes. A reader that holds a million items takes over 400 MB.
const CEILING: usize = 120_000;

/// The peak of memory of this process so far, in kilobytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

/// Writes town halls of communes that there are not, each at an address of its own.
fn rows(pipe: &Path) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, File::options().write(true).open(pipe)?);
    writeln!(out, "code_insee,nom,adresse,latitude,longitude,horaires,telephone")?;
    for row in 0..ROWS {
        let hours = r#""[[""lundi"",""vendredi"",[[""09:00:00"",""17:00:00""]]]]""#;
        let phone = if row % SILENT == 0 { "" } else { "05 65 77 88 00" };
        writeln!(out, "99{:03},Mairie annexe {row},rue Haute {row},44.35,2.57,{hours},{phone}", row % 1_000)?;
    }
    out.flush()
}

#[test]
#[ignore = "full: a million rows"]
fn a_million_rows_are_read_under_a_ceiling_of_memory() {
    let temp = tempfile::tempdir().expect("a folder");
    let pipe = temp.path().join("annuaire.csv");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).expect("a pipe");
    let data = temp.path().join("data");
    let folder = DataFolder::open(&data).expect("opens");
    fs::create_dir(&data).expect("a folder");
    fs::write(data.join("index"), "a file where the folder of indexes would be").expect("written");
    let now = Moment::parse("2026-11-23T10:00").expect("a moment");
    let error = thread::scope(|scope| {
        let writer = scope.spawn(|| rows(&pipe));
        let done = import(&folder, Format::Annuaire, &pipe, "annuaire", now);
        writer.join().expect("no panic").expect("every row is taken");
        done.expect_err("no place for an index")
    });
    assert!(matches!(&error, Error::Disk(failure) if failure.path.starts_with(data.join("index"))), "{error}");
    assert!(!data.join("packs/annuaire").exists(), "nothing is left of the pack");
    let report = BufReader::new(File::open(data.join("reports/annuaire.jsonl")).expect("a report"));
    assert_eq!(report.lines().count(), ROWS / SILENT);
    assert!(peak() < CEILING, "{} kB: does the reader collect?", peak());
}
