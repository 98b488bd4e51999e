//! The clocks of France, by the beginning of the INSEE code of a commune, as the tz database names them (zone1970.tab, 2026a).

use chrono::{NaiveDateTime, TimeZone};
use chrono_tz::{America, Europe, Indian, Pacific, Tz};
use guichet_core::model::Moment;

const OVERSEAS: [(&str, Tz); 11] = [
    ("971", America::Guadeloupe),
    ("972", America::Martinique),
    ("973", America::Cayenne),
    ("974", Indian::Reunion),
    ("975", America::Miquelon),
    ("976", Indian::Mayotte),
    ("977", America::St_Barthelemy),
    ("978", America::Marigot),
    ("986", Pacific::Wallis),
    // The Marquesas and the Gambier are half an hour and an hour ahead of Tahiti.
    ("987", Pacific::Tahiti),
    ("988", Pacific::Noumea),
];

/// The moment by the clock of a commune, at a moment by that of Paris.
pub(super) fn local(commune: &str, now: Moment) -> Moment {
    let Some((_, zone)) = OVERSEAS.iter().find(|(code, _)| commune.starts_with(code)) else { return now };
    let paris = Europe::Paris.from_local_datetime(&NaiveDateTime::from(now)).earliest();
    paris.map_or(now, |at| at.with_timezone(zone).naive_local().into())
}
