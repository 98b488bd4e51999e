//! How a window is divided: header, title, page, line, keys, and the emergency bar, which is never left out.

use crate::ui::wrap;
use ratatui::layout::Rect;

/// Smallest window that can be used.
pub(super) const NARROWEST: u16 = 40;
pub(super) const LOWEST: u16 = 15;
/// Widest page: beyond it there is ground on both sides.
const WIDEST: u16 = 112;
/// A window narrower than this has no column to spare.
pub(super) const NARROW: u16 = 60;
/// A window at least this wide shows what a choice opens beside the choices.
pub(super) const WIDE: u16 = 110;
/// Columns of the choices beside it, and the space between.
const CHOICES: u16 = 50;
const GUTTER: u16 = 4;
/// A window lower than this has no row to spare.
const LOW: u16 = 20;
/// A window at least this high has air around everything.
const HIGH: u16 = 32;
/// Rows of a title.
const TITLE: usize = 3;

/// A window divided.
#[derive(Debug, Clone)]
pub(super) struct Regions {
    /// The ground under header and title.
    pub(super) band: Rect,
    /// Row of the program's name and the constant keys; none in a low window.
    pub(super) header: Option<Rect>,
    pub(super) title: Rect,
    /// The title, wrapped.
    pub(super) titles: Vec<String>,
    /// Where the page is seen.
    pub(super) body: Rect,
    /// Where what the selected choice opens is seen, beside the page.
    pub(super) preview: Option<Rect>,
    /// The row of "more below".
    pub(super) more: Option<Rect>,
    /// The line people type on.
    pub(super) field: Option<Rect>,
    pub(super) keys: Rect,
    pub(super) emergency: Rect,
    /// Left edge and width of everything that is read.
    pub(super) left: u16,
    pub(super) width: u16,
}

impl Regions {
    /// Columns of everything that is read, in a window of so many.
    pub(super) fn width(columns: u16) -> u16 {
        let margin = if columns < NARROW { 1 } else { 2 };
        columns.saturating_sub(2 * margin).min(WIDEST)
    }

    /// Whether a window of so many rows has one for the program's name and the constant keys.
    pub(super) fn has_header(rows: u16) -> bool {
        rows >= LOW
    }

    /// Where the sheet to take away is seen: all but header and keys.
    pub(super) fn sheet(&self) -> Rect {
        Rect { y: self.title.y, height: self.keys.y.saturating_sub(self.title.y + 1), ..self.title }
    }

    /// The same, with room for what the selected choice opens.
    pub(super) fn with_preview(mut self) -> Self {
        let all = self.body;
        self.body.width = CHOICES.min(all.width);
        let x = all.x + self.body.width + GUTTER;
        self.preview = Some(Rect { x, width: all.right().saturating_sub(x), ..all });
        self
    }

    /// Divides a window of `size` for a view with a title, with or without a line to type on, with so many rows of keys.
    pub(super) fn of(size: (u16, u16), title: &str, has_field: bool, key_rows: u16) -> Self {
        let (columns, rows) = size;
        let width = Self::width(columns);
        let left = (columns - width) / 2;
        let (low, high) = (rows < LOW, rows >= HIGH);
        let mut titles = wrap::wrap(title, width.min(76));
        let kept = if low { 2 } else { TITLE };
        if titles.len() > kept {
            titles.truncate(kept);
            if let Some(last) = titles.last_mut() {
                *last = wrap::shorten(&format!("{last} …"), width.min(76));
            }
        }
        let air = u16::from(!low);
        let mut top = 0;
        let mut take = |height: u16| {
            let area = Rect { x: left, y: top, width, height };
            top += height;
            area
        };
        if high {
            take(1);
        }
        let header = (!low).then(|| take(1));
        take(if high { 2 } else { air });
        let title = take(titles.len() as u16);
        let rest = take(u16::from(high));
        let band = Rect { x: 0, y: 0, width: columns, height: rest.bottom() };
        let start = take(if high { 2 } else { air }).bottom();

        let mut bottom = rows;
        let mut lift = |height: u16| {
            bottom = bottom.saturating_sub(height);
            Rect { x: left, y: bottom, width, height }
        };
        let emergency = lift(if high { 3 } else { 1 });
        let keys = lift(key_rows);
        if high {
            lift(1);
        }
        // The rows of the line stay where they are, so that nothing jumps when typing begins.
        let field = (has_field || !low).then(|| lift(if high { 3 } else { 1 })).filter(|_| has_field);
        let more = (!low).then(|| lift(1));
        let body = Rect { x: left, y: start, width, height: bottom.saturating_sub(start) };
        let full = |area: Rect| Rect { x: 0, width: columns, ..area };
        Self {
            band,
            header,
            title,
            titles,
            body,
            preview: None,
            more,
            field,
            keys,
            emergency: full(emergency),
            left,
            width,
        }
    }
}

#[cfg(test)]
mod tests {
    //! - at every size that can be used, nothing overlaps, the page keeps rows, the emergency bar is at the bottom.

    use super::*;

    #[test]
    fn every_window_divides() {
        for columns in (NARROWEST..200).step_by(7) {
            for rows in LOWEST..70 {
                for field in [false, true] {
                    let keys = if columns < NARROW { 2 } else { 1 };
                    let regions = Regions::of((columns, rows), &"Un titre assez long ".repeat(12), field, keys);
                    let mut areas: Vec<Rect> =
                        regions.header.into_iter().chain([regions.title, regions.body]).collect();
                    areas.extend(regions.more);
                    areas.extend(regions.field);
                    areas.extend([regions.keys, regions.emergency]);
                    let (area, size) = (areas.windows(2), format!("{columns}x{rows}"));
                    for pair in area {
                        assert!(pair[0].bottom() <= pair[1].y, "{size}: {areas:?}");
                    }
                    assert!(regions.body.height >= 9, "{size}: {}", regions.body.height);
                    assert_eq!(regions.emergency.bottom(), rows, "{size}");
                    assert!(regions.body.right() <= columns, "{size}");
                }
            }
        }
    }
}
