//! A view as lines, before any medium: plain text, HTML, the kiosk and whatever else shows, prints or reads a view are
//! functions of them. A line is one thing to say: a paragraph, an entry, a row, a number to call. It knows what it is and
//! in which parts; it knows no column, no colour and no markup, and a renderer wraps it.
//!
//! Each word of a view stands in one span, but for what is no word to read: identifiers, positions, the title of a card
//! (its page has it), and when and by whom an emergency number was checked. A span has the language of the view or that of
//! the item which the view shows; the titles of a list of items count as words of the view.

mod build;
mod line;

pub use build::{block, boxes, choices, item_block, title, view};
pub use line::{Kind, Line, Role, Span, Start, dashed};
