//! The kiosk in a real terminal, one of its own:
//! - the first screen stands, and a key leads to the next one;
//! - leaving it, and each signal that ends a program, gives the terminal back: the screen that was there before, the
//!   cursor, the mouse, pastes and the modes of the line;
//! - no word of what was on the screens stays behind.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "a test waits for a terminal, and keeps its slave side open on purpose")]

use crate::pty::{Kiosk, PATIENCE, modes};
use std::thread;
use std::time::{Duration, Instant};

/// Waits for the end of the program and of what it wrote, then looks at the terminal it left.
fn left_as_found(mut kiosk: Kiosk) {
    kiosk.ends();
    let start = Instant::now();
    let given_back = |screen: &vt100::Screen| {
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    };
    while !kiosk.with_screen(given_back) {
        assert!(start.elapsed() < PATIENCE, "the terminal is not given back");
        thread::sleep(Duration::from_millis(20));
    }
    let master = kiosk.master.as_ref().expect("a terminal");
    assert_eq!(modes(&**master), kiosk.before, "the modes of the line");
    assert!(kiosk.shows("what was there before") && !kiosk.shows("Guichet"));
}

/// Opens it, goes one screen on, and lets `end` end it.
fn after(end: impl FnOnce(&mut Kiosk)) {
    let mut kiosk = Kiosk::open(&[], (80, 24));
    kiosk.wait_for("Français");
    assert_ne!(modes(&**kiosk.master.as_ref().expect("a terminal")), kiosk.before, "keys come one by one");
    kiosk.type_keys("1");
    kiosk.wait_for("Avant de commencer");
    end(&mut kiosk);
    left_as_found(kiosk);
}

#[test]
fn leaving_gives_the_terminal_back() {
    after(|kiosk| kiosk.type_keys("\u{3}"));
}

#[test]
fn every_signal_that_ends_it_gives_the_terminal_back() {
    for signal in ["TERM", "INT", "HUP"] {
        after(|kiosk| kiosk.kill(signal));
    }
}

#[test]
fn a_terminal_that_hears_nothing_more_does_not_keep_it() {
    let mut kiosk = Kiosk::open(&[], (160, 50));
    kiosk.wait_for("Français");
    kiosk.deaf(true);
    // More than any line holds: each of these draws everything again.
    for _ in 0..400 {
        kiosk.type_keys("\u{1b}OS");
        thread::sleep(Duration::from_millis(2));
    }
    kiosk.kill("TERM");
    kiosk.ends();
    let master = kiosk.master.as_ref().expect("a terminal");
    assert_eq!(modes(&**master), kiosk.before, "the modes of the line");
}
