//! The Telegram bot: the command line, what it opens, how it ends.

#![allow(clippy::disallowed_methods, reason = "the mains read the clock and the environment, and hand both on")]

mod inbound;
mod network;
mod poll;
mod send;
mod write;

use clap::Parser;
use guichet_bots::{Hub, Locales, World};
use guichet_core::model::Moment;
use guichet_index::config::{Given, Secret};
use guichet_index::{Config, DataFolder, Live, logs, open_store};
use network::Telegram;
use poll::Fatal;
use send::Api;
use std::io::Write;
use std::path::PathBuf;
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
/// How long one call may take, in milliseconds.
const LIMIT: u64 = 15_000;
/// How long Telegram holds a poll open, in seconds.
const POLL: u64 = 50;

/// The Telegram bot: a guide to rights and services in France, for residents, on their own phone.
///
/// It polls: no port is opened. It needs a token (GUICHET_TELEGRAM_TOKEN, or GUICHET_TELEGRAM_TOKEN_FILE), prints "ready"
/// once it answers, and starts also while Telegram cannot be reached. SIGTERM and Ctrl-C finish the turns in hand. Exit
/// codes: 0 it was told to end, 1 the configuration or the folder is at fault, 2 wrong usage, 70 a fault of the program.
#[derive(Parser)]
#[command(name = "guichet-telegram", version, about)]
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
    /// How long one call may take, for tests.
    #[arg(long, hide = true, value_name = "MILLISECONDS", default_value_t = LIMIT)]
    limit: u64,
    /// How long a poll is held open, for tests.
    #[arg(long, hide = true, value_name = "SECONDS", default_value_t = POLL)]
    poll: u64,
}

/// Why the program ends badly: one plain sentence, and whose fault it is.
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

impl From<Fatal> for Failure {
    fn from(fatal: Fatal) -> Self {
        match fatal {
            Fatal::Token => Self::yours(
                "Telegram refuses this bot's token: ask BotFather for its present one, then give it in \
                 telegram.token_file or GUICHET_TELEGRAM_TOKEN_FILE",
            ),
            Fatal::Store(error) => Self { message: error.to_string(), code: if error.yours { YOURS } else { OURS } },
        }
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a local time such as 2026-11-23T10:00".to_owned())
}

fn main() -> ExitCode {
    // Two providers are in the tree: without a choice the first connection would panic. An error: one is chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // The place of a fault and not its words: they may quote what somebody wrote.
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault of this program");
    }));
    match start(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&format!("guichet-telegram: {}", failure.message));
            ExitCode::from(failure.code)
        }
    }
}

fn start(args: &Args) -> Result<(), Failure> {
    let given = Given { file: args.config.clone(), data: args.data.clone(), ..Given::default() };
    let loaded = Config::load(&given.with_environment()?)?;
    logs::init(&loaded.config.log);
    for name in &loaded.unknown {
        tracing::warn!(name, "this variable is none of ours: is it misspelt?");
    }
    let settings = &loaded.config.telegram;
    if settings.webhook_url.is_some() {
        tracing::warn!("webhooks are not offered by this version: the bot polls");
    }
    let token = Secret::given(settings.token.as_ref(), settings.token_file.as_deref())?.ok_or_else(|| {
        Failure::yours(
            "no token: make a bot with @BotFather in Telegram, write its token into a file and name that file in \
             telegram.token_file or GUICHET_TELEGRAM_TOKEN_FILE",
        )
    })?;
    let limit = Duration::from_millis(args.limit.max(1));
    let api = Api::new(token.expose(), settings.api_url.as_deref(), limit).map_err(Failure::yours)?;

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING)
        .enable_all()
        .build()
        .map_err(|error| Failure::yours(format!("the system gives no threads: {error}")))?;
    // From here on a signal is heard, also while the store is being opened.
    let stop = runtime.block_on(async { told_to_end() })?;

    let folder = DataFolder::open(&loaded.data)?;
    let live = Arc::new(Live::open(&folder)?);
    live.keep_fresh(FRESH);
    let opened = open_store(&folder, Telegram::STORE, &loaded.config, settings.key_file.as_deref())?;
    for notice in &opened.notices {
        say(&format!("guichet-telegram: {notice}"));
    }
    let locales = Arc::new(Locales::new());
    let world = World {
        guide: Arc::new(move || live.current()),
        locales: locales.clone(),
        now: clock(args),
        store: opened.store,
    };
    runtime.block_on(async {
        let hub = Hub::new(Telegram::new(api, locales.clone()), world);
        let stop = std::pin::pin!(stop);
        Ok(poll::run(&hub, &locales, Duration::from_secs(args.poll), ready, stop).await?)
    })
}

/// The local moment: the system's, unless a test fixes it.
fn clock(args: &Args) -> Arc<dyn Fn() -> Moment + Send + Sync> {
    let (fixed, file) = (args.now, args.clock.clone());
    Arc::new(move || {
        let read = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
        read.and_then(|text| Moment::parse(text.trim())).or(fixed).unwrap_or_else(guichet_index::now)
    })
}

/// Ends with the first SIGTERM or SIGINT.
fn told_to_end() -> Result<impl Future<Output = ()>, Failure> {
    let no_signals = |error| Failure { message: format!("signals cannot be heard: {error}"), code: OURS };
    let mut term = signal(SignalKind::terminate()).map_err(no_signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Tells whoever started the program that it answers. A reader that has gone away stops nothing.
fn ready() {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "ready").and_then(|()| out.flush());
}

/// Says something to the operator.
#[allow(clippy::print_stderr, reason = "the one place where the program speaks to its operator beside the log")]
fn say(line: &str) {
    eprintln!("{line}");
}
