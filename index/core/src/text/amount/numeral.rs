//! Numbers in words: "mille deux cents", "quatre-vingt-dix", "twenty one", "2 mille", "1,2k".

use super::piece::{Number, Piece, What};
use super::sense::Sense;

/// A number in the making.
#[derive(Default)]
struct Sum {
    total: f64,
    current: f64,
    last: Option<f64>,
}

/// Whether a word says hundreds.
fn hundreds(value: f64) -> bool {
    (100.0..1000.0).contains(&value) && value % 100.0 == 0.0
}

/// Whether a word says tens.
fn tens(value: f64) -> bool {
    (20.0..100.0).contains(&value) && value % 10.0 == 0.0
}

impl Sum {
    /// Adds a word if a number can go on with it.
    fn add(&mut self, value: f64) -> bool {
        let Some(last) = self.last else {
            (self.current, self.last) = (value, Some(value));
            if value >= 1000.0 {
                (self.total, self.current) = (value, 0.0);
            }
            return true;
        };
        let open = hundreds(last) || last >= 1000.0;
        match value {
            v if v >= 1000.0 && last < 1000.0 && self.current > 0.0 => {
                self.total += self.current * v;
                self.current = 0.0;
            }
            v if v == 100.0 && (2.0..20.0).contains(&last) => self.current = self.current - last + last * 100.0,
            v if hundreds(v) && last >= 1000.0 => self.current += v,
            // French counts on in twenties: "quatre-vingt", "soixante-dix".
            v if v == 20.0 && last == 4.0 => {
                self.current += 76.0;
                self.last = Some(80.0);
                return true;
            }
            v if (10.0..20.0).contains(&v) && (open || last == 60.0 || last == 80.0) => self.current += v,
            v if tens(v) && open => self.current += v,
            v if (1.0..10.0).contains(&v) && (open || tens(last)) => self.current += v,
            v if (7.0..10.0).contains(&v) && last == 10.0 => self.current += v,
            _ => return false,
        }
        self.last = Some(value);
        true
    }

    fn value(&self) -> f64 {
        self.total + self.current
    }
}

/// Puts the words of a number together, and tells which were read into it.
pub(super) fn joined(pieces: Vec<(Piece, bool)>) -> Vec<Piece> {
    let numeral = |at: usize| match pieces.get(at) {
        Some((Piece { what: What::Word(Sense::Numeral(value)), .. }, foreign)) => Some((*value, *foreign)),
        _ => None,
    };
    let is_and = |at: usize| matches!(pieces.get(at), Some((Piece { what: What::Word(Sense::And), .. }, _)));
    let mut found: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some((piece, _)) = pieces.get(at) {
        if let Some((value, foreign)) = numeral(at) {
            // "2 mille": words behind digits.
            if let Some(Piece { what: What::Number(before), .. }) = found.last_mut()
                && before.digits > 0
                && value >= 1000.0
                && before.value < 1000.0
            {
                (before.value, before.guessed) = (before.value * value, before.guessed || foreign);
                at += 1;
                continue;
            }
            let mut sum = Sum::default();
            let (mut guessed, mut end) = (foreign, at);
            while let Some((value, foreign)) = numeral(end).filter(|(value, _)| sum.add(*value)) {
                guessed |= foreign;
                end += 1;
                // "Vingt et un", "one hundred and twenty": behind tens, French says "et" before one and eleven alone.
                let last = value;
                let joins = numeral(end + 1).is_some_and(|(next, foreign)| {
                    let one = next == 1.0 || next == 11.0;
                    tens(last) && (one || foreign && next < 10.0) || hundreds(last) && next < 100.0
                });
                if is_and(end) && joins {
                    end += 1;
                }
            }
            // "Mille cinq" is 1,005, or 1,500 as many say it.
            guessed |= sum.total >= 1000.0 && (1.0..10.0).contains(&sum.current);
            let value = sum.value();
            found.push(Piece { what: What::Number(Number { value, digits: 0, guessed }), tight: piece.tight });
            at = end.max(at + 1);
            continue;
        }
        if let What::Word(Sense::Kilo) = piece.what
            && let Some(Piece { what: What::Number(before), .. }) = found.last_mut()
        {
            let mut value = before.value * 1000.0;
            // "1k5".
            if let Some((Piece { what: What::Number(after), tight: true }, _)) = pieces.get(at + 1)
                && after.digits == 1
            {
                value += after.value * 100.0;
                at += 1;
            }
            *before = Number { value, digits: 4, guessed: true };
            at += 1;
            continue;
        }
        found.push(*piece);
        at += 1;
    }
    found
}
