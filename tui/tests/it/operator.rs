//! The program as an operator meets it:
//! - what a person types is in no log line, at any level and in either format;
//! - every command's help is there, and `--data`, `--config`, `--lang`, `--now`, `--seed` are accepted by each;
//! - wrong usage ends with 2, a fault of the input with 1 and one sentence on standard error, done with 0;
//! - an import into a full folder ends with one sentence and loses nothing; a broken source too;
//! - an export onto a full disk ends with one sentence, and what stood in its place stays;
//! - `situations` lists, draws one as Mermaid or dot, and all as the page that the content keeps;
//! - `sheet` writes a sheet in one language or two, as text and as PDF; what is private or gone is told and left out, and a printer that is not
//!   there ends with one sentence;
//! - `letter` lists letters, explains one and writes it, with values or dots; what was typed is in no message, a password is refused, and
//!   nothing is written in the folder;
//! - `doctor` and `check` end with 0 on a fresh folder and write nothing there.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const COMMANDS: [&str; 13] = [
    "kiosk",
    "desk",
    "chat",
    "import",
    "export",
    "update",
    "search",
    "sheet",
    "letter",
    "situations",
    "check",
    "doctor",
    "completions",
];

pub(super) fn guichet(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.env_clear().env("GUICHET_DATA", data).stdin(Stdio::null());
    command
}

