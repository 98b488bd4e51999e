//! What stands on the page: a view of the guide, what the search finds meanwhile, or a sentence while there is neither.

use super::suggest::{Does, Suggestion};
use crate::ui::page::{Page, Tile, offered};
use guichet_core::sheet::Entry;
use guichet_core::talk::{Action, Screen};
use guichet_core::text::emphasis::Asked;
use guichet_core::view::{Block, Choice, Expects, View};

/// What the page shows.
pub(crate) enum Showing {
    /// The guide is being opened.
    Opening,
    /// The guide could not be opened yet; it is tried again.
    NotOpen,
    /// A fault of ours: everything begins anew.
    Failed,
    View(View),
}

/// What the page is made of. Its number is another one after every change.
pub(crate) struct Content {
    showing: Showing,
    suggestions: Vec<Suggestion>,
    /// What the selected choice opens, by its key, once it is known.
    preview: Option<(String, Option<View>)>,
    revision: u64,
    preview_revision: u64,
}

impl Content {
    pub(crate) const fn new() -> Self {
        Self { showing: Showing::Opening, suggestions: Vec::new(), preview: None, revision: 0, preview_revision: 0 }
    }

    pub(crate) fn show(&mut self, showing: Showing) {
        self.showing = showing;
        self.preview = None;
        self.revision += 1;
        self.preview_revision += 1;
    }

    /// Whether another choice is to be looked at than before; what was seen of the one before stays until then.
    pub(crate) fn wants(&mut self, key: Option<&str>) -> bool {
        let before = self.preview.as_ref().map(|(key, _)| key.as_str());
        if key == before {
            return false;
        }
        let shown = self.preview.take().and_then(|(_, view)| view);
        self.preview_revision += u64::from(key.is_none() && shown.is_some());
        self.preview = key.map(|key| (key.to_owned(), shown));
        key.is_some()
    }

    /// What a choice opens, if it is still the one looked at.
    pub(crate) fn preview(&mut self, key: &str, view: View) {
        if let Some((wanted, shown)) = &mut self.preview
            && wanted == key
        {
            *shown = Some(view);
            self.preview_revision += 1;
        }
    }

    /// Changes whenever what is looked at does.
    pub(crate) const fn preview_revision(&self) -> u64 {
        self.preview_revision
    }

    /// What the selected choice opens.
    pub(crate) fn previewed(&self) -> Option<&View> {
        self.preview.as_ref().and_then(|(_, view)| view.as_ref())
    }

    /// The keys of what is chosen on the page, in its order: of the view, or of what the search found.
    pub(crate) fn keys(&self, live: bool) -> Vec<Option<&str>> {
        let key = |choice: &'_ Choice| Action::opens(&choice.key);
        match self.view() {
            Some(_) if live => self.suggestions.iter().map(Suggestion::opens).collect(),
            Some(view) => offered(view).map(|choice| key(choice).then_some(choice.key.as_str())).collect(),
            None => Vec::new(),
        }
    }

    /// What the search found; nothing where nobody is typing.
    pub(crate) fn suggest(&mut self, found: Vec<Suggestion>) {
        self.revision += u64::from(!found.is_empty() || !self.suggestions.is_empty());
        self.suggestions = found;
    }

    /// Changes whenever the content does.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    pub(crate) const fn showing(&self) -> &Showing {
        &self.showing
    }

    pub(crate) const fn view(&self) -> Option<&View> {
        match &self.showing {
            Showing::View(view) => Some(view),
            Showing::Opening | Showing::NotOpen | Showing::Failed => None,
        }
    }

    pub(crate) fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    pub(crate) fn title(&self) -> &str {
        self.view().map_or("", |view| view.title.as_str())
    }

    /// What may be typed.
    pub(crate) fn expects(&self) -> Expects {
        self.view().map_or(Expects::Choice, |view| view.expects)
    }

    /// Whether a choice of the view has this number.
    pub(crate) fn offers(&self, number: u8) -> bool {
        self.view().is_some_and(|view| view.choices.iter().any(|choice| choice.number == number))
    }

    /// The label of the view's way back, if it has one.
    pub(crate) fn back_label(&self) -> Option<&str> {
        let choices = self.view().map_or(&[][..], |view| &view.choices);
        choices.iter().find(|choice| choice.number == 0).map(|choice| choice.label.as_str())
    }

    /// What can be taken along: on a list what is selected, by its index, else what the page itself shows.
    pub(crate) fn entry(&self, screen: &Screen, selected: Option<usize>) -> Option<Entry> {
        let view = self.view()?;
        let selected =
            selected.and_then(|index| offered(view).nth(index)).and_then(|choice| Entry::of_key(&choice.key));
        let shown = Entry::of_screen(screen);
        if screen.is_list() { selected.or(shown) } else { shown.or(selected) }
    }

    /// How what can be taken along is called: by the choice that opens it, else by the title of the page.
    pub(crate) fn entry_name(&self, entry: &Entry) -> String {
        let mut choices = self.view().into_iter().flat_map(offered);
        let opened = choices.find(|choice| Entry::of_key(&choice.key).as_ref() == Some(entry));
        if let Some(choice) = opened {
            return choice.label.clone();
        }
        // The page of a place is called after what stands on it: address and hours.
        let placed = self.view().into_iter().flat_map(|view| &view.blocks).find_map(|block| match (block, entry) {
            (Block::Place { id, name, .. }, Entry::Place(place)) if id == place => Some(name.clone()),
            _ => None,
        });
        placed.unwrap_or_else(|| self.title().to_owned())
    }

    /// Whether the view must not be seen by others.
    pub(crate) fn is_discreet(&self) -> bool {
        let emergency = |block: &Block| matches!(block, Block::Emergency { .. });
        self.view().is_some_and(|view| view.discreet || view.blocks.iter().any(emergency))
    }

    /// Whether what is written so far is read as distress.
    pub(crate) fn suggests_help(&self) -> bool {
        matches!(self.suggestions[..], [Suggestion { does: Does::Distress, .. }])
    }

    /// The page in a window of so many columns and rows: the view, or what the search found, under a sentence. Words that
    /// were asked for stand out.
    pub(crate) fn page(&self, found_under: Option<&str>, asked: &Asked, (width, height): (u16, u16)) -> Page {
        match (found_under, self.view()) {
            (_, None) => Page::default(),
            (None, Some(view)) => Page::of_view(view, asked, width, height),
            (Some(intro), _) => {
                let tiles: Vec<Tile<'_>> = self
                    .suggestions
                    .iter()
                    .map(|found| Tile::unnumbered(&found.label, &found.detail, found.tag.clone(), asked))
                    .collect();
                Page::of_tiles(intro, &tiles, width, height)
            }
        }
    }
}
