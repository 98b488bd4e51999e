//! The days of a schedule that comes back: every second week, a number of times, some days of each month.

use crate::hours::names::month_name;
use guichet_core::model::Date;

/// Most days looked at: some forty years, for what began long ago.
const MOST: i64 = 15_000;

/// How often a schedule comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Freq {
    Once,
    Daily,
    Weekly,
    Monthly,
}

/// A schedule that comes back, as calendars write it.
#[derive(Debug)]
pub(super) struct Series {
    pub freq: Freq,
    pub interval: u32,
    /// Days of the week (Monday is 0), and which one of the month, from its end where negative; 0 is each of them.
    pub days: Vec<(usize, i8)>,
    /// Days of the month, from its end where negative.
    pub month_days: Vec<i8>,
    /// The day of the first event.
    pub first: Option<Date>,
    /// How many times.
    pub count: Option<u32>,
    /// The day on which weeks begin.
    pub week_start: i64,
}

impl Series {
    /// Whether days of the week say it all.
    pub(super) fn is_of_weeks(&self) -> bool {
        self.freq != Freq::Once && self.interval == 1 && self.count.is_none() && self.month_days.is_empty()
    }

    /// Days of every month, in OpenStreetMap syntax: `Jan 03,Feb 03…`; `None` where it is anything else, or some months lack
    /// the day.
    pub(super) fn each_month(&self) -> Option<String> {
        let whole =
            self.freq == Freq::Monthly && self.interval == 1 && self.count.is_none() && !self.month_days.is_empty();
        if !whole || !self.month_days.iter().all(|day| (1..=28).contains(day)) {
            return None;
        }
        let of_month = |month: u8| self.month_days.iter().map(move |day| format!("{} {day:02}", month_name(month)));
        Some((1..=12).flat_map(of_month).collect::<Vec<_>>().join(","))
    }

    /// Its days from one to another, and whether none can come later. `None` where they are counted from a first day that is
    /// not said.
    pub(super) fn between(&self, from: Date, to: Date) -> Option<(Vec<Date>, bool)> {
        let counted = self.interval > 1 || self.count.is_some() || self.freq == Freq::Once;
        let first = if counted { self.first? } else { self.first.unwrap_or(from) };
        let to = if self.freq == Freq::Once { first } else { to };
        let (mut found, mut times) = (Vec::new(), 0);
        for day in first.days()..=to.days().min(first.days() + MOST) {
            let day = Date::from_days(day);
            if !self.holds(day, first) {
                continue;
            }
            times += 1;
            if day >= from {
                found.push(day);
            }
            if self.count == Some(times) {
                return Some((found, true));
            }
        }
        Some((found, self.freq == Freq::Once))
    }

    fn holds(&self, day: Date, first: Date) -> bool {
        let weekday = usize::from(day.weekday());
        let since = day.days() - first.days();
        let apart = match self.freq {
            Freq::Once => return day == first,
            Freq::Daily => since,
            Freq::Weekly => {
                let begin = |day: Date| day.days() - ((i64::from(day.weekday()) + 7 - self.week_start) % 7);
                (begin(day) - begin(first)) / 7
            }
            Freq::Monthly => months(day) - months(first),
        };
        if apart % i64::from(self.interval) != 0 {
            return false;
        }
        let length = length(day);
        let is_day = |wanted: i8| if wanted > 0 { i64::from(wanted) } else { length + 1 + i64::from(wanted) } == i64::from(day.day);
        let is_which = |which: i8| match which {
            0 => true,
            1.. => (i64::from(day.day) - 1) / 7 + 1 == i64::from(which),
            _ => (length - i64::from(day.day)) / 7 + 1 == -i64::from(which),
        };
        let of_week = self.days.iter().any(|(wanted, which)| *wanted == weekday && is_which(*which));
        of_week || self.month_days.iter().any(|wanted| is_day(*wanted))
    }
}

fn months(day: Date) -> i64 {
    i64::from(day.year) * 12 + i64::from(day.month)
}

/// The number of days of a month.
fn length(day: Date) -> i64 {
    (28..=31).rev().find(|last| Date::new(day.year, day.month, *last).is_some()).map_or(28, i64::from)
}

#[cfg(test)]
mod tests {
    //! - every second week is counted from the first, over the end of a year; months by their days, from both ends;
    //! - a number of times ends; what is counted from no first day is not written.

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    fn series(freq: Freq, interval: u32, days: &[(usize, i8)], month_days: &[i8]) -> Series {
        let (days, month_days) = (days.to_vec(), month_days.to_vec());
        Series { freq, interval, days, month_days, first: Some(day("2026-12-03")), count: None, week_start: 0 }
    }

    fn found(series: &Series) -> String {
        let (days, _) = series.between(day("2026-12-10"), day("2027-02-20")).expect("a first day");
        days.iter().map(Date::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_of_series() {
        let fortnight = series(Freq::Weekly, 2, &[(3, 0)], &[]);
        assert_eq!(found(&fortnight), "2026-12-17 2026-12-31 2027-01-14 2027-01-28 2027-02-11");
        assert_eq!(found(&series(Freq::Monthly, 1, &[(3, 1)], &[])), "2027-01-07 2027-02-04");
        assert_eq!(found(&series(Freq::Monthly, 2, &[(3, -1)], &[])), "2026-12-31");
        assert_eq!(found(&series(Freq::Monthly, 1, &[], &[-1])), "2026-12-31 2027-01-31");
        assert_eq!(found(&series(Freq::Daily, 30, &[(5, 0)], &[])), "2027-01-02");
        assert_eq!(found(&series(Freq::Once, 1, &[], &[])), "");
        let thrice = Series { count: Some(3), ..series(Freq::Weekly, 2, &[(3, 0)], &[]) };
        let (days, ends) = thrice.between(day("2026-12-10"), day("2027-02-20")).expect("a first day");
        assert_eq!((days.len(), ends), (2, true));
        let nowhere = Series { first: None, ..fortnight };
        assert_eq!(nowhere.between(day("2026-12-10"), day("2027-02-20")), None);
    }

    #[test]
    fn a_day_of_each_month() {
        let third = series(Freq::Monthly, 1, &[], &[3]).each_month().expect("a day of each month");
        assert!(third.starts_with("Jan 03,Feb 03,") && third.ends_with("Dec 03"));
        assert_eq!(series(Freq::Monthly, 1, &[], &[30]).each_month(), None);
    }
}
