//! Properties of the command line when it is given nonsense:
//! - usage: exit 2 and a usage line; input: exit 1 and a sentence; nothing of either on standard output;
//! - a bad line of `chat --json` is answered by an error with its number, in its place; the lines around it are answered,
//!   and the run ends with exit 1;
//! - an unknown key is refused by its name;
//! - the same of `hours --batch`: what cannot be read is unknown, a bad line is said in its place;
//! - the same of `rights --batch`: impossible answers, contradictions and unknown facts are refused by name;
//! - a data folder that cannot be used is named, with what to do.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// A folder that every run of this file shares: its index is built once.
static DATA: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad-input");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
});

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .args(arguments)
        .env_remove("GUICHET_DATA")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments closes its input early.
    let _ = program.stdin.take().expect("a pipe").write_all(input);
    program.wait_with_output().expect("the program ends")
}

/// Runs `chat --json` on the shared folder; gives the exit code and one value a line.
fn chat(input: &[u8]) -> (Option<i32>, Vec<Value>) {
    let data = DATA.to_string_lossy();
    let output = run(&["--data", &data, "--now", "2026-11-23T10:00", "chat", "--json"], input);
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code(), lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect())
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn wrong_usage_ends_with_2_and_says_how() {
    for arguments in
        [&["dance"][..], &["chat", "--yaml"], &["--now", "noon", "chat"], &["--seed", "-1", "chat"], &["--now"]]
    {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(stderr(&output).contains("--help") || stderr(&output).contains("Usage"), "{}", stderr(&output));
    }
    let told = stderr(&run(&["--now", "noon", "chat"], b""));
    assert!(told.contains("2026-11-23T10:00"), "the remedy is an example: {told}");
}

