//! Schedules as calendars write them (`freq`, `byday`, `opens_at` …), in OpenStreetMap syntax where they are certain.

use super::series::{Freq, Series};
use crate::fields;
use crate::hours::names::MONTHS;
use crate::hours::{self, Week, WrittenAs};
use crate::period::period;
use guichet_core::model::Date;
use guichet_core::text::dated::clean;
use std::collections::{BTreeMap, BTreeSet};

/// Days as calendars name them, Monday first, and as OpenStreetMap does.
const DAYS: [(&str, &str, &str); 7] = [
    ("MO", "Mo", "monday"),
    ("TU", "Tu", "tuesday"),
    ("WE", "We", "wednesday"),
    ("TH", "Th", "thursday"),
    ("FR", "Fr", "friday"),
    ("SA", "Sa", "saturday"),
    ("SU", "Su", "sunday"),
];
/// Longest remark inside an expression.
const LONGEST: usize = 120;
/// Most rules of one place, and most days that are written one by one.
const MOST: usize = 40;
const MOST_DAYS: usize = 150;
/// The end of what begins one day and has no end.
const FAR: Date = Date { year: 2099, month: 12, day: 31 };
/// It is over: told only where nothing else holds.
const PAST: &str = "it holds no more";

/// The hours of a place, schedule by schedule.
#[derive(Default)]
pub(super) struct Schedules {
    week: Week,
    /// Rules that add to the week: some weeks, some days of the month.
    more: Vec<String>,
    /// Rules for some dates of some year.
    dated: Vec<String>,
    /// Days written one by one, by their hours.
    days: BTreeMap<(u16, u16), BTreeSet<Date>>,
    /// What is not certain.
    doubts: Vec<String>,
    /// What held in the past.
    past: String,
    /// What a schedule says in words alone, where they can be read.
    words: String,
}

impl Schedules {
    /// The expression; empty where nothing is known.
    pub(super) fn to_osm(&self) -> String {
        let mut rules = self.week.to_osm();
        let listed = self.days.iter().map(|(span, days)| {
            let days: Vec<String> = days.iter().map(|day| period(*day, *day)).collect();
            format!("{} {}", days.join(","), hours_of(*span))
        });
        // After a comma, a year would be one more date of the rule before it: what has a year is joined otherwise, by the
        // sign that adds to the rules before it where these are closed.
        let more = self.more.iter().map(|rule| (", ", rule.clone()));
        let dated = self.dated.iter().cloned().chain(listed).map(|rule| (" || ", rule));
        for (between, rule) in more.chain(dated) {
            let between = if rules.is_empty() { "" } else { between };
            rules.push_str(&format!("{between}{rule}"));
        }
        if rules.is_empty() && !self.words.is_empty() {
            return self.words.clone();
        }
        let past = Some(&self.past).filter(|past| !past.is_empty());
        match (rules.is_empty(), self.doubts.first().or(past)) {
            (true, Some(doubt)) => format!("unknown \"{doubt}\""),
            _ => rules,
        }
    }

    /// What is not certain, to be shown in words.
    pub(super) fn doubts(&self) -> &[String] {
        &self.doubts
    }

    /// What held in the past, where nothing else is known.
    pub(super) fn past(&self) -> &str {
        let only = self.doubts.is_empty() && self.words.is_empty() && self.to_osm().starts_with("unknown");
        if only { &self.past } else { "" }
    }

