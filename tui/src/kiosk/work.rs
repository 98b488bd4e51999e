//! The guide asked: the one place where the screens' work is done, inline for a script, on a thread for people.

use super::signal::{Signal, Work};
use super::suggest::suggest;
use guichet_core::catalog::Catalog;
use guichet_core::model::Moment;
use guichet_core::talk;

/// Does a piece of work; the answer goes back to the screens.
pub(super) fn perform(catalog: &dyn Catalog, work: Work, now: Moment) -> Signal {
    match work {
        Work::Turn { serial, session, event } => {
            let turn = Box::new(talk::turn(catalog, &session, event, now));
            let at_hand = talk::at_hand(catalog, &turn.session);
            Signal::Turned(serial, turn, at_hand)
        }
        Work::Suggest { serial, session, text } => Signal::Suggested(serial, suggest(catalog, &session, &text, now)),
    }
}
