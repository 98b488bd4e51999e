//! Opening hours: OpenStreetMap syntax, a place and a moment into open, closed or unknown.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use guichet_core::model::{Date, Moment, Opening, OpeningState};
use opening_hours::localization::Country;
use opening_hours::{Context, OpeningHours, RuleKind};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Départements of the local law of Alsace-Moselle, with two more public holidays (Code du travail, article L3134-13).
const ALSACE_MOSELLE: [&str; 3] = ["57", "67", "68"];

/// Texts of hours kept at once as they were read: some megabytes. Many places share one text.
const KEPT: usize = 4_096;

/// Hours by their text; `None` where it cannot be read.
static READ: LazyLock<Mutex<HashMap<String, Option<OpeningHours>>>> = LazyLock::new(Mutex::default);

/// The state of `hours` (OSM syntax) at a local moment, in the commune of that INSEE code. What cannot be read is
/// unknown, never closed.
///
/// Rules that say nothing of public holidays are open on them, as OSM has it; `holiday` then tells people to call first.
/// Days of local custom, Alsace-Moselle apart, are not known here.
pub fn opening(hours: &str, commune: &str, now: Moment) -> Opening {
    let Some(hours) = read(hours) else { return Opening::UNKNOWN };
    let at = NaiveDateTime::from(now);
    let state = match hours.state(at).0 {
        RuleKind::Open => OpeningState::Open,
        RuleKind::Closed => OpeningState::Closed,
        RuleKind::Unknown => OpeningState::Unknown,
    };
    let next_change = hours.next_change(at).map(Moment::from);
    // The day that people will come on: today where it is open, else the day it opens.
    let coming = if state == OpeningState::Open { Some(now.date) } else { next_change.map(|next| next.date) };
    Opening { state, next_change, holiday: coming.is_some_and(|day| is_holiday(day, commune)) }
}

/// The same of a place that is surely open, public holidays apart; `None` for any other, which is told sooner.
pub fn surely_open(hours: &str, commune: &str, now: Moment) -> Option<Opening> {
    let open = read(hours)?.state(now.into()).0 == RuleKind::Open;
    (open && !is_holiday(now.date, commune)).then(|| opening(hours, commune, now))
}

/// Whether hours can be read; nothing is said of when it is open.
pub fn is_readable(hours: &str) -> bool {
    read(hours).is_some()
}

/// Whether a day is like any other of its weekday everywhere in France: no public holiday.
pub(crate) fn is_usual(now: Moment) -> bool {
    !is_holiday(now.date, "")
}

/// Hours as their text says, each text read once while it is kept.
fn read(hours: &str) -> Option<OpeningHours> {
    if hours.trim().is_empty() {
        return None;
    }
    let mut kept = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(read) = kept.get(hours) {
        return read.clone();
    }
    let read = hours.parse::<OpeningHours>().ok();
    let read = read.map(|read| read.with_context(Context::default().with_holidays(Country::FR.holidays())));
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(hours.to_owned(), read.clone());
    read
}

/// Whether a day is a public holiday where the commune of that INSEE code is.
fn is_holiday(day: Date, commune: &str) -> bool {
    let day = NaiveDate::from(day);
    let everywhere = Country::FR.holidays();
    let public = |day| everywhere.get_public().contains(day);
    let local = commune.get(..2).is_some_and(|departement| ALSACE_MOSELLE.contains(&departement));
    // Easter Monday is the only national holiday of these weeks: three days before it is Good Friday.
    let good_friday =
        || (day.month(), day.day()) >= (3, 20) && (day.month(), day.day()) <= (4, 23) && public(day + Days::new(3));
    public(day) || (local && ((day.month(), day.day()) == (12, 26) || good_friday()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_closed_and_unknown() {
        let at = |text| Moment::parse(text).expect("a moment");
        let hours = "Mo-Fr 09:00-12:00,14:00-17:00";
        let open = opening(hours, "12202", at("2026-11-23T10:00"));
        assert_eq!((open.state, open.next_change), (OpeningState::Open, Some(at("2026-11-23T12:00"))));
        let closed = opening(hours, "12202", at("2026-11-21T10:00"));
        assert_eq!((closed.state, closed.next_change), (OpeningState::Closed, Some(at("2026-11-23T09:00"))));
        assert_eq!(opening("sur rendez-vous", "12202", at("2026-11-23T10:00")), Opening::UNKNOWN);
    }

    #[test]
    fn a_public_holiday_says_to_call_first() {
        let at = |text| Moment::parse(text).expect("a moment");
        let holiday = |hours, commune, now| opening(hours, commune, at(now)).holiday;
        let hours = "Mo-Fr 09:00-12:00";
        assert!(holiday(hours, "12202", "2027-07-14T10:00"), "open by its rules, on the national day");
        assert!(holiday(hours, "12202", "2026-11-10T13:00"), "it opens next on Armistice Day");
        assert!(!holiday(hours, "12202", "2026-11-12T10:00"));
        assert!(!holiday("Mo-Fr 09:00-12:00; PH off", "12202", "2026-11-10T13:00"), "it opens the day after");
        assert_eq!(opening("Mo-Fr 09:00-12:00; PH off", "12202", at("2026-11-11T10:00")).state, OpeningState::Closed);
        // Good Friday is a holiday in Strasbourg, not in Rodez.
        assert!(holiday(hours, "67482", "2027-03-26T10:00") && !holiday(hours, "12202", "2027-03-26T10:00"));
    }
}
