//! Dates in an answer: `12/03/90`, `12 March 1990`, `mars 1990`, `1990-03`, `né en 90`.

use super::piece::{Number, Piece, What};
use super::sense::Sense;
use crate::rights::{Household, Month};

/// A date, as far as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i32,
    /// 1 to 12.
    pub(super) month: Option<i32>,
    /// Something was read into it.
    pub(super) guessed: bool,
}

/// Cause numbers are no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// There is no such date, or which one cannot be told.
    NoDate,
    /// It has not come yet.
    ToCome,
}

/// A part of a date.
#[derive(Clone, Copy)]
enum Part {
    Number(Number),
    Month(u8),
}

/// Reads a date that stands alone among words that change nothing. `None`: there is none.
/// `american`: the month may stand first.
pub(super) fn date(pieces: &[Piece], now: Month, american: bool) -> Option<Result<Date, Wrong>> {
    let parts = pieces.iter().filter_map(|piece| match piece.what {
        What::Number(number) => Some(Part::Number(number)),
        What::Word(Sense::Month(month)) => Some(Part::Month(month)),
        _ => None,
    });
    let parts: Vec<Part> = parts.collect();
    // A number of another kind beside them says that this is no date.
    let said =
        |test: fn(Sense) -> bool| pieces.iter().any(|piece| matches!(piece.what, What::Word(sense) if test(sense)));
    if said(|sense| matches!(sense, Sense::Unit(_) | Sense::Child | Sense::Range | Sense::And | Sense::Half)) {
        return None;
    }
    let born = said(|sense| matches!(sense, Sense::Born | Sense::Since));
    let tied = pieces.windows(3).any(|three| {
        matches!(
            three,
            [
                Piece { what: What::Number(_), .. },
                Piece { what: What::Sign('/' | '.' | '-'), tight: true },
                Piece { what: What::Number(_), tight: true }
            ]
        )
    });
    let year = |number: &Number| number.digits == 4;
    let short =
        |number: &Number| number.digits == 2 || number.digits == 0 && number.value >= 10.0 && number.value < 100.0;
    let whole = |number: &Number| number.value.fract() == 0.0;
    Some(match parts.as_slice() {
        [Part::Number(y)] if year(y) => made(y, None, None, now, american),
        [Part::Number(y)] if born && short(y) => made(y, None, None, now, american),
        // 12031990.
        [Part::Number(all)] if all.digits == 8 && whole(all) => packed(all.value as i64, now),
        [Part::Month(m), Part::Number(y)] if year(y) || short(y) && born => {
            made(y, Some(f64::from(*m)), None, now, false)
        }
        [Part::Month(m), Part::Number(y)] if short(y) => guess(made(y, Some(f64::from(*m)), None, now, false)),
        [Part::Number(d), Part::Month(m), Part::Number(y)] | [Part::Month(m), Part::Number(d), Part::Number(y)]
            if year(y) || short(y) =>
        {
            made(y, Some(f64::from(*m)), Some(d.value), now, false)
        }
        [Part::Number(y), Part::Number(m)] if year(y) => made(y, Some(m.value), None, now, false),
        [Part::Number(m), Part::Number(y)] if year(y) => made(y, Some(m.value), None, now, false),
        [Part::Number(m), Part::Number(y)] if tied && short(y) => guess(made(y, Some(m.value), None, now, false)),
        [Part::Number(y), Part::Number(m), Part::Number(d)] if year(y) => {
            made(y, Some(m.value), Some(d.value), now, false)
        }
        [Part::Number(d), Part::Number(m), Part::Number(y)] if year(y) || short(y) => {
            made(y, Some(m.value), Some(d.value), now, american)
        }
        _ => return None,
    })
}

fn guess(date: Result<Date, Wrong>) -> Result<Date, Wrong> {
    date.map(|date| Date { guessed: true, ..date })
}

/// Digits without a sign between them: day, month, year; or year, month, day.
fn packed(all: i64, now: Month) -> Result<Date, Wrong> {
    let number = |value: i64, digits: usize| Number { value: value as f64, digits, guessed: true };
    let (day, month, year) = (all / 1_000_000, all / 10_000 % 100, all % 10_000);
    let read = made(&number(year, 4), Some(month as f64), Some(day as f64), now, false);
    read.or_else(|_| {
        let (year, month, day) = (all / 10_000, all / 100 % 100, all % 100);
        made(&number(year, 4), Some(month as f64), Some(day as f64), now, false)
    })
}

fn made(year: &Number, month: Option<f64>, day: Option<f64>, now: Month, american: bool) -> Result<Date, Wrong> {
    let mut guessed = year.guessed;
    let (mut month, mut day) = (month.map(|month| month as i32), day.map(|day| day as i32));
    // "03/25/1990": the month first; in English one cannot tell where both could be months.
    if let (Some(m), Some(d)) = (month, day) {
        if m > 12 && d <= 12 {
            (month, day, guessed) = (Some(d), Some(m), true);
        } else if american && m <= 12 && d <= 12 && m != d {
            guessed = true;
        }
    }
    if month.is_some_and(|month| !(1..=12).contains(&month)) || day.is_some_and(|day| !(1..=31).contains(&day)) {
        return Err(Wrong::NoDate);
    }
    let known = |year: i32| {
        let came = (year, month.unwrap_or(1)) <= (now.year, now.month);
        came && now.year - year <= Household::OLDEST_YEARS
    };
    let said = year.value as i32;
    let year = if year.digits == 4 {
        if (said, month.unwrap_or(1)) > (now.year, now.month) {
            return Err(Wrong::ToCome);
        }
        said
    } else {
        // Two digits: this century or the one before; which one cannot be told for the very young and the very old.
        let century = now.year / 100 * 100;
        match (known(century + said), known(century - 100 + said)) {
            (true, true) if now.year - century - said >= 14 => century + said,
            (true, true) => return Err(Wrong::NoDate),
            (false, true) => century - 100 + said,
            _ => century + said,
        }
    };
    if known(year) { Ok(Date { year, month, guessed }) } else { Err(Wrong::NoDate) }
}
