//! The state drawn into a frame. Drawing reads; it changes nothing.

use super::app::{App, Focus};
use super::chrome::{self, Kind};
use super::idle::Silence;
use super::page::wrap::{self, width, wrap};
use super::page::{Page, Row};
use super::theme::{Depth, Theme};
use guichet_core::view::Expects;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// The number that answers everywhere in Europe: shown even where nothing else has room.
const EMERGENCY: &str = "112";
/// The number that answers who cannot speak.
const BY_TEXT: &str = "114";
/// Widest window on top of the others.
const OVERLAY: u16 = 56;

/// Draws the whole screen and puts the hardware cursor where screen readers look: on the selected line.
pub(crate) fn draw(frame: &mut Frame<'_>, app: &App, depth: Depth) {
    let theme = Theme::new(app.look, depth);
    let area = frame.area();
    let buffer = frame.buffer_mut();
    buffer.set_style(area, theme.ground());
    if app.is_too_small() {
        return too_small(buffer, area, app, &theme);
    }
    let shape = app.shape();
    buffer.set_style(shape.band, theme.header());
    if let Some(header) = shape.header {
        let brand = app.words().get("kiosk-brand");
        put(buffer, shape.left, header.y, shape.width, &brand, theme.brand());
    }
    for (row, title) in (0..).zip(&shape.titles) {
        put(buffer, shape.title.x, shape.title.y + row, shape.title.width, title, theme.title());
    }
    let page = app.page();
    let mut cursor = Position { x: shape.title.x, y: shape.title.y };
    if app.view.is_none() {
        let id = match (app.unopened, app.fault) {
            (true, _) => "kiosk-not-open",
            (_, true) => "kiosk-fault",
            _ => "kiosk-opening",
        };
        put(buffer, shape.body.x, shape.body.y, shape.body.width, &app.words().get(id), theme.muted());
    }
    if let Some(found) = rows(buffer, app, &page, shape.body, &theme) {
        cursor = found;
    }
    if let Some(more) = shape.more.or_else(|| below(app, &page).then(|| last_row(shape.body))) {
        let words = app.words();
        let text = if app.waiting.is_some() && app.view.is_some() {
            words.get("kiosk-working")
        } else if below(app, &page) {
            format!("▼ {}", words.get("kiosk-more-below"))
        } else {
            String::new()
        };
        if !text.is_empty() {
            let short = shape.more.is_none();
            let (x, room) = if short { (more.right().saturating_sub(3), 3) } else { (more.x, more.width) };
            put(buffer, x, more.y, room, if short { " ▼ " } else { &text }, theme.more());
        }
    }
    if let Some(field) = shape.field {
        let caret = line(buffer, app, field, &theme);
        if app.focus == Focus::Line && (!app.line.is_empty() || app.expects().takes_digits()) {
            cursor = caret;
        }
    }
    keys(buffer, app, &theme);
    if app.door.is_asked() {
        cursor = door(buffer, app, area, &theme);
    }
    if let Silence::Warning(seconds) = app.silence {
        cursor = warning(buffer, app, seconds, area, &theme);
    }
    frame.set_cursor_position(cursor);
}

/// Whether something of the page is out of sight below.
fn below(app: &App, page: &Page) -> bool {
    app.scroll < app.last_scroll(page)
}

fn last_row(body: Rect) -> Rect {
    Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }
}

/// The rows of the page that are in sight. Gives the place of the selected tile.
fn rows(buffer: &mut Buffer, app: &App, page: &Page, body: Rect, theme: &Theme) -> Option<Position> {
    let selected = match app.focus {
        Focus::Tile(index) => Some(index),
        Focus::Line => None,
    };
    let mut marked = None;
    let seen = app.scroll..app.scroll.saturating_add(body.height);
    for row in page.rows.iter().filter(|row| seen.contains(&row.y)) {
        let chosen = row.tile.is_some() && row.tile == selected;
        let (x, y) = (body.x + row.x, body.y + row.y - app.scroll);
        self::row(buffer, row, (x, y), chosen, theme);
        if chosen && marked.is_none() && !row.spans.is_empty() {
            put(buffer, x, y, 1, "►", theme.role(super::page::Role::Tile, true));
            // On its number, under which a line is drawn: no mark is hidden.
            marked = Some(Position { x: x + 2, y });
        }
    }
    marked
}

fn row(buffer: &mut Buffer, row: &Row, (x, y): (u16, u16), chosen: bool, theme: &Theme) {
    let ground = row.fill.map_or(Style::new(), |fill| theme.role(fill, chosen));
    buffer.set_style(Rect { x, y, width: row.width, height: 1 }, ground);
    let end = x + row.width;
    let mut at = x;
    for span in &row.spans {
        let style = ground.patch(theme.role(span.role, chosen));
        at = put(buffer, at, y, end.saturating_sub(at), &span.text, style);
    }
}

/// The line people type on, and where its caret is.
fn line(buffer: &mut Buffer, app: &App, field: Rect, theme: &Theme) -> Position {
    buffer.set_style(field, theme.field());
    let y = field.y + field.height / 2;
    let x = put(buffer, field.x + 1, y, 2, "› ", theme.prompt());
    let room = field.right().saturating_sub(x + 1);
    if app.line.is_empty() {
        let id = match app.expects() {
            Expects::Place => "kiosk-write-place",
            Expects::Number => "kiosk-write-number",
            Expects::Need | Expects::Choice => "kiosk-write-need",
        };
        let hint = wrap::shorten(&app.words().get(id), room);
        put(buffer, x, y, room, &hint, theme.muted());
        return Position { x, y };
    }
    let before = wrap::tail(app.line.before(), room.saturating_sub(1));
    let at = put(buffer, x, y, room, before, theme.field());
    let after = &app.line.text()[app.line.before().len()..];
    put(buffer, at, y, field.right().saturating_sub(at + 1), after, theme.field());
    Position { x: at, y }
}

