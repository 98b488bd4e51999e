//! Moving about a page: from tile to tile, page by page of a long text. A page may have a line to type on below it.

use super::page::{Page, TileArea};

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The line: somebody reads, or types.
    Line,
    /// The tile at this index of the page.
    Tile(usize),
}

/// Where an arrow leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// How far the window moves on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    PageUp,
    PageDown,
    Start,
    End,
}

impl Direction {
    /// The rows that an arrow moves where only rows are moved.
    pub(crate) const fn rows(self) -> i32 {
        match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::Left | Self::Right => 0,
        }
    }
}

impl Turn {
    /// The rows that it moves in a window of so many: of a page, two rows stay in sight.
    pub(crate) fn rows(self, height: u16) -> i32 {
        let page = i32::from(height.saturating_sub(2).max(1));
        match self {
            Self::PageUp => -page,
            Self::PageDown => page,
            Self::Start => i32::MIN / 2,
            Self::End => i32::MAX / 2,
        }
    }
}

/// The first row in sight, moved by so many rows; `last`: the last row with which the window may begin.
pub(crate) fn scrolled(scroll: u16, rows: i32, last: u16) -> u16 {
    let to = i32::from(scroll).saturating_add(rows).clamp(0, i32::from(last));
    u16::try_from(to).unwrap_or(last)
}

/// The window on a page, and the line below it.
pub(crate) struct Window<'a> {
    pub(crate) page: &'a Page,
    /// Rows of the page that are in sight.
    pub(crate) height: u16,
    /// Something is written on the line.
    pub(crate) written: bool,
    /// Digits are an answer to be typed.
    pub(crate) digits: bool,
}

impl Window<'_> {
    /// The last row with which the window may begin.
    pub(crate) fn last_scroll(&self) -> u16 {
        self.page.height.saturating_sub(self.height)
    }
}

/// Where somebody is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) focus: Focus,
    /// First row of the page that is in sight.
    pub(crate) scroll: u16,
}

impl List {
    /// At the top of a page, on the line.
    pub(crate) const fn new() -> Self {
        Self { focus: Focus::Line, scroll: 0 }
    }

    /// Where the keys are when a page opens: on its first tile if that is in sight, on the line where digits are the answer.
    pub(crate) fn settle(&mut self, window: &Window<'_>) {
        let seen = window.page.tiles.first().is_some_and(|area| area.end() <= window.height);
        self.focus = if seen && !window.digits { Focus::Tile(0) } else { Focus::Line };
    }

    /// After the window changed its size, what was selected stays in sight.
    pub(crate) fn resize(&mut self, window: &Window<'_>) {
        self.scroll = self.scroll.min(window.last_scroll());
        match self.focus {
            Focus::Tile(index) if index < window.page.tiles.len() => self.follow(window),
            Focus::Tile(_) => self.focus = Focus::Line,
            Focus::Line if !window.written && self.scroll == 0 => self.settle(window),
            Focus::Line => {}
        }
    }

    /// Moves the window as little as brings the selected tile into sight.
    pub(crate) fn follow(&mut self, window: &Window<'_>) {
        if let Focus::Tile(index) = self.focus
            && let Some(area) = window.page.tiles.get(index)
        {
            self.show(window, *area);
        }
    }

    /// An arrow.
    pub(crate) fn travel(&mut self, to: Direction, window: &Window<'_>) {
        let tiles = &window.page.tiles;
        let here = match self.focus {
            Focus::Tile(index) => tiles.get(index).copied(),
            Focus::Line => None,
        };
        let next = match here {
            Some(here) => nearest(tiles, here, to),
            // From the text or the line: the next tile below what is in sight, the last one above.
            None if to == Direction::Down => tiles.iter().position(|area| area.y >= self.scroll),
            None if to == Direction::Up && window.written => tiles.len().checked_sub(1),
            None => None,
        };
        let in_reach = |area: &TileArea| match to {
            Direction::Down => area.end() <= self.scroll + window.height + 2,
            Direction::Up => area.y + 2 >= self.scroll,
            Direction::Left | Direction::Right => true,
        };
        match next.and_then(|index| Some((index, tiles.get(index).copied()?))) {
            Some((index, area)) if in_reach(&area) || area.height >= window.height => {
                self.focus = Focus::Tile(index);
                self.show(window, area);
            }
            found => {
                // The way leads over text that is not in sight yet: read on first.
                let step = i32::from((window.height / 2).max(1));
                match to {
                    Direction::Down => self.roll(step, window),
                    Direction::Up if found.is_none() && self.scroll == 0 && window.written => self.focus = Focus::Line,
                    Direction::Up => self.roll(-step, window),
                    Direction::Left | Direction::Right => {}
                }
            }
        }
    }

    /// Every tile in turn, and the line.
    pub(crate) fn cycle(&mut self, forward: bool, window: &Window<'_>) {
        let stops = window.page.tiles.len() + 1;
        let now = match self.focus {
            Focus::Line => 0,
            Focus::Tile(index) => index + 1,
        };
        let next = if forward { (now + 1) % stops } else { (now + stops - 1) % stops };
        self.focus = next.checked_sub(1).map_or(Focus::Line, Focus::Tile);
        self.follow(window);
    }

