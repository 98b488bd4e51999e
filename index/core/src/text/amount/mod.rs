//! What people type where a number is asked for: amounts, ages, dates, times, the ages of children. The whole text is
//! understood, or it is read back as a question: a word that nobody here knows is never passed over.

mod age;
mod children;
mod date;
mod duration;
mod money;
mod numeral;
mod piece;
mod quantity;
mod sense;

pub use age::{Birth, age};
pub use children::{Children, OLDEST_CHILD, children};
pub use duration::months;
pub use money::money;
pub use piece::{Number, Piece, Style, What};
pub use quantity::quantity;
pub use sense::{Meaning, Sense, Span, Vocabulary};

use serde::{Deserialize, Serialize};

/// Cuts a text into what it says. `known` says which further words change nothing: those of the question.
pub fn pieces(text: &str, style: Style, vocabulary: &Vocabulary, known: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    numeral::joined(piece::cut(text, style, vocabulary, known))
}

/// What came of a text. It holds what was typed, and is never printed.
#[derive(Clone, PartialEq)]
pub enum Reading<T> {
    /// An answer, all of it understood.
    Sure(T),
    /// An answer, converted or not wholly understood: it is read back.
    Doubt(T, Cause),
    /// An attempt at one, asked again with a reason.
    Again(Fault),
    /// "I don't know."
    Unknown,
    /// "I would rather not say."
    Silent,
    /// Nothing in it is an answer.
    Nothing,
}

impl<T> std::fmt::Debug for Reading<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sure(_) => "Sure",
            Self::Doubt(..) => "Doubt",
            Self::Again(_) => "Again",
            Self::Unknown => "Unknown",
            Self::Silent => "Silent",
            Self::Nothing => "Nothing",
        })
    }
}

impl<T> Reading<T> {
    /// The same of another answer.
    pub fn map<U>(self, other: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Sure(answer) => Reading::Sure(other(answer)),
            Self::Doubt(answer, why) => Reading::Doubt(other(answer), why),
            Self::Again(fault) => Reading::Again(fault),
            Self::Unknown => Reading::Unknown,
            Self::Silent => Reading::Silent,
            Self::Nothing => Reading::Nothing,
        }
    }

    /// An answer, sure or in doubt.
    fn of(answer: T, sure: bool) -> Self {
        if sure { Self::Sure(answer) } else { Self::Doubt(answer, Cause::Guess) }
    }
}

/// Why an answer is read back.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Not every word was understood, or something was read into the text.
    Guess,
    /// Every word was understood, and more than one answer says the same.
    Which,
    /// It was said for another period.
    Per(f64, Span),
    /// It lies between two numbers.
    Between(f64, f64),
    /// A child lives here half the time.
    Shared,
}

/// What somebody answers is never printed by `Debug`.
impl std::fmt::Debug for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cause")
    }
}

/// What keeps an attempt from being an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Several numbers where one is asked for.
    OneNumber,
    /// Below zero.
    Negative,
    /// No such age or date.
    NotADate,
    /// A date to come.
    NotBorn,
    /// The age of each child is wanted.
    Ages,
    /// More children than are reckoned with.
    TooMany,
    /// Before deductions.
    Gross,
    /// By the hour or the day: nobody here knows how many.
    ByTime,
    /// Another currency.
    Currency,
    /// Something else was counted.
    OtherUnit,
    /// The total is wanted, not so much a month.
    Total,
}

/// "I don't know" or "I would rather not say", and nothing but words that change nothing beside it.
pub fn skipped(pieces: &[Piece]) -> Option<Sense> {
    let plain = pieces.iter().all(|piece| {
        let known =
            matches!(piece.what, What::Word(Sense::Unknown | Sense::Silent | Sense::Fill | Sense::About | Sense::And));
        known || matches!(piece.what, What::Sign(_))
    });
    let said = |sense: Sense| pieces.iter().any(|piece| piece.what == What::Word(sense));
    [Sense::Silent, Sense::Unknown].into_iter().find(|sense| plain && said(*sense))
}

/// "Nothing", "none", "no", and nothing that could be something.
pub fn is_none(pieces: &[Piece]) -> bool {
    let plain = pieces
        .iter()
        .all(|piece| matches!(piece.what, What::Word(Sense::None | Sense::Not | Sense::Fill) | What::Sign(',')));
    plain && pieces.iter().any(|piece| piece.what == What::Word(Sense::None))
}

/// A text in pieces, with the questions that every reader asks of it.
struct Text<'a> {
    pieces: &'a [Piece],
}

impl<'a> Text<'a> {
    fn said(&self, test: impl Fn(Sense) -> bool) -> bool {
        self.pieces.iter().any(|piece| matches!(piece.what, What::Word(sense) if test(sense)))
    }

    fn has(&self, sense: Sense) -> bool {
        self.said(|other| other == sense)
    }

    fn stranger(&self) -> bool {
        self.pieces.iter().any(|piece| piece.what == What::Stranger)
    }

    fn signed(&self, sign: char) -> bool {
        self.pieces.iter().any(|piece| piece.what == What::Sign(sign))
    }

    /// The numbers and their places. "Un" beside another number is an article.
    fn numbers(&self) -> Vec<(usize, Number)> {
        let numbers = self.pieces.iter().enumerate().filter_map(|(at, piece)| match piece.what {
            What::Number(number) => Some((at, number)),
            _ => None,
        });
        let mut numbers: Vec<(usize, Number)> = numbers.collect();
        let article = |number: &Number| number.digits == 0 && number.value == 1.0;
        if numbers.iter().any(|(_, number)| !article(number)) {
            let unit = |at: usize| matches!(self.sense(at + 1), Some(Sense::Unit(_)));
            numbers.retain(|(at, number)| !article(number) || unit(*at));
        }
        numbers
    }

    fn sense(&self, at: usize) -> Option<Sense> {
        match self.pieces.get(at)?.what {
            What::Word(sense) => Some(sense),
            _ => None,
        }
    }

    /// Whether a minus sign stands right before a piece, and nothing right before that.
    fn negative(&self, at: usize) -> bool {
        let Some(sign) = at.checked_sub(1) else { return false };
        let is = self.pieces.get(sign).is_some_and(|piece| piece.what == What::Sign('-'));
        let number_before = sign
            .checked_sub(1)
            .is_some_and(|before| matches!(self.pieces.get(before), Some(Piece { what: What::Number(_), .. })));
        is && self.pieces.get(at).is_some_and(|piece| piece.tight) && !number_before
    }

    fn any_negative(&self) -> bool {
        self.numbers().iter().any(|(at, _)| self.negative(*at))
    }
}
