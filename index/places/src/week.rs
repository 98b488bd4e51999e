//! The week of a place that opens at the same hours every week: in which quarters of an hour.

use crate::schedule;
use chrono::{Datelike, Timelike};
use guichet_core::model::{Moment, OpenAt};

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
        if !schedule::is_read(hours) {
            return Self::Unknown;
        }
        let is_set = |quarters: &schedule::Quarters, at: usize| quarters[at / 64] >> (at % 64) & 1 == 1;
        let same = |quarters| Self::Same((0..QUARTERS).filter(|at| is_set(&quarters, *at)).collect());
        schedule::touched_quarters(hours).map_or(Self::Exceptions, same)
    }
}

/// The quarters of a week in which a place that is the same every week may be open; none of a public holiday.
pub(crate) fn quarters(when: OpenAt) -> Vec<usize> {
    let (from, until) = match when {
        OpenAt::Moment(moment) => (moment, moment),
        OpenAt::Between(from, until) => (from, until),
    };
    // Every quarter that is touched, those of a week at most.
    let touched = (0..QUARTERS as i64).map(|nth| from.plus_minutes(nth * 15 - i64::from(from.minute % 15)));
    let touched = touched.take_while(|moment| moment.minutes() <= until.minutes());
    touched.filter(|moment| schedule::is_usual(*moment)).map(quarter).collect()
}

/// The quarter of a week in which a moment is.
fn quarter(moment: Moment) -> usize {
    let at = chrono::NaiveDateTime::from(moment);
    (at.weekday().num_days_from_monday() as usize * 24 + at.hour() as usize) * 4 + at.minute() as usize / 15
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
        for other in
            ["PH 09:00-12:00", "Mo 09:00-12:00; PH 10:00-11:00", "Jul 10:00-12:00", "week 2-52/2 Mo 09:00-12:00"]
        {
            assert_eq!(Week::of(other), Week::Exceptions, "{other}");
        }
        assert_eq!(Week::of("  "), Week::Unknown);
        assert_eq!(Week::of("sur rendez-vous"), Week::Unknown);
        for never in ["Mo off", "unknown \"sur rendez-vous\""] {
            assert_eq!(Week::of(never), Week::Same(Vec::new()));
        }
    }
}