    /// Adds a schedule, whose values `get` gives. `today` is the day on which the file is read. Returns what cannot be said
    /// for certain.
    pub(super) fn add(&mut self, get: &dyn Fn(&str) -> String, today: Date) -> Option<&'static str> {
        let words = [get("description"), get("notes")].join(" ");
        let rules = ["byday", "weekday", "opens_at", "closes_at", "bymonthday"];
        if rules.iter().all(|key| get(key).trim().is_empty()) && self.words.is_empty() {
            let read = hours::written(&get("description"));
            if !matches!(read.kind, WrittenAs::Kept | WrittenAs::Empty) {
                self.words = read.osm;
                return None;
            }
        }
        match self.read(get, today) {
            Ok(()) => None,
            Err(why) => {
                let said = ["freq", "byday", "weekday", "dtstart", "opens_at", "closes_at"].map(get);
                let said = if words.trim().is_empty() { said.join(" ") } else { words };
                let said = clean(&said, LONGEST).replace(['"', '\n'], " ");
                let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                if why == PAST {
                    self.past = said;
                } else if !said.is_empty() && !self.doubts.contains(&said) && self.doubts.len() < MOST {
                    self.doubts.push(said);
                }
                Some(why)
            }
        }
    }

    fn read(&mut self, get: &dyn Fn(&str) -> String, today: Date) -> Result<(), &'static str> {
        let span = span(&get("opens_at"), &get("closes_at"))?;
        let held = Held::read(get, today)?;
        let (series, weeks) = (series(get, &held)?, weeks(&get("byweekno"))?);
        if !series.is_of_weeks() || held.is_short() {
            if !weeks.is_empty() {
                return Err("weeks of the year, and other days than those of a week: shown as unknown");
            }
            return self.one_by_one(&series, &held, span, today, get);
        }
        let dates = held.dates(today);
        if dates.is_empty() && weeks.is_empty() && series.days.iter().all(|(_, which)| *which == 0) {
            series.days.iter().for_each(|(day, _)| {
                self.week.open(*day, span.0, span.1);
            });
            return Ok(());
        }
        let day = |(day, which): &(usize, i8)| match which {
            0 => DAYS[*day].1.to_owned(),
            which => format!("{}[{which}]", DAYS[*day].1),
        };
        let days = if series.days.len() == 7 { String::new() } else { joined(series.days.iter().map(day), ",") };
        let rules = if dates.is_empty() { &mut self.more } else { &mut self.dated };
        let rule = joined([dates, weeks, days, hours_of(span)].into_iter(), " ");
        if !rules.contains(&rule) && rules.len() < MOST {
            rules.push(rule);
        }
        Ok(())
    }

    /// Days that no rule of the week says: written one by one, as far as a year ahead where no end is said.
    fn one_by_one(
        &mut self,
        series: &Series,
        held: &Held,
        span: (u16, u16),
        today: Date,
        get: &dyn Fn(&str) -> String,
    ) -> Result<(), &'static str> {
        if let (Some(days), true) = (series.each_month(), held.dates(today).is_empty()) {
            let rule = format!("{days} {}", hours_of(span));
            if !self.more.contains(&rule) && self.more.len() < MOST {
                self.more.push(rule);
            }
            return Ok(());
        }
        let ahead = Date::from_days(today.days() + 365);
        let last = held.to.unwrap_or(ahead).min(ahead);
        let (days, ends) =
            series.between(held.from.unwrap_or(today).max(today), last).ok_or("no first day: shown as unknown")?;
        let ends = ends || held.to.is_some_and(|to| to <= ahead);
        if days.is_empty() && ends {
            let ahead = held.from.is_some_and(|from| from >= today);
            return Err(if ahead { "none of its days is among its dates: shown as unknown" } else { PAST });
        }
        let known = self.days.values().map(BTreeSet::len).sum::<usize>();
        if known + days.len() > MOST_DAYS {
            return Err("more days than are written one by one: shown as unknown");
        }
        self.days.entry(span).or_default().extend(days);
        if !ends {
            let said = clean(&get("description"), LONGEST).replace(['"', '\n'], " ");
            let said = if said.trim().is_empty() { "dates à demander" } else { said.trim() };
            let after = period(Date::from_days(last.days() + 1), FAR);
            let rule = format!("{after} unknown \"{said}\"");
            if !self.dated.contains(&rule) && self.dated.len() < MOST {
                self.dated.push(rule);
            }
        }
        Ok(())
    }
}

/// A span of hours: `09:00-12:00`.
fn hours_of((from, to): (u16, u16)) -> String {
    format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// From when and until when a schedule holds.
struct Held {
    /// The day of its first event, from which intervals are counted.
    first: Option<Date>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Held {
    fn read(get: &dyn Fn(&str) -> String, today: Date) -> Result<Self, &'static str> {
        let read = |name: &str| -> Result<Option<Date>, &'static str> {
            let written = get(name);
            if written.trim().is_empty() {
                return Ok(None);
            }
            fields::date(&written).map(Some).ok_or("a date that cannot be read: shown as unknown")
        };
        let first = read("dtstart")?;
        let from = first.max(read("valid_from")?);
        let to = [read("valid_to")?, read("until")?].into_iter().flatten().min();
        if to.is_some_and(|to| to < today) {
            return Err(PAST);
        }
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err("it ends before it begins: shown as unknown");
        }
        Ok(Self { first, from, to })
    }

    /// Whether it holds for a week at most: then its days are written one by one.
    fn is_short(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to.days() - from.days() < 7)
    }

    /// The dates in OpenStreetMap syntax; empty where it holds now and no end is said.
    fn dates(&self, today: Date) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) => period(from, to),
            (None, Some(to)) => period(today, to),
            (Some(from), None) if from > today => period(from, FAR),
            (_, None) => String::new(),
        }
    }
}

