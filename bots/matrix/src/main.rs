//! The Matrix bot: the command line, what it opens, how it ends.

// The library's futures are deep.
#![recursion_limit = "256"]

mod account;
mod bot;
mod context;
mod errors;
mod filter;
mod inbound;
mod outage;
mod outbound;
mod queue;
mod rooms;
mod sync;

use account::Account;
use clap::Parser;
use guichet_bots::process::{self, OpenedProgram, Program};
use guichet_index::config::{MatrixConfig, Secret};
use guichet_index::program::{Failure, Settings};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The program, as it names itself.
const NAME: &str = "guichet-matrix";
/// Its name in the data folder: `store/matrix/`, `keys/matrix.key`.
const STORE: &str = "matrix";

/// The Matrix bot: a guide to rights and services in France, for residents, on their own phone.
///
/// It needs an account on a homeserver: GUICHET_MATRIX_HOMESERVER, GUICHET_MATRIX_USER, and its password in
/// GUICHET_MATRIX_PASSWORD_FILE. It logs in once and keeps its device, follows invitations, and answers in plain and
/// encrypted rooms. It prints "ready" once it answers, and waits for as long as the homeserver cannot be reached. SIGTERM
/// and Ctrl-C finish the turns in hand. Exit codes: 0 it was told to end, 1 the configuration or the folder is at fault, 2
/// wrong usage, 70 a fault of the program.
#[derive(Parser)]
#[command(name = NAME, version, about)]
struct Args {
    #[command(flatten)]
    settings: Settings,
}

fn main() -> ExitCode {
    let args = Args::parse();
    process::run(NAME, STORE, &args.settings, |program| start(&program))
}

fn start(program: &Program<'_>) -> Result<(), Failure> {
    let settings = &program.loaded.config.matrix;
    let (homeserver, user) = (address(settings)?, name(settings)?);
    process::warn_of_clear_text("matrix.homeserver", &homeserver);
    let password = Secret::given(settings.password.as_ref(), settings.password_file.as_deref())?;

    let OpenedProgram { runtime, stop, folder, world } = program.open(settings.key_file.as_deref())?;
    let key_file = settings.key_file.clone().unwrap_or_else(|| folder.root().join("keys").join("matrix.key"));
    let kept = folder.root().join("store").join(STORE).join("sdk");
    let account = Account { homeserver, user, password, key: key(&key_file)?, wipe: wipe(kept.clone()), folder: kept };
    let done = runtime.block_on(bot::run(account, world, stop, process::ready));
    // Whatever still waits for the homeserver is read or sent again by the next start.
    runtime.shutdown_timeout(Duration::from_secs(1));
    done
}

fn address(settings: &MatrixConfig) -> Result<String, Failure> {
    let missing = "no homeserver: give its address, such as https://matrix.example.org, in matrix.homeserver or \
                   GUICHET_MATRIX_HOMESERVER";
    let given = settings.homeserver.as_deref().map(str::trim).filter(|given| !given.is_empty());
    let given = given.ok_or_else(|| Failure::User(missing.into()))?;
    Ok(if given.contains("://") { given.to_owned() } else { format!("https://{given}") })
}

fn name(settings: &MatrixConfig) -> Result<String, Failure> {
    let missing =
        "no account: give the bot's name, such as @guichet:example.org, in matrix.user or GUICHET_MATRIX_USER";
    let given = settings.user.as_deref().map(str::trim).filter(|given| !given.is_empty());
    given.map(str::to_owned).ok_or_else(|| Failure::User(missing.into()))
}

/// The key of the library's store, derived from the one that seals the conversations: one secret to keep.
fn key(file: &Path) -> Result<[u8; 32], Failure> {
    let unreadable = |source| guichet_index::Error::Unreadable { path: file.to_owned(), source };
    let secret = std::fs::read(file).map_err(unreadable)?;
    Ok(Sha256::new().chain_update(b"guichet matrix sdk store\0").chain_update(secret).finalize().into())
}

/// Removes the library's store.
fn wipe(folder: PathBuf) -> Box<dyn Fn() -> std::io::Result<()> + Send + Sync> {
    Box::new(move || std::fs::remove_dir_all(&folder))
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
