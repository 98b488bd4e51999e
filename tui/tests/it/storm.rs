//! A seeded storm of keys, pastes, clicks, resizes and waits through a locked kiosk in a real terminal: the program lives,
//! and its last screen is the first one.
//!
//! `GUICHET_STORM` says how many steps, 20,000 without it: half a minute.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "a test waits for a terminal, and is told how long to run")]

use crate::pty::{FIRST, Kiosk};
use guichet_core::dice::Dice;
use std::thread;
use std::time::Duration;

const STEPS: u32 = 20_000;

const KEYS: [&str; 46] = [
    "0", "1", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "é", "m", " ", " ", "  ", "*", "/", "+", "-", ".",
    "\r", "\r", "\t", "\x1b", "\x7f", "\x03", "\x1a", "\x1c", "\x04", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D",
    "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[3~", "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[21~",
    "\x1b[24~",
];

const TYPED: [&str; 8] = [
    "mon mari me frappe\r",
    "oublier\r",
    "loyer impayé à Rodez\r",
    "rsa\r",
    "menu\r",
    "12000\r",
    "je veux mourir\r",
    "zzzz\r",
];

/// What a terminal may send besides: answers, halves of sequences, bytes of no text.
const NOISE: [&[u8]; 6] =
    [b"\x1b[12;4R", b"\x1b[?62c", b"\x1b]11;rgb:0/0/0\x07", b"\x1b[1;", b"\xff\xfe\xc3", b"\x1b[<0;0;0M"];

#[test]
#[ignore = "full: 20,000 keys"]
fn a_storm() {
    let steps = std::env::var("GUICHET_STORM").ok().and_then(|steps| steps.parse().ok()).unwrap_or(STEPS);
    let mut kiosk = Kiosk::locked(&["--idle", "10", "--now", "2026-11-23T10:00"], (80, 24));
    let first = kiosk.contents();
    let mut dice = Dice(20_261_129);
    let mut next = |bound| dice.below(bound);
    for step in 0..steps {
        match next(40) {
            0 => kiosk.resize((1 + next(200) as u16, 1 + next(70) as u16)),
            1 => kiosk.resize([(80, 24), (40, 15), (160, 50), (0, 0), (u16::MAX, 24)][next(5)]),
            2..=4 => kiosk.type_keys(format!("\x1b[<0;{};{}M", 1 + next(170), 1 + next(60))),
            5 => kiosk.type_keys(format!("\x1b[<{};5;5M", 64 + next(2))),
            6 => kiosk.type_keys(format!("\x1b[200~{}\x1b[201~", "mon loyer\r\x1b[2J ".repeat(next(200)))),
            7 | 8 => kiosk.type_keys(TYPED[next(TYPED.len())]),
            9 => kiosk.type_keys(NOISE[next(NOISE.len())]),
            10 | 11 => thread::sleep(Duration::from_millis(next(40) as u64)),
            _ => kiosk.type_keys(KEYS[next(KEYS.len())]),
        }
        if step % 100 == 0 {
            assert!(kiosk.lives(), "it ended at step {step}");
        }
    }
    kiosk.resize((80, 24));
    // Whatever was begun is over, and from wherever it was: emergency, and out at once.
    thread::sleep(Duration::from_secs(2));
    kiosk.type_keys("\x1b");
    thread::sleep(Duration::from_millis(500));
    kiosk.type_keys("\x1bOP");
    kiosk.wait_until("the way out", |seen| seen.contains("Sortir vite") || seen.contains("Leave fast"));
    kiosk.type_keys("  ");
    kiosk.wait_for(FIRST);
    kiosk.wait_until("the first screen", |seen| *seen == first);
    assert!(kiosk.lives());
    // It was no storm in a shut room: words were understood, and people came and went.
    let wipes = kiosk.count(b"\x1b[3J");
    assert!(wipes as u32 > steps / 1_000, "{wipes} wipes in {steps} steps");
    kiosk.kill("TERM");
    kiosk.ends();
}
