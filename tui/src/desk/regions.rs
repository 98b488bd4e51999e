//! How the window of a desk is divided: header, panes side by side, line, keys, and the emergency bar.

use ratatui::layout::Rect;

/// Smallest window that can be used.
pub(super) const NARROWEST: u16 = 40;
pub(super) const LOWEST: u16 = 15;
/// Narrowest pane beside another one.
const PANE: u16 = 56;
/// Space between two panes.
const BETWEEN: u16 = 3;
/// A window at least this wide shows what a suggestion opens beside it.
pub(super) const WIDE: u16 = 100;
/// Columns of the suggestions beside it.
const FOUND: u16 = 48;
/// A window at least this high has air around what is read.
const HIGH: u16 = 30;
/// A window narrower than this has its keys in two rows.
const NARROW: u16 = 76;

/// A window divided.
#[derive(Debug, Clone)]
pub(super) struct Regions {
    /// The row of the program's name and of what is known of the person.
    pub(super) header: Rect,
    /// The row of the names of all needs, where not all of them are in sight.
    pub(super) tabs: Option<Rect>,
    /// Between header and line.
    pub(super) body: Rect,
    /// The panes in sight: the index of the need, and where; its first row is its name.
    pub(super) panes: Vec<(usize, Rect)>,
    /// The row of something to be told.
    pub(super) told: Rect,
    /// The line people type on.
    pub(super) field: Rect,
    pub(super) keys: Rect,
    pub(super) emergency: Rect,
}

impl Regions {
    /// Divides a window for so many needs, the one that has the keys among those in sight.
    pub(super) fn of((columns, rows): (u16, u16), needs: usize, focus: usize) -> Self {
        let margin = if columns < NARROW { 1 } else { 2 };
        let width = columns.saturating_sub(2 * margin);
        let high = rows >= HIGH;
        let header = Rect { x: margin, y: 0, width, height: 1 };
        let mut bottom = rows;
        let mut lift = |height: u16| {
            bottom = bottom.saturating_sub(height);
            Rect { x: margin, y: bottom, width, height }
        };
        let emergency = Rect { x: 0, width: columns, ..lift(1) };
        let keys = lift(if columns < NARROW { 2 } else { 1 });
        if high {
            lift(1);
        }
        let field = lift(if high { 3 } else { 1 });
        let told = lift(1);
        let fit = usize::from(((width + BETWEEN) / (PANE + BETWEEN)).max(1));
        let seen = needs.min(fit);
        let tabs = (needs > seen).then_some(Rect { y: 1, ..header });
        let top = if tabs.is_some() { 2 } else { 1 };
        let body = Rect { x: margin, y: top, width, height: told.y.saturating_sub(top) };
        let first = if focus < seen { 0 } else { focus + 1 - seen };
        let count = seen.max(1) as u16;
        let each = width.saturating_sub(BETWEEN * (count - 1)) / count;
        let pane = |at: usize| Rect { x: margin + at as u16 * (each + BETWEEN), width: each, ..body };
        let panes = (0..seen).map(|at| (first + at, pane(at))).collect();
        Self { header, tabs, body, panes, told, field, keys, emergency }
    }

    /// The suggestions, and what the selected one opens, where there is room for it.
    pub(super) fn found(&self) -> (Rect, Option<Rect>) {
        if self.body.width < WIDE.saturating_sub(4) {
            return (self.body, None);
        }
        let list = Rect { width: FOUND, ..self.body };
        let x = list.right() + BETWEEN;
        (list, Some(Rect { x, width: self.body.right().saturating_sub(x), ..self.body }))
    }
}

#[cfg(test)]
mod tests {
    //! - at every size that can be used, nothing overlaps, the body keeps rows, the pane with the keys is in sight, and the
    //!   emergency bar is at the bottom.

    use super::*;

    #[test]
    fn every_window_divides() {
        for columns in (NARROWEST..220).step_by(7) {
            for rows in LOWEST..70 {
                for (needs, focus) in [(0, 0), (1, 0), (3, 0), (3, 2), (9, 4)] {
                    let regions = Regions::of((columns, rows), needs, focus);
                    let size = format!("{columns}x{rows} {needs} {focus}");
                    let mut areas = vec![regions.header];
                    areas.extend(regions.tabs);
                    areas.extend([regions.body, regions.told, regions.field, regions.keys, regions.emergency]);
                    for pair in areas.windows(2) {
                        assert!(pair[0].bottom() <= pair[1].y, "{size}: {areas:?}");
                    }
                    assert!(regions.body.height >= 7, "{size}: {}", regions.body.height);
                    assert_eq!(regions.emergency.bottom(), rows, "{size}");
                    assert!(needs == 0 || regions.panes.iter().any(|(index, _)| *index == focus), "{size}");
                    assert!(
                        regions.panes.iter().all(|(_, pane)| pane.right() <= columns && pane.width >= 30),
                        "{size}"
                    );
                    assert!(regions.panes.windows(2).all(|pair| pair[0].1.right() < pair[1].1.x), "{size}");
                }
            }
        }
    }
}
