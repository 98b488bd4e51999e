//! A time of the clock, as somebody types it: `14h30`, `9`, `2 pm`.

use super::amount::{Sense, Style, What, pieces};
use super::lexicon::Lexicon;
use super::normal::words;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Reads a time of the clock, in minutes since midnight; a number alone is an hour. `None`: it is none.
pub fn time(typed: &str, lexicon: &Lexicon) -> Option<u16> {
    let fills = |word: &str| {
        let read = pieces(word, Style::List, &lexicon.answers, &|_| false);
        read.first().is_some_and(|piece| piece.what == What::Word(Sense::Fill))
    };
    let words: Vec<String> = words(typed).into_iter().filter(|word| !fills(word)).collect();
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