pub(super) fn run(data: &Path, args: &[&str]) -> Output {
    guichet(data).args(args).output().expect("it ran")
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A source with one sound card of that title.
fn source(folder: &Path, title: &str) -> std::path::PathBuf {
    let card = folder.join("cards/essai");
    fs::create_dir_all(&card).expect("a folder");
    let facts = "themes = [\"logement\"]\ncounters = [\"mairie\"]\nverified = \"2026-11-22\"\nreview_by = \"2027-10-31\"\n\
        licence = \"etalab-2.0\"\n\n[[source]]\ntitle = \"Essai\"\ndate = \"2026-10-01\"\n\n[[route]]\nkind = \"counter\"\n\
        target = \"mairie\"\n";
    let sections: String = ["who", "papers", "ask", "help", "doubts"]
        .iter()
        .map(|kind| format!("\n## Partie {kind} {{#{kind}}}\n\nTexte.\n"))
        .collect();
    fs::write(card.join("card.toml"), facts).expect("written");
    fs::write(
        card.join("fr.md"),
        format!("+++\ntitle = \"{title}\"\nsummary = \"Une fiche d'essai.\"\nkeywords = [\"essai\"]\n+++\n{sections}"),
    )
    .expect("written");
    folder.to_owned()
}

#[test]
fn a_sheet_from_the_shell() {
    let temp = tempfile::tempdir().expect("a folder");
    let made = run(temp.path(), &["sheet", "card/apl", "card/violences-conjugales", "place/none", "--lang", "en"]);
    assert!(made.status.success());
    let (sheet, told) = (text(&made.stdout), text(&made.stderr));
    assert!(sheet.contains("Papers to bring") && sheet.contains("[ ] Le contrat de location"), "{sheet}");
    assert!(!sheet.contains("violences") && sheet.lines().all(|line| line.chars().count() <= 80), "{sheet}");
    assert!(told.contains("place/none") && told.contains("--private: card/violences-conjugales"), "{told}");
    let asked = run(temp.path(), &["sheet", "card/violences-conjugales", "--private", "--ticket", "58"]);
    assert!(asked.status.success() && text(&asked.stdout).lines().all(|line| line.chars().count() <= 32));
    // As a PDF, in a file that is there once it is whole, or on the standard output: the same bytes.
    let file = temp.path().join("feuille.pdf");
    let asked = ["sheet", "card/apl", "--code", "--lang", "en", "--beside", "--now", "2026-11-23T10:00", "--pdf"];
    let written = run(temp.path(), &[&asked[..], &[&file.to_string_lossy()]].concat());
    assert!(written.status.success() && written.stdout.is_empty(), "{}", text(&written.stderr));
    let page = fs::read(&file).expect("a PDF");
    assert!(page.starts_with(b"%PDF-") && run(temp.path(), &[&asked[..], &["-"]].concat()).stdout == page);
    let nowhere = run(temp.path(), &[&asked[..], &["/nowhere/a.pdf"]].concat());
    assert!(nowhere.status.code() == Some(1) && text(&nowhere.stderr).contains("--pdf"), "{}", text(&nowhere.stderr));
    for args in [&["sheet", "mon loyer"][..], &["sheet", "card/none"], &["sheet", "card/apl", "--print"]] {
        let failed = run(temp.path(), args);
        // No program is found there to print with.
        assert_eq!(failed.status.code(), Some(1), "{args:?}");
        assert!(failed.stdout.is_empty() && text(&failed.stderr).starts_with("guichet: "), "{args:?}");
    }
}

#[test]
fn a_letter_from_the_shell() {
    let temp = tempfile::tempdir().expect("a folder");
    let data = temp.path().join("data");
    let out = |args: &[&str]| {
        let made = run(&data, &[&["letter", "--now", "2026-12-01T10:00"], args].concat());
        assert!(made.status.success(), "{args:?}: {}", text(&made.stderr));
        text(&made.stdout)
    };
    // As it is read, whatever row it stands on.
    let flat = |text: &str| text.replace(['\n', '\u{a0}'], " ");
    let list = out(&[]);
    assert!(list.contains("recours-caf") && list.contains("Contester une décision de la Caf"), "{list}");
    assert_ne!(out(&["--lang", "en"]), list, "in English too");

    let blank = out(&["recours-caf"]);
    for part in
        ["Prénom et nom : ....", "Commission de recours amiable", "le 1er décembre 2026", "Aucun avocat ne l'a relue"]
    {
        assert!(flat(&blank).contains(part), "{part}: {blank}");
    }
    // Two for the address of the Caf, six for the reasons.
    assert!(blank.lines().filter(|line| *line == ".".repeat(60)).count() == 8, "lines to write on: {blank}");
    assert!(!blank.contains('{') && blank.lines().all(|line| line.chars().count() <= 80), "{blank}");
    let filled =
        out(&["recours-caf", "--set", "nom=Jeanne Essai", "--set", "raisons=Une raison = deux {nom}", "--lang", "en"]);
    assert!(filled.starts_with("Jeanne Essai\n") && filled.contains("Une raison = deux {nom}"), "{filled}");
    assert!(filled.contains("Madame, Monsieur,"), "French whoever asks: {filled}");

    let explained = out(&["recours-caf", "--explain", "--lang", "en"]);
    for part in [
        "Contest a decision of the Caf",
        "Contester une décision",
        "2 months",
        "[ ] ",
        "F2474",
        "--set nom=",
        "No lawyer",
    ] {
        assert!(flat(&explained).contains(part), "{part}: {explained}");
    }
    let sign = "zibelinequetzal";
    for args in [
        &["letter", sign][..],
        &["letter", "recours-caf", "--set", sign],
        &["letter", "recours-caf", "--set", &format!("{sign}=x")],
        &["letter", "recours-caf", "--set", &format!("raisons=mon mot de passe est {sign}1!")],
        &["letter", "recours-caf", "--set", &format!("nom={}", sign.repeat(20))],
        // No program is found there to print with.
        &["letter", "recours-caf", "--print"],
    ] {
        let failed = run(&data, args);
        let said = text(&failed.stderr);
        assert!(
            failed.status.code() == Some(1) && said.starts_with("guichet: ") && said.lines().count() == 1,
            "{said}"
        );
        assert!(failed.stdout.is_empty() && (args[1] == sign || !said.contains(sign)), "{said}");
    }
    assert_eq!(run(&data, &["letter", "--explain"]).status.code(), Some(2));
    assert!(!data.exists(), "nothing is written");
}

#[test]
fn what_people_type_is_in_no_log_at_any_level() {
    let temp = tempfile::tempdir().expect("a folder");
    // Words found nowhere else, in every place a person types in: a need, a place, a distress, private data, JSON.
    let marker = "zibelinequetzal";
    let typed = format!(
        "1\n{marker} loyer\noù aller à {marker}\nje veux mourir {marker}\nmon numéro est le 06 12 34 56 78 {marker}\n"
    );
    let events = format!(
        "{{\"event\":\"start\",\"lang\":\"fr\"}}\n{{\"event\":\"text\",\"text\":\"{marker} loyer à rodez\"}}\n\
         {{\"event\":\"press\",\"key\":\"open {marker}\"}}\n{{\"event\":\"{marker}\"}}\n"
    );
    let mut quiet = true;
    for level in ["error", "warn", "info", "debug", "trace"] {
        for format in ["text", "json"] {
            let feed = |args: &[&str], input: &str| {
                let mut child = guichet(temp.path())
                    .env("GUICHET_LOG", level)
                    .env("GUICHET_LOG_FORMAT", format)
                    .args(args)
                    .stdin(Stdio::piped())
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .expect("it starts");
                child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("written");
                let log = text(&child.wait_with_output().expect("it ended").stderr);
                assert!(!log.contains(marker), "{args:?} at {level}: {log}");
                log
            };
            feed(&["chat"], &typed);
            feed(&["chat", "--json"], &events);
            feed(&["search", marker], "");
            let question = format!("{{\"qid\":\"q\",\"query\":\"{marker} loyer\",\"near\":\"{marker}\"}}\n");
            let log = feed(&["search", "--batch", "-", "--json"], &question);
            quiet &= log.is_empty();
            // The logs are on: the first index was built, and said so.
            if level == "debug" {
                fs::remove_dir_all(temp.path().join("index")).expect("removed");
                assert!(feed(&["search", "loyer"], "").contains("generation"), "nothing is logged at all");
            }
        }
    }
    assert!(!quiet, "a line that cannot be answered is said on standard error");
}

#[test]
fn help_is_complete_and_every_command_takes_the_common_options() {
    let temp = tempfile::tempdir().expect("a folder");
    let whole = text(&run(temp.path(), &["--help"]).stdout);
    for command in COMMANDS {
        assert!(whole.contains(&format!("\n  {command}")), "{command} is not in the help");
        let output = run(temp.path(), &[command, "--help"]);
        let help = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0));
        for option in ["--data", "--config", "--lang", "--now", "--seed"] {
            assert!(help.contains(option), "{command} {option}");
        }
    }
    assert_eq!(run(temp.path(), &["import", "gopher", "x"]).status.code(), Some(2));
    assert!(text(&run(temp.path(), &["import", "gopher", "x"]).stderr).contains("vosdroits"), "the formats are named");
    assert_eq!(run(temp.path(), &["export", "gopher", "--out", "x"]).status.code(), Some(2));
    assert_eq!(run(temp.path(), &["export", "skos"]).status.code(), Some(2), "nowhere to write");
    assert_eq!(run(temp.path(), &["dance"]).status.code(), Some(2));
}

