//! What the search finds while somebody types. It only reads: nothing is decided before Enter.

use guichet_core::catalog::{Catalog, Query};
use guichet_core::message::Message;
use guichet_core::model::{Item, ItemKind, Moment};
use guichet_core::talk::{Action, Session};
use guichet_core::text::dated;

/// Suggestions shown at once.
const SHOWN: usize = 5;
/// Fewer letters than this say nothing yet.
const LETTERS: usize = 2;

/// One suggestion.
#[derive(Clone)]
pub(crate) struct Suggestion {
    pub(crate) label: String,
    pub(crate) detail: String,
    /// The key of the guide that opens it; without one, the line is sent as it is.
    pub(crate) key: Option<String>,
}

/// What to suggest for a line as it stands. Distress comes before any search, as in the guide itself: help is then
/// the one suggestion, and what it means is left to the guide.
pub(crate) fn suggest(catalog: &dyn Catalog, session: &Session, text: &str, now: Moment) -> Vec<Suggestion> {
    if text.chars().filter(|c| c.is_alphanumeric()).count() < LETTERS {
        return Vec::new();
    }
    let lang = session.reading_lang();
    if catalog.distress().read(text).is_some() {
        let label = catalog.say(lang, &Message::EmergencyTitle);
        return vec![Suggestion { label, detail: String::new(), key: None }];
    }
    let near = session.commune.as_deref().and_then(|code| catalog.commune(code)).and_then(|commune| commune.position);
    let query = Query { text: text.to_owned(), lang: Some(lang), near, limit: SHOWN, ..Query::default() };
    let hits = catalog.search(&query).hits;
    let hits = hits.into_iter().filter(|hit| !hit.fallback && hit.item.kind != ItemKind::Emergency).take(SHOWN);
    hits.map(|hit| Suggestion {
        detail: detail(&hit.item, now),
        key: Some(Action::Open(hit.item.id.clone()).to_string()),
        label: hit.item.title,
    })
    .collect()
}

/// Where a place is, what a card answers. An old answer is not shown without its age: it is read on its page only.
fn detail(item: &Item, now: Moment) -> String {
    match &item.place {
        Some(place) => format!("{} {}", place.postal_code, place.commune),
        None if item.is_old(now.date) => String::new(),
        None => dated::plain(&item.summary),
    }
}
