//! Properties of a locked kiosk whose own program fails, in a terminal of its own:
//! - the screens begin anew in the same process, after a pause, as often as it takes;
//! - no word of what was typed and no word of the fault reaches the terminal;
//! - it still ends from outside.

use super::{locales, options, outlets};
use crate::kiosk::{App, perform};
use crate::screens::live::{Clock, Current, Outside, Shared, run};
use crate::ui::theme::Depth;
use guichet_core::fake::FakeCatalog;
use guichet_core::model::Moment;
use guichet_core::ports::counts::MemoryCounts;
use portable_pty::CommandBuilder;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

#[path = "../../../tests/it/pty.rs"]
mod pty;

/// A clock that fails on the thread of the screens: the third turn, and the two beginnings after it.
fn failing() -> Clock {
    let asked = AtomicUsize::new(0);
    Arc::new(move || {
        let asked = asked.fetch_add(1, Ordering::SeqCst);
        assert!(!(2..=4).contains(&asked), "what somebody typed");
        Moment::parse("2026-11-23T10:00").expect("a moment")
    })
}

/// Set where the test below starts this program again.
const STARTED: &str = "GUICHET_A_KIOSK_THAT_FAILS";

/// What the test below runs in a terminal of its own, which it takes over.
#[test]
#[ignore = "started by the other test, in a terminal of its own"]
#[allow(clippy::disallowed_methods, reason = "a kiosk is started at some moment, by a test that says so")]
fn a_kiosk_that_fails() {
    if std::env::var_os(STARTED).is_none() {
        return;
    }
    let open = || Ok(Arc::new(|| Arc::new(FakeCatalog::default()) as Shared) as Current);
    let counts = MemoryCounts::default();
    let outside = Outside {
        locked: true,
        fresh: Box::new(|size| App::new(options(), locales(), size)),
        perform: Arc::new(move |catalog, work, now| perform(catalog, &counts, &outlets(), work, now)),
        clock: (failing(), Instant::now()),
    };
    assert!(run(outside, Depth::None, Box::new(open)).is_ok());
}

#[test]
fn a_fault_of_ours_begins_anew_while_locked() {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.env_clear();
    command.env(STARTED, "1");
    command.args(["--ignored", "--exact", "--nocapture", "kiosk::tests::faults::a_kiosk_that_fails"]);
    let mut kiosk = pty::Kiosk::start(command, (80, 24));
    kiosk.wait_for("menu-title");
    kiosk.type_keys("1");
    kiosk.wait_for("logement");
    kiosk.wait_until("a card", |seen| !seen.contains("menu-title"));
    kiosk.type_keys("1");
    kiosk.wait_for("menu-title");
    kiosk.type_keys("1");
    kiosk.wait_until("a card", |seen| !seen.contains("menu-title"));
    thread::sleep(Duration::from_millis(200));
    assert!(kiosk.lives());
    let written = kiosk.written();
    let written = String::from_utf8_lossy(&written);
    assert!(
        !written.contains("somebody") && !written.contains("panicked") && !written.contains("a fault of the program")
    );
    kiosk.kill("TERM");
    kiosk.ends();
}
