//! The events of a desk, and those of others that were merged into them.

use super::event::{Event, EventId, Noted};
use super::follow_up::{self, OpenSlip, Reminder, SlipState};
use super::options::Check;
use super::proposal::Proposal;
use crate::activity::{DeskId, FreeText};
use crate::dice::Dice;
use crate::model::{Date, ItemId};
use crate::slip::SlipCode;
use std::collections::BTreeMap;

/// A set of events that only grows. Two desks are of one mind where they hold the same events.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    events: BTreeMap<EventId, Event>,
}

impl Journal {
    /// An event of a desk, to be taken once it is kept.
    pub fn next(dice: &mut Dice, desk: &DeskId, day: Date, noted: Noted) -> Event {
        Event { id: EventId::random(dice), desk: desk.clone(), day, noted }
    }

    /// Takes an event, of this desk or of another; `false` where it says nothing new. Of one identifier, one stands: what was forgotten stays
    /// forgotten, whatever an older file brings.
    pub fn take(&mut self, event: Event) -> bool {
        let new = self.events.get(&event.id).is_none_or(|known| event.stands_before(known));
        if new {
            self.events.insert(event.id, event);
        }
        new
    }

    /// An event.
    pub fn get(&self, id: EventId) -> Option<&Event> {
        self.events.get(&id)
    }

    /// Every event, by identifier.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.events.values()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.events.len()
    }

    /// A code that no slip here has.
    pub fn new_code(&self, dice: &mut Dice) -> SlipCode {
        const TRIES: usize = 100;
        let known = |code: &SlipCode| {
            self.events().any(|event| matches!(&event.noted, Noted::SlipMade { slip } if slip.code == *code))
        };
        let mut code = SlipCode::random(dice);
        for _ in 0..TRIES {
            if !known(&code) {
                break;
            }
            code = SlipCode::random(dice);
        }
        code
    }

    /// Every slip with what became of it, by its code. What is said of a slip that no desk here has made waits for it.
    pub fn slips(&self) -> BTreeMap<SlipCode, SlipState<'_>> {
        follow_up::states(self.events())
    }

    /// Slips for which something is still waited, the oldest first; their age in working days, as `is_holiday` knows them.
    pub fn open_slips(&self, today: Date, is_holiday: impl Fn(Date) -> bool) -> Vec<OpenSlip<'_>> {
        follow_up::open(self.events(), today, &is_holiday)
    }

    /// When each open slip deserves another look, the first day first: a day that is past is a reminder that is due.
    pub fn reminders(&self, is_holiday: impl Fn(Date) -> bool) -> Vec<Reminder> {
        follow_up::reminders(self.events(), &is_holiday)
    }

    /// What of an item is said to be wrong, and what else is proposed of it, the latest first.
    pub fn proposals_of<'a>(&'a self, item: &'a str) -> impl Iterator<Item = Proposal<'a>> {
        self.latest().filter_map(Proposal::of).filter(move |proposal| proposal.item == item)
    }

    /// Every proposal, the oldest first: what is exported for review.
    pub fn proposals(&self) -> impl Iterator<Item = Proposal<'_>> {
        let mut events: Vec<&Event> = self.events().collect();
        events.sort_by_key(|event| (event.day, event.id));
        events.into_iter().filter_map(Proposal::of)
    }

    /// What peers say of an item, the latest first.
    pub fn notes_of<'a>(&'a self, item: &'a str) -> impl Iterator<Item = (Date, &'a DeskId, &'a FreeText)> {
        self.latest().filter_map(move |event| match &event.noted {
            Noted::PeerNote { item: known, note } if *known == *item => Some((event.day, &event.desk, note)),
            _ => None,
        })
    }

    /// When and how a place was verified last.
    pub fn verified(&self, place: &str) -> Option<(Date, Check)> {
        self.latest().find_map(|event| match &event.noted {
            Noted::Verified { item, how } if *item == *place => Some((event.day, *how)),
            _ => None,
        })
    }

    /// The latest verification of every place.
    pub fn verifications(&self) -> BTreeMap<&ItemId, (Date, Check)> {
        let mut found = BTreeMap::new();
        for event in self.latest() {
            if let Noted::Verified { item, how } = &event.noted {
                found.entry(item).or_insert((event.day, *how));
            }
        }
        found
    }

    /// What must be forgotten on a day: slips of a year ago, without what was written on them. To take and keep these events is to forget.
    pub fn to_forget(&self, today: Date) -> Vec<Event> {
        let old = |event: &&Event| today.months_since(event.day) >= Event::TEXT_MONTHS;
        self.events().filter(old).filter_map(Event::forgotten).collect()
    }

    /// Every event, the latest first; of one day, in an order that is the same at every desk.
    fn latest(&self) -> impl Iterator<Item = &Event> {
        let mut events: Vec<&Event> = self.events().collect();
        events.sort_by_key(|event| std::cmp::Reverse((event.day, event.id)));
        events.into_iter()
    }
}
