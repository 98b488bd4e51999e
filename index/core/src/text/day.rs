//! A day as people type it: "3.11", "mardi 3 novembre 2026", "2026-11-03", "hier", "lundi". What could be another day is a doubt, and
//! is read back.

use super::amount::{Cause, Fault, Number, Reading, Sense, Style, What, pieces};
use super::lexicon::Lexicon;
use super::normal::words;
use super::when::NamedDay;
use crate::model::Date;

/// Days within which a day without a year is sure: half a year.
const NEAR: i64 = 183;
/// Days beyond which a whole date is read back: about ten years.
const FAR: i64 = 3_653;
/// Years that are looked at for a day that not every year has.
const YEARS: i32 = 8;

/// How a day is read.
#[derive(Clone, Copy)]
pub struct DayReader<'a> {
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// The month may stand before the day.
    pub month_first: bool,
    /// The day on which it is typed.
    pub today: Date,
    /// A day to come is meant, not one that has been.
    pub ahead: bool,
}

/// A part of a date.
#[derive(Clone, Copy)]
enum Part {
    Number(Number),
    Month(u8),
}

/// Whether the parts of a date can stand in one order alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Sure,
    /// Either number may be the month.
    Either,
    /// Something was read into it.
    Guessed,
}

/// A date as it was said: day, month, the year where there is one.
type Said = (i64, i64, Option<i32>, Order);

