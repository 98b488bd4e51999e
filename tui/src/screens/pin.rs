//! A PIN being typed, and how often it may be wrong.

use std::time::Duration;

/// Longest PIN.
pub(crate) const LONGEST: usize = 64;
/// Wrong entries before no PIN is taken for a while.
const TRIES: u8 = 3;
/// How long none is taken then.
const SHUT: Duration = Duration::from_secs(60);

/// How often a PIN was wrong. It outlives the entry of one.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    wrong: u8,
    shut_until: Duration,
}

impl Tries {
    pub(crate) const fn new() -> Self {
        Self { wrong: 0, shut_until: Duration::ZERO }
    }

    /// Whether a PIN is taken: it was not wrong too often.
    pub(crate) fn takes_a_pin(&self, at: Duration) -> bool {
        at >= self.shut_until
    }

    /// Whether the last PIN was wrong.
    pub(crate) const fn was_wrong(&self) -> bool {
        self.wrong > 0
    }

    /// Seconds until one is taken again.
    pub(crate) fn seconds_left(&self, at: Duration) -> u64 {
        self.shut_until.saturating_sub(at).as_secs_f64().ceil() as u64
    }

    /// The last one was right, or not.
    pub(crate) fn tried(&mut self, right: bool, at: Duration) -> Tried {
        if right {
            *self = Self::new();
            return Tried::Right;
        }
        self.wrong += 1;
        if self.wrong < TRIES {
            return Tried::Wrong;
        }
        self.wrong = 0;
        self.shut_until = at + SHUT;
        Tried::TooOften
    }
}

/// What came of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tried {
    Right,
    Wrong,
    /// Wrong, and no PIN is taken for a while.
    TooOften,
}

/// A PIN being typed. No `Debug`.
#[derive(Default)]
pub(crate) struct PinEntry {
    typed: String,
}

impl PinEntry {
    /// Characters typed, to be shown as dots.
    pub(crate) fn length(&self) -> usize {
        self.typed.chars().count()
    }

    pub(crate) fn push(&mut self, c: char) {
        if self.length() < LONGEST && !c.is_control() {
            self.typed.push(c);
        }
    }

    pub(crate) fn erase(&mut self) {
        self.typed.pop();
    }

    /// What was typed; nothing of it stays.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.typed)
    }
}
