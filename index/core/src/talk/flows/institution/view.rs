//! An institution: its number, what it is for, the nearest places of its kinds, and what the town hall can do instead.

use super::State;
use crate::message::Message;
use crate::model::{Block as Prose, Institution, PlaceKind};
use crate::ports::catalog::PlaceHit;
use crate::talk::context::{Home, Talk};
use crate::talk::flows::{find, help, place};
use crate::talk::page::Page;
use crate::talk::words;
use crate::view::{Block, Expects, View};

/// Places of its kinds shown at once.
const PLACES: usize = 2;

/// The view of a state.
pub(in crate::talk) fn view(talk: &Talk<'_>, state: &State) -> View {
    let State::Institution { id, commune } = state;
    let shown = talk.catalog.institutions().get(id, talk.lang());
    shown.map_or_else(|| Page::gone(talk), |shown| institution(talk, shown, commune.as_deref()))
}

/// What may be typed besides a choice.
pub(in crate::talk) fn expects(_talk: &Talk<'_>, _state: &State) -> Expects {
    Expects::Need
}

fn institution(talk: &Talk<'_>, shown: &Institution, code: Option<&str>) -> View {
    let mut page = Page::titled(talk, shown.name.clone());
    let commune = code.and_then(|code| talk.catalog.commune(code));
    if let Some(commune) = &commune {
        let (name, place) = (shown.name.clone(), talk.commune_name(commune));
        page.text(&Message::InstitutionNear { name, place });
    }
    what(&mut page, shown);
    if !shown.formerly.is_empty() {
        page.text(&Message::CalledBefore { names: shown.formerly.clone() });
    }
    let home = commune.as_ref().and_then(Home::of);
    let wished = home.as_ref().and_then(|home| place::wished_places(&mut page, &shown.kinds, home, PLACES));
    let found = wished.or_else(|| home.map(|home| near(talk, shown, &home))).unwrap_or_default();
    for hit in &found {
        if let Some(block) = words::place_block(talk, &hit.item, Some(hit.distance_km), true) {
            page.block(block);
        }
    }
    page.block(Prose::Text(shown.instead.clone()));
    for hit in &found {
        page.choice(hit.item.title.clone(), String::new(), find::Action::Open(hit.item.id.clone()));
    }
    place::anyhow(&mut page);
    let elsewhere = if commune.is_some() { Message::AnotherPlace } else { Message::PlaceNearMe };
    page.say_choice(&elsewhere, place::Action::Elsewhere(Some(shown.id.clone())));
    page.say_choice(&Message::PagesAbout { name: shown.name.clone() }, find::Action::About(shown.id.clone()));
    page.say_choice(&Message::TalkToSomeone, help::Action::Human);
    page.done()
}

/// What it is for, and its number: first where it is urgent.
pub(in crate::talk) fn what(page: &mut Page<'_>, shown: &Institution) {
    if shown.urgent {
        phone(page, shown);
    }
    page.block(Prose::Text(shown.what.clone()));
    if !shown.urgent {
        phone(page, shown);
    }
}

/// Its number, and when it was last held against its source.
fn phone(page: &mut Page<'_>, shown: &Institution) {
    let Some(phone) = &shown.phone else { return };
    page.block(Block::Phone { number: phone.number.clone(), name: phone.name.clone(), terms: phone.terms.clone() });
    if let Some(checked) = phone.checked {
        let body = page.talk.say(&Message::NumberChecked { date: words::date(page.talk, checked) });
        page.block(Block::Source { body, url: None });
    }
}

/// The nearest places of its kinds, then the town hall.
fn near(talk: &Talk<'_>, shown: &Institution, home: &Home) -> Vec<PlaceHit> {
    let kinds: Vec<PlaceKind> = shown.kinds.iter().filter(|kind| **kind != PlaceKind::TOWN_HALL).cloned().collect();
    let mut found = if kinds.is_empty() { Vec::new() } else { talk.places(&kinds, home, PLACES) };
    if !shown.urgent && found.len() < PLACES {
        found.extend(talk.town_hall(home));
    }
    found
}
