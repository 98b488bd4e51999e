//! A window too small to be used: a sentence, and the number to call.

use super::canvas::Canvas;
use super::theme::ButtonKind;
use super::wrap::{width, wrap};
use ratatui::layout::Rect;

/// The number that answers everywhere in Europe: shown even where nothing else has room.
const EMERGENCY: &str = "112";

/// Draws it, with the word for an emergency where there is room.
pub(crate) fn draw(canvas: &mut Canvas<'_, '_>, sentence: &str, emergency: &str) {
    let (area, styles) = (canvas.area(), *canvas.styles());
    let (_, alarm) = styles.button(ButtonKind::Emergency);
    let last = area.height.saturating_sub(1);
    for (y, line) in (0..last).zip(wrap(sentence, area.width.max(1))) {
        canvas.put((0, y), area.width, &line, styles.title());
    }
    canvas.paint(Rect { x: 0, y: last, width: area.width, height: area.height.min(1) }, alarm);
    let fits = area.width >= width(emergency) + 6;
    let text = if fits { format!("{EMERGENCY}  {emergency}") } else { EMERGENCY.to_owned() };
    canvas.put((0, last), area.width, &text, alarm);
}
