//! What each key does on a kiosk, and in which mode.

use crate::ui::key::Key;
use crate::ui::keymap::{Keymap, Keys};
use crate::ui::line::Caret;
use crate::ui::list::{Direction, Turn};

/// What the keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The window is too small: what is not seen is not chosen.
    TooSmall,
    /// Staff types the PIN.
    Staff,
    /// The sheet to take away, or its code.
    Sheet,
    /// Nothing is written; digits choose.
    Reading,
    /// Nothing is written; digits begin an answer, such as a postal code.
    Answering,
    /// Something is written.
    Writing,
    /// What is written could come from a numeric keypad: the same keypad can clear it.
    WritingDigits,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// Leaves the program, unless it is locked.
    Leave,
    /// Wipes everything at once, where something must not be seen.
    QuickExit,
    /// The same, pressed twice in a row.
    HalfExit,
    /// Opens the staff menu of a locked kiosk.
    Staff,
    CloseStaff,
    TypePin,
    ErasePin,
    CheckPin,
    Emergency,
    Language,
    Help,
    Theme,
    /// Goes back, where there is a way back.
    Back,
    /// Chooses what has this digit.
    Choose,
    /// Chooses what has this sign of a numeric keypad.
    ChooseSign,
    /// Opens what is selected, or sends what is written.
    Enter,
    Type,
    /// Takes the words that the page answers back into the line.
    Mend,
    Clear,
    Erase,
    EraseNext,
    /// Moves in what is written.
    Caret(Caret),
    /// Moves from tile to tile.
    Move(Direction),
    /// Moves through a long page.
    Turn(Turn),
    /// The next stop of all that can be selected, and the one before.
    Next,
    Previous,
    /// Puts what is looked at onto the sheet to take away, or takes it off.
    Take,
    /// The sheet: opened, printed, its code, what is private too, words for the answers too, emptied, closed.
    OpenSheet,
    Print,
    Scan,
    Private,
    Answers,
    Empty,
    CloseSheet,
    /// Nothing, and no row below does anything either.
    Nothing,
}

use Command as C;
use Keys::{Character, Digit, One};
use Mode::{Answering, Reading, Sheet, Staff, TooSmall, Writing, WritingDigits};

const PAGE: &[Mode] = &[Reading, Answering, Writing, WritingDigits];
const EMPTY: &[Mode] = &[Reading, Answering];
const WRITTEN: &[Mode] = &[Writing, WritingDigits];
const EVERY: &[Mode] = &[TooSmall, Staff, Sheet, Reading, Answering, Writing, WritingDigits];
const NOT_STAFF: &[Mode] = &[TooSmall, Sheet, Reading, Answering, Writing, WritingDigits];

