//! Opening hours: OpenStreetMap syntax and a moment into open, closed or unknown.

use chrono::{NaiveDate, NaiveDateTime};
use guichet_core::model::{Date, Moment, Opening, OpeningState};
use opening_hours::{OpeningHours, RuleKind};

/// The state of `hours` (OSM syntax) at a local moment. What cannot be read is unknown, never closed.
pub fn opening(hours: &str, now: Moment) -> Opening {
    if hours.trim().is_empty() {
        return Opening::UNKNOWN;
    }
    let (Ok(parsed), Some(at)) = (hours.parse::<OpeningHours>(), to_chrono(now)) else { return Opening::UNKNOWN };
    let state = match parsed.state(at).0 {
        RuleKind::Open => OpeningState::Open,
        RuleKind::Closed => OpeningState::Closed,
        RuleKind::Unknown => OpeningState::Unknown,
    };
    Opening { state, next_change: parsed.next_change(at).and_then(from_chrono), holiday: false }
}

fn to_chrono(moment: Moment) -> Option<NaiveDateTime> {
    let Date { year, month, day } = moment.date;
    let minute = u32::from(moment.minute);
    NaiveDate::from_ymd_opt(year, month.into(), day.into())?.and_hms_opt(minute / 60, minute % 60, 0)
}

fn from_chrono(at: NaiveDateTime) -> Option<Moment> {
    Moment::parse(&at.format("%Y-%m-%dT%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_closed_and_unknown() {
        let at = |text| Moment::parse(text).expect("a moment");
        let hours = "Mo-Fr 09:00-12:00,14:00-17:00";
        let open = opening(hours, at("2026-11-23T10:00"));
        assert_eq!((open.state, open.next_change), (OpeningState::Open, Some(at("2026-11-23T12:00"))));
        let closed = opening(hours, at("2026-11-21T10:00"));
        assert_eq!((closed.state, closed.next_change), (OpeningState::Closed, Some(at("2026-11-23T09:00"))));
        assert_eq!(opening("sur rendez-vous", at("2026-11-23T10:00")), Opening::UNKNOWN);
    }
}
