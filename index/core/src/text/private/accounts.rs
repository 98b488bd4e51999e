//! Numbers of bank accounts.

use super::token::{Token, holds};
use std::ops::Range;

/// Words for such a number, before one.
const NAMES: &str = "iban rib";
/// Digits by which the first part of one gives it away.
const PART: usize = 8;

/// IBANs: a French one by its shape, others by their check digits; of one that is not whole, its beginning.
pub(super) fn ibans(tokens: &[Token]) -> Vec<Range<usize>> {
    const SHORTEST: usize = 15;
    const FRENCH: usize = 27;
    const LONGEST: usize = 34;
    let mut found = Vec::new();
    for (at, first) in tokens.iter().enumerate() {
        let head = first.word.as_bytes();
        if head.len() < 4 || !head[..2].iter().all(u8::is_ascii_lowercase) || !head[2..4].iter().all(u8::is_ascii_digit)
        {
            continue;
        }
        let before = found.len();
        let mut joined = String::new();
        for token in &tokens[at..] {
            joined.push_str(&token.word);
            if joined.len() > LONGEST || !joined.is_ascii() {
                break;
            }
            let french = joined.len() == FRENCH
                && joined.starts_with("fr")
                && joined.as_bytes()[2..14].iter().all(u8::is_ascii_digit);
            if french || joined.len() >= SHORTEST && checks(&joined) {
                found.push(first.at.start..token.at.end);
                break;
            }
        }
        if found.len() == before {
            let named = at.checked_sub(1).is_some_and(|before| holds(NAMES, &tokens[before].word));
            found.extend(part(&tokens[at..], named));
        }
    }
    found
}

/// The beginning of an account number: digits behind its country and check, in groups of four as on a bank card's paper, or
/// of any length where it is French or named.
fn part(tokens: &[Token], named: bool) -> Option<Range<usize>> {
    let (first, rest) = tokens.split_first()?;
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let head = first.word.get(4..).filter(|head| digits(head))?;
    let groups = rest.iter().take_while(|token| token.is_number());
    let (mut count, mut end, mut by_four) = (head.len(), first.at.end, head.is_empty());
    for token in groups {
        // The last group may be cut.
        by_four &= token.word.len() == 4 || count >= PART && token.word.len() < 4;
        count += token.word.len();
        end = token.at.end;
    }
    let known = named || first.word.starts_with("fr") || by_four;
    (known && count >= PART).then_some(first.at.start..end)
}

/// The check of ISO 13616: what is left of 97 is one.
fn checks(iban: &str) -> bool {
    let digits = iban.bytes().skip(4).chain(iban.bytes().take(4)).map(|byte| match byte {
        b'0'..=b'9' => (u64::from(byte - b'0'), 10),
        _ => (u64::from(byte.wrapping_sub(b'a')) + 10, 100),
    });
    digits.fold(0, |rest, (value, scale)| (rest * scale + value) % 97) == 1
}
