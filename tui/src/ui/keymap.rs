//! What a key does where, as a table: in which modes, which key, which action.

use super::key::Key;
use std::borrow::Cow;

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

/// A row of the table: the modes in which it holds, the key, what it does.
pub(crate) type Row<M, A> = (&'static [M], Keys, A);

/// Rows of the table. The first row that fits is tried first; where what it does cannot be done, the next one.
#[derive(Clone)]
pub(crate) struct Keymap<M: Clone + 'static, A: Clone + 'static>(pub(crate) Cow<'static, [Row<M, A>]>);

/// A key that is wanted for something, and does something else already in the same place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Taken<A> {
    /// What it does already.
    pub(crate) by: A,
}

impl<M: Copy + PartialEq, A: Copy + PartialEq> Keymap<M, A> {
    /// A table that is written in the program.
    pub(crate) const fn fixed(rows: &'static [Row<M, A>]) -> Self {
        Self(Cow::Borrowed(rows))
    }

    /// The same table with other keys for some actions: each loses the single keys that it had, wherever it has one.
    ///
    /// # Errors
    /// A key that does something else in a mode of the action; two actions that want one key.
    pub(crate) fn rebound(&self, changes: &[(A, Key)]) -> Result<Self, Taken<A>> {
        let wanted = |action: A| changes.iter().find(|(of, _)| *of == action).map(|(_, key)| *key);
        let mut rows: Vec<Row<M, A>> = Vec::new();
        for (modes, keys, action) in self.0.iter() {
            match (keys, wanted(*action)) {
                (Keys::One(_), Some(key)) => {
                    let row = (*modes, Keys::One(key), *action);
                    if !rows.iter().any(|known| known.0 == *modes && known.2 == *action) {
                        rows.push(row);
                    }
                }
                _ => rows.push((modes, *keys, *action)),
            }
        }
        for (action, key) in changes {
            let own = rows.iter().filter(|(.., does)| does == action).flat_map(|(modes, ..)| modes.iter());
            let modes: Vec<M> = own.copied().collect();
            let other = rows.iter().find(|(of, keys, does)| {
                does != action && *keys == Keys::One(*key) && of.iter().any(|mode| modes.contains(mode))
            });
            if let Some((.., by)) = other {
                return Err(Taken { by: *by });
            }
        }
        Ok(Self(Cow::Owned(rows)))
    }

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
    //! - an action names its keys, and none of those that stand for many;
    //! - an action gets another key, unless that key does something else there.

    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Mode {
        Read,
        Write,
        Closed,
    }

    static KEYMAP: Keymap<Mode, &str> = Keymap::fixed(&[
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

    #[test]
    fn another_key_for_an_action() {
        let Ok(other) = KEYMAP.rebound(&[("help", Key::F(5))]) else { panic!("taken") };
        assert!(
            other.actions(Mode::Write, Key::F(5)).eq(["help"])
                && other.actions(Mode::Write, Key::F(1)).next().is_none()
        );
        assert!(other.keys(Mode::Read, "back").eq([Key::Char('0'), Key::Esc]));
        let Ok(one) = KEYMAP.rebound(&[("back", Key::F(2))]) else { panic!("taken") };
        assert!(one.keys(Mode::Read, "back").eq([Key::F(2)]), "it had two keys");
        assert_eq!(KEYMAP.rebound(&[("help", Key::Esc)]).err(), Some(Taken { by: "back" }));
        assert!(KEYMAP.rebound(&[("help", Key::Esc), ("back", Key::F(1))]).is_ok(), "they change places");
        assert!(KEYMAP.rebound(&[("help", Key::F(5)), ("back", Key::F(5))]).is_err());
    }
}
