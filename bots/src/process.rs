//! What every bot's program does around its network: settings, the data folder, signals, the way it ends. The mains hand
//! in what only they may touch, the clock and the command line.

use crate::world::{Clock, World};
use guichet_core::model::Moment;
use guichet_core::store::StoreError;
use guichet_index::config::{Given, Loaded};
use guichet_index::{Config, DataFolder, Error, Live, logs, open_store};
use guichet_locales::Locales;
use std::future::Future;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Exit codes: the input or the configuration is at fault; an internal fault. Usage errors are clap's (2).
const USER_ERROR: u8 = 1;
const INTERNAL_ERROR: u8 = 70;
/// A bot looks this often for what was imported meanwhile.
const FRESH: Duration = Duration::from_secs(5);
/// Threads for what blocks: a turn, the disk. Few, for the memory of a small board.
const BLOCKING: usize = 8;

/// Why a program ends badly, in one plain sentence.
#[derive(Debug)]
pub enum Failure {
    /// The operator can mend it.
    User(String),
    /// A fault of ours.
    Internal(String),
}

impl Failure {
    /// Something that the operator can mend.
    pub fn user_error(message: impl Into<String>) -> Self {
        Self::User(message.into())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if error.is_user_error() { Self::User(error.to_string()) } else { Self::Internal(error.to_string()) }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Error::from(error).into()
    }
}

/// The clock of a program: the system's, unless a test fixes it, by a moment or by a file that `read` reads.
pub fn clock(
    fixed: Option<Moment>,
    file: Option<PathBuf>,
    read: fn(&Path) -> io::Result<String>,
    system: fn() -> Moment,
) -> Clock {
    Arc::new(move || {
        let written = file.as_deref().and_then(|file| read(file).ok());
        written.and_then(|text| Moment::parse(text.trim())).or(fixed).unwrap_or_else(system)
    })
}

/// Reads a local time from the command line.
///
/// # Errors
/// How it is to be written.
pub fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "write a local time such as 2026-11-23T10:00".to_owned())
}

/// Runs a program called `name` to its end. Until then a fault of its own is logged by its place and never by its words:
/// they may quote what somebody wrote.
pub fn run(name: &str, work: impl FnOnce() -> Result<(), Failure>) -> ExitCode {
    // Whatever a bot writes is its user's alone, also where nobody set a mask before starting it.
    guichet_index::keep_files_private();
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault of this program");
    }));
    let (message, code) = match work() {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::User(message)) => (message, USER_ERROR),
        Err(Failure::Internal(message)) => (message, INTERNAL_ERROR),
    };
    say(name, &message);
    ExitCode::from(code)
}

/// Reads the settings, and begins the log as they say.
///
/// # Errors
/// A setting that cannot be read or makes no sense.
pub fn settings(config: Option<PathBuf>, data: Option<PathBuf>) -> Result<Loaded, Failure> {
    let given = Given { file: config, data, ..Given::default() };
    let loaded = Config::load(&given.with_environment()?)?;
    logs::init(&loaded.config.log);
    loaded.refuse_what_has_no_effect()?;
    for name in &loaded.unknown {
        tracing::warn!(name, "this variable is none of ours: is it misspelt?");
    }
    Ok(loaded)
}

/// Warns where what a bot says, its secret among it, would cross a network that anybody on the way can read.
pub fn warn_of_clear_text(setting: &str, address: &str) {
    if is_clear_text(address) {
        tracing::warn!(
            "{setting} begins with http:// and leads to another machine: the bot's secret and all messages could be read on \
             the way. Write https://"
        );
    }
}

/// Whether an address is neither encrypted nor on this machine.
fn is_clear_text(address: &str) -> bool {
    let lower = address.trim().to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(inside) => inside.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let here = host.parse::<IpAddr>().map_or(host == "localhost", |address| address.is_loopback());
    !here
}

