//! Civil dates and local moments, without a clock or a time zone: the edges read the clock, the core is told.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A civil date of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Year, such as 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// A date, or `None` where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(Self::from)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        Self::new(year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        NaiveDate::from(self).to_epoch_days().into()
    }

    /// The date `days` days after 1970-01-01; the last one of the calendar where there is none so late.
    pub fn from_days(days: i64) -> Self {
        let date = i32::try_from(days).ok().and_then(NaiveDate::from_epoch_days);
        date.unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX }).into()
    }

    /// Whole months from `earlier` to this date; negative where `earlier` is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        let months = (self.year - earlier.year) * 12 + i32::from(self.month) - i32::from(earlier.month);
        months - i32::from(self.day < earlier.day)
    }

    /// Day of the week, Monday = 0 to Sunday = 6.
    pub fn weekday(self) -> u8 {
        NaiveDate::from(self).weekday().num_days_from_monday() as u8
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() as u8, day: date.day() as u8 }
    }
}

/// A day beyond the end of its month counts on into the next one.
impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        let first = Self::from_ymd_opt(date.year, date.month.into(), 1).unwrap_or_default();
        first.checked_add_days(Days::new(u64::from(date.day.saturating_sub(1)))).unwrap_or(first)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("'{text}' is not a date: write YYYY-MM-DD")))
    }
}

/// A local moment, to the minute. Which time zone is the edge's business (Europe/Paris unless configured).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The local date.
    pub date: Date,
    /// Minutes since local midnight, 0 to 1439.
    pub minute: u16,
}

impl Moment {
    /// Reads `YYYY-MM-DDTHH:MM` (seconds, if any, are ignored).
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once(['T', ' '])?;
        let mut parts = time.split(':');
        let hour: u16 = parts.next()?.parse().ok().filter(|h| *h < 24)?;
        let minute: u16 = parts.next()?.get(..2)?.parse().ok().filter(|m| *m < 60)?;
        Some(Self { date: Date::parse(date)?, minute: hour * 60 + minute })
    }

    /// Minutes since 1970-01-01 00:00 local.
    pub fn minutes(self) -> i64 {
        self.date.days() * 1440 + i64::from(self.minute)
    }

    /// The moment `minutes` later; the last one of the calendar where there is none so late.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        let later = TimeDelta::try_minutes(minutes).and_then(|more| NaiveDateTime::from(self).checked_add_signed(more));
        later.unwrap_or(if minutes < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX }).into()
    }
}

impl From<NaiveDateTime> for Moment {
    fn from(at: NaiveDateTime) -> Self {
        Self { date: at.date().into(), minute: (at.hour() * 60 + at.minute()) as u16 }
    }
}

impl From<Moment> for NaiveDateTime {
    fn from(moment: Moment) -> Self {
        let midnight = Self::from(NaiveDate::from(moment.date));
        midnight.checked_add_signed(TimeDelta::minutes(moment.minute.into())).unwrap_or(midnight)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_round_trip_over_four_centuries() {
        for days in (-60_000..90_000).step_by(17) {
            assert_eq!(Date::from_days(days).days(), days);
        }
        assert_eq!(Date::parse("2026-11-22").map(Date::weekday), Some(6), "a Sunday");
        assert_eq!(Date::parse("2026-02-29"), None);
    }

    #[test]
    fn months_count_whole_months_only() {
        let date = |text| Date::parse(text).expect("a date");
        assert_eq!(date("2026-11-22").months_since(date("2024-11-23")), 23);
        assert_eq!(date("2026-11-23").months_since(date("2024-11-23")), 24);
    }

    #[test]
    fn moments_carry_over_midnight() {
        let moment = Moment::parse("2026-12-31T23:50").expect("a moment");
        assert_eq!(moment.plus_minutes(15).to_string(), "2027-01-01T00:05");
        assert_eq!(Moment::parse("2026-12-31T24:00"), None);
    }
}
