//! What the search finds while somebody types. It only reads: nothing is decided before Enter.

use guichet_core::carry::is_whole;
use guichet_core::message::Message;
use guichet_core::model::{Item, ItemId, Moment};
use guichet_core::ports::catalog::{Catalog, Suggestion as Found};
use guichet_core::talk::flows::{find, place};
use guichet_core::talk::{Event, Screen, Session, distress, turn, without_personal};
use guichet_core::text::dated;
use guichet_core::text::distress::Reading;
use guichet_core::view::{Block, Choice, Tag};

/// Fewer letters than this say nothing yet.
const LETTERS: usize = 2;

/// One suggestion.
#[derive(Clone)]
pub(crate) struct Suggestion {
    pub(crate) label: String,
    pub(crate) detail: String,
    pub(crate) tag: Option<Tag>,
    pub(crate) does: Does,
}

impl Suggestion {
    fn new(label: String, detail: String, does: Does) -> Self {
        Self { label, detail, tag: None, does }
    }

    /// The key of what it opens.
    pub(crate) fn opens(&self) -> Option<&str> {
        match &self.does {
            Does::Open(key) | Does::Choose(key) => Some(key),
            Does::Search(_) | Does::Send | Does::Distress => None,
        }
    }
}

/// What choosing a suggestion does.
#[derive(Clone)]
pub(crate) enum Does {
    /// Opens what this key of the guide leads to.
    Open(String),
    /// The same, on the list that the line as it is leads to.
    Choose(String),
    /// Searches for these words.
    Search(String),
    /// Sends the line as it is.
    Send,
    /// The same: it is read as distress.
    Distress,
}

/// What to suggest for a line as it stands. Distress comes before any search, as in the guide itself: help is then
/// the one suggestion, and what it means is left to the guide. At most `shown` of them.
pub(crate) fn suggest(
    catalog: &dyn Catalog,
    session: &Session,
    text: &str,
    now: Moment,
    shown: usize,
) -> Vec<Suggestion> {
    if text.chars().filter(|c| c.is_alphanumeric()).count() < LETTERS {
        return Vec::new();
    }
    let lang = session.reading_lang();
    let carries = is_whole(catalog.carry_words(), text);
    let cries = |read: &Reading| session.heeds(read) && (!carries || matches!(read, Reading::Exact { .. }));
    if distress(catalog, session, text).as_ref().is_some_and(cries) {
        let label = catalog.say(lang, &Message::EmergencyTitle);
        return vec![Suggestion::new(label, String::new(), Does::Distress)];
    }
    // Of what is personal, no letter is looked up: alone, it leads where the guide says what it is.
    let rest = if carries { None } else { without_personal(catalog, session, text) };
    if rest.as_ref().is_some_and(String::is_empty) {
        let label = catalog.say(lang, &Message::PersonalData);
        return vec![Suggestion::new(label, String::new(), Does::Send)];
    }
    if let Some(found) = answered(catalog, session, text, now, shown) {
        return found;
    }
    let Ok(suggestions) = catalog.suggest(rest.as_deref().unwrap_or(text), lang, shown) else {
        // Chosen, it leads where the guide says what to do meanwhile.
        let label = catalog.say(lang, &Message::Unavailable);
        return vec![Suggestion::new(label, String::new(), Does::Send)];
    };
    suggestions
        .into_iter()
        .map(|found| match found {
            Found::Item(item) => {
                let (detail, key) = (detail(&item, now), find::Action::Open(item.id.clone()).to_string());
                Suggestion::new(item.title, detail, Does::Open(key))
            }
            Found::Words(words) => Suggestion::new(words.clone(), String::new(), Does::Search(words)),
            Found::Commune(commune) => {
                let code = commune.postal_codes.first().cloned().unwrap_or_default();
                let key = place::Action::Near(commune.code, None).to_string();
                Suggestion::new(commune.name, code, Does::Open(key))
            }
        })
        .collect()
}

/// What Enter would list, in its order, where the words so far are understood as they stand.
fn answered(
    catalog: &dyn Catalog,
    session: &Session,
    text: &str,
    now: Moment,
    shown: usize,
) -> Option<Vec<Suggestion>> {
    let answer = turn(catalog, session, Event::Text(text.to_owned()), now);
    match answer.session.screen {
        Screen::Find(find::State::Results { hits, guessed: false, .. }) => {
            let tiles = hits.into_iter().zip(answer.view.choices).take(shown);
            let tile = |(id, choice): (ItemId, Choice)| Suggestion {
                label: choice.label,
                detail: choice.detail,
                tag: choice.tag,
                does: Does::Choose(find::Action::Open(id).to_string()),
            };
            Some(tiles.map(tile).collect())
        }
        Screen::Institution(_) => {
            let number = answer.view.blocks.iter().find_map(|block| match block {
                Block::Phone { number, .. } => Some(number.clone()),
                _ => None,
            });
            let (label, detail) = (answer.view.title, number.unwrap_or_default());
            Some(vec![Suggestion::new(label, detail, Does::Send)])
        }
        // Words from elsewhere: what they open is told once they are sent.
        Screen::Carry(_) => {
            let label = catalog.say(session.reading_lang(), &Message::CarryAskTitle);
            Some(vec![Suggestion::new(label, String::new(), Does::Send)])
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
