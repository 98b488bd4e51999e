//! The staff's way out of a locked kiosk.

use super::key::Key;
use std::time::Duration;

/// Longest PIN.
const LONGEST: usize = 64;
/// Wrong entries before the door stays shut for a while.
const TRIES: u8 = 3;
/// How long it then stays shut.
const SHUT: Duration = Duration::from_secs(60);

/// A PIN: any characters. Never printed.
#[derive(Clone)]
pub(crate) struct Pin(String);

impl Pin {
    /// A PIN of at least four characters; `None` for anything shorter or longer than can be typed.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let length = text.chars().count();
        (4..=LONGEST).contains(&length).then(|| Self(text.to_owned()))
    }

    /// Compares without telling by its time how much was right.
    fn is(&self, typed: &str) -> bool {
        let same = self.0.bytes().zip(typed.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        same == 0 && self.0.len() == typed.len()
    }
}

/// The entry of a PIN.
#[derive(Default)]
pub(super) struct Door {
    typed: String,
    open: bool,
    wrong: u8,
    shut_until: Duration,
}

impl Door {
    /// Asks for the PIN, unless it was wrong too often.
    pub(super) fn ask(&mut self, at: Duration) {
        self.open = at >= self.shut_until;
        self.typed.clear();
    }

    pub(super) fn close(&mut self) {
        self.open = false;
        self.typed.clear();
    }

    pub(super) fn is_asked(&self) -> bool {
        self.open
    }

    /// Characters typed, to be shown as dots.
    pub(super) fn length(&self) -> usize {
        self.typed.chars().count()
    }

    pub(super) fn was_wrong(&self) -> bool {
        self.wrong > 0
    }

    pub(super) fn push(&mut self, c: char) {
        if self.length() < LONGEST && !c.is_control() {
            self.typed.push(c);
        }
    }

    /// A key while the PIN is asked; true once it is right.
    pub(super) fn key(&mut self, key: Key, pin: Option<&Pin>, at: Duration) -> bool {
        match key {
            Key::Char(c) => self.push(c),
            Key::Backspace => {
                self.typed.pop();
            }
            Key::Esc | Key::F(1 | 10 | 12) => self.close(),
            Key::Enter => {
                let typed = std::mem::take(&mut self.typed);
                if pin.is_some_and(|pin| pin.is(&typed)) {
                    return true;
                }
                self.wrong += 1;
                if self.wrong >= TRIES {
                    self.wrong = 0;
                    self.shut_until = at + SHUT;
                    self.close();
                }
            }
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    //! - only the whole PIN opens;
    //! - three wrong entries shut the door for a minute, closing and asking again does not help.

    use super::*;

    fn enter(door: &mut Door, pin: &Pin, text: &str, at: Duration) -> bool {
        text.chars().for_each(|c| assert!(!door.key(Key::Char(c), Some(pin), at)));
        door.key(Key::Enter, Some(pin), at)
    }

    #[test]
    fn a_door_with_a_lock() {
        assert!(Pin::new("123").is_none());
        let pin = Pin::new(" 4711\n").expect("a PIN");
        let at = Duration::from_secs;
        let mut door = Door::default();
        door.ask(at(0));
        for text in ["471", "47110"] {
            assert!(!enter(&mut door, &pin, text, at(1)));
            assert!(door.is_asked() && door.was_wrong());
        }
        door.close();
        door.ask(at(2));
        assert!(!enter(&mut door, &pin, "", at(3)));
        assert!(!door.is_asked());
        door.ask(at(62));
        assert!(!door.is_asked(), "still shut");
        door.ask(at(63));
        assert!(enter(&mut door, &pin, "4711", at(64)));
    }
}
