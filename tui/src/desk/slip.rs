//! The orientation slip: to whom, why, what blocks, what was tried. And what became of the slips that were made.

use super::numbers::Numbers;
use super::record_choice::MARKS;
use crate::screens::words::Words;
use crate::ui::key::Key;
use crate::ui::line::Line;
use crate::ui::panel::{Panel, PanelRow};
use guichet_core::activity::options::Structure;
use guichet_core::activity::{Code, FreeText, TextRefusal, TextUse};
use guichet_core::journal::Status;
use guichet_core::journal::options::Reason;
use guichet_core::message::Arg;
use guichet_core::sheet::{Basket, Entry};
use guichet_core::slip::options::Attempt;
use guichet_core::slip::{Addressee, SlipCode};
use guichet_core::talk::flows::obstacle::Blocked;
use std::collections::BTreeSet;

/// What is written on a slip, but its code, its day and who sends it. No `Debug`: it holds what somebody types.
#[derive(Clone)]
pub(crate) struct SlipDraft {
    pub(crate) to: Addressee,
    pub(crate) why: Basket,
    pub(crate) obstacles: BTreeSet<Blocked>,
    pub(crate) tried: BTreeSet<Attempt>,
    pub(crate) note: Option<FreeText>,
}

/// A slip being written.
pub(super) struct SlipForm {
    draft: SlipDraft,
    /// To whom it can go, and how each is called.
    doors: Vec<(Addressee, String)>,
    names: Vec<String>,
    at: usize,
    line: Line,
    refused: Option<TextRefusal>,
    /// It is being kept and printed.
    pub(super) waiting: bool,
    /// Why it was not: the identifier of the words.
    pub(super) failed: Option<&'static str>,
}

/// The rows, in their order.
const ROWS: [&str; 5] = ["desk-slip-to", "desk-slip-why", "slip-obstacles", "slip-tried", "record-note"];

impl SlipForm {
    /// A slip of what is in a basket: places and institutions are whom it may go to, all else is why.
    pub(super) fn new(basket: &Basket, names: &[(Entry, String)], words: Words<'_>) -> Self {
        let name = |entry: &Entry| {
            let known = names.iter().find(|(known, _)| known == entry);
            known.map_or_else(|| entry.to_string(), |(_, name)| name.clone())
        };
        let is_door = |entry: &&Entry| matches!(entry, Entry::Place(_) | Entry::Institution(_));
        let entries = basket.entries().iter();
        let mut doors: Vec<(Addressee, String)> =
            entries.clone().filter(is_door).map(|entry| (Addressee::Entry(entry.clone()), name(entry))).collect();
        doors.extend(Structure::ALL.iter().map(|structure| {
            (Addressee::Structure(*structure), words.get(&format!("record-structure-{}", structure.code())))
        }));
        let why: Basket = entries.filter(|entry| !is_door(entry)).cloned().collect();
        let to = doors.first().map_or(Addressee::Structure(Structure::Other), |(door, _)| door.clone());
        Self {
            names: why.entries().iter().map(name).collect(),
            draft: SlipDraft { to, why, obstacles: BTreeSet::new(), tried: BTreeSet::new(), note: None },
            doors,
            at: 0,
            line: Line::default(),
            refused: None,
            waiting: false,
            failed: None,
        }
    }

    /// A key; gives the slip where it is to be made.
    pub(super) fn key(&mut self, key: Key, numbers: &mut Numbers) -> Option<SlipDraft> {
        if self.waiting {
            return None;
        }
        let is_note = self.at == ROWS.len() - 1;
        match key {
            Key::Down | Key::Tab => self.at = (self.at + 1) % ROWS.len(),
            Key::Up | Key::BackTab => self.at = (self.at + ROWS.len() - 1) % ROWS.len(),
            Key::Enter => return self.made(numbers),
            Key::Char(_) | Key::Backspace | Key::Delete if is_note => self.line.press(key),
            Key::Char(c) => self.choose(MARKS.chars().position(|mark| mark == c)),
            _ => {}
        }
        (self.refused, self.failed) = (None, None);
        None
    }

    pub(super) fn paste(&mut self, text: &str) {
        if self.at == ROWS.len() - 1 {
            self.line.insert(text);
        }
    }

    pub(super) fn click(&mut self, at: usize) {
        self.at = at.min(ROWS.len() - 1);
    }

    fn choose(&mut self, index: Option<usize>) {
        let Some(index) = index else { return };
        match self.at {
            0 => self.draft.to = self.doors.get(index).map_or_else(|| self.draft.to.clone(), |(door, _)| door.clone()),
            2 => toggle(&mut self.draft.obstacles, index),
            3 => toggle(&mut self.draft.tried, index),
            _ => {}
        }
    }

    fn made(&mut self, numbers: &mut Numbers) -> Option<SlipDraft> {
        match numbers.judge(self.line.text(), TextUse::Remark) {
            Ok(note) => {
                self.draft.note = note;
                self.waiting = true;
                Some(self.draft.clone())
            }
            Err(refused) => {
                self.refused = Some(refused).filter(|_| !numbers.is_waiting());
                None
            }
        }
    }

