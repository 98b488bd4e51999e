//! Moving about a page: arrows from tile to tile, pages of a long text, clicks.

use super::app::{App, Focus};
use super::chrome;
use super::key::Key;
use super::page::{Page, Spot};

impl App {
    /// Where the keys are when a view opens: on its first tile if that is in sight, on the line where a place is asked.
    pub(super) fn settle(&mut self) {
        let page = self.page();
        let seen = page.tiles.first().is_some_and(|spot| spot.end() <= self.shape().body.height);
        self.focus = if seen && !self.expects().takes_digits() { Focus::Tile(0) } else { Focus::Line };
    }

    /// After the window changed its size, what was selected stays in sight.
    pub(super) fn reveal(&mut self) {
        let page = self.page();
        self.scroll = self.scroll.min(self.last_scroll(&page));
        match self.focus {
            Focus::Tile(index) => match page.tiles.get(index).copied() {
                Some(spot) => self.show(&page, spot),
                None => self.focus = Focus::Line,
            },
            Focus::Line if self.line.is_empty() && self.scroll == 0 => self.settle(),
            Focus::Line => {}
        }
    }

    /// An arrow.
    pub(super) fn travel(&mut self, key: Key) {
        let page = self.page();
        let height = self.shape().body.height;
        let here = match self.focus {
            Focus::Tile(index) => page.tiles.get(index).copied(),
            Focus::Line => None,
        };
        let to = match here {
            Some(here) => nearest(&page.tiles, here, key),
            // From the text or the line: the next tile below what is in sight, the last one above.
            None if key == Key::Down => page.tiles.iter().position(|spot| spot.y >= self.scroll),
            None if key == Key::Up && !self.line.is_empty() => page.tiles.len().checked_sub(1),
            None => None,
        };
        let in_reach = |spot: &Spot| match key {
            Key::Down => spot.end() <= self.scroll + height + 2,
            Key::Up => spot.y + 2 >= self.scroll,
            _ => true,
        };
        match to.and_then(|index| Some((index, page.tiles.get(index).copied()?))) {
            Some((index, spot)) if in_reach(&spot) || spot.height >= height => {
                self.focus = Focus::Tile(index);
                self.show(&page, spot);
            }
            found => {
                // The way leads over text that is not in sight yet: read on first.
                let step = i32::from((height / 2).max(1));
                match key {
                    Key::Down => self.roll(step),
                    Key::Up if found.is_none() && self.scroll == 0 && !self.line.is_empty() => self.focus = Focus::Line,
                    Key::Up => self.roll(-step),
                    _ => {}
                }
            }
        }
    }

    /// Tab: every tile in turn, and the line.
    pub(super) fn cycle(&mut self, forward: bool) {
        let page = self.page();
        let stops = page.tiles.len() + 1;
        let now = match self.focus {
            Focus::Line => 0,
            Focus::Tile(index) => index + 1,
        };
        let next = if forward { (now + 1) % stops } else { (now + stops - 1) % stops };
        self.focus = next.checked_sub(1).map_or(Focus::Line, Focus::Tile);
        if let Some(spot) = next.checked_sub(1).and_then(|index| page.tiles.get(index)).copied() {
            self.show(&page, spot);
        }
    }

    /// Page up and down, beginning and end.
    pub(super) fn turn_page(&mut self, key: Key) {
        let step = i32::from(self.shape().body.height.saturating_sub(2).max(1));
        self.roll(match key {
            Key::PageUp => -step,
            Key::PageDown => step,
            Key::Home => i32::MIN / 2,
            _ => i32::MAX / 2,
        });
    }

    /// Moves the window on the page; the selection follows what is in sight.
    pub(super) fn roll(&mut self, rows: i32) {
        let page = self.page();
        let height = self.shape().body.height;
        let to = (i64::from(self.scroll) + i64::from(rows)).clamp(0, i64::from(self.last_scroll(&page)));
        self.scroll = to as u16;
        let seen = |spot: &Spot| spot.y >= self.scroll && spot.end() <= self.scroll + height;
        let selected = match self.focus {
            Focus::Tile(index) => page.tiles.get(index),
            Focus::Line => None,
        };
        if self.line.is_empty() && !selected.is_some_and(seen) {
            let typed = self.expects().takes_digits();
            let first = page.tiles.iter().position(seen).filter(|_| !typed);
            self.focus = first.map_or(Focus::Line, Focus::Tile);
        }
    }

    pub(super) fn last_scroll(&self, page: &Page) -> u16 {
        page.height.saturating_sub(self.shape().body.height)
    }

    /// Moves the window as little as brings a tile into sight, with what stands above the first one.
    fn show(&mut self, page: &Page, spot: Spot) {
        let height = self.shape().body.height;
        let first = page.tiles.first().map_or(0, |first| first.y);
        if spot.end() > self.scroll + height {
            self.scroll = spot.end() - height;
        }
        if spot.y < self.scroll {
            self.scroll = spot.y;
        }
        if spot.y <= first && spot.end() <= height {
            self.scroll = 0;
        }
    }

    /// A click on a tile chooses it; a click on a key of the frame presses it.
    pub(super) fn click(&mut self, x: u16, y: u16) {
        if self.door.is_asked() || self.view.is_none() || self.is_too_small() {
            return;
        }
        if let Some(button) = chrome::buttons(self).into_iter().find(|button| button.area.contains((x, y).into())) {
            return self.key(button.key);
        }
        let body = self.shape().body;
        if !body.contains((x, y).into()) {
            return;
        }
        let page = self.page();
        let (x, y) = (x - body.x, y - body.y + self.scroll);
        if let Some(spot) = page.tiles.iter().find(|spot| spot.holds(x, y)) {
            self.choose(spot.target);
        }
    }
}

/// The tile an arrow leads to: the nearest one in its direction, in the same column or row first.
fn nearest(tiles: &[Spot], from: Spot, key: Key) -> Option<usize> {
    let overlap = |a: (u16, u16), b: (u16, u16)| a.0 < b.1 && b.0 < a.1;
    let ahead = |spot: &Spot| match key {
        Key::Down => spot.y >= from.end(),
        Key::Up => spot.end() <= from.y,
        Key::Right => spot.x >= from.x + from.width && overlap((spot.y, spot.end()), (from.y, from.end())),
        Key::Left => spot.x + spot.width <= from.x && overlap((spot.y, spot.end()), (from.y, from.end())),
        _ => false,
    };
    let distance = |spot: &Spot| {
        let aside = !overlap((spot.x, spot.x + spot.width), (from.x, from.x + from.width));
        let (rows, columns) = (spot.y.abs_diff(from.y), spot.x.abs_diff(from.x));
        match key {
            Key::Up | Key::Down => (rows, u16::from(aside), columns),
            _ => (columns, 0, rows),
        }
    };
    let found = tiles.iter().enumerate().filter(|(_, spot)| ahead(spot));
    found.min_by_key(|(_, spot)| distance(spot)).map(|(index, _)| index)
}
