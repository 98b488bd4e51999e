//! What a desk notes besides activities: slips and what became of them, what is wrong in the content, what was verified today, what
//! peers say of an item. Pure, as [`crate::activity`] is.
//!
//! An [`Event`] never changes. A [`Journal`] is a set of them that only grows: two desks merge by taking all of both, in any order, once or
//! twice. What is asked of it are views: slips that are open and how old they are in [`working_days`], reminders, proposals, notes.

mod event;
mod events;
mod follow_up;
pub mod options;
mod proposal;
#[cfg(test)]
mod tests;
mod working_days;

pub use event::{Event, EventId, Noted};
pub use events::Journal;
pub use follow_up::{Hint, OpenSlip, Reminder, SlipState};
pub use options::Status;
pub use proposal::Proposal;
pub use working_days::{after_working_days, working_days};
