//! Languages are data:
//! - a tenth one, added to a copy of this workspace as a folder of words, an entry of the registry and labels of a concept, is
//!   offered, found in and answered in by the program that is built there, and no file of Rust is touched;
//! - what is written in it is refused while it has no rules of plain language.

use guichet_tests::content::root;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The entry of the registry.
const ENTRY: &str = r#"
[[language]]
code = "it"
name = "Italiano"
script = "latin"
formats = "it"
number = { group = ".", decimal = ",", grouped_from = 5, euros = "{} €", percent = "{}%" }
doubt = "da verificare"
plurals = ["one", "other"]
single = ["one"]
stemmer = "Italian"
function_words = "io mi il lo la gli un una di del a da in con per non e che come dove quando sono ho devo posso cerco mio mia"
"#;

/// What the English words that it starts from say, and what they are in Italian.
const WORDS: [(&str, &str, &str); 4] = [
    ("guide.ftl", "menu-title = What do you need?", "menu-title = Di cosa hai bisogno?"),
    ("guide.ftl", "results-title = Here is what we found", "results-title = Ecco che cosa abbiamo trovato"),
    (
        "guide.ftl",
        "opens-on = Closed. Opens on { $day } at { $time }.",
        "opens-on = Chiuso. Apre { $day } alle { $time }.",
    ),
    ("words.ftl", "words-menu = ", "words-menu = inizio, "),
];

/// A Saturday evening.
const NOW: &str = "2026-11-28T21:00";

/// Links each file below a folder into another one; what is built, and what is hidden but cargo's own, is left out.
fn link(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (path, name) = (entry.path(), entry.file_name());
        let hidden = name.to_string_lossy().starts_with('.') && name != ".cargo";
        if hidden || name == "target" {
            continue;
        }
        if path.is_dir() {
            link(&path, &to.join(name));
        } else {
            fs::hard_link(&path, to.join(name)).expect("a link");
        }
    }
}

/// Writes a file anew: it is a link, and the one it links to stays as it is.
fn write(path: &Path, text: &str) {
    let _ = fs::remove_file(path);
    fs::write(path, text).expect("written");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A copy of the workspace with a tenth language.
fn copy(to: &Path) {
    link(root(), to);
    let registry = to.join("content/languages.toml");
    write(&registry, &(read(&registry) + ENTRY));
    let folder = to.join("locales/it");
    link(&root().join("locales/en"), &folder);
    for (file, english, italian) in WORDS {
        let path = folder.join(file);
        let text = read(&path);
        assert!(text.contains(english), "{file} no longer says {english:?}");
        write(&path, &text.replacen(english, italian, 1));
    }
    let thesaurus = to.join("content/thesaurus/logement.toml");
    let text = read(&thesaurus);
    let start = text.find("\nen = ").expect("a concept");
    write(&thesaurus, &format!("{}\nit = [\"alloggio\", \"cerco casa\"]{}", &text[..start], &text[start..]));
}

/// Links the dependencies that are built already, so that only our own crates are built again.
fn lend(built: &Path, target: &Path) {
    for kind in ["deps", ".fingerprint", "build"] {
        let (from, to) = (built.join(kind), target.join("debug").join(kind));
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(from).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name.to_string_lossy().contains("guichet") || to.join(&name).exists() {
                continue;
            }
            if entry.path().is_dir() {
                link(&entry.path(), &to.join(name));
            } else {
                fs::hard_link(entry.path(), to.join(name)).expect("a link");
            }
        }
    }
}

/// Builds the terminal program of a workspace, beside one test program: cargo then chooses the same features of the
/// dependencies as where it builds the tests, and they are not built again.
fn build(workspace: &Path, target: &Path) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "--locked", "--workspace", "--bin", "guichet", "--test", "million"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    target.join("debug/guichet")
}

fn run(program: &Path, data: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut child = Command::new(program)
        .env_clear()
        .arg("--data")
        .arg(data)
        .args(["--now", NOW])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("written");
    child.wait_with_output().expect("it ended")
}

#[test]
#[ignore = "full: builds the program once more"]
fn a_tenth_language_is_a_folder_and_no_rust() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tenth-language");
    // Of an earlier run; what was built then is still good.
    let _ = fs::remove_dir_all(home.join("workspace"));
    let (workspace, target) = (home.join("workspace"), home.join("target"));
    copy(&workspace);
    lend(&Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("debug"), &target);
    let program = build(&workspace, &target);
    let data = tempfile::tempdir().expect("a folder");

    let chat = run(&program, data.path(), &["--lang", "it", "chat"], "cerco casa\nwhere do I go in Rodez\n");
    let said = String::from_utf8(chat.stdout).expect("text");
    for words in ["Di cosa hai bisogno?", "Ecco che cosa abbiamo trovato", "Apre lunedì alle"] {
        assert!(said.contains(words), "the program does not say {words:?}:\n{said}");
    }
    let found = run(&program, data.path(), &["search", "--json", "cerco casa"], "");
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).expect("JSON");
    assert_eq!(found["lang"], "it", "the words are read in their language: {found}");

    let card = workspace.join("content/cards/apl/it.md");
    let english = read(&root().join("content/cards/apl/en.md"));
    write(&card, &english);
    let content = workspace.join("content").display().to_string();
    let checked = run(&program, data.path(), &["check", &content], "");
    let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
    assert!(!checked.status.success() && said.contains("add [it] to plain-rules.toml"), "{said}");
}
