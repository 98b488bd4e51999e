//! The command line, one thin file a command.

mod chat;
mod import;
mod kiosk;
mod search;

use clap::{Parser, Subcommand};
use guichet_core::model::{Lang, Moment};
use guichet_index::{DataFolder, Guide, Live};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Exit codes: the input or content is at fault; an internal fault. Usage errors are clap's (2).
const YOURS: u8 = 1;
const OURS: u8 = 70;

/// A conversation that lasts looks this often for what was imported meanwhile.
const FRESH: Duration = Duration::from_secs(5);

/// Access to rights and services in France: a guide for help desks, libraries and residents.
#[derive(Parser)]
#[command(name = "guichet", version, about)]
struct Args {
    /// Folder of packs, index and stores.
    #[arg(long, env = "GUICHET_DATA", global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Language of the interface (ISO 639-1 code).
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<String>,
    /// Fixes the clock, for tests: local time, such as 2026-11-23T10:00.
    #[arg(long, global = true, value_name = "TIME", value_parser = moment)]
    now: Option<Moment>,
    /// Fixes what is drawn by chance, for tests.
    #[arg(long, global = true, value_name = "N")]
    seed: Option<u64>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Kiosk(kiosk::Args),
    /// The guide on standard input and output.
    Chat(chat::Args),
    /// Bring a source in, as a pack of the data folder.
    Import(import::Args),
    /// Search from the shell.
    Search(search::Args),
}

/// What every command gets.
struct Context {
    data: PathBuf,
    lang: Option<Lang>,
    now: Option<Moment>,
    seed: u64,
}

impl Context {
    fn folder(&self) -> Result<DataFolder, Failure> {
        Ok(DataFolder::open(&self.data)?)
    }

    /// The guide with its index open: for commands that only look something up.
    fn guide(&self) -> Result<Guide, Failure> {
        let guide = Guide::open(&self.folder()?)?;
        guide.ready()?;
        Ok(guide)
    }

    /// The guide at once, its index opening in the background: for conversations, whose first screen needs none. It
    /// follows what is imported meanwhile.
    fn live(&self) -> Result<Arc<Live>, Failure> {
        let live = Arc::new(Live::open(&self.folder()?)?);
        live.keep_fresh(FRESH);
        Ok(live)
    }

    fn now(&self) -> Moment {
        self.now.unwrap_or_else(guichet_index::now)
    }
}

/// Why a command ends badly: one plain sentence, and whose fault it is.
struct Failure {
    message: String,
    code: u8,
}

impl Failure {
    fn yours(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: YOURS }
    }
}

impl From<guichet_index::Error> for Failure {
    fn from(error: guichet_index::Error) -> Self {
        Self { message: error.to_string(), code: if error.is_yours() { YOURS } else { OURS } }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::yours(format!("cannot read or write: {error}"))
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a local time such as 2026-11-23T10:00".to_owned())
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let context = Context {
        data: args.data.unwrap_or_else(|| PathBuf::from("guichet-data")),
        lang: args.lang.as_deref().map(|code| Lang::from_code(code).unwrap_or_default()),
        now: args.now,
        seed: args.seed.unwrap_or(0),
    };
    let done = match args.command {
        Some(Command::Chat(args)) => chat::run(&context, &args),
        Some(Command::Import(args)) => import::run(&context, &args),
        Some(Command::Kiosk(args)) => kiosk::run(&context, &args),
        Some(Command::Search(args)) => search::run(&context, &args),
        None => kiosk::open(&context),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("guichet: {}", failure.message));
            ExitCode::from(failure.code)
        }
    }
}

/// Says something to the operator beside the output.
#[allow(clippy::print_stderr, reason = "the one place where commands speak beside their output")]
fn say(line: &str) {
    eprintln!("{line}");
}
