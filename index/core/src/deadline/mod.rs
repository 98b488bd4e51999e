//! Deadlines: what must be done by when, counted from a day that the person knows.
//!
//! A [`Deadline`] stands beside its card, and takes its length from a sourced fact of that card. [`Term`] counts, [`Starts`]
//! are the days that were given, in memory alone, and [`calendar`] writes what was counted as iCalendar.

mod calendar;
mod deadlines;
mod model;
mod starts;
mod term;
#[cfg(test)]
mod tests;

pub use calendar::{CalendarEvent, calendar, code};
pub use deadlines::Deadlines;
pub use model::{Deadline, Purpose, Start};
pub use starts::Starts;
pub use term::{Length, Term, Unit};
