//! `guichet rights`: households in, results out, as JSON lines.

use super::{Failure, lines};
use guichet_core::rights::{Answers, Month, Outcome, Rulebook, Screening, screen, screen_by_asking};
use guichet_index::{ParameterSet, Screener};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Screening of rights from the shell: which rights a household can ask for, and which questions were needed to know.
///
/// A result is "likely", "check" or "unlikely": never a promise. Nothing of what is given is kept.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Reads one JSON household a line from FILE (`-`: standard input). Keys: id, month (2026-11), facts.
    #[arg(long, value_name = "FILE", required = true)]
    batch: PathBuf,
    /// Prints JSON, one object a line. A batch is always answered so.
    #[arg(long)]
    json: bool,
    /// The legal values: the newest verified ones, or those of the engine that the agreement is tested with.
    #[arg(long, value_name = "SET", value_enum, default_value_t = Set::Published)]
    parameters: Set,
    /// Uses every given fact at once, without an interview.
    #[arg(long)]
    all_facts: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Set {
    Published,
    Oracle,
}

/// A household of a batch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    id: Value,
    month: String,
    facts: Answers,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let set = match args.parameters {
        Set::Published => ParameterSet::Published,
        Set::Oracle => ParameterSet::Oracle,
    };
    let mut screener = Screener::open(set)?;
    lines::answer(&args.batch, |line| one(&mut screener, args.all_facts, line))
}

fn one(screener: &mut Screener, all_facts: bool, line: &[u8]) -> Result<Value, String> {
    let asked: Asked = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let month = Month::parse(&asked.month).ok_or_else(|| "month: write a month such as 2026-11".to_owned())?;
    let book = screener.month(month)?;
    let household = book.household(month, &asked.facts)?;
    let Screening { outcomes, questions, asked: facts } =
        if all_facts { screen(&book, &household) } else { screen_by_asking(&book, &household) };
    let rights: Map<String, Value> =
        outcomes.into_iter().map(|outcome| (outcome.right.clone(), json(&book, outcome))).collect();
    Ok(json!({ "id": asked.id, "rights": rights, "questions": questions.len(), "asked": facts }))
}

fn json(book: &Rulebook, outcome: Outcome) -> Value {
    let overdue = book.is_overdue(&outcome.right);
    let Outcome { standing, amount, because, reason, .. } = outcome;
    let mut value = json!({ "result": standing, "amount": amount, "because": because });
    if let Some(reason) = reason {
        value["reason"] = json!(reason);
    }
    // A figure behind it is past its review: what is said may no longer hold.
    if overdue {
        value["overdue"] = json!(true);
    }
    value
}
