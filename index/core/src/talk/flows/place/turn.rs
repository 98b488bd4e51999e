//! From a commune to its places.

use super::{Action, State};
use crate::message::Message;
use crate::model::{ItemId, Wishes};
use crate::ports::catalog::CommuneMatch;
use crate::talk::context::Talk;
use crate::talk::flows::institution;
use crate::talk::then::Then;

/// Communes offered to choose from.
const OFFERED: usize = 5;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        // A commune that was named holds until another is: the places say which one, and offer to change it.
        Action::Where(card) => match talk.session.commune.clone() {
            Some(code) => near(talk, code, card),
            None => talk.session.go(State::Ask { card }),
        },
        Action::Kinds => talk.session.go(State::Kinds),
        Action::Elsewhere(card) => talk.session.go(State::Ask { card }),
        Action::Near(code, card) => near(talk, code, card),
        Action::Anyhow => talk.session.wishes = Wishes::default(),
        Action::Here(code) => {
            talk.session.commune = Some(code);
            talk.session.back();
        }
    }
    Then::Show
}

/// The codes of the communes to choose from, the likeliest first.
pub(in crate::talk) fn codes(matches: &[CommuneMatch]) -> Vec<String> {
    matches.iter().take(OFFERED).map(|found| found.commune.code.clone()).collect()
}

/// One sure commune leads to its places; a guessed or shared name is read back before anything depends on it.
pub(in crate::talk) fn named(talk: &mut Talk<'_>, matches: &[CommuneMatch], card: Option<ItemId>) {
    if let [CommuneMatch { commune, former: Some(former), .. }] = matches {
        let place = talk.commune_name(commune);
        talk.notice(Message::FormerCommune { former: former.clone(), place });
    }
    match matches {
        [only] if only.is_whole() => near(talk, only.commune.code.clone(), card),
        _ => talk.session.go(State::Communes { card, codes: codes(matches), results: false }),
    }
}

fn near(talk: &mut Talk<'_>, code: String, card: Option<ItemId>) {
    talk.session.commune = Some(code.clone());
    if let Some(id) = card.clone().filter(ItemId::is_institution) {
        return talk.session.go(institution::State::Institution { id, commune: Some(code) });
    }
    talk.session.go(State::Places { card, commune: Some(code), position: None });
}