    /// Page up and down, beginning and end.
    pub(crate) fn turn(&mut self, turn: Turn, window: &Window<'_>) {
        self.roll(turn.rows(window.height), window);
    }

    /// Moves the window on the page; the selection follows what is in sight.
    pub(crate) fn roll(&mut self, rows: i32, window: &Window<'_>) {
        self.scroll = scrolled(self.scroll, rows, window.last_scroll());
        let seen = |area: &TileArea| area.y >= self.scroll && area.end() <= self.scroll + window.height;
        let selected = match self.focus {
            Focus::Tile(index) => window.page.tiles.get(index),
            Focus::Line => None,
        };
        if !window.written && !selected.is_some_and(seen) {
            let first = window.page.tiles.iter().position(seen).filter(|_| !window.digits);
            self.focus = first.map_or(Focus::Line, Focus::Tile);
        }
    }

    /// Moves the window as little as brings a tile into sight, with what stands above the first one.
    fn show(&mut self, window: &Window<'_>, area: TileArea) {
        let height = window.height;
        let first = window.page.tiles.first().map_or(0, |first| first.y);
        if area.end() > self.scroll + height {
            self.scroll = area.end() - height;
        }
        if area.y < self.scroll {
            self.scroll = area.y;
        }
        if area.y <= first && area.end() <= height {
            self.scroll = 0;
        }
    }
}

/// The tile an arrow leads to: the nearest one in its direction, in the same column or row first.
fn nearest(tiles: &[TileArea], from: TileArea, to: Direction) -> Option<usize> {
    let overlap = |a: (u16, u16), b: (u16, u16)| a.0 < b.1 && b.0 < a.1;
    let same_row = |area: &TileArea| overlap((area.y, area.end()), (from.y, from.end()));
    let ahead = |area: &TileArea| match to {
        Direction::Down => area.y >= from.end(),
        Direction::Up => area.end() <= from.y,
        Direction::Right => area.x >= from.x + from.width && same_row(area),
        Direction::Left => area.x + area.width <= from.x && same_row(area),
    };
    let distance = |area: &TileArea| {
        let aside = !overlap((area.x, area.x + area.width), (from.x, from.x + from.width));
        let (rows, columns) = (area.y.abs_diff(from.y), area.x.abs_diff(from.x));
        match to {
            Direction::Up | Direction::Down => (rows, u16::from(aside), columns),
            Direction::Left | Direction::Right => (columns, 0, rows),
        }
    };
    let found = tiles.iter().enumerate().filter(|(_, area)| ahead(area));
    found.min_by_key(|(_, area)| distance(area)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    //! - arrows go to the nearest tile in their direction, in the same column first;
    //! - a tile far below is come to by reading on, and what is selected is in sight;
    //! - where digits are the answer, no tile is selected unasked.

    use super::*;

    /// Tiles in two columns, three rows of them, below a text of so many rows.
    fn page(text: u16) -> Page {
        let area = |at: u16| TileArea { x: 30 * (at % 2), y: text + 3 * (at / 2), width: 28, height: 2 };
        Page { rows: Vec::new(), tiles: (0..6).map(area).collect(), height: text + 9 }
    }

    fn window(page: &Page) -> Window<'_> {
        Window { page, height: 10, written: false, digits: false }
    }

    #[test]
    fn arrows_in_a_grid() {
        let page = page(0);
        let window = window(&page);
        let mut list = List::new();
        list.settle(&window);
        let ways = [
            (Direction::Down, 2),
            (Direction::Right, 3),
            (Direction::Down, 5),
            (Direction::Left, 4),
            (Direction::Up, 2),
            (Direction::Up, 0),
            (Direction::Left, 0),
        ];
        for (to, tile) in ways {
            list.travel(to, &window);
            assert_eq!(list.focus, Focus::Tile(tile), "{to:?}");
        }
        list.cycle(false, &window);
        assert_eq!(list.focus, Focus::Line);
        list.cycle(false, &window);
        assert_eq!(list.focus, Focus::Tile(5));
    }

    #[test]
    fn a_long_text_is_read_first() {
        let page = page(30);
        let window = window(&page);
        let mut list = List::new();
        list.settle(&window);
        assert_eq!(list, List { focus: Focus::Line, scroll: 0 });
        for _ in 0..20 {
            list.travel(Direction::Down, &window);
            if let Focus::Tile(index) = list.focus {
                let area = page.tiles[index];
                assert!(area.y >= list.scroll && area.end() <= list.scroll + window.height);
            }
        }
        assert_eq!(list, List { focus: Focus::Tile(4), scroll: window.last_scroll() });
        list.turn(Turn::Start, &window);
        assert_eq!(list, List::new());
    }

    #[test]
    fn digits_are_typed() {
        let page = page(0);
        let mut list = List::new();
        list.settle(&Window { digits: true, ..window(&page) });
        list.roll(3, &Window { digits: true, ..window(&page) });
        assert_eq!(list.focus, Focus::Line);
        list.settle(&window(&page));
        assert_eq!(list.focus, Focus::Tile(0));
    }
}
