//! The clock, read here and in the mains only.

use chrono::Utc;
use guichet_core::model::Moment;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The local moment in Europe/Paris.
pub fn now() -> Moment {
    Utc::now().with_timezone(&chrono_tz::Europe::Paris).naive_local().into()
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
