//! An open index, and everything that can be asked of it. How each answer is found stands in the modules named below.

use crate::error::SearchError;
use crate::explain::{self, Explanation};
use crate::lexicon::LexiconSource;
use crate::opened::Opened;
use crate::search::Found;
use crate::{search, suggest};
use guichet_core::model::{Item, ItemId, Lang};
use guichet_core::ports::catalog::{Answer, Hit, Query, Suggestion};
use std::path::Path;

/// An index opened for reading: immutable, memory-mapped, shared by threads.
pub struct Engine(Opened);

impl Engine {
    /// Opens the parts in a folder.
    ///
    /// # Errors
    /// A part is missing, or cannot be read.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Opened::open(folder).map(Self)
    }

    /// An index of `items` held in memory. Places among them are left aside.
    ///
    /// # Errors
    /// There is not enough memory.
    pub fn in_memory(
        items: impl IntoIterator<Item = Item>,
        source: impl Into<LexiconSource>,
    ) -> Result<Self, SearchError> {
        Opened::in_memory(items, source).map(Self)
    }

    /// What the texts answer to a query, and the words by which a place may be asked for; without a last resort.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn find(&self, query: &Query) -> Result<Found, SearchError> {
        search::found(&self.0, query)
    }

    /// What is offered where nothing was found: the card that gives a number to call, and cards of the theme that the words
    /// come nearest to.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn last_resort(&self, query: &Query, found: &Found) -> Result<Vec<Hit>, SearchError> {
        search::last_resort(&self.0, query, found)
    }

    /// Ranked hits for a query, texts only. The item of a hit is its summary: title, summary, place, themes, what it covers, where it
    /// comes from. Its sections, keywords, routes and phones are empty: [`Engine::item`] has them.
    ///
    /// A text beyond 100,000 characters is cut; there is no query syntax: every character but letters and digits is a
    /// space. An item found in several languages comes once, in the reader's, else in French. An answer is never empty
    /// unless the filters leave nothing: where no word matches, its hits are marked as a last resort.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn search(&self, query: &Query) -> Result<Answer, SearchError> {
        search::answer(&self.0, query)
    }

    /// Explains the answer to a query, texts only: places are found by their names.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn explain(&self, query: &Query) -> Result<Explanation, SearchError> {
        explain::explain(&self.0, query)
    }

    /// Suggestions for a line as it stands, the likeliest first: at most a third of them are concepts, and no theme takes
    /// all the rest. Empty for a line that says nothing yet.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn suggest(&self, typed: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        suggest::suggest(&self.0, typed, lang, limit)
    }

    /// An item in a language, in French where it has no other.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, SearchError> {
        self.0.texts.documents.item(id, lang)
    }

    /// What a theme holds in a language: situations, the easiest to recognise, then authored cards, then fiches, each by
    /// title. Summaries only: see [`Engine::search`].
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, SearchError> {
        self.0.texts.of_theme(theme, lang)
    }
}
