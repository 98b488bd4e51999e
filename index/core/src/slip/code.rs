//! The code of a slip: seven characters at random and one that checks them, of an alphabet in which none looks like another.

use crate::dice::Dice;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 23 characters, a prime, since the check works in the field of so many. There is no 0 O, 1 I L, 2 Z, 5 S, 8 B; of 6 and G, and of U and V, one.
const ALPHABET: [char; 23] =
    ['3', '4', '6', '7', '9', 'A', 'C', 'D', 'E', 'F', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'T', 'U', 'W', 'X', 'Y'];
const PRIME: u32 = 23;
/// Characters of a code, the last one for the check; half of them stand on each side of the dash.
const LENGTH: usize = 8;
/// What the weight of the last character (8) is multiplied by to give 1: 8 × 3 = 24.
const INVERSE: u32 = 3;

/// The code of a slip, as in `K7MP-3XQ9`.
///
/// The sum of the characters, each weighted by its place, is a multiple of 23. All weights differ and none is 0: one character
/// that is taken for another is found, and so are two that change places.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SlipCode([u8; LENGTH]);

/// Why a text is no code. What was typed is not said again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// It has more or fewer characters.
    #[error("a code has {LENGTH} characters")]
    Length,
    /// A character that no code has, such as 0 or O.
    #[error("no code holds this character")]
    Character,
    /// One character is wrong, or two have changed places.
    #[error("a character is wrong, or two have changed places")]
    Check,
}

impl SlipCode {
    /// A new one.
    pub fn random(dice: &mut Dice) -> Self {
        let mut places = [0; LENGTH];
        for place in places.iter_mut().take(LENGTH - 1) {
            *place = dice.below(ALPHABET.len()) as u8;
        }
        let rest = (PRIME - sum(places)) % PRIME * INVERSE % PRIME;
        if let Some(last) = places.last_mut() {
            *last = rest as u8;
        }
        Self(places)
    }

    /// Reads a code as it is displayed, in small letters too, with or without dash and spaces.
    ///
    /// # Errors
    /// It is none: what is wrong, so that it is read again.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let typed = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.'));
        let mut places = [0; LENGTH];
        let mut count = 0;
        for c in typed {
            let at = ALPHABET.iter().position(|known| *known == c.to_ascii_uppercase());
            let place = places.get_mut(count).ok_or(CodeFault::Length)?;
            *place = at.ok_or(CodeFault::Character)? as u8;
            count += 1;
        }
        match (count, sum(places)) {
            (LENGTH, 0) => Ok(Self(places)),
            (LENGTH, _) => Err(CodeFault::Check),
            _ => Err(CodeFault::Length),
        }
    }
}

/// The weighted sum of the places, in the field.
fn sum(places: [u8; LENGTH]) -> u32 {
    (1..).zip(places).map(|(weight, place)| weight * u32::from(place)).sum::<u32>() % PRIME
}

impl fmt::Display for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, place) in self.0.iter().enumerate() {
            if at == LENGTH / 2 {
                f.write_str("-")?;
            }
            let c = ALPHABET.get(usize::from(*place)).copied().unwrap_or_default();
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

/// A code names nobody.
impl fmt::Debug for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SlipCode({self})")
    }
}

impl From<SlipCode> for String {
    fn from(code: SlipCode) -> Self {
        code.to_string()
    }
}

impl TryFrom<String> for SlipCode {
    type Error = CodeFault;

    fn try_from(text: String) -> Result<Self, CodeFault> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    //! Properties:
    //! - a code is read as it is displayed, in small letters and without its dash;
    //! - one character that is taken for any other, and two that change places wherever they stand, are always found;
    //! - a code that is too short, too long or holds a look-alike is refused with what is wrong;
    //! - two desks do not give the same code.

    use super::*;
    use std::collections::BTreeSet;

    fn codes() -> Vec<SlipCode> {
        let mut dice = Dice(11);
        (0..300).map(|_| SlipCode::random(&mut dice)).collect()
    }

    fn text(places: [u8; LENGTH]) -> String {
        SlipCode(places).to_string()
    }

    #[test]
    fn a_code_is_read_as_it_is_displayed() {
        for code in codes() {
            let shown = code.to_string();
            assert_eq!((shown.len(), shown.find('-')), (9, Some(4)), "{shown}");
            assert!(!shown.contains(['0', 'O', '1', 'I', 'L', '2', 'Z', '5', 'S', '8', 'B', 'G', 'V']), "{shown}");
            for typed in
                [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), format!(" {} ", shown.replace('-', " "))]
            {
                assert_eq!(SlipCode::parse(&typed), Ok(code), "{typed}");
            }
        }
    }

    #[test]
    fn every_slip_and_every_swap_is_found() {
        let (mut slips, mut swaps) = (0, 0);
        for code in codes() {
            for at in 0..LENGTH {
                for other in (0..23).filter(|other| *other != code.0[at]) {
                    let mut places = code.0;
                    places[at] = other;
                    assert_eq!(SlipCode::parse(&text(places)), Err(CodeFault::Check), "{code}: {}", text(places));
                    slips += 1;
                }
                for with in (at + 1..LENGTH).filter(|with| code.0[*with] != code.0[at]) {
                    let mut places = code.0;
                    places.swap(at, with);
                    assert_eq!(SlipCode::parse(&text(places)), Err(CodeFault::Check), "{code}: {}", text(places));
                    swaps += 1;
                }
            }
        }
        assert!(slips == 300 * 8 * 22 && swaps > 300 * 20);
    }

    #[test]
    fn what_is_no_code_is_refused_with_what_is_wrong() {
        let code = codes()[0].to_string();
        for (typed, fault) in [
            (String::new(), CodeFault::Length),
            (code[1..].to_owned(), CodeFault::Length),
            (format!("{code}A"), CodeFault::Length),
            (format!("O{}", &code[1..]), CodeFault::Character),
            (format!("é{}", &code[1..]), CodeFault::Character),
        ] {
            assert_eq!(SlipCode::parse(&typed), Err(fault), "{typed}");
        }
        assert!(serde_json::from_str::<SlipCode>("\"JEANNE\"").is_err());
    }

    #[test]
    fn codes_differ() {
        let mut dice = Dice(1);
        let many: BTreeSet<_> = (0..20_000).map(|_| SlipCode::random(&mut dice)).collect();
        assert_eq!(many.len(), 20_000);
    }
}
