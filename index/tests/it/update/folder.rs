//! Files brought in a folder, or on a stick:
//! - a file is known by its name, the last one by name where several are; a folder inside is looked into;
//! - nothing outside the folder is read, and a link is no file;
//! - what is in force already is left alone; what is absent is said; the limits of what is fetched hold here too.

use super::{asked, communes, config, failure};
use crate::common::Desk;
use guichet_index::config::Config;
use guichet_index::{Outcome, SourceState, Update};
use std::fs;
use std::path::{Path, PathBuf};

fn stick(desk: &Desk) -> PathBuf {
    let stick = desk.temp.path().join("stick");
    fs::create_dir_all(stick.join("données/2026")).expect("made");
    stick
}

fn from(desk: &Desk, config: &Config, stick: &Path) -> Outcome {
    desk.try_update(config, &Update { from: Some(stick), ..asked() }).expect("it ran").remove(0)
}

#[test]
fn the_last_file_of_its_name_is_taken() {
    let desk = Desk::built();
    let stick = stick(&desk);
    let config = config("[sources.communes]\nfiles = [\"Communes-20??.csv\"]\n");
    fs::write(stick.join("communes-2025.csv"), communes("Rodez-la-Vieille", 0)).expect("written");
    fs::write(stick.join("données/2026/COMMUNES-2026.CSV"), communes("Rodez-la-Neuve", 0)).expect("written");
    fs::write(stick.join("communes-2027.csv.part"), "half").expect("written");
    fs::write(stick.join(".communes-2028.csv"), "hidden").expect("written");
    let outcome = from(&desk, &config, &stick);
    assert_eq!((outcome.state, desk.rodez().as_str()), (SourceState::Updated, "Rodez-la-Neuve"), "{}", outcome.said);
    assert_eq!(from(&desk, &config, &stick).state, SourceState::Unchanged);
    assert_eq!(desk.kept(), ["state.json"]);
    let state = fs::read_to_string(desk.path("sources/communes/state.json")).expect("kept");
    assert!(state.contains(r#""checked":null"#), "a stick says nothing of its publisher: {state}");
}

#[cfg(unix)]
#[test]
fn a_link_is_no_file() {
    let desk = Desk::new();
    let stick = stick(&desk);
    let outside = desk.temp.path().join("outside.csv");
    fs::write(&outside, communes("Rodez-la-Neuve", 0)).expect("written");
    std::os::unix::fs::symlink(&outside, stick.join("communes.csv")).expect("linked");
    std::os::unix::fs::symlink(desk.temp.path(), stick.join("loop")).expect("linked");
    let outcome = from(&desk, &config("[sources.communes]\n"), &stick);
    assert_eq!(outcome.state, SourceState::Absent);
    assert!(outcome.said.contains("communes.*"), "{}", outcome.said);
}

#[test]
fn limits_hold_for_what_is_brought() {
    let desk = Desk::new();
    let stick = stick(&desk);
    fs::write(stick.join("communes.csv"), communes("Rodez-la-Neuve", 40_000)).expect("written");
    let said = failure(&from(&desk, &config("[sources.communes]\nmax_mb = 1\n"), &stick));
    assert!(said.contains("larger than 1 MB"), "{said}");
    let sum = format!("[sources.communes]\nsha256 = \"{}\"\n", "0".repeat(64));
    assert!(failure(&from(&desk, &config(&sum), &stick)).contains("another SHA-256"));
    fs::write(stick.join("communes.csv"), "<html><title>Portail</title></html>").expect("written");
    assert!(failure(&from(&desk, &config("[sources.communes]\n"), &stick)).contains("web page"));
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let desk = Desk::new();
    let config = config("[sources.communes]\n");
    let away = Path::new("/media/nobody/stick");
    let error = desk.try_update(&config, &Update { from: Some(away), ..asked() }).expect_err("absent");
    assert!(error.is_user_error() && error.to_string().contains("/media/nobody/stick"), "{error}");
    let said = failure(&desk.update(&config));
    assert!(said.contains("no address") && said.contains("--from PATH"), "{said}");
}
