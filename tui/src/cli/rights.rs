//! `guichet rights`: households in, results out, as JSON lines.

use super::{Failure, lines};
use guichet_core::rights::{Answers, Month, Outcome, Receipt, Rulebook, Screening, screen, screen_by_asking};
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
    #[arg(long, value_name = "FILE", required_unless_present = "replay")]
    batch: Option<PathBuf>,
    /// Answers with a receipt instead: every fact, every result with what decided it, and the dated values that they rest on.
    #[arg(long, conflicts_with_all = ["replay", "parameters"])]
    receipt: bool,
    /// Plays receipts again, one a line of FILE (`-`: standard input), by the rules of their month: whether they are whole, and
    /// what stands elsewhere now.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["batch", "all_facts", "parameters"])]
    replay: Option<PathBuf>,
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
    if let Some(path) = &args.replay {
        return lines::answer(path, |line| replay(&mut screener, line));
    }
    let Some(batch) = &args.batch else { return Ok(()) };
    if args.receipt {
        return lines::answer(batch, |line| receipt(&mut screener, line));
    }
    lines::answer(batch, |line| one(&mut screener, args.all_facts, line))
}

fn month_of(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "month: write a month such as 2026-11".to_owned())
}

/// The receipt of a household.
fn receipt(screener: &mut Screener, line: &[u8]) -> Result<Value, String> {
    let asked: Asked = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let month = month_of(&asked.month)?;
    let book = screener.month(month)?;
    let receipt = Receipt::new(&book, month, asked.facts, |right| screener.figures(right, month))?;
    Ok(json!({ "id": asked.id, "receipt": receipt }))
}

/// A receipt to be played again: alone, or as it was answered.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Answered { id: Value, receipt: Receipt },
    Alone(Receipt),
}

fn replay(screener: &mut Screener, line: &[u8]) -> Result<Value, String> {
    // Not the words of the failure: they would quote the facts.
    let wrong = |_| "this is no receipt as --receipt writes them".to_owned();
    let (id, receipt) = match serde_json::from_slice(line).map_err(wrong)? {
        Kept::Answered { id, receipt } => (id, receipt),
        Kept::Alone(receipt) => (Value::Null, receipt),
    };
    let month = month_of(&receipt.month)?;
    let differences = receipt.replay(&*screener.month(month)?, month)?;
    let same = differences.is_empty();
    Ok(json!({ "id": id, "whole": receipt.is_whole(), "same": same, "differences": differences }))
}

fn one(screener: &mut Screener, all_facts: bool, line: &[u8]) -> Result<Value, String> {
    let asked: Asked = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let month = month_of(&asked.month)?;
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
