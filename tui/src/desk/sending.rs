//! The sheet sent to a phone or a mailbox. Whom it goes to is typed here, used once, and gone.

use crate::out::send::{Channel, Recipient};
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::panel::{Panel, PanelRow};

/// A sheet about to be sent. No `Debug`: it holds what somebody types.
pub(super) struct SendForm {
    /// By what it can be sent here, and by which of it.
    channels: Vec<Channel>,
    at: usize,
    line: Line,
    /// What was typed is no number, no address.
    refused: bool,
    /// It is being sent.
    pub(super) sending: bool,
    /// Why it was not: the identifier of the words.
    pub(super) failed: Option<&'static str>,
}

impl SendForm {
    /// `None` where nothing can be sent here.
    pub(super) fn new(channels: &[Channel]) -> Option<Self> {
        let channels = channels.to_vec();
        let form = Self { channels, at: 0, line: Line::default(), refused: false, sending: false, failed: None };
        (!form.channels.is_empty()).then_some(form)
    }

    /// A key; gives by what and to whom it is to be sent. Nothing of it stays here.
    pub(super) fn key(&mut self, key: Key) -> Option<(Channel, Recipient)> {
        if self.sending {
            return None;
        }
        let count = self.channels.len().max(1);
        match key {
            Key::Down | Key::Tab => self.go((self.at + 1) % count),
            Key::Up | Key::BackTab => self.go((self.at + count - 1) % count),
            Key::Enter => {
                let channel = *self.channels.get(self.at)?;
                let to = Recipient::read(channel, self.line.text());
                self.refused = to.is_none();
                let to = to?;
                self.line.clear();
                self.sending = true;
                return Some((channel, to));
            }
            Key::Char(_) | Key::Backspace | Key::Delete => self.edit(|line| line.press(key)),
            _ => {}
        }
        None
    }

    /// Another row: what was typed for the one before is gone.
    pub(super) fn go(&mut self, at: usize) {
        self.at = at.min(self.channels.len().saturating_sub(1));
        self.edit(Line::clear);
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.edit(|line| line.insert(text));
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        change(&mut self.line);
        (self.refused, self.failed) = (false, None);
    }

    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, channel): (usize, &Channel)| {
            let label = words.get(match channel {
                Channel::Sms => "desk-send-sms",
                Channel::Email => "desk-send-email",
            });
            PanelRow::new("", label, if at == self.at { format!("{}▏", self.line.text()) } else { String::new() })
        };
        let notice = match (self.refused, self.failed, self.sending) {
            (true, ..) => words.get("desk-send-unread"),
            (_, Some(id), _) => words.get(id),
            (_, _, true) => words.get("kiosk-working"),
            _ => String::new(),
        };
        Panel {
            title: words.get("desk-send-title"),
            intro: vec![words.get("desk-send-once")],
            rows: self.channels.iter().enumerate().map(row).collect(),
            selected: Some(self.at),
            notice,
            keys: words.get("desk-send-keys"),
        }
    }
}