/// The buttons of the frame.
fn keys(buffer: &mut Buffer, app: &App, theme: &Theme) {
    for button in chrome::buttons(app) {
        let (cap, label) = theme.button(button.kind);
        let area = button.area;
        let y = area.y + area.height / 2;
        if button.kind == Kind::Emergency {
            buffer.set_style(area, label);
            let left = app.shape().left;
            let x = put(buffer, left, y, area.width, &format!(" {} ", button.cap), cap);
            let room = area.width.saturating_sub(x + 1);
            put(buffer, x + 1, y, room, &call(app, &button.label, room), label);
            continue;
        }
        let x = put(buffer, area.x, y, area.width, &format!(" {} ", button.cap), cap);
        put(buffer, x + 1, y, area.right().saturating_sub(x + 1), &button.label, label);
    }
}

/// What the emergency bar says: the numbers of the danger that was spoken of, or the one that answers everywhere. The
/// way of who cannot speak is named with its number.
fn call(app: &App, label: &str, room: u16) -> String {
    let named = |number: &str| if number == BY_TEXT { format!("SMS {number}") } else { number.to_owned() };
    let numbers: Vec<String> = app.at_hand.iter().flatten().map(|number| named(&number.number)).collect();
    let everywhere = app.words().get("kiosk-call");
    if numbers.is_empty() {
        return format!("{label}   {everywhere}");
    }
    let known = numbers.iter().any(|number| number == EMERGENCY);
    let all = numbers.iter().map(String::as_str).chain((!known).then_some(EMERGENCY)).collect::<Vec<_>>().join(" · ");
    let ways = [format!("{label}   {}   {everywhere}", numbers.join(" · ")), format!("{label}   {all}")];
    ways.into_iter().find(|way| width(way) <= room).unwrap_or(all)
}

/// Nobody there: what will happen, and how to keep what is on the screen.
fn warning(buffer: &mut Buffer, app: &App, seconds: u64, area: Rect, theme: &Theme) -> Position {
    let words = app.words();
    let lines =
        [words.get("kiosk-idle-title"), words.seconds("kiosk-idle-text", seconds), words.get("kiosk-idle-keep")];
    overlay(buffer, &lines, area, theme)
}

/// The PIN, as dots.
fn door(buffer: &mut Buffer, app: &App, area: Rect, theme: &Theme) -> Position {
    let words = app.words();
    let title = if app.door.was_wrong() { "kiosk-pin-wrong" } else { "kiosk-pin" };
    let lines = [words.get(title), format!("› {}", "•".repeat(app.door.length())), words.get("kiosk-pin-keys")];
    overlay(buffer, &lines, area, theme)
}

/// Sentences in a block of colour in the middle, a blank row between them.
fn overlay(buffer: &mut Buffer, sentences: &[String], area: Rect, theme: &Theme) -> Position {
    let wide = OVERLAY.min(area.width.saturating_sub(4));
    let wrapped: Vec<Vec<String>> = sentences.iter().map(|sentence| wrap(sentence, wide.saturating_sub(6))).collect();
    let rows = wrapped.iter().map(Vec::len).sum::<usize>() + wrapped.len() + 1;
    let high = (rows as u16).min(area.height.saturating_sub(2));
    // The emergency bar below stays in sight.
    let block =
        Rect { x: (area.width - wide) / 2, y: area.height.saturating_sub(high + 1) / 2, width: wide, height: high };
    for y in block.top()..block.bottom() {
        put(buffer, block.x, y, wide, &" ".repeat(usize::from(wide)), theme.overlay());
    }
    let mut y = block.y + 1;
    for sentence in &wrapped {
        for line in sentence {
            if y < block.bottom() {
                put(buffer, block.x + 3, y, wide.saturating_sub(6), line, theme.overlay());
            }
            y += 1;
        }
        y += 1;
    }
    Position { x: block.x + 3, y: block.y + 1 }
}

/// A window too small to be used: a sentence, and the number to call.
fn too_small(buffer: &mut Buffer, area: Rect, app: &App, theme: &Theme) {
    let words = app.words();
    let (_, alarm) = theme.button(Kind::Emergency);
    let sentence = words.get("kiosk-too-small");
    let last = area.height.saturating_sub(1);
    for (y, line) in (0..last).zip(wrap(&sentence, area.width.max(1))) {
        put(buffer, 0, y, area.width, &line, theme.title());
    }
    let bar = Rect { x: 0, y: last, width: area.width, height: area.height.min(1) };
    buffer.set_style(bar, alarm);
    let label = words.say(&guichet_core::message::Message::Emergency);
    let text = if area.width < width(&label) + 6 { EMERGENCY.to_owned() } else { format!("{EMERGENCY}  {label}") };
    if area.height > 0 {
        put(buffer, 0, last, area.width, &text, alarm);
    }
}

/// Writes a text of at most `room` columns; gives the column after it. Anything that is not in the window is left out.
fn put(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if y >= area.bottom() || x >= area.right() {
        return x;
    }
    buffer.set_stringn(x, y, text, usize::from(room.min(area.right() - x)), style).0
}
