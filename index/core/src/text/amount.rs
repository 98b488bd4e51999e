//! Numbers in what people type: "environ 1200 euros je crois", "1.200,50", "4 ans et 9 mois", "05/1991".

use super::normal::{digit, fold};

/// A number as it was said.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The number; below zero after a minus sign.
    pub value: f64,
    /// Its digits before any decimals: a year has four.
    pub digits: usize,
    /// The folded word right after it, possibly empty: `ans`, `euros`.
    pub unit: String,
}

/// How commas, points and spaces inside numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One amount: `1 200,50`.
    Amount,
    /// Several whole numbers: `4,9`, `05/1991`.
    List,
}

/// Longest text that is read.
const LONGEST: usize = 400;

/// The numbers of a text, in their order.
pub fn numbers(text: &str, style: Style) -> Vec<Said> {
    let chars: Vec<char> = text.chars().take(LONGEST).collect();
    let at = |place: usize| chars.get(place).copied();
    let value = |place: usize| at(place).and_then(digit);
    let run = |from: usize| (from..chars.len()).take_while(|place| value(*place).is_some()).count();
    let (mut found, mut place) = (Vec::new(), 0);
    while place < chars.len() {
        if value(place).is_none() {
            place += 1;
            continue;
        }
        let sign = place.checked_sub(1).and_then(at);
        let before = place.checked_sub(2).and_then(at);
        let minus = matches!(sign, Some('-' | '−')) && !before.is_some_and(char::is_alphanumeric);
        let mut end = place + run(place);
        let mut whole: Vec<u8> = (place..end).filter_map(value).collect();
        let mut decimals: Vec<u8> = Vec::new();
        while style == Style::Amount && decimals.is_empty() {
            let (separator, group) = (at(end), run(end + 1));
            match separator {
                // Thousands stand in groups of three behind one to three digits.
                Some(' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '\'' | '’') if group == 3 && whole.len() <= 9 => {
                    whole.extend((end + 1..end + 4).filter_map(value));
                    end += 4;
                }
                Some('.' | ',') if group > 0 => {
                    decimals.extend((end + 1..=end + group).filter_map(value));
                    end += 1 + group;
                }
                _ => break,
            }
        }
        let number = |digits: &[u8]| digits.iter().fold(0.0, |sum, digit| sum * 10.0 + f64::from(*digit));
        let part = decimals.get(..decimals.len().min(2)).unwrap_or_default();
        let size = number(&whole) + number(part) / 10_f64.powi(part.len() as i32);
        let word: String =
            chars.iter().skip(end).skip_while(|c| **c == ' ').take_while(|c| c.is_alphabetic()).collect();
        found.push(Said { value: if minus { -size } else { size }, digits: whole.len(), unit: fold(&word) });
        place = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let written = [
            ("environ 1200 euros je crois", 1200.0),
            ("1.200,50", 1200.5),
            ("1 200,50 €", 1200.5),
            ("1,200.50", 1200.5),
            ("1\u{202f}200", 1200.0),
            ("1'200", 1200.0),
            ("12,5", 12.5),
            ("٨٥٠", 850.0),
            ("-5", -5.0),
            ("1 234 567", 1_234_567.0),
        ];
        for (typed, value) in written {
            let read: Vec<f64> = numbers(typed, Style::Amount).into_iter().map(|said| said.value).collect();
            assert_eq!(read, [value], "{typed}");
        }
        assert_eq!(numbers("entre 800 et 900", Style::Amount).len(), 2);
        assert_eq!(numbers("10-12", Style::Amount).iter().map(|said| said.value).collect::<Vec<_>>(), [10.0, 12.0]);
        assert_eq!(numbers("rien", Style::Amount), []);
    }

    #[test]
    fn lists_are_whole_numbers_with_their_words() {
        let read = numbers("2 enfants : 4,9 ans, 6 mois", Style::List);
        let said: Vec<(f64, &str)> = read.iter().map(|said| (said.value, said.unit.as_str())).collect();
        assert_eq!(said, [(2.0, "enfants"), (4.0, ""), (9.0, "ans"), (6.0, "mois")]);
        let date: Vec<usize> = numbers("12/05/1991", Style::List).iter().map(|said| said.digits).collect();
        assert_eq!(date, [2, 2, 4]);
    }
}
