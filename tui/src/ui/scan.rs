//! A code to scan, over the page: dark on light, whatever the theme, with a word below it.

use super::canvas::Canvas;
use super::wrap::{width, wrap};
use ratatui::layout::{Position, Rect};

/// Columns of the word beside a code that has all rows of the window.
const BESIDE: u16 = 16;

/// Something that is drawn in half blocks, a row a line.
pub(crate) trait Scanned {
    /// Its rows, all as wide.
    fn rows(&self) -> Vec<String>;
}

/// Draws it in the middle of an area, `text` below it; `too_small` where there is no room. Gives where that is read.
pub(crate) fn draw(
    canvas: &mut Canvas<'_, '_>,
    code: &impl Scanned,
    within: Rect,
    text: &str,
    too_small: &str,
) -> Position {
    let styles = *canvas.styles();
    let rows = code.rows();
    let wide = rows.first().map_or(0, |row| width(row));
    let high = rows.len() as u16;
    canvas.cover(Rect { x: 0, width: canvas.area().width, ..within }, styles.ground());
    let drawn = |canvas: &mut Canvas<'_, '_>, x: u16, y: u16| {
        for (y, row) in (y..).zip(&rows) {
            canvas.put((x, y), wide, row, styles.scanned());
        }
    };
    if wide <= within.width && high + 2 <= within.height {
        let y = within.y + (within.height - high - 2) / 2;
        drawn(canvas, within.x + (within.width - wide) / 2, y);
        let x = within.x + within.width.saturating_sub(width(text)) / 2;
        canvas.put((x, y + high + 1), within.width, text, styles.title());
        return Position { x, y: y + high + 1 };
    }
    // In a low window the code has all of it, and its word stands beside.
    let whole = canvas.area();
    if wide + BESIDE <= whole.width && high <= whole.height {
        canvas.cover(whole, styles.ground());
        drawn(canvas, whole.x, whole.y + (whole.height - high) / 2);
        let (x, y) = (whole.x + wide + 2, whole.y + whole.height / 2);
        let room = whole.right().saturating_sub(x + 1);
        for (y, line) in (y..whole.bottom()).zip(wrap(text, room)) {
            canvas.put((x, y), room, &line, styles.title());
        }
        return Position { x, y };
    }
    for (y, line) in (within.y..within.bottom()).zip(wrap(too_small, within.width)) {
        canvas.put((within.x, y), within.width, &line, styles.title());
    }
    Position { x: within.x, y: within.y }
}
