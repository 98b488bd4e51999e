//! What every bot's program does around its network, in the frame of every program: settings, the data folder, signals, the
//! way it ends.

use crate::world::World;
use guichet_index::config::Loaded;
use guichet_index::program::{self, Failure, Files, Settings, on_end, say};
use guichet_index::{DataFolder, Live, logs, open_store};
use guichet_locales::Locales;
use std::future::Future;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// A bot looks this often for what was imported meanwhile.
const FRESH: Duration = Duration::from_secs(5);
/// Threads for what blocks: a turn, the disk. Few, for the memory of a small board.
const BLOCKING: usize = 8;

/// A program that has read its settings.
pub struct Program<'a> {
    /// As it names itself.
    pub name: &'static str,
    /// Its name in the data folder: `store/<store>/`, `keys/<store>.key`.
    pub store: &'static str,
    /// Its configuration.
    pub loaded: Loaded,
    settings: &'a Settings,
}

/// A program that has opened what it works with.
pub struct OpenedProgram {
    /// What it runs on.
    pub runtime: Runtime,
    /// Says when it is to end.
    pub stop: Stop,
    /// The data folder.
    pub folder: DataFolder,
    /// What the hub needs.
    pub world: World,
}

/// Runs a bot to its end. What it writes is its user's alone.
pub fn run(
    name: &'static str,
    store: &'static str,
    settings: &Settings,
    work: impl FnOnce(Program<'_>) -> Result<(), Failure>,
) -> ExitCode {
    // Two providers are in the tree: without a choice the first connection would panic. An error: one is chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    program::run(name, Files::Private, || {
        let loaded = settings.load()?;
        logs::init(&loaded.config.log);
        loaded.refuse_what_has_no_effect()?;
        for name in &loaded.unknown {
            tracing::warn!(name, "this variable is none of ours: is it misspelt?");
        }
        work(Program { name, store, loaded, settings })
    })
}

impl Program<'_> {
    /// Opens what a bot answers from and what it keeps, sealed with the key in `key_file`. From the beginning on a signal is
    /// heard, also while the store is being opened. What the operator should know of the store is said in the name of the
    /// program.
    ///
    /// # Errors
    /// A folder, an index or a store that cannot be opened; the system gives no threads or no signals.
    pub fn open(&self, key_file: Option<&Path>) -> Result<OpenedProgram, Failure> {
        let runtime = Builder::new_multi_thread().worker_threads(2).max_blocking_threads(BLOCKING).enable_all().build();
        let runtime = runtime.map_err(|error| Failure::User(format!("the system gives no threads: {error}")))?;
        let stop = Stop::on_signal()?;
        let folder = DataFolder::open(&self.loaded.data)?;
        let live = Arc::new(Live::open(&folder)?);
        live.keep_fresh(FRESH);
        let opened = open_store(&folder, self.store, &self.loaded.config, key_file)?;
        opened.notices.iter().for_each(|notice| say(&format!("{}: {notice}", self.name)));
        let world = World {
            guide: Arc::new(move || live.current()),
            locales: Arc::new(Locales::new()),
            now: self.settings.clock(),
            store: opened.store,
        };
        Ok(OpenedProgram { runtime, stop, folder, world })
    }
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

/// Becomes `true` when the program is to end.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens, from now on, for the first SIGTERM or SIGINT.
    fn on_signal() -> Result<Self, Failure> {
        let (say, stop) = watch::channel(false);
        on_end(move || {
            // Nobody listens any more: the program ends already.
            let _ = say.send(true);
        })?;
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
}
