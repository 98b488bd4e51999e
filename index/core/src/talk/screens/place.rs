//! "Where do I go?": the commune, the nearest places of the right kind, one place.

use super::{Action, Page};
use crate::message::Message;
use crate::model::{Commune, ItemId, PlaceKind, Position};
use crate::talk::Talk;
use crate::view::{Block, View};

/// Places shown at once.
const PLACES: usize = 3;
/// The place that receives everybody, everywhere.
const TOWN_HALL: &str = "mairie";

pub(super) fn ask(talk: &Talk<'_>) -> View {
    let mut page = Page::new(talk, &Message::AskPlace);
    page.text(&Message::AskPlaceHow);
    page.say_choice(&Message::TalkToSomeone, &Action::Human);
    page.done()
}

pub(super) fn communes(talk: &Talk<'_>, card: Option<&ItemId>, codes: &[String], results: bool) -> View {
    let found: Vec<Commune> = codes.iter().filter_map(|code| talk.catalog.commune(code)).collect();
    let first = found.first().map(|commune| commune.name.clone()).unwrap_or_default();
    let mut page = Page::new(talk, &Message::WhichCommune { typed: first });
    for commune in found {
        let label = talk.say(&Message::CommuneIn {
            name: commune.name,
            departement: commune.departement,
            postal: commune.postal_codes.first().cloned().unwrap_or_default(),
        });
        let action = if results { Action::Here(commune.code) } else { Action::Near(commune.code, card.cloned()) };
        page.choice(label, String::new(), &action);
    }
    page.say_choice(&Message::AnotherPlace, &Action::Elsewhere(card.cloned()));
    page.done()
}

pub(super) fn places(talk: &Talk<'_>, card: Option<&ItemId>, code: Option<&str>, sent: Option<Position>) -> View {
    let commune = code.and_then(|code| talk.catalog.commune(code));
    let here = commune.as_ref().map_or_else(|| talk.say(&Message::NearYou), |commune| talk.commune_name(commune));
    let mut page = Page::new(talk, &Message::PlacesTitle { place: here.clone() });
    let kinds: Vec<PlaceKind> = card.map(|id| talk.counters(id)).unwrap_or_default();
    let at = sent.or_else(|| commune.as_ref().and_then(|commune| commune.position));
    let mut found = Vec::new();
    if let Some(at) = at {
        // The nearest of the right kinds, then the town hall: one's own, for the neighbours' receive their own.
        let others: Vec<PlaceKind> = kinds.into_iter().filter(|kind| kind != TOWN_HALL).collect();
        if !others.is_empty() {
            found = talk.places(&others, at, PLACES - 1);
            if found.is_empty() {
                page.notice(&Message::TownHallGuides);
            }
        }
        found.extend(talk.places(&[TOWN_HALL.to_owned()], at, 1));
    }
    if found.is_empty() {
        page.notice(&Message::NoPlace { place: here });
        super::help::human_blocks(&mut page);
    }
    for hit in &found {
        if let Some(block) = talk.place_block(&hit.item, Some(hit.distance_km)) {
            page.block(block);
        }
        page.choice(hit.item.title.clone(), String::new(), &Action::Open(hit.item.id.clone()));
    }
    page.say_choice(&Message::AnotherPlace, &Action::Elsewhere(card.cloned()));
    page.done()
}

pub(super) fn place(talk: &Talk<'_>, id: &ItemId) -> View {
    let Some(item) = talk.item(id) else { return super::card::gone(talk) };
    let mut page = Page::new(talk, &Message::PlaceTitle);
    page.view.blocks.extend(talk.place_block(&item, None));
    if let Some(place) = item.place.as_ref().filter(|place| !place.hours.is_empty()) {
        page.block(Block::Heading { body: talk.say(&Message::UsualHours) });
        page.block(Block::List { entries: week(talk, place) });
    }
    let date = talk.date(item.source.date);
    let body = talk.say(&Message::SourceLine { publisher: item.source.publisher.clone(), date });
    page.block(Block::Source { body, url: item.source.url.clone() });
    page.say_choice(&Message::ItHelped, &Action::Helped(item.id.clone(), true));
    page.say_choice(&Message::ItDidNot, &Action::Helped(item.id.clone(), false));
    page.done()
}

/// The coming seven days, one line each, read off the calendar itself: what is written is what will hold.
fn week(talk: &Talk<'_>, place: &crate::model::Place) -> Vec<String> {
    (0..7).map(|ahead| talk.day_hours(place, talk.now.date.days() + ahead)).collect()
}
