//! Which days a rule is about.

use super::calendar::{self, easter};
use super::rules::Rule;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use opening_hours_syntax::rules::day::{
    Date, DateOffset, HolidayKind, MonthdayRange, WeekDayRange, WeekRange, Year, YearRange,
};

/// What is known of holidays where a place is.
#[derive(Clone, Copy)]
pub(super) struct Holidays<'a> {
    /// INSEE code of the commune; `None` for a week without any holiday.
    pub commune: Option<&'a str>,
    /// What is taken of a day of which it is not known whether it is a school holiday.
    pub school: bool,
}

impl Holidays<'_> {
    fn has(self, kind: HolidayKind, day: NaiveDate) -> bool {
        let Some(commune) = self.commune else { return false };
        match kind {
            HolidayKind::Public => calendar::is_public(day, commune),
            HolidayKind::School => calendar::is_school(day, commune).unwrap_or(self.school),
        }
    }
}

/// Whether a rule is about a day.
pub(super) fn holds(rule: &Rule, day: NaiveDate, holidays: Holidays<'_>) -> bool {
    let days = &rule.days;
    let any = |empty: bool, found: bool| empty || found;
    any(days.year.is_empty(), days.year.iter().any(|range| year(range, day)))
        && any(days.monthday.is_empty(), days.monthday.iter().any(|range| monthday(range, day)))
        && any(days.week.is_empty(), days.week.iter().any(|range| week(range, day)))
        && any(days.weekday.is_empty(), days.weekday.iter().any(|range| weekday(range, day, holidays)))
        && any(rule.only_on.is_empty(), rule.only_on.iter().any(|kind| holidays.has(*kind, day)))
}

fn year(range: &YearRange, day: NaiveDate) -> bool {
    let (years, step) = range.clone().into_parts();
    let (from, to) = (**years.start(), **years.end());
    (from..=to).contains(&day.year()) && (day.year() - from) % i32::from(step.max(1)) == 0
}

/// ISO weeks, whose first ones may begin in December.
fn week(range: &WeekRange, day: NaiveDate) -> bool {
    let (weeks, step) = range.clone().into_parts();
    let (from, to) = (u32::from(**weeks.start()), u32::from(**weeks.end()));
    let week = day.iso_week().week();
    (from..=to).contains(&week) && (week - from).is_multiple_of(u32::from(step.max(1)))
}

fn weekday(range: &WeekDayRange, day: NaiveDate, holidays: Holidays<'_>) -> bool {
    let shifted = |offset: i16| day.checked_sub_signed(TimeDelta::days(offset.into()));
    match range {
        WeekDayRange::Holiday { kind, offset } => shifted(*offset).is_some_and(|day| holidays.has(*kind, day)),
        WeekDayRange::Fixed { range, offset, nth_from_start, nth_from_end } => {
            let Some(day) = shifted(*offset) else { return false };
            let number = Weekday::num_days_from_monday;
            let (from, to, this) = (number(range.start()), number(range.end()), number(&day.weekday()));
            let within = if from <= to { (from..=to).contains(&this) } else { this >= from || this <= to };
            let nth = |holds: &[bool; 5], before: u32| holds.get(before as usize / 7).copied().unwrap_or(false);
            let left = month_length(day.year(), day.month()).saturating_sub(day.day());
            within && (nth(nth_from_start, day.day() - 1) || nth(nth_from_end, left))
        }
    }
}

fn month_length(year: i32, month: u32) -> u32 {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(year, month, *day).is_some()).unwrap_or(28)
}

fn monthday(range: &MonthdayRange, day: NaiveDate) -> bool {
    match range {
        MonthdayRange::Month { range, year } => {
            let (from, to) = (*range.start() as u32, *range.end() as u32);
            let wraps = from > to;
            match year.map(|year| *year) {
                // Of a year, months that wrap go on into the next.
                Some(year) if wraps => {
                    (day.year() == year && day.month() >= from) || (day.year() == year + 1 && day.month() <= to)
                }
                Some(year) => day.year() == year && (from..=to).contains(&day.month()),
                None if wraps => day.month() >= from || day.month() <= to,
                None => (from..=to).contains(&day.month()),
            }
        }
        MonthdayRange::Date { start, end } => dates(*start, *end, day),
    }
}

type Bound = (Date, DateOffset);

fn dates(start: Bound, end: Bound, day: NaiveDate) -> bool {
    let within = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        from.zip(to).is_some_and(|(from, to)| (from..=to).contains(&day))
    };
    let given = |bound: Bound| bound.0.year().map(|year: Year| *year);
    match (given(start), given(end)) {
        (Some(from), Some(to)) => within(on(start, from, Edge::Start), on(end, to, Edge::End)),
        // The end of a dated start is the first one after it.
        (Some(from), None) => {
            let first = on(start, from, Edge::Start);
            let last = [from, from + 1].into_iter().filter_map(|year| on(end, year, Edge::End));
            within(first, last.into_iter().find(|last| first.is_some_and(|first| *last >= first)))
        }
        (None, Some(to)) => {
            let last = on(end, to, Edge::End);
            let first = [to, to - 1].into_iter().filter_map(|year| on(start, year, Edge::Start));
            within(first.into_iter().find(|first| last.is_some_and(|last| *first <= last)), last)
        }
        (None, None) => (day.year() - 1..=day.year() + 1).any(|year| {
            let Some(first) = on(start, year, Edge::Start) else { return false };
            let last = on(end, year, Edge::End);
            let last = last.filter(|last| *last >= first).or_else(|| on(end, year + 1, Edge::End));
            // One day of a year that lacks it, 29 February, is no day of that year.
            let single = start == end;
            within(Some(first), if single { Some(first) } else { last })
        }),
    }
}

#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
}

/// A date in a year. A day that the month lacks is the last day of the month where a range ends, and none where it begins
/// or stands alone.
fn on((date, offset): Bound, year: i32, edge: Edge) -> Option<NaiveDate> {
    let day = match date {
        Date::Easter { .. } => easter(year)?,
        Date::Fixed { month, day, .. } => {
            let (month, day) = (month as u32, u32::from(day));
            let exact = NaiveDate::from_ymd_opt(year, month, day);
            match edge {
                Edge::Start => exact?,
                Edge::End => exact.or_else(|| NaiveDate::from_ymd_opt(year, month, month_length(year, month)))?,
            }
        }
        Date::Weekday { month, wday, nth, .. } => nth_weekday(year, month as u32, wday, nth)?,
    };
    // The dates of the calendar are far from its bounds here: years have four figures.
    Some(offset.apply(day))
}

/// The nth day of that name in a month, from its end where `nth` is negative.
fn nth_weekday(year: i32, month: u32, wday: Weekday, nth: i8) -> Option<NaiveDate> {
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, wday, nth.unsigned_abs());
    }
    let last = (4..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, wday, nth))?;
    let day = last.checked_sub_signed(TimeDelta::weeks(i64::from(nth.unsigned_abs()).saturating_sub(1)))?;
    (day.month() == month).then_some(day)
}
