//! Days on which a place that travels passes, where its name gives them with the year: `Maison itinérante (15/11/26 -
//! 13/12/26)`. Its hours then hold on these days, not each week.

use crate::fields::dated;
use crate::hours::names::DAYS;
use crate::osm_week;
use crate::period::period;
use guichet_core::model::Date;
use guichet_core::text::normal::fold;

/// Most days of one name.
const MOST: usize = 60;

/// The hours of a place on the days that its name gives; `None` where its name gives none, or its hours are dated already. What
/// is over, or does not fit, is unknown with the days as they are written.
pub(crate) fn hours(name: &str, osm: &str, today: Date) -> Option<String> {
    let travels = fold(name).split(' ').any(|word| word.starts_with("itineran"));
    let written = written(name);
    if !travels || written.is_empty() || osm.is_empty() || osm.starts_with("unknown") || osm.starts_with("20") {
        return None;
    }
    Some(certain(&written, osm, today).unwrap_or_else(|| format!("unknown \"passages : {}\"", written.join(", "))))
}

/// The days to come and their hours; `None` where no day is to come, or one of them is no day of the hours.
fn certain(written: &[String], osm: &str, today: Date) -> Option<String> {
    let days: Vec<Date> = written.iter().map(|day| dated(day).map(|(day, _)| day)).collect::<Option<_>>()?;
    let spans = osm_week::spans(osm)?;
    let holds = |span: &osm_week::Span, day: &Date| {
        let short = DAYS[usize::from(day.weekday())];
        span.days.iter().any(|known| known.eq_ignore_ascii_case(short))
    };
    if !days.iter().all(|day| spans.iter().any(|span| holds(span, day))) {
        return None;
    }
    let to_come: Vec<Date> = days.into_iter().filter(|day| *day >= today).collect();
    let rule = |span: &osm_week::Span| {
        let days: Vec<String> = to_come.iter().filter(|day| holds(span, day)).map(|day| period(*day, *day)).collect();
        (!days.is_empty()).then(|| format!("{} {}-{}", days.join(","), span.from, span.to))
    };
    let rules: Vec<String> = spans.iter().filter_map(rule).collect();
    (!rules.is_empty()).then(|| rules.join(" || "))
}

/// The days of a text, day, month and year, as they are written but for spaces.
fn written(text: &str) -> Vec<String> {
    let mut close = String::new();
    for part in text.split('/') {
        let glued = close.trim_end().len();
        close.truncate(glued);
        close.push_str(if close.is_empty() { "" } else { "/" });
        close.push_str(part.trim_start());
    }
    let parts = close.split(|c: char| !c.is_ascii_digit() && c != '/');
    let is_day = |part: &&str| part.split('/').count() == 3 && part.split('/').all(|part| !part.is_empty());
    parts.filter(is_day).take(MOST).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    //! - the days of a name are those of its hours where each is one of their days; what is over, or does not fit, is unknown;
    //! - a place that does not travel, or gives no day with its year, keeps its week.

    use super::*;

    #[test]
    fn days_of_passage() {
        let today = Date { year: 2026, month: 11, day: 30 };
        for (name, osm, found) in [
            (
                "Maison itinérante : Passage les 17/11/26 - 1/12 /26 - 15/12/2026",
                "Tu 09:00-12:00,14:00-16:00",
                Some("2026 Dec 01,2026 Dec 15 09:00-12:00 || 2026 Dec 01,2026 Dec 15 14:00-16:00"),
            ),
            (
                "Bus itinérant (1/12/26 et 3/12/26)",
                "Tu 09:00-12:00; Th 14:00-16:00",
                Some("2026 Dec 01 09:00-12:00 || 2026 Dec 03 14:00-16:00"),
            ),
            ("Bus itinérant (15/11/22)", "Tu 09:00-12:00", Some("unknown \"passages : 15/11/22\"")),
            ("Bus itinérant (2/12/26)", "Tu 09:00-12:00", Some("unknown \"passages : 2/12/26\"")),
            ("Bus itinérant (32/12/26)", "Tu 09:00-12:00", Some("unknown \"passages : 32/12/26\"")),
            ("Bus itinérant (2/12/26)", "", None),
            ("Bus itinérant (1/12)", "Tu 09:00-12:00", None),
            ("Maison ouverte le 1/12/26", "Tu 09:00-12:00", None),
            ("Bus itinérant (1/12/26)", "2026 Dec 01 09:00-12:00", None),
        ] {
            assert_eq!(hours(name, osm, today).as_deref(), found, "{name}");
        }
    }
}
