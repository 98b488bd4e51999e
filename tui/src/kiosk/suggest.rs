//! What the search finds while somebody types. It only reads: nothing is decided before Enter.

use guichet_core::message::Message;
use guichet_core::model::{Item, ItemId, Moment};
use guichet_core::ports::catalog::{Catalog, Suggestion as Found};
use guichet_core::talk::flows::{find, place};
use guichet_core::talk::{Event, Screen, Session, turn};
use guichet_core::text::dated;
use guichet_core::view::{Block, Choice};

/// Suggestions shown at once.
const SHOWN: usize = 5;
/// Fewer letters than this say nothing yet.
const LETTERS: usize = 2;

/// One suggestion.
#[derive(Clone)]
pub(crate) struct Suggestion {
    pub(crate) label: String,
    pub(crate) detail: String,
    pub(crate) does: Does,
}

/// What choosing a suggestion does.
#[derive(Clone)]
pub(crate) enum Does {
    /// Opens what this key of the guide leads to.
    Open(String),
    /// Searches for these words.
    Search(String),
    /// Sends the line as it is.
    Send,
    /// The same: it is read as distress.
    Distress,
}

/// What to suggest for a line as it stands. Distress comes before any search, as in the guide itself: help is then
/// the one suggestion, and what it means is left to the guide.
pub(crate) fn suggest(catalog: &dyn Catalog, session: &Session, text: &str, now: Moment) -> Vec<Suggestion> {
    if text.chars().filter(|c| c.is_alphanumeric()).count() < LETTERS {
        return Vec::new();
    }
    let lang = session.reading_lang();
    if catalog.distress().read(text, session.lang).is_some_and(|read| session.heeds(&read)) {
        let label = catalog.say(lang, &Message::EmergencyTitle);
        return vec![Suggestion { label, detail: String::new(), does: Does::Distress }];
    }
    if let Some(found) = answered(catalog, session, text, now) {
        return found;
    }
    let Ok(suggestions) = catalog.suggest(text, lang, SHOWN) else {
        // Chosen, it leads where the guide says what to do meanwhile.
        let label = catalog.say(lang, &Message::Unavailable);
        return vec![Suggestion { label, detail: String::new(), does: Does::Send }];
    };
    suggestions
        .into_iter()
        .map(|found| match found {
            Found::Item(item) => Suggestion {
                detail: detail(&item, now),
                does: Does::Open(find::Action::Open(item.id.clone()).to_string()),
                label: item.title,
            },
            Found::Words(words) => {
                Suggestion { label: words.clone(), detail: String::new(), does: Does::Search(words) }
            }
            Found::Commune(commune) => Suggestion {
                detail: commune.postal_codes.first().cloned().unwrap_or_default(),
                does: Does::Open(place::Action::Near(commune.code, None).to_string()),
                label: commune.name,
            },
        })
        .collect()
}

/// What Enter would list, in its order, where the words so far are understood as they stand.
fn answered(catalog: &dyn Catalog, session: &Session, text: &str, now: Moment) -> Option<Vec<Suggestion>> {
    let answer = turn(catalog, session, Event::Text(text.to_owned()), now);
    match answer.session.screen {
        Screen::Find(find::State::Results { hits, guessed: false, .. }) => {
            let shown = hits.into_iter().zip(answer.view.choices).take(SHOWN);
            let tile = |(id, choice): (ItemId, Choice)| Suggestion {
                label: choice.label,
                detail: choice.detail,
                does: Does::Open(find::Action::Open(id).to_string()),
            };
            Some(shown.map(tile).collect())
        }
        Screen::Institution(_) => {
            let number = answer.view.blocks.iter().find_map(|block| match block {
                Block::Phone { number, .. } => Some(number.clone()),
                _ => None,
            });
            let (label, detail) = (answer.view.title, number.unwrap_or_default());
            Some(vec![Suggestion { label, detail, does: Does::Send }])
        }
        _ => None,
    }
}

/// Where a place is, what a card answers. An old answer is not shown without its age: it is read on its page only.
fn detail(item: &Item, now: Moment) -> String {
    match &item.place {
        Some(place) => format!("{} {}", place.postal_code, place.commune),
        None if item.is_old(now.date) => String::new(),
        None => dated::plain(&item.summary),
    }
}
