//! The ages of the children: "4 et 9", "6 mois", "jumeaux de 3 ans", "05/2020", "aucun", "enceinte de 5 mois".

use super::date::{Wrong, date};
use super::duration::unit_of;
use super::piece::{Number, Piece, What};
use super::sense::{Sense, Span};
use super::{Cause, Fault, Reading, Text};
use crate::rights::{Household, Month};

/// Oldest child that is reckoned with, in years.
pub const OLDEST_CHILD: f64 = 40.0;

/// The children that were named.
#[derive(Clone, PartialEq, Default)]
pub struct Children {
    /// Whole years of each.
    pub ages: Vec<f64>,
    /// Whether a birth is expected.
    pub expected: bool,
}

/// What has been read so far.
#[derive(Default)]
struct Found {
    children: Children,
    /// Children that were counted: "3 enfants".
    declared: Option<f64>,
    /// Children that were named and not counted: "un fils", "ma fille".
    named: f64,
    /// Children of one birth whose age comes next.
    twins: Option<u8>,
    /// Zeros without a word.
    zeros: usize,
    none: bool,
    shared: bool,
    doubt: bool,
    fault: Option<Fault>,
}

impl Found {
    fn push(&mut self, age: f64) {
        let times = self.twins.take().map_or(1, usize::from);
        self.children.ages.extend(std::iter::repeat_n(age, times));
    }

    fn count(&mut self, more: f64) {
        self.declared = Some(self.declared.unwrap_or(0.0) + more);
    }

    fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }
}

/// Reads the ages of children.
pub fn children(pieces: &[Piece], now: Month) -> Reading<Children> {
    let scan = Scan { text: Text { pieces }, now };
    let mut found = Found::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += match piece.what {
            What::Number(number) => scan.child(at, number, &mut found),
            What::Word(sense) => scan.word(at, sense, &mut found),
            What::Sign(sign) => {
                found.doubt |= scan.joins(at, sign);
                1
            }
            What::Stranger => {
                found.doubt = true;
                1
            }
        };
    }
    found.end(scan.text.stranger())
}

impl Found {
    /// What it all comes to.
    fn end(mut self, stranger: bool) -> Reading<Children> {
        // "3 ans, des jumeaux": the word came after the age.
        if let (Some(times), [age]) = (self.twins, self.children.ages.as_slice()) {
            self.children.ages = vec![*age; usize::from(times)];
            self.twins = None;
        }
        if let Some(fault) = self.fault {
            return Reading::Again(fault);
        }
        if self.twins.is_some() && !self.children.expected {
            return Reading::Again(Fault::Ages);
        }
        if self.children.ages == [0.0] && self.zeros == 1 {
            (self.none, self.zeros) = (true, 0);
            self.children.ages.clear();
        }
        let count = self.children.ages.len() as f64;
        match self.declared {
            Some(declared) if declared > Household::CHILDREN as f64 => return Reading::Again(Fault::TooMany),
            // "2 enfants de 4 ans".
            Some(declared) if count == 1.0 && declared > 1.0 && !self.none => {
                let age = self.children.ages.first().copied().unwrap_or_default();
                self.children.ages = vec![age; declared as usize];
                self.doubt = true;
            }
            Some(declared) if declared > 0.0 && declared + self.named != count => return Reading::Again(Fault::Ages),
            Some(declared) if declared == 0.0 && count > 0.0 => return Reading::Again(Fault::Ages),
            Some(_) if count == 0.0 => self.none = true,
            // "Mon fils 4 ans et ma fille": an age is missing.
            _ if self.named > count && count > 0.0 => return Reading::Again(Fault::Ages),
            _ => {}
        }
        if self.children.ages.is_empty() {
            // Who says "none" among words that nobody knows is asked again.
            let said = self.none || self.children.expected;
            if !said || stranger && !self.children.expected {
                return Reading::Nothing;
            }
        } else if self.none {
            return Reading::Again(Fault::Ages);
        }
        if self.children.ages.len() > Household::CHILDREN {
            return Reading::Again(Fault::TooMany);
        }
        if self.children.ages.iter().any(|age| *age > OLDEST_CHILD) {
            return Reading::Again(Fault::Ages);
        }
        if self.shared && !self.children.ages.is_empty() {
            return Reading::Doubt(self.children, Cause::Shared);
        }
        let sure = !self.doubt && self.zeros == 0;
        Reading::of(self.children, sure)
    }
}

/// Reading what was typed, piece by piece.
struct Scan<'a> {
    text: Text<'a>,
    now: Month,
}

