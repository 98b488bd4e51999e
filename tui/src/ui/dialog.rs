//! A few sentences in a block of colour over everything else.

use super::canvas::Canvas;
use super::wrap::wrap;
use ratatui::layout::{Position, Rect};

/// Widest dialog.
const WIDEST: u16 = 56;
/// Columns left and right of its sentences.
const MARGIN: u16 = 3;

/// Draws sentences in the middle, a blank row between them; gives where the first one begins. The last row of the screen
/// stays in sight.
pub(crate) fn draw(canvas: &mut Canvas<'_, '_>, sentences: &[String]) -> Position {
    let (area, style) = (canvas.area(), canvas.styles().overlay());
    let width = WIDEST.min(area.width.saturating_sub(4));
    let room = width.saturating_sub(2 * MARGIN);
    let wrapped: Vec<Vec<String>> = sentences.iter().map(|sentence| wrap(sentence, room)).collect();
    let rows = wrapped.iter().map(Vec::len).sum::<usize>() + wrapped.len() + 1;
    let height = (rows as u16).min(area.height.saturating_sub(2));
    let block = Rect { x: (area.width - width) / 2, y: area.height.saturating_sub(height + 1) / 2, width, height };
    // Beside it, half a word of what is behind would be read as one.
    let ground = canvas.styles().ground();
    canvas.cover(Rect { x: 0, width: area.width, ..block }, ground);
    canvas.cover(block, style);
    let mut y = block.y + 1;
    for sentence in &wrapped {
        for line in sentence {
            if y < block.bottom() {
                canvas.put((block.x + MARGIN, y), room, line, style);
            }
            y += 1;
        }
        y += 1;
    }
    Position { x: block.x + MARGIN, y: block.y + 1 }
}