impl DayReader<'_> {
    /// Reads a text that is a day and nothing else. [`Cause::Which`]: every word was understood, and it may be another day all the
    /// same; [`Cause::Guess`]: not every word was, or the day is years away.
    pub fn read(&self, text: &str) -> Reading<Date> {
        self.by_name(text).unwrap_or_else(|| self.by_numbers(text, false))
    }

    fn fills(&self, text: &str) -> bool {
        let read = pieces(text, Style::List, &self.lexicon.answers, &|_| false);
        read.iter().all(|piece| piece.what == What::Word(Sense::Fill))
    }

    /// "Today", "yesterday", "Monday", with words around that change nothing, or a date that says the same.
    fn by_name(&self, text: &str) -> Option<Reading<Date>> {
        let words = words(text);
        let stretch = (0..words.len()).flat_map(|from| (from + 1..=words.len()).rev().map(move |to| (from, to)));
        let (named, rest) = stretch.into_iter().find_map(|(from, to)| {
            let named = self.lexicon.times.named_day(&words[from..to])?;
            Some((named, [&words[..from], &words[to..]].concat().join(" ")))
        })?;
        let today = self.today.days();
        if !self.fills(&rest) {
            let same = |day: Date| match named {
                NamedDay::Away(days) => day.days() == today + days,
                NamedDay::Weekday(weekday) => day.weekday() == weekday,
            };
            return match self.by_numbers(&rest, true) {
                Reading::Sure(day) | Reading::Doubt(day, Cause::Which) if same(day) => Some(Reading::Sure(day)),
                Reading::Doubt(day, cause) if same(day) => Some(Reading::Doubt(day, cause)),
                Reading::Sure(_) | Reading::Doubt(..) | Reading::Again(_) => Some(Reading::Again(Fault::NotADate)),
                _ => None,
            };
        }
        Some(match named {
            NamedDay::Away(days) => self.judged(Date::from_days(today + days), true),
            NamedDay::Weekday(day) => {
                let back = (i64::from(self.today.weekday()) - i64::from(day) + 6).rem_euclid(7) + 1;
                let days = if self.ahead { 7 - back % 7 } else { -back };
                // Last Monday, or the one to come?
                Reading::Doubt(Date::from_days(today + days), Cause::Which)
            }
        })
    }

    /// A date in numbers and names of months. `named`: the name of the day stands beside it, so that two numbers are a date.
    fn by_numbers(&self, text: &str, named: bool) -> Reading<Date> {
        let read = pieces(text, Style::List, &self.lexicon.answers, &|_| false);
        let (mut parts, mut tied, mut strange) = (Vec::new(), named, false);
        for piece in &read {
            match piece.what {
                What::Number(number) => parts.push(Part::Number(number)),
                What::Word(Sense::Month(month)) => parts.push(Part::Month(month)),
                What::Sign('/' | '.' | '-') => tied = true,
                What::Word(Sense::Fill) | What::Sign(',') => {}
                // "1er", "4th".
                What::Stranger if piece.tight && matches!(parts.last(), Some(Part::Number(_))) => {}
                What::Word(Sense::About) | What::Stranger => strange = true,
                What::Word(_) | What::Sign(_) => return Reading::Nothing,
            }
        }
        let read = match (parts.as_slice(), self.said(&parts, tied)) {
            // The 4th, of this month or the next.
            ([Part::Number(day)], _) if self.ahead && matches!(day.digits, 1 | 2) => {
                self.next(day.value as i64).map(|date| (date, false, day.guessed))
            }
            (_, None) => return Reading::Nothing,
            (_, Some((day, month, year, order))) => self.found(day, month, year).map(|(date, near)| {
                let sure = near && order != Order::Either;
                (date, sure, order == Order::Guessed)
            }),
        };
        match read {
            Some((date, _, guessed)) if strange || guessed => Reading::Doubt(date, Cause::Guess),
            Some((date, sure, _)) => self.judged(date, sure),
            None => Reading::Again(Fault::NotADate),
        }
    }

    /// The next day of a month that has this number.
    fn next(&self, day: i64) -> Option<Date> {
        let day = u8::try_from(day).ok()?;
        let month = |ahead: i32| {
            let months = i32::from(self.today.month) - 1 + ahead;
            Date::new(self.today.year + months / 12, u8::try_from(months % 12 + 1).ok()?, day)
        };
        // Two months in a row have no 31st at most once.
        (0..=2).filter_map(month).find(|date| *date >= self.today)
    }

    fn said(&self, parts: &[Part], tied: bool) -> Option<Said> {
        let whole = |number: Number| (number.value.fract() == 0.0).then_some(number.value as i64);
        let day = |number: Number| whole(number).filter(|_| number.digits <= 2);
        let year = |number: Number| match number.digits {
            4 => whole(number).map(|year| year as i32),
            2 => whole(number).map(|year| 2_000 + year as i32),
            _ => None,
        };
        let guessed = parts.iter().any(|part| matches!(part, Part::Number(number) if number.guessed));
        let guessed = if guessed { Order::Guessed } else { Order::Sure };
        match *parts {
            [Part::Number(y), Part::Number(m), Part::Number(d)] if y.digits == 4 => {
                Some((day(d)?, day(m)?, year(y), guessed))
            }
            [Part::Number(d), Part::Number(m), Part::Number(y)] => {
                Some(self.ordered(day(d)?, day(m)?, Some(year(y)?), guessed))
            }
            [Part::Number(d), Part::Month(m), Part::Number(y)] | [Part::Month(m), Part::Number(d), Part::Number(y)] => {
                Some((day(d)?, m.into(), Some(year(y)?), guessed))
            }
            [Part::Number(d), Part::Month(m)] | [Part::Month(m), Part::Number(d)] => {
                Some((day(d)?, m.into(), None, guessed))
            }
            [Part::Number(d), Part::Number(m)] if tied => Some(self.ordered(day(d)?, day(m)?, None, guessed)),
            _ => None,
        }
    }

    /// Day and month of two numbers: the month first where it can only be so; in English one cannot tell where both may be months.
    fn ordered(&self, day: i64, month: i64, year: Option<i32>, order: Order) -> Said {
        if month > 12 && day <= 12 {
            return (month, day, year, if self.month_first { order } else { Order::Guessed });
        }
        let either = self.month_first && day <= 12 && day != month && order == Order::Sure;
        (day, month, year, if either { Order::Either } else { order })
    }

    /// The date, and whether its year was said or is the only likely one.
    fn found(&self, day: i64, month: i64, year: Option<i32>) -> Option<(Date, bool)> {
        let on = |year| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        if let Some(year) = year {
            return on(year).map(|date| (date, true));
        }
        let this = self.today.year;
        let date = if self.ahead {
            (this..=this + YEARS).filter_map(on).find(|date| *date >= self.today)
        } else {
            (this - YEARS..=this).rev().filter_map(on).find(|date| *date <= self.today)
        }?;
        Some((date, (date.days() - self.today.days()).abs() <= NEAR))
    }

    /// A date that is far away, or to come where one that has been is meant, is read back.
    fn judged(&self, date: Date, sure: bool) -> Reading<Date> {
        let away = date.days() - self.today.days();
        if away.abs() > FAR {
            Reading::Doubt(date, Cause::Guess)
        } else if sure && (self.ahead || away <= 0) {
            Reading::Sure(date)
        } else {
            Reading::Doubt(date, Cause::Which)
        }
    }
}

#[cfg(test)]
mod tests {
    //! - a day with its year, or the only one that is near, is sure; so are today and yesterday by their names;
    //! - what may be another day is a doubt: days of the week, future ones, two numbers in English; far ones and words that nobody knows
    //!   are a guess;
    //! - a day that is none is asked again, and other answers are no day.

    use super::*;
    use crate::text::amount::Vocabulary;

