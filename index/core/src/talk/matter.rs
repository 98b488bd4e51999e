//! What must not be read over somebody's shoulder: once a screen has shown it, a way out at once and the numbers to call
//! stay in reach on all that follow, until the menu is asked for or everything is forgotten.

use super::Screen;
use super::context::Talk;
use super::flows::{card, carry, emergency, place, situation};
use super::session::{Matter, Session};
use crate::model::situation::{Node, referred};
use crate::model::{EmergencyCategory, EmergencyNumber, Lang};
use crate::ports::catalog::Catalog;

/// Numbers shown at once.
pub(super) const NUMBERS: usize = 3;

/// The numbers of the danger that a conversation has touched on, the right one on top; none of a private matter, and
/// `None` where nothing was touched on.
pub fn at_hand(catalog: &dyn Catalog, session: &Session) -> Option<Vec<EmergencyNumber>> {
    let numbers = session.danger().and_then(|id| category(catalog, id, session.reading_lang()));
    let numbers = numbers.map(|category| category.numbers.into_iter().take(NUMBERS).collect());
    session.matter.as_ref().map(|_| numbers.unwrap_or_default())
}

/// A category of emergency in a language.
pub(crate) fn category(catalog: &dyn Catalog, id: &str, lang: Lang) -> Option<EmergencyCategory> {
    catalog.emergency(lang).into_iter().find(|category| category.id == id)
}

/// Remembers what the screen shows. The danger named first stays: who flees reads about a roof, and needs the police.
/// Only somebody who cries out anew is in another one.
pub(in crate::talk) fn note(talk: &mut Talk<'_>) {
    let anew = matches!(talk.session.screen, Screen::Emergency(emergency::State::Category { .. }));
    let found = matter_of(talk, &talk.session.screen);
    match (&talk.session.matter, found) {
        (None, found) => talk.session.matter = found,
        (Some(Matter::Private), Some(found)) => talk.session.matter = Some(found),
        (Some(Matter::Danger(_)), Some(found)) if anew => talk.session.matter = Some(found),
        _ => {}
    }
}

/// It was asked whether there is a danger, and there is none: what was touched on before still holds.
pub(in crate::talk) fn no_danger(talk: &mut Talk<'_>) {
    let matter = talk.screens().find_map(|screen| matter_of(talk, screen));
    talk.session.matter = matter;
}

/// The category of the danger touched on, in the reader's language.
pub(in crate::talk) fn danger(talk: &Talk<'_>) -> Option<EmergencyCategory> {
    category(talk.catalog, talk.session.danger()?, talk.lang())
}

fn matter_of(talk: &Talk<'_>, screen: &Screen) -> Option<Matter> {
    match screen {
        Screen::Emergency(emergency::State::Category { id, .. })
        | Screen::Emergency(emergency::State::Check { id, .. }) => Some(Matter::Danger(id.clone())),
        Screen::Situation(situation::State::Node { id, node }) => of_node(talk.catalog, talk.lang(), id, node),
        Screen::Card(card::State::Card { id, .. })
        | Screen::Card(card::State::Section { id, .. })
        | Screen::Card(card::State::Sorry { id })
        | Screen::Situation(situation::State::Papers { of: id }) => of_item(talk.catalog, talk.lang(), id),
        Screen::Place(place::State::Ask { card })
        | Screen::Place(place::State::Communes { card, .. })
        | Screen::Place(place::State::Places { card, .. }) => of_item(talk.catalog, talk.lang(), card.as_ref()?),
        Screen::Carry(carry::State::Opened { entries, .. }) => {
            entries.iter().find_map(|id| of_item(talk.catalog, talk.lang(), id))
        }
        _ => None,
    }
}

/// What a card that an emergency leads to touches on, or a node of a situation.
pub(crate) fn of_item(catalog: &dyn Catalog, lang: Lang, id: &str) -> Option<Matter> {
    if let (situation, Some(node)) = referred(id) {
        return of_node(catalog, lang, situation, node);
    }
    let danger = catalog.emergency(lang).into_iter().find(|category| category.treats(id));
    let danger = danger.map(|found| Matter::Danger(found.id));
    danger.or_else(|| catalog.is_private(id).then_some(Matter::Private))
}

fn of_node(catalog: &dyn Catalog, lang: Lang, situation: &str, node: &str) -> Option<Matter> {
    let whole = || of_item(catalog, lang, situation);
    let flow = catalog.situation(&situation.into(), lang)?;
    match flow.nodes.get(node)? {
        Node::Question(question) => whole().or(question.sensitive.then_some(Matter::Private)),
        Node::Answer(answer) => answer.emergency.clone().map(Matter::Danger).or_else(whole),
    }
}