#[test]
fn a_language_or_a_setting_without_effect_is_refused() {
    let temp = tempfile::tempdir().expect("a folder");
    let refused = |args: &[&str], code: i32, words: &str| {
        let output = run(temp.path(), args);
        let said = text(&output.stderr);
        assert!(output.status.code() == Some(code) && said.contains(words), "{args:?}: {said}");
        assert!(output.stdout.is_empty());
    };
    // No language of ours, one in which nothing is shown, and a language of the words alone.
    refused(&["--lang", "xx", "chat"], 2, "no such language");
    refused(&["--lang", "", "search", "loyer"], 2, "no such language");
    refused(&["--lang", "es", "kiosk", "--snapshot", "-"], 2, "write fr or en");
    refused(&["--lang", "ar", "chat"], 2, "write fr or en");
    assert_eq!(run(temp.path(), &["--lang", "es", "search", "alquiler"]).status.code(), Some(0));
    fs::write(temp.path().join("guichet.toml"), "lang = \"tr\"\n").expect("written");
    refused(&["chat"], 1, "write fr or en");
    // A size that no screen has.
    refused(&["kiosk", "--size", "40x15"], 2, "--snapshot");
    let script = temp.path().join("keys");
    fs::write(&script, "F1\n").expect("written");
    fs::remove_file(temp.path().join("guichet.toml")).expect("removed");
    let keys = script.to_string_lossy();
    let played = run(temp.path(), &["--lang", "fr", "kiosk", "--size", "40x15", "--script", &keys, "--snapshot", "-"]);
    assert!(played.status.success() && text(&played.stdout).contains("112"), "{}", text(&played.stderr));
}

