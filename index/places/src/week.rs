//! The week of a place that opens at the same hours every week: in which quarters of an hour.

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};
use guichet_core::model::Moment;
use opening_hours::{OpeningHours, RuleKind};

/// Quarters of an hour of a week, Monday first.
pub(crate) const QUARTERS: usize = 7 * 24 * 4;

/// When a place is surely open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Week {
    /// Never, as far as is known.
    Unknown,
    /// In these quarters of each week, some of them in part; on a public holiday surely never.
    Same(Vec<usize>),
    /// Months, holidays or dates count as well: the hours themselves are to be asked.
    Exceptions,
}

impl Week {
    /// The week of hours in OpenStreetMap syntax.
    pub fn of(hours: &str) -> Self {
        if hours.trim().is_empty() {
            return Self::Unknown;
        }
        // Closed on public holidays, as most are that speak of them: on no other day does it matter.
        let rules = hours.split(';').map(str::trim).filter(|rule| !matches!(*rule, "PH off" | "PH closed"));
        let usual = rules.collect::<Vec<_>>().join("; ");
        let read = if is_weekly(&usual) { usual.parse::<OpeningHours>().ok() } else { None };
        // A Monday of a week without a change of clocks; no rule here knows what year it is.
        let (Some(hours), Some(monday)) = (read, NaiveDate::from_ymd_opt(2024, 6, 3)) else { return Self::Exceptions };
        let start = monday.and_time(chrono::NaiveTime::MIN);
        let end = start + TimeDelta::days(7);
        let open = hours.iter_range(start, end).filter(|span| span.kind == RuleKind::Open);
        let mut quarters = Vec::new();
        for span in open {
            let minutes = |at: chrono::NaiveDateTime| (at - start).num_minutes().max(0) as usize;
            let (from, to) = (minutes(span.range.start), minutes(span.range.end));
            quarters.extend((from / 15..to.div_ceil(15)).filter(|quarter| *quarter < QUARTERS));
        }
        quarters.dedup();
        Self::Same(quarters)
    }
}

/// The quarter of a week in which a moment is.
pub(crate) fn quarter(moment: Moment) -> usize {
    let at = chrono::NaiveDateTime::from(moment);
    (at.weekday().num_days_from_monday() as usize * 24 + at.hour() as usize) * 4 + at.minute() as usize / 15
}

/// Whether hours speak of days of the week and times alone: no month, date, week, holiday or year.
fn is_weekly(hours: &str) -> bool {
    let mut words = hours.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let known = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "off", "closed"];
    let signs = hours.chars().all(|c| c.is_ascii_alphanumeric() || " :,;-".contains(c));
    // "10-12" without a day would be days of a month, a number of three figures a year.
    let times = hours.split(|c: char| !c.is_ascii_digit()).all(|number| number.len() < 3);
    signs && times && words.all(|word| known.contains(&word))
}

#[cfg(test)]
mod tests {
    //! - what holds every week is known by quarters, those in part too; the rest is to be asked, or not known.

    use super::*;

    #[test]
    fn weeks_by_quarters() {
        let moment = |text| quarter(Moment::parse(text).expect("a moment"));
        let Week::Same(open) = Week::of("Mo-Fr 09:10-12:00; Sa 22:00-02:00") else { panic!("the same every week") };
        assert!(open.contains(&moment("2026-11-23T09:00")) && !open.contains(&moment("2026-11-23T12:00")));
        assert!(open.contains(&moment("2026-11-27T11:59")) && !open.contains(&moment("2026-11-28T11:59")));
        assert!(open.contains(&moment("2026-11-28T23:30")) && open.contains(&moment("2026-11-29T01:59")));
        assert_eq!(Week::of("Mo-Fr 09:10-12:00; Sa 22:00-02:00; PH off"), Week::Same(open));
        for other in [
            "PH 09:00-12:00",
            "Mo 09:00-12:00; PH 10:00-11:00",
            "Jul 10:00-12:00",
            "week 2-52/2 Mo 09:00-12:00",
            "unknown",
        ] {
            assert_eq!(Week::of(other), Week::Exceptions, "{other}");
        }
        assert_eq!(Week::of("  "), Week::Unknown);
        assert_eq!(Week::of("Mo off"), Week::Same(Vec::new()));
    }
}
