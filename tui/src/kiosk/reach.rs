//! What is in reach of every hand: a way out at once, and every way on the keys of a numeric keypad.

use super::app::App;
use super::key::Key;
use super::page::{Target, keypad};
use super::suggest::{Does, Suggestion};
use guichet_core::talk::flows::emergency;
use guichet_core::view::{Block, View};

impl App {
    /// Whether something is on the screen, or was on the way to it, that must not be seen by others.
    pub(super) fn discreet(&self) -> bool {
        let shows =
            |view: &View| view.discreet || view.blocks.iter().any(|block| matches!(block, Block::Emergency { .. }));
        self.at_hand.is_some() || self.cries() || self.view.as_ref().is_some_and(shows)
    }

    /// Whether two spaces lead out, rather than into the line.
    pub(super) fn spaces_leave(&self) -> bool {
        self.line.is_blank() || self.cries() || self.at_hand.as_ref().is_some_and(|numbers| !numbers.is_empty())
    }

    /// Whether what is written so far is read as distress.
    fn cries(&self) -> bool {
        self.is_live() && matches!(self.suggestions[..], [Suggestion { does: Does::Cry, .. }])
    }

    /// A quick exit: two spaces in a row, whatever stands above the page, in a window that is too small as well. Where
    /// something is written they are part of it, unless somebody is in danger.
    pub(super) fn leaves_at_once(&mut self, key: Key) -> bool {
        let space = key == Key::Char(' ') && self.spaces_leave() && !self.door.is_asked();
        let twice = std::mem::replace(&mut self.spaced, space);
        self.discreet() && (key == Key::F(10) || space && twice)
    }

    /// Whether the line is what a numeric keypad writes: the same keypad can clear it.
    pub(super) fn keyed(&self) -> bool {
        let keypad = |c: char| c.is_ascii_digit() || "+-.,/".contains(c);
        self.expects().takes_digits() || self.line.text().chars().all(keypad)
    }

    /// What has only a numeric keypad finds every way on it, also where digits are the answer. True if it was one.
    pub(super) fn keypad(&mut self, c: char) -> bool {
        let (typed, empty) = (self.expects().takes_digits(), self.line.is_empty());
        match c {
            '*' if empty && self.back_label().is_some() => self.back(),
            '*' if !empty && self.keyed() => self.clear_line(),
            '/' if typed && empty => self.press(emergency::Action::Kinds),
            _ if typed && empty => {
                let c = if c == ',' { '.' } else { c };
                let keys = self.view.as_ref().map(keypad).unwrap_or_default();
                match keys.into_iter().find(|(key, _)| *key == c) {
                    Some((_, number)) => self.choose(Target::Choice(number)),
                    None => return false,
                }
            }
            _ => return false,
        }
        true
    }
}