#[test]
fn a_configuration_that_cannot_be_followed_ends_with_one_sentence() {
    let temp = tempfile::tempdir().expect("a folder");
    fs::write(temp.path().join("guichet.toml"), "[kiosk]\nidel = 3\n").expect("written");
    let output = run(temp.path(), &["doctor"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("guichet.toml:2") && said.contains("`idel`") && said.contains("`idle`"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    fs::write(temp.path().join("guichet.toml"), "[kiosk]\nidle = 3\n").expect("written");
    let output = run(temp.path(), &["kiosk", "--snapshot", "-"]);
    assert!(output.status.code() == Some(1) && text(&output.stderr).contains("10 to 3600"));
}

#[test]
fn a_fresh_folder_is_well_and_stays_untouched() {
    let temp = tempfile::tempdir().expect("a folder");
    let data = temp.path().join("data");
    for args in [&["check"][..], &["doctor"], &["doctor", "--json"], &["check", "--json"]] {
        let output = guichet(&data).env("LANG", "C.UTF-8").env("TERM", "xterm").args(args).output().expect("it ran");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}{}", text(&output.stdout), text(&output.stderr));
        assert!(!output.stdout.is_empty() && !data.exists());
    }
}

#[test]
fn an_import_reports_and_a_failing_one_loses_nothing() {
    let temp = tempfile::tempdir().expect("a folder");
    let data = temp.path().join("data");
    let good = source(&temp.path().join("good"), "Chaudière zibeline");
    let output = run(&data, &["import", "pack", &good.to_string_lossy(), "--pack", "ville", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).lines().last(), Some(r#"{"read":1,"kept":1,"warnings":0,"refused":0}"#));
    assert!(text(&output.stderr).contains("ville.jsonl"), "the report is named");
    let found = || text(&run(&data, &["search", "zibeline", "--json"]).stdout);
    assert!(found().contains("Chaudière zibeline"));

    let zip = temp.path().join("broken.zip");
    fs::write(&zip, "not a zip").expect("written");
    let output = run(&data, &["import", "vosdroits", &zip.to_string_lossy(), "--pack", "ville"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("ville") || text(&output.stderr).contains("broken.zip"));
    assert!(found().contains("Chaudière zibeline"));
}

/// A disk is full where a file can no longer grow: the shell sets that limit for the program alone.
#[cfg(unix)]
#[test]
fn an_import_into_a_full_folder_ends_with_one_sentence_and_loses_nothing() {
    let temp = tempfile::tempdir().expect("a folder");
    let data = temp.path().join("data");
    let good = source(&temp.path().join("good"), "Chaudière zibeline");
    assert_eq!(run(&data, &["import", "pack", &good.to_string_lossy(), "--pack", "ville"]).status.code(), Some(0));
    let other = source(&temp.path().join("other"), "Vélo quetzal");
    let shell = "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", shell, env!("CARGO_BIN_EXE_guichet"), "import", "pack"])
        .args([other.as_os_str(), "--pack".as_ref(), "ville".as_ref()])
        .env("GUICHET_DATA", &data)
        .output()
        .expect("it ran");
    let said = text(&output.stderr);
    let said = said.lines().last().unwrap_or_default();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&*data.to_string_lossy()) && said.contains("Free some space"), "{said}");
    assert!(text(&run(&data, &["search", "zibeline", "--json"]).stdout).contains("Chaudière zibeline"));
    let left: Vec<_> =
        fs::read_dir(data.join("index")).expect("there").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 2, "CURRENT and one generation: {left:?}");
}

