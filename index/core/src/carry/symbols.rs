//! The two ways of writing a number: a row of symbols, each of which is a word, and the parameter of a link.

use super::check::{self, BITS, SYMBOLS};
use super::number::Number;
use crate::fingerprint::Fingerprint;

/// Most words of a row, the one that checks it included.
pub const MOST_WORDS: usize = 12;
/// Fewest: with fewer, four words of a need might be taken for one.
pub(super) const FEWEST_WORDS: usize = 4;

/// Longest parameter, in bytes: what a link of Telegram can carry (core.telegram.org/bots/features, deep linking).
const LONGEST: usize = 64;
/// What a parameter begins with. That of a single page begins with the code of a language (`sheet/link`).
const MARK: char = '-';
/// Characters of the check at the end of a parameter.
const CHECKED: usize = 4;
/// The alphabet of base64 for addresses (RFC 4648, §5), by value.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A number as a row of symbols, the last of which checks it. `None` where it takes more than [`MOST_WORDS`].
pub(super) fn row(number: &Number) -> Option<Vec<u16>> {
    let mut row = digits(number, SYMBOLS as u32, FEWEST_WORDS - 1);
    row.push(check::symbol(&row));
    (row.len() <= MOST_WORDS).then_some(row)
}

/// The number of a row; `None` where its check does not hold.
pub(super) fn number(row: &[u16]) -> Option<Number> {
    let (_, digits) = row.split_last()?;
    let fits = (FEWEST_WORDS..=MOST_WORDS).contains(&row.len()) && row.iter().all(|symbol| symbol >> BITS == 0);
    (fits && check::is_whole(row)).then(|| joined(digits.iter().map(|digit| u32::from(*digit)), SYMBOLS as u32))
}

/// A number as the parameter of a link. `None` where it does not fit.
pub(super) fn parameter(number: &Number) -> Option<String> {
    let letter = |digit: u16| ALPHABET.get(usize::from(digit)).copied().map_or('A', char::from);
    let mut written: String = std::iter::once(MARK).chain(digits(number, 64, 1).into_iter().map(letter)).collect();
    let sum = checked(&written);
    written.extend((0..CHECKED).map(|at| letter((sum >> (6 * at) & 63) as u16)));
    (written.len() <= LONGEST).then_some(written)
}

/// The number that the parameter of a link carries, or that a whole link does. `None` for any other text, and for one that
/// was cut.
pub fn parse_link(text: &str) -> Option<Number> {
    let text = text.trim();
    let parameter = text.rsplit_once("?start=").map_or(text, |(_, parameter)| parameter);
    if parameter.len() > LONGEST || !parameter.starts_with(MARK) || parameter.len() < CHECKED + 2 {
        return None;
    }
    let (written, check) = parameter.split_at_checked(parameter.len() - CHECKED)?;
    let value = |c: u8| ALPHABET.iter().position(|known| *known == c).map(|at| at as u32);
    let sum = check.bytes().rev().try_fold(0, |sum, c| Some(sum << 6 | value(c)?))?;
    let digits: Vec<u32> = written.bytes().skip(1).map(value).collect::<Option<_>>()?;
    (sum == checked(written)).then(|| joined(digits, 64))
}

/// The check of a written parameter: 24 bits.
fn checked(written: &str) -> u32 {
    let sum = Fingerprint::of(written.as_bytes()).value();
    ((sum ^ (sum >> 24) ^ (sum >> 48)) & 0xff_ffff) as u32
}

/// The digits of a number, the lowest first.
fn digits(number: &Number, base: u32, fewest: usize) -> Vec<u16> {
    let (mut left, mut digits) = (number.clone(), Vec::new());
    while !left.is_zero() || digits.len() < fewest {
        digits.push(left.divide(base) as u16);
    }
    digits
}

fn joined<I: DoubleEndedIterator<Item = u32>>(digits: impl IntoIterator<IntoIter = I>, base: u32) -> Number {
    let mut number = Number::default();
    digits.into_iter().rev().for_each(|digit| number.multiply_add(base, digit));
    number
}

#[cfg(test)]
mod tests {
    //! - a number comes back from its row and from its parameter; what does not fit is not written;
    //! - a parameter that is cut, or has a wrong character, opens nothing.

    use super::*;
    use crate::dice::Dice;

    fn of(bits: usize, dice: &mut Dice) -> Number {
        let mut number = Number::default();
        number.multiply_add(1, 1);
        (1..bits).for_each(|_| number.multiply_add(2, dice.below(2) as u32));
        number
    }

    #[test]
    fn a_number_comes_back() {
        let mut dice = Dice(2);
        for bits in 1..=400 {
            let whole = of(bits, &mut dice);
            let row = row(&whole);
            assert_eq!(row.is_some(), bits <= 121, "{bits}");
            if let Some(row) = row {
                assert!(row.len() == (bits.div_ceil(11) + 1).max(FEWEST_WORDS));
                assert!(number(&row) == Some(whole.clone()));
            }
            let parameter = parameter(&whole);
            assert_eq!(parameter.is_some(), bits <= 354, "{bits}");
            let Some(parameter) = parameter else { continue };
            assert!(parse_link(&parameter) == Some(whole.clone()), "{parameter}");
            assert!(parse_link(&format!(" https://t.me/robot?start={parameter} ")) == Some(whole.clone()));
            for at in 1..parameter.len() {
                assert!(parse_link(&parameter[..at]).is_none(), "cut at {at}");
                let mut wrong: Vec<char> = parameter.chars().collect();
                wrong[at] = if wrong[at] == 'x' { 'y' } else { 'x' };
                assert!(parse_link(&wrong.into_iter().collect::<String>()).is_none(), "wrong at {at}");
            }
        }
        for text in ["", "-", "fr_card_apl", "-AAAA", "-é", "https://t.me/robot?start=fr_card_apl"] {
            assert!(parse_link(text).is_none(), "{text}");
        }
    }
}
