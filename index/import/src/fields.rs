//! Values of places made sound: text, postal codes, kinds, positions, dates.

use guichet_core::model::{Date, Position};
use guichet_core::text::dated::clean;
use guichet_core::text::normal::fold;

/// Longest one-line value kept.
const LINE: usize = 200;
/// Longest remark kept.
const REMARK: usize = 1_000;

/// A foreign text on one line.
pub(crate) fn line(text: &str) -> String {
    clean(text, LINE * 4).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LINE).collect()
}

/// A foreign text of a few sentences.
pub(crate) fn remark(text: &str) -> String {
    clean(text, REMARK).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The postal code that a text begins with: exactly five digits. Four are mended only where the commune's
/// département tells which zero is missing.
pub(crate) fn postal_code(text: &str, commune_code: &str) -> Option<String> {
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    match digits.len() {
        5 => Some(digits),
        4 if commune_code.starts_with('0') && digits.starts_with(&commune_code[1..2]) => Some(format!("0{digits}")),
        _ => None,
    }
}

/// The commune's name in a last line of an address: `13233 Marseille Cedex 20` is Marseille.
pub(crate) fn town(text: &str) -> String {
    let text = line(text.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()));
    let cedex = text.split(' ').position(|word| word.eq_ignore_ascii_case("cedex"));
    match cedex {
        Some(at) if at > 0 => text.split(' ').take(at).collect::<Vec<_>>().join(" "),
        _ => text,
    }
}

/// The name of a kind of counter, as the directory writes it: lower-case letters, digits and underscores.
pub(crate) fn kind(text: &str) -> Option<String> {
    let kind: String = fold(text).chars().take(60).map(|c| if c == ' ' { '_' } else { c }).collect();
    (!kind.is_empty()).then_some(kind)
}

/// A position, from texts with a point or a comma.
pub(crate) fn position(lat: &str, lon: &str) -> Option<Position> {
    let degrees = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok();
    Position::new(degrees(lat)?, degrees(lon)?)
}

/// A position in one cell, latitude first: `46.1,5.8`, `46,1; 5,8`, `46.1 5.8` or `POINT (5.8 46.1)`, longitude first there.
pub(crate) fn point(text: &str) -> Option<Position> {
    let text = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    if let Some(inner) = text.to_ascii_uppercase().strip_prefix("POINT") {
        let (lon, lat) = inner.trim_matches(['(', ')', ' ']).split_once(' ')?;
        return position(lat, lon);
    }
    let sign = [';', '|', ' '].into_iter().find(|sign| text.contains(*sign) && !(*sign == ' ' && text.contains(", ")));
    let (lat, lon) = text.split_once(sign.unwrap_or(','))?;
    position(lat, lon)
}

/// A date written `08/03/2021 14:14:36` or `2026-07-17T16:15:33+00:00`; not before the sources began.
pub(crate) fn date(text: &str) -> Option<Date> {
    let day = text.trim().split(['T', ' ']).next()?;
    let date = match day.split('/').collect::<Vec<_>>().as_slice() {
        [day, month, year] => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?,
        _ => Date::parse(day)?,
    };
    (2000..2100).contains(&date.year).then_some(date)
}