/// How a schedule comes back.
fn series(get: &dyn Fn(&str) -> String, held: &Held) -> Result<Series, &'static str> {
    let number = |name: &str| -> Result<Option<u32>, &'static str> {
        let written = get(name);
        if written.trim().is_empty() {
            return Ok(None);
        }
        written.trim().parse().map(Some).map_err(|_| "a number that cannot be read: shown as unknown")
    };
    if !get("byyearday").trim().is_empty() {
        return Err("days of the year: shown as unknown");
    }
    let written = if get("byday").trim().is_empty() { get("weekday") } else { get("byday") };
    let parts = |written: &str| -> Vec<String> {
        written.split([',', ';']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let (days, month_days) = (parts(&written), parts(&get("bymonthday")));
    let freq = match get("freq").trim().to_ascii_uppercase().as_str() {
        "" if days.is_empty() => Freq::Once,
        "" | "WEEKLY" => Freq::Weekly,
        "MONTHLY" => Freq::Monthly,
        "DAILY" => Freq::Daily,
        _ => return Err("neither daily, weekly nor monthly: shown as unknown"),
    };
    let read = |part: &String| day(part, freq == Freq::Monthly);
    let mut days: Vec<(usize, i8)> =
        days.iter().map(read).collect::<Option<_>>().ok_or("a day that cannot be read: shown as unknown")?;
    let month_days: Vec<i8> = month_days
        .iter()
        .map(|day| day.parse().ok())
        .collect::<Option<_>>()
        .ok_or("a day that no month has: shown as unknown")?;
    if !month_days.is_empty() && (freq != Freq::Monthly || !days.is_empty()) {
        return Err("days of the month, and of the week: shown as unknown");
    }
    let first = held.first.or(held.from.filter(|from| held.to == Some(*from)));
    match freq {
        Freq::Daily if days.is_empty() => days = (0..7).map(|day| (day, 0)).collect(),
        Freq::Weekly if days.is_empty() => {
            days.push((usize::from(first.ok_or("no day of the week: shown as unknown")?.weekday()), 0));
        }
        Freq::Monthly if days.is_empty() && month_days.is_empty() => {
            return Err("no day of the month: shown as unknown");
        }
        Freq::Once if first.is_none() => return Err("no day of the week: shown as unknown"),
        _ => {}
    }
    let monday = get("wkst");
    let week_start = DAYS.iter().zip(0..).find(|((name, ..), _)| name.eq_ignore_ascii_case(monday.trim()));
    let week_start = week_start.map_or(0, |(_, day)| day);
    let interval = number("interval")?.unwrap_or(1).max(1);
    Ok(Series { freq, interval, days, month_days, first, count: number("count")?, week_start })
}

/// Weeks of the year: `week 41,42`.
fn weeks(written: &str) -> Result<String, &'static str> {
    let mut weeks = Vec::new();
    for part in written.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let week: u8 = part.parse().map_err(|_| "weeks counted from the end of the year: shown as unknown")?;
        if !(1..=53).contains(&week) {
            return Err("a week that no year has: shown as unknown");
        }
        weeks.push(format!("{week:02}"));
    }
    Ok(if weeks.is_empty() { String::new() } else { format!("week {}", weeks.join(",")) })
}

/// A day of the week (Monday is 0), and which one of the month, none being 0: `2MO` is the second Monday.
fn day(written: &str, monthly: bool) -> Option<(usize, i8)> {
    let lower = written.to_ascii_lowercase();
    if let Some(day) = DAYS.iter().position(|(_, _, name)| *name == lower) {
        return Some((day, 0));
    }
    let sign = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    let day = DAYS.iter().position(|(name, ..)| sign.eq_ignore_ascii_case(name))?;
    match written[..written.len() - sign.len()].trim_start_matches('+') {
        "" => Some((day, 0)),
        which if monthly => {
            let which: i8 = which.parse().ok()?;
            (1..=5).contains(&which.unsigned_abs()).then_some((day, which))
        }
        _ => None,
    }
}

/// The first and the last minute of a schedule.
fn span(opens: &str, closes: &str) -> Result<(u16, u16), &'static str> {
    let times = time(opens).zip(time(closes)).ok_or("no hours that can be read: shown as unknown")?;
    match times {
        (from, 0) if from > 0 => Ok((from, 1440)),
        (from, to) if from < to => Ok((from, to)),
        _ => Err("it closes before it opens: shown as unknown"),
    }
}

