//! Showing numbers, and going on where there is no emergency.

use super::{Action, State};
use crate::message::Message;
use crate::model::Lang;
use crate::talk::context::Talk;
use crate::talk::effect::{Need, Outcome};
use crate::talk::then::Then;
use crate::talk::{Screen, Session, matter};

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Kinds => talk.session.go(State::Kinds),
        Action::Category(id, lang) => category(talk, id, lang),
        Action::NotUrgent(asked) => not_urgent(talk, asked),
    }
    Then::Show
}

/// Shows the numbers of a category.
pub(in crate::talk) fn category(talk: &mut Talk<'_>, id: String, lang: Option<Lang>) {
    talk.observe(Need::Emergency(id.clone()), Outcome::Answered, None);
    // Whoever said yes is asked again when it is told again.
    talk.session.denied.retain(|denied| *denied != id && denied != Session::TOLD);
    talk.session.go(State::Category { id, lang });
}

fn not_urgent(talk: &mut Talk<'_>, asked: Option<String>) {
    let was_asked = matches!(talk.session.screen, Screen::Emergency(State::Check { .. }));
    let unfound = matches!(talk.session.screen, Screen::Emergency(State::Check { unfound: true, .. }));
    let here = was_asked || asked.is_none();
    if let Some(id) = asked {
        talk.session.deny(id);
    }
    // A button of an earlier question leaves the person where they are.
    if here {
        talk.session.back();
    }
    // "Continue" leads past the list of emergencies, to what was being done.
    if here && talk.session.screen == State::Kinds.into() {
        talk.session.back();
    }
    if was_asked {
        matter::no_danger(talk);
    }
    if unfound {
        talk.notice(Message::NoResult);
    } else if was_asked && talk.session.screen.is_guessed() {
        talk.notice(Message::PerhapsThis);
    }
}