#[cfg(unix)]
#[test]
fn an_export_is_whole_or_leaves_what_was_there() {
    let temp = tempfile::tempdir().expect("a folder");
    let (data, out) = (temp.path().join("data"), temp.path().join("thesaurus.ttl"));
    let output = run(&data, &["export", "skos", "--out", &out.to_string_lossy()]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(output.stdout.is_empty() && said.contains("thesaurus.ttl"), "{said}");
    let whole = fs::read_to_string(&out).expect("there");
    assert!(whole.contains("concept:logement-social a skos:Concept"));
    let shell = "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", shell, env!("CARGO_BIN_EXE_guichet"), "export", "skos", "--out"])
        .arg(&out)
        .env("GUICHET_DATA", &data)
        .output()
        .expect("it ran");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("thesaurus.ttl") && said.contains("--out") && said.lines().count() == 1, "{said}");
    assert_eq!(fs::read_to_string(&out).expect("still there"), whole);
    assert_eq!(fs::read_dir(temp.path()).expect("there").count(), 1, "neither a draft nor a data folder is left");
    // Standard output is no file to be replaced.
    let output = run(&data, &["export", "skos", "--out", "/dev/stdout"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), whole));
    assert_eq!(run(&data, &["import", "skos", &out.to_string_lossy()]).status.code(), Some(0));
}

#[test]
fn situations_are_listed_and_drawn() {
    let temp = tempfile::tempdir().expect("a folder");
    let out = |args: &[&str]| text(&run(temp.path(), &[&["situations"], args].concat()).stdout);
    let list = out(&[]);
    assert!(
        list.lines().count() >= 27 && list.contains("loyer-impaye") && list.contains("Je ne peux plus payer"),
        "{list}"
    );
    assert_ne!(out(&["--lang", "en"]), list, "in English too");
    assert!(out(&["--graph", "loyer-impaye"]).starts_with("flowchart TD\n"));
    assert!(out(&["--graph", "--format", "dot", "loyer-impaye"]).starts_with("digraph \"situation/loyer-impaye\" {\n"));
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/situations/README.md"));
    assert_eq!(out(&["--graph", "--lang", "fr"]), page.expect("the drawn situations"));
    let unknown = run(temp.path(), &["situations", "castle"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("lists those that are there"));
    assert!(!temp.path().join("index").exists(), "no index is built for it");
}

/// A moment of the tests.
const NOW: &str = "2026-11-24T10:00";

/// Records go from one desk to another and into a table; what is no such file is refused in words.
#[test]
fn records_of_two_desks() {
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let keys = one.path().join("script");
    fs::write(&keys, "text:enfants\nEnter\nF9\nEnter\n").expect("written");
    let keys = keys.display().to_string();
    let shot = run(one.path(), &["--now", NOW, "desk", "--script", &keys, "--snapshot", "-"]);
    assert!(text(&shot.stdout).contains("enregistré"), "{}{}", text(&shot.stdout), text(&shot.stderr));
    let exported = one.path().join("records");
    let exported = exported.display().to_string();
    assert!(run(one.path(), &["desk", "--export", &exported]).status.success());
    for new in ["1 new", "0 new"] {
        let merged = run(other.path(), &["desk", "--merge", &exported]);
        assert!(merged.status.success() && text(&merged.stderr).contains(new), "{}", text(&merged.stderr));
    }
    let table = run(other.path(), &["--now", NOW, "desk", "--table", "-"]);
    assert!(text(&table.stdout).contains("famille_scolarite"), "{}", text(&table.stdout));
    let empty = run(other.path(), &["desk", "--table", "-", "--month", "2026-10"]);
    assert_eq!(text(&empty.stdout).lines().count(), 1);
    let wrong = run(other.path(), &["desk", "--merge", &keys]);
    assert!(
        wrong.status.code() == Some(1) && text(&wrong.stderr).contains("no file of a desk"),
        "{}",
        text(&wrong.stderr)
    );
    assert_eq!(run(other.path(), &["desk", "--month", "2026-10"]).status.code(), Some(2));
}
