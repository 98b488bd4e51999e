//! The state drawn into a frame. Drawing reads; it changes nothing.

use super::app::App;
use super::chrome;
use super::layer::Layer;
use super::layout::Layout;
use super::regions::Regions;
use super::state::State;
use super::takeaway::SheetView;
use crate::screens::content::Showing;
use crate::ui::bar::Button;
use crate::ui::canvas::Canvas;
use crate::ui::dialog;
use crate::ui::line::Line;
use crate::ui::list::Focus;
use crate::ui::page::Page;
use crate::ui::scan;
use crate::ui::theme::{ButtonKind, Depth, Styles};
use crate::ui::too_small;
use crate::ui::wrap::{width, wrap};
use guichet_core::message::Message;
use guichet_core::view::Expects;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// The number that answers everywhere in Europe.
const EMERGENCY: &str = "112";
/// The number that answers who cannot speak.
const BY_TEXT: &str = "114";

/// Draws the whole screen and puts the hardware cursor where screen readers look: on the selected line.
pub(crate) fn draw(frame: &mut Frame<'_>, app: &App, depth: Depth) {
    let (state, layout) = (app.state(), app.layout());
    let mut canvas = Canvas::new(frame, Styles::new(state.theme, depth));
    if state.is_too_small() {
        let words = state.words();
        return too_small::draw(&mut canvas, &words.get("kiosk-too-small"), &words.say(&Message::Emergency));
    }
    let page = page(&mut canvas, state, &layout);
    layout.regions.preview.into_iter().for_each(|area| beside(&mut canvas, &app.preview(area), area));
    buttons(&mut canvas, state, &layout.regions);
    let over = state.layers.bottom_up().filter_map(|layer| over(&mut canvas, state, layer, &layout.regions)).last();
    canvas.point(over.unwrap_or(page));
}

/// Header, title, page and line. Gives the place of what is selected.
fn page(canvas: &mut Canvas<'_, '_>, state: &State, layout: &Layout) -> Position {
    let (styles, words) = (*canvas.styles(), state.words());
    let (regions, page) = (&layout.regions, &layout.page);
    canvas.paint(regions.band, styles.header());
    if let Some(header) = regions.header {
        canvas.put((regions.left, header.y), regions.width, &words.get("kiosk-brand"), styles.brand());
    }
    let title = regions.title;
    for (row, text) in (0..).zip(&regions.titles) {
        canvas.put((title.x, title.y + row), title.width, text, styles.title());
    }
    let sentence = match state.content.showing() {
        Showing::Opening => Some("kiosk-opening"),
        Showing::NotOpen => Some("kiosk-not-open"),
        Showing::Failed => Some("kiosk-fault"),
        Showing::View(_) => None,
    };
    let body = regions.body;
    if let Some(id) = sentence {
        for (y, line) in (body.y..body.bottom()).zip(wrap(&words.get(id), body.width)) {
            canvas.put((body.x, y), body.width, &line, styles.muted());
        }
    }
    let selected = match state.list.focus {
        Focus::Tile(index) => Some(index),
        Focus::Line => None,
    };
    let mut cursor =
        page.draw(canvas, body, state.list.scroll, selected).unwrap_or(Position { x: title.x, y: title.y });
    let below = state.list.scroll < layout.window(state).last_scroll();
    match regions.more {
        Some(more) => {
            let text = match state.is_waiting() && state.content.view().is_some() {
                true => words.get("kiosk-working"),
                false if below => format!("▼ {}", words.get("kiosk-more-below")),
                false => String::new(),
            };
            canvas.put((more.x, more.y), more.width, &text, styles.more());
        }
        // No row to spare: the mark stands in the margin, where it hides no letter.
        None if below => {
            canvas.put((body.right(), body.bottom().saturating_sub(1)), 1, "▼", styles.more());
        }
        None => {}
    }
    if let Some(field) = regions.field {
        let hint = match state.content.expects() {
            Expects::Place => "kiosk-write-place",
            Expects::Number => "kiosk-write-number",
            Expects::Need | Expects::Choice => "kiosk-write-need",
        };
        let caret = match state.asked() {
            Some(asked) => Line::draw_kept(canvas, field, asked, chrome::mend_width(state)),
            None => state.line.draw(canvas, field, &words.get(hint)),
        };
        if state.list.focus == Focus::Line && (!state.line.is_empty() || state.content.expects().takes_digits()) {
            cursor = caret;
        }
    }
    cursor
}

