//! `guichet update`: the configured sources brought up to date.

use super::{Context, Failure};
use guichet_index::{Outcome, SourceState, Update, update};
use std::io::Write;
use std::path::PathBuf;

/// Bring the configured sources up to date.
///
/// The sources stand in the configuration, under [sources.NAME]. Each is fetched if it changed, from where it stopped if
/// it did; what came is judged, imported, and put in force at once. Whatever fails, what was in force stays. A running
/// kiosk or bot takes the new one up within seconds. Ends with 1 if a source failed.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The sources that are wanted. [default: all of them]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// Takes the files from a folder or a stick instead of the network; files are known by their names.
    #[arg(long, value_name = "PATH")]
    from: Option<PathBuf>,
    /// Takes also what is older than what is in force, or keeps less than half of it.
    #[arg(long)]
    force: bool,
    /// Prints JSON, one object a source.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<(), Failure> {
    let asked = Update { from: args.from.as_deref(), only: &args.sources, force: args.force, ..Update::default() };
    // Whoever reads the output may go: what was begun is ended all the same.
    let mut unwritten = None;
    let mut tell = |outcome: &Outcome| {
        let told = if args.json { line(outcome) } else { words(outcome) };
        unwritten = unwritten.take().or(told.err());
    };
    let outcomes = update(&context.folder()?, &context.loaded.config, &asked, context.now(), &mut tell)?;
    if let Some(failure) = unwritten {
        return Err(failure);
    }
    let all_absent = outcomes.iter().all(|outcome| outcome.state == SourceState::Absent);
    match outcomes.iter().filter(|outcome| outcome.state == SourceState::Failed).count() {
        0 if all_absent => Err(Failure::user_error("none of the files there is of a configured source")),
        0 => Ok(()),
        1 => Err(Failure::user_error("one source could not be brought up to date: what was in force stays")),
        count => Err(Failure::user_error(format!(
            "{count} sources could not be brought up to date: what was in force stays"
        ))),
    }
}

fn line(outcome: &Outcome) -> Result<(), Failure> {
    let line = serde_json::to_string(outcome).map_err(std::io::Error::from)?;
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

fn words(outcome: &Outcome) -> Result<(), Failure> {
    let state = match outcome.state {
        SourceState::Updated => "updated",
        SourceState::Unchanged => "unchanged",
        SourceState::Older => "older",
        SourceState::Absent => "absent",
        SourceState::Failed => "FAILED",
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}: {state}: {}", outcome.source, outcome.said)?;
    if !outcome.remedy.is_empty() {
        writeln!(out, "      {}", outcome.remedy)?;
    }
    if let Some(report) = &outcome.import {
        writeln!(out, "      every warning and refusal is in {}", report.file.display())?;
    }
    Ok(())
}
