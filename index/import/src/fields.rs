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

/// A SIRET: 14 figures of which the last one checks the others, as Luhn's rule says. All zeros stand for none.
pub(crate) fn siret(text: &str) -> Option<String> {
    let figures: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sound = figures.len() == 14 && figures.bytes().all(|byte| byte.is_ascii_digit());
    let weighed = |(at, byte): (usize, u8)| {
        let figure = u32::from(byte - b'0');
        if at % 2 == 0 { figure * 2 / 10 + figure * 2 % 10 } else { figure }
    };
    let zeros = figures.bytes().all(|byte| byte == b'0');
    (sound && !zeros && figures.bytes().enumerate().map(weighed).sum::<u32>() % 10 == 0).then_some(figures)
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

/// A date written `08/03/2021 14:14:36` or `2026-07-17T16:15:33+00:00`; not before the sources began.
pub(crate) fn date(text: &str) -> Option<Date> {
    let day = text.trim().split(['T', ' ']).next()?;
    let date = match day.split('/').collect::<Vec<_>>().as_slice() {
        [day, month, year] => Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?,
        _ => Date::parse(day)?,
    };
    (2000..2100).contains(&date.year).then_some(date)
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
    fn kinds_are_plain_words() {
        assert_eq!(kind("Maison_handicapées\u{1b}").as_deref(), Some("maison_handicapees"));
        assert_eq!(kind(" "), None);
    }
}
