//! Choices as numbered tiles: as roomy as the window allows, and never cut so that a label cannot be read.

use super::block::{opening, safe};
use super::keypad::{is_offered, keypad};
use super::{Page, Row, Span, TileArea, span};
use crate::ui::theme::Role;
use crate::ui::wrap::{shorten, width, wrap};
use guichet_core::layout::{Kind, Line, Role as Said, Start, dashed};
use guichet_core::talk::Action;
use guichet_core::text::emphasis::Asked;
use guichet_core::view::{Tag, View};

/// Columns before the text of a tile (marker, badge, space) and after it.
const BEFORE: u16 = 6;
const AFTER: u16 = 1;
/// Space between two columns of tiles.
const BETWEEN: u16 = 2;
/// Narrowest window in which two columns are tried before tiles are made smaller.
const TRY_TWO: u16 = 70;
/// Rows of a detail.
const DETAIL: usize = 2;
/// Columns of text from which it is said that an answer was checked.
const ROOM_FOR_CHECKED: u16 = 38;

/// What a tile shows.
pub(crate) struct Tile<'a> {
    key: Option<char>,
    label: String,
    detail: String,
    /// How fresh its answer is, at its right end; what is said of its age has the room before anything else.
    tag: Option<Tag>,
    /// Words of the label that stand out.
    asked: Option<&'a Asked>,
    /// The lines of a place.
    place: Vec<&'a Line>,
    /// A right, and its heading: in one line with the choice that opens it.
    right: Option<(&'a Line, Option<&'a Line>)>,
}

impl<'a> Tile<'a> {
    /// A tile without a key of its own, where digits are typed into the line.
    pub(crate) fn unnumbered(label: &str, detail: &str, tag: Option<Tag>, asked: &'a Asked) -> Self {
        let (label, detail, asked) = (safe(label), safe(detail), Some(asked));
        Self { key: None, label, detail, tag, asked, place: Vec::new(), right: None }
    }

    /// Whether a line of the view is shown on this tile.
    pub(super) fn shows(&self, line: &Line) -> bool {
        let right = self.right.map(|(right, heading)| [Some(right), heading]).into_iter().flatten().flatten();
        self.place.iter().copied().chain(right).any(|shown| std::ptr::eq(shown, line))
    }
}

/// The choices of a view, of which these are the lines. A choice that opens a place or a right which the view also
/// describes is shown together with it.
pub(super) fn tiles<'a>(view: &View, lines: &'a [Line], asked: &'a Asked) -> Vec<Tile<'a>> {
    // Where a place is asked, digits begin a postal code.
    let typed = view.expects.takes_digits().then(|| keypad(view));
    let key = |number: u8| match &typed {
        Some(keys) => keys.iter().find(|(_, of)| *of == number).map(|(key, _)| *key),
        None => Some(char::from(b'0' + number)),
    };
    let offered = |line: &'a Line| match line.kind {
        Kind::Choice { number, .. } if is_offered(number) => Some((number, line)),
        _ => None,
    };
    let tile = |(number, choice): (u8, &'a Line)| {
        let (label, detail) = (choice.part(Said::Plain), choice.part(Said::Muted));
        let opened = |line: &&Line| line.key.is_some() && line.key == choice.key;
        let place = lines.iter().filter(|line| line.kind.is_of_place()).filter(opened).collect();
        let right = right(lines, opened);
        let (label, detail) = match right {
            Some((right, heading)) => {
                let heading = heading.map(Line::text);
                (
                    dashed([label, right.part(Said::Amount)]),
                    heading.unwrap_or_else(|| right.part(Said::Standing).into()),
                )
            }
            None => (label.to_owned(), detail.to_owned()),
        };
        let tag = match (choice.part(Said::Year), choice.part(Said::Checked)) {
            ("", "") => None,
            ("", checked) => Some(Tag::Checked(safe(checked))),
            (year, _) => Some(Tag::Year(safe(year))),
        };
        let asked = choice.key.as_deref().is_some_and(Action::opens).then_some(asked);
        Tile { key: key(number), label: safe(&label), detail: safe(&detail), tag, asked, place, right }
    };
    lines.iter().filter_map(offered).map(tile).collect()
}

