//! Conversations as plain text that a mediator can read: what the person does after `>`, what the guide answers below.
//!
//! ```text
//! # What this conversation shows, in a line or more.
//! @ 2026-11-23T10:00
//!
//! > (starts in fr)
//!
//! De quoi avez-vous besoin ?
//! …
//!
//! > je n'arrive pas à payer mon loyer
//! > [2]
//! > (waits 45 minutes)
//! > (position 44.35 2.57)
//! > (sends voice)
//! > (presses open card/apl)
//! ```
//!
//! `[2]` is a choice by its number, `(presses …)` an old button. A line `* …` below an answer is what the guide asks the
//! program to do. The files are golden: `GUICHET_BLESS=1` writes them anew from what the guide itself answers.

use guichet_core::model::{Lang, Moment, Position};
use guichet_core::talk::{Effect, MediaKind};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What a person does.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Opens a conversation, with a language or without.
    Start(Option<Lang>),
    /// Writes.
    Text(String),
    /// Takes a choice by its number.
    Choose(u8),
    /// Presses a button of an earlier message.
    Press(String),
    /// Lets so many minutes go by.
    Wait(i64),
    /// Sends a position.
    Location(Position),
    /// Sends what is not text.
    Media(MediaKind),
}

impl Said {
    fn parse(line: &str) -> Result<Self, String> {
        if let Some(number) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return number.parse().map(Self::Choose).map_err(|_| format!("[{number}] is not a choice"));
        }
        let Some(act) = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
            return Ok(Self::Text(line.to_owned()));
        };
        let unknown = || format!("({act}) is nothing a person does here: see tests/src/transcript.rs");
        let words: Vec<&str> = act.split(' ').collect();
        match words.as_slice() {
            ["starts"] => Ok(Self::Start(None)),
            ["starts", "in", code] => Lang::from_code(code).map(|lang| Self::Start(Some(lang))).ok_or_else(unknown),
            ["waits", minutes, "minutes"] => minutes.parse().map(Self::Wait).map_err(|_| unknown()),
            ["position", lat, lon] => {
                let point = lat.parse().ok().zip(lon.parse().ok()).and_then(|(lat, lon)| Position::new(lat, lon));
                point.map(Self::Location).ok_or_else(unknown)
            }
            ["sends", kind] => Ok(Self::Media(MediaKind::from_name(kind))),
            ["presses", key @ ..] => Ok(Self::Press(key.join(" "))),
            _ => Err(unknown()),
        }
    }
}

/// One thing done, and the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The line after `> `, as it stands in the file.
    pub line: String,
    /// The same, read.
    pub said: Said,
    /// What the guide answered, as plain text; then `* …` lines.
    pub answer: String,
}

/// A conversation.
#[derive(Debug, Clone)]
pub struct Transcript {
    /// The name of its file, without folder and `.txt`.
    pub name: String,
    /// What it shows: the lines that begin with `#`.
    pub about: Vec<String>,
    /// When it begins, local time.
    pub now: Moment,
    /// What is done and answered, in order.
    pub steps: Vec<Step>,
}

impl Transcript {
    /// Reads a file's text.
    ///
    /// # Errors
    /// A sentence that names the line: no time, an act that nobody can do, an answer to nothing.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let at = |index: usize, why: String| format!("{name}.txt:{}: {why}", index + 1);
        let (mut about, mut now) = (Vec::new(), None);
        let mut steps: Vec<Step> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if let Some(said) = line.strip_prefix("> ") {
                let read = Said::parse(said).map_err(|why| at(index, why))?;
                steps.push(Step { line: said.to_owned(), said: read, answer: String::new() });
            } else if let Some(step) = steps.last_mut() {
                step.answer.push_str(line);
                step.answer.push('\n');
            } else if let Some(remark) = line.strip_prefix('#') {
                about.push(remark.trim().to_owned());
            } else if let Some(time) = line.strip_prefix('@') {
                now = Moment::parse(time.trim());
            } else if !line.is_empty() {
                return Err(at(index, "an answer stands before anything was said".into()));
            }
        }
        for step in &mut steps {
            step.answer = step.answer.trim().to_owned();
        }
        let now = now.ok_or_else(|| at(0, "no time: write a line such as @ 2026-11-23T10:00".into()))?;
        Ok(Self { name: name.to_owned(), about, now, steps })
    }

    /// The file's text, with these answers.
    fn write(&self, answers: &[String]) -> String {
        let about: String = self.about.iter().map(|line| format!("# {line}\n")).collect();
        let mut text = format!("{about}@ {}\n", self.now);
        for (step, answer) in self.steps.iter().zip(answers) {
            text.push_str(&format!("\n> {}\n", step.line));
            if !answer.is_empty() {
                text.push_str(&format!("\n{answer}\n"));
            }
        }
        text
    }
}

