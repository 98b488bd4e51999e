//! Choices as numbered tiles: as roomy as the window allows, and never cut so that a label cannot be read.

use super::block::{opening, safe};
use super::wrap::{shorten, width, wrap};
use super::{Page, Role, Row, Span, Spot, Target, span};
use crate::kiosk::suggest::Suggestion;
use guichet_core::talk::Action;
use guichet_core::talk::flows::{find, rights};
use guichet_core::view::{Block, Choice, View};

/// Columns before the text of a tile (marker, badge, space) and after it.
const BEFORE: u16 = 6;
const AFTER: u16 = 1;
/// Space between two columns of tiles.
const BETWEEN: u16 = 2;
/// Narrowest window in which two columns are tried before tiles are made smaller.
const TRY_TWO: u16 = 70;
/// Rows of a detail.
const DETAIL: usize = 2;

/// The keys of a numeric keypad that choose where digits are the answer.
const KEYPAD: [char; 3] = ['+', '-', '.'];

/// The choices that have a key of a numeric keypad where digits are the answer. "I don't know" is `.` on every such
/// screen; what does not fit is chosen with the arrows.
pub(crate) fn keypad(view: &View) -> Vec<(char, u8)> {
    let said = |choice: &Choice, answer: &str| matches!(Action::parse(&choice.key), Some(Action::Rights(rights::Action::Say(_, key))) if key == answer);
    let mut keys = KEYPAD.to_vec();
    let mut given = Vec::new();
    if let Some(unknown) = offered(view).find(|choice| said(choice, "?")) {
        given.extend(keys.pop().map(|key| (key, unknown.number)));
    }
    let others = offered(view).filter(|choice| !said(choice, "?"));
    let alone = others.clone().count() == 1;
    for choice in others {
        // Nothing but "I prefer not to say": the key that it has beside another choice.
        let at = usize::from(alone && said(choice, "-") && keys.len() > 1);
        if at < keys.len() {
            given.push((keys.remove(at), choice.number));
        }
    }
    given
}

/// What is chosen on the page; emergency and back have their constant places in the frame.
fn offered(view: &View) -> impl Iterator<Item = &Choice> + Clone {
    view.choices.iter().filter(|choice| !matches!(choice.number, 0 | 9))
}

/// What a tile shows.
pub(super) struct Card<'a> {
    target: Target,
    key: Option<char>,
    label: String,
    detail: String,
    place: Option<&'a Block>,
    /// A right, and its heading: in one line with the choice that opens it.
    right: Option<(&'a Block, Option<&'a Block>)>,
}

impl Card<'_> {
    /// Whether a block of the view is shown on this tile.
    pub(super) fn shows(&self, block: &Block) -> bool {
        let right = self.right.map(|(right, heading)| [Some(right), heading]).into_iter().flatten().flatten();
        self.place.into_iter().chain(right).any(|shown| std::ptr::eq(shown, block))
    }
}

/// The choices of a view. A choice that opens a place which the view also describes is shown together with it.
pub(super) fn cards(view: &View) -> Vec<Card<'_>> {
    let place_of = |choice: &Choice| {
        view.blocks.iter().find(
            |block| matches!(block, Block::Place { id, .. } if find::Action::Open(id.clone()).to_string() == choice.key),
        )
    };
    let right_of = |choice: &Choice| {
        let at = view.blocks.iter().position(
            |block| matches!(block, Block::Right { id, reasons, .. } if reasons.is_empty() && rights::Action::Right(id.clone()).to_string() == choice.key),
        )?;
        let (before, rest) = view.blocks.split_at(at);
        let heading = before.iter().rfind(|block| matches!(block, Block::Heading { .. }));
        Some((rest.first()?, heading))
    };
    // Where a place is asked, digits begin a postal code.
    let typed = view.expects.takes_digits().then(|| keypad(view));
    let key = |number: u8| match &typed {
        Some(keys) => keys.iter().find(|(_, of)| *of == number).map(|(key, _)| *key),
        None => Some(char::from(b'0' + number)),
    };
    offered(view)
        .map(|choice| {
            let right = right_of(choice);
            let (label, detail) = match right {
                Some((Block::Right { amount, state, .. }, heading)) => {
                    let label =
                        if amount.is_empty() { choice.label.clone() } else { format!("{} – {amount}", choice.label) };
                    let heading = match heading {
                        Some(Block::Heading { body }) => body,
                        _ => state,
                    };
                    (label, heading.clone())
                }
                _ => (choice.label.clone(), choice.detail.clone()),
            };
            Card {
                target: Target::Choice(choice.number),
                key: key(choice.number),
                label: safe(&label),
                detail: safe(&detail),
                place: place_of(choice),
                right,
            }
        })
        .collect()
}

