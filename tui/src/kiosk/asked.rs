//! What was asked for in somebody's own words: kept beside its answer, so that it can be read again and mended.

use guichet_core::talk::flows::find;
use guichet_core::talk::{Screen, Session};

/// Words, and the screen that answers them. No `Debug`: they are somebody's own.
#[derive(Default)]
pub(super) struct AskedWords {
    /// Sent, and not answered yet; whether one of the answers was chosen at once.
    sent: Option<(String, bool)>,
    /// The words, and the screen that they led to.
    answered: Option<(String, Screen)>,
}

impl AskedWords {
    /// Words are sent; `chosen`: with one of their answers.
    pub(super) fn send(&mut self, words: String, chosen: bool) {
        self.sent = Some((words, chosen));
    }

    /// The guide answered. Words that were looked for stay with the list that was found, which can be come back to, or
    /// else until something other is done.
    pub(super) fn answer(&mut self, searched: bool, before: &Session, after: &Session) {
        match self.sent.take().filter(|_| searched) {
            Some((words, chosen)) => {
                let list = if chosen { after.trail.last() } else { Some(&after.screen) };
                let stays = matches!(after.screen, Screen::Institution(_)) || after.screen == before.screen;
                let screen = list.filter(|screen| is_list(screen)).or(stays.then_some(&after.screen));
                self.answered = screen.map(|screen| (words, screen.clone()));
            }
            None => self.answered = self.answered.take().filter(|(_, screen)| is_list(screen)),
        }
    }

    /// The words that a screen answers.
    pub(super) fn of(&self, screen: &Screen) -> Option<&str> {
        self.answered.as_ref().filter(|(_, answers)| screen.is_page_of(answers)).map(|(words, _)| words.as_str())
    }
}

fn is_list(screen: &Screen) -> bool {
    matches!(screen, Screen::Find(find::State::Results { .. }))
}
