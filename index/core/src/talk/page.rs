//! A view in the making: blocks, choices under their digits, and the two constant ways out.

use super::context::Talk;
use super::flows::{emergency, find, help, start};
use super::{Action, Screen, mark, navigation};
use crate::message::Message;
use crate::model::{self, Item};
use crate::text::normal::fold;
use crate::view::{Block, Choice, Expects, Tag, View};

/// Choices a screen may offer besides 9 (emergency) and 0 (back).
pub(super) const OFFERED: usize = 8;

/// The page of a list that is shown, and where it starts. One beyond the end is an old button's: the last page answers it.
pub(super) fn page_of(number: u8, entries: usize, on_a_page: usize) -> (u8, usize) {
    let number = number.min((entries.saturating_sub(1) / on_a_page).min(254) as u8);
    (number, usize::from(number) * on_a_page)
}

/// A view in the making.
pub(super) struct Page<'a> {
    pub(super) talk: &'a Talk<'a>,
    pub(super) view: View,
}

impl<'a> Page<'a> {
    pub(super) fn new(talk: &'a Talk<'a>, title: &Message) -> Self {
        Self::titled(talk, talk.say(title))
    }

    pub(super) fn titled(talk: &'a Talk<'a>, title: String) -> Self {
        let (lang, blocks, choices) = (talk.lang(), Vec::new(), Vec::new());
        // What may be typed is filled in where the screen is shown.
        let expects = Expects::Need;
        Self { talk, view: View { lang, item_lang: lang, title, blocks, choices, expects, discreet: false } }
    }

    /// A page that shows an item, under a title of its own.
    pub(super) fn of_item(talk: &'a Talk<'a>, item: &Item, title: String) -> Self {
        let mut page = Self::titled(talk, title);
        page.view.item_lang = item.lang;
        page
    }

    pub(super) fn block(&mut self, block: impl Into<Block>) {
        self.view.blocks.push(block.into());
    }

    pub(super) fn text(&mut self, message: &Message) {
        let body = self.talk.say(message);
        self.block(model::Block::Text(body));
    }

    pub(super) fn notice(&mut self, message: &Message) {
        let body = self.talk.say(message);
        self.block(Block::Notice { body });
    }

    /// A choice under the next digit; beyond the eighth there is none, and callers page before that.
    pub(super) fn choice(&mut self, label: String, detail: String, action: impl Into<Action>) {
        self.entry(label, detail, None, action);
    }

    /// The same, for what is of a year, or was checked.
    pub(super) fn entry(&mut self, label: String, detail: String, tag: Option<Tag>, action: impl Into<Action>) {
        debug_assert!(self.view.choices.len() < OFFERED, "a screen offers at most {OFFERED} choices");
        let number = self.view.choices.len() as u8 + 1;
        // Read aloud or typed, a label must mean one choice.
        let taken = |label: &str| self.view.choices.iter().any(|choice| fold(&choice.label) == fold(label));
        let twins = (2..).map(|nth| format!("{label} ({nth})"));
        let label = std::iter::once(label.clone()).chain(twins).find(|label| !taken(label)).unwrap_or(label);
        self.view.choices.push(Choice {
            number,
            label,
            detail,
            tag,
            key: mark::key(&self.talk.session, &action.into()),
        });
    }

    pub(super) fn say_choice(&mut self, message: &Message, action: impl Into<Action>) {
        self.choice(self.talk.say(message), String::new(), action);
    }

    fn fixed(&mut self, number: u8, message: &Message, action: impl Into<Action>) {
        let label = self.talk.say(message);
        self.view.choices.push(Choice {
            number,
            label,
            detail: String::new(),
            tag: None,
            key: mark::key(&self.talk.session, &action.into()),
        });
    }

    /// An item that is no longer there: an old button, a pack removed.
    pub(super) fn gone(talk: &'a Talk<'a>) -> View {
        let mut page = Self::new(talk, &Message::OldButton);
        page.say_choice(&Message::Menu, find::Action::Menu(0));
        page.say_choice(&Message::TalkToSomeone, help::Action::Human);
        page.done()
    }

    /// Closes the view with the two constant ways: 9 emergency, 0 back.
    pub(super) fn done(mut self) -> View {
        let screen = &self.talk.session.screen;
        if !matches!(screen, Screen::Emergency(_)) {
            // Before a language is chosen, the word must be read in any.
            let first = *screen == Screen::Start(start::State::Language);
            let word = if first { Message::EmergencySos } else { Message::Emergency };
            self.fixed(9, &word, emergency::Action::Kinds);
        }
        let root = match screen {
            Screen::Start(state) => {
                matches!(state, start::State::Language | start::State::Storage | start::State::Stopped)
            }
            screen => *screen == Screen::MENU,
        };
        if !root {
            self.fixed(0, &Message::Back, navigation::Action::Back);
        }
        self.view
    }
}
