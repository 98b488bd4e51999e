//! A window divided and its page laid out: worked out once for what it depends on.

use super::chrome;
use super::regions::Regions;
use super::state::State;
use crate::ui::cache::Cache;
use crate::ui::list::Window;
use crate::ui::page::Page;
use guichet_core::text::emphasis::Asked;
use ratatui::layout::Rect;
use std::rc::Rc;

/// What a layout depends on. The same key has the same layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    /// The number of the content.
    revision: u64,
    /// Columns and rows of the window.
    size: (u16, u16),
    /// The page shows what the search finds.
    live: bool,
    /// The line is shown.
    field: bool,
    /// What the selected choice opens is shown.
    preview: bool,
    /// Rows of keys.
    key_rows: u16,
}

/// A window divided, and the page seen in it.
pub(super) struct Layout {
    pub(super) regions: Regions,
    pub(super) page: Page,
}

impl Layout {
    /// The window on the page, and the line below it.
    pub(super) fn window(&self, state: &State) -> Window<'_> {
        Window {
            page: &self.page,
            height: self.regions.body.height,
            written: !state.line.is_empty(),
            digits: state.content.expects().takes_digits(),
        }
    }
}

/// The layout of the state as it stands, worked out when it is first asked for.
pub(super) struct Layouts {
    pages: Cache<Key, Layout>,
    /// What is looked at, by its number and the room for it.
    previews: Cache<(u64, u16, u16), Page>,
}

impl Layouts {
    pub(super) const fn new() -> Self {
        Self { pages: Cache::new(), previews: Cache::new() }
    }

    /// The window divided, and the page laid out in it; no page where the window is too small.
    pub(super) fn of(&self, state: &State) -> Rc<Layout> {
        let key = Key {
            revision: state.content.revision(),
            size: state.size,
            live: state.is_live(),
            field: state.has_field(),
            preview: state.has_preview(),
            key_rows: chrome::rows(state),
        };
        self.pages.get(key, || {
            let mut regions = Regions::of(key.size, state.content.title(), key.field, key.key_rows);
            if state.is_too_small() {
                return Layout { regions, page: Page::default() };
            }
            if key.preview {
                regions = regions.with_preview();
            }
            let none = state.content.suggestions().is_empty();
            let words = if none { "kiosk-no-suggestion" } else { "kiosk-suggestions" };
            let found_under = key.live.then(|| state.words().get(words));
            let asked = Asked::of(state.sought());
            let page = state.content.page(found_under.as_deref(), &asked, (regions.body.width, regions.body.height));
            Layout { regions, page }
        })
    }
}

impl Layouts {
    /// What the selected choice opens, laid out in an area.
    pub(super) fn preview(&self, state: &State, area: Rect) -> Rc<Page> {
        self.previews.get((state.content.preview_revision(), area.width, area.height), || {
            let view = state.content.previewed();
            view.map(|view| Page::preview(view, area.width, area.height)).unwrap_or_default()
        })
    }
}

#[cfg(test)]
impl Layouts {
    /// How often a layout was worked out.
    pub(super) fn made(&self) -> u32 {
        self.pages.made()
    }
}
