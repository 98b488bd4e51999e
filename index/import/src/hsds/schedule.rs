//! Schedules as calendars write them (`freq`, `byday`, `opens_at` …), in OpenStreetMap syntax where they are certain.

use crate::fields;
use crate::hours::names::MONTHS;
use crate::hours::{self, Week, WrittenAs};
use crate::period::period;
use guichet_core::model::Date;
use guichet_core::text::dated::clean;

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
/// Most rules of one place.
const MOST: usize = 40;

/// The hours of a place, schedule by schedule.
#[derive(Default)]
pub(super) struct Schedules {
    week: Week,
    /// Rules that add to the week: some weeks, some days of the month, some dates.
    more: Vec<String>,
    /// What is not certain.
    doubts: Vec<String>,
    /// What a schedule says in words alone, where they can be read.
    words: String,
    any: bool,
}

impl Schedules {
    /// The expression; empty where nothing is known.
    pub(super) fn to_osm(&self) -> String {
        let mut rules = self.week.to_osm();
        for rule in &self.more {
            let between = if rules.is_empty() { "" } else { ", " };
            rules.push_str(&format!("{between}{rule}"));
        }
        if rules.is_empty() && !self.words.is_empty() {
            return self.words.clone();
        }
        match (rules.is_empty(), self.doubts.first()) {
            (true, Some(doubt)) => format!("unknown \"{doubt}\""),
            _ => rules,
        }
    }

    /// What is not certain, to be shown in words.
    pub(super) fn doubts(&self) -> &[String] {
        &self.doubts
    }

    /// Whether a schedule was given.
    pub(super) const fn is_some(&self) -> bool {
        self.any
    }

    /// Adds a schedule, whose values `get` gives. `today` is the day on which the file is read. Returns what cannot be said
    /// for certain.
    pub(super) fn add(&mut self, get: &dyn Fn(&str) -> String, today: Date) -> Option<&'static str> {
        self.any = true;
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
                let said = [get("freq"), get("byday"), get("weekday"), get("opens_at"), get("closes_at")];
                let said = if words.trim().is_empty() { said.join(" ") } else { words };
                let said = clean(&said, LONGEST).replace(['"', '\n'], " ");
                let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                if !said.is_empty() && !self.doubts.contains(&said) && self.doubts.len() < MOST {
                    self.doubts.push(said);
                }
                Some(why)
            }
        }
    }

    fn read(&mut self, get: &dyn Fn(&str) -> String, today: Date) -> Result<(), &'static str> {
        let (from, to) = span(&get("opens_at"), &get("closes_at"))?;
        if !matches!(get("interval").trim(), "" | "1") {
            return Err("every second week or more seldom: shown as unknown");
        }
        if [get("count"), get("byyearday"), get("bymonthday")].iter().any(|value| !value.trim().is_empty()) {
            return Err("a number of times, or days of the month or the year: shown as unknown");
        }
        let dates = dates(get, today)?;
        let weeks = weeks(&get("byweekno"))?;
        let written = if get("byday").trim().is_empty() { get("weekday") } else { get("byday") };
        let monthly = match get("freq").trim().to_ascii_uppercase().as_str() {
            "" | "WEEKLY" => false,
            "MONTHLY" => true,
            _ => return Err("neither weekly nor monthly: shown as unknown"),
        };
        let mut days: Vec<(usize, String)> = Vec::new();
        for part in written.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            days.push(day(part, monthly).ok_or("a day that cannot be read: shown as unknown")?);
        }
        if days.is_empty() {
            let first = fields::date(&get("dtstart")).ok_or("no day of the week: shown as unknown")?;
            if monthly {
                return Err("no day of the week: shown as unknown");
            }
            days.push((usize::from(first.weekday()), String::new()));
        }
        if dates.is_empty() && weeks.is_empty() && days.iter().all(|(_, which)| which.is_empty()) {
            days.iter().for_each(|(day, _)| {
                self.week.open(*day, from, to);
            });
            return Ok(());
        }
        let days: Vec<String> = days.iter().map(|(day, which)| format!("{}{which}", DAYS[*day].1)).collect();
        let hours = format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60);
        let rule = [dates, weeks, days.join(","), hours].into_iter().filter(|part| !part.is_empty());
        let rule = rule.collect::<Vec<_>>().join(" ");
        if !self.more.contains(&rule) && self.more.len() < MOST {
            self.more.push(rule);
        }
        Ok(())
    }
}

/// The dates for which a schedule holds, in OpenStreetMap syntax; empty where it holds now and no end is said.
fn dates(get: &dyn Fn(&str) -> String, today: Date) -> Result<String, &'static str> {
    let read = |names: [&str; 2]| -> Result<Option<Date>, &'static str> {
        let written = names.map(get).into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        if written.is_empty() {
            return Ok(None);
        }
        fields::date(&written).map(Some).ok_or("a date that cannot be read: shown as unknown")
    };
    let from = read(["valid_from", "valid_from"])?;
    let to = read(["valid_to", "until"])?;
    match (from, to) {
        (_, Some(to)) if to < today => Err("it holds no more"),
        (Some(from), Some(to)) if from > to => Err("it ends before it begins: shown as unknown"),
        (Some(from), Some(to)) => Ok(period(from, to)),
        (None, Some(to)) => Ok(period(today, to)),
        (Some(from), None) if from > today => Err("it does not hold yet, and its end is not said: shown as unknown"),
        (_, None) => Ok(String::new()),
    }
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

/// A day of the week (Monday is 0), and which one of the month: `2MO` is `[2]`.
fn day(written: &str, monthly: bool) -> Option<(usize, String)> {
    let lower = written.to_ascii_lowercase();
    if let Some(day) = DAYS.iter().position(|(_, _, name)| *name == lower) {
        return Some((day, String::new()));
    }
    let sign = written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    let day = DAYS.iter().position(|(name, ..)| sign.eq_ignore_ascii_case(name))?;
    match written[..written.len() - sign.len()].trim_start_matches('+') {
        "" => Some((day, String::new())),
        which if monthly => {
            let which: i8 = which.parse().ok()?;
            ((1..=5).contains(&which.abs())).then(|| (day, format!("[{which}]")))
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
            (vec![("dtstart", "2026-12-01")], "Tu 10:00-18:00"),
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
        }
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
