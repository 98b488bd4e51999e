//! How long something has lasted, in months: "3", "2 ans", "3 semaines", "un an et demi", "depuis mars 2025".

use super::date::{Wrong, date};
use super::piece::{Number, Piece, What};
use super::sense::{Sense, Span};
use super::{Fault, Reading, Text};
use crate::rights::Month;

/// Most months that are told apart.
const MOST: f64 = 99.0;
/// Months that nothing lasts: a postal code was typed, or an amount.
const LIFE: f64 = 1_200.0;

/// Reads a length of time in months.
pub fn months(pieces: &[Piece], now: Month) -> Reading<f64> {
    let text = Text { pieces };
    let numbers = text.numbers();
    let sure = !text.stranger() && !text.said(doubtful) && !numbers.iter().any(|(_, number)| number.guessed);
    if text.any_negative() {
        return Reading::Again(Fault::Negative);
    }
    if text.said(|sense| matches!(sense, Sense::Month(_) | Sense::Since)) || text.signed('/') {
        match date(pieces, now, false) {
            Some(Ok(found)) => {
                let months = now.months_since(Month { year: found.year, month: found.month.unwrap_or(now.month) });
                return Reading::of(f64::from(months).min(MOST), false);
            }
            Some(Err(Wrong::ToCome)) => return Reading::Again(Fault::NotBorn),
            Some(Err(Wrong::NoDate)) => return Reading::Again(Fault::NotADate),
            None => {}
        }
    }
    // "Depuis mars": the last one.
    let named = pieces.iter().find_map(|piece| match piece.what {
        What::Word(Sense::Month(month)) => Some(i32::from(month)),
        _ => None,
    });
    if let Some(month) = named {
        return match numbers.len() {
            0 | 1 => Reading::of(f64::from((now.month - month).rem_euclid(12)), false),
            _ => Reading::Again(Fault::OneNumber),
        };
    }
    if text.said(|sense| {
        matches!(
            sense,
            Sense::Child | Sense::Euro | Sense::Currency | Sense::Other | Sense::Range | Sense::Rate(Span::Hour)
        )
    }) {
        return if numbers.is_empty() { Reading::Nothing } else { Reading::Again(Fault::OtherUnit) };
    }
    match lengths(pieces) {
        Lengths::None if super::is_none(pieces) => Reading::Sure(0.0),
        Lengths::None => Reading::Nothing,
        Lengths::Many => Reading::Again(Fault::OneNumber),
        Lengths::Of { months, fine } => {
            // "Moins d'un mois".
            let less = text.has(Sense::Less);
            if less && months <= 1.0 {
                return Reading::of(0.0, !text.stranger());
            }
            if months > LIFE {
                return Reading::Again(Fault::OtherUnit);
            }
            Reading::of((months + 1e-9).floor().min(MOST), sure && fine && !less)
        }
    }
}

/// The lengths of time in a text, added.
pub(super) enum Lengths {
    /// There is none.
    None,
    /// Several that are no one length.
    Many,
    /// One length in months; `fine` where it was said in months or years.
    Of { months: f64, fine: bool },
}

/// "2 ans et 3 mois" is one length; "3, 4" is none.
pub(super) fn lengths(pieces: &[Piece]) -> Lengths {
    let text = Text { pieces };
    let (mut sum, mut fine, mut last, mut bare) = (0.0, true, None, 0);
    let numbers = text.numbers();
    for (at, number) in &numbers {
        let unit = unit_of(&text, *at);
        // The next number says less than the one before: years, then months.
        let span = unit.unwrap_or(Span::Month);
        if last.is_some_and(|last: Span| last.months() <= span.months()) {
            return Lengths::Many;
        }
        bare += usize::from(unit.is_none());
        last = Some(span);
        // A number without a unit, as large as no one counts months.
        let counted = unit.is_some() || number.value <= MOST;
        fine &= counted && matches!(span, Span::Month | Span::Year | Span::Quarter) && number.value.fract() == 0.0;
        sum += value(&text, *at, number) * span.months();
    }
    if numbers.is_empty() {
        return Lengths::None;
    }
    if bare > 0 && numbers.len() > 1 { Lengths::Many } else { Lengths::Of { months: sum, fine } }
}

/// The unit right behind a number.
pub(super) fn unit_of(text: &Text<'_>, at: usize) -> Option<Span> {
    for at in at + 1..text.pieces.len() {
        match text.sense(at) {
            Some(Sense::Unit(span) | Sense::Rate(span)) => return Some(span),
            Some(Sense::Half) => {}
            Some(Sense::And) if text.sense(at + 1) == Some(Sense::Half) => {}
            _ => return None,
        }
    }
    None
}

/// A number with its half: "un an et demi".
fn value(text: &Text<'_>, at: usize, number: &Number) -> f64 {
    let half = (at + 1..text.pieces.len()).take(4).find_map(|at| match text.pieces.get(at)?.what {
        What::Number(_) => Some(false),
        What::Word(Sense::Half) => Some(true),
        _ => None,
    });
    number.value + if half == Some(true) { 0.5 } else { 0.0 }
}

/// Words beside which a number is not surely the length.
const fn doubtful(sense: Sense) -> bool {
    !matches!(
        sense,
        Sense::Fill
            | Sense::About
            | Sense::Since
            | Sense::Unit(_)
            | Sense::Half
            | Sense::And
            | Sense::Numeral(_)
            | Sense::Less
    )
}
