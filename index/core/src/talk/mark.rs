//! The mark of a screen, on the keys that mean nothing without it: "yes" to which question, page 2 of which list. A button
//! of an earlier message then does what it said, or is told to be old; it never acts on another list in silence.

use super::{Action, Screen, Talk};
use crate::fingerprint::Fingerprint;
use crate::message::Message;

/// Stands before the mark in a key.
const SIGN: &str = " ~";

/// Digits of a mark.
const LENGTH: usize = 8;

/// What a key does, and the mark that it bears. The sign without a mark is part of the key.
pub(super) fn split(key: &str) -> (&str, Option<&str>) {
    let is_mark = |mark: &str| mark.len() == LENGTH && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
    let marked = key.rsplit_once(SIGN).filter(|(_, mark)| is_mark(mark));
    marked.map_or((key, None), |(action, mark)| (action, Some(mark)))
}

impl Action {
    /// Whether it acts on the screen that it stands on, so that its key must name that screen.
    const fn is_of_its_screen(&self) -> bool {
        matches!(
            self,
            Self::Back
                | Self::List
                | Self::Page(_)
                | Self::Resume
                | Self::Unlikely(_)
                | Self::Here(_)
                | Self::NotUrgent(None)
                | Self::ReadRight
                | Self::Yes
                | Self::No
        )
    }
}

impl Screen {
    /// A list that people choose from and come back to.
    pub(super) const fn is_list(&self) -> bool {
        matches!(self, Self::Results { .. } | Self::Theme { .. } | Self::Places { .. })
    }

    /// The same on its first page, as it stands before anything was turned on it.
    fn opened(&self) -> Self {
        let mut opened = self.clone();
        match &mut opened {
            Self::Results { page, guessed, .. } => (*page, *guessed) = (0, false),
            Self::Outcomes { page, unlikely, .. } => (*page, *unlikely) = (0, false),
            Self::Theme { page, .. } | Self::Card { page, .. } | Self::Review { page } => *page = 0,
            _ => {}
        }
        opened
    }
}

impl Talk<'_> {
    /// The mark of a screen: the same on all its pages, another for any other list or question. Nobody can read from it what
    /// the screen holds: the chance of the conversation goes into it.
    fn mark(&self, screen: &Screen) -> String {
        let mut shown = format!("{}{:?}", self.session.seed, screen.opened());
        if matches!(screen, Screen::Review { .. }) {
            shown.push_str(&format!("{:?}", self.session.interview));
        }
        let hash = Fingerprint::of(shown.as_bytes()).value();
        format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
    }

    /// The key of a choice on the present screen.
    pub(super) fn key(&self, action: &Action) -> String {
        if !action.is_of_its_screen() {
            return action.to_string();
        }
        let of = match action {
            Action::List => self.session.trail.iter().rfind(|screen| screen.is_list()),
            _ => Some(&self.session.screen),
        };
        // Without a list to go back to, it is the menu.
        of.map_or_else(|| Action::Menu(0).to_string(), |of| format!("{action}{SIGN}{}", self.mark(of)))
    }

    /// A button of this or any earlier message.
    pub(super) fn press(&mut self, key: &str) {
        let Some(action) = Action::parse(key) else { return self.notice(Message::OldButton) };
        if !action.is_of_its_screen() {
            return self.act(action);
        }
        let meant = |screen: &Screen| split(key).1 == Some(self.mark(screen).as_str());
        let here = meant(&self.session.screen);
        let before = self.session.trail.iter().rposition(meant);
        // A result lies nowhere else: a button of before it does not take it away.
        let is_result = |screen: &Screen| matches!(screen, Screen::Outcomes { .. });
        let after = |at: usize| self.session.trail[at + 1..].iter().chain([&self.session.screen]);
        let before = before.filter(|at| !after(*at).any(is_result));
        match (action, before) {
            // The list is what stands here.
            (Action::List, _) if here => {}
            (action, _) if here => self.act(action),
            (action @ (Action::List | Action::Page(_)), Some(at)) => {
                self.session.trail.truncate(at + 1);
                self.session.back();
                if let Action::Page(_) = action {
                    self.act(action);
                }
            }
            _ => self.notice(Message::OldButton),
        }
    }

    /// Does what a key says that was read on the screen it belongs to.
    pub(super) fn obey(&mut self, key: &str) {
        match Action::parse(key) {
            Some(action) => self.act(action),
            None => self.notice(Message::OldButton),
        }
    }
}
