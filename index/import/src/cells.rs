//! Cells of a table that a spreadsheet would run as a formula: made harmless on the way out, and put back on the way in.

use std::borrow::Cow;

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What stands before a cell that is only text.
const TEXT: char = '\'';

/// The cell, with the sign of a text before what would be run. A number is harmless: the phone `+33…`, the longitude `-1.5`.
pub(crate) fn neutral(cell: &str) -> Cow<'_, str> {
    // A cell that begins with the sign itself is told from one that was given it.
    let quoted = cell.trim_start_matches(TEXT);
    let runs = quoted.starts_with(FORMULA) && !is_number(quoted);
    if runs { format!("{TEXT}{cell}").into() } else { cell.into() }
}

/// What the cell was before [`neutral`].
pub(crate) fn restored(cell: &str) -> &str {
    let quoted = cell.trim_start_matches(TEXT);
    let runs = quoted.starts_with(FORMULA) && !is_number(quoted);
    if runs { cell.strip_prefix(TEXT).unwrap_or(cell) } else { cell }
}

fn is_number(cell: &str) -> bool {
    let figures = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    figures.starts_with(|c: char| c.is_ascii_digit())
        && figures.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        for cell in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=1", "''-x", "\t=1"] {
            let neutral = neutral(cell);
            assert!(neutral.starts_with('\'') && restored(&neutral) == cell, "{cell}: {neutral}");
        }
        for cell in ["", "+33565000000", "-1.5", "+33 5 65", "l'aide", "'aide", "a=b"] {
            assert_eq!((neutral(cell).as_ref(), restored(cell)), (cell, cell));
        }
    }
}
