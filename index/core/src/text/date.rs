//! A day or a time to come, as somebody types it: `12/12`, `vendredi 4 décembre`, `demain`, `14h30`, `2 pm`.

use super::amount::{Sense, Style, What, pieces};
use super::lexicon::Lexicon;
use super::normal::words;
use crate::model::Date;

/// Years ahead in which a day may lie.
const AHEAD: i32 = 10;
/// Months that are looked at for one that has such a day.
const MONTHS: i32 = 12;
/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Why a text is no day to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDay {
    /// There is no such day, or which one cannot be told.
    Unknown,
    /// It is over.
    Past,
}

/// A part of a date.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// A number, and how many digits it has.
    Number(i32, usize),
    Month(u8),
    /// It changes nothing.
    Fill,
}

/// Reads a day, today or later. Without its year, it is the next one; a day of the week beside it must be the right one.
/// `month_first`: `12/25` has the month first, since there is no other way to read it.
///
/// # Errors
/// It is no day, or one that is over.
pub fn day(typed: &str, lexicon: &Lexicon, today: Date, month_first: bool) -> Result<Date, NoDay> {
    let words = words(typed);
    let (named, weekday, meant) = lexicon.times.day(&words, today).ok_or(NoDay::Unknown)?;
    let mut parts = Vec::new();
    for (_, word) in words.iter().enumerate().filter(|(at, _)| !meant.contains(at)) {
        match part(word, lexicon).ok_or(NoDay::Unknown)? {
            Part::Fill => {}
            part => parts.push(part),
        }
    }
    let date = match (parts.as_slice(), named) {
        ([], Some(days)) => Date::from_days(days),
        // "Tomorrow the 4th": which of them is right cannot be told.
        (_, Some(_)) if weekday.is_none() => return Err(NoDay::Unknown),
        (parts, _) => dated(parts, today, month_first)?,
    };
    if weekday.is_some_and(|weekday| weekday != date.weekday()) || date.year > today.year + AHEAD {
        return Err(NoDay::Unknown);
    }
    if date < today { Err(NoDay::Past) } else { Ok(date) }
}

/// What a folded word is of a date. `None`: it has no place in one.
fn part(word: &str, lexicon: &Lexicon) -> Option<Part> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // "1er", "2nd", "4th".
    if digits > 0 && word.len() - digits <= 3 {
        return Some(Part::Number(word[..digits].parse().ok()?, digits));
    }
    match pieces(word, Style::List, &lexicon.answers, &|_| false).first()?.what {
        What::Word(Sense::Month(month)) => Some(Part::Month(month)),
        What::Word(Sense::Fill) => Some(Part::Fill),
        _ => None,
    }
}

/// A date from its parts.
fn dated(parts: &[Part], today: Date, month_first: bool) -> Result<Date, NoDay> {
    let year = |year: i32, digits: usize| match digits {
        4 => Some(year),
        2 => Some(today.year / 100 * 100 + year),
        _ => None,
    };
    let (day, month, year) = match *parts {
        [Part::Number(day, 1 | 2)] => return next(day, today),
        [Part::Number(day, _), Part::Month(month)] | [Part::Month(month), Part::Number(day, _)] => {
            (day, i32::from(month), None)
        }
        [Part::Number(day, _), Part::Month(month), Part::Number(y, digits)]
        | [Part::Month(month), Part::Number(day, _), Part::Number(y, digits)] => {
            (day, i32::from(month), Some(year(y, digits).ok_or(NoDay::Unknown)?))
        }
        [Part::Number(day, _), Part::Number(month, _)] => (day, month, None),
        [Part::Number(y, 4), Part::Number(month, _), Part::Number(day, _)] => (day, month, Some(y)),
        [Part::Number(day, _), Part::Number(month, _), Part::Number(y, digits)] => {
            (day, month, Some(year(y, digits).ok_or(NoDay::Unknown)?))
        }
        _ => return Err(NoDay::Unknown),
    };
    let (day, month) = if month > 12 && day <= 12 && month_first { (month, day) } else { (day, month) };
    let made = |year: i32| Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    match year {
        Some(year) => made(year).ok_or(NoDay::Unknown),
        None => {
            // The 29th of February is at most eight years away.
            let mut coming = (today.year..=today.year + 8).filter_map(made);
            coming.find(|date| *date >= today).ok_or(NoDay::Unknown)
        }
    }
}

/// The next day of a month that has this number.
fn next(day: i32, today: Date) -> Result<Date, NoDay> {
    let day = u8::try_from(day).map_err(|_| NoDay::Unknown)?;
    let month = |ahead: i32| {
        let months = i32::from(today.month) - 1 + ahead;
        Date::new(today.year + months / 12, u8::try_from(months % 12 + 1).ok()?, day)
    };
    (0..=MONTHS).filter_map(month).find(|date| *date >= today).ok_or(NoDay::Unknown)
}

/// Reads a time of the clock, in minutes since midnight; a number alone is an hour. `None`: it is none.
pub fn time(typed: &str, lexicon: &Lexicon) -> Option<u16> {
    let words: Vec<String> =
        words(typed).into_iter().filter(|word| !matches!(part(word, lexicon), Some(Part::Fill))).collect();
    // "14h75" is none.
    let beyond = |word: &String| {
        let end = word.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(|c: char| c.is_alphabetic());
        !end.is_empty() && (end.len() != 2 || end > "59")
    };
    if words.iter().any(beyond) {
        return None;
    }
    let number = |word: &String| word.parse::<i64>().ok().filter(|_| word.len() <= 2);
    let minutes = match words.as_slice() {
        [hour] if number(hour).is_some() => number(hour)? * 60,
        [hour, minute] if minute.len() == 2 && number(hour).is_some() && number(minute).is_some() => {
            number(hour)? * 60 + number(minute).filter(|minute| *minute < 60)?
        }
        words => lexicon.times.time(words)?,
    };
    u16::try_from(minutes).ok().filter(|minutes| i64::from(*minutes) < DAY)
}
