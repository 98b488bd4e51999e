//! An amount: "1 200 €", "14400 par an", "entre 900 et 1000", "rien".

use super::piece::{Piece, What};
use super::sense::{Sense, Span};
use super::{Cause, Fault, Reading, Text};

/// What is below it, with no currency, is more likely the number of a choice or a slip than an amount.
const SMALL: f64 = 10.0;
/// What is above it each month may have been said for a year.
const LARGE: f64 = 10_000.0;

/// Reads an amount for a period; `None`: in all, whenever.
pub fn money(pieces: &[Piece], period: Option<Span>) -> Reading<f64> {
    let text = Text { pieces };
    let numbers = text.numbers();
    if numbers.is_empty() {
        return if text.stranger() { Reading::Nothing } else { nothing(&text) };
    }
    if text.any_negative() {
        return Reading::Again(Fault::Negative);
    }
    if text.has(Sense::Currency) {
        return Reading::Again(Fault::Currency);
    }
    if text.said(|sense| {
        matches!(sense, Sense::Other | Sense::Kilometre | Sense::Child | Sense::Twins(_) | Sense::Month(_))
    }) {
        return Reading::Again(Fault::OtherUnit);
    }
    let mut sure = !text.stranger() && !text.said(doubtful) && !numbers.iter().any(|(_, number)| number.guessed);
    let said = match numbers.as_slice() {
        [(_, one)] if text.has(Sense::Gross) && one.value > 0.0 => return Reading::Again(Fault::Gross),
        [(_, one)] => one.value,
        // "1500 brut, 1200 net".
        [(a, first), (b, second)] if text.has(Sense::Gross) && text.has(Sense::Net) => {
            sure = false;
            match (beside(&text, *a, *b), beside(&text, *b, pieces.len())) {
                (Some(Sense::Net), _) => first.value,
                (_, Some(Sense::Net)) => second.value,
                _ => return Reading::Again(Fault::OneNumber),
            }
        }
        _ if text.has(Sense::Gross) => return Reading::Again(Fault::Gross),
        [(a, low), (b, high)] if ranged(&text, *a, *b) => {
            let (low, high) = (low.value.min(high.value), low.value.max(high.value));
            let same_period = rate(&text).is_ok_and(|rate| rate.is_none() || rate == period);
            if high > low * 2.0 || !same_period {
                return Reading::Again(Fault::OneNumber);
            }
            return Reading::Doubt(f64::midpoint(low, high).round(), Cause::Between(low, high));
        }
        // "850 + 200".
        many if text.signed('+') => {
            sure = false;
            many.iter().map(|(_, number)| number.value).sum()
        }
        _ => return Reading::Again(Fault::OneNumber),
    };
    let rate = match rate(&text) {
        Ok(rate) => rate,
        Err(fault) => return Reading::Again(fault),
    };
    // Nothing is nothing, whatever the period.
    if said == 0.0 {
        return Reading::of(0.0, sure && !text.has(Sense::Gross));
    }
    match (rate, period) {
        (None, _) => {}
        (Some(said), Some(wanted)) if said == wanted => {}
        (Some(_), None) => return Reading::Again(Fault::Total),
        (Some(span), Some(wanted)) => {
            let (Some(times), Some(parts)) = (span.a_year(), wanted.a_year()) else {
                return Reading::Again(Fault::ByTime);
            };
            return Reading::Doubt((said * times / parts).round(), Cause::Per(said, span));
        }
    }
    let small = said < SMALL && !text.has(Sense::Euro);
    let large = period == Some(Span::Month) && said >= LARGE && rate.is_none();
    // Nobody is asked for cents.
    Reading::of(said.round(), sure && !small && !large)
}

/// A text without a number: nothing, or no answer.
fn nothing(text: &Text<'_>) -> Reading<f64> {
    let plain = text.pieces.iter().all(|piece| match piece.what {
        What::Word(sense) => matches!(
            sense,
            Sense::None
                | Sense::Not
                | Sense::Fill
                | Sense::Euro
                | Sense::And
                | Sense::Net
                | Sense::Rate(_)
                | Sense::Per
                | Sense::Unit(_)
        ),
        What::Sign(sign) => sign == ',',
        _ => false,
    });
    // "Pas de salaire": "not" alone says nothing of what.
    let not = text.has(Sense::Not) && text.pieces.len() > 1;
    if plain && (text.has(Sense::None) || not) { Reading::of(0.0, true) } else { Reading::Nothing }
}

/// Words beside which a number is not surely the number meant.
const fn doubtful(sense: Sense) -> bool {
    !matches!(
        sense,
        Sense::Fill
            | Sense::About
            | Sense::Euro
            | Sense::Net
            | Sense::Gross
            | Sense::Per
            | Sense::Rate(_)
            | Sense::Unit(_)
            | Sense::Numeral(_)
    )
}

/// Gross or net, said right behind the number at a place.
fn beside(text: &Text<'_>, at: usize, end: usize) -> Option<Sense> {
    (at + 1..end).find_map(|at| text.sense(at).filter(|sense| matches!(sense, Sense::Gross | Sense::Net)))
}

/// Whether two numbers are the ends of a range.
fn ranged(text: &Text<'_>, first: usize, second: usize) -> bool {
    let between = |at: usize| {
        let dash = text.pieces.get(at).is_some_and(|piece| piece.what == What::Sign('-'));
        dash || text.sense(at) == Some(Sense::Range)
    };
    let before = (0..first).any(|at| text.sense(at) == Some(Sense::Range));
    // "900 à 1000": nothing but a small word between them.
    let small = second > first + 1 && (first + 1..second).all(|at| text.sense(at) == Some(Sense::Fill));
    before || small || (first + 1..second).any(between)
}

/// The period that was said, if any.
fn rate(text: &Text<'_>) -> Result<Option<Span>, Fault> {
    let mut found = None;
    for piece in text.pieces {
        let (What::Word(Sense::Rate(span)) | What::Word(Sense::Unit(span))) = piece.what else { continue };
        match found {
            None => found = Some(span),
            // "Par mois, mensuel": once more the same.
            Some(known) if known == span => {}
            Some(_) => return Err(Fault::OneNumber),
        }
    }
    match found {
        Some(Span::Hour | Span::Day) => Err(Fault::ByTime),
        found => Ok(found),
    }
}
