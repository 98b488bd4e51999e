//! A text cut into numbers, words with their meaning, and signs.

use super::sense::{Meaning, Sense, Span, Vocabulary};
use crate::text::normal::{digit, fold};

/// How commas, points and spaces inside numbers are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One amount: `1 200,50`.
    Amount,
    /// Several whole numbers: `4,9`, `05/1991`.
    List,
}

/// A number as it was said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// Its digits before any decimals: a year has four. None where it was said in words.
    pub digits: usize,
    /// Something was read into it: letters for digits, thousands as `k`, words of another language.
    pub guessed: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum What {
    /// A number.
    Number(Number),
    /// A word or a phrase that is known.
    Word(Sense),
    /// A sign that stands between pieces: `, ; / - . +`.
    Sign(char),
    /// A word or a sign that nobody here knows.
    Stranger,
}

/// A piece of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// What it is.
    pub what: What,
    /// Nothing stands between it and the piece before.
    pub tight: bool,
}

/// Longest text that is read, in characters. What is longer is no number.
const LONGEST: usize = 400;

/// A run of one kind of characters.
#[derive(Debug)]
struct Run {
    /// Digits as ASCII, or folded letters, or one sign.
    text: String,
    kind: Kind,
    tight: bool,
    /// One space, of any kind, stands before it.
    spaced: bool,
    guessed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digits,
    Letters,
    Sign,
}

/// Cuts a text, numbers in words still apart; of each piece, whether it is in another language. `known` says which further
/// words change nothing.
pub(super) fn cut(
    text: &str,
    style: Style,
    vocabulary: &Vocabulary,
    known: &dyn Fn(&str) -> bool,
) -> Vec<(Piece, bool)> {
    let runs = runs(text);
    let mut found: Vec<(Piece, bool)> = Vec::new();
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let tight = run.tight;
        match run.kind {
            Kind::Digits => {
                // "1 week in two": phrases may hold digits.
                if let Some((meaning, count)) = phrase(&runs, at, vocabulary).filter(|(_, count)| *count > 1) {
                    found.push((Piece { what: What::Word(meaning.sense), tight }, meaning.foreign));
                    at = past(&runs, at, count);
                    continue;
                }
                let (number, next) = number(&runs, at, style);
                found.push((Piece { what: What::Number(number), tight }, false));
                at = next;
            }
            Kind::Sign => {
                if let Some(what) = sign(&runs, at) {
                    found.push((Piece { what, tight }, false));
                }
                at += 1;
            }
            Kind::Letters => {
                let after_digits = tight && at.checked_sub(1).and_then(|at| runs.get(at)).is_some_and(Run::is_digits);
                let before_digits = runs.get(at + 1).is_some_and(|next| next.is_digits() && next.tight);
                let thousands =
                    run.text == "k" && at.checked_sub(1).and_then(|at| runs.get(at)).is_some_and(Run::is_digits);
                if let Some(sense) = (after_digits || thousands).then(|| abbreviation(&run.text)).flatten() {
                    found.push((Piece { what: What::Word(sense), tight }, false));
                    at += 1;
                    continue;
                }
                let (what, foreign, count) = match phrase(&runs, at, vocabulary) {
                    // Letters stuck to the digits after them may be part of a number: "l200".
                    Some((Meaning { sense: Sense::Fill, .. }, 1)) if before_digits => (What::Stranger, false, 1),
                    Some((meaning, count)) => (What::Word(meaning.sense), meaning.foreign, count),
                    None if known(&run.text) && !before_digits => (What::Word(Sense::Fill), false, 1),
                    None => (What::Stranger, false, 1),
                };
                found.push((Piece { what, tight }, foreign));
                at = past(&runs, at, count);
            }
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        found.push((Piece { what: What::Stranger, tight: false }, false));
    }
    found
}

impl Run {
    const fn is_digits(&self) -> bool {
        matches!(self.kind, Kind::Digits)
    }
}

fn runs(text: &str) -> Vec<Run> {
    let chars: Vec<char> = text.chars().take(LONGEST).collect();
    let at = |place: usize| chars.get(place).copied();
    let mut runs: Vec<Run> = Vec::new();
    let (mut place, mut spaces) = (0, 0);
    while let Some(c) = at(place) {
        if c.is_whitespace() {
            (place, spaces) = (place + 1, spaces + 1);
            continue;
        }
        // Joiners and marks of an emoji or of a right-to-left text say nothing.
        if matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe0f}' | '\u{feff}')
        {
            place += 1;
            continue;
        }
        let kind = match c {
            _ if digit(c).is_some() => Kind::Digits,
            _ if c.is_alphabetic() => Kind::Letters,
            _ => Kind::Sign,
        };
        let same = |place: usize| {
            at(place).is_some_and(|c| match kind {
                Kind::Digits => digit(c).is_some(),
                Kind::Letters => digit(c).is_none() && (c.is_alphabetic() || is_mark(c)),
                Kind::Sign => false,
            })
        };
        let mut end = place + 1;
        while same(end) {
            end += 1;
        }
        let mut guessed = false;
        // "12OO": letters typed for zeros.
        if kind == Kind::Digits {
            let zero = |place: usize| at(place).is_some_and(|c| matches!(c, 'o' | 'O'));
            let mut letters = end;
            while zero(letters) || letters > end && at(letters).and_then(digit).is_some() {
                letters += 1;
            }
            if letters > end && !at(letters).is_some_and(char::is_alphabetic) {
                (end, guessed) = (letters, true);
            }
        }
        let raw = || chars.get(place..end).unwrap_or_default().iter();
        let text = match kind {
            Kind::Digits => raw().map(|c| char::from(b'0' + digit(*c).unwrap_or(0))).collect(),
            Kind::Letters => fold(&raw().collect::<String>()),
            Kind::Sign => c.to_string(),
        };
        runs.push(Run { text, kind, tight: spaces == 0 && !runs.is_empty(), spaced: spaces == 1, guessed });
        (place, spaces) = (end, 0);
    }
    runs
}

