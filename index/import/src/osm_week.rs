//! A plain week of hours read back from OpenStreetMap syntax, for standards that write a week day by day. Anything else
//! than days and spans is left alone: it means something that a week cannot say.

use crate::hours::names::DAYS;

/// Some days that are open from one hour to another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// The days, as iCalendar names them.
    pub days: Vec<&'static str>,
    /// From when, `09:00`.
    pub from: String,
    /// Until when.
    pub to: String,
}

/// The spans of a plain week, as they are written; `None` where the hours say more. A day stands in one rule only: where a
/// later rule replaces an earlier one, the week is not plain.
pub(crate) fn spans(hours: &str) -> Option<Vec<Span>> {
    const ICAL: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let mut seen = [false; 7];
    let mut spans = Vec::new();
    for rule in hours.split(';').map(str::trim) {
        let (days, times) = rule.split_once(' ')?;
        let days = days_of(days)?;
        for day in &days {
            if std::mem::replace(&mut seen[*day], true) {
                return None;
            }
        }
        for time in times.split(',') {
            let (from, to) = time.split_once('-')?;
            let (from, to) = (clock(from)?, clock(to)?);
            if from >= to {
                return None;
            }
            spans.push(Span { days: days.iter().map(|day| ICAL[*day]).collect(), from, to });
        }
    }
    Some(spans)
}

fn days_of(text: &str) -> Option<Vec<usize>> {
    let day = |name: &str| DAYS.iter().position(|day| *day == name);
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            Some((first, last)) => {
                let (first, last) = (day(first)?, day(last)?);
                if first >= last {
                    return None;
                }
                days.extend(first..=last);
            }
            None => days.push(day(part)?),
        }
    }
    Some(days)
}

/// `09:00`, and nothing that is not an hour of a day.
fn clock(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once(':')?;
    let figures =
        hour.len() == 2 && minute.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    (figures && hour.parse::<u8>().ok()? < 24 && minute.parse::<u8>().ok()? < 60).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_weeks_alone_are_read() {
        let read = spans("Mo-We,Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00").expect("a plain week");
        let days = ["MO", "TU", "WE", "FR"];
        let span = |days: &[&'static str], from: &str, to: &str| Span {
            days: days.to_vec(),
            from: from.into(),
            to: to.into(),
        };
        assert_eq!(
            read,
            [span(&days, "09:00", "12:00"), span(&days, "14:00", "17:00"), span(&["SA"], "10:00", "12:00")]
        );
        for more in [
            "24/7",
            "Mo-Fr 09:00-12:00; PH off",
            "Mo 09:00-12:00; Mo 14:00-17:00",
            "Mo 22:00-02:00",
            "week 1-53/2 Mo 09:00-12:00",
            "Mo 09:00-12:00 \"rdv\"",
            "Mo 09:00+",
            "Sa-Mo 09:00-12:00",
            "",
        ] {
            assert_eq!(spans(more), None, "{more}");
        }
    }
}
