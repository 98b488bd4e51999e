//! The command line, one thin file a command.

#![allow(clippy::disallowed_methods, reason = "the mains read the clock and the environment, and hand both on")]

mod chat;
mod check;
mod completions;
mod desk;
mod desk_files;
mod doctor;
mod explain;
mod export;
mod hours;
mod import;
mod kiosk;
mod letter;
mod lines;
mod paper;
mod phrase;
mod rights;
mod screens;
mod search;
mod sheet;
mod situations;
mod update;

use clap::{CommandFactory, Parser, Subcommand};
use guichet_core::model::{Lang, Moment};
use guichet_index::config::Loaded;
use guichet_index::program::{self, Clock, Failure, Files, Settings, say};
use guichet_index::{DataFolder, Guide, Live, logs};
use guichet_locales::Locales;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// The program, as it names itself.
const NAME: &str = "guichet";

/// A conversation that lasts looks this often for what was imported meanwhile.
const FRESH: Duration = Duration::from_secs(5);

/// Access to rights and services in France: a guide for help desks, libraries and residents.
///
/// The content is built in: every command works in a fresh folder and without a network. Exit codes: 0 done, 1 the input
/// or the content is at fault, 2 wrong usage, 70 a fault of the program.
#[derive(Parser)]
#[command(name = NAME, version, about)]
struct Args {
    #[command(flatten)]
    settings: Settings,
    /// Language of the interface, ISO 639-1: fr, en. For `search`, the language of the words, and for `phrase`, that of the person:
    /// ar, en, es, fr, pt, ro, ru, tr, uk. It stands over GUICHET_LANG and the configuration. [default: people choose; `search` finds it out]
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    lang: Option<Lang>,
    /// Fixes the random numbers, for tests.
    #[arg(long, global = true, value_name = "N")]
    seed: Option<u64>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Kiosk(kiosk::Args),
    Desk(desk::Args),
    /// The guide on standard input and output.
    Chat(chat::Args),
    Import(import::Args),
    Export(export::Args),
    Update(update::Args),
    /// Search from the shell.
    Search(search::Args),
    /// Screening of rights from the shell.
    Rights(rights::Args),
    Hours(hours::Args),
    Sheet(sheet::Args),
    Letter(letter::Args),
    Phrase(phrase::Args),
    Situations(situations::Args),
    Check(check::Args),
    Doctor(doctor::Args),
    Completions(completions::Args),
}

/// What every command gets.
struct Context {
    settings: Settings,
    loaded: Loaded,
    clock: Clock,
    lang: Option<Lang>,
    seed: u64,
}

impl Context {
    fn new(args: &Args) -> Result<Self, Failure> {
        let settings = args.settings.clone();
        let loaded = settings.load()?;
        let lang = args.lang.or(loaded.config.lang);
        if let Some(lang) = lang
            && !matches!(args.command, Some(Command::Search(_) | Command::Phrase(_)))
        {
            offered(lang, args.lang.is_some())?;
        }
        // A line of log would tear the screens; whoever wants it sends standard error elsewhere.
        let screens = matches!(args.command, None | Some(Command::Kiosk(_) | Command::Desk(_)));
        if !(screens && std::io::stderr().is_terminal()) {
            logs::init(&loaded.config.log);
        }
        Ok(Self { clock: settings.clock(), settings, loaded, lang, seed: args.seed.unwrap_or(0) })
    }

    fn folder(&self) -> Result<DataFolder, Failure> {
        Ok(DataFolder::open(&self.loaded.data)?)
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
        (self.clock)()
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
    Err(if asked { Failure::Usage(message) } else { Failure::User(message) })
}

fn language(code: &str) -> Result<Lang, String> {
    let known = || Lang::all().map(Lang::code).collect::<Vec<_>>().join(", ");
    Lang::from_code(code).ok_or_else(|| format!("no such language here: write one of {}", known()))
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let args = Args::parse();
    program::run(NAME, Files::Shared, || dispatch(&args))
}

fn dispatch(args: &Args) -> Result<(), Failure> {
    let context = || Context::new(args);
    let Some(command) = &args.command else { return kiosk::open(&context()?) };
    match command {
        Command::Chat(args) => chat::run(&context()?, args),
        Command::Import(args) => import::run(&context()?, args),
        Command::Export(args) => export::run(&context()?, args),
        Command::Update(args) => update::run(&context()?, args),
        Command::Check(args) => check::run(&context()?, args),
        Command::Doctor(args) => doctor::run(&context()?, args),
        Command::Kiosk(args) => kiosk::run(&context()?, args),
        Command::Desk(args) => desk::run(&context()?, args),
        Command::Rights(args) => context().and_then(|_| rights::run(args)),
        Command::Hours(args) => hours::run(&context()?, args),
        Command::Sheet(args) => sheet::run(&context()?, args),
        Command::Letter(args) => letter::run(&context()?, args),
        Command::Phrase(args) => phrase::run(&context()?, args),
        Command::Situations(args) => situations::run(&context()?, args),
        Command::Search(args) => search::run(&context()?, args),
        // Of the program as it is, whatever its settings are.
        Command::Completions(args) => completions::run(args, &mut Args::command()),
    }
}

#[cfg(test)]
mod tests {
    //! Property: the manual pages say what the command line is.

    use super::*;
    use std::path::Path;

    #[test]
    fn the_manual_is_that_of_the_command_line() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
        let faults = guichet_tests::manual::judge(Args::command(), &folder).expect("read");
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
