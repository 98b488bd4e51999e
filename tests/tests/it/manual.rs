//! Properties of the manual pages:
//! - a command has a page, and so has each command below it that is not hidden;
//! - a page that is missing, out of date or of no command is named; writing them again mends all three.

use clap::{Arg, Command};
use guichet_tests::manual::{bless, differences, pages};
use std::fs;

fn program(option: &'static str) -> Command {
    let hidden = Command::new("inner").hide(true);
    let work = Command::new("work").about("Works").arg(Arg::new(option).long(option).help("An option"));
    Command::new("program").about("A program").subcommand(work).subcommand(hidden)
}

#[test]
fn every_command_has_a_page_and_a_wrong_one_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let wanted = pages(program("new")).expect("pages");
    assert_eq!(wanted.keys().collect::<Vec<_>>(), ["program-work.1", "program.1"]);
    assert!(wanted["program-work.1"].contains("An option") && wanted["program.1"].contains("program\\-work(1)"));
    bless(&pages(program("old")).expect("pages"), folder.path()).expect("written");
    fs::remove_file(folder.path().join("program.1")).expect("removed");
    fs::write(folder.path().join("program-dance.1"), "").expect("written");
    let faults = differences(&wanted, folder.path()).expect("read");
    let starts = ["program-work.1 is out of date", "program.1 is missing", "program-dance.1 is of no command"];
    assert_eq!(faults.len(), starts.len(), "{faults:?}");
    assert!(faults.iter().zip(starts).all(|(fault, start)| fault.starts_with(start)), "{faults:?}");
    bless(&wanted, folder.path()).expect("written");
    assert!(differences(&wanted, folder.path()).expect("read").is_empty());
}
