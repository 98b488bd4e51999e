//! Telling what stood in the way.

use super::{Action, Blocked, State};
use crate::activity::Code;
use crate::model::ItemId;
use crate::model::situation::referred;
use crate::talk::Screen;
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Obstacle, Outcome};
use crate::talk::then::Then;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Begin(of) => talk.session.go(State::What { of }),
        Action::What(name, of) => match Blocked::from_code(&name) {
            Some(what) => talk.session.go(State::Where { what, of }),
            None => return Then::old(talk),
        },
        Action::At(door) => {
            let Screen::Obstacle(State::Where { what, of }) = talk.session.screen.clone() else {
                return Then::old(talk);
            };
            // At whose door it was counts more than what was read there.
            let item = door.or(of.clone()).map(|of| ItemId::from(referred(of.as_str()).0));
            let need = item.map_or(Need::Words, Need::Item);
            talk.observe(need, Outcome::Unmet, Some(Obstacle::At(what)));
            talk.session.go(State::Noted { of });
        }
    }
    Then::Show
}
