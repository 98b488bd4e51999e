//! The clock, read here and in the mains only.

use chrono::Utc;
use guichet_core::model::Moment;
use guichet_places::schedule::TimeZone;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The local moment in Europe/Paris.
pub fn now() -> Moment {
    TimeZone::paris().local(Utc::now().naive_utc()).into()
}

/// A local moment in Europe/Paris by universal time. One that comes twice in autumn is the first of them; one that is left out in
/// spring is an hour off.
pub fn universal(moment: Moment) -> Moment {
    TimeZone::paris().universal(moment.into()).map_or(moment, Moment::from)
}

/// Nanoseconds since 1970: tells two builds apart.
pub(crate) fn stamp() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

/// Rounds of waiting: the first at once, then one every `pause`, until `limit` has passed.
pub(crate) fn within(limit: Duration, pause: Duration) -> impl Iterator<Item = ()> + Send {
    let start = Instant::now();
    let mut first = true;
    std::iter::from_fn(move || {
        if start.elapsed() >= limit {
            return None;
        }
        if !std::mem::take(&mut first) {
            std::thread::sleep(pause);
        }
        (start.elapsed() < limit).then_some(())
    })
}

/// What `work` gives, and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paris_is_one_hour_ahead_in_winter_and_two_in_summer() {
        let at = |text| Moment::parse(text).expect("a moment");
        for (local, utc) in [
            ("2026-12-01T09:05", "2026-12-01T08:05"),
            ("2026-07-01T00:30", "2026-06-30T22:30"),
            ("2026-10-25T02:30", "2026-10-25T00:30"),
            ("2027-03-28T02:30", "2027-03-28T02:30"),
        ] {
            assert_eq!(universal(at(local)), at(utc), "{local}");
        }
    }
}
