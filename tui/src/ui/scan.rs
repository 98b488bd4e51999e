//! A code to scan, over the page: dark on light, whatever the theme, with a word below it.

use super::canvas::Canvas;
use super::wrap::{width, wrap};
use ratatui::layout::{Position, Rect};

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
    if wide > within.width || high + 2 > within.height {
        for (y, line) in (within.y..within.bottom()).zip(wrap(too_small, within.width)) {
            canvas.put((within.x, y), within.width, &line, styles.title());
        }
        return Position { x: within.x, y: within.y };
    }
    let x = within.x + (within.width - wide) / 2;
    let y = within.y + (within.height - high - 2) / 2;
    for (y, row) in (y..).zip(&rows) {
        canvas.put((x, y), wide, row, styles.scanned());
    }
    let x = within.x + within.width.saturating_sub(width(text)) / 2;
    canvas.put((x, y + high + 1), within.width, text, styles.title());
    Position { x, y: y + high + 1 }
}
