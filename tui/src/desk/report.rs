//! What a desk has to say of an item: it is wrong, it was verified today, a word for the colleagues.

use super::numbers::Numbers;
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::activity::{Code, TextRefusal, TextUse};
use guichet_core::journal::Noted;
use guichet_core::journal::options::{Check, Field};
use guichet_core::message::Arg;
use guichet_core::model::ItemId;

/// A report being written. No `Debug`: it holds what somebody types.
pub(super) struct Report {
    item: ItemId,
    name: String,
    rows: Vec<Row>,
    at: usize,
    line: Line,
    refused: Option<TextRefusal>,
    /// It needs words.
    empty: bool,
}

/// A row: what is to be said.
#[derive(Clone, Copy)]
enum Row {
    Verified(Check),
    Peer,
    Wrong(Field),
}

impl Report {
    /// A report on an item; whether a place is as it is shown can be said of a place alone.
    pub(super) fn new(item: ItemId, name: String) -> Self {
        let checks = Check::ALL.iter().filter(|_| item.is_place()).map(|check| Row::Verified(*check));
        let fields = Field::ALL.iter().filter(|field| field.is_of(&item)).map(|field| Row::Wrong(*field));
        let rows = checks.chain([Row::Peer]).chain(fields).collect();
        Self { item, name, rows, at: 0, line: Line::default(), refused: None, empty: false }
    }

    /// A key; gives what is to be noted.
    pub(super) fn key(&mut self, key: Key, numbers: &mut Numbers) -> Option<Noted> {
        let count = self.rows.len();
        match key {
            Key::Down | Key::Tab => self.go((self.at + 1) % count),
            Key::Up | Key::BackTab => self.go((self.at + count - 1) % count),
            Key::Char(_) | Key::Backspace | Key::Delete => self.edit(|line| line.press(key)),
            Key::Enter => return self.noted(numbers),
            _ => {}
        }
        None
    }

    pub(super) fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.edit(Line::clear);
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        change(&mut self.line);
        (self.refused, self.empty) = (None, false);
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.edit(|line| line.insert(text));
    }

    fn noted(&mut self, numbers: &mut Numbers) -> Option<Noted> {
        let note = match numbers.judge(self.line.text(), TextUse::Remark) {
            Ok(note) => note,
            Err(refused) => {
                self.refused = Some(refused).filter(|_| !numbers.is_waiting());
                return None;
            }
        };
        let item = self.item.clone();
        match (*self.rows.get(self.at)?, note) {
            (Row::Verified(how), _) => Some(Noted::Verified { item, how }),
            (Row::Wrong(field), note) => Some(Noted::Wrong { item, field, note }),
            (Row::Peer, Some(note)) => Some(Noted::PeerNote { item, note }),
            (Row::Peer, None) => {
                self.empty = true;
                None
            }
        }
    }

    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, row): (usize, &Row)| {
            let label = match row {
                Row::Verified(check) => {
                    let how = words.with("journal-check", &[("code", Arg::Text(check.code()))]);
                    words.with("desk-verified", &[("how", Arg::Text(&how))])
                }
                Row::Peer => words.get("desk-peer-note"),
                Row::Wrong(field) => {
                    let field = words.with("journal-field", &[("code", Arg::Text(field.code()))]);
                    words.with("desk-wrong", &[("what", Arg::Text(&field))])
                }
            };
            let written = at == self.at && !matches!(row, Row::Verified(_));
            PanelRow::new("", label, if written { format!("{}▏", self.line.text()) } else { String::new() })
        };
        Panel {
            title: words.with("desk-report-title", &[("what", Arg::Text(&self.name))]),
            rows: self.rows.iter().enumerate().map(row).collect(),
            selected: Some(self.at),
            notice: match &self.refused {
                Some(refused) => super::record::refusal(refused, words),
                None if self.empty => words.get("desk-report-empty"),
                None => String::new(),
            },
            keys: words.get("desk-report-keys"),
            ..Panel::default()
        }
    }
}
