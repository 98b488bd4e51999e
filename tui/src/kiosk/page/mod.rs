//! A view laid out: rows of text and tiles to choose from, as tall as they need. The frame shows a window on it.

mod block;
mod tile;
pub(crate) mod wrap;

pub(crate) use tile::keypad;

use super::suggest::Suggestion;
use guichet_core::view::{Block, View};

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
/// Rows beyond which a page is cut: no real content is as long.
const TALLEST: u16 = 4_000;

/// What a piece of text is; the theme says how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    Strong,
    Heading,
    Muted,
    /// Mark and words of something to be aware of.
    NoticeMark,
    Notice,
    /// Marks and words of the three states of a place.
    OpenMark,
    Open,
    ClosedMark,
    Closed,
    UnknownMark,
    Unknown,
    /// A number to call, and an emergency number.
    Phone,
    Number,
    Tile,
    Label,
    Detail,
    Badge,
}

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

/// What choosing a tile does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The view's choice of this number.
    Choice(u8),
    /// The suggestion at this index.
    Suggestion(usize),
}

/// Where a tile stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) target: Target,
    pub(crate) x: u16,
    pub(crate) y: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl Spot {
    /// First row below it.
    pub(crate) fn end(&self) -> u16 {
        self.y + self.height
    }

    pub(crate) fn holds(&self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.end()).contains(&y)
    }
}

/// A page laid out for one width.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(crate) tiles: Vec<Spot>,
    pub(crate) height: u16,
}

/// What a page is made of.
pub(crate) enum Content<'a> {
    /// A view of the guide.
    View(&'a View),
    /// What the search finds while somebody types.
    Suggestions { intro: &'a str, found: &'a [Suggestion] },
}

impl Page {
    /// Lays a content out in a window of `width` × `height`; the page may be taller, then it scrolls.
    pub(crate) fn compose(content: &Content<'_>, width: u16, height: u16) -> Self {
        let airy = height >= 14;
        let (blocks, cards): (Vec<&Block>, Vec<tile::Card<'_>>) = match content {
            Content::View(view) => {
                let cards: Vec<_> = tile::cards(view);
                let on_tile = |block: &&Block| cards.iter().any(|card| card.shows(block));
                (view.blocks.iter().filter(|block| !on_tile(block)).collect(), cards)
            }
            Content::Suggestions { found, .. } => (Vec::new(), tile::suggested(found)),
        };
        let mut sheet = Sheet::new(width.min(READABLE), airy);
        if let Content::Suggestions { intro, .. } = content {
            sheet.paragraph(intro, Role::Muted, 0);
        }
        sheet.height = height;
        if let Content::View(view) = content {
            sheet.title.clone_from(&view.title);
        }
        sheet.blocks(&blocks);
        if width >= SIDE_BY_SIDE && !cards.is_empty() && sheet.y > SHORT_TEXT {
            let mut sheet = Sheet { width: width - SIDE - GUTTER, rows: Vec::new(), y: 0, ..sheet };
            sheet.blocks(&blocks);
            let mut page = Self { rows: sheet.rows, tiles: Vec::new(), height: sheet.y };
            tile::lay(&mut page, &cards, tile::Room { x: width - SIDE, y: 0, width: SIDE, height, columns: 1 });
            return page;
        }
        let gap = u16::from(airy && sheet.y > 0);
        let mut page = Self { rows: sheet.rows, tiles: Vec::new(), height: sheet.y };
        let y = page.height + gap;
        let columns = if width >= TWO_COLUMNS { 2 } else { 1 };
        tile::lay(&mut page, &cards, tile::Room { x: 0, y, width, height: height.saturating_sub(y), columns });
        page
    }
}

/// Text being laid out, top to bottom.
struct Sheet {
    width: u16,
    /// A blank row between blocks.
    airy: bool,
    /// Rows of the window on the page.
    height: u16,
    /// What already stands above the page.
    title: String,
    y: u16,
    rows: Vec<Row>,
}

impl Sheet {
    fn new(width: u16, airy: bool) -> Self {
        Self { width, airy, height: 0, title: String::new(), y: 0, rows: Vec::new() }
    }

    /// A row of spans, moved right by `indent`.
    fn row(&mut self, indent: u16, spans: Vec<Span>) {
        if self.y < TALLEST {
            let width = self.width.saturating_sub(indent);
            self.rows.push(Row { x: indent, y: self.y, width, fill: None, tile: None, spans });
            self.y += 1;
        }
    }

    /// A paragraph, wrapped.
    fn paragraph(&mut self, text: &str, role: Role, indent: u16) {
        for line in wrap::wrap(text, self.width.saturating_sub(indent)) {
            self.row(indent, vec![span(line, role)]);
        }
    }

    /// A paragraph whose first row begins with a mark and whose others stand under its text.
    fn marked(&mut self, mark: Span, text: &str, role: Role, indent: u16) {
        let hang = wrap::width(&mark.text) + 1;
        if u32::from(hang) * 2 > u32::from(self.width.saturating_sub(indent)) {
            // A mark as wide as half the page stands above its text.
            self.paragraph(mark.text.trim(), mark.role, indent);
            return self.paragraph(text, role, indent + 2);
        }
        let mut mark = Some(mark);
        for line in wrap::wrap(text, self.width.saturating_sub(indent + hang)) {
            match mark.take() {
                Some(mark) => self.row(indent, vec![mark, span(" ", Role::Text), span(line, role)]),
                None => self.row(indent + hang, vec![span(line, role)]),
            }
        }
    }

    /// A blank row, unless the page begins here.
    fn gap(&mut self) {
        if self.y > 0 && self.y < TALLEST {
            self.y += 1;
        }
    }
}

fn span(text: impl Into<String>, role: Role) -> Span {
    Span { text: text.into(), role }
}
