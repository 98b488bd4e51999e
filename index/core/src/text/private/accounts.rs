//! Numbers of bank accounts.

use super::token::Token;
use std::ops::Range;

/// IBANs: a French one by its shape, others by their check digits.
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
    }
    found
}

/// The check of ISO 13616: what is left of 97 is one.
fn checks(iban: &str) -> bool {
    let digits = iban.bytes().skip(4).chain(iban.bytes().take(4)).map(|byte| match byte {
        b'0'..=b'9' => (u64::from(byte - b'0'), 10),
        _ => (u64::from(byte.wrapping_sub(b'a')) + 10, 100),
    });
    digits.fold(0, |rest, (value, scale)| (rest * scale + value) % 97) == 1
}
