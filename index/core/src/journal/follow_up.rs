//! What became of slips, how long they have waited, and when they deserve another look.

use super::event::{Event, EventId, Noted};
use super::options::Status;
use super::working_days::{after_working_days, working_days};
use crate::model::Date;
use crate::slip::{Slip, SlipCode};
use std::collections::BTreeMap;

/// A slip that was made, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlipState<'a> {
    /// The slip.
    pub slip: &'a Slip,
    /// The day on which it was made.
    pub made: Date,
    /// Its latest status, and since which day; `None` while nobody has answered.
    pub status: Option<(Status, Date)>,
    /// Since when the receiver has it, where that was said.
    pub received: Option<Date>,
}

/// Why a slip deserves another look. It is a hint: nobody is accused.
///
/// The numbers of days are those after which *Administration+* calls a case *en souffrance*: 3 working days without an answer, 15 under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hint {
    /// Nobody has answered.
    NoAnswer,
    /// It has been under way for long.
    UnderWay,
}

impl Hint {
    /// Working days after which it holds.
    pub fn days(self) -> u32 {
        match self {
            Self::NoAnswer => 3,
            Self::UnderWay => 15,
        }
    }
}

/// A slip for which something is still waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSlip<'a> {
    /// The slip and its status.
    pub state: SlipState<'a>,
    /// Working days since it was made.
    pub age: u32,
    /// Why it deserves another look today, where it does.
    pub hint: Option<Hint>,
}

/// When an open slip deserves another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// The slip, by its code.
    pub code: SlipCode,
    /// The day.
    pub due: Date,
    /// Why.
    pub hint: Hint,
}

/// Events of a slip.
#[derive(Default)]
struct Told<'a> {
    /// Two desks may have made a slip of one code: the first of them counts.
    made: Option<(Date, EventId, &'a Slip)>,
    /// The last day counts; of one day, what ends a slip; of two of these, the same at every desk.
    latest: Option<(Date, Status, EventId)>,
    received: Option<Date>,
}

pub(super) fn states<'a>(events: impl Iterator<Item = &'a Event>) -> BTreeMap<SlipCode, SlipState<'a>> {
    let mut told: BTreeMap<SlipCode, Told<'a>> = BTreeMap::new();
    for event in events {
        match &event.noted {
            Noted::SlipMade { slip } => {
                let told = told.entry(slip.code).or_default();
                let made = (event.day, event.id, &**slip);
                told.made = Some(told.made.map_or(made, |known| known.min(made)));
            }
            Noted::SlipStatus { code, status } => {
                let told = told.entry(*code).or_default();
                told.latest = told.latest.max(Some((event.day, *status, event.id)));
                if matches!(status, Status::Acknowledged | Status::UnderWay) {
                    told.received = Some(told.received.map_or(event.day, |known| known.min(event.day)));
                }
            }
            Noted::Wrong { .. } | Noted::Verified { .. } | Noted::PeerNote { .. } => {}
        }
    }
    let state = |(code, told): (SlipCode, Told<'a>)| {
        let (made, _, slip) = told.made?;
        let status = told.latest.map(|(day, status, _)| (status, day));
        Some((code, SlipState { slip, made, status, received: told.received }))
    };
    told.into_iter().filter_map(state).collect()
}

/// Why the slip will deserve another look, and since when it waits; `None` once nothing is waited for.
fn waits(state: &SlipState<'_>) -> Option<(Hint, Date)> {
    match state.status {
        None => Some((Hint::NoAnswer, state.made)),
        Some((status, _)) if status.is_final() => None,
        Some((_, since)) => Some((Hint::UnderWay, state.received.unwrap_or(since))),
    }
}

pub(super) fn open<'a>(
    events: impl Iterator<Item = &'a Event>,
    today: Date,
    is_holiday: &dyn Fn(Date) -> bool,
) -> Vec<OpenSlip<'a>> {
    let open = states(events).into_values().filter_map(|state| {
        let (hint, since) = waits(&state)?;
        let age = working_days(state.made, today, is_holiday);
        let hint = (working_days(since, today, is_holiday) >= hint.days()).then_some(hint);
        Some(OpenSlip { state, age, hint })
    });
    let mut open: Vec<_> = open.collect();
    open.sort_by_key(|slip| (slip.state.made, slip.state.slip.code));
    open
}

pub(super) fn reminders<'a>(
    events: impl Iterator<Item = &'a Event>,
    is_holiday: &dyn Fn(Date) -> bool,
) -> Vec<Reminder> {
    let due = states(events).into_iter().filter_map(|(code, state)| {
        let (hint, since) = waits(&state)?;
        Some(Reminder { code, due: after_working_days(since, hint.days(), is_holiday), hint })
    });
    let mut due: Vec<_> = due.collect();
    due.sort_by_key(|reminder| (reminder.due, reminder.code));
    due
}
