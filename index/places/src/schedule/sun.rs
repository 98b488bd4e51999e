//! When the sun rises and sets.

use super::clock::TimeZone;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use guichet_core::model::Position;
use opening_hours_syntax::rules::time::{TimeEvent, VariableTime};
use sunrise::{Coordinates, DawnType, SolarDay, SolarEvent};

/// Minutes after the local midnight of a day; `None` where the sun does not do so.
pub(super) fn minutes(time: VariableTime, day: NaiveDate, position: Position, zone: &TimeZone) -> Option<i64> {
    let event = match time.event {
        TimeEvent::Dawn => SolarEvent::Dawn(DawnType::Civil),
        TimeEvent::Sunrise => SolarEvent::Sunrise,
        TimeEvent::Sunset => SolarEvent::Sunset,
        TimeEvent::Dusk => SolarEvent::Dusk(DawnType::Civil),
    };
    let at = SolarDay::new(Coordinates::new(position.lat, position.lon)?, day).event_time(event)?;
    let since = zone.local(at.naive_utc()).signed_duration_since(day.and_time(NaiveTime::MIN));
    Some(since.num_minutes() + i64::from(time.offset)).filter(|minutes| TimeDelta::try_minutes(*minutes).is_some())
}
