//! The age of an adult: "34", "05/1991", "12 mars 1990", "née en 90".

use super::date::{Wrong, date};
use super::piece::{Piece, What};
use super::sense::{Sense, Span};
use super::{Fault, Reading, Text};
use crate::rights::{Household, Month};

/// Nobody who answers is younger: one digit alone is the number of a choice.
const YOUNGEST: f64 = 10.0;

/// An age, or when somebody was born.
#[derive(Clone, Copy, PartialEq)]
pub enum Birth {
    /// Whole years.
    Years(f64),
    /// A year of birth, and the month where it was said.
    Born(i32, Option<i32>),
}

/// Reads an age or a date of birth. `american`: the month may stand first in a date.
pub fn age(pieces: &[Piece], now: Month, american: bool) -> Reading<Birth> {
    let text = Text { pieces };
    let numbers = text.numbers();
    let sure = !text.stranger() && !text.said(doubtful);
    if text.any_negative() {
        return Reading::Again(Fault::Negative);
    }
    match date(pieces, now, american) {
        Some(Ok(found)) => return Reading::of(Birth::Born(found.year, found.month), sure && !found.guessed),
        Some(Err(Wrong::ToCome)) => return Reading::Again(Fault::NotBorn),
        Some(Err(Wrong::NoDate)) => return Reading::Again(Fault::NotADate),
        None => {}
    }
    if text.said(|sense| {
        matches!(sense, Sense::Child | Sense::Euro | Sense::Currency | Sense::Other | Sense::Rate(_) | Sense::Twins(_))
    }) {
        return if numbers.is_empty() { Reading::Nothing } else { Reading::Again(Fault::NotADate) };
    }
    let unit = |at: usize| {
        (at + 1..pieces.len()).find_map(|at| match text.pieces.get(at)?.what {
            What::Word(Sense::Unit(span)) => Some(span),
            _ => None,
        })
    };
    match numbers.as_slice() {
        [] => Reading::Nothing,
        [(at, one)] => {
            let years = matches!(unit(*at), None | Some(Span::Year));
            let alone = unit(*at).is_none();
            if one.value > f64::from(Household::OLDEST_YEARS) || !years || text.has(Sense::Since) {
                Reading::Again(Fault::NotADate)
            } else if one.value < YOUNGEST && alone && sure {
                Reading::Nothing
            } else {
                Reading::of(Birth::Years(one.value.floor()), sure && !one.guessed && one.value >= YOUNGEST)
            }
        }
        // "34 ans et 3 mois".
        [(at, years), (other, _)]
            if unit(*at) == Some(Span::Year) && unit(*other) == Some(Span::Month) && years.value >= YOUNGEST =>
        {
            Reading::of(Birth::Years(years.value.floor()), sure)
        }
        _ => Reading::Again(Fault::OneNumber),
    }
}

/// Words beside which a number is not surely the age.
const fn doubtful(sense: Sense) -> bool {
    !matches!(
        sense,
        Sense::Fill
            | Sense::About
            | Sense::Born
            | Sense::Unit(_)
            | Sense::Month(_)
            | Sense::Half
            | Sense::And
            | Sense::Numeral(_)
    )
}
