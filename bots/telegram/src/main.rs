//! The Telegram bot: the command line, what it opens, how it ends.

#![allow(clippy::disallowed_methods, reason = "the mains read the clock and the environment, and hand both on")]

mod inbound;
mod network;
mod poll;
mod recent;
mod send;
mod write;

use clap::Parser;
use guichet_bots::Hub;
use guichet_bots::process::{self, Failure, Stop, moment};
use guichet_core::model::Moment;
use guichet_index::config::Secret;
use network::Telegram;
use poll::Fatal;
use send::Api;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// The program, as it names itself.
const NAME: &str = "guichet-telegram";
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
#[command(name = NAME, version, about)]
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

impl From<Fatal> for Failure {
    fn from(fatal: Fatal) -> Self {
        match fatal {
            Fatal::Token => Self::user_error(
                "Telegram refuses this bot's token: ask BotFather for its present one, then give it in \
                 telegram.token_file or GUICHET_TELEGRAM_TOKEN_FILE",
            ),
            Fatal::Store(error) => error.into(),
        }
    }
}

fn main() -> ExitCode {
    // Two providers are in the tree: without a choice the first connection would panic. An error: one is chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let args = Args::parse();
    process::run(NAME, || start(args))
}

fn start(args: Args) -> Result<(), Failure> {
    let loaded = process::settings(args.config, args.data)?;
    let settings = &loaded.config.telegram;
    let token = Secret::given(settings.token.as_ref(), settings.token_file.as_deref())?.ok_or_else(|| {
        Failure::user_error(
            "no token: make a bot with @BotFather in Telegram, write its token into a file and name that file in \
             telegram.token_file or GUICHET_TELEGRAM_TOKEN_FILE",
        )
    })?;
    process::warn_of_clear_text("telegram.api_url", settings.api_url.as_deref().unwrap_or_default());
    let limit = Duration::from_millis(args.limit.max(1));
    let api = Api::new(token.expose(), settings.api_url.as_deref(), limit).map_err(Failure::user_error)?;

    let runtime = process::runtime()?;
    // From here on a signal is heard, also while the store is being opened.
    let stop = Stop::on_signal(&runtime)?;
    let now = process::clock(args.now, args.clock, |file| std::fs::read_to_string(file), guichet_index::now);
    let (_, world) = process::open(NAME, Telegram::STORE, &loaded, settings.key_file.as_deref(), now)?;
    let locales = world.locales.clone();
    runtime.block_on(async {
        let hub = Hub::new(Telegram::new(api, locales.clone()), world);
        let stop = std::pin::pin!(stop.told());
        Ok(poll::run(&hub, &locales, Duration::from_secs(args.poll), process::ready, stop).await?)
    })
}
