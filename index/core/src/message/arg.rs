//! Arguments of messages, each of a type: how it is written is up to the language.

use crate::model::Date;
use crate::rights::Month;

/// A typed argument of a message: how it is written is up to the language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    /// Text, shown as it is.
    Text(&'a str),
    /// A number: plurals depend on it.
    Number(f64),
    /// A year: its thousands are not parted.
    Year(i32),
    /// A month and its year.
    Month(Month),
    /// A day.
    Date(Date),
    /// The day of the week of a date.
    Weekday(Date),
    /// A time of the clock, in minutes since midnight.
    Time(u16),
    /// Several things, "a, b and c".
    List(&'a [String]),
}

/// A year, such as 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year(pub i32);

/// The day of the week of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(pub Date);

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<&i64> for Arg<'_> {
    fn from(number: &i64) -> Self {
        Self::Number(*number as f64)
    }
}

impl From<&f64> for Arg<'_> {
    fn from(number: &f64) -> Self {
        Self::Number(*number)
    }
}

impl From<&Year> for Arg<'_> {
    fn from(Year(year): &Year) -> Self {
        Self::Year(*year)
    }
}

impl From<&Month> for Arg<'_> {
    fn from(month: &Month) -> Self {
        Self::Month(*month)
    }
}

impl From<&Date> for Arg<'_> {
    fn from(date: &Date) -> Self {
        Self::Date(*date)
    }
}

impl From<&Weekday> for Arg<'_> {
    fn from(Weekday(date): &Weekday) -> Self {
        Self::Weekday(*date)
    }
}

impl<'a> From<&'a Vec<String>> for Arg<'a> {
    fn from(entries: &'a Vec<String>) -> Self {
        Self::List(entries)
    }
}

pub(super) trait Sample {
    fn sample() -> Self;
}
impl Sample for String {
    fn sample() -> Self {
        "x".into()
    }
}
impl Sample for i64 {
    fn sample() -> Self {
        2
    }
}
impl Sample for f64 {
    fn sample() -> Self {
        1.5
    }
}
impl Sample for Year {
    fn sample() -> Self {
        Self(2026)
    }
}
impl Sample for Month {
    fn sample() -> Self {
        Self { year: 2026, month: 2 }
    }
}
impl Sample for Date {
    fn sample() -> Self {
        Self { year: 2026, month: 2, day: 2 }
    }
}
impl Sample for Weekday {
    fn sample() -> Self {
        Self(Date::sample())
    }
}
impl Sample for Vec<String> {
    fn sample() -> Self {
        vec!["x".into(), "y".into()]
    }
}
