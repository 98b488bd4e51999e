//! The clocks of places, and those of France by the beginning of the INSEE code of a commune (zone1970.tab, 2026a).

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike};
use guichet_core::model::Moment;
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{self, AmbiguousOffset};
use std::sync::LazyLock;

const OVERSEAS: [(&str, &str); 11] = [
    ("971", "America/Guadeloupe"),
    ("972", "America/Martinique"),
    ("973", "America/Cayenne"),
    ("974", "Indian/Reunion"),
    ("975", "America/Miquelon"),
    ("976", "Indian/Mayotte"),
    ("977", "America/St_Barthelemy"),
    ("978", "America/Marigot"),
    ("986", "Pacific/Wallis"),
    // The Marquesas and the Gambier are half an hour and an hour ahead of Tahiti.
    ("987", "Pacific/Tahiti"),
    ("988", "Pacific/Noumea"),
];

static PARIS: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::named("Europe/Paris").unwrap_or_default());
static ZONES: LazyLock<Vec<(&str, TimeZone)>> = LazyLock::new(|| {
    let known = OVERSEAS.iter().filter_map(|(code, name)| Some((*code, TimeZone::named(name)?)));
    known.collect()
});

/// A clock of the tz database, which the program carries: that of the machine may be missing or old. By default it is universal time.
#[derive(Debug, Clone)]
pub struct TimeZone(tz::TimeZone);

impl Default for TimeZone {
    fn default() -> Self {
        Self(tz::TimeZone::UTC)
    }
}

impl TimeZone {
    /// The clock of Paris.
    pub fn paris() -> &'static Self {
        &PARIS
    }

    /// A clock by its name, such as `Indian/Reunion`.
    pub fn named(name: &str) -> Option<Self> {
        tz::TimeZone::get(name).ok().map(Self)
    }

    /// What it shows at a universal time.
    pub fn local(&self, utc: NaiveDateTime) -> NaiveDateTime {
        let at = Timestamp::from_second(utc.and_utc().timestamp()).unwrap_or_default();
        let offset = TimeDelta::seconds(self.0.to_offset(at).seconds().into());
        utc.checked_add_signed(offset).unwrap_or(utc)
    }

    /// The universal time at which it shows a time, the first of two in autumn. `None`: it is left out in spring.
    pub fn universal(&self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        let part = |value: u32| i8::try_from(value).ok();
        let (year, month, day) = (i16::try_from(local.year()).ok()?, part(local.month())?, part(local.day())?);
        let (hour, minute, second) = (part(local.hour())?, part(local.minute())?, part(local.second())?);
        let shown = civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
        let offset = match self.0.to_ambiguous_timestamp(shown).offset() {
            AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => offset,
            AmbiguousOffset::Gap { .. } => return None,
        };
        let at = local.and_utc().timestamp() - i64::from(offset.seconds());
        DateTime::from_timestamp(at, 0).map(|at| at.naive_utc())
    }
}

/// The moment by the clock of a commune, at a moment by that of Paris.
pub(super) fn local(commune: &str, now: Moment) -> Moment {
    let Some((_, zone)) = ZONES.iter().find(|(code, _)| commune.starts_with(code)) else { return now };
    TimeZone::paris().universal(now.into()).map_or(now, |at| zone.local(at).into())
}

#[cfg(test)]
mod tests {
    //! - every clock of France is known;
    //! - an hour that comes twice is the first, one that is left out is none.

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        Moment::parse(text).expect("a moment").into()
    }

    #[test]
    fn every_clock_of_france_is_known() {
        assert_eq!(ZONES.len(), OVERSEAS.len());
        let summer = at("2026-07-01T00:30");
        assert_eq!(TimeZone::paris().local(summer), at("2026-07-01T02:30"));
        let shown = |code: &str| local(code, Moment::parse("2026-07-01T02:30").expect("a moment"));
        for (code, there) in
            [("97411", "2026-07-01T04:30"), ("97302", "2026-06-30T21:30"), ("98735", "2026-06-30T14:30")]
        {
            assert_eq!(shown(code), Moment::parse(there).expect("a moment"), "{code}");
        }
        assert!(TimeZone::named("Europe/Nowhere").is_none());
    }

    #[test]
    fn the_hours_of_the_changes() {
        let paris = TimeZone::paris();
        assert_eq!(paris.universal(at("2026-10-25T02:30")), Some(at("2026-10-25T00:30")), "the first of two");
        assert_eq!(paris.universal(at("2027-03-28T02:30")), None, "left out");
        assert_eq!(paris.universal(at("2026-12-01T09:05")), Some(at("2026-12-01T08:05")));
    }
}
