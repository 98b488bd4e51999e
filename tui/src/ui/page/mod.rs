//! A view laid out: rows of text and tiles to choose from, as tall as they need. The screen shows a window on it.

mod block;
mod column;
mod keypad;
mod tile;

pub(crate) use keypad::{chosen_by, offered};
pub(crate) use tile::Tile;

use super::canvas::Canvas;
use super::theme::Role;
use column::Column;
use guichet_core::layout::{self, Kind, Line};
use guichet_core::text::emphasis::Asked;
use guichet_core::view::View;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Widest column of text that is pleasant to read.
const READABLE: u16 = 76;
/// From this width, tiles stand in two columns.
const TWO_COLUMNS: u16 = 90;
/// From this width, what is read stands left and what is chosen right.
const SIDE_BY_SIDE: u16 = 104;
/// Width of the tiles at the side of a text, and the space between.
const SIDE: u16 = 44;
const GUTTER: u16 = 4;
/// Text of more rows than this has its tiles at its side where there is room.
const SHORT_TEXT: u16 = 5;
/// Least height of a window whose blocks have a blank row between them.
const AIRY: u16 = 14;

/// A piece of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) role: Role,
}

/// A row of the page, or of a tile on it.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) x: u16,
    pub(crate) y: u16,
    pub(crate) width: u16,
    /// What the whole width is filled with; the page's ground where empty.
    pub(crate) fill: Option<Role>,
    /// The tile it belongs to.
    pub(crate) tile: Option<usize>,
    pub(crate) spans: Vec<Span>,
}

impl Row {
    fn draw(&self, canvas: &mut Canvas<'_, '_>, (x, y): (u16, u16), chosen: bool) {
        let styles = *canvas.styles();
        let ground = self.fill.map_or(Style::new(), |fill| styles.role(fill, chosen));
        canvas.paint(Rect { x, y, width: self.width, height: 1 }, ground);
        let end = x + self.width;
        let mut at = x;
        for span in &self.spans {
            let style = ground.patch(styles.role(span.role, chosen));
            at = canvas.put((at, y), end.saturating_sub(at), &span.text, style);
        }
    }
}

/// Where a tile stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TileArea {
    pub(crate) x: u16,
    pub(crate) y: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl TileArea {
    /// First row below it.
    pub(crate) fn end(self) -> u16 {
        self.y + self.height
    }

    pub(crate) fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.end()).contains(&y)
    }
}

/// A page laid out for one width.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(crate) tiles: Vec<TileArea>,
    pub(crate) height: u16,
}

impl Page {
    /// Lays a view out in a window of `width` × `height`, the words of what it opens that were asked for standing out; the
    /// page may be taller, then it scrolls.
    pub(crate) fn of_view(view: &View, asked: &Asked, width: u16, height: u16) -> Self {
        let lines = layout::view(view);
        let tiles = tile::tiles(view, &lines, asked);
        // The title and the two constant choices stand in the frame.
        let apart = |line: &Line| matches!(line.kind, Kind::Title | Kind::Choice { .. });
        let on_tile = |line: &Line| tiles.iter().any(|tile| tile.shows(line));
        let text: Vec<&Line> = lines.iter().filter(|line| !apart(line) && !on_tile(line)).collect();
        let column = |width| {
            let mut column = Column::new(width, height, view.title.clone());
            block::lines(&mut column, &text);
            column
        };
        let text = column(width.min(READABLE));
        if width >= SIDE_BY_SIDE && !tiles.is_empty() && text.end() > SHORT_TEXT {
            let mut page = column(width - SIDE - GUTTER).page();
            tile::lay(&mut page, &tiles, tile::Room { x: width - SIDE, y: 0, width: SIDE, height, columns: 1 });
            return page;
        }
        text.page().with_tiles(&tiles, width, height)
    }

    /// Lays the beginning of a view out, to be looked at beside the choice that opens it: its title and its text, as much
    /// as has room.
    pub(crate) fn preview(view: &View, width: u16, height: u16) -> Self {
        let lines = layout::view(view);
        let mut text = Column::new(width, height, String::new());
        text.paragraph(&view.title, Role::Heading, 0);
        text.gap();
        let shown: Vec<&Line> =
            lines.iter().filter(|line| !matches!(line.kind, Kind::Title | Kind::Choice { .. })).collect();
        block::lines(&mut text, &shown);
        let mut page = text.page();
        if page.height > height && height > 0 {
            page.rows.retain(|row| row.y + 1 < height);
            let spans = vec![span("…", Role::Muted)];
            page.rows.push(Row { x: 0, y: height - 1, width, fill: None, tile: None, spans });
            page.height = height;
        }
        page
    }

    /// Lays lines out one under the other, in a column of so many columns. `airy`: with a blank row between blocks, whatever
    /// the height of the window.
    pub(crate) fn of_lines(lines: &[&Line], width: u16, height: u16, airy: bool) -> Self {
        let mut text = Column::new(width, height, String::new());
        text.airy |= airy;
        block::lines(&mut text, lines);
        text.page()
    }

    /// Pages beside one another, each in a column of so many columns; as tall as the tallest.
    pub(crate) fn beside(pages: Vec<Self>, width: u16, between: u16) -> Self {
        let mut all = Self::default();
        for (x, page) in (0..).step_by(usize::from(width + between)).zip(pages) {
            all.rows.extend(page.rows.into_iter().map(|row| Row { x: row.x + x, ..row }));
            all.height = all.height.max(page.height);
        }
        all.rows.sort_by_key(|row| row.y);
        all
    }

    /// The page with another one under it, so many rows further down.
    pub(crate) fn then(mut self, below: Self, gap: u16) -> Self {
        let y = if self.height == 0 { 0 } else { self.height + gap };
        self.rows.extend(below.rows.into_iter().map(|row| Row { y: row.y + y, ..row }));
        self.height = y + below.height;
        self
    }

    /// Lays tiles out under a sentence.
    pub(crate) fn of_tiles(intro: &str, tiles: &[Tile<'_>], width: u16, height: u16) -> Self {
        let mut text = Column::new(width.min(READABLE), height, String::new());
        text.paragraph(intro, Role::Muted, 0);
        text.page().with_tiles(tiles, width, height)
    }

    /// The page with tiles under its text.
    fn with_tiles(mut self, tiles: &[Tile<'_>], width: u16, height: u16) -> Self {
        let y = self.height + u16::from(height >= AIRY && self.height > 0);
        let columns = if width >= TWO_COLUMNS { 2 } else { 1 };
        tile::lay(&mut self, tiles, tile::Room { x: 0, y, width, height: height.saturating_sub(y), columns });
        self
    }

    /// Draws the rows that are in sight, from row `scroll` on. Gives the place of the selected tile.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas<'_, '_>,
        body: Rect,
        scroll: u16,
        selected: Option<usize>,
    ) -> Option<Position> {
        let mut marked = None;
        let seen = scroll..scroll.saturating_add(body.height);
        for row in self.rows.iter().filter(|row| seen.contains(&row.y)) {
            let chosen = row.tile.is_some() && row.tile == selected;
            let (x, y) = (body.x + row.x, body.y + row.y - scroll);
            row.draw(canvas, (x, y), chosen);
            if chosen && marked.is_none() && !row.spans.is_empty() {
                let style = canvas.styles().role(Role::Tile, true);
                canvas.put((x, y), 1, "►", style);
                // On its number, under which a line is drawn: no mark is hidden.
                marked = Some(Position { x: x + 2, y });
            }
        }
        marked
    }
}

fn span(text: impl Into<String>, role: Role) -> Span {
    Span { text: text.into(), role }
}
