//! What stands on the page: a view of the guide, what the search finds meanwhile, or a sentence while there is neither.

use super::suggest::{Does, Suggestion};
use crate::ui::page::{Page, Tile};
use guichet_core::view::{Block, Expects, View};

/// What the page shows.
pub(super) enum Showing {
    /// The guide is being opened.
    Opening,
    /// The guide could not be opened yet; it is tried again.
    NotOpen,
    /// A fault of ours: everything begins anew.
    Failed,
    View(View),
}

/// What the page is made of. Its number is another one after every change.
pub(super) struct Content {
    showing: Showing,
    suggestions: Vec<Suggestion>,
    revision: u64,
}

impl Content {
    pub(super) const fn new() -> Self {
        Self { showing: Showing::Opening, suggestions: Vec::new(), revision: 0 }
    }

    pub(super) fn show(&mut self, showing: Showing) {
        self.showing = showing;
        self.revision += 1;
    }

    /// What the search found; nothing where nobody is typing.
    pub(super) fn suggest(&mut self, found: Vec<Suggestion>) {
        self.revision += u64::from(!found.is_empty() || !self.suggestions.is_empty());
        self.suggestions = found;
    }

    /// Changes whenever the content does.
    pub(super) const fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) const fn showing(&self) -> &Showing {
        &self.showing
    }

    pub(super) const fn view(&self) -> Option<&View> {
        match &self.showing {
            Showing::View(view) => Some(view),
            Showing::Opening | Showing::NotOpen | Showing::Failed => None,
        }
    }

    pub(super) fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    pub(super) fn title(&self) -> &str {
        self.view().map_or("", |view| view.title.as_str())
    }

    /// What may be typed.
    pub(super) fn expects(&self) -> Expects {
        self.view().map_or(Expects::Choice, |view| view.expects)
    }

    /// Whether a choice of the view has this number.
    pub(super) fn offers(&self, number: u8) -> bool {
        self.view().is_some_and(|view| view.choices.iter().any(|choice| choice.number == number))
    }

    /// The label of the view's way back, if it has one.
    pub(super) fn back_label(&self) -> Option<&str> {
        let choices = self.view().map_or(&[][..], |view| &view.choices);
        choices.iter().find(|choice| choice.number == 0).map(|choice| choice.label.as_str())
    }

    /// Whether the view must not be seen by others.
    pub(super) fn is_discreet(&self) -> bool {
        let emergency = |block: &Block| matches!(block, Block::Emergency { .. });
        self.view().is_some_and(|view| view.discreet || view.blocks.iter().any(emergency))
    }

    /// Whether what is written so far is read as distress.
    pub(super) fn suggests_help(&self) -> bool {
        matches!(self.suggestions[..], [Suggestion { does: Does::Distress, .. }])
    }

    /// The page in a window of so many columns and rows: the view, or what the search found, under a sentence.
    pub(super) fn page(&self, found_under: Option<&str>, (width, height): (u16, u16)) -> Page {
        match (found_under, self.view()) {
            (_, None) => Page::default(),
            (None, Some(view)) => Page::of_view(view, width, height),
            (Some(intro), _) => {
                let tile = |found: &Suggestion| Tile::unnumbered(&found.label, &found.detail);
                let tiles: Vec<Tile<'_>> = self.suggestions.iter().map(tile).collect();
                Page::of_tiles(intro, &tiles, width, height)
            }
        }
    }
}
