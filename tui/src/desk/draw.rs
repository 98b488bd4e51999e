//! The state drawn into a frame. Drawing reads; it changes nothing.

use super::app::App;
use super::chrome;
use super::household::Household;
use super::layer::Layer;
use super::menu;
use super::need::Need;
use super::regions::Regions;
use super::state::State;
use crate::screens::content::Showing;
use crate::ui::canvas::Canvas;
use crate::ui::list::Focus;
use crate::ui::page::Page;
use crate::ui::scan;
use crate::ui::theme::{ButtonKind, Depth, Role, Styles};
use crate::ui::too_small;
use crate::ui::wrap::{shorten, width, wrap};
use guichet_core::layout::Line;
use guichet_core::message::{Arg, Message};
use guichet_core::sheet::Sheet;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// Widest panel, and widest brief.
const PANEL: u16 = 96;
const BRIEF: u16 = 100;

/// Draws the whole screen and puts the hardware cursor where screen readers look.
pub(crate) fn draw(frame: &mut Frame<'_>, app: &App, depth: Depth) {
    let state = app.state();
    let mut canvas = Canvas::new(frame, Styles::new(state.theme, depth));
    if state.is_too_small() {
        let words = state.words();
        return too_small::draw(&mut canvas, &words.get("kiosk-too-small"), &words.say(&Message::Emergency));
    }
    let regions = state.regions();
    let mut cursor = match &state.shown {
        Some(_) => to_the_person(&mut canvas, state, &regions),
        None => page(&mut canvas, app, &regions),
    };
    for button in chrome::buttons(state, &regions, app.minutes()) {
        match button.kind {
            ButtonKind::Emergency => {
                let (_, style) = canvas.styles().button(button.kind);
                canvas.paint(button.area, style);
                button.draw(&mut canvas);
            }
            _ => button.draw(&mut canvas),
        }
    }
    let over = panel_area(&regions);
    for layer in state.layers.bottom_up() {
        cursor = layer_over(&mut canvas, state, layer, over).unwrap_or(cursor);
    }
    canvas.point(cursor);
}

/// What stands over the page; gives the place of the cursor.
fn layer_over(canvas: &mut Canvas<'_, '_>, state: &State, layer: &Layer, within: Rect) -> Option<Position> {
    match layer {
        Layer::Code(code) => {
            let (text, too_small) = (state.their_words().get("kiosk-code"), state.words().get("kiosk-code-too-small"));
            return Some(scan::draw(canvas, code, within, &text, &too_small));
        }
        Layer::Brief(lines, scroll) => return Some(brief(canvas, state, (lines, *scroll), within)),
        Layer::Household(household) => {
            let (rows, rights) = Household::areas(within);
            canvas.cover(within, canvas.styles().ground());
            household.draw_rights(canvas, rights, state.words());
            return Some(household.panel(state.words(), &state.told).draw(canvas, rows, PANEL));
        }
        _ => {}
    }
    menu::panel(state, layer).map(|panel| panel.draw(canvas, within, PANEL))
}

/// The row of the panel on top at a place of the screen. It is laid out on a screen that nobody sees.
pub(super) fn panel_row(state: &State, x: u16, y: u16) -> Option<usize> {
    let panel = menu::panel(state, state.layers.top_down().next()?)?;
    let within = match state.layers.top_down().next() {
        Some(Layer::Household(_)) => Household::areas(panel_area(&state.regions())).0,
        _ => panel_area(&state.regions()),
    };
    panel.place(within, PANEL).row_at(x, y)
}

/// Where panels stand: the last rows stay in sight.
pub(super) fn panel_area(regions: &Regions) -> Rect {
    Rect { y: regions.header.y + 1, height: regions.keys.y.saturating_sub(regions.header.y + 1), ..regions.body }
}

