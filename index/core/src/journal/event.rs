//! One event.

use super::options::{Check, Field, Status};
use crate::activity::{DeskId, FreeText, RecordId, TextUse};
use crate::dice::Dice;
use crate::model::{Date, ItemId};
use crate::sheet::Entry;
use crate::slip::{Slip, SlipCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The identifier of an event: random, so that it says nothing and no two desks give it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(RecordId);

impl EventId {
    /// A new one.
    pub fn random(dice: &mut Dice) -> Self {
        Self(RecordId::random(dice))
    }

    /// Reads 32 hexadecimal digits in lower case, as they are displayed.
    pub fn parse(text: &str) -> Option<Self> {
        RecordId::parse(text).map(Self)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What was noted. A text is a [`TextUse::Remark`], judged when it was typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Noted {
    /// A slip was made.
    SlipMade {
        /// The slip.
        slip: Box<Slip>,
    },
    /// What became of a slip.
    SlipStatus {
        /// Its code.
        code: SlipCode,
        /// What.
        #[serde(flatten)]
        status: Status,
    },
    /// Something of an item is wrong.
    Wrong {
        /// The item.
        item: ItemId,
        /// What of it.
        field: Field,
        /// What it should be, or how it is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<FreeText>,
    },
    /// A place is as it is shown, on the day of the event.
    Verified {
        /// The place.
        item: ItemId,
        /// How it is known.
        how: Check,
    },
    /// What a peer says of an item.
    PeerNote {
        /// The item.
        item: ItemId,
        /// The note.
        note: FreeText,
    },
}

/// An event of a desk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Its identifier.
    pub id: EventId,
    /// Which desk noted it.
    pub desk: DeskId,
    /// The day.
    pub day: Date,
    /// What.
    pub noted: Noted,
}

impl Event {
    /// Months for which what was written on a slip is kept.
    pub const TEXT_MONTHS: i32 = 12;

    /// An event as it came from a file: texts cleaned and of a length that is believed, identifiers that can be. `None` where they are not.
    pub fn kept(self) -> Option<Self> {
        let remark = |note: &FreeText| FreeText::kept(note.as_str(), TextUse::Remark).ok();
        let is_item = |item: &ItemId| is_id(item) || Entry::parse(item).is_some();
        let noted = match self.noted {
            Noted::SlipMade { slip } => Noted::SlipMade { slip: Box::new(slip.kept()?) },
            Noted::Wrong { item, field, note } if is_item(&item) => {
                let note = note.as_ref().map(remark).map_or(Some(None), |kept| kept)?;
                Noted::Wrong { item, field, note }
            }
            Noted::Verified { item, how } if matches!(Entry::parse(&item), Some(Entry::Place(_))) => {
                Noted::Verified { item, how }
            }
            Noted::PeerNote { item, note } if is_item(&item) => Noted::PeerNote { item, note: remark(&note)?? },
            status @ Noted::SlipStatus { .. } => status,
            Noted::Wrong { .. } | Noted::Verified { .. } | Noted::PeerNote { .. } => return None,
        };
        Some(Self { noted, ..self })
    }

    /// The event without the texts that would be refused if they were typed here, and how many they were; no event where its text is
    /// all that it says. The name of an office is its own, with its number. `is_public` as in [`FreeText::new`].
    pub fn judged(mut self, is_public: impl Fn(&str) -> bool) -> (Option<Self>, usize) {
        let personal = |note: &FreeText| note.is_personal(&is_public);
        let text = match &mut self.noted {
            Noted::SlipMade { slip } if slip.from.is_personal(|_| true) => return (None, 1),
            Noted::SlipMade { slip } => &mut slip.note,
            Noted::Wrong { note, .. } => note,
            Noted::PeerNote { note, .. } if personal(note) => return (None, 1),
            Noted::PeerNote { .. } | Noted::SlipStatus { .. } | Noted::Verified { .. } => return (Some(self), 0),
        };
        let left_out = usize::from(text.as_ref().is_some_and(personal));
        if left_out > 0 {
            *text = None;
        }
        (Some(self), left_out)
    }

    /// The same event without what was written on its slip; `None` where nothing was.
    pub fn forgotten(&self) -> Option<Self> {
        let Noted::SlipMade { slip } = &self.noted else { return None };
        slip.note.as_ref()?;
        let slip = Box::new(Slip { note: None, ..(**slip).clone() });
        Some(Self { noted: Noted::SlipMade { slip }, ..self.clone() })
    }

    /// Of two events of one identifier, whether this one stands: what was forgotten stays so; else the greater, so that desks agree.
    pub(super) fn stands_before(&self, other: &Self) -> bool {
        let rank = |event: &Self| event.forgotten().is_none();
        (rank(self), self) > (rank(other), other)
    }
}

/// Whether a text has the form of an identifier of an item: a source, a slash, a name.
fn is_id(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.:/".contains(c);
    let named = id.split_once('/').is_some_and(|(source, name)| !source.is_empty() && !name.is_empty());
    named && id.len() <= Entry::LONGEST && id.chars().all(fits)
}
