//! Batches: JSON lines in, JSON lines out, in the same order. A bad line yields its error in its place.

use super::Failure;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// Longest line of a batch, in bytes: a query of 100,000 characters and its keys fit.
const LINE: u64 = 1 << 20;

/// Answers every line of a file (`-`: standard input). The other lines are answered even where some are bad.
pub(super) fn answer(path: &Path, mut one: impl FnMut(&[u8]) -> Result<Value, String>) -> Result<(), Failure> {
    let input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        let cannot = |error| Failure::user_error(format!("cannot read {}: {error}", path.display()));
        Box::new(File::open(path).map_err(cannot)?)
    };
    let mut input = BufReader::new(input);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut broken = 0;
    let mut number = 0;
    loop {
        let mut line = Vec::new();
        // Whoever writes line by line and waits for each answer gets it.
        if input.buffer().is_empty() {
            out.flush()?;
        }
        if input.by_ref().take(LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        number += 1;
        let whole = line.len() < LINE as usize || line.ends_with(b"\n");
        if !whole {
            skip(&mut input)?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = if whole { one(&line) } else { Err(format!("the line is longer than {LINE} bytes")) };
        let answer = answer.unwrap_or_else(|error| {
            broken += 1;
            json!({ "error": error, "line": number })
        });
        writeln!(out, "{answer}")?;
    }
    out.flush()?;
    match broken {
        0 => Ok(()),
        1 => Err(Failure::user_error("one line could not be read: see its \"error\"")),
        _ => Err(Failure::user_error(format!("{broken} lines could not be read: see their \"error\""))),
    }
}

/// Drops the rest of a line that is too long.
fn skip(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, done) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}
