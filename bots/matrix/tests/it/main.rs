//! The Matrix bot itself, against a real homeserver (Synapse, as `tests/run` installs it), written to by residents whose
//! client is the Matrix library. Each module opens with the properties that it proves.

#![allow(clippy::disallowed_methods, reason = "tests wait, and are asked by their environment how much to do")]
// The library's futures are deep.
#![recursion_limit = "256"]

mod bot;
mod breaking;
mod faults;
mod load;
mod nets;
mod resident;
mod resilience;
mod rooms;
mod transcripts;
mod words;

use guichet_tests::synapse::Synapse;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// The password of everybody.
const PASSWORD: &str = "correct horse battery staple";

/// The homeserver of every test that does not stop it.
static SYNAPSE: LazyLock<Synapse> = LazyLock::new(|| Synapse::start(&fresh("synapse")).expect("a homeserver"));

/// An empty folder.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matrix").join(name);
    // One of an earlier run; the first run has none.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Waits until something holds.
#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited too long: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
