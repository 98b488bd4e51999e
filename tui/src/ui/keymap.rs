//! What a key does where, as a table: in which modes, which key, which action.

use super::key::Key;

/// Keys that a row of the table speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    One(Key),
    /// `0` to `9`.
    Digit,
    /// Anything that types a character.
    Character,
}

impl Keys {
    fn holds(self, key: Key) -> bool {
        match (self, key) {
            (Self::One(one), key) => one == key,
            (Self::Digit, Key::Char(c)) => c.is_ascii_digit(),
            (Self::Character, Key::Char(_)) => true,
            _ => false,
        }
    }
}

/// Rows of the table, each with the modes in which it holds. The first row that fits is tried first; where what it does
/// cannot be done, the next one.
pub(crate) struct Keymap<M: 'static, A: 'static>(pub(crate) &'static [(&'static [M], Keys, A)]);

impl<M: Copy + PartialEq, A: Copy + PartialEq> Keymap<M, A> {
    /// What a key does in a mode, what is tried first before the rest.
    pub(crate) fn actions(&self, mode: M, key: Key) -> impl Iterator<Item = A> {
        let rows = self.0.iter().filter(move |(modes, keys, _)| modes.contains(&mode) && keys.holds(key));
        rows.map(|(.., action)| *action)
    }

    /// The keys that do something in a mode, the one to be shown first.
    pub(crate) fn keys(&self, mode: M, action: A) -> impl Iterator<Item = Key> {
        let rows = self.0.iter().filter(move |(modes, _, does)| modes.contains(&mode) && *does == action);
        rows.filter_map(|(_, keys, _)| match keys {
            Keys::One(key) => Some(*key),
            Keys::Digit | Keys::Character => None,
        })
    }

    /// Rows that can never be reached: an earlier row has the same key in all of their modes, and does the same.
    #[cfg(test)]
    pub(crate) fn repeated(&self) -> Vec<usize> {
        let repeats = |at: &usize| {
            let (modes, keys, action) = &self.0[*at];
            let before = |mode: &M| self.0[..*at].iter().any(|(m, k, a)| m.contains(mode) && k == keys && a == action);
            modes.iter().all(before)
        };
        (0..self.0.len()).filter(repeats).collect()
    }
}

#[cfg(test)]
mod tests {
    //! - a key does what the rows of its mode say, in their order, and nothing in another mode;
    //! - an action names its keys, and none of those that stand for many.

    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Mode {
        Read,
        Write,
        Closed,
    }

    const KEYMAP: Keymap<Mode, &str> = Keymap(&[
        (&[Mode::Read, Mode::Write], Keys::One(Key::F(1)), "help"),
        (&[Mode::Read], Keys::One(Key::Char('0')), "back"),
        (&[Mode::Read], Keys::Digit, "choose"),
        (&[Mode::Read], Keys::One(Key::Esc), "back"),
        (&[Mode::Read, Mode::Write], Keys::Character, "type"),
    ]);

    #[test]
    fn rows_in_their_order() {
        let actions = |mode, key| KEYMAP.actions(mode, key).collect::<Vec<_>>();
        assert_eq!(actions(Mode::Read, Key::Char('0')), ["back", "choose", "type"]);
        assert_eq!(actions(Mode::Write, Key::Char('0')), ["type"]);
        assert_eq!(actions(Mode::Write, Key::F(1)), ["help"]);
        assert!(actions(Mode::Closed, Key::F(1)).is_empty() && actions(Mode::Write, Key::Tab).is_empty());
        assert!(KEYMAP.keys(Mode::Read, "back").eq([Key::Char('0'), Key::Esc]));
        assert!(KEYMAP.keys(Mode::Read, "choose").next().is_none());
        assert_eq!(KEYMAP.repeated(), Vec::<usize>::new());
    }
}