/// Minutes since midnight of `10:00`, `10:00:00`, `4:00 PM`, `3pm`; with the offset of a time zone only where it is that of
/// the mainland.
fn time(written: &str) -> Option<u16> {
    let text = written.trim().to_ascii_lowercase();
    let text = text.strip_suffix("+01:00").or_else(|| text.strip_suffix("+02:00")).unwrap_or(&text).trim();
    let (text, half) = match text.strip_suffix('m').map(str::trim_end) {
        Some(text) if text.ends_with(['a', 'p']) => (&text[..text.len() - 1], text.chars().last()),
        _ => (text, None),
    };
    let minutes = hours::minutes(text)?;
    let (hour, minute) = (minutes / 60, minutes % 60);
    match half {
        None => Some(minutes),
        Some(half) if (1..=12).contains(&hour) => Some((hour % 12 + if half == 'p' { 12 } else { 0 }) * 60 + minute),
        Some(_) => None,
    }
}

/// The rule of a day off, once or each year (in the year 1, as older files write it). `None` for what has passed or cannot be
/// read.
pub(super) fn day_off(get: &dyn Fn(&str) -> String, today: Date) -> Option<String> {
    if !matches!(get("closed").trim().to_ascii_lowercase().as_str(), "true" | "1" | "t" | "yes" | "y") {
        return None;
    }
    let (from, to) = (in_words(&get("start_date"))?, in_words(&get("end_date"))?);
    if from.year == 1 {
        let days = period(from, to);
        return Some(format!("{} off", days.replace("1 ", "")));
    }
    (from <= to && to >= today).then(|| crate::period::closed((from, to)))
}

