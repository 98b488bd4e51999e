//! A sheet as plain text: for `lp`, for a pipe, for a message.

use super::rows::{Arrangement, Weight, rows};
use crate::ui::wrap::width;
use guichet_core::sheet::Sheet;

/// Columns of a page.
pub(crate) const PAGE: u16 = 80;
/// From so many columns on, headings are underlined: a ticket has no room for it.
const UNDERLINED: u16 = 60;

/// The sheet at most so many columns wide. It ends in a line feed.
pub(crate) fn text(sheet: &Sheet, columns: u16, arrangement: Arrangement) -> String {
    let mut out = String::new();
    for row in rows(sheet, columns, arrangement) {
        let line = row.text.trim_end();
        out.push_str(line);
        out.push('\n');
        let under = match row.weight {
            Weight::Title => '=',
            _ => '-',
        };
        if row.ends_heading && columns >= UNDERLINED {
            out.extend(std::iter::repeat_n(under, width(line).into()));
            out.push('\n');
        }
    }
    out
}