/// Opens what a bot answers from and what it keeps: the store called `store`, sealed with the key in `key_file`. What
/// the operator should know of it is said in the name of the program.
///
/// # Errors
/// A folder, an index or a store that cannot be opened.
pub fn open(
    name: &str,
    store: &str,
    loaded: &Loaded,
    key_file: Option<&Path>,
    now: Clock,
) -> Result<(DataFolder, World), Failure> {
    let folder = DataFolder::open(&loaded.data)?;
    let live = Arc::new(Live::open(&folder)?);
    live.keep_fresh(FRESH);
    let opened = open_store(&folder, store, &loaded.config, key_file)?;
    opened.notices.iter().for_each(|notice| say(name, notice));
    let locales = Arc::new(Locales::new());
    Ok((folder, World { guide: Arc::new(move || live.current()), locales, now, store: opened.store }))
}

/// The runtime of a bot.
///
/// # Errors
/// The system gives no threads.
pub fn runtime() -> Result<Runtime, Failure> {
    let runtime = Builder::new_multi_thread().worker_threads(2).max_blocking_threads(BLOCKING).enable_all().build();
    runtime.map_err(|error| Failure::User(format!("the system gives no threads: {error}")))
}

/// Becomes `true` when the program is to end.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens, from now on, for the first SIGTERM or SIGINT.
    ///
    /// # Errors
    /// Signals cannot be heard.
    pub fn on_signal(runtime: &Runtime) -> Result<Self, Failure> {
        let no_signals = |error| Failure::Internal(format!("signals cannot be heard: {error}"));
        // Signals belong to a runtime.
        let _inside = runtime.enter();
        let mut term = signal(SignalKind::terminate()).map_err(no_signals)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(no_signals)?;
        let (say, stop) = watch::channel(false);
        runtime.spawn(async move {
            tokio::select! {
                _ = term.recv() => {}
                _ = interrupt.recv() => {}
            }
            // Nobody listens any more: the program ends already.
            let _ = say.send(true);
        });
        Ok(Self(stop))
    }

    /// Waits until the program is to end.
    pub fn told(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut stop = self.0.clone();
        async move {
            // Nobody left to say so is the same.
            let _ = stop.wait_for(|stop| *stop).await;
        }
    }
}

/// Tells whoever started the program that it answers. A reader that has gone away stops nothing.
pub fn ready() {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "ready").and_then(|()| out.flush());
}

/// Says something to the operator, in the name of a program.
#[allow(clippy::print_stderr, reason = "the one place where a bot speaks to its operator beside the log")]
fn say(name: &str, line: &str) {
    eprintln!("{name}: {line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_is_fine_on_this_machine_alone() {
        for here in [
            "https://example.org",
            "http://localhost:8008/",
            "http://127.0.0.1:8081",
            "http://127.9.9.9",
            "HTTP://[::1]:8008",
            "http://user:word@localhost/x",
        ] {
            assert!(!is_clear_text(here), "{here}");
        }
        for away in
            ["http://example.org", " HTTP://10.0.0.1:8008", "http://localhost.example.org", "http://[2001:db8::1]/"]
        {
            assert!(is_clear_text(away), "{away}");
        }
    }

    #[test]
    fn a_clock_is_a_file_a_fixed_moment_or_the_systems() {
        let at = |text: &str| Moment::parse(text).expect("a moment");
        let system = || Moment::parse("2026-01-01T00:00").expect("a moment");
        let fixed = Some(at("2026-11-23T10:00"));
        let read = |path: &Path| Ok(path.display().to_string());
        assert_eq!(clock(fixed, Some("2026-11-24T11:30\n".into()), read, system)(), at("2026-11-24T11:30"));
        assert_eq!(clock(fixed, Some("no time".into()), read, system)(), at("2026-11-23T10:00"));
        assert_eq!(clock(None, None, read, system)(), at("2026-01-01T00:00"));
        assert!(moment("ten o'clock").is_err());
    }
}
