//! A need that comes while another question is open: which language, resume or start again. It is looked up at once, and its
//! answer waits until that question is answered: what was typed is not kept, and nothing must be typed again.

use super::Screen;
use super::context::Talk;
use super::dispatch::{follow, not_understood};
use super::flows::{find, start};
use crate::message::Message;
use crate::model::Lang;
use crate::text::normal::fold;

/// A need typed on a question that comes first, or in its place. False where the text is no need.
pub(super) fn keep_answer(talk: &mut Talk<'_>, text: &str) -> bool {
    let folded = fold(text);
    let language = Lang::all().any(|lang| fold(lang.native_name()) == folded);
    let letters = folded.chars().any(char::is_alphabetic);
    if !letters || language || talk.greeted(&folded) || talk.yes_no(&folded).is_some() {
        return false;
    }
    let mut apart = Talk::new(talk.catalog, &talk.session, talk.now);
    (apart.session.screen, apart.session.misses) = (Screen::MENU, 0);
    apart.session.trail.clear();
    let then = find::need(&mut apart, text);
    follow(&mut apart, then);
    let found = apart.session.trail.into_iter().chain([apart.session.screen]);
    let answer = found.filter(|screen| !matches!(screen, Screen::Find(find::State::Menu { .. }))).collect();
    talk.session.commune = apart.session.commune;
    talk.effects.extend(apart.effects);
    let again = talk.session.waiting.replace(answer).is_some();
    if again {
        not_understood(talk, Message::HowToAnswer);
    } else if talk.session.lang.is_none() {
        talk.notice(Message::LanguageFirst);
    } else {
        talk.notice(Message::QuestionFirst);
    }
    true
}

/// An answer waits for one question, and for nothing after it.
pub(super) fn drop_waiting(talk: &mut Talk<'_>) {
    let asked = match &talk.session.screen {
        Screen::Start(start::State::Confirm { .. }) => talk.session.trail.last(),
        screen => Some(screen),
    };
    if !asked.is_some_and(Screen::comes_first) {
        talk.session.waiting = None;
    }
}