/// A right without reasons that a choice opens, and its heading.
fn right(lines: &[Line], opened: impl Fn(&&Line) -> bool) -> Option<(&Line, Option<&Line>)> {
    let is_right = |line: &Line| matches!(line.kind, Kind::Right(_)) && opened(&line);
    let (before, rest) = lines.split_at(lines.iter().position(is_right)?);
    let (right, after) = rest.split_first()?;
    let alone = after.first().is_none_or(|next| next.start != Start::Nothing);
    let heading = before.iter().rfind(|line| line.kind == Kind::Heading && line.start == Start::Part);
    alone.then_some((right, heading))
}

/// Where tiles may go.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) columns: u16,
}

/// How much a tile shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Density {
    /// Label, detail, and a row of ground above and below.
    Padded,
    /// Label and detail.
    Roomy,
    /// The detail beside the label where all of it has room, a row between tiles.
    Spaced,
    /// The same, no row between tiles.
    Snug,
    /// Labels only.
    Bare,
}

/// Puts the tiles on the page, in the roomiest way that fits the window.
pub(super) fn lay(page: &mut Page, tiles: &[Tile<'_>], room: Room) {
    use Density::{Bare, Padded, Roomy, Snug, Spaced};
    let half = Room { columns: 2, ..room };
    let plain = tiles.iter().all(|tile| tile.place.is_empty() && width(&tile.label) <= text_width(half));
    let mut ways = match room.columns {
        2 => vec![(2, Padded), (2, Roomy), (2, Spaced), (2, Snug), (2, Bare)],
        _ => vec![(1, Padded), (1, Roomy), (1, Spaced), (1, Snug), (1, Bare)],
    };
    if room.columns == 1 && plain && room.width >= TRY_TWO {
        ways.insert(2, (2, Roomy));
        ways.extend([(2, Spaced), (2, Snug)]);
    }
    let fits = |(columns, density): &(u16, Density)| {
        let tiles = arrange(tiles, Room { columns: *columns, ..room }, *density);
        tiles.last().is_none_or(|(_, area)| area.end() <= room.y + room.height)
    };
    // Where it must scroll anyway, tiles are as close as can be read.
    let least = if room.width < TRY_TWO { Bare } else { Snug };
    let (columns, density) = ways.iter().copied().find(fits).unwrap_or((room.columns, least));
    for (rows, area) in arrange(tiles, Room { columns, ..room }, density) {
        let tile = Some(page.tiles.len());
        let padding = usize::from(density == Padded);
        for index in 0..area.height {
            let spans = usize::from(index).checked_sub(padding).and_then(|index| rows.get(index)).cloned();
            page.rows.push(Row {
                x: area.x,
                y: area.y + index,
                width: area.width,
                fill: Some(Role::Tile),
                tile,
                spans: spans.unwrap_or_default(),
            });
        }
        page.height = page.height.max(area.end());
        page.tiles.push(area);
    }
}

fn column_width(room: Room) -> u16 {
    room.width.saturating_sub(BETWEEN * (room.columns - 1)) / room.columns
}

fn text_width(room: Room) -> u16 {
    column_width(room).saturating_sub(BEFORE + AFTER)
}

type Arranged = (Vec<Vec<Span>>, TileArea);

fn arrange(tiles: &[Tile<'_>], room: Room, density: Density) -> Vec<Arranged> {
    let wide = column_width(room);
    let gap = match density {
        Density::Padded | Density::Roomy | Density::Spaced => 1,
        Density::Snug | Density::Bare => 0,
    };
    let padding = if density == Density::Padded { 2 } else { 0 };
    let mut arranged = Vec::new();
    let mut y = room.y;
    for line in tiles.chunks(usize::from(room.columns)) {
        let faces: Vec<_> = line.iter().map(|tile| face(tile, text_width(room), density)).collect();
        let height = faces.iter().map(Vec::len).max().unwrap_or(0) as u16 + padding;
        for (column, face) in faces.into_iter().enumerate() {
            let x = room.x + column as u16 * (wide + BETWEEN);
            arranged.push((face, TileArea { x, y, width: wide, height }));
        }
        y += height + gap;
    }
    arranged
}

/// A line of a label, the words that were asked for apart.
fn emphasised(line: &str, asked: Option<&Asked>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for found in asked.map(|asked| asked.found_in(line)).unwrap_or_default() {
        spans.extend((found.start > at).then(|| span(&line[at..found.start], Role::Label)));
        spans.push(span(&line[found.clone()], Role::Asked));
        at = found.end;
    }
    spans.extend((at < line.len() || spans.is_empty()).then(|| span(&line[at..], Role::Label)));
    spans
}

/// The rows of one tile.
fn face(tile: &Tile<'_>, text: u16, density: Density) -> Vec<Vec<Span>> {
    let tag = match &tile.tag {
        Some(Tag::Checked(checked)) if text >= ROOM_FOR_CHECKED => Some(format!("✓ {checked}")),
        Some(Tag::Year(year)) => Some(year.clone()),
        _ => None,
    };
    let beside = tag.as_deref().map_or(0, |tag| width(tag) + 2);
    let label = text.saturating_sub(beside);
    let mut lines: Vec<Vec<Span>> = wrap(&tile.label, label).iter().map(|line| emphasised(line, tile.asked)).collect();
    if !tile.place.is_empty() {
        lines.extend(place(&tile.place, text, density));
    } else if !tile.detail.is_empty() {
        match density {
            Density::Padded | Density::Roomy => {
                let wrapped = wrap(&tile.detail, text);
                let more = wrapped.len() > DETAIL;
                for (index, line) in wrapped.into_iter().take(DETAIL).enumerate() {
                    let cut = more && index + 1 == DETAIL;
                    let line = if cut { shorten(&format!("{line} …"), text) } else { line };
                    lines.push(vec![span(line, Role::Detail)]);
                }
            }
            Density::Spaced | Density::Snug => {
                if let [first] = lines.as_mut_slice()
                    && width(&tile.label) + 3 + width(&tile.detail) <= label
                {
                    first.push(span(format!("   {}", tile.detail), Role::Detail));
                } else if tile.right.is_some() {
                    lines.push(vec![span(shorten(&tile.detail, text), Role::Detail)]);
                }
            }
            // How sure a right is, is never left out.
            Density::Bare if tile.right.is_some() => lines.push(vec![span(shorten(&tile.detail, text), Role::Detail)]),
            Density::Bare => {}
        }
    }
    if let (Some(tag), Some(first)) = (tag, lines.first_mut()) {
        let taken: u16 = first.iter().map(|span| width(&span.text)).sum();
        let before = usize::from(text.saturating_sub(taken + width(&tag)));
        first.push(span(format!("{}{tag}", " ".repeat(before)), Role::Detail));
    }
    let badge = match tile.key {
        Some(key) => span(format!(" {key} "), Role::Badge),
        None => span(" → ", Role::Detail),
    };
    let mut badge = Some(badge);
    for line in &mut lines {
        // One column is left for the marker of the selected tile.
        let before = match badge.take() {
            Some(badge) => vec![span(" ", Role::Tile), badge, span("  ", Role::Tile)],
            None => vec![span(" ".repeat(usize::from(BEFORE)), Role::Tile)],
        };
        line.splice(0..0, before);
    }
    lines
}

/// What is known of a place: open or not first, then where, then its phone.
fn place(known: &[&Line], text: u16, density: Density) -> Vec<Vec<Span>> {
    let said = |kind: Kind| known.iter().find(|line| line.kind == kind).map(|line| safe(&line.text()));
    let mut lines = Vec::new();
    for line in known {
        let Kind::Opening(state) = line.kind else { continue };
        let (mark, role) = opening(state);
        for (index, line) in wrap(&safe(&line.text()), text.saturating_sub(4)).into_iter().enumerate() {
            let lead = if index == 0 { mark.clone() } else { span("   ", Role::Tile) };
            lines.push(vec![lead, span(" ", Role::Tile), span(line, role)]);
        }
    }
    let away = said(Kind::Distance);
    if density == Density::Bare {
        // Whom to call and how far it is, in one row: without them nobody can choose.
        let least: Vec<String> = [said(Kind::PlacePhone), away].into_iter().flatten().collect();
        lines.extend((!least.is_empty()).then(|| vec![span(shorten(&least.join(" · "), text), Role::Phone)]));
        return lines;
    }
    let (address, away) = (said(Kind::Address).unwrap_or_default(), away.map(|away| format!(" · {away}")));
    let away = away.unwrap_or_default();
    if matches!(density, Density::Spaced | Density::Snug) {
        // How far it is stays whole.
        let address = shorten(&address, text.saturating_sub(width(&away)));
        lines.push(vec![span(format!("{address}{away}"), Role::Detail)]);
    } else {
        let whole = format!("{address}{away}");
        lines.extend(wrap(&whole, text).into_iter().map(|line| vec![span(line, Role::Detail)]));
    }
    lines.extend(said(Kind::PlacePhone).map(|phone| vec![span(phone, Role::Phone)]));
    lines
}