/// What the selected choice opens, beside the page.
fn beside(canvas: &mut Canvas<'_, '_>, preview: &Page, area: Rect) {
    let style = canvas.styles().muted();
    for y in area.y..area.bottom() {
        canvas.put((area.x.saturating_sub(2), y), 1, "│", style);
    }
    preview.draw(canvas, area, 0, None);
}

/// What stands over the page. Gives the place of the cursor, where it is there.
fn over(canvas: &mut Canvas<'_, '_>, state: &State, layer: &Layer, regions: &Regions) -> Option<Position> {
    let words = state.words();
    let sentences = match layer {
        Layer::Waiting(_) => return None,
        Layer::Sheet(view) => return Some(sheet(canvas, state, view, regions)),
        Layer::Code(code) => {
            return Some(scan::draw(
                canvas,
                code,
                regions.sheet(),
                &words.get("kiosk-code"),
                &words.get("kiosk-code-too-small"),
            ));
        }
        Layer::Staff(entry) => {
            let title = if state.lock.was_wrong() { "kiosk-pin-wrong" } else { "kiosk-pin" };
            [words.get(title), format!("› {}", "•".repeat(entry.length())), words.get("kiosk-pin-keys")]
        }
        Layer::Idle(left) => {
            [words.get("kiosk-idle-title"), words.seconds("kiosk-idle-text", *left), words.get("kiosk-idle-keep")]
        }
    };
    Some(dialog::draw(canvas, &sentences))
}

/// The sheet to take away, over the page.
fn sheet(canvas: &mut Canvas<'_, '_>, state: &State, view: &SheetView, regions: &Regions) -> Position {
    let (styles, area, words) = (*canvas.styles(), regions.sheet(), state.words());
    canvas.cover(Rect { x: 0, width: canvas.area().width, height: area.height + 1, ..area }, styles.ground());
    let page = view.page(area);
    page.draw(canvas, area, view.scroll, None);
    let below = view.scroll + area.height < page.height;
    let said = match (view.printing || view.sheet.is_none(), view.told) {
        (true, _) => words.get("kiosk-working"),
        (false, Some(told)) => words.get(told),
        (false, None) if view.leaves_out() => words.get("kiosk-sheet-left-out"),
        (false, None) if below => format!("▼ {}", words.get("kiosk-more-below")),
        (false, None) => String::new(),
    };
    canvas.put((area.x, area.bottom()), area.width, &said, styles.more());
    Position { x: area.x, y: area.y }
}

/// The buttons of the frame.
fn buttons(canvas: &mut Canvas<'_, '_>, state: &State, regions: &Regions) {
    for button in chrome::buttons(state, regions) {
        match button.kind {
            ButtonKind::Emergency => emergency(canvas, state, regions.left, button),
            ButtonKind::Header | ButtonKind::Key | ButtonKind::Exit => button.draw(canvas),
        }
    }
}

/// The emergency bar, over the whole width of the screen; what is written on it begins where everything does.
fn emergency<A>(canvas: &mut Canvas<'_, '_>, state: &State, left: u16, mut bar: Button<A>) {
    let (_, style) = canvas.styles().button(bar.kind);
    canvas.paint(bar.area, style);
    bar.area.x = left;
    let room = bar.area.width.saturating_sub(bar.area.x + width(&bar.cap) + 3);
    bar.label = call(state, &bar.label, room);
    bar.draw(canvas);
}

/// What the emergency bar says: the numbers of the danger that was spoken of, or the one that answers everywhere. The
/// way of who cannot speak is named with its number.
fn call(state: &State, label: &str, room: u16) -> String {
    let named = |number: &str| if number == BY_TEXT { format!("SMS {number}") } else { number.to_owned() };
    let numbers: Vec<String> = state.at_hand.iter().flatten().map(|number| named(&number.number)).collect();
    let everywhere = state.words().get("kiosk-call");
    if numbers.is_empty() {
        return format!("{label}   {everywhere}");
    }
    let known = numbers.iter().any(|number| number == EMERGENCY);
    let all = numbers.iter().map(String::as_str).chain((!known).then_some(EMERGENCY)).collect::<Vec<_>>().join(" · ");
    let ways = [format!("{label}   {}   {everywhere}", numbers.join(" · ")), format!("{label}   {all}")];
    ways.into_iter().find(|way| width(way) <= room).unwrap_or(all)
}
