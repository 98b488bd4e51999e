//! Public and school holidays, by the INSEE code of a commune, from `content/calendar/`.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use serde::Deserialize;
use std::sync::LazyLock;

const PUBLIC: &str = include_str!("../../../../content/calendar/public-holidays.toml");
const SCHOOL: &str = include_str!("../../../../content/calendar/school-holidays.toml");

/// Both tables, read once. A table that is broken is empty: a test refuses it first.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar {
    public: toml::from_str(PUBLIC).unwrap_or_default(),
    school: toml::from_str(SCHOOL).unwrap_or_default(),
});

struct Calendar {
    public: PublicFile,
    school: SchoolFile,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicFile {
    source: Vec<Source>,
}

/// A text that makes days public holidays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    name: String,
    url: String,
    reviewed: String,
    review_by: String,
    day: Vec<PublicDay>,
}

/// A day of every year: on a date, or so many days after Easter Sunday.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicDay {
    /// For whoever reads the file.
    #[allow(dead_code, reason = "it must stand in the file, and tests name it")]
    name: String,
    on: Option<MonthDay>,
    easter: Option<i64>,
    /// Beginnings of INSEE codes; everywhere where there is none.
    #[serde(rename = "where", default)]
    places: Vec<String>,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct MonthDay(u32, u32);

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        let known = parts.filter(|(month, day)| NaiveDate::from_ymd_opt(2024, *month, *day).is_some());
        known.map(|(month, day)| Self(month, day)).ok_or_else(|| format!("{text}: write a month and a day, as 05-01"))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolFile {
    zone: Vec<Zone>,
}

/// A date, as 2026-11-30.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Dated(NaiveDate);

impl TryFrom<String> for Dated {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|error| format!("{text}: {error}"))
    }
}

/// Communes with one school calendar.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zone {
    name: String,
    departements: Vec<String>,
    /// First and last day of which something is known.
    known: [Dated; 2],
    source: String,
    url: String,
    reviewed: String,
    review_by: String,
    /// First and last day of each holiday.
    holidays: Vec<[Dated; 2]>,
}

impl Zone {
    /// Whether a day is a school holiday; `None` where the calendar says nothing.
    fn is_holiday(&self, day: NaiveDate) -> Option<bool> {
        let within = |[from, to]: &[Dated; 2]| (from.0..=to.0).contains(&day);
        within(&self.known).then(|| self.holidays.iter().any(within))
    }
}

/// Whether a day is a public holiday in the commune of that INSEE code. Without a code, only those of the whole country are.
pub(super) fn is_public(day: NaiveDate, commune: &str) -> bool {
    let mut sunday = None;
    let mut is = |public: &PublicDay| match (&public.on, public.easter) {
        (Some(MonthDay(month, number)), _) => (day.month(), day.day()) == (*month, *number),
        (None, Some(after)) => {
            let easter = *sunday.get_or_insert_with(|| easter(day.year()));
            easter.is_some_and(|easter| day.signed_duration_since(easter) == TimeDelta::days(after))
        }
        (None, None) => false,
    };
    let holds = |public: &PublicDay| {
        let here = |code: &String| commune.starts_with(code.as_str());
        public.places.is_empty() || public.places.iter().any(here)
    };
    CALENDAR.public.source.iter().flat_map(|source| &source.day).any(|public| holds(public) && is(public))
}

/// Whether a day is a school holiday in the commune of that INSEE code; `None` where it is not known. Without a code, it is
/// known where all of metropolitan France has holidays, or none has.
pub(super) fn is_school(day: NaiveDate, commune: &str) -> Option<bool> {
    let zones = &CALENDAR.school.zone;
    if commune.is_empty() {
        let mut all = zones.iter().filter(|zone| zone.name.len() == 1).map(|zone| zone.is_holiday(day));
        let first = all.next().flatten()?;
        return all.all(|other| other == Some(first)).then_some(first);
    }
    let here = |zone: &&Zone| zone.departements.iter().any(|code| commune.starts_with(code.as_str()));
    zones.iter().find(here).and_then(|zone| zone.is_holiday(day))
}