/// The folder of the transcripts.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts")
}

/// Every transcript, by name.
///
/// # Errors
/// A file that cannot be read, with its line.
pub fn all() -> Result<Vec<Transcript>, String> {
    let entries = fs::read_dir(folder()).map_err(|error| error.to_string())?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Transcript::parse(&path.file_stem().unwrap_or_default().to_string_lossy(), &text)
    };
    paths.iter().map(read).collect()
}

/// Holds the guide's own answers against the file, or writes them into it where `GUICHET_BLESS=1` asks for that.
///
/// # Errors
/// Where the first answer differs, both texts and what to do.
pub fn golden(transcript: &Transcript, answers: &[String]) -> Result<(), String> {
    if env::var_os("GUICHET_BLESS").is_some_and(|value| value == "1") {
        let path = folder().join(format!("{}.txt", transcript.name));
        return fs::write(&path, transcript.write(answers)).map_err(|error| format!("{}: {error}", path.display()));
    }
    same(transcript, answers, |expected, given| expected == given).map_err(|why| {
        format!("{why}\nIf the new answer is better, read it in the file after GUICHET_BLESS=1 has written it.")
    })
}

/// Holds a program's answers against the file; `alike` says when two answers are the same.
///
/// # Errors
/// Where the first answer differs, with both texts.
pub fn same(transcript: &Transcript, answers: &[String], alike: impl Fn(&str, &str) -> bool) -> Result<(), String> {
    let (expected, given) = (transcript.steps.len(), answers.len());
    if expected != given {
        return Err(format!("{}: {expected} things are done, {given} were answered", transcript.name));
    }
    let differs = |(step, answer): &(&Step, &String)| !alike(&step.answer, answer);
    match transcript.steps.iter().zip(answers).find(differs) {
        None => Ok(()),
        Some((step, answer)) => Err(format!(
            "{}.txt, after '> {}'\n--- the file ---\n{}\n--- the answer ---\n{answer}\n---",
            transcript.name, step.line, step.answer
        )),
    }
}

/// A text without its layout: words and numbers one space apart.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The `* …` line of an effect.
pub fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Forget => "* everything kept of this person is erased".into(),
        Effect::Stop => "* the conversation ends, nothing is erased".into(),
        Effect::OfferDeletion => "* deleting the message is offered".into(),
        Effect::Reopened(reopened) => format!("* the basket holds {} more", reopened.basket.entries().len()),
        Effect::Observed(seen) => format!("* counted: {seen}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# A test.\n@ 2026-11-23T10:00\n\n> (starts in fr)\n\nMenu\n\n1. Un\n\n> (waits 5 minutes)\n\n> [1]\n\n\
                        Un\n* counted: read/x\n";

    #[test]
    fn a_transcript_is_written_as_it_was_read() {
        let read = Transcript::parse("t", TEXT).expect("a transcript");
        assert_eq!(read.steps[0].answer, "Menu\n\n1. Un");
        assert_eq!(read.steps[1].said, Said::Wait(5));
        let answers: Vec<String> = read.steps.iter().map(|step| step.answer.clone()).collect();
        assert_eq!(read.write(&answers), TEXT);
    }

    #[test]
    fn acts_are_read_and_mistakes_are_named_by_line() {
        for (line, said) in [
            ("[9]", Said::Choose(9)),
            ("(starts)", Said::Start(None)),
            ("(sends voice)", Said::Media(MediaKind::Voice)),
            ("(presses open card/apl)", Said::Press("open card/apl".into())),
            ("la 2 (deux)", Said::Text("la 2 (deux)".into())),
        ] {
            assert_eq!(Said::parse(line), Ok(said), "{line}");
        }
        let refused = |text: &str| Transcript::parse("t", text).expect_err("refused");
        assert!(refused("@ 2026-11-23T10:00\n> (dances)").starts_with("t.txt:2: (dances) is nothing"));
        assert!(refused("> (starts)").starts_with("t.txt:1: no time"));
        assert!(refused("@ 2026-11-23T10:00\nhello").starts_with("t.txt:2: an answer stands before"));
    }

    #[test]
    fn the_first_different_answer_is_shown() {
        let read = Transcript::parse("t", TEXT).expect("a transcript");
        let answers = ["Menu 1. Un", "", "Deux"].map(str::to_owned);
        let why = same(&read, &answers, |a, b| flat(a) == flat(b)).expect_err("the last differs");
        assert!(why.contains("after '> [1]'") && why.contains("Deux"), "{why}");
    }
}
