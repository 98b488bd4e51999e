//! The guide asked: the one place where the screens' work is done, inline for a script, on a thread for people.

use super::signal::{Signal, Work};
use super::suggest::suggest;
use guichet_core::model::Moment;
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::Counts;
use guichet_core::talk::{self, Event, Turn};
use guichet_core::view::Block;
use guichet_index::effects;

/// Does a piece of work, and what a turn asks to be done; the answer goes back to the screens.
pub(super) fn perform(catalog: &dyn Catalog, counts: &dyn Counts, work: Work, now: Moment) -> Signal {
    match work {
        Work::Turn { serial, session, event, then } => {
            let mut turn = talk::turn(catalog, &session, event, now);
            if let Some(key) = then {
                let before = std::mem::take(&mut turn.effects);
                turn = Turn { searched: turn.searched, ..talk::turn(catalog, &turn.session, Event::Press(key), now) };
                turn.effects.splice(0..0, before);
            }
            let turn = Box::new(turn);
            let asked = effects::perform(&turn.effects, |seen| counts.count(seen.day, &seen.to_string()));
            let at_hand = talk::at_hand(catalog, &turn.session);
            Signal::Turned(serial, turn, asked, at_hand)
        }
        Work::Suggest { serial, session, text } => Signal::Suggested(serial, suggest(catalog, &session, &text, now)),
        Work::Preview { session, key } => {
            let turn = talk::turn(catalog, &session, Event::Press(key.clone()), now);
            let mut view = turn.view;
            // Of what is private no more is seen than the list says already: its title, and how it begins.
            if view.discreet || talk::at_hand(catalog, &turn.session).is_some() {
                view.blocks.retain(|block| matches!(block, Block::Card { .. } | Block::Prose(_)));
                view.blocks.truncate(1);
            }
            Signal::Previewed(key, Box::new(view))
        }
    }
}
