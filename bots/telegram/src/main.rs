//! The Telegram bot: the command line, what it opens, how it ends.

mod context;
mod inbound;
mod network;
mod poll;
mod recent;
mod send;
mod write;

use clap::Parser;
use guichet_bots::Hub;
use guichet_bots::process::{self, OpenedProgram, Program};
use guichet_index::config::Secret;
use guichet_index::program::{Failure, Settings};
use network::Telegram;
use poll::Fatal;
use send::Api;
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
    #[command(flatten)]
    settings: Settings,
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
    let args = Args::parse();
    process::run(NAME, Telegram::STORE, &args.settings, |program| start(&args, &program))
}

fn start(args: &Args, program: &Program<'_>) -> Result<(), Failure> {
    let settings = &program.loaded.config.telegram;
    let token = Secret::given(settings.token.as_ref(), settings.token_file.as_deref())?.ok_or_else(|| {
        Failure::user_error(
            "no token: make a bot with @BotFather in Telegram, write its token into a file and name that file in \
             telegram.token_file or GUICHET_TELEGRAM_TOKEN_FILE",
        )
    })?;
    process::warn_of_clear_text("telegram.api_url", settings.api_url.as_deref().unwrap_or_default());
    let limit = Duration::from_millis(args.limit.max(1));
    let api = Api::new(token.expose(), settings.api_url.as_deref(), limit).map_err(Failure::user_error)?;

    let OpenedProgram { runtime, stop, world, .. } = program.open(settings.key_file.as_deref())?;
    let locales = world.locales.clone();
    runtime.block_on(async {
        let hub = Hub::new(Telegram::new(api, locales.clone()), world);
        let stop = std::pin::pin!(stop.told());
        Ok(poll::run(&hub, &locales, Duration::from_secs(args.poll), process::ready, stop).await?)
    })
}

#[cfg(test)]
mod tests {
    //! Property: the manual pages say what the command line is.

    use super::*;
    use clap::CommandFactory;
    use std::path::Path;

    #[test]
    fn the_manual_is_that_of_the_command_line() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
        let faults = guichet_tests::manual::judge(Args::command(), &folder).expect("read");
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
