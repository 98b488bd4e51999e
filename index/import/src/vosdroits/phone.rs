//! Phone numbers in running text.

use super::scan::{duration, last_words, money, starts_here};

/// Phone numbers in a text without marks: where each starts and ends, in bytes.
pub(super) fn all(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match starts_here(text, at).then(|| number(text, at)).flatten() {
            Some(length) => {
                found.push((at, at + length));
                at += length;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// Whether a number is one that saves lives: it never ages.
pub(super) fn saves_lives(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    // 15, 112 and their like; the European 116 000; the national help lines.
    digits.len() <= 3
        || (digits.len() == 6 && digits.starts_with("116"))
        || matches!(digits.as_str(), "3919" | "3114" | "3018" | "3020")
}

/// Length of the phone number that starts at `at`.
pub(super) fn number(text: &str, at: usize) -> Option<usize> {
    let here = &text[at..];
    match here.as_bytes().first()? {
        b'+' => abroad(here),
        b'0' => ten_digits(here),
        b'3' => four_digits(text, at),
        _ => None,
    }
}

/// `+33 1 72 95 20 42`, `+33 (0) 1 72 95 20 42`.
fn abroad(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut digits = 0;
    for (index, c) in text.char_indices().skip(1).take_while(|(_, c)| c.is_ascii_digit() || " .-()".contains(*c)) {
        if c.is_ascii_digit() {
            digits += 1;
            length = index + 1;
        }
        if digits == 14 {
            break;
        }
    }
    (digits >= 10).then_some(length)
}

/// `01 72 95 20 42`, `0 806 000 225`, `0809.401.401`.
fn ten_digits(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut digits) = (0, 0);
    while digits < 10 {
        match bytes.get(at)? {
            b'0' if digits == 1 => return None,
            byte if byte.is_ascii_digit() => digits += 1,
            b' ' | b'.' | b'-' if bytes[at - 1].is_ascii_digit() => {}
            _ => return None,
        }
        at += 1;
    }
    (!bytes.get(at).is_some_and(u8::is_ascii_digit)).then_some(at)
}

/// `39 39`, and `3939` where the text speaks of calling.
fn four_digits(text: &str, at: usize) -> Option<usize> {
    let here = &text[at..];
    let bytes = here.as_bytes();
    let all = |range: &[usize]| range.iter().all(|index| bytes.get(*index).is_some_and(u8::is_ascii_digit));
    let spaced = all(&[0, 1, 3, 4]) && bytes[2] == b' ';
    let length = if spaced { 5 } else { 4 };
    if !(spaced || all(&[0, 1, 2, 3])) || saves_lives(&here[..length]) {
        return None;
    }
    let after = here[length..].trim_start_matches(' ');
    let unit = after.starts_with(['€', '%', ',', '/', '*']) && !after.starts_with(", ");
    let counted = duration(&here[length..]).is_some();
    let measured = counted || money(&here[length..]).is_some();
    let longer = after.starts_with(|c: char| c.is_ascii_digit())
        || text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
    if unit || measured || longer {
        return None;
    }
    let calling = ["appel", "téléphon", "tél", "numéro", "compos", "joindre", "joignable", "contact", "serveur", "sms"];
    let words = last_words(&text[..at]);
    let words = &words[words.len().saturating_sub(8)..];
    let cued = words.iter().any(|word| calling.iter().any(|cue| word.starts_with(cue)));
    (spaced || cued || text.trim() == &here[..length]).then_some(length)
}
