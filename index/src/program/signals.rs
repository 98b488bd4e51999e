//! How a program is told to end: SIGTERM, which systemd sends, and SIGINT, which is Ctrl-C.

use super::Failure;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::thread;

/// Calls `told`, on a thread of its own, at the first SIGTERM or SIGINT from now on. None of them ends the program by
/// itself any more.
///
/// # Errors
/// Signals cannot be heard.
pub fn on_end(told: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let cannot = |error| Failure::Internal(format!("signals cannot be heard: {error}"));
    let mut signals = Signals::new([SIGTERM, SIGINT]).map_err(cannot)?;
    let wait = move || {
        if signals.forever().next().is_some() {
            told();
        }
    };
    thread::Builder::new().name("signals".into()).spawn(wait).map(|_| ()).map_err(cannot)
}