/// Header, panes or suggestions, and the line.
fn page(canvas: &mut Canvas<'_, '_>, app: &App, regions: &Regions) -> Position {
    let (state, styles) = (app.state(), *canvas.styles());
    let words = state.words();
    canvas.paint(Rect { x: 0, width: canvas.area().width, ..regions.header }, styles.header());
    canvas.put((regions.header.x, regions.header.y), regions.header.width, &words.get("desk-brand"), styles.brand());
    let writing = !state.line.is_empty();
    if writing && !state.answers() {
        found(canvas, state, regions);
    } else {
        tabs(canvas, state, regions);
        for (index, area) in &regions.panes {
            if let Some(need) = state.needs.get(*index) {
                pane(canvas, state, need, *area, *index == state.focus);
            }
        }
        if state.needs.is_empty() {
            welcome(canvas, state, regions.body);
        }
    }
    let told = match state.trouble {
        Some(id) => words.get(id),
        None => state.told.clone(),
    };
    canvas.put(
        (regions.told.x, regions.told.y),
        regions.told.width,
        &shorten(&told, regions.told.width),
        styles.more(),
    );
    let hint = if state.answers() { "desk-write-answer" } else { "desk-write" };
    let caret = state.line.draw(canvas, regions.field, &words.get(hint));
    // A screen reader reads what is selected, unless somebody writes.
    let selected = regions.panes.iter().find(|(index, _)| *index == state.focus).and_then(|(_, area)| {
        let need = state.need()?;
        let body = body_of(*area);
        match need.list.focus {
            Focus::Tile(index) if !writing => {
                let tile = need.page(body.width, body.height).tiles.get(index).copied()?;
                let y = (body.y + tile.y).checked_sub(need.list.scroll)?;
                body.contains(Position { x: body.x, y }).then_some(Position { x: body.x + tile.x + 2, y })
            }
            _ => None,
        }
    });
    selected.unwrap_or(caret)
}

/// Where the page of a pane is seen, below its name.
pub(super) fn body_of(pane: Rect) -> Rect {
    Rect { y: pane.y + 2, height: pane.height.saturating_sub(2), ..pane }
}

/// The names of all needs, where not all are in sight.
fn tabs(canvas: &mut Canvas<'_, '_>, state: &State, regions: &Regions) {
    let Some(row) = regions.tabs else { return };
    let styles = *canvas.styles();
    let count = state.needs.len().max(1) as u16;
    let each = (row.width / count).max(8);
    for (at, need) in (0..).zip(&state.needs) {
        let x = row.x + at * each;
        let style = if usize::from(at) == state.focus { styles.title() } else { styles.muted() };
        let label = format!("{} {}", at + 1, need.content.title());
        canvas.put(
            (x, row.y),
            each.saturating_sub(1).min(row.right().saturating_sub(x)),
            &shorten(&label, each.saturating_sub(2)),
            style,
        );
    }
}

/// One need: its name, and its page.
fn pane(canvas: &mut Canvas<'_, '_>, state: &State, need: &Need, area: Rect, focused: bool) {
    let (styles, words) = (*canvas.styles(), state.words());
    let taken = need.entry().is_some_and(|entry| state.person.basket.holds(&entry));
    let mark = if taken { "✓ " } else { "" };
    let title = format!("{mark}{}", need.content.title());
    let style = if focused { styles.title() } else { styles.muted() };
    canvas.put((area.x, area.y), area.width, &shorten(&title, area.width), style);
    let under = if focused { "━" } else { "─" };
    canvas.put((area.x, area.y + 1), area.width, &under.repeat(usize::from(area.width)), style);
    let body = body_of(area);
    let sentence = match need.content.showing() {
        Showing::Opening => Some("kiosk-opening"),
        Showing::NotOpen => Some("kiosk-not-open"),
        Showing::Failed => Some("desk-fault"),
        Showing::View(_) => None,
    };
    if let Some(id) = sentence {
        for (y, line) in (body.y..body.bottom()).zip(wrap(&words.get(id), body.width)) {
            canvas.put((body.x, y), body.width, &line, styles.muted());
        }
        return;
    }
    let page = need.page(body.width, body.height);
    let selected = match need.list.focus {
        Focus::Tile(index) if focused => Some(index),
        _ => None,
    };
    page.draw(canvas, body, need.list.scroll, selected);
    if need.list.scroll + body.height < page.height && body.height > 0 {
        canvas.put((body.right().saturating_sub(1), body.bottom() - 1), 1, "▼", styles.more());
    }
    if need.is_waiting() {
        canvas.put((area.right().saturating_sub(2), area.y), 2, " …", styles.more());
    }
}

/// What the line may mean, and beside it what the selected one opens.
fn found(canvas: &mut Canvas<'_, '_>, state: &State, regions: &Regions) {
    let (list, beside) = regions.found();
    let seen = state.seen(list);
    seen.page.draw(canvas, list, seen.scroll, Some(seen.selected));
    if let (Some(area), Some((_, Some(view)))) = (beside, &state.looked) {
        let style = canvas.styles().muted();
        for y in area.y..area.bottom() {
            canvas.put((area.x.saturating_sub(2), y), 1, "│", style);
        }
        Page::preview(view, area.width, area.height).draw(canvas, area, 0, None);
    }
}

