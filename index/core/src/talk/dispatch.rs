//! What concerns every screen: a choice done in its flow, a screen shown by its flow, moving between screens, and what
//! was not understood.

use super::context::Talk;
use super::flows::{self, each_flow, help, rights, start};
use super::key::split;
use super::then::Then;
use super::{Action, Screen, mark, navigation};
use crate::message::Message;
use crate::talk::effect::{Effect, Obstacle};
use crate::view::{Expects, View};

macro_rules! define_dispatch {
    ($($module:ident $flow:ident,)+) => {
        fn in_flow(talk: &mut Talk<'_>, action: Action) -> Then {
            match action {
                Action::Navigate(action) => navigate(talk, action),
                $(Action::$flow(action) => flows::$module::act(talk, action),)+
            }
        }

        fn by_flow(talk: &Talk<'_>) -> View {
            match &talk.session.screen {
                $(Screen::$flow(state) => flows::$module::view(talk, state),)+
            }
        }

        /// What may be typed on the screen besides a choice.
        pub(super) fn expects(talk: &Talk<'_>) -> Expects {
            match &talk.session.screen {
                $(Screen::$flow(state) => flows::$module::expects(talk, state),)+
            }
        }
    };
}

each_flow!(define_dispatch);

/// Does what a choice says.
pub(super) fn act(talk: &mut Talk<'_>, action: impl Into<Action>) {
    let action = action.into();
    if !rights::keeps_result(talk, &action) {
        let then = in_flow(talk, action);
        follow(talk, then);
    }
}

/// Does what a flow left to be done.
pub(super) fn follow(talk: &mut Talk<'_>, then: Then) {
    match then {
        Then::Show => {}
        Then::Act(action) => act(talk, action),
        Then::Obey(key) => match Action::parse(&key) {
            Some(action) => act(talk, action),
            None => talk.notice(Message::OldButton),
        },
        Then::NotUnderstood(why) => not_understood(talk, why),
    }
}

fn navigate(talk: &mut Talk<'_>, action: navigation::Action) -> Then {
    match action {
        navigation::Action::Back => match talk.session.screen.clone() {
            Screen::Rights(state) if rights::back(talk, &state) => {}
            _ => talk.session.back(),
        },
        navigation::Action::List => {
            let end = talk.session.trail.iter().rposition(Screen::is_list).map_or(0, |at| at + 1);
            talk.session.trail.truncate(end);
            talk.session.back();
        }
        navigation::Action::Page(to) => match talk.session.screen.page() {
            Some(page) => *page = to,
            None => return Then::old(talk),
        },
        navigation::Action::Yes => {
            return match talk.session.screen.clone() {
                Screen::Start(state) => start::yes(talk, state),
                Screen::Rights(state) => rights::yes(talk, state),
                _ => Then::old(talk),
            };
        }
        navigation::Action::No => match talk.session.screen.clone() {
            Screen::Start(state) => start::no(talk, state),
            Screen::Rights(state) => rights::no(talk, &state),
            _ => talk.session.back(),
        },
    }
    Then::Show
}

/// A choice of the screen, by its number.
pub(super) fn choose(talk: &mut Talk<'_>, number: u8) {
    match view(talk).choices.into_iter().find(|choice| choice.number == number) {
        Some(choice) => press(talk, &choice.key),
        None => not_understood(talk, Message::HowToAnswer),
    }
}

/// A button of this or any earlier message.
pub(super) fn press(talk: &mut Talk<'_>, key: &str) {
    let Some(action) = Action::parse(key) else { return talk.notice(Message::OldButton) };
    if !mark::is_of_its_screen(&action) {
        return act(talk, action);
    }
    let meant = |screen: &Screen| split(key).1 == Some(mark::mark(&talk.session, screen).as_str());
    let here = meant(&talk.session.screen);
    let before = talk.session.trail.iter().rposition(meant);
    // A result lies nowhere else: a button of before it does not take it away.
    let after = |at: usize| talk.session.trail[at + 1..].iter().chain([&talk.session.screen]);
    let before = before.filter(|at| !after(*at).any(Screen::is_result));
    let is_list = action == navigation::Action::List.into();
    match before {
        // The list is what stands here.
        _ if here && is_list => {}
        _ if here => act(talk, action),
        Some(at) if is_list || matches!(action, Action::Navigate(navigation::Action::Page(_))) => {
            talk.session.trail.truncate(at + 1);
            talk.session.back();
            if !is_list {
                act(talk, action);
            }
        }
        _ => talk.notice(Message::OldButton),
    }
}

/// The view of the session's screen. One that shows what the index holds says so where the index cannot be read.
pub(super) fn view(talk: &Talk<'_>) -> View {
    talk.unread.set(false);
    let mut view = by_flow(talk);
    if talk.session.screen.needs_index() && talk.unread.get() {
        view = help::unavailable(talk);
    }
    view.expects = expects(talk);
    view
}

/// Once: the same question, and `why` or how to answer. Twice: simpler, with an example. Three times: a human.
pub(super) fn not_understood(talk: &mut Talk<'_>, why: Message) {
    // Somebody who sent a number of theirs has been told so, and has not misunderstood anything.
    if talk.effects.contains(&Effect::OfferDeletion) {
        return;
    }
    let misses = talk.session.misses.saturating_add(1);
    talk.unmet(Obstacle::NotUnderstood);
    match (misses, expects(talk)) {
        // No number of a choice, where a number is the answer.
        (1, Expects::Number) if why == Message::HowToAnswer => talk.notice(Message::HowToGiveNumber),
        (1, _) => talk.notice(why),
        (2, Expects::Place) => talk.notice(Message::HowToGivePlace),
        (2, Expects::Number) => talk.notice(Message::HowToGiveNumber),
        (2, _) => talk.notice(Message::HowToAnswerSimply),
        _ => return talk.session.go(help::State::Human),
    }
    talk.session.misses = misses;
}
