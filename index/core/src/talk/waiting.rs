//! A need that comes while another question is open: which language, resume or start again. It is looked up at once, and its
//! answer waits until that question is answered: what was typed is not kept, and nothing must be typed again.

use super::{Screen, Talk};
use crate::message::Message;
use crate::model::Lang;
use crate::text::normal::fold;
use crate::view::Block;

impl Screen {
    /// A question that a need may be typed on, and that comes first.
    const fn comes_first(&self) -> bool {
        matches!(self, Self::Language | Self::Resume)
    }
}

impl Talk<'_> {
    /// A need typed on a question that comes first, or in its place. False where the text is no need.
    pub(super) fn keep_answer(&mut self, text: &str) -> bool {
        let folded = fold(text);
        let language = Lang::ALL.iter().any(|lang| fold(lang.native_name()) == folded);
        let letters = folded.chars().any(char::is_alphabetic);
        if !letters || language || self.greeted(&folded) || self.yes_no(&folded).is_some() {
            return false;
        }
        let mut aside = Talk::new(self.catalog, &self.session, self.now);
        (aside.session.screen, aside.session.misses) = (Screen::Menu { page: 0 }, 0);
        aside.session.trail.clear();
        aside.need(text);
        let found = aside.session.trail.into_iter().chain([aside.session.screen]);
        let answer = found.filter(|screen| !matches!(screen, Screen::Menu { .. })).collect();
        self.session.commune = aside.session.commune;
        self.effects.extend(aside.effects);
        let again = self.session.waiting.replace(answer).is_some();
        if again {
            self.not_understood(Message::HowToAnswer);
        } else if self.session.lang.is_none() {
            self.notice(Message::LanguageFirst);
        } else {
            self.notice(Message::QuestionFirst);
        }
        true
    }

    /// The question is answered: what waited for it follows. `first` where a language was chosen for the first time, and
    /// what is stored must be said.
    pub(super) fn give_waiting(&mut self, first: bool) {
        let Some(answer) = self.session.waiting.take() else { return };
        if answer.is_empty() {
            return self.notice(Message::NoResult);
        }
        if first {
            self.session.trail.clear();
            self.session.screen = Screen::Menu { page: 0 };
            let body = self.say(&Message::StorageKiosk);
            self.notices.push(Block::Text { body });
        }
        answer.into_iter().for_each(|screen| self.session.go(screen));
        if matches!(self.session.screen, Screen::Results { guessed: true, .. }) {
            self.notice(Message::NotSure);
        }
    }

    /// An answer waits for one question, and for nothing after it.
    pub(super) fn drop_waiting(&mut self) {
        let asked = match &self.session.screen {
            Screen::Confirm { .. } => self.session.trail.last(),
            screen => Some(screen),
        };
        if !asked.is_some_and(Screen::comes_first) {
            self.session.waiting = None;
        }
    }
}
