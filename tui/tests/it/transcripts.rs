//! Properties of the program, over the conversations in `tests/transcripts/`:
//! - `guichet chat --json` gives, for each thing done, the title, blocks, choices and effects that the file shows;
//! - `guichet chat` gives the same text, for a conversation that can be typed;
//! - both are the program itself, run on a folder that was empty.

use guichet_core::talk::Effect;
use guichet_tests::play::{SEED, tidy};
use guichet_tests::transcript::{self, Said, Transcript, effect, flat};
use guichet_tests::world;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The folder that every run of this file shares, and the transcripts.
static WORLD: LazyLock<PathBuf> =
    LazyLock::new(|| world::make(env!("CARGO_TARGET_TMPDIR"), "transcripts-chat").expect("a world"));
static TRANSCRIPTS: LazyLock<Vec<Transcript>> = LazyLock::new(|| transcript::all().expect("the transcripts"));

/// Runs `guichet chat` on `input`; gives its standard output.
fn chat(transcript: &Transcript, arguments: &[&str], input: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_guichet"))
        .arg("--data")
        .arg(&*WORLD)
        .args(["--now", &transcript.now.to_string(), "--seed", &SEED.to_string()])
        .arg("chat")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    program.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
    let output = program.wait_with_output().expect("the program ends");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {}: {complaint}", transcript.name, output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn event(said: &Said) -> Value {
    match said {
        Said::Start(None) => json!({ "event": "start" }),
        Said::Start(Some(lang)) => json!({ "event": "start", "lang": lang.code() }),
        Said::Text(text) => json!({ "event": "text", "text": text }),
        Said::Choose(number) => json!({ "event": "choose", "choice": number }),
        Said::Press(key) => json!({ "event": "press", "key": key }),
        Said::Wait(minutes) => json!({ "event": "wait", "minutes": minutes }),
        Said::Location(at) => json!({ "event": "location", "lat": at.lat, "lon": at.lon }),
        Said::Media(kind) => json!({ "event": "media", "kind": kind.name() }),
    }
}

/// A turn of `chat --json`, laid out as a transcript shows it.
fn read(turn: &Value) -> String {
    let words = |value: &Value| value.as_str().expect("words").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let view = &turn["view"];
    let mut parts = vec![words(&view["title"])];
    parts.extend(list(&view["blocks"]).iter().map(|block| words(&block["text"])));
    let choices = list(&view["choices"]).into_iter().map(|choice| words(&choice["text"]));
    parts.push(choices.collect::<Vec<_>>().join("\n"));
    parts.retain(|part| !part.is_empty());
    let effects = list(&turn["effects"]).into_iter().map(|value| format!("\n{}", effect(&known(value))));
    tidy(&(parts.join("\n\n") + &effects.collect::<String>()))
}

/// An effect as JSON writes it.
fn known(value: Value) -> Effect {
    serde_json::from_value(value).expect("an effect")
}

#[test]
fn chat_in_json_tells_the_same_story() {
    let mut faults = Vec::new();
    for one in TRANSCRIPTS.iter() {
        let input: String = one.steps.iter().map(|step| format!("{}\n", event(&step.said))).collect();
        let output = chat(one, &["--json"], &input);
        let turns = output.lines().map(|line| serde_json::from_str::<Value>(line).expect("one object a line"));
        let answers: Vec<String> = turns
            .zip(&one.steps)
            .map(|(turn, step)| if matches!(step.said, Said::Wait(_)) { String::new() } else { read(&turn) })
            .collect();
        faults.extend(transcript::same(one, &answers, |expected, given| expected == given).err());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn chat_in_text_tells_the_same_story() {
    let mut played = 0;
    for one in TRANSCRIPTS.iter() {
        let Some((Said::Start(lang), rest)) = one.steps.split_first().map(|(first, rest)| (&first.said, rest)) else {
            panic!("{}: a conversation begins with its start", one.name)
        };
        // What can be typed: words, and a number for a choice. Nothing comes after the end of a conversation.
        let typed: Option<Vec<String>> = rest
            .iter()
            .map(|step| match &step.said {
                Said::Text(text) => Some(text.clone()),
                Said::Choose(number) => Some(number.to_string()),
                _ => None,
            })
            .collect();
        let Some(typed) = typed else { continue };
        let language: Vec<&str> = lang.iter().flat_map(|lang| ["--lang", lang.code()]).collect();
        let output = chat(one, &language, &(typed.join("\n") + "\n"));
        let spoken = one.steps.iter().flat_map(|step| step.answer.lines()).filter(|line| !line.starts_with("* "));
        assert_eq!(flat(&output), flat(&spoken.collect::<Vec<_>>().join("\n")), "{}", one.name);
        played += 1;
    }
    assert!(played >= 6, "only {played} transcripts can be typed");
}
