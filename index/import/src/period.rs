//! Hours that hold for some dates only: seasons, and closures that a remark announces with their dates.

use crate::hours::names::{FRENCH_DAYS, FRENCH_MONTHS, month_name};
use guichet_core::model::Date;
use guichet_core::text::normal::fold;

/// Longest closure believed, in days: a longer one is a slip, or the end of the place.
const LONGEST: i64 = 366;
/// Most closures of one remark.
const MOST: usize = 20;

/// Some days, in OpenStreetMap syntax: `2026 Dec 24`, or `2026 Dec 24-2027 Jan 02`.
pub(crate) fn period(from: Date, to: Date) -> String {
    let day = |date: Date| format!("{} {} {:02}", date.year, month_name(date.month), date.day);
    if from == to { day(from) } else { format!("{}-{}", day(from), day(to)) }
}

/// The rule of a closure.
pub(crate) fn closed((from, to): (Date, Date)) -> String {
    format!("{} off", period(from, to))
}

/// A week of hours that holds from one day to another, in place of the usual week: each of its rules for these days only.
/// `None` where a rule has words in it, which may hold the signs between rules.
pub(crate) fn season(from: Date, to: Date, week: &str) -> Option<String> {
    let days = period(from, to);
    let whole = from <= to && !week.is_empty() && !week.contains('"');
    whole.then(|| {
        let rules = week.split("; ").map(|rule| format!("{days} {rule}"));
        [format!("{days} off")].into_iter().chain(rules).collect::<Vec<_>>().join("; ")
    })
}

/// The closures that a remark announces with whole dates: `Fermé du 24 décembre 2026 au 2 janvier 2027`, `Fermeture
/// exceptionnelle le 24/12/2026`, `fermé les 24 et 31 décembre 2026`. What lacks a year, or says anything else, is only shown.
pub(crate) fn closures(remark: &str) -> Vec<(Date, Date)> {
    let folded = fold(remark);
    let words: Vec<&str> = folded.split(' ').filter(|word| !FRENCH_DAYS.contains(word)).collect();
    let mut found: Vec<(Date, Date)> = Vec::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| word.starts_with("ferm")) {
        let next = words[at + 1..].iter().take(5).position(|word| matches!(*word, "du" | "le" | "les"));
        let Some(next) = next.map(|next| at + 1 + next) else { continue };
        if words[at + 1..next].iter().any(|word| matches!(*word, "sauf" | "pas" | "ouvert" | "ouverte" | "hors")) {
            continue;
        }
        let rest = &words[next + 1..];
        let read = if words[next] == "du" { span(rest).map(|span| vec![span]) } else { days(rest) };
        let sound = |(from, to): &(Date, Date)| from <= to && to.days() - from.days() <= LONGEST;
        found.extend(read.unwrap_or_default().into_iter().filter(sound));
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

/// `24 decembre 2026 au 2 janvier 2027`, month and year of the first day left out where they are those of the last.
fn span(words: &[&str]) -> Option<(Date, Date)> {
    let to = words.iter().take(4).position(|word| *word == "au")?;
    let (last, _) = date(&words[to + 1..], None, None)?;
    let (first, read) = date(words, Some(last.month), Some(last.year))?;
    if read != to {
        return None;
    }
    // From December to January, the year that is said is that of January.
    let first = if first > last && read == 2 { Date::new(first.year - 1, first.month, first.day)? } else { first };
    Some((first, last))
}

/// `24 decembre 2026`, or `24 et 31 decembre 2026`.
fn days(words: &[&str]) -> Option<Vec<(Date, Date)>> {
    let and = words.iter().take(3).position(|word| *word == "et");
    let Some(and) = and else { return date(words, None, None).map(|(day, _)| vec![(day, day)]) };
    let second = &words[and + 1..];
    let second = second.strip_prefix(&["le"]).unwrap_or(second);
    let (last, _) = date(second, None, None)?;
    let (first, read) = date(words, Some(last.month), Some(last.year))?;
    (read == and && first < last).then(|| vec![(first, first), (last, last)])
}

/// A date, and how many words it takes; without its month and year, those given.
fn date(words: &[&str], month: Option<u8>, year: Option<i32>) -> Option<(Date, usize)> {
    let day: u8 = words.first()?.trim_end_matches("er").parse().ok()?;
    let named = words.get(1).and_then(|word| {
        let name = FRENCH_MONTHS.iter().position(|name| name == word).map(|at| at + 1);
        name.or_else(|| word.parse().ok()).and_then(|month| u8::try_from(month).ok())
    });
    let full = words.get(2).and_then(|word| word.parse().ok()).filter(|year| (2000..2100).contains(year));
    match (named, full) {
        (Some(month), Some(year)) => Some((Date::new(year, month, day)?, 3)),
        (Some(month), None) => Some((Date::new(year?, month, day)?, 2)),
        (None, _) => Some((Date::new(year?, month?, day)?, 1)),
    }
}

#[cfg(test)]
mod tests {
    //! - closures with whole dates are read, in every usual way; without a year, or open on these days, nothing is.

    use super::*;

    #[test]
    fn closures_with_their_dates() {
        for (remark, rules) in [
            ("Fermé du 24 décembre 2026 au 2 janvier 2027 inclus.", "2026 Dec 24-2027 Jan 02 off"),
            ("Fermeture annuelle : du lundi 3 au vendredi 21 août 2026", "2026 Aug 03-2026 Aug 21 off"),
            ("fermé du 28 décembre au 2 janvier 2027", "2026 Dec 28-2027 Jan 02 off"),
            ("Fermeture exceptionnelle le jeudi 24/12/2026", "2026 Dec 24 off"),
            ("Sera fermé les 24 et 31 décembre 2026", "2026 Dec 24 off; 2026 Dec 31 off"),
            ("Fermé le 1er mai 2026. Fermé le 8 mai 2026.", "2026 May 01 off; 2026 May 08 off"),
            ("Fermé en août", ""),
            ("Fermé le 24 décembre", ""),
            ("Fermé sauf le 24 décembre 2026", ""),
            ("Fermé le lundi", ""),
            ("Ouvert le 24 décembre 2026", ""),
            ("Fermé du 24 décembre 2026 au 2 janvier 2036", ""),
        ] {
            assert_eq!(closures(remark).into_iter().map(closed).collect::<Vec<_>>().join("; "), rules, "{remark}");
        }
    }

    #[test]
    fn seasons() {
        let day = |text: &str| Date::parse(text).expect("a date");
        let (from, to) = (day("2026-07-01"), day("2026-08-31"));
        let days = "2026 Jul 01-2026 Aug 31";
        let written = format!("{days} off; {days} Mo 09:00-12:00; {days} Tu 14:00-17:00");
        assert_eq!(season(from, to, "Mo 09:00-12:00; Tu 14:00-17:00"), Some(written));
        assert_eq!((season(to, from, "Mo 09:00-12:00"), season(from, to, "Mo unknown \"x\"")), (None, None));
    }
}
