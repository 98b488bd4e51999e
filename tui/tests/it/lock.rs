//! A locked kiosk in a real terminal is never left but by its PIN or from outside:
//! - the silence, two spaces on every screen of danger, and "oublier" lead to the first screen, and on, any number of
//!   times; nothing of what was there is left, in sight or in the scrollback;
//! - nothing is ever asked of the terminal: one that answers nothing, late, or with nonsense is survived;
//! - a terminal that lies about its size is survived;
//! - a terminal that goes away, also in the middle of a wipe, takes the program with it at once.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "a test waits for a terminal, and keeps its slave side open on purpose")]

use crate::pty::{FIRST, Kiosk, PATIENCE};
use std::thread;
use std::time::{Duration, Instant};

/// What begins a wipe, and no other thing does: the scrollback goes.
const WIPE: &[u8] = b"\x1b[3J";

/// Bytes that ask a terminal something: where the cursor is, who it is, what it can, which colours it has.
const QUESTIONS: [&[u8]; 9] =
    [b"\x1b[6n", b"\x1b[5n", b"\x1b[c", b"\x1b[0c", b"\x1b[>", b"\x1b[?u", b"\x1bZ", b";?\x07", b";?\x1b\\"];

/// Words that lead to danger, as somebody types them.
const DANGER: &str = "mon mari me frappe\r";

/// Waits for one wipe more than `before`, then for the first screen.
fn wiped(kiosk: &mut Kiosk, before: usize) {
    let start = Instant::now();
    while kiosk.count(WIPE) <= before {
        assert!(kiosk.lives(), "it ended:\n{}", kiosk.contents());
        assert!(start.elapsed() < PATIENCE, "not wiped:\n{}", kiosk.contents());
        thread::sleep(Duration::from_millis(15));
    }
    kiosk.wait_for(FIRST);
    assert!(kiosk.lives());
}

/// It answers keys: the first theme opens, and the menu again.
fn still_answers(kiosk: &mut Kiosk) {
    kiosk.type_keys("1");
    kiosk.wait_until("another screen", |seen| !seen.contains(FIRST));
    kiosk.type_keys("0");
    kiosk.wait_for(FIRST);
}

#[test]
#[ignore = "full: minutes in a real terminal"]
fn the_silence_wipes_and_the_next_person_begins() {
    let mut kiosk = Kiosk::locked(&["--idle", "10"], (80, 24));
    kiosk.type_keys("monsecret");
    kiosk.wait_for("monsecret");
    wiped(&mut kiosk, 0);
    assert!(!kiosk.shows("monsecret"));
    still_answers(&mut kiosk);
    kiosk.kill("TERM");
    kiosk.ends();
}

#[test]
#[ignore = "full: minutes in a real terminal"]
fn two_spaces_wipe_on_every_screen_of_danger() {
    let mut kiosk = Kiosk::locked(&[], (80, 24));
    // The numbers; where to go, its commune, its places, a place; the card, a section, its end; help, language, a human.
    let ways =
        ["", "1", "1Rodez\r", "1Rodez\r1", "2", "23", "231", "21", "\u{1b}OR", "\u{1b}OQ", "\u{1b}OR1", "loyer\r"];
    for size in [(80, 24), (40, 15), (160, 50)] {
        kiosk.resize(size);
        for way in ways {
            kiosk.wait_for(FIRST);
            let before = kiosk.count(WIPE);
            kiosk.type_keys(DANGER);
            kiosk.wait_for("3919");
            for key in way.split_inclusive(|c: char| c == '\r' || c.is_ascii_digit() || c == 'R' || c == 'Q') {
                let seen = kiosk.contents();
                kiosk.type_keys(key);
                kiosk.wait_until("the next screen", |now| now != seen);
                thread::sleep(Duration::from_millis(150));
            }
            let out = |seen: &str| ["Sortir vite", "3919", "114"].iter().all(|needed| seen.contains(needed));
            kiosk.wait_until(&format!("way out, {way:?} at {size:?}"), out);
            kiosk.type_keys("  ");
            wiped(&mut kiosk, before);
            assert!(!kiosk.shows("3919"));
        }
    }
}

#[test]
#[ignore = "full: minutes in a real terminal"]
fn ten_people_in_a_row() {
    let mut kiosk = Kiosk::locked(&[], (80, 24));
    for person in 0..10 {
        let before = kiosk.count(WIPE);
        if person % 2 == 0 {
            kiosk.type_keys(DANGER);
            kiosk.wait_for("3919");
            kiosk.type_keys("  ");
        } else {
            kiosk.type_keys("oublier\r");
            kiosk.wait_for("Tout est effacé");
            kiosk.type_keys("1");
        }
        wiped(&mut kiosk, before);
    }
    still_answers(&mut kiosk);
    let written = kiosk.written();
    for question in QUESTIONS {
        assert!(
            !written.windows(question.len()).any(|seen| seen == question),
            "{:?}",
            question.escape_ascii().to_string()
        );
    }
}

#[test]
#[ignore = "full: minutes in a real terminal"]
fn a_terminal_that_talks_nonsense_is_survived() {
    let mut kiosk = Kiosk::locked(&["--idle", "10"], (80, 24));
    let nonsense: [&[u8]; 10] = [
        b"\x1b[12;40R",
        b"\x1b[?62;1;4c\x1b[>41;390;0c",
        b"\x1b]11;rgb:ffff/ffff/ffff\x07",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[<0;0;0M\x1b[M   \x1b[<99999;1;1M",
        b"\x1b[0;0R\x1b[99999999999999999999R",
        b"The cursor position is row 12, column 40",
        b"\xff\xfe\x00\x80\xc3",
        b"\x1b[",
        // A paste that never ends swallows what follows, until nothing follows.
        b"\x1b[200~\x1b[6n",
    ];
    for answer in nonsense {
        kiosk.type_keys(answer);
        thread::sleep(Duration::from_millis(50));
    }
    wiped(&mut kiosk, 0);
    still_answers(&mut kiosk);
}

#[test]
#[ignore = "full: minutes in a real terminal"]
fn a_terminal_that_lies_about_its_size_is_survived() {
    let mut kiosk = Kiosk::locked(&[], (0, 0));
    for size in [(u16::MAX, u16::MAX), (0, 0), (1, 1), (u16::MAX, 1), (3, 500), (80, 24)] {
        kiosk.resize(size);
        thread::sleep(Duration::from_millis(200));
        assert!(kiosk.lives(), "{size:?}");
    }
    kiosk.wait_for(FIRST);
    still_answers(&mut kiosk);
}

#[test]
#[ignore = "full: minutes in a real terminal"]
fn a_terminal_that_goes_away_takes_the_program_with_it() {
    let hang_up_at = |mark: &[u8], keys: &str| {
        let mut kiosk = Kiosk::locked(&[], (80, 24));
        kiosk.type_keys(DANGER);
        kiosk.wait_for("3919");
        kiosk.cut_at(mark);
        kiosk.type_keys(keys);
        kiosk.hang_up();
        kiosk.ends();
    };
    // In the middle of a wipe, at its beginning, and on a screen that stands still.
    hang_up_at(WIPE, "  ");
    hang_up_at(b"\x1b[?1049h", "  ");
    hang_up_at(b"\x1b[", "1");
}

#[test]
fn a_signal_in_the_middle_of_a_wipe_ends_it() {
    let mut kiosk = Kiosk::locked(&[], (80, 24));
    kiosk.type_keys(DANGER);
    kiosk.wait_for("3919");
    kiosk.type_keys("  ");
    kiosk.kill("TERM");
    kiosk.ends();
}
