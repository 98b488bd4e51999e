//! The desk of an office, as its operator meets it:
//! - a PIN is set from two lines that are the same, for a profile of the configuration alone; no file shows it, and a wrong one changes nothing;
//! - figures and proposals are written to a file or to the output; a period that is none is wrong usage, and so are two things at once;
//! - a second desk on one folder, a file of a later version and a file that is cut each end with 1 and one sentence;
//! - a database that is damaged is made again from the copy, which is said, and the records are there; a clock that went back takes nothing away.

use super::operator::{guichet, run, text};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

const NOW: &str = "2026-11-24T10:00";
const CONFIG: &str = "[desk]\nname = \"Maison des services\"\n[desk.profiles.accueil]\n[desk.profiles.mf]\n";

/// A data folder with two profiles, and a record of the first.
fn office() -> tempfile::TempDir {
    let temp = tempfile::tempdir().expect("a folder");
    fs::write(temp.path().join("guichet.toml"), CONFIG).expect("written");
    let keys = temp.path().join("keys.txt");
    fs::write(&keys, "1\nF9\n1\nEnter\n").expect("written");
    let shot = run(temp.path(), &["--now", NOW, "desk", "--script", &keys.to_string_lossy(), "--snapshot", "-"]);
    assert!(shot.status.success() && text(&shot.stdout).contains("enregistré"), "{shot:?}");
    temp
}

fn typed(data: &Path, args: &[&str], lines: &str) -> Output {
    let mut command = guichet(data);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it started");
    child.stdin.take().expect("an input").write_all(lines.as_bytes()).expect("written");
    child.wait_with_output().expect("it ended")
}

fn refused(out: &Output, code: i32, said: &str) {
    let told = text(&out.stderr);
    assert!(out.status.code() == Some(code) && told.contains(said), "{said}: {out:?}");
}

#[test]
fn a_pin_is_set_from_two_lines() {
    let temp = office();
    let set = |name: &str, lines: &str| typed(temp.path(), &["desk", "--set-pin", name], lines);
    refused(&set("mf", "4711\n4712\n"), 1, "not the same");
    refused(&set("mf", "47\n47\n"), 1, "4 to 64 characters");
    refused(&set("bus", "4711\n4711\n"), 1, "no [desk.profiles.bus]");
    let file = temp.path().join("keys/desk-pins.toml");
    assert!(!file.exists());
    assert!(set("mf", "4711\n4711\n").status.success());
    assert!(!fs::read_to_string(&file).expect("a file").contains("4711"));
    let keys = temp.path().join("keys.txt");
    fs::write(&keys, "2\n4\n7\n1\n1\nEnter\n").expect("written");
    let shot = run(temp.path(), &["--now", NOW, "desk", "--script", &keys.to_string_lossy(), "--snapshot", "-"]);
    assert!(text(&shot.stdout).contains("Profil\u{a0}: mf"), "{shot:?}");
    assert!(set("mf", "\n\n").status.success(), "taken away again");
    fs::write(&file, "damaged").expect("written");
    refused(&set("mf", "4711\n4711\n"), 1, "remove it");
}

#[test]
fn figures_and_proposals_are_written() {
    let temp = office();
    let figures = run(temp.path(), &["--now", NOW, "desk", "--figures", "2026-Q4"]);
    let told = text(&figures.stdout);
    assert!(figures.status.success() && told.contains("4e trimestre 2026") && told.contains("1 activité"), "{told}");
    assert!(told.contains("Maison des services") && told.contains("Pour le service seulement"), "{told}");
    let pdf = temp.path().join("figures.pdf");
    let path = pdf.to_string_lossy().into_owned();
    assert!(run(temp.path(), &["desk", "--figures", "2026", "--profile", "mf", "--pdf", &path]).status.success());
    assert!(fs::read(&pdf).expect("a PDF").starts_with(b"%PDF"));
    let proposals = run(temp.path(), &["desk", "--proposals", "-"]);
    assert!(proposals.status.success() && proposals.stdout.is_empty(), "{proposals:?}");
    refused(&run(temp.path(), &["desk", "--proposals", "/nonexistent/x"]), 1, "/nonexistent/x");
    for wrong in [
        &["desk", "--figures", "2026-13"][..],
        &["desk", "--figures", "2026", "--proposals", "x"],
        &["desk", "--pdf", "x"],
        &["desk", "--set-pin", "a/b"],
    ] {
        assert_eq!(run(temp.path(), wrong).status.code(), Some(2), "{wrong:?}");
    }
    let table = text(&run(temp.path(), &["--now", NOW, "desk", "--table", "-"]).stdout);
    assert!(
        table.lines().next().is_some_and(|line| line.ends_with(",profil")) && table.contains(",accueil"),
        "{table}"
    );
}

#[test]
fn what_goes_wrong_is_one_sentence() {
    let temp = office();
    let file = temp.path().join("export");
    let path = file.to_string_lossy().into_owned();
    assert!(run(temp.path(), &["desk", "--export", &path]).status.success());
    let exported = fs::read_to_string(&file).expect("an export");
    let other = tempfile::tempdir().expect("a folder");
    for (wrong, said) in [
        (exported.replacen("\"version\":3", "\"version\":9", 1), "a later version of guichet wrote it (format 9)"),
        (exported.lines().take(2).collect::<Vec<_>>().join("\n"), "the file ends here"),
    ] {
        assert_ne!(wrong, exported);
        let other_file = other.path().join("wrong");
        fs::write(&other_file, wrong).expect("written");
        refused(&run(other.path(), &["desk", "--merge", &other_file.to_string_lossy()]), 1, said);
    }
    // A clock that went back: what was kept is there, and more is kept.
    let keys = temp.path().join("keys.txt");
    let shot = run(
        temp.path(),
        &["--now", "2020-01-01T10:00", "desk", "--script", &keys.to_string_lossy(), "--snapshot", "-"],
    );
    assert!(shot.status.success() && text(&shot.stdout).contains("enregistré"), "{shot:?}");
    for (period, count) in [("2026", "1 activité"), ("2020", "1 activité"), ("2019", "0 activité")] {
        let figures = run(temp.path(), &["desk", "--figures", period]);
        assert!(text(&figures.stdout).contains(count), "{period}: {figures:?}");
    }
    // A database that is damaged.
    assert!(run(temp.path(), &["desk", "--merge", &path]).status.success(), "the copy holds all of it");
    let database = temp.path().join("store/desk/db/db");
    fs::write(&database, vec![0; fs::metadata(&database).expect("there").len() as usize]).expect("wiped");
    let after = run(temp.path(), &["desk", "--figures", "2026"]);
    assert!(after.status.success() && text(&after.stdout).contains("1 activité"), "{after:?}");
    assert!(text(&after.stderr).contains("made again from the copy"), "{after:?}");
}

#[test]
fn a_second_desk_on_one_folder_is_refused() {
    let temp = office();
    let pipe = temp.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("it ran").success());
    // The first one waits for a reader of what it exports, with its records open.
    let mut first = guichet(temp.path())
        .args(["desk", "--script", &pipe.to_string_lossy(), "--snapshot", "-"])
        .spawn()
        .expect("it started");
    let second = (0..50).find_map(|_| {
        let out = run(temp.path(), &["desk", "--export", "-"]);
        (!out.status.success()).then_some(out)
    });
    let _ = first.kill();
    let _ = first.wait();
    refused(&second.expect("refused"), 1, "another program has");
}
