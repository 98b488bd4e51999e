//! Opening hours: OpenStreetMap syntax, a place and a moment into open, closed or unknown.
//!
//! The syntax is read by `opening-hours-syntax`; what its rules mean together is evaluated here, as opening_hours.js does, with
//! the holidays of France by commune. What cannot be read, or hangs on a holiday that is not known, is unknown, never closed.

mod calendar;
mod clock;
mod day;
mod days;
mod rules;
mod sun;

use chrono::{NaiveDate, NaiveDateTime};
pub use clock::TimeZone;
use day::{Day, Span};
use guichet_core::model::{Date, Moment, OpenAt, Opening, OpeningState, Position};
use opening_hours_syntax::rules::day::HolidayKind;
use rules::Rule;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Texts of hours kept at once as they were read: some megabytes. Many places share one text.
const KEPT: usize = 4_096;

/// Times that hours open or close within a stretch that somebody asks about; more are a broken source.
const MOST_CHANGES: usize = 64;

/// Days that are looked at for the next change: five years, where some day is not like that of every week.
const HORIZON: usize = 5 * 366;
/// The same where every week is alike.
const WEEK: usize = 8;

/// Hours by their text; `None` where it cannot be read.
static READ: LazyLock<Mutex<HashMap<String, Option<Arc<Schedule>>>>> = LazyLock::new(Mutex::default);

/// Quarters of an hour of a week, from Monday at midnight: bit 0 of the first number is the first one.
pub type Quarters = [u64; 11];

/// Where a place is: its holidays and its sun depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// INSEE code of the commune; empty where it is not known, and then only the holidays of the whole country are.
    pub commune: &'a str,
    /// Where it stands: hours that follow the sun need it.
    pub position: Option<Position>,
    /// The clock of the moments given: the sun needs it.
    pub zone: &'a TimeZone,
}

impl<'a> Site<'a> {
    /// A place in a commune, by the clock of Paris.
    pub fn of(commune: &'a str) -> Self {
        Self { commune, position: None, zone: TimeZone::paris() }
    }
}

/// The state of `hours` (OSM syntax) at a local moment, in the commune of that INSEE code. What cannot be read is
/// unknown, never closed.
///
/// Rules that say nothing of public holidays are open on them, as OSM has it; `holiday` then tells people to call first.
pub fn opening(hours: &str, commune: &str, now: Moment) -> Opening {
    let site = Site::of(commune);
    let Some(schedule) = read(hours) else { return Opening::UNKNOWN };
    let mut opening = schedule.opening(&site, now);
    // The day that people will come on: today where it is open, else the day it opens.
    let coming =
        if opening.state == OpeningState::Open { Some(now.date) } else { opening.next_change.map(|next| next.date) };
    opening.holiday = !schedule.speaks_of_holidays && coming.is_some_and(|day| is_holiday(day, commune));
    opening
}

/// The same of a place that is surely open: a public holiday of which its rules say nothing is not sure. `None` for any
/// other, which is told sooner.
pub fn surely_open(hours: &str, commune: &str, now: Moment) -> Option<Opening> {
    let schedule = read(hours)?;
    let open = schedule.state(&Site::of(commune), now) == OpeningState::Open;
    let sure = open && (schedule.speaks_of_holidays || !is_holiday(now.date, commune));
    sure.then(|| opening(hours, commune, now))
}

/// Whether a place is surely open when it must be: at some time of it, by its own clock.
pub(crate) fn is_surely_open(hours: &str, commune: &str, when: OpenAt) -> bool {
    let (mut at, until) = match when {
        OpenAt::Moment(moment) => {
            let here = local(commune, moment);
            (here, here)
        }
        OpenAt::Between(from, until) => (from, until),
    };
    for _ in 0..MOST_CHANGES {
        if surely_open(hours, commune, at).is_some() {
            return true;
        }
        match opening(hours, commune, at).next_change {
            Some(next) if at < next && next <= until => at = next,
            _ => return false,
        }
    }
    false
}

/// The state at a local moment as OSM has it, wherever the place is; nothing is said of holidays beyond the rules.
pub fn state(hours: &str, site: &Site<'_>, now: Moment) -> Opening {
    read(hours).map_or(Opening::UNKNOWN, |schedule| schedule.opening(site, now))
}

/// The moment by the clock of a commune (INSEE code), at a moment by that of Paris: overseas they differ.
pub fn local(commune: &str, now: Moment) -> Moment {
    clock::local(commune, now)
}

/// Whether a text can be read as hours.
pub fn is_read(hours: &str) -> bool {
    read(hours).is_some()
}

/// Whether a day is a public holiday where the commune of that INSEE code is.
pub fn is_holiday(day: Date, commune: &str) -> bool {
    calendar::is_public(day.into(), commune)
}

/// What of the calendar of holidays should have been read again by a day, in plain words.
pub fn overdue(today: Date) -> Vec<String> {
    calendar::overdue(today.into()).collect()
}