    fn lexicon() -> Lexicon {
        let answer = |key: &str| {
            let words = match key {
                "calendar" => "janvier 1, février 2, mars 3, novembre 11, nov 11, décembre 12",
                "fill" => "le, la, c est, er, de, reçu",
                "numerals" => "premier 1",
                "days" => "jours",
                "months" => "mois",
                "about" => "vers",
                _ => "",
            };
            words.to_owned()
        };
        let words = |key: &str| {
            let words = match key {
                "when-today" => "aujourd'hui",
                "when-tomorrow" => "demain",
                "when-ago-1" => "hier",
                "when-ago-2" => "avant hier",
                "when-day-0" => "lundi",
                "when-day-1" => "mardi",
                _ => "",
            };
            words.to_owned()
        };
        Lexicon::new(words).answering(Vocabulary::new(&[&answer]))
    }

    /// A text on Tuesday the 1st of December 2026.
    fn read(text: &str, ahead: bool, month_first: bool) -> String {
        let today = Date { year: 2026, month: 12, day: 1 };
        match (DayReader { lexicon: &lexicon(), month_first, today, ahead }).read(text) {
            Reading::Sure(date) => date.to_string(),
            Reading::Doubt(date, Cause::Which) => format!("{date} ?"),
            Reading::Doubt(date, _) => format!("{date} ??"),
            Reading::Again(_) => "again".into(),
            _ => "nothing".into(),
        }
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for (text, day) in [
            ("3.11", "2026-11-03"),
            ("03/11", "2026-11-03"),
            ("3 novembre", "2026-11-03"),
            ("le 3 nov.", "2026-11-03"),
            ("le 1er novembre", "2026-11-01"),
            ("premier novembre", "2026-11-01"),
            ("reçu le 3 novembre 2026", "2026-11-03"),
            ("2026-11-03", "2026-11-03"),
            ("3/11/26", "2026-11-03"),
            ("03.11.2026", "2026-11-03"),
            ("hier", "2026-11-30"),
            ("avant-hier", "2026-11-29"),
            ("c'est aujourd'hui", "2026-12-01"),
            ("1.12", "2026-12-01"),
            ("29/02/2024", "2024-02-29"),
            // Doubts.
            ("2.12", "2025-12-02 ?"),
            ("3 mars", "2026-03-03 ?"),
            ("29 février", "2024-02-29 ?"),
            ("3/11/2027", "2027-11-03 ?"),
            ("3/11/1998", "1998-11-03 ??"),
            ("demain", "2026-12-02 ?"),
            ("lundi", "2026-11-30 ?"),
            ("mardi", "2026-11-24 ?"),
            ("lundi 30/11", "2026-11-30"),
            ("hier, le 30 novembre", "2026-11-30"),
            ("11/25/2026", "2026-11-25 ??"),
            ("vers le 3 novembre", "2026-11-03 ??"),
            ("3 novembre machin", "2026-11-03 ??"),
            // No days.
            ("31/11", "again"),
            ("32 novembre 2026", "again"),
            ("29/02/2026", "again"),
            ("mardi 30/11", "again"),
            ("demain 3/12", "again"),
            ("novembre", "nothing"),
            ("novembre 2026", "nothing"),
            ("3", "nothing"),
            ("3 jours", "nothing"),
            ("2 mois", "nothing"),
            ("", "nothing"),
            ("je ne sais pas", "nothing"),
        ] {
            assert_eq!(read(text, false, false), day, "{text}");
        }
    }

    #[test]
    fn a_day_to_come_is_the_next_one_where_one_is_meant() {
        for (text, day) in [
            ("3.2", "2027-02-03"),
            ("2 décembre", "2026-12-02"),
            ("demain", "2026-12-02"),
            ("3 novembre", "2027-11-03 ?"),
            ("3/11/2026", "2026-11-03"),
            ("hier", "2026-11-30"),
            ("lundi", "2026-12-07 ?"),
            ("mardi", "2026-12-08 ?"),
            ("mardi 8", "2026-12-08"),
            ("8", "2026-12-08 ?"),
            ("1", "2026-12-01 ?"),
            ("31", "2026-12-31 ?"),
            ("32", "again"),
        ] {
            assert_eq!(read(text, true, false), day, "{text}");
        }
    }

    #[test]
    fn two_numbers_are_a_doubt_where_the_month_may_stand_first() {
        assert_eq!(read("3/11", false, true), "2026-11-03 ?");
        assert_eq!(read("11/11", false, true), "2026-11-11");
        assert_eq!(read("2026-11-03", false, true), "2026-11-03");
        assert_eq!(read("3 nov", false, true), "2026-11-03");
        assert_eq!(read("11/25", false, true), "2026-11-25", "there is no other way to read it");
    }
}
