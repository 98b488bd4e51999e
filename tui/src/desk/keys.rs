//! What each key does at the desk, in which mode; other keys can be given in the configuration.

use super::command::{COMMANDS, Command};
use crate::ui::key::Key;
use crate::ui::keymap::{Keymap, Keys};
use crate::ui::line::Caret;
use crate::ui::list::{Direction, Turn};

/// What the keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The window is too small: what is not seen is not chosen.
    TooSmall,
    /// A panel over the page.
    Panel,
    /// The screen is turned to the person.
    Person,
    /// Nothing is written; digits choose in the pane.
    Reading,
    /// Nothing is written; digits begin an answer in the pane.
    Answering,
    /// Something is written.
    Writing,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// What has a name.
    Do(Command),
    /// Goes back in the pane.
    Back,
    /// Chooses in the pane what has this digit, or this sign of a numeric keypad.
    Choose,
    ChooseSign,
    /// Opens what is selected, or reads what is written.
    Enter,
    Type,
    Clear,
    Erase,
    EraseNext,
    Caret(Caret),
    /// Writes the selected suggestion out.
    Complete,
    /// Moves from tile to tile, or from suggestion to suggestion.
    Move(Direction),
    /// Moves through a long page.
    Turn(Turn),
    /// French beside the person's language, or not.
    Beside,
    /// What is private too: the person was asked.
    Private,
    /// A key for the panel.
    Panel,
    ClosePanel,
}

/// The keys of the desk.
pub(crate) type Bindings = Keymap<Mode, Act>;

use Keys::{Character, Digit, One};
use Mode::{Answering, Panel, Person, Reading, TooSmall, Writing};

const PAGE: &[Mode] = &[Reading, Answering, Writing];
const EMPTY: &[Mode] = &[Reading, Answering];
const SHOWN: &[Mode] = &[Reading, Answering, Person];
const BOTH: &[Mode] = &[Reading, Answering, Writing, Person];
const EVERY: &[Mode] = &[TooSmall, Panel, Person, Reading, Answering, Writing];

/// The table. Of the keys that do the same, the first one is named on the screen.
static KEYMAP: Bindings = Keymap::fixed(&[
    (EVERY, One(Key::Ctrl('c')), Act::Do(Command::Leave)),
    (BOTH, One(Key::F(1)), Act::Do(Command::Emergency)),
    (BOTH, One(Key::F(2)), Act::Do(Command::Language)),
    (PAGE, One(Key::F(3)), Act::Do(Command::Household)),
    (BOTH, One(Key::F(4)), Act::Do(Command::Colours)),
    (PAGE, One(Key::F(5)), Act::Do(Command::Take)),
    (BOTH, One(Key::F(6)), Act::Do(Command::Show)),
    (PAGE, One(Key::F(7)), Act::Do(Command::Obstacle)),
    (BOTH, One(Key::F(8)), Act::Do(Command::Sheet)),
    (BOTH, One(Key::F(9)), Act::Do(Command::Record)),
    (BOTH, One(Key::F(10)), Act::Do(Command::NextPerson)),
    (PAGE, One(Key::F(11)), Act::Do(Command::Brief)),
    (PAGE, One(Key::Ctrl('n')), Act::Do(Command::NextNeed)),
    (PAGE, One(Key::Ctrl('p')), Act::Do(Command::PreviousNeed)),
    (PAGE, One(Key::Ctrl('w')), Act::Do(Command::CloseNeed)),
    (PAGE, One(Key::Enter), Act::Enter),
    // A panel has all other keys.
    (&[Panel], One(Key::Esc), Act::ClosePanel),
    (&[Panel], Character, Act::Panel),
    (&[Panel], One(Key::Enter), Act::Panel),
    (&[Panel], One(Key::Up), Act::Panel),
    (&[Panel], One(Key::Down), Act::Panel),
    (&[Panel], One(Key::Left), Act::Panel),
    (&[Panel], One(Key::Right), Act::Panel),
    (&[Panel], One(Key::PageUp), Act::Panel),
    (&[Panel], One(Key::PageDown), Act::Panel),
    (&[Panel], One(Key::Tab), Act::Panel),
    (&[Panel], One(Key::BackTab), Act::Panel),
    (&[Panel], One(Key::F(7)), Act::Panel),
    (&[Panel], One(Key::F(8)), Act::Panel),
    (&[Panel], One(Key::Backspace), Act::Panel),
    (&[Panel], One(Key::Delete), Act::Panel),
    // The person reads.
    (&[Person], One(Key::Esc), Act::Do(Command::Show)),
    (&[Person], One(Key::Char('2')), Act::Beside),
    (&[Person], One(Key::Char('b')), Act::Beside),
    (&[Person], One(Key::Char('p')), Act::Private),
    (&[Person], One(Key::Enter), Act::Turn(Turn::PageDown)),
    (&[Person], One(Key::Char(' ')), Act::Turn(Turn::PageDown)),
    // Nothing is written.
    (EMPTY, One(Key::Char(' ')), Act::Do(Command::Menu)),
    (EMPTY, One(Key::Char('?')), Act::Do(Command::Help)),
    (&[Reading], One(Key::Char('+')), Act::Do(Command::Take)),
    (&[Reading], One(Key::Char('0')), Act::Back),
    (EMPTY, One(Key::Esc), Act::Back),
    (EMPTY, One(Key::Backspace), Act::Back),
    (&[Reading], Digit, Act::Choose),
    (&[Answering], Character, Act::ChooseSign),
    (EMPTY, One(Key::Tab), Act::Do(Command::NextNeed)),
    (EMPTY, One(Key::BackTab), Act::Do(Command::PreviousNeed)),
    (EMPTY, One(Key::Left), Act::Move(Direction::Left)),
    (EMPTY, One(Key::Right), Act::Move(Direction::Right)),
    (SHOWN, One(Key::Home), Act::Turn(Turn::Start)),
    (SHOWN, One(Key::End), Act::Turn(Turn::End)),
    // Something is written.
    (&[Writing], One(Key::Esc), Act::Clear),
    (&[Writing], One(Key::Backspace), Act::Erase),
    (&[Writing], One(Key::Delete), Act::EraseNext),
    (&[Writing], One(Key::Left), Act::Caret(Caret::Left)),
    (&[Writing], One(Key::Right), Act::Caret(Caret::Right)),
    (&[Writing], One(Key::Home), Act::Caret(Caret::Start)),
    (&[Writing], One(Key::End), Act::Caret(Caret::End)),
    (&[Writing], One(Key::Tab), Act::Complete),
    (PAGE, Character, Act::Type),
    (BOTH, One(Key::Up), Act::Move(Direction::Up)),
    (BOTH, One(Key::Down), Act::Move(Direction::Down)),
    (BOTH, One(Key::PageUp), Act::Turn(Turn::PageUp)),
    (BOTH, One(Key::PageDown), Act::Turn(Turn::PageDown)),
]);

