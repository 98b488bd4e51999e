//! Going through themes and results, and opening what they hold.

use super::{Action, State, search};
use crate::model::{ItemId, Wishes};
use crate::ports::catalog::Unavailable;
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Obstacle, Outcome};
use crate::talk::flows::{card, place, situation};
use crate::talk::then::Then;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Menu(page) => {
            talk.session.trail.clear();
            talk.session.matter = None;
            talk.session.wishes = Wishes::default();
            talk.session.misses = 0;
            talk.session.screen = State::Menu { page: page.min(1) }.into();
        }
        Action::Theme(page, id) => talk.session.go(State::Theme { id, page }),
        Action::Open(id) => return open(talk, id),
        Action::About(id) => {
            let named = talk.catalog.institutions().get(&id, talk.lang()).map(|shown| shown.name.clone());
            return match named {
                Some(name) => search::about(talk, name),
                None => Then::old(talk),
            };
        }
        Action::NoneFits => {
            talk.unmet(Obstacle::NoneOfThese);
            talk.session.go(State::NoneFits);
        }
    }
    Then::Show
}

fn open(talk: &mut Talk<'_>, id: ItemId) -> Then {
    match talk.catalog.item(&id, talk.lang()) {
        Err(Unavailable) => talk.unavailable(),
        Ok(Some(item)) if item.place.is_some() => talk.session.go(place::State::Place { id }),
        Ok(Some(item)) => {
            talk.observe(Need::Item(item.id.clone()), Outcome::Answered, None);
            match situation::first_question(talk, &item) {
                Some(question) => talk.session.go(question),
                None => talk.session.go(card::State::Card { id, page: 0 }),
            }
        }
        Ok(None) => return Then::old(talk),
    }
    Then::Show
}
