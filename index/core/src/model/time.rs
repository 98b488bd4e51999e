//! Civil dates and local moments, without a clock or a time zone: the edges read the clock, the core is told.

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
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (day >= 1 && day <= length).then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        Self::new(year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
    }

    /// Days since 1970-01-01 (Howard Hinnant's `days_from_civil`).
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The date `days` days after 1970-01-01.
    pub fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month + 2) / 5 + 1) as u8;
        let month = if month < 10 { month + 3 } else { month - 9 } as u8;
        Self { year: (year_of_era + era * 400 + i64::from(month <= 2)) as i32, month, day }
    }

    /// Whole months from `earlier` to this date; negative where `earlier` is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        let months = (self.year - earlier.year) * 12 + i32::from(self.month) - i32::from(earlier.month);
        months - i32::from(self.day < earlier.day)
    }

    /// Day of the week, Monday = 0 to Sunday = 6.
    pub fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8
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

    /// The moment `minutes` later.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        let total = self.minutes() + minutes;
        Self { date: Date::from_days(total.div_euclid(1440)), minute: total.rem_euclid(1440) as u16 }
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
