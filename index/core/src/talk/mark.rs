//! The mark of a screen, on the keys that mean nothing without it: "yes" to which question, page 2 of which list. A button
//! of an earlier message then does what it said, or is told to be old; it never acts on another list in silence.

use super::flows::{emergency, find, place, rights, start};
use super::key::SIGN;
use super::{Action, Screen, Session, navigation};
use crate::fingerprint::Fingerprint;

/// Whether an action acts on the screen that it stands on, so that its key must name that screen.
pub(super) const fn is_of_its_screen(action: &Action) -> bool {
    matches!(
        action,
        Action::Navigate(_)
            | Action::Start(start::Action::Resume)
            | Action::Rights(rights::Action::Unlikely | rights::Action::Likely)
            | Action::Place(place::Action::Here(_))
            | Action::Emergency(emergency::Action::NotUrgent(None))
    )
}

/// The mark of a screen: the same on all its pages, another for any other list or question. Nobody can read from it what
/// the screen holds: the seed of the conversation goes into it.
pub(super) fn mark(session: &Session, screen: &Screen) -> String {
    let mut shown = format!("{}{:?}", session.seed, screen.opened());
    if matches!(screen, Screen::Rights(rights::State::Review { .. })) {
        shown.push_str(&format!("{:?}", session.interview));
    }
    let hash = Fingerprint::of(shown.as_bytes()).value();
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// The key of a choice on the present screen.
pub(super) fn key(session: &Session, action: &Action) -> String {
    if !is_of_its_screen(action) {
        return action.to_string();
    }
    let of = match action {
        Action::Navigate(navigation::Action::List) => session.trail.iter().rfind(|screen| screen.is_list()),
        _ => Some(&session.screen),
    };
    // Without a list to go back to, it is the menu.
    let marked = |of: &Screen| format!("{action}{SIGN}{}", mark(session, of));
    of.map_or_else(|| find::Action::Menu(0).to_string(), marked)
}