impl Scan<'_> {
    fn what(&self, at: usize) -> Option<What> {
        self.text.pieces.get(at).map(|piece| piece.what)
    }

    /// The next place that is not a word that changes nothing.
    fn next_said(&self, at: usize) -> usize {
        let quiet = |at: &usize| matches!(self.text.sense(*at), Some(Sense::Fill | Sense::About));
        (at + 1..).find(|at| !quiet(at)).unwrap_or(at + 1)
    }

    /// A sign tight between two numbers that are no date may be a comma of decimals or a dash of a range; "4,9,12" is a
    /// list.
    fn joins(&self, at: usize, sign: char) -> bool {
        let number = |at: Option<usize>| matches!(at.and_then(|at| self.what(at)), Some(What::Number(_)));
        let tied = number(at.checked_sub(1))
            && number(Some(at + 1))
            && self.text.pieces.get(at + 1).is_some_and(|next| next.tight);
        let tight = tied && self.text.pieces.get(at).is_some_and(|piece| piece.tight);
        tight && (sign != ',' || self.text.numbers().len() == 2) || sign == '+' || sign == '-' && number(Some(at + 1))
    }

    /// A number: the age of a child, how many there are, or a part of a date. Gives how many pieces it takes.
    fn child(&self, at: usize, number: Number, found: &mut Found) -> usize {
        if self.text.negative(at) {
            found.fail(Fault::Negative);
            return 1;
        }
        if let Some(count) = self.birth(at, found) {
            return count;
        }
        found.doubt |= number.guessed;
        let article = number.digits == 0 && number.value == 1.0;
        match self.text.sense(at + 1) {
            Some(Sense::Child | Sense::Baby) if article => return 1,
            Some(Sense::Child) => {
                found.count(number.value);
                return 2;
            }
            // "Deux bébés".
            Some(Sense::Baby) => {
                found.count(number.value);
                found.doubt |= number.value > 1.0;
                let times = number.value.clamp(0.0, 9.0) as usize;
                if !self.aged(at + 1) {
                    (0..times).for_each(|_| found.push(0.0));
                }
                return 2;
            }
            Some(Sense::Expecting | Sense::Twins(_)) => {
                found.doubt |= number.value != 1.0;
                return 1;
            }
            _ => {}
        }
        if let Some(span) = unit_of(&self.text, at) {
            let end = self.unit_end(at);
            // "5 mois de grossesse" is no child.
            let term = self.next_said(end - 1);
            if self.text.sense(term) == Some(Sense::Expecting) && span.months() <= 1.0 {
                found.doubt |= term == end && number.value > 9.0;
                return end - at;
            }
            // "4 ans et 9 mois" may be one child or two.
            let next =
                (end..).find(|at| !matches!(self.text.sense(*at), Some(Sense::And | Sense::Fill))).unwrap_or(end);
            if span == Span::Year && matches!(self.what(next), Some(What::Number(_))) {
                found.doubt |= unit_of(&self.text, next).is_some_and(|other| other.months() <= 1.0);
            }
            found.doubt |= span == Span::Hour || number.value == 0.0;
            found.push((number.value * span.months() / Span::Year.months() + 1e-9).floor());
            return end - at;
        }
        let next = self.next_said(at);
        if matches!(self.what(next), Some(What::Number(_))) && next > at + 1 {
            // "2 de 4 ans".
            if !article {
                found.fail(Fault::Ages);
            }
            return 1;
        }
        if article && self.text.numbers().iter().all(|(place, _)| *place != at) {
            return 1;
        }
        let sense = self.text.sense(at + 1);
        found.doubt |= article || matches!(self.text.sense(next), Some(Sense::Child | Sense::Baby));
        found.doubt |= matches!(sense, Some(Sense::Kilometre | Sense::Other | Sense::Euro));
        match number.digits {
            4 if number.value > 1900.0 => {
                let age = f64::from(self.now.year) - number.value;
                if age < 0.0 {
                    found.fail(Fault::NotBorn);
                }
                found.doubt = true;
                found.push(age);
            }
            _ => {
                found.zeros += usize::from(number.value == 0.0);
                found.push(number.value);
            }
        }
        1
    }

    /// Where the unit of a number ends, its half included.
    fn unit_end(&self, at: usize) -> usize {
        let unit = (at + 1..self.text.pieces.len())
            .find(|at| matches!(self.text.sense(*at), Some(Sense::Unit(_) | Sense::Rate(_))));
        let mut end = unit.map_or(at + 1, |at| at + 1);
        if self.text.sense(end) == Some(Sense::Half) {
            end += 1;
        } else if self.text.sense(end) == Some(Sense::And) && self.text.sense(end + 1) == Some(Sense::Half) {
            end += 2;
        }
        end
    }

    /// Whether an age follows: a number with its unit.
    fn aged(&self, at: usize) -> bool {
        let next = self.next_said(at);
        matches!(self.what(next), Some(What::Number(_))) && unit_of(&self.text, next).is_some()
    }

    /// A date of birth that begins here: the age it gives. `None` where there is no date.
    fn birth(&self, at: usize, found: &mut Found) -> Option<usize> {
        let end = self.date_end(at)?;
        let years = |year: i32, month: Option<i32>| {
            let months = self.now.months_since(Month { year, month: month.unwrap_or(self.now.month) });
            // Born in this month: the day has come or not.
            (f64::from(months - i32::from(month.is_some())) / 12.0).floor().max(0.0)
        };
        match date(self.text.pieces.get(at..end)?, self.now, false)? {
            Ok(date) => {
                found.doubt |= date.guessed || date.month.is_none();
                found.push(years(date.year, date.month));
            }
            Err(Wrong::ToCome) => found.fail(Fault::NotBorn),
            // "4/9": no date, and no list either.
            Err(Wrong::NoDate) => found.fail(Fault::Ages),
        }
        Some(end - at)
    }

    /// Where a date ends that begins here: `05/2020`, `3 mars 2015`, `mars 2015`.
    fn date_end(&self, at: usize) -> Option<usize> {
        let number = |at: usize| match self.what(at) {
            Some(What::Number(number)) => Some(number),
            _ => None,
        };
        let year = |at: usize| number(at).is_some_and(|number| number.digits == 4 && number.value > 1900.0);
        let month = |at: usize| matches!(self.text.sense(at), Some(Sense::Month(_)));
        let tied = |at: usize| {
            let tight = |at: usize| self.text.pieces.get(at).is_some_and(|piece| piece.tight);
            matches!(self.what(at), Some(What::Sign('/' | '.' | '-')))
                && tight(at)
                && tight(at + 1)
                && number(at + 1).is_some()
        };
        let after = |at: usize| self.next_said(at);
        if month(at) {
            return year(after(at)).then(|| after(at) + 1);
        }
        number(at)?;
        if month(after(at)) && year(after(after(at))) {
            return Some(after(after(at)) + 1);
        }
        let mut end = at + 1;
        while tied(end) {
            end += 2;
        }
        let any_year = (at..end).any(year);
        (end > at + 1 && (any_year || end == at + 5)).then_some(end)
    }

    /// A word: gives how many pieces it takes.
    fn word(&self, at: usize, sense: Sense, found: &mut Found) -> usize {
        match sense {
            Sense::Expecting => {
                found.children.expected = true;
                let end = self.term(at);
                // "Enceinte 3": months or a child?
                found.doubt |= end == at + 1 && matches!(self.what(self.next_said(at)), Some(What::Number(_)));
                return end - at;
            }
            Sense::Month(_) => match self.birth(at, found) {
                Some(count) => return count,
                None => found.doubt = true,
            },
            Sense::Baby => {
                if !self.aged(at) {
                    // "3 mois, un bébé" names one child.
                    let named = matches!(self.text.sense(at.wrapping_sub(1)), Some(Sense::Unit(_)));
                    if named { found.doubt = true } else { found.push(0.0) }
                }
            }
            Sense::Twins(times) => {
                found.twins = Some(times);
                found.doubt |= !found.children.expected;
            }
            // "Moins d'un an".
            Sense::Less => {
                let next = self.next_said(at);
                if let (Some(What::Number(one)), Some(Span::Year)) = (self.what(next), unit_of(&self.text, next))
                    && one.value == 1.0
                {
                    found.push(0.0);
                    return self.unit_end(next) - at;
                }
                found.doubt = true;
            }
            Sense::None | Sense::Not => found.none = true,
            Sense::Shared => found.shared = true,
            Sense::Range => found.fail(Fault::Ages),
            Sense::Child => found.named += 1.0,
            Sense::Fill | Sense::About | Sense::And | Sense::Born | Sense::Since | Sense::Half => {}
            _ => found.doubt = true,
        }
        1
    }

    /// Where the words of a pregnancy end: its months so far, or the month of the birth.
    fn term(&self, at: usize) -> usize {
        let next = self.next_said(at);
        if matches!(self.what(next), Some(What::Number(_))) {
            if unit_of(&self.text, next).is_some_and(|span| span.months() <= 1.0 && span != Span::Hour) {
                return self.unit_end(next);
            }
            if let Some(end) = self.date_end(next) {
                return end;
            }
            if matches!(self.text.sense(self.next_said(next)), Some(Sense::Month(_))) {
                return self.next_said(next) + 1;
            }
        }
        if matches!(self.text.sense(next), Some(Sense::Month(_))) {
            return self.date_end(next).unwrap_or(next + 1);
        }
        if let Some(Sense::Twins(_)) = self.text.sense(next) {
            return next + 1;
        }
        at + 1
    }
}
