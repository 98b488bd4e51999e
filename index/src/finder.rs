//! Texts and places into one answer.

use crate::error::Error;
use guichet_core::model::{Item, ItemId, ItemKind, Lang};
use guichet_core::ports::catalog::{Answer, Hit, Near, PlaceHit, Query, Suggestion, Sureness};
use guichet_places::{Gazetteer, Places, Words};
use guichet_search::{Engine, Explanation, MOST_HITS};

/// Score of an answer without any matching text, so that scores stay comparable within it.
const NO_TEXT: f32 = 10.0;

/// What answers in a generation: its texts and its places.
pub struct Finder {
    texts: Engine,
    places: Places,
}

impl Finder {
    /// Over texts and places.
    pub fn new(texts: Engine, places: Places) -> Self {
        Self { texts, places }
    }

    /// Ranked hits for a query: see [`Engine::search`]; places stand among the texts where one is asked for, or where no
    /// text answers. Never empty unless the filters leave nothing.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn search(&self, query: &Query) -> Result<Answer, Error> {
        let mut found = self.texts.find(query)?;
        let limit = query.limit.min(MOST_HITS);
        if limit == 0 {
            return Ok(found.answer);
        }
        let words = Words { telling: found.telling_words(), all: found.all_words() };
        // A word of a need may be in the name of a commune: a place comes where one is asked for, or nothing else does.
        if found.answer.hits.is_empty() || self.places.is_asked(query, words) {
            let best = found.answer.hits.first().map_or(NO_TEXT, |hit| hit.score);
            let places = self.places.hits(query, words, limit, best)?;
            let answer = &mut found.answer;
            answer.open_within_km = places.asked_within_km;
            answer.hits.extend(places.hits);
            if !answer.hits.is_empty() {
                answer.sure = answer.sure.max(Sureness::Perhaps);
            }
            answer.hits.sort_by(|a, b| b.score.total_cmp(&a.score));
            answer.hits.truncate(limit);
        }
        if found.answer.hits.is_empty() {
            let mut hits = self.somebody(query)?;
            hits.extend(self.texts.last_resort(query, &found)?);
            hits.truncate(limit);
            found.answer.hits = hits;
        }
        Ok(found.answer)
    }

    /// Where nothing was found: the nearest place where a human receives.
    fn somebody(&self, query: &Query) -> Result<Vec<Hit>, Error> {
        let is_wanted = query.kind.is_none_or(|kind| kind == ItemKind::Place) && query.source.is_none();
        let Some(near) = query.near.filter(|_| is_wanted) else { return Ok(Vec::new()) };
        let hit = |PlaceHit { item, distance_km }| {
            let distance_km = Some(distance_km);
            Hit { item, score: 0.0, distance_km, open: None, through: None, fallback: true }
        };
        Ok(self.places.nearest(&Near::of(&[], near, 1))?.into_iter().map(hit).collect())
    }

    /// See [`Engine::explain`].
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn explain(&self, query: &Query) -> Result<Explanation, Error> {
        Ok(self.texts.explain(query)?)
    }

    /// See [`Engine::suggest`].
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn suggest(&self, typed: &str, lang: Lang, limit: usize) -> Result<Vec<Suggestion>, Error> {
        Ok(self.texts.suggest(typed, lang, limit)?)
    }

    /// An item in a language, in French where it has no other.
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn item(&self, id: &ItemId, lang: Lang) -> Result<Option<Item>, Error> {
        match self.texts.item(id, lang)? {
            Some(item) => Ok(Some(item)),
            None => Ok(self.places.item(id)?),
        }
    }

    /// See [`Engine::theme_cards`].
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn theme_cards(&self, theme: &str, lang: Lang) -> Result<Vec<Item>, Error> {
        Ok(self.texts.theme_cards(theme, lang)?)
    }

    /// See [`Places::is_phone`].
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn is_phone_of_place(&self, digits: &str) -> Result<bool, Error> {
        Ok(self.places.is_phone(digits)?)
    }

    /// See [`Places::nearest`].
    ///
    /// # Errors
    /// A file of the index cannot be read.
    pub fn places(&self, near: &Near<'_>) -> Result<Vec<PlaceHit>, Error> {
        Ok(self.places.nearest(near)?)
    }

    /// See [`Places::ids`].
    pub fn place_ids(&self, commune: Option<&str>) -> Vec<ItemId> {
        self.places.ids(commune)
    }

    /// The communes.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.places.gazetteer()
    }
}