/// A combining mark: it belongs to the letter before.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A sign that only ties words together or ends a sentence.
fn is_silent(run: &Run) -> bool {
    run.kind == Kind::Sign
        && matches!(run.text.chars().next(), Some('\'' | '’' | '‘' | '`' | '´' | '-' | '‐' | '‑' | '.'))
}

/// The longest phrase from a run on; words may be tied by hyphens and apostrophes.
fn phrase(runs: &[Run], at: usize, vocabulary: &Vocabulary) -> Option<(Meaning, usize)> {
    let mut words: Vec<&str> = Vec::new();
    for run in runs.get(at..)?.iter().filter(|run| !is_silent(run)) {
        if run.kind == Kind::Sign || words.len() == 12 {
            break;
        }
        words.push(&run.text);
    }
    vocabulary.phrase(&words)
}

/// The place of the run after so many words.
fn past(runs: &[Run], mut at: usize, words: usize) -> usize {
    let mut left = words;
    while let Some(run) = runs.get(at).filter(|_| left > 0) {
        left -= usize::from(!is_silent(run));
        at += 1;
    }
    at
}

/// One letter right after a number.
fn abbreviation(letters: &str) -> Option<Sense> {
    Some(match letters {
        "j" | "d" => Sense::Unit(Span::Day),
        "s" | "w" => Sense::Unit(Span::Week),
        "m" => Sense::Unit(Span::Month),
        "a" | "y" => Sense::Unit(Span::Year),
        "h" => Sense::Unit(Span::Hour),
        "e" => Sense::Euro,
        "k" => Sense::Kilo,
        _ => return None,
    })
}

fn sign(runs: &[Run], at: usize) -> Option<What> {
    let run = runs.get(at)?;
    let between_letters = run.tight && runs.get(at + 1).is_some_and(|next| next.tight && next.kind == Kind::Letters);
    let ends = runs.get(at + 1).is_none_or(|next| !next.tight);
    Some(match run.text.chars().next()? {
        '\'' | '’' | '‘' | '`' | '´' | ':' | '"' | '«' | '»' | '“' | '”' | '!' | '?' | '…' | '؟' | '¿' | '¡' | '='
        | '_' => {
            return None;
        }
        '.' if ends || between_letters => return None,
        '-' | '‐' | '‑' if between_letters => return None,
        ',' | '،' | ';' | '؛' | '(' | ')' | '[' | ']' | '*' | '•' => What::Sign(','),
        '-' | '−' | '–' | '—' | '‐' | '‑' => What::Sign('-'),
        c @ ('/' | '.') => What::Sign(c),
        '+' => What::Sign('+'),
        '&' => What::Word(Sense::And),
        '~' | '≈' => What::Word(Sense::About),
        '<' | '≤' => What::Word(Sense::Less),
        '>' | '≥' => What::Word(Sense::Bound),
        '€' => What::Word(Sense::Euro),
        '$' | '£' | '¥' | '₽' | '₴' | '₺' | '₣' | '₤' | '₿' => What::Word(Sense::Currency),
        '%' => What::Word(Sense::Other),
        '½' => What::Word(Sense::Half),
        _ => What::Stranger,
    })
}

/// The number that begins at a run of digits, and the place after it.
fn number(runs: &[Run], at: usize, style: Style) -> (Number, usize) {
    let digits = |at: usize| runs.get(at).filter(|run| run.is_digits());
    let mut whole = digits(at).map(|run| run.text.clone()).unwrap_or_default();
    let mut guessed = digits(at).is_some_and(|run| run.guessed);
    let mut decimals = String::new();
    let mut next = at + 1;
    while style == Style::Amount && decimals.is_empty() {
        // Thousands stand in groups of three behind one to three digits, a space or a sign before each.
        let room = whole.len() <= 9;
        if let Some(group) = digits(next).filter(|run| run.spaced && run.text.len() == 3 && room) {
            whole.push_str(&group.text);
            guessed |= group.guessed;
            next += 1;
            continue;
        }
        let separator =
            runs.get(next).filter(|run| run.tight && run.kind == Kind::Sign).and_then(|run| run.text.chars().next());
        let Some(group) = digits(next + 1).filter(|run| run.tight) else { break };
        match separator {
            Some('.' | ',' | '\'' | '’' | '٬') if group.text.len() == 3 && room => whole.push_str(&group.text),
            Some('.' | ',' | '٫') => decimals.clone_from(&group.text),
            _ => break,
        }
        guessed |= group.guessed;
        next += 2;
    }
    let value = |digits: &str| digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0'));
    let part = decimals.get(..decimals.len().min(2)).unwrap_or_default();
    let size = value(&whole) + value(part) / 10_f64.powi(part.len() as i32);
    (Number { value: size, digits: whole.len(), guessed }, next)
}