/// A date in any way that spreadsheets write it, and what is to be said of the reading: the day first, as in France; the
/// month first where no day comes first; a year of two figures; the number of days that a spreadsheet counts.
pub(crate) fn dated(text: &str) -> Option<(Date, Option<&'static str>)> {
    let day = text.trim().split(['T', ' ']).next()?;
    if let Some(date) = date(day) {
        return Some((date, None));
    }
    let parts: Vec<u32> = day.split(['/', '-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (date, said) = match parts.as_slice() {
        [days @ 36_526..=73_050] => {
            (days_of_a_spreadsheet(*days)?, "a number of days of a spreadsheet, read as a date")
        }
        [day, month, year] if (2000..2100).contains(year) => match civil(*year, *month, *day) {
            Some(date) => return Some((date, None)),
            None => (civil(*year, *day, *month)?, "the month stands before the day: read so"),
        },
        [day, month, year @ 0..=99] => match civil(2000 + year, *month, *day) {
            Some(date) => (date, "a year of two figures: read as day, month, year of this century"),
            None => {
                (civil(2000 + year, *day, *month)?, "the month stands before the day, a year of two figures: read so")
            }
        },
        _ => return None,
    };
    Some((date, Some(said)))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
}

/// The day that spreadsheets count from 1899-12-30.
fn days_of_a_spreadsheet(days: u32) -> Option<Date> {
    let first = Date::new(2000, 1, 1)?;
    Some(Date::from_days(first.days() + i64::from(days) - 36_526))
}

/// A SIRET: 14 figures with their key; that of the post has another key.
pub(crate) fn siret(text: &str) -> Option<String> {
    let digits: Vec<u32> =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let doubled = |(at, digit): (usize, &u32)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit };
    let key: u32 = digits.iter().enumerate().map(doubled).sum();
    let post = digits.starts_with(&[3, 5, 6, 0, 0, 0, 0, 0, 0]) && digits.iter().sum::<u32>() % 5 == 0;
    let sound = digits.len() == 14 && digits.iter().any(|digit| *digit > 0) && (key.is_multiple_of(10) || post);
    sound.then(|| digits.iter().map(u32::to_string).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_towns() {
        assert_eq!(postal_code("12000 Rodez", "12202").as_deref(), Some("12000"));
        assert_eq!(postal_code("2700 Évreux", "27229"), None, "no zero makes that one right");
        assert_eq!(postal_code("1400 Bourg", "01001").as_deref(), Some("01400"));
        assert_eq!(town("13233 Marseille Cedex 20"), "Marseille");
        assert_eq!(town("12000  Rodez\u{1b}[2J"), "Rodez[2J");
    }

    #[test]
    fn dates_of_both_forms() {
        let day = Date { year: 2021, month: 3, day: 8 };
        assert_eq!(date("08/03/2021 14:14:36"), Some(day));
        assert_eq!(date("2021-03-08T16:15:33+00:00"), Some(day));
        assert_eq!((date("1969-12-31"), date("31/02/2021"), date("hier"), date("")), (None, None, None, None));
    }

    #[test]
    fn dates_of_spreadsheets() {
        let of = |text: &str| dated(text).map(|(date, said)| (date.to_string(), said.is_some()));
        let read = |text: &str, told: bool| Some((text.to_owned(), told));
        assert_eq!(of("01/08/2024"), read("2024-08-01", false));
        assert_eq!(of("08/25/2024"), read("2024-08-25", true));
        assert_eq!(of("08/01/24"), read("2024-01-08", true));
        assert_eq!(of("45292"), read("2024-01-01", true));
        assert_eq!(of("1.8.2024"), read("2024-08-01", false));
        assert_eq!((of("31/31/2024"), of("12"), of("2024"), of("x")), (None, None, None, None));
    }

    #[test]
    fn keys_of_sirets() {
        assert_eq!(siret("732 829 320 00074").as_deref(), Some("73282932000074"));
        assert_eq!(
            (siret("73282932000075"), siret("00000000000000"), siret("1234"), siret("")),
            (None, None, None, None)
        );
    }

    #[test]
    fn points_of_one_cell() {
        let at = Position::new(46.1, 5.8);
        for text in ["46.1,5.8", "46,1; 5,8", "46.1, 5.8", "46.1 5.8", "POINT (5.8 46.1)", "[46.1,5.8]"] {
            assert_eq!(point(text), at, "{text}");
        }
        assert_eq!((point(""), point("46.1"), point("a,b")), (None, None, None));
    }

    #[test]
    fn kinds_are_plain_words() {
        assert_eq!(kind("Maison_handicapées\u{1b}").as_deref(), Some("maison_handicapees"));
        assert_eq!(kind(" "), None);
    }
}
