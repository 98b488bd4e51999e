//! When the sun rises and sets.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use guichet_core::model::Position;
use opening_hours_syntax::rules::time::{TimeEvent, VariableTime};
use sunrise::{Coordinates, DawnType, SolarDay, SolarEvent};

/// Minutes after the local midnight of a day; `None` where the sun does not do so.
pub(super) fn minutes(time: VariableTime, day: NaiveDate, position: Position, zone: Tz) -> Option<i64> {
    let event = match time.event {
        TimeEvent::Dawn => SolarEvent::Dawn(DawnType::Civil),
        TimeEvent::Sunrise => SolarEvent::Sunrise,
        TimeEvent::Sunset => SolarEvent::Sunset,
        TimeEvent::Dusk => SolarEvent::Dusk(DawnType::Civil),
    };
    let at = SolarDay::new(Coordinates::new(position.lat, position.lon)?, day).event_time(event)?;
    let since = at.with_timezone(&zone).naive_local().signed_duration_since(day.and_time(NaiveTime::MIN));
    Some(since.num_minutes() + i64::from(time.offset)).filter(|minutes| TimeDelta::try_minutes(*minutes).is_some())
}
