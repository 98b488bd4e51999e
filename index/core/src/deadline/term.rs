//! How a deadline is counted: the calendar, and nothing that makes a last day later.
//!
//! The first day does not count: fifteen days from the 1st end on the 16th. A delay in months or years ends on the day with
//! the same number, and on the last day of the month where it has none. What the law adds where a last day is a Sunday or a
//! holiday, or where it counts whole days between two others, is left out: the day that is given is never too late.

use super::Start;
use crate::model::Date;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// A unit of time of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Unit {
    /// Hours: the last whole day before they are over.
    Hours,
    /// Days of the calendar.
    Days,
    /// Seven days each.
    Weeks,
    /// Months, by the number of the day.
    Months,
    /// Twelve months each.
    Years,
}

impl Unit {
    /// Its name in content files and in messages.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// A length of time: so many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl Length {
    /// The day so long after another.
    pub fn after(self, start: Date) -> Date {
        self.away(start, 1)
    }

    /// The day so long before another.
    pub fn before(self, end: Date) -> Date {
        self.away(end, -1)
    }

    fn away(self, from: Date, direction: i32) -> Date {
        let count = i32::from(self.count) * direction;
        match self.unit {
            Unit::Hours => Date::from_days(from.days() + i64::from(direction * ((i32::from(self.count) - 1) / 24))),
            Unit::Days => Date::from_days(from.days() + i64::from(count)),
            Unit::Weeks => Date::from_days(from.days() + 7 * i64::from(count)),
            Unit::Months => months_away(from, count),
            Unit::Years => months_away(from, 12 * count),
        }
    }
}

/// The day of the same number so many months away, or the last day of that month where it has none.
fn months_away(from: Date, months: i32) -> Date {
    let month = from.year * 12 + i32::from(from.month) - 1 + months;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u8 + 1);
    let same = (1..=from.day).rev().find_map(|day| Date::new(year, month, day));
    same.unwrap_or(Date { year, month, day: 1 })
}

/// How a deadline is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// So long after a day.
    After(Length, Start),
    /// So long before a day.
    Before(Length, Start),
    /// Again and again, so long after the last time.
    Every(Length),
    /// Each year, on the same day: month and day.
    Yearly(u8, u8),
}

impl Term {
    /// The day that it is counted from; `None` where the calendar alone says when.
    pub const fn start(self) -> Option<Start> {
        match self {
            Self::After(_, start) | Self::Before(_, start) => Some(start),
            Self::Every(_) => Some(Start::LastTime),
            Self::Yearly(..) => None,
        }
    }

    /// Whether the day that it is counted from is usually one to come.
    pub const fn looks_ahead(self) -> bool {
        matches!(self, Self::Before(..))
    }

    /// The last day, from the day that it is counted from. `None` where that is not known.
    pub fn due(self, start: Option<Date>, today: Date) -> Option<Date> {
        match self {
            Self::After(length, _) | Self::Every(length) => start.map(|start| length.after(start)),
            Self::Before(length, _) => start.map(|end| length.before(end)),
            Self::Yearly(month, day) => {
                let on = |year| Date::new(year, month, day);
                on(today.year).filter(|date| *date >= today).or_else(|| on(today.year + 1))
            }
        }
    }
}
