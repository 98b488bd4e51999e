//! The clock, read here and in the mains only.

use chrono::{Datelike, Timelike, Utc};
use guichet_core::model::{Date, Moment};

/// The local moment in Europe/Paris.
pub fn now() -> Moment {
    let local = Utc::now().with_timezone(&chrono_tz::Europe::Paris);
    let date = Date { year: local.year(), month: local.month() as u8, day: local.day() as u8 };
    Moment { date, minute: (local.hour() * 60 + local.minute()) as u16 }
}
