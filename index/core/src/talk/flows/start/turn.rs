//! Choosing a language, going on, starting again, ending.

use super::{Action, State};
use crate::message::Message;
use crate::model::{self, Lang};
use crate::talk::context::Talk;
use crate::talk::flows::find;
use crate::talk::then::Then;
use crate::talk::{Effect, Screen, Session};
use crate::view::Block;

/// Does what a choice says.
pub(in crate::talk) fn act(talk: &mut Talk<'_>, action: Action) -> Then {
    match action {
        Action::Language => talk.session.go(State::Language),
        Action::Speak(lang) => speak(talk, lang),
        Action::Restart => {
            let (lang, waiting) = (talk.session.lang, talk.session.waiting.take());
            begin(talk, lang);
            talk.session.waiting = waiting;
            if lang.is_some() {
                give_waiting(talk, false);
            }
        }
        Action::Resume => {
            talk.session.back();
            give_waiting(talk, false);
        }
        Action::Stop => {
            talk.effects.push(Effect::Stop);
            talk.session.go(State::Stopped);
        }
        Action::Forget => {
            let lang = talk.session.lang;
            let screen = State::Forgotten.into();
            talk.session = Session { lang, last: Some(talk.now), screen, ..Session::default() };
            talk.effects.push(Effect::Forget);
        }
    }
    Then::Show
}

/// A new conversation, at the menu where its language is known.
pub(in crate::talk) fn begin(talk: &mut Talk<'_>, lang: Option<Lang>) {
    let (seed, last) = (talk.session.seed, talk.session.last);
    talk.session = Session { seed, last, lang, ..Session::default() };
    if lang.is_some() {
        talk.session.screen = Screen::MENU;
    }
}

fn speak(talk: &mut Talk<'_>, lang: Lang) {
    let first = talk.session.lang.is_none();
    talk.session.lang = Some(lang);
    if first {
        talk.session.go(State::Storage);
    } else if talk.session.screen == State::Language.into() {
        talk.session.back();
    }
    give_waiting(talk, first);
}

/// The question is answered: what waited for it follows. `first` where a language was chosen for the first time, and
/// what is stored must be said.
fn give_waiting(talk: &mut Talk<'_>, first: bool) {
    let Some(answer) = talk.session.waiting.take() else { return };
    if answer.is_empty() {
        return talk.notice(Message::NoResult);
    }
    if first {
        talk.session.trail.clear();
        talk.session.screen = Screen::MENU;
        let body = talk.say(&Message::StorageKiosk);
        talk.notices.push(Block::Prose(model::Block::Text(body)));
    }
    answer.into_iter().for_each(|screen| talk.session.go(screen));
    if matches!(talk.session.screen, Screen::Find(find::State::Results { guessed: true, .. })) {
        talk.notice(Message::NotSure);
    }
}

/// Yes to a guess.
pub(in crate::talk) fn yes(talk: &mut Talk<'_>, state: State) -> Then {
    match state {
        State::Confirm { key, .. } => {
            talk.session.back();
            Then::Obey(key)
        }
        _ => Then::old(talk),
    }
}

/// No to a guess: what was found for the words is shown.
pub(in crate::talk) fn no(talk: &mut Talk<'_>, state: State) {
    talk.session.back();
    if let State::Confirm { hits, .. } = state
        && !hits.is_empty()
    {
        talk.session.go(find::State::Results { hits, page: 0, guessed: false });
    }
}