/// Another key for something that has a name, as the configuration gives it.
pub(crate) struct Binding<'a> {
    pub(crate) command: &'a str,
    pub(crate) key: &'a str,
}

/// The keys of the desk, with those of the configuration in the place of their own.
///
/// # Errors
/// A command or a key that there is none of, a key that types, a key that does something else already.
pub(crate) fn bindings(given: &[Binding<'_>]) -> Result<Bindings, String> {
    let mut changes = Vec::new();
    for Binding { command, key } in given {
        let names = || COMMANDS.iter().map(|listed| listed.name).collect::<Vec<_>>().join(", ");
        let known = Command::named(command)
            .ok_or_else(|| format!("desk.keys.{command}: there is no such command: write one of {}", names()))?;
        let read = Key::named(key).filter(|key| !matches!(key, Key::Char(c) if c.is_alphanumeric()));
        let read = read.ok_or_else(|| {
            format!("desk.keys.{command}: '{key}' is no key for it: write F1 to F12, Ctrl- with a letter, or a sign such as +")
        })?;
        changes.push((Act::Do(known), read));
    }
    KEYMAP.rebound(&changes).map_err(|taken| {
        let by = match taken.by {
            Act::Do(command) => format!("desk.keys.{}", command.name()),
            _ => "the screen itself".to_owned(),
        };
        format!("desk.keys: a key is given twice, and used by {by}: give that another one as well")
    })
}

#[cfg(test)]
mod tests {
    //! - no row repeats an earlier one; every command with a letter or a key can be reached;
    //! - the example of the configuration names every command;
    //! - another key takes the place of the first; what is no command, no key, or taken is refused by name.

    use super::*;

    #[test]
    fn one_table() {
        assert_eq!(KEYMAP.repeated(), Vec::<usize>::new());
        for listed in &COMMANDS {
            let has_key = PAGE.iter().any(|mode| KEYMAP.keys(*mode, Act::Do(listed.command)).next().is_some());
            assert!(has_key || listed.letter.is_some(), "{}", listed.name);
        }
    }

    #[test]
    fn the_example_names_every_command() {
        let example = include_str!("../../guichet.example.toml").replace("\n# ", " ");
        let (_, names) = example.split_once("Names: ").expect("names");
        let (names, _) = names.split_once(". Keys").expect("their end");
        let known: Vec<&str> = COMMANDS.iter().map(|listed| listed.name).collect();
        let mut named: Vec<&str> = names.split(", ").collect();
        named.sort_by_key(|name| known.iter().position(|known| known == name));
        assert_eq!(named, known);
    }

    #[test]
    fn other_keys() {
        let given = |command, key| bindings(&[Binding { command, key }]);
        let Ok(other) = given("sheet", "F12") else { panic!("taken") };
        assert!(other.actions(Reading, Key::F(12)).eq([Act::Do(Command::Sheet)]));
        assert!(other.actions(Reading, Key::F(8)).next().is_none());
        for (command, key, said) in [
            ("feuille", "F8", "no such command"),
            ("sheet", "x", "no key"),
            ("sheet", "F99", "no key"),
            ("sheet", "F9", "desk.keys.record"),
        ] {
            let error = given(command, key).err().expect("refused");
            assert!(error.contains(said), "{error}");
        }
    }
}