/// The quarters of an hour of a week in which the hours are open from the first to the last minute, on days that are no
/// public holiday. `None` where they cannot be read, or where two weeks may differ: months, weeks, dates, school holidays,
/// a first Saturday, the sun, or hours of their own on public holidays.
pub fn open_quarters(hours: &str) -> Option<Quarters> {
    read(hours)?.quarters(|from, to| from.div_ceil(15)..to / 15)
}

/// The same quarters, and those in which the hours are open in part.
pub(crate) fn touched_quarters(hours: &str) -> Option<Quarters> {
    read(hours)?.quarters(|from, to| from / 15..to.div_ceil(15))
}

/// Whether two texts of hours open or close at other times on some day of a year without holidays. What cannot be read does not
/// differ from anything.
pub(crate) fn differ(one: &str, other: &str) -> bool {
    let (Some(one), Some(other), Some(first)) = (read(one), read(other), NaiveDate::from_ymd_opt(2026, 1, 1)) else {
        return false;
    };
    let day = |schedule: &Schedule, date| day::of(&schedule.rules, None, date, false);
    first.iter_days().take(366).any(|date| day(&one, date) != day(&other, date))
}

/// Whether a day is like any other of its weekday everywhere in France: no public holiday.
pub(crate) fn is_usual(now: Moment) -> bool {
    !is_holiday(now.date, "")
}

/// Hours as their text says, each text read once while it is kept.
fn read(hours: &str) -> Option<Arc<Schedule>> {
    if hours.trim().is_empty() {
        return None;
    }
    let mut kept = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(read) = kept.get(hours) {
        return read.clone();
    }
    let read = rules::parse(hours).map(|rules| Arc::new(Schedule::new(rules)));
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(hours.to_owned(), read.clone());
    read
}

/// Hours that were read.
struct Schedule {
    rules: Vec<Rule>,
    /// Whether some rule asks for school holidays.
    asks_school: bool,
    /// Whether some rule says what holds on public holidays.
    speaks_of_holidays: bool,
    follows_the_sun: bool,
    /// Days that are looked at for the next change.
    horizon: usize,
}

impl Schedule {
    fn new(rules: Vec<Rule>) -> Self {
        let any = |asked: &dyn Fn(&Rule) -> bool| rules.iter().any(asked);
        Self {
            asks_school: any(&|rule| rule.asks_for(HolidayKind::School)),
            speaks_of_holidays: any(&|rule| rule.asks_for(HolidayKind::Public)),
            follows_the_sun: any(&Rule::follows_the_sun),
            horizon: if rules.iter().all(Rule::is_weekly) { WEEK } else { HORIZON },
            rules,
        }
    }

    fn opening(&self, site: &Site<'_>, now: Moment) -> Opening {
        if self.follows_the_sun && site.position.is_none() {
            return Opening::UNKNOWN;
        }
        let at = NaiveDateTime::from(now);
        let first = self.day(site, at.date());
        let state = first.state(now.minute);
        let mut day = at.date();
        let mut spans = first;
        for nth in 0..self.horizon {
            let from = if nth == 0 { now.minute } else { 0 };
            if let Some(minute) = spans.first_change(from, state) {
                return Opening { state, next_change: Some(Moment { date: day.into(), minute }), holiday: false };
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
            spans = self.day(site, day);
        }
        Opening { state, next_change: None, holiday: false }
    }

    fn state(&self, site: &Site<'_>, now: Moment) -> OpeningState {
        if self.follows_the_sun && site.position.is_none() {
            return OpeningState::Unknown;
        }
        self.day(site, now.date.into()).state(now.minute)
    }

    /// One day. Where it is not known whether there are school holidays, only what holds both ways is known.
    fn day(&self, site: &Site<'_>, date: NaiveDate) -> Day {
        let unknown = |day| calendar::is_school(day, site.commune).is_none();
        let taken = |school| day::of(&self.rules, Some(site), date, school);
        if self.asks_school && (unknown(date) || unknown(calendar::before(date))) {
            taken(true).agreed(&taken(false))
        } else {
            taken(false)
        }
    }

    fn quarters(&self, within: impl Fn(u16, u16) -> Range<u16>) -> Option<Quarters> {
        let alike = |rule: &Rule| {
            let closes = rule.state == OpeningState::Closed || !rule.asks_for(HolidayKind::Public);
            closes && rule.is_weekly_but_for_holidays() && !rule.follows_the_sun()
        };
        if !self.rules.iter().all(alike) {
            return None;
        }
        let mut quarters = Quarters::default();
        // A week like any other, that begins on a Monday.
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23)?;
        for (nth, date) in monday.iter_days().take(7).enumerate() {
            let day = day::of(&self.rules, None, date, false);
            for Span { from, to, .. } in day.spans().iter().filter(|span| span.state == OpeningState::Open) {
                for quarter in within(*from, *to) {
                    let bit = nth * 96 + usize::from(quarter);
                    quarters[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        Some(quarters)
    }
}

#[cfg(test)]
mod tests;