/// What of the calendar should have been read again by a day: the source or the zone, its page, and the days of reading and
/// of reading again.
pub(super) fn overdue(today: NaiveDate) -> impl Iterator<Item = String> {
    let past = move |by: &str| by.parse().is_ok_and(|by: NaiveDate| by < today);
    let said = |name: &str, url: &str, reviewed: &str| format!("{name}, read on {reviewed} ({url})");
    let public = CALENDAR.public.source.iter().filter(move |source| past(&source.review_by));
    let school = CALENDAR.school.zone.iter().filter(move |zone| past(&zone.review_by));
    let public = public.map(move |source| said(&source.name, &source.url, &source.reviewed));
    let zone = move |zone: &Zone| {
        said(&format!("school holidays of {}: {}", zone.name, zone.source), &zone.url, &zone.reviewed)
    };
    public.chain(school.map(zone))
}

/// Easter Sunday, by the anonymous Gregorian rule.
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l).div_euclid(433);
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The day before, the first of the calendar at worst.
pub(super) fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    //! - both tables are read, each source and zone is dated, holidays are in order and within what is known;
    //! - every département of metropolitan France has one school zone, and one only;
    //! - days of one place hold there alone, and school holidays outside the calendar are unknown.

    use super::*;
    use std::collections::BTreeSet;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_tables_are_whole() {
        let public: PublicFile = toml::from_str(PUBLIC).expect("read");
        let school: SchoolFile = toml::from_str(SCHOOL).expect("read");
        for source in &public.source {
            assert!(!source.name.is_empty() && source.url.starts_with("https://"), "{}", source.name);
            assert!(day(&source.reviewed) < day(&source.review_by), "{}", source.name);
            for public in &source.day {
                assert!(public.on.is_some() != public.easter.is_some(), "{}", public.name);
            }
        }
        let national = public.source.iter().flat_map(|source| &source.day).filter(|day| day.places.is_empty());
        assert_eq!(national.count(), 11, "Code du travail, L3133-1");
        let mut seen = BTreeSet::new();
        for zone in &school.zone {
            assert!(!zone.source.is_empty() && zone.url.starts_with("https://"), "{}", zone.name);
            assert!(day(&zone.reviewed) < day(&zone.review_by), "{}", zone.name);
            assert!(
                zone.departements.iter().all(|code| seen.insert(code.clone())),
                "{}: a code stands twice",
                zone.name
            );
            let [Dated(mut last), Dated(end)] = zone.known;
            for [Dated(from), Dated(to)] in &zone.holidays {
                assert!(*from > last && from <= to && *to <= end, "{}: {from}", zone.name);
                last = *to;
            }
        }
        assert_eq!(seen.iter().filter(|code| code.len() == 2).count(), 96, "metropolitan France");
    }

    #[test]
    fn easter_and_what_follows_it() {
        for (year, sunday) in [(2024, "2024-03-31"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25")] {
            assert_eq!(easter(year), Some(day(sunday)));
        }
        assert!(is_public(day("2026-05-14"), "12202") && is_public(day("2026-05-25"), ""));
        assert!(!is_public(day("2026-04-05"), "12202"), "Easter Sunday is none by law");
    }

    #[test]
    fn what_is_past_its_review_is_named() {
        assert_eq!(overdue(day("2026-11-30")).count(), 0);
        let all = CALENDAR.public.source.len() + CALENDAR.school.zone.len();
        assert_eq!(overdue(day("2099-01-01")).count(), all);
    }

    #[test]
    fn days_of_one_place() {
        assert!(is_public(day("2027-03-26"), "67482") && !is_public(day("2027-03-26"), "12202"));
        assert!(is_public(day("2026-12-20"), "97411") && !is_public(day("2026-12-20"), "97209"));
        assert!(is_public(day("2027-05-27"), "97105") && is_public(day("2027-05-28"), "97801"));
        assert!(is_public(day("2026-11-20"), "98735") && !is_public(day("2026-06-29"), "98735"));
    }

    #[test]
    fn school_holidays_by_zone() {
        let at = |text, commune| is_school(day(text), commune);
        assert_eq!((at("2027-02-15", "69123"), at("2027-02-15", "75056")), (Some(true), Some(true)));
        assert_eq!((at("2027-02-25", "69123"), at("2027-02-25", "75056")), (Some(true), Some(false)));
        assert_eq!((at("2027-08-15", "69123"), at("2026-11-30", "97209")), (None, None), "no calendar there");
        assert_eq!((at("2026-12-25", ""), at("2027-02-25", ""), at("2026-11-30", "")), (Some(true), None, Some(false)));
        assert_eq!((at("2026-03-10", "97411"), at("2026-03-10", "2A004")), (Some(true), Some(false)));
    }
}
