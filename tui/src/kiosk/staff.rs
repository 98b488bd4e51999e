//! The staff's way out of a locked kiosk: a PIN, and a lock that takes a few wrong ones.

use crate::screens::pin::{LONGEST, Tries};
use std::time::Duration;

pub(super) use crate::screens::pin::{PinEntry, Tried};

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

/// The lock of a kiosk. How often it was tried outlives the entry of one PIN.
pub(super) struct Lock {
    pin: Option<Pin>,
    tries: Tries,
}

impl Lock {
    /// A lock; without a PIN nothing opens it.
    pub(super) const fn new(pin: Option<Pin>) -> Self {
        Self { pin, tries: Tries::new() }
    }

    /// Whether a PIN is taken: there is one, and it was not wrong too often.
    pub(super) fn takes_a_pin(&self, at: Duration) -> bool {
        self.pin.is_some() && self.tries.takes_a_pin(at)
    }

    /// Whether the last PIN was wrong.
    pub(super) const fn was_wrong(&self) -> bool {
        self.tries.was_wrong()
    }

    /// Tries what was typed.
    pub(super) fn try_pin(&mut self, entry: &mut PinEntry, at: Duration) -> Tried {
        let typed = entry.take();
        let right = self.pin.as_ref().is_some_and(|pin| pin.is(&typed));
        self.tries.tried(right, at)
    }
}

#[cfg(test)]
mod tests {
    //! - only the whole PIN opens;
    //! - three wrong entries shut the lock for a minute, however often it is asked.

    use super::*;

    #[test]
    fn a_lock_and_its_pin() {
        assert!(Pin::new("123").is_none());
        let at = Duration::from_secs;
        let mut lock = Lock::new(Pin::new(" 4711\n"));
        let enter = |lock: &mut Lock, text: &str, time| {
            let mut entry = PinEntry::default();
            text.chars().for_each(|c| entry.push(c));
            assert_eq!(entry.length(), text.len());
            let tried = lock.try_pin(&mut entry, at(time));
            assert_eq!(entry.length(), 0, "nothing of it stays");
            tried
        };
        assert!(lock.takes_a_pin(at(0)) && !lock.was_wrong());
        for text in ["471", "47110"] {
            assert_eq!(enter(&mut lock, text, 1), Tried::Wrong);
            assert!(lock.was_wrong());
        }
        assert_eq!(enter(&mut lock, "", 3), Tried::TooOften);
        assert!(!lock.takes_a_pin(at(62)), "still shut");
        assert!(lock.takes_a_pin(at(63)));
        assert_eq!(enter(&mut lock, "4711", 64), Tried::Right);
        assert!(!Lock::new(None).takes_a_pin(at(0)));
    }
}