/// A date in ISO form, or `January 01, 0001`.
fn in_words(written: &str) -> Option<Date> {
    if let Some(date) = fields::date(written).filter(|_| !written.contains('/')) {
        return Some(date);
    }
    let words: Vec<&str> = written.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [month, day, year] = words.as_slice() else { return None };
    let short = month.get(..3)?;
    let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(short))? + 1;
    Date::new(year.parse().ok()?, u8::try_from(month).ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    //! - weekly and monthly schedules, some weeks and some dates are written in rules that add to one another;
    //! - what is not certain is unknown, with its words; what has passed is left out.

    use super::*;

    fn osm(schedules: &[&[(&str, &str)]]) -> String {
        let mut all = Schedules::default();
        for schedule in schedules {
            let get = |name: &str| {
                schedule.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()).unwrap_or_default()
            };
            all.add(&get, Date { year: 2026, month: 11, day: 30 });
        }
        all.to_osm()
    }

    #[test]
    fn schedules_as_rules() {
        let at = [("opens_at", "10:00:00"), ("closes_at", "18:00")];
        let with = |more: &[(&'static str, &'static str)]| [at.as_slice(), more].concat();
        for (more, rules) in [
            (vec![("freq", "WEEKLY"), ("byday", "TH,FR")], "Th-Fr 10:00-18:00"),
            (vec![("weekday", "Monday")], "Mo 10:00-18:00"),
            (vec![("dtstart", "2026-12-01")], "2026 Dec 01 10:00-18:00"),
            (vec![("valid_from", "2026-12-03"), ("valid_to", "2026-12-03")], "2026 Dec 03 10:00-18:00"),
            (
                vec![("byday", "TH,FR"), ("valid_from", "2026-12-01"), ("valid_to", "2026-12-04")],
                "2026 Dec 03,2026 Dec 04 10:00-18:00",
            ),
            (
                vec![("byday", "TH"), ("valid_from", "2026-12-02"), ("valid_to", "2026-12-02"), ("notes", "un jour")],
                "unknown \"un jour\"",
            ),
            (vec![("freq", "WEEKLY"), ("dtstart", "2026-11-03")], "Tu 10:00-18:00"),
            (vec![("freq", "WEEKLY"), ("dtstart", "2026-12-01")], "2026 Dec 01-2099 Dec 31 Tu 10:00-18:00"),
            (vec![("freq", "DAILY"), ("until", "2026-12-24")], "2026 Nov 30-2026 Dec 24 10:00-18:00"),
            (vec![("freq", "MONTHLY"), ("byday", "1TH")], "Th[1] 10:00-18:00"),
            (
                vec![("freq", "MONTHLY"), ("bymonthday", "3"), ("until", "2027-01-31")],
                "2026 Dec 03,2027 Jan 03 10:00-18:00",
            ),
            (
                vec![
                    ("freq", "WEEKLY"),
                    ("byday", "TH"),
                    ("interval", "2"),
                    ("dtstart", "2026-11-19"),
                    ("until", "2026-12-31"),
                ],
                "2026 Dec 03,2026 Dec 17,2026 Dec 31 10:00-18:00",
            ),
            (vec![("freq", "WEEKLY"), ("count", "3"), ("dtstart", "2026-11-19")], "2026 Dec 03 10:00-18:00"),
            (vec![("freq", "MONTHLY"), ("byday", "2MO,-1FR")], "Mo[2],Fr[-1] 10:00-18:00"),
            (vec![("byday", "MO"), ("byweekno", "41,42")], "week 41,42 Mo 10:00-18:00"),
            (
                vec![("byday", "MO"), ("valid_from", "2026-07-01"), ("valid_to", "2027-08-31")],
                "2026 Jul 01-2027 Aug 31 Mo 10:00-18:00",
            ),
            (
                vec![("byday", "MO"), ("interval", "2"), ("description", "une fois \"sur\" 2")],
                "unknown \"une fois sur 2\"",
            ),
            (vec![("byday", "2MO"), ("freq", "WEEKLY")], "unknown \"WEEKLY 2MO 10:00:00 18:00\""),
            (vec![("byday", "MO"), ("valid_to", "2005-01-01"), ("notes", "avant")], "unknown \"avant\""),
        ] {
            assert_eq!(osm(&[&with(&more)]), rules, "{more:?}");
            assert_eq!(hours::written(rules).osm, rules, "handed out, it is read back");
        }
        let each = [
            with(&[("byday", "MO")]),
            with(&[("freq", "MONTHLY"), ("byday", "1TH")]),
            with(&[("dtstart", "2026-12-03")]),
            with(&[("dtstart", "2026-10-03"), ("notes", "avant")]),
            with(&[("dtstart", "2026-12-17")]),
            with(&[("byday", "WE"), ("valid_from", "2027-01-01")]),
            with(&[("byday", "TU"), ("interval", "2"), ("dtstart", "2026-12-01"), ("description", "un mardi sur 2")]),
        ];
        let all = osm(&each.each_ref().map(Vec::as_slice));
        let (begins, ends) = (
            "Mo 10:00-18:00, Th[1] 10:00-18:00 || 2027 Jan 01-2099 Dec 31 We 10:00-18:00 || 2027 Dec 01-2099 Dec 31 unknown \"un mardi sur 2\" || 2026 Dec 01,2026 Dec 03,2026 Dec 15,2026 Dec 17,2026 Dec 29,",
            "2027 Nov 30 10:00-18:00",
        );
        assert!(all.starts_with(begins) && all.ends_with(ends), "{all}");
        assert_eq!(hours::written(&all).osm, all);
        assert_eq!(osm(&[&[("description", "Du lundi au vendredi de 9h à 12h")]]), "Mo-Fr 09:00-12:00");
        let noon = [("weekday", "MO"), ("opens_at", "2pm"), ("closes_at", "4:30 PM")];
        assert_eq!(osm(&[&with(&[("byday", "MO")]), &noon]), "Mo 10:00-18:00");
        assert_eq!(
            osm(&[&[("weekday", "MO"), ("opens_at", "9am"), ("closes_at", "12pm")], &noon]),
            "Mo 09:00-12:00,14:00-16:30"
        );
        for odd in [("9am", "03:00"), ("09:00Z", "10:00Z"), ("", "10:00")] {
            let schedule = [("weekday", "MO"), ("opens_at", odd.0), ("closes_at", odd.1)];
            assert!(osm(&[&schedule]).starts_with("unknown"), "{odd:?}");
        }
    }

    #[test]
    fn days_off() {
        let off = |start: &str, end: &str| {
            let get = |name: &str| match name {
                "closed" => "true".to_owned(),
                "start_date" => start.to_owned(),
                _ => end.to_owned(),
            };
            day_off(&get, Date { year: 2026, month: 11, day: 30 })
        };
        assert_eq!(off("2026-12-24", "2026-12-24").as_deref(), Some("2026 Dec 24 off"));
        assert_eq!(off("January 01, 0001", "January 01, 0001").as_deref(), Some("Jan 01 off"));
        assert_eq!((off("12/24/15", "12/24/15"), off("2015-12-24", "2015-12-24")), (None, None));
    }
}
