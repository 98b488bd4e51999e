//! Leading to help.

use super::{Action, State};
use crate::talk::context::Talk;
use crate::talk::then::Then;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    talk.session.go(match action {
        Action::Help => State::Help,
        Action::Human => State::Human,
        Action::Privacy => State::Privacy,
    });
    Then::Show
}