/// The table. Of the keys that do the same, the first one is named on the screen.
pub(super) static KEYMAP: Keymap<Mode, Command> = Keymap::fixed(&[
    // Everywhere.
    (EVERY, One(Key::F(10)), C::QuickExit),
    (NOT_STAFF, One(Key::Char(' ')), C::HalfExit),
    (NOT_STAFF, One(Key::Ctrl('c')), C::Leave),
    (PAGE, One(Key::F(12)), C::Staff),
    (PAGE, One(Key::F(1)), C::Emergency),
    (PAGE, One(Key::F(2)), C::Language),
    (PAGE, One(Key::F(3)), C::Help),
    (PAGE, One(Key::F(4)), C::Theme),
    (PAGE, One(Key::Enter), C::Enter),
    // The staff menu.
    (&[Staff], Character, C::TypePin),
    (&[Staff], One(Key::Backspace), C::ErasePin),
    (&[Staff], One(Key::Enter), C::CheckPin),
    (&[Staff], One(Key::Esc), C::CloseStaff),
    (&[Staff], One(Key::F(1)), C::CloseStaff),
    (&[Staff], One(Key::F(10)), C::CloseStaff),
    (&[Staff], One(Key::F(12)), C::CloseStaff),
    // The sheet to take away.
    (&[Sheet], One(Key::F(1)), C::Emergency),
    (&[Sheet], One(Key::F(4)), C::Theme),
    (&[Sheet], One(Key::F(12)), C::Staff),
    (&[Sheet], One(Key::Char('1')), C::Print),
    (&[Sheet], One(Key::Char('2')), C::Scan),
    (&[Sheet], One(Key::Char('3')), C::Private),
    (&[Sheet], One(Key::Char('4')), C::Empty),
    (&[Sheet], One(Key::Char('5')), C::Answers),
    (&[Sheet], One(Key::Char('9')), C::Emergency),
    (&[Sheet], One(Key::Char('0')), C::CloseSheet),
    (&[Sheet], One(Key::Char('*')), C::CloseSheet),
    (&[Sheet], One(Key::Esc), C::CloseSheet),
    (&[Sheet], One(Key::Backspace), C::CloseSheet),
    (&[Sheet], One(Key::Up), C::Move(Direction::Up)),
    (&[Sheet], One(Key::Down), C::Move(Direction::Down)),
    (&[Sheet], One(Key::Enter), C::Turn(Turn::PageDown)),
    (&[Sheet], One(Key::PageUp), C::Turn(Turn::PageUp)),
    (&[Sheet], One(Key::PageDown), C::Turn(Turn::PageDown)),
    // Nothing is written.
    (EMPTY, One(Key::F(6)), C::Take),
    (&[Reading], One(Key::Char('+')), C::Take),
    (EMPTY, One(Key::F(8)), C::OpenSheet),
    (&[Reading], One(Key::Char('/')), C::OpenSheet),
    (&[Reading], One(Key::Char('0')), C::Back),
    (EMPTY, One(Key::Char('*')), C::Back),
    (EMPTY, One(Key::Esc), C::Back),
    (EMPTY, One(Key::Backspace), C::Back),
    (&[Answering], One(Key::Char('/')), C::Emergency),
    (&[Answering], Character, C::ChooseSign),
    (&[Reading], Digit, C::Choose),
    (EMPTY, One(Key::Char(' ')), C::Nothing),
    (EMPTY, One(Key::F(5)), C::Mend),
    // Something is written.
    (&[WritingDigits], One(Key::Char('*')), C::Clear),
    (WRITTEN, One(Key::Esc), C::Clear),
    (WRITTEN, One(Key::Backspace), C::Erase),
    (WRITTEN, One(Key::Delete), C::EraseNext),
    (WRITTEN, One(Key::Left), C::Caret(Caret::Left)),
    (WRITTEN, One(Key::Right), C::Caret(Caret::Right)),
    (WRITTEN, One(Key::Home), C::Caret(Caret::Start)),
    (WRITTEN, One(Key::End), C::Caret(Caret::End)),
    (PAGE, Character, C::Type),
    // On the page.
    (PAGE, One(Key::Up), C::Move(Direction::Up)),
    (PAGE, One(Key::Down), C::Move(Direction::Down)),
    (EMPTY, One(Key::Left), C::Move(Direction::Left)),
    (EMPTY, One(Key::Right), C::Move(Direction::Right)),
    (PAGE, One(Key::Tab), C::Next),
    (PAGE, One(Key::BackTab), C::Previous),
    (PAGE, One(Key::PageUp), C::Turn(Turn::PageUp)),
    (PAGE, One(Key::PageDown), C::Turn(Turn::PageDown)),
    (EMPTY, One(Key::Home), C::Turn(Turn::Start)),
    (EMPTY, One(Key::End), C::Turn(Turn::End)),
]);

#[cfg(test)]
mod tests {
    //! - no row repeats an earlier one; the keys of the frame do the same in every mode of the page;
    //! - what has a constant button has a key to be named on it;
    //! - staff that types a PIN, and a window that is too small, reach nothing of the page.

    use super::*;

    #[test]
    fn one_table() {
        assert_eq!(KEYMAP.repeated(), Vec::<usize>::new());
        for mode in PAGE {
            for (key, command) in [(1, C::Emergency), (2, C::Language), (3, C::Help), (4, C::Theme), (12, C::Staff)] {
                assert!(KEYMAP.actions(*mode, Key::F(key)).eq([command]), "{mode:?} F{key}");
                assert!(KEYMAP.keys(*mode, command).next() == Some(Key::F(key)), "{mode:?} {command:?}");
            }
            assert!(KEYMAP.actions(*mode, Key::Char('é')).any(|command| command == C::Type));
        }
        for (mode, command, key) in [
            (Reading, C::Back, Key::Char('0')),
            (Answering, C::Back, Key::Char('*')),
            (Writing, C::Clear, Key::Esc),
            (WritingDigits, C::Clear, Key::Char('*')),
        ] {
            assert!(KEYMAP.keys(mode, command).next() == Some(key), "{mode:?} {command:?}");
        }
        assert!(KEYMAP.keys(Answering, C::Emergency).eq([Key::F(1), Key::Char('/')]));
    }

    #[test]
    fn layers_keep_the_page_from_the_keys() {
        for (_, _, command) in KEYMAP.0.iter().filter(|(modes, ..)| modes.contains(&Staff)) {
            let own = [C::QuickExit, C::TypePin, C::ErasePin, C::CheckPin, C::CloseStaff];
            assert!(own.contains(command), "{command:?}");
        }
        for (_, _, command) in KEYMAP.0.iter().filter(|(modes, ..)| modes.contains(&TooSmall)) {
            assert!([C::QuickExit, C::HalfExit, C::Leave].contains(command), "{command:?}");
        }
    }
}
