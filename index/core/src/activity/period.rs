//! Periods: days that are counted together, and the ones before and after them.

use crate::model::Date;

/// Days from the first to the last, both counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// How long a period is, where it is one of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// A month.
    Month,
    /// Three months, from January, April, July or October on.
    Quarter,
    /// A year, from January on.
    Year,
}

impl Length {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    const fn months(self) -> i64 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

impl Period {
    /// Days of the longest that is counted day by day in words: some years.
    pub const LONGEST: i64 = 3_700;

    /// The month that a day is in.
    pub fn month_of(day: Date) -> Self {
        Self::around(day, Length::Month)
    }

    /// The month, quarter or year that a day is in.
    pub fn around(day: Date, length: Length) -> Self {
        Self::from_month(months(day).div_euclid(length.months()) * length.months(), length)
    }

    /// From one day to another, whichever comes first; `None` where it is longer than [`Self::LONGEST`] days.
    pub fn between(one: Date, other: Date) -> Option<Self> {
        let period = Self { first: one.min(other), last: one.max(other) };
        (period.days() <= Self::LONGEST).then_some(period)
    }

    /// Reads `2026-11`, `2026-Q4` (or `2026-T4`, as the French write it), `2026`, or two days with two points between them, such as
    /// `2026-11-02..2026-11-15`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((first, last)) = text.split_once("..") {
            return Self::between(Date::parse(first.trim())?, Date::parse(last.trim())?);
        }
        let (year, rest) = text.split_at_checked(4)?;
        let year: i32 = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
        let day = |month| Date::new(year, month, 1);
        if rest.is_empty() {
            return Some(Self::around(day(1)?, Length::Year));
        }
        let rest = rest.strip_prefix('-')?;
        match rest.strip_prefix(['Q', 'q', 'T', 't']) {
            Some(number @ ("1" | "2" | "3" | "4")) => {
                let number: u8 = number.parse().ok()?;
                Some(Self::around(day(number * 3)?, Length::Quarter))
            }
            Some(_) => None,
            None if rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(Self::around(day(rest.parse().ok()?)?, Length::Month))
            }
            None => None,
        }
    }

    /// The months from a number of months since the year 0 on.
    fn from_month(first: i64, length: Length) -> Self {
        let day =
            |month: i64| Date { year: month.div_euclid(12) as i32, month: month.rem_euclid(12) as u8 + 1, day: 1 };
        Self { first: day(first), last: Date::from_days(day(first + length.months()).days() - 1) }
    }

    /// Whether a day is in it.
    pub fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        self.last.days() - self.first.days() + 1
    }

    /// Which length of the calendar it has; `None` for other days.
    pub fn length(self) -> Option<Length> {
        Length::ALL.into_iter().find(|length| Self::around(self.first, *length) == self)
    }

    /// The one after it, or the one before, as long as it is.
    #[must_use]
    pub fn moved(self, later: bool) -> Self {
        match self.length() {
            Some(length) => {
                let by = if later { length.months() } else { -length.months() };
                Self::from_month(months(self.first) + by, length)
            }
            None => {
                let by = if later { self.days() } else { -self.days() };
                let day = |day: Date| Date::from_days(day.days() + by);
                Self { first: day(self.first), last: day(self.last) }
            }
        }
    }

    /// The next longer one of the calendar around its first day, or the next shorter one around its last; itself where there is none.
    #[must_use]
    pub fn resized(self, longer: bool) -> Self {
        let at = self.length().and_then(|length| Length::ALL.iter().position(|one| *one == length));
        let to = match at {
            Some(at) if longer => Length::ALL.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| Length::ALL.get(at)),
            None => Some(&Length::Month),
        };
        let day = if longer { self.first } else { self.last };
        to.map_or(self, |length| Self::around(day, *length))
    }
}

/// Months since the year 0.
fn months(day: Date) -> i64 {
    i64::from(day.year) * 12 + i64::from(day.month) - 1
}

#[cfg(test)]
mod tests {
    //! Properties: a period is read in each of its forms, and nothing else is; those of the calendar follow each other without a gap and
    //! without a day twice; other days move by their own number.

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn period(first: &str, last: &str) -> Period {
        Period { first: day(first), last: day(last) }
    }

    #[test]
    fn every_form_is_read() {
        for (text, expected) in [
            ("2026-11", period("2026-11-01", "2026-11-30")),
            ("2028-02", period("2028-02-01", "2028-02-29")),
            ("2026-Q4", period("2026-10-01", "2026-12-31")),
            ("2026-t1", period("2026-01-01", "2026-03-31")),
            ("2026", period("2026-01-01", "2026-12-31")),
            ("2026-11-15..2026-11-02", period("2026-11-02", "2026-11-15")),
            ("2026-11-15 .. 2026-11-15", period("2026-11-15", "2026-11-15")),
        ] {
            assert_eq!(Period::parse(text), Some(expected), "{text}");
        }
        for wrong in
            ["", "26", "2026-13", "2026-1", "2026-Q5", "2026-T", "2026-11-02", "1900-01-01..2026-01-01", "é026", "+026"]
        {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn periods_follow_each_other() {
        for length in Length::ALL {
            let mut one = Period::around(day("2026-11-24"), length);
            for _ in 0..30 {
                let next = one.moved(true);
                assert_eq!((next.length(), next.moved(false)), (Some(length), one));
                assert_eq!(one.last.days() + 1, next.first.days());
                one = next;
            }
        }
        let days = period("2026-11-02", "2026-11-15");
        assert_eq!(days.moved(true), period("2026-11-16", "2026-11-29"));
        assert_eq!((days.moved(true).moved(false), days.length(), days.days()), (days, None, 14));
    }

    #[test]
    fn longer_and_shorter() {
        let month = Period::month_of(day("2026-11-24"));
        let quarter = month.resized(true);
        assert_eq!(quarter, period("2026-10-01", "2026-12-31"));
        assert_eq!(quarter.resized(true), period("2026-01-01", "2026-12-31"));
        assert_eq!(quarter.resized(true).resized(true), period("2026-01-01", "2026-12-31"));
        assert_eq!(quarter.resized(false), period("2026-12-01", "2026-12-31"));
        assert_eq!(month.resized(false), month);
        assert_eq!(period("2026-11-02", "2026-12-15").resized(true), month);
    }
}