/// What the search found while somebody types. No digits: they are typed into the line.
pub(super) fn suggested(found: &[Suggestion]) -> Vec<Card<'static>> {
    let card = |(index, suggestion): (usize, &Suggestion)| Card {
        target: Target::Suggestion(index),
        key: None,
        label: safe(&suggestion.label),
        detail: safe(&suggestion.detail),
        place: None,
        right: None,
    };
    found.iter().enumerate().map(card).collect()
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
pub(super) fn lay(page: &mut Page, cards: &[Card<'_>], room: Room) {
    use Density::{Bare, Padded, Roomy, Snug, Spaced};
    let half = Room { columns: 2, ..room };
    let plain = cards.iter().all(|card| card.place.is_none() && width(&card.label) <= text_width(half));
    let mut ways = match room.columns {
        2 => vec![(2, Padded), (2, Roomy), (2, Spaced), (2, Snug), (2, Bare)],
        _ => vec![(1, Padded), (1, Roomy), (1, Spaced), (1, Snug), (1, Bare)],
    };
    if room.columns == 1 && plain && room.width >= TRY_TWO {
        ways.insert(2, (2, Roomy));
        ways.extend([(2, Spaced), (2, Snug)]);
    }
    let fits = |(columns, density): &(u16, Density)| {
        let tiles = arrange(cards, Room { columns: *columns, ..room }, *density);
        tiles.last().is_none_or(|(_, spot)| spot.end() <= room.y + room.height)
    };
    // Where it must scroll anyway, tiles are as close as can be read.
    let least = if room.width < TRY_TWO { Bare } else { Snug };
    let (columns, density) = ways.iter().copied().find(fits).unwrap_or((room.columns, least));
    for (rows, spot) in arrange(cards, Room { columns, ..room }, density) {
        let tile = Some(page.tiles.len());
        let padding = usize::from(density == Padded);
        for index in 0..spot.height {
            let spans = usize::from(index).checked_sub(padding).and_then(|index| rows.get(index)).cloned();
            page.rows.push(Row {
                x: spot.x,
                y: spot.y + index,
                width: spot.width,
                fill: Some(Role::Tile),
                tile,
                spans: spans.unwrap_or_default(),
            });
        }
        page.height = page.height.max(spot.end());
        page.tiles.push(spot);
    }
}

fn column_width(room: Room) -> u16 {
    room.width.saturating_sub(BETWEEN * (room.columns - 1)) / room.columns
}

fn text_width(room: Room) -> u16 {
    column_width(room).saturating_sub(BEFORE + AFTER)
}

type Tile = (Vec<Vec<Span>>, Spot);

fn arrange(cards: &[Card<'_>], room: Room, density: Density) -> Vec<Tile> {
    let wide = column_width(room);
    let gap = match density {
        Density::Padded | Density::Roomy | Density::Spaced => 1,
        Density::Snug | Density::Bare => 0,
    };
    let padding = if density == Density::Padded { 2 } else { 0 };
    let mut tiles = Vec::new();
    let mut y = room.y;
    for line in cards.chunks(usize::from(room.columns)) {
        let faces: Vec<_> = line.iter().map(|card| face(card, text_width(room), density)).collect();
        let height = faces.iter().map(Vec::len).max().unwrap_or(0) as u16 + padding;
        for (column, (card, face)) in line.iter().zip(faces).enumerate() {
            let x = room.x + column as u16 * (wide + BETWEEN);
            tiles.push((face, Spot { target: card.target, x, y, width: wide, height }));
        }
        y += height + gap;
    }
    tiles
}

/// The rows of one tile.
fn face(card: &Card<'_>, text: u16, density: Density) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> =
        wrap(&card.label, text).into_iter().map(|line| vec![span(line, Role::Label)]).collect();
    if let Some(Block::Place { address, phone, distance, open, opening: words, .. }) = card.place {
        lines.extend(place(&[address, distance], phone, (*open, words), text, density));
    } else if !card.detail.is_empty() {
        match density {
            Density::Padded | Density::Roomy => {
                let wrapped = wrap(&card.detail, text);
                let more = wrapped.len() > DETAIL;
                for (index, line) in wrapped.into_iter().take(DETAIL).enumerate() {
                    let cut = more && index + 1 == DETAIL;
                    let line = if cut { shorten(&format!("{line} …"), text) } else { line };
                    lines.push(vec![span(line, Role::Detail)]);
                }
            }
            Density::Spaced | Density::Snug => {
                if let [first] = lines.as_mut_slice()
                    && width(&card.label) + 3 + width(&card.detail) <= text
                {
                    first.push(span(format!("   {}", card.detail), Role::Detail));
                } else if card.right.is_some() {
                    lines.push(vec![span(shorten(&card.detail, text), Role::Detail)]);
                }
            }
            // How sure a right is, is never left out.
            Density::Bare if card.right.is_some() => lines.push(vec![span(shorten(&card.detail, text), Role::Detail)]),
            Density::Bare => {}
        }
    }
    let badge = match card.key {
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
fn place(
    where_: &[&String],
    phone: &str,
    (state, words): (guichet_core::model::OpeningState, &str),
    text: u16,
    density: Density,
) -> Vec<Vec<Span>> {
    let (mark, role) = opening(state);
    let mut lines = Vec::new();
    for (index, line) in wrap(&safe(words), text.saturating_sub(4)).into_iter().enumerate() {
        let lead = if index == 0 { mark.clone() } else { span("   ", Role::Tile) };
        lines.push(vec![lead, span(" ", Role::Tile), span(line, role)]);
    }
    if density == Density::Bare {
        return lines;
    }
    let address = where_.iter().filter(|part| !part.is_empty()).map(|part| safe(part)).collect::<Vec<_>>().join(" · ");
    if matches!(density, Density::Spaced | Density::Snug) {
        lines.push(vec![span(shorten(&address, text), Role::Detail)]);
    } else {
        lines.extend(wrap(&address, text).into_iter().map(|line| vec![span(line, Role::Detail)]));
    }
    if !phone.is_empty() {
        lines.push(vec![span(safe(phone), Role::Phone)]);
    }
    lines
}