/// Before the first need: what can be written here.
fn welcome(canvas: &mut Canvas<'_, '_>, state: &State, body: Rect) {
    let (styles, words) = (*canvas.styles(), state.words());
    let mut y = body.y + u16::from(body.height > 12);
    canvas.put((body.x, y), body.width, &words.get("desk-welcome"), styles.title());
    y += 2;
    let examples = ["need", "commune", "several", "order", "digits"];
    let wide = examples.iter().map(|id| width(&words.get(&format!("desk-help-{id}-example")))).max().unwrap_or(0) + 3;
    let wide = wide.min(body.width / 2);
    for id in examples {
        if y >= body.bottom() {
            break;
        }
        let [example, said] = ["example", "text"].map(|part| words.get(&format!("desk-help-{id}-{part}")));
        canvas.put(
            (body.x, y),
            wide.saturating_sub(1),
            &shorten(&example, wide.saturating_sub(1)),
            styles.role(Role::Phone, false),
        );
        for line in wrap(&said, body.width.saturating_sub(wide)) {
            if y < body.bottom() {
                canvas.put((body.x + wide, y), body.width.saturating_sub(wide), &line, styles.role(Role::Text, false));
            }
            y += 1;
        }
    }
    y += 1;
    // What must not be missed has room, whatever the window.
    if state.known.ahead.is_some() || state.known.overdue > 0 {
        y = y.min(body.bottom().saturating_sub(3));
    }
    if let (Some(ahead), Some(today)) = (state.known.ahead, state.today) {
        let days = [("today", Arg::Date(today)), ("last", Arg::Date(ahead))];
        for line in wrap(&words.with("desk-clock", &days), body.width) {
            canvas.put((body.x, y), body.width, &line, styles.more());
            y += 1;
        }
        y += 1;
    }
    if state.known.overdue > 0 {
        let count = [("count", Arg::Number(state.known.overdue as f64))];
        canvas.put((body.x, y), body.width, &words.with("desk-overdue", &count), styles.more());
        y += 2;
    }
    for line in wrap(&words.get("desk-welcome-keys"), body.width) {
        if y < body.bottom() {
            canvas.put((body.x, y), body.width, &line, styles.muted());
        }
        y += 1;
    }
}

/// The screen turned to the person: nothing but what they may read.
fn to_the_person(canvas: &mut Canvas<'_, '_>, state: &State, regions: &Regions) -> Position {
    let styles = *canvas.styles();
    let area = person_area(regions);
    let start = Position { x: area.x, y: area.y };
    let Some(shown) = &state.shown else { return start };
    let empty = shown.view.is_none() && shown.sheet.as_ref().is_some_and(Sheet::is_empty);
    if shown.sheet.is_none() && shown.view.is_none() {
        canvas.put((area.x, area.y), area.width, &state.their_words().get("kiosk-working"), styles.muted());
        return start;
    }
    if empty {
        let text = state.their_words().get("desk-shown-nothing");
        for (y, line) in (area.y..area.bottom()).zip(wrap(&text, area.width)) {
            canvas.put((area.x, y), area.width, &line, styles.title());
        }
        return start;
    }
    let page = state.shown_page(area.width, area.height);
    page.draw(canvas, area, shown.scroll, None);
    if shown.scroll + area.height < page.height {
        let text = format!("▼ {}", state.their_words().get("kiosk-more-below"));
        canvas.put((area.x, regions.told.y), area.width, &text, styles.more());
    }
    start
}

/// Where the person reads.
pub(super) fn person_area(regions: &Regions) -> Rect {
    let margin = if regions.body.width > 80 { 4 } else { 0 };
    let top = regions.header.y + 1;
    Rect {
        x: regions.body.x + margin,
        y: top,
        width: regions.body.width.saturating_sub(2 * margin),
        height: regions.told.y.saturating_sub(top),
    }
}

/// The page of a brief.
pub(super) fn brief_page(lines: &[Line], within: Rect) -> Page {
    let lines: Vec<&Line> = lines.iter().collect();
    Page::of_lines(&lines, within.width.min(BRIEF), within.height, true)
}

/// What a professional wants to know: a page over all others.
fn brief(canvas: &mut Canvas<'_, '_>, state: &State, (lines, scroll): (&[Line], u16), within: Rect) -> Position {
    let styles = *canvas.styles();
    canvas.cover(Rect { x: 0, width: canvas.area().width, ..within }, styles.ground());
    let start = Position { x: within.x, y: within.y };
    let body = Rect { height: within.height.saturating_sub(1), ..within };
    let page = brief_page(lines, body);
    page.draw(canvas, body, scroll, None);
    let below = scroll + body.height < page.height;
    let keys = state.words().get(if below { "desk-brief-more" } else { "desk-brief-end" });
    canvas.put((within.x, body.bottom()), within.width, &keys, styles.more());
    start
}
