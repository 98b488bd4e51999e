//! Telling what became of a request.

use super::{Action, Became, State};
use crate::activity::Code;
use crate::model::ItemId;
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Outcome};
use crate::talk::flows::carry;
use crate::talk::then::Then;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    let to = match (action, talk.session.screen.clone()) {
        (Action::Begin, Screen::Carry(carry::State::Opened { entries, .. })) => which(carry::cards(talk, &entries)),
        (Action::Begin, Screen::Obtained(State::Noted { rest, .. })) => which(rest),
        (Action::Of(card), Screen::Obtained(State::Which { cards })) if cards.contains(&card) => {
            let rest = cards.into_iter().filter(|one| *one != card).collect();
            Some(State::What { of: card, rest })
        }
        (Action::Tell(name), Screen::Obtained(State::What { of, rest })) => Became::from_code(&name).map(|became| {
            talk.observe(Need::Item(of.clone()), Outcome::Later(became), None);
            State::Noted { of, became, rest }
        }),
        _ => None,
    };
    let Some(to) = to else { return Then::old(talk) };
    talk.session.go(to);
    Then::Show
}

/// Which card is it? One alone is not asked for.
fn which(mut cards: Vec<ItemId>) -> Option<State> {
    match cards.len() {
        0 => None,
        1 => cards.pop().map(|of| State::What { of, rest: cards }),
        _ => Some(State::Which { cards }),
    }
}
