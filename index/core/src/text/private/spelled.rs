//! Phone numbers in words, or half in words: "zéro six douze 34 56 78".

use super::numbers::phone;
use super::token::Token;
use std::ops::Range;

/// Digits of such a number; one may be forgotten, or said twice.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=11;

/// The phone numbers of a text of which a part is in words. Numbers alone are read elsewhere.
pub(super) fn phones(text: &str, tokens: &[Token], is_public: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (mut digits, mut end, mut words) = (String::new(), at, 0);
        while let Some((said, taken)) = group(&tokens[end..]).filter(|_| end == at || together(text, tokens, end)) {
            words += usize::from(!tokens[end].is_number());
            digits.push_str(&said);
            end += taken;
        }
        let person = digits.starts_with('0')
            && matches!(digits.as_bytes().get(1), Some(b'1'..=b'7' | b'9'))
            && DIGITS.contains(&digits.len());
        if person && words > 0 && !phone(&digits, false).is_some_and(|national| is_public(&national)) {
            found.push(tokens[at].at.start..tokens[end - 1].at.end);
        }
        // A number begins with its nought: the rest of this one begins none.
        at = end.max(at + 1);
    }
    found
}

/// Whether a group goes on with what stands before it.
fn together(text: &str, tokens: &[Token], at: usize) -> bool {
    let between = &text[tokens[at - 1].at.end..tokens[at].at.start];
    between.chars().count() <= 3 && between.chars().all(|c| c.is_whitespace() || ".,-_/".contains(c))
}

/// The digits of a group, and the tokens that it takes.
fn group(tokens: &[Token]) -> Option<(String, usize)> {
    let first = tokens.first()?;
    if first.is_number() {
        return Some((first.word.clone(), 1));
    }
    let word = |at: usize| tokens.get(at).and_then(|token| value(&token.word));
    let one = value(&first.word)?;
    // "Quatre-vingt-dix-sept", "soixante et onze": tens, and what is added.
    let (tens, mut taken) = match (one, word(1)) {
        (4, Some(20)) => (80, 2),
        _ => (one, 1),
    };
    if tens < 20 {
        // "Dix-sept".
        return Some(match word(1) {
            Some(unit @ 7..=9) if tens == 10 => ((10 + unit).to_string(), 2),
            _ => (tens.to_string(), 1),
        });
    }
    let joined = tokens.get(taken).is_some_and(|token| token.word == "et") && word(taken + 1).is_some();
    let most = if matches!(tens, 60 | 80) { 19 } else { 9 };
    let unit = word(taken + usize::from(joined)).filter(|unit| (1..=most.min(16)).contains(unit));
    let Some(unit) = unit else { return Some((tens.to_string(), taken)) };
    taken += 1 + usize::from(joined);
    let more = word(taken).filter(|more| unit == 10 && (7..=9).contains(more));
    taken += usize::from(more.is_some());
    Some(((tens + unit + more.unwrap_or(0)).to_string(), taken))
}

/// What a word for a number is worth.
fn value(word: &str) -> Option<u32> {
    const TO_SIXTEEN: [&str; 17] = [
        "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize",
    ];
    const TENS: [(&str, u32); 6] =
        [("vingt", 20), ("vingts", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60)];
    let small = TO_SIXTEEN.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    small.or_else(|| TENS.iter().find(|(known, _)| *known == word).map(|(_, value)| *value))
}
