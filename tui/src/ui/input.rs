//! What somebody does at a terminal.

use super::key::Key;

/// One thing that somebody did.
pub(crate) enum Input {
    /// A key was pressed.
    Key(Key),
    /// A text came in one piece.
    Paste(String),
    /// A click at a column and a row.
    Click(u16, u16),
    /// The wheel, in rows down.
    Wheel(i32),
    /// The window has another size, in columns and rows.
    Resize(u16, u16),
}
