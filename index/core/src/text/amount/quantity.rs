//! A whole number of something: years of a permit, kilometres, people.

use super::duration::{Lengths, lengths};
use super::piece::Piece;
use super::sense::{Sense, Span};
use super::{Fault, Reading, Text, date};
use crate::rights::{Counted, Month};

/// Reads a number of what a step counts.
pub fn quantity(pieces: &[Piece], counted: Counted, now: Month) -> Reading<f64> {
    let text = Text { pieces };
    let numbers = text.numbers();
    let guessed = numbers.iter().any(|(_, number)| number.guessed);
    let sure = !text.stranger() && !guessed && !text.said(|sense| doubtful(sense, counted));
    if text.any_negative() {
        return Reading::Again(Fault::Negative);
    }
    let [(_, one), others @ ..] = numbers.as_slice() else {
        return if is_none(&text) { Reading::Sure(0.0) } else { Reading::Nothing };
    };
    if counted == Counted::Years {
        // "Depuis 2019".
        if let Some(found) = date::date(pieces, now, false) {
            return match found {
                Ok(date) => {
                    let months = now.months_since(Month { year: date.year, month: date.month.unwrap_or(now.month) });
                    Reading::of(years(f64::from(months)), false)
                }
                Err(_) => Reading::Again(Fault::NotADate),
            };
        }
        if text.said(|sense| matches!(sense, Sense::Unit(_))) {
            return match lengths(pieces) {
                Lengths::Of { months, fine } => {
                    let whole = fine && months % 12.0 == 0.0;
                    Reading::of(years(months), sure && whole)
                }
                _ => Reading::Again(Fault::OneNumber),
            };
        }
    }
    if !others.is_empty() {
        return Reading::Again(Fault::OneNumber);
    }
    let unit = text
        .said(|sense| matches!(sense, Sense::Unit(_) | Sense::Euro | Sense::Currency | Sense::Other | Sense::Rate(_)));
    if unit {
        return Reading::Again(Fault::OtherUnit);
    }
    Reading::of(one.value.floor(), sure && one.value.fract() == 0.0)
}

/// Whole years; a part of the first one is kept, for it is more than none.
fn years(months: f64) -> f64 {
    let years = months / Span::Year.months();
    if years < 1.0 { (years * 100.0).round() / 100.0 } else { years.floor() }
}

fn is_none(text: &Text<'_>) -> bool {
    let plain = text.pieces.iter().all(|piece| {
        let known = matches!(
            piece.what,
            super::What::Word(Sense::None | Sense::Not | Sense::Fill | Sense::And | Sense::Child | Sense::Kilometre)
        );
        known || piece.what == super::What::Sign(',')
    });
    plain && (text.has(Sense::None) || text.has(Sense::Not) && text.pieces.len() > 1)
}

/// Words beside which a number is not surely the one meant.
fn doubtful(sense: Sense, counted: Counted) -> bool {
    match sense {
        Sense::Fill | Sense::About | Sense::Numeral(_) => false,
        Sense::Unit(Span::Year | Span::Month) | Sense::Since | Sense::And => counted != Counted::Years,
        Sense::Kilometre => counted != Counted::Kilometres,
        Sense::Child => counted != Counted::People,
        _ => true,
    }
}
