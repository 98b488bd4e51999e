//! Keys of choices: a verb and its words, at most 64 bytes, so that a button of any network holds one. [`keys!`] makes the
//! actions of a flow together with their keys: what is written is what is read, for every action.

use crate::model::{ItemId, Lang, NodeId, ThemeId};
use std::iter::Peekable;
use std::str::SplitAsciiWhitespace;

/// Stands before the mark of a screen in a key.
pub(super) const SIGN: &str = " ~";

/// Digits of a mark.
const MARK: usize = 8;

/// What a key does, and the mark that it bears. The sign without a mark is part of the key.
pub(super) fn split(key: &str) -> (&str, Option<&str>) {
    let is_mark = |mark: &str| mark.len() == MARK && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
    let marked = key.rsplit_once(SIGN).filter(|(_, mark)| is_mark(mark));
    marked.map_or((key, None), |(action, mark)| (action, Some(mark)))
}

/// The words of a key that are still to be read.
pub(super) type Words<'a> = Peekable<SplitAsciiWhitespace<'a>>;

/// Reads all the words after a verb; `None` where one of them is left over.
pub(super) fn whole<'a, T>(rest: &'a str, read: impl FnOnce(&mut Words<'a>) -> Option<T>) -> Option<T> {
    let mut words = rest.split_ascii_whitespace().peekable();
    read(&mut words).filter(|_| words.peek().is_none())
}

/// What stands in a key after its verb: a word, or none where it is optional.
pub(super) trait Field: Sized {
    /// The word; `None` where there is none.
    fn word(&self) -> Option<String>;
    /// Reads the word that comes next.
    fn take(words: &mut Words<'_>) -> Option<Self>;
    /// Values that a test tries.
    #[cfg(test)]
    fn samples() -> Vec<Self>;
}

/// Fields of one word.
macro_rules! word {
    ($($type:ty: $write:expr, $read:expr, [$($sample:expr),+];)+) => {
        $(impl Field for $type {
            fn word(&self) -> Option<String> {
                Some($write(self))
            }

            fn take(words: &mut Words<'_>) -> Option<Self> {
                words.next().and_then($read)
            }

            #[cfg(test)]
            fn samples() -> Vec<Self> {
                vec![$($sample),+]
            }
        })+
    };
}

word! {
    String: Self::clone, |word| Some(word.to_owned()), ["w".repeat(Situation::NODE), "?".into(), "2A004".into()];
    ItemId: Self::to_string, |word| Some(word.into()), [Self::fiche("F12006"), longest_node(), "right/aspa".into()];
    NodeId: Self::to_string, |word| Some(word.into()), ["n".repeat(Situation::NODE).into()];
    ThemeId: Self::to_string, |word| Some(word.into()), ["logement".into()];
    u8: Self::to_string, |word| word.parse().ok(), [0, 3, 255];
    u16: Self::to_string, |word| word.parse().ok(), [12, 999];
    Lang: |lang: &Self| lang.code().to_owned(), Self::from_code, [Self::AR, Self::ES];
    SituationName: |name: &Self| name.0.situation_name().unwrap_or(&name.0).to_owned(),
        |word| Some(Self(ItemId::situation(word))), [Self(longest()), Self(ItemId::situation("impaye"))];
}

/// A situation, named in a key without its prefix: a button needs the room for the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SituationName(pub ItemId);

impl<T: Field> Field for Option<T> {
    fn word(&self) -> Option<String> {
        self.as_ref().and_then(T::word)
    }

    fn take(words: &mut Words<'_>) -> Option<Self> {
        if words.peek().is_none() { Some(None) } else { T::take(words).map(Some) }
    }

    #[cfg(test)]
    fn samples() -> Vec<Self> {
        T::samples().into_iter().map(Some).chain([None]).collect()
    }
}

/// Defines what the choices of a flow do: each action has the verb of its key and the types of the words after it. Two
/// actions may share a verb where their words differ.
macro_rules! keys {
    (
        $(#[$doc:meta])*
        pub enum Action {
            $($(#[$of:meta])* $verb:literal => $action:ident $(($($field:ident: $type:ty),+))?,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Action {
            $($(#[$of])* $action $(($($type),+))?,)+
        }

        impl Action {
            /// Reads a verb and the words after it; `None` where they are none of these actions.
            pub(in crate::talk) fn parse(verb: &str, rest: &str) -> Option<Self> {
                $(if verb == $verb {
                    let action = $crate::talk::key::whole(rest, |_words| {
                        Some(Self::$action $(($(<$type as $crate::talk::key::Field>::take(_words)?),+))?)
                    });
                    if action.is_some() {
                        return action;
                    }
                })+
                None
            }

            /// Every action, with every kind of word.
            #[cfg(test)]
            pub(in crate::talk) fn samples() -> Vec<Self> {
                (0..6).flat_map(|_at| {
                    [$(Self::$action $(($($crate::talk::key::sample::<$type>(_at)),+))?),+]
                }).collect()
            }
        }

        impl std::fmt::Display for Action {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$action $(($($field),+))? => {
                        f.write_str($verb)?;
                        $($(if let Some(word) = $crate::talk::key::Field::word($field) {
                            write!(f, " {word}")?;
                        })+)?
                    })+
                }
                Ok(())
            }
        }
    };
}

pub(super) use keys;

#[cfg(test)]
use crate::model::Situation;

/// A situation whose name has the most characters.
#[cfg(test)]
fn longest() -> ItemId {
    ItemId::situation(&"s".repeat(Situation::ID))
}

/// A node of it, whose name has the most characters too.
#[cfg(test)]
fn longest_node() -> ItemId {
    crate::model::situation::reference(&longest(), &"n".repeat(Situation::NODE))
}

/// One of the values that a test tries.
#[cfg(test)]
pub(super) fn sample<T: Field>(at: usize) -> T {
    let mut samples = T::samples();
    let at = at % samples.len();
    samples.swap_remove(at)
}