    pub(super) fn panel(&self, words: Words<'_>) -> Panel {
        let row = |(at, id): (usize, &&str)| {
            let here = at == self.at;
            let detail = match at {
                0 => {
                    let doors = self.doors.iter().map(|(door, name)| (name.clone(), *door == self.draft.to));
                    shown(doors, here)
                }
                1 => self.names.join(", "),
                2 => shown(said(&self.draft.obstacles, "obstacle-kind", words), here),
                3 => shown(said(&self.draft.tried, "slip-attempt", words), here),
                _ if here => format!("{}▏", self.line.text()),
                _ => self.line.text().to_owned(),
            };
            PanelRow::new("", words.get(id), detail)
        };
        let notice = match (&self.refused, self.failed, self.waiting) {
            (Some(refused), ..) => super::record::refusal(refused, words),
            (None, Some(id), _) => words.get(id),
            (None, None, true) => words.get("kiosk-working"),
            (None, None, false) => String::new(),
        };
        Panel {
            title: words.get("desk-do-slip"),
            intro: vec![words.get("slip-no-name")],
            rows: ROWS.iter().enumerate().map(row).collect(),
            selected: Some(self.at),
            notice,
            keys: words.get("desk-slip-keys"),
        }
    }
}

fn toggle<T: Code>(chosen: &mut BTreeSet<T>, index: usize) {
    if let Some(option) = T::ALL.get(index)
        && !chosen.remove(option)
    {
        chosen.insert(*option);
    }
}

fn said<T: Code>(chosen: &BTreeSet<T>, id: &str, words: Words<'_>) -> Vec<(String, bool)> {
    let one = |option: &T| (words.with(id, &[("code", Arg::Text(option.code()))]), chosen.contains(option));
    T::ALL.iter().map(one).collect()
}

/// Options: all with their keys where the row has the keys, else those that are chosen.
pub(super) fn shown(options: impl IntoIterator<Item = (String, bool)>, here: bool) -> String {
    let marked = MARKS.chars().zip(options).filter(|(_, (_, chosen))| here || *chosen);
    let one = |(mark, (label, chosen)): (char, (String, bool))| {
        let sign = if chosen { '●' } else { '○' };
        if here { format!("{mark} {sign} {label}").replace(' ', "\u{a0}") } else { label }
    };
    marked.map(one).collect::<Vec<_>>().join(if here { "   " } else { ", " })
}

/// A slip that somebody waits for, in words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) code: SlipCode,
    /// To whom it went, since when, and what became of it.
    pub(crate) to: String,
    pub(crate) age: u32,
    pub(crate) status: Option<Status>,
    /// Why it deserves another look: the identifier of the words, and the days.
    pub(crate) hint: Option<(&'static str, u32)>,
}

/// The slips that are waited for.
pub(super) struct FollowUp {
    pub(super) slips: Option<Vec<Waiting>>,
    pub(super) at: usize,
    /// What may be said of the selected one, and which of it is selected.
    pub(super) choosing: Option<usize>,
    /// The slip whose code was typed: it is selected once they are there.
    pub(super) wanted: Option<SlipCode>,
}

impl FollowUp {
    /// What may be said of a slip.
    pub(super) fn statuses() -> Vec<Status> {
        Status::all().collect()
    }

    pub(super) fn panel(&self, words: Words<'_>, told: &str) -> Panel {
        let Some(slips) = &self.slips else {
            return Panel {
                title: words.get("desk-do-follow-up"),
                intro: vec![words.get("kiosk-working")],
                ..Panel::default()
            };
        };
        if let (Some(chosen), Some(slip)) = (self.choosing, slips.get(self.at)) {
            let row = |(at, status): (usize, Status)| {
                let mark = MARKS.chars().nth(at).map(String::from).unwrap_or_default();
                PanelRow::new(mark, status_words(status, words), "")
            };
            return Panel {
                title: slip.code.to_string(),
                rows: Self::statuses().into_iter().enumerate().map(row).collect(),
                selected: Some(chosen),
                keys: words.get("desk-choose-keys"),
                ..Panel::default()
            };
        }
        let row = |slip: &Waiting| {
            let days = |id: &str, days: u32| words.with(id, &[("days", Arg::Number(days.into()))]);
            let age = days("journal-age", slip.age);
            let status = slip.status.map(|status| status_words(status, words)).unwrap_or_default();
            let hint = slip.hint.map(|(id, count)| days(id, count)).unwrap_or_default();
            let told: Vec<String> =
                [slip.to.clone(), age, status, hint].into_iter().filter(|one| !one.is_empty()).collect();
            PanelRow::new(if slip.hint.is_some() { "!" } else { "" }, slip.code.to_string(), told.join(" · "))
        };
        Panel {
            title: words.get("desk-do-follow-up"),
            intro: if slips.is_empty() { vec![words.get("desk-follow-up-none")] } else { Vec::new() },
            rows: slips.iter().map(row).collect(),
            selected: (!slips.is_empty()).then_some(self.at),
            notice: told.to_owned(),
            keys: words.get("desk-follow-up-keys"),
        }
    }
}

fn status_words(status: Status, words: Words<'_>) -> String {
    let said = words.with("journal-status", &[("code", Arg::Text(status.code()))]);
    let reason = |reason: Reason| words.with("journal-reason", &[("code", Arg::Text(reason.code()))]);
    match status {
        Status::Refused(why) => guichet_core::layout::dashed([said, reason(why)]),
        _ => said,
    }
}
