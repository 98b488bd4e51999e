//! The command line, one thin file a command.

#![allow(clippy::disallowed_methods, reason = "the mains read the clock and the environment, and hand both on")]

mod chat;
mod check;
mod doctor;
mod explain;
mod export;
mod import;
mod kiosk;
mod lines;
mod rights;
mod search;
mod situations;

use clap::{Parser, Subcommand};
use guichet_core::catalog::Unavailable;
use guichet_core::model::{Lang, Moment};
use guichet_index::config::{Given, Loaded};
use guichet_index::{Config, DataFolder, Guide, Live, logs};
use guichet_locales::Locales;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Exit codes: the input or content is at fault; wrong usage, as clap says it; an internal fault.
const USER_ERROR: u8 = 1;
const USAGE: u8 = 2;
const INTERNAL_ERROR: u8 = 70;
/// No exit code: the reader of our output went away.
const ENOUGH: u8 = 0;

/// A conversation that lasts looks this often for what was imported meanwhile.
const FRESH: Duration = Duration::from_secs(5);

/// Access to rights and services in France: a guide for help desks, libraries and residents.
///
/// The content is built in: every command works in a fresh folder and without a network. Exit codes: 0 done, 1 the input
/// or the content is at fault, 2 wrong usage, 70 a fault of the program.
#[derive(Parser)]
#[command(name = "guichet", version, about)]
struct Args {
    /// The data folder: packs, index, stores. Nothing is written elsewhere. [env: GUICHET_DATA] [default: the user's data
    /// folder, such as ~/.local/share/guichet]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The configuration, TOML. [env: GUICHET_CONFIG] [default: guichet.toml in the data folder, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Language of the interface, ISO 639-1: fr, en. For `search`, the language of the words: ar, en, es, fr, pt, ro, ru,
    /// tr, uk. [env: GUICHET_LANG] [default: people choose; `search` finds it out]
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    lang: Option<Lang>,
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
    Import(import::Args),
    Export(export::Args),
    /// Search from the shell.
    Search(search::Args),
    /// Screening of rights from the shell.
    Rights(rights::Args),
    Situations(situations::Args),
    Check(check::Args),
    Doctor(doctor::Args),
}

/// What every command gets.
struct Context {
    loaded: Loaded,
    data: PathBuf,
    lang: Option<Lang>,
    now: Option<Moment>,
    seed: u64,
}

impl Context {
    fn new(args: &Args) -> Result<Self, Failure> {
        let given = Given { file: args.config.clone(), data: args.data.clone(), ..Given::default() };
        let loaded = Config::load(&given.with_environment()?)?;
        let lang = args.lang.or(loaded.config.lang);
        if let Some(lang) = lang
            && !matches!(args.command, Some(Command::Search(_)))
        {
            offered(lang, args.lang.is_some())?;
        }
        Ok(Self { data: loaded.data.clone(), loaded, lang, now: args.now, seed: args.seed.unwrap_or(0) })
    }

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
    fn user_error(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: USER_ERROR }
    }
}

impl From<guichet_index::Error> for Failure {
    fn from(error: guichet_index::Error) -> Self {
        Self { message: error.to_string(), code: if error.is_user_error() { USER_ERROR } else { INTERNAL_ERROR } }
    }
}

impl From<Unavailable> for Failure {
    fn from(unavailable: Unavailable) -> Self {
        Self { message: unavailable.to_string(), code: INTERNAL_ERROR }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self { message: String::new(), code: ENOUGH };
        }
        Self::user_error(format!("cannot read or write: {error}"))
    }
}

/// Refuses a language in which nothing is shown.
fn offered(lang: Lang, asked: bool) -> Result<(), Failure> {
    let locales = Locales::new();
    let known: Vec<&str> = locales.languages().iter().map(|lang| lang.code()).collect();
    if locales.languages().contains(&lang) {
        return Ok(());
    }
    let place = if asked { "--lang" } else { "lang, GUICHET_LANG" };
    let message = format!("{place}: nothing is shown in '{}' yet: write {}", lang.code(), known.join(" or "));
    Err(Failure { message, code: if asked { USAGE } else { USER_ERROR } })
}

fn language(code: &str) -> Result<Lang, String> {
    let known = || Lang::ALL.map(Lang::code).join(", ");
    Lang::from_code(code).ok_or_else(|| format!("no such language here: write one of {}", known()))
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a local time such as 2026-11-23T10:00".to_owned())
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    let done = Context::new(&args).and_then(|context| {
        // A line of log would tear the screens; whoever wants it sends standard error elsewhere.
        let screens = matches!(args.command, None | Some(Command::Kiosk(_)));
        if !(screens && std::io::stderr().is_terminal()) {
            logs::init(&context.loaded.config.log);
        }
        dispatch(args.command, &context)
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read has read enough: `guichet … | head`.
        Err(failure) if failure.code == ENOUGH => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("guichet: {}", failure.message));
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(command: Option<Command>, context: &Context) -> Result<(), Failure> {
    match command {
        Some(Command::Chat(args)) => chat::run(context, &args),
        Some(Command::Import(args)) => import::run(context, &args),
        Some(Command::Export(args)) => export::run(context, &args),
        Some(Command::Check(args)) => check::run(context, &args),
        Some(Command::Doctor(args)) => doctor::run(context, &args),
        Some(Command::Kiosk(args)) => kiosk::run(context, &args),
        Some(Command::Rights(args)) => rights::run(&args),
        Some(Command::Situations(args)) => situations::run(context, &args),
        Some(Command::Search(args)) => search::run(context, &args),
        None => kiosk::open(context),
    }
}

/// Says something to the operator beside the output.
#[allow(clippy::print_stderr, reason = "the one place where commands speak beside their output")]
fn say(line: &str) {
    eprintln!("{line}");
}
