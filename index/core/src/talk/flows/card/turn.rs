//! Going from section to section, and whether it helped.

use super::{Action, State};
use crate::model::ItemId;
use crate::model::situation::referred;
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Obstacle, Outcome};
use crate::talk::then::Then;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    let item = |of: &ItemId| Need::Item(referred(of).0.into());
    match action {
        Action::Section(index, id) => talk.session.go(State::Section { id, index }),
        Action::Helped(of) => {
            talk.observe(item(&of), Outcome::Helped, None);
            talk.session.go(State::Thanks);
        }
        Action::NotHelped(of) => {
            talk.observe(item(&of), Outcome::Unmet, Some(Obstacle::NotHelpful));
            talk.session.go(State::Sorry { id: of });
        }
    }
    Then::Show
}
