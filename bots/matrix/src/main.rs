//! The Matrix bot: the command line, what it opens, how it ends.

#![allow(clippy::disallowed_methods, reason = "the mains read the clock and the environment, and hand both on")]
// The library's futures are deep.
#![recursion_limit = "256"]

mod account;
mod bot;
mod excuses;
mod faults;
mod inbound;
mod outbound;
mod queue;
mod rooms;
mod sync;

use account::Account;
use clap::Parser;
use faults::Failure;
use guichet_bots::{Locales, World};
use guichet_core::model::Moment;
use guichet_index::config::{Given, Matrix as Settings, Secret};
use guichet_index::{Config, DataFolder, Live, logs, open_store};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// Exit codes: the input or the configuration is at fault; an internal fault. Usage errors are clap's (2).
const YOURS: u8 = 1;
const OURS: u8 = 70;
/// It looks this often for what was imported meanwhile.
const FRESH: Duration = Duration::from_secs(5);
/// Threads for what blocks: a turn, the disk. Few, for the memory of a small board.
const BLOCKING: usize = 8;
/// Its name in the data folder: `store/matrix/`, `keys/matrix.key`.
const PROGRAM: &str = "matrix";

/// The Matrix bot: a guide to rights and services in France, for residents, on their own phone.
///
/// It needs an account on a homeserver: GUICHET_MATRIX_HOMESERVER, GUICHET_MATRIX_USER, and its password in
/// GUICHET_MATRIX_PASSWORD_FILE. It logs in once and keeps its device, follows invitations, and answers in plain and
/// encrypted rooms. It prints "ready" once it answers, and waits for as long as the homeserver cannot be reached. SIGTERM
/// and Ctrl-C finish the turns in hand. Exit codes: 0 it was told to end, 1 the configuration or the folder is at fault, 2
/// wrong usage, 70 a fault of the program.
#[derive(Parser)]
#[command(name = "guichet-matrix", version, about)]
struct Args {
    /// The data folder: packs, index, conversations. Nothing is written elsewhere. [env: GUICHET_DATA] [default: the
    /// user's data folder, such as ~/.local/share/guichet]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The configuration, TOML. [env: GUICHET_CONFIG] [default: guichet.toml in the data folder, where there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Fixes the clock, for tests: local time, such as 2026-11-23T10:00.
    #[arg(long, hide = true, value_name = "TIME", value_parser = moment)]
    now: Option<Moment>,
    /// A file that holds the local time, read at each turn, for tests.
    #[arg(long, hide = true, value_name = "FILE")]
    clock: Option<PathBuf>,
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a local time such as 2026-11-23T10:00".to_owned())
}

fn main() -> ExitCode {
    // Two providers are in the tree: without a choice the first connection would panic. An error: one is chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (message, code) = match start(&Args::parse()) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Yours(message)) => (message, YOURS),
        Err(Failure::Ours(message)) => (message, OURS),
    };
    say(&message);
    ExitCode::from(code)
}

fn start(args: &Args) -> Result<(), Failure> {
    let given = Given { file: args.config.clone(), data: args.data.clone(), ..Given::default() };
    let loaded = Config::load(&given.with_environment()?)?;
    logs::init(&loaded.config.log);
    for name in &loaded.unknown {
        tracing::warn!(name, "this variable is none of ours: is it misspelt?");
    }
    let settings = &loaded.config.matrix;
    let (homeserver, user) = (address(settings)?, name(settings)?);
    let password = Secret::given(settings.password.as_ref(), settings.password_file.as_deref())?;

    let folder = DataFolder::open(&loaded.data)?;
    let live = Arc::new(Live::open(&folder)?);
    live.keep_fresh(FRESH);
    let opened = open_store(&folder, PROGRAM, &loaded.config, settings.key_file.as_deref())?;
    opened.notices.iter().for_each(|notice| say(notice));
    let key_file = settings.key_file.clone().unwrap_or_else(|| folder.root().join("keys").join("matrix.key"));
    let kept = folder.root().join("store").join(PROGRAM).join("sdk");
    let account = Account { homeserver, user, password, key: key(&key_file)?, wipe: wipe(kept.clone()), folder: kept };

    let locales = Arc::new(Locales::new());
    let world = World {
        guide: Arc::new(move || live.current()),
        locales: locales.clone(),
        now: clock(args),
        store: opened.store,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING)
        .enable_all()
        .build()
        .map_err(|error| Failure::Yours(format!("the system gives no threads: {error}")))?;
    let done = runtime.block_on(async { bot::run(account, locales, world, told_to_end()?, ready).await });
    // Whatever still waits for the homeserver is read or sent again by the next start.
    runtime.shutdown_timeout(Duration::from_secs(1));
    done
}

fn address(settings: &Settings) -> Result<String, Failure> {
    let missing = "no homeserver: give its address, such as https://matrix.example.org, in matrix.homeserver or \
                   GUICHET_MATRIX_HOMESERVER";
    let given = settings.homeserver.as_deref().map(str::trim).filter(|given| !given.is_empty());
    let given = given.ok_or_else(|| Failure::Yours(missing.into()))?;
    Ok(if given.contains("://") { given.to_owned() } else { format!("https://{given}") })
}

fn name(settings: &Settings) -> Result<String, Failure> {
    let missing =
        "no account: give the bot's name, such as @guichet:example.org, in matrix.user or GUICHET_MATRIX_USER";
    let given = settings.user.as_deref().map(str::trim).filter(|given| !given.is_empty());
    given.map(str::to_owned).ok_or_else(|| Failure::Yours(missing.into()))
}

/// The key of the library's store, drawn from the one that seals the conversations: one secret to keep.
fn key(file: &Path) -> Result<[u8; 32], Failure> {
    let unreadable = |source| guichet_index::Error::Unreadable { path: file.to_owned(), source };
    let secret = std::fs::read(file).map_err(unreadable)?;
    Ok(Sha256::new().chain_update(b"guichet matrix sdk store\0").chain_update(secret).finalize().into())
}

/// Removes the library's store.
fn wipe(folder: PathBuf) -> Box<dyn Fn() -> std::io::Result<()> + Send + Sync> {
    Box::new(move || std::fs::remove_dir_all(&folder))
}

/// The local moment: the system's, unless a test fixes it.
fn clock(args: &Args) -> Arc<dyn Fn() -> Moment + Send + Sync> {
    let (fixed, file) = (args.now, args.clock.clone());
    Arc::new(move || {
        let read = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
        read.and_then(|text| Moment::parse(text.trim())).or(fixed).unwrap_or_else(guichet_index::now)
    })
}

/// Becomes `true` with the first SIGTERM or SIGINT.
fn told_to_end() -> Result<tokio::sync::watch::Receiver<bool>, Failure> {
    let no_signals = |error| Failure::Ours(format!("signals cannot be heard: {error}"));
    let mut term = signal(SignalKind::terminate()).map_err(no_signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
    let (say, stop) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        // Nobody listens any more: the program ends already.
        let _ = say.send(true);
    });
    Ok(stop)
}

/// Tells whoever started the program that it answers. A reader that has gone away stops nothing.
fn ready() {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "ready").and_then(|()| out.flush());
}

/// Says something to the operator.
#[allow(clippy::print_stderr, reason = "the one place where the program speaks to its operator beside the log")]
fn say(line: &str) {
    eprintln!("guichet-matrix: {line}");
}