#[test]
fn help_and_version_end_with_0() {
    for arguments in [&["--help"][..], &["--version"], &["chat", "--help"]] {
        let output = run(arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_bad_line_is_answered_in_its_place() {
    let input = [
        &br#"{"event":"start","lang":"fr"}"#[..],
        b"this is no JSON",
        br#"{"event":"dance"}"#,
        b"",
        br#"{"event":"text","text":"aide","tone":"polite"}"#,
        br#"{"event":"text"}"#,
        br#"{"event":"choose","choice":300}"#,
        br#"{"event":"location","lat":120.0,"lon":0.5}"#,
        br#"{"event":"wait","minutes":-5}"#,
        br#"{"event":"wait","minutes":9223372036854775807}"#,
        b"{\"event\":\"text\",\"text\":\"\xff\xfe\"}",
        br#"["event"]"#,
        br#"{"event":"choose","choice":1}"#,
    ]
    .join(&b'\n');
    let (code, lines) = chat(&input);
    assert_eq!(code, Some(1));
    assert_eq!(lines.len(), 12, "one answer a line, none for the empty one");
    let at = |line: u64| lines.iter().find(|answer| answer["line"] == line).map(|answer| answer["error"].to_string());
    for (line, says) in [
        (2, "expected"),
        (3, "dance"),
        (5, "tone"),
        (6, "text"),
        (7, "300"),
        (8, "not a point on Earth"),
        (9, "minutes"),
        (10, "minutes"),
        (11, "unicode"),
        (12, "expected"),
    ] {
        let error = at(line).unwrap_or_else(|| panic!("line {line} has no error"));
        assert!(error.contains(says), "line {line}: {error}");
        assert!(!error.contains("column"), "line {line}: {error}");
    }
    assert!(lines[0]["view"]["choices"].is_array(), "the first line is answered");
    assert!(lines[11]["view"]["choices"].is_array(), "and the last");
}

#[test]
fn strange_text_is_answered() {
    let mut input = Vec::new();
    for text in ["", " ", "\u{0}\u{1b}[2J", "\u{202e}abc", "🙂🙂", "٢", &"é".repeat(200_000), &"a b ".repeat(50_000)]
    {
        input.extend(format!("{}\n", serde_json::json!({ "event": "text", "text": text })).bytes());
    }
    let (code, lines) = chat(&input);
    assert_eq!(code, Some(0));
    assert_eq!(lines.len(), 8);
    for line in &lines {
        assert!(!line["view"]["choices"].as_array().expect("choices").is_empty());
        assert!(!line.to_string().contains("\\u001b"), "no escape comes back");
    }
}

#[test]
fn an_unknown_language_is_answered_in_french_and_says_so() {
    let (code, lines) = chat(b"{\"event\":\"start\",\"lang\":\"tlh\"}\n");
    assert_eq!(code, Some(0));
    assert_eq!(lines[0]["view"]["lang"], "fr");
}

#[test]
fn a_folder_that_cannot_be_used_is_named_with_a_remedy() {
    let file = DATA.join("a-file");
    std::fs::write(&file, "not a folder").expect("written");
    let inside = file.join("data");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content").to_string_lossy().into_owned();
    for (folder, command) in [(&file, &["chat", "--json"][..]), (&inside, &["import", "pack", &content])] {
        let folder = folder.to_string_lossy();
        let output = run(&[&["--data", &*folder], command].concat(), b"");
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("a-file") && told.contains("--data"), "{told}");
        assert!(output.stdout.is_empty(), "nothing but JSON may be on standard output");
    }
    assert_eq!(std::fs::read_to_string(&file).expect("still there"), "not a folder");
}

#[test]
fn a_bad_household_is_refused_in_its_place_and_the_others_are_screened() {
    let input = concat!(
        r#"{"id":1,"month":"2026-11","facts":{"naissance":"1990-01","couple":null}}"#,
        "\n",
        r#"{"id":2,"month":"2026-11","facts":{"naissance":"2031-01"}}"#,
        "\n",
        r#"{"id":3,"month":"2026-11","facts":{"loyers":400}}"#,
        "\n",
        r#"{"id":4,"month":"2026-11","facts":{},"colour":"red"}"#,
        "\n",
        r#"{"id":5,"month":"2026-13","facts":{}}"#,
        "\n",
        r#"{"id":6,"month":"2041-01","facts":{}}"#,
        "\nnot JSON\n",
        r#"{"id":8,"month":"2026-11","facts":{"couple":false,"conjoint_salaire":900}}"#,
        "\n",
        r#"{"id":9,"month":"2026-11","facts":{"age":40}}"#,
        "\n",
    );
    let data = DATA.to_string_lossy();
    let output = run(&["--data", &data, "rights", "--batch", "-", "--json"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(lines.len(), 9);
    for (at, part) in
        [(1, "2031-01"), (2, "is it 'loyer'?"), (3, "colour"), (4, "month"), (6, "expected"), (7, "has no partner")]
    {
        let error = lines[at]["error"].as_str().unwrap_or_else(|| panic!("line {at} is answered: {}", lines[at]));
        assert!(error.contains(part), "{error}");
        assert_eq!(lines[at]["line"], at + 1);
    }
    assert_eq!(lines[8]["rights"]["rsa"]["result"], "check");
    assert_eq!(lines[0]["id"], 1);
    // Figures past their review are still used, and said to be so.
    assert_eq!(lines[5]["rights"]["rsa"]["overdue"], true);
    assert!(lines[0]["rights"]["rsa"]["overdue"].is_null());
}

#[test]
fn bad_hours_are_unknown_and_a_bad_line_is_told_in_its_place() {
    let input = concat!(
        r#"{"id":"a","hours":"Mo-Fr 09:00-12:00; PH off","at":"2026-11-23T10:00","lat":48.86,"lon":2.35}"#,
        "\n",
        r#"{"id":"b","hours":"du lundi au vendredi de 9h à 12h","at":"2026-11-23T10:00","tz":"Indian/Reunion"}"#,
        "\n",
        r#"{"id":"c","hours":"9h-12h","at":"2026-11-23T10:00"}"#,
        "\n",
        r#"{"id":"d","hours":"24/7","at":"2026-11-23T10:00","colour":"red"}"#,
        "\n",
        r#"{"id":"e","hours":"24/7","at":"yesterday"}"#,
        "\n",
        r#"{"id":"f","hours":"24/7","at":"2026-11-23T10:00","lat":91,"lon":2}"#,
        "\n",
        r#"{"id":"g","hours":"24/7","at":"2026-11-23T10:00","tz":"Europe/Nowhere"}"#,
        "\n",
        r#"{"id":"h","hours":"PH off; Mo-Fr 09:00-12:00","at":"2026-05-22T10:00","commune":"97209"}"#,
        "\n",
    );
    let data = DATA.to_string_lossy();
    let output = run(&["--data", &data, "hours", "--batch", "-", "--json"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let open = |id: &str, normal: &str| serde_json::json!({"id": id, "state": "open", "next_change": "2026-11-23T12:00", "normal": normal});
    assert_eq!(lines[0], open("a", "Mo-Fr 09:00-12:00; PH off"));
    assert_eq!(lines[1], open("b", "Mo-Fr 09:00-12:00"));
    assert_eq!(lines[2], serde_json::json!({"id": "c", "state": "unknown", "next_change": null, "normal": null}));
    for (at, part) in [(3, "colour"), (4, "at: write"), (5, "not a point"), (6, "Europe/Nowhere")] {
        let error = lines[at]["error"].as_str().unwrap_or_else(|| panic!("line {at} is answered: {}", lines[at]));
        assert!(error.contains(part), "{error}");
        assert_eq!(lines[at]["line"], at + 1);
    }
    assert_eq!(lines[7]["state"], "open", "a later rule has the last word");
}
