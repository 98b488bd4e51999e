//! Opening an institution.

use super::{Action, State};
use crate::talk::context::Talk;
use crate::talk::then::Then;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Open(id) => {
            let commune = talk.session.commune.clone();
            talk.session.go(State::Institution { id, commune });
        }
    }
    Then::Show
}
