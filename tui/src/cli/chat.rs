//! `guichet chat`: the guide on standard input and output, as text for people or as JSON lines for programs.

use super::{Context, Failure};
use guichet_core::model::{Lang, Position};
use guichet_core::talk::{self, Event, MediaKind, Session, Turn};
use guichet_index::Live;
use guichet_index::effects;
use guichet_locales::plain;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, Write};

/// Longest line read; what is beyond is dropped.
const LINE: usize = 100_000;

/// Talk to the guide line by line.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Read events and write turns as JSON, one a line.
    #[arg(long)]
    json: bool,
}

/// Longest wait, in minutes: ten years.
const LONGEST_WAIT: i64 = 5_256_000;

/// An event line.
#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "lowercase", deny_unknown_fields)]
enum Line {
    Start { lang: Option<String> },
    Text { text: String },
    Choose { choice: u8 },
    Press { key: String },
    Location { lat: f64, lon: f64 },
    Wait { minutes: i64 },
    Media { kind: String },
}

/// One conversation and its clock.
struct Chat<'a> {
    live: &'a Live,
    session: Session,
    context: &'a Context,
    waited: i64,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let live = context.live()?;
    let mut chat = Chat { live: &live, session: Session::new(context.seed), context, waited: 0 };
    if args.json { chat.json() } else { chat.text() }
}

impl Chat<'_> {
    fn turn(&mut self, event: Event) -> Turn {
        let now = self.context.now().plus_minutes(self.waited);
        let turn = talk::turn(&*self.live.current(), &self.session, event, now);
        self.session = turn.session.clone();
        turn
    }

    fn text(&mut self) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        let first = self.turn(Event::Start { lang: self.context.lang });
        writeln!(out, "{}\n", plain::view(&first.view))?;
        for line in std::io::stdin().lock().split(b'\n') {
            let line: String = String::from_utf8_lossy(&line?).chars().take(LINE).collect();
            let turn = self.turn(Event::Text(line));
            writeln!(out, "\n{}\n", plain::view(&turn.view))?;
            // Nothing is kept of a conversation in a pipe, nor counted: whoever runs it reads it.
            if effects::perform(&turn.effects, |_| {}).stop {
                break;
            }
        }
        Ok(())
    }

    fn json(&mut self) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        let mut broken = false;
        for (index, line) in std::io::stdin().lock().split(b'\n').enumerate() {
            let line = line?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let answer = match self.event(&line) {
                Ok(turn) => self::json(&turn),
                Err(error) => {
                    broken = true;
                    json!({ "error": error, "line": index + 1 })
                }
            };
            writeln!(out, "{answer}")?;
            out.flush()?;
        }
        if broken { Err(Failure::user_error("some lines could not be read: see their \"error\"")) } else { Ok(()) }
    }

    fn event(&mut self, line: &[u8]) -> Result<Turn, String> {
        let line: Line = serde_json::from_slice(line).map_err(|error| explain(&error))?;
        let event = match line {
            Line::Start { lang } => {
                self.waited = 0;
                Event::Start { lang: lang.map(|code| Lang::from_code(&code).unwrap_or_default()) }
            }
            Line::Text { text } => Event::Text(text.chars().take(LINE).collect()),
            Line::Choose { choice } => Event::Choose(choice),
            Line::Press { key } => Event::Press(key),
            Line::Location { lat, lon } => {
                Event::Location(Position::new(lat, lon).ok_or("lat and lon are not a point on Earth")?)
            }
            Line::Wait { minutes } => {
                if !(0..=LONGEST_WAIT).contains(&minutes) {
                    return Err(format!("minutes: 0 to {LONGEST_WAIT}"));
                }
                self.waited = (self.waited + minutes).min(LONGEST_WAIT);
                let now = self.context.now().plus_minutes(self.waited);
                let view = talk::show(&*self.live.current(), &self.session, now);
                return Ok(Turn { session: self.session.clone(), view, effects: Vec::new(), searched: false });
            }
            Line::Media { kind } => Event::Media(MediaKind::from_name(&kind)),
        };
        Ok(self.turn(event))
    }
}

/// What is wrong with a line, without its position inside that line: the answer gives the number of the line.
fn explain(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split_once(" at line ").map_or(words.clone(), |(what, _)| what.to_owned())
}

/// A turn as JSON; each block and each choice carries its plain rendering under `text`.
fn json(turn: &Turn) -> Value {
    let mut view = json!(turn.view);
    if let Some(blocks) = view["blocks"].as_array_mut() {
        for (block, value) in turn.view.blocks.iter().zip(blocks) {
            value["text"] = json!(plain::block(block, turn.view.lang));
        }
    }
    if let Some(choices) = view["choices"].as_array_mut() {
        for (line, value) in plain::choices(&turn.view).into_iter().zip(choices) {
            value["text"] = json!(line);
        }
    }
    json!({ "view": view, "effects": turn.effects })
}
