//! Dates of birth.

use super::token::{Token, begins, holds};
use std::ops::Range;

/// Words of a birth.
const BORN: &str = "ne nee naissance born birth nacido nacida naci nacimiento nascido nascida nasci nascimento nascut \
    nascuta nasterii родился родилась рождения народився народилась dogumluyum dogum ولدت مولود";
/// Words before a name.
const NAMES: &str = "je m appelle, m appelle, mon nom, my name, me llamo, mi nombre, meu nome, ma numesc, ma cheama, \
    меня зовут, мене звати, اسمي";
/// A date of birth beside "born", with the name before it.
pub(super) fn births(tokens: &[Token], asked: bool) -> Vec<Range<usize>> {
    const NEAR: usize = 4;
    let name = (0..tokens.len()).find(|at| begins(&tokens[*at..], NAMES).is_some());
    if asked && name.is_none() {
        return Vec::new();
    }
    let date = |at: usize| {
        let [day, month, year] = tokens.get(at..at + 3)? else { return None };
        let number = |token: &Token| token.word.trim_end_matches("er").parse::<u16>().ok();
        let day = number(day).is_some_and(|day| (1..=31).contains(&day));
        let month = number(month).map_or(month.word.chars().count() > 2, |month| (1..=12).contains(&month));
        let year = year.word.len() == 4 && number(year).is_some_and(|year| (1900..=2099).contains(&year));
        (day && month && year).then_some(at)
    };
    let born = (0..tokens.len()).filter(|at| holds(BORN, &tokens[*at].word));
    let dates = born.filter_map(|at| {
        let near = at.saturating_sub(NEAR)..at + 1 + NEAR;
        let day = near.clone().filter(|day| *day > at || day + 3 <= at).find_map(date)?;
        let from = name.filter(|name| *name < at.min(day)).unwrap_or(at.min(day));
        Some(tokens[from].at.start..tokens[at.max(day + 2)].at.end)
    });
    dates.collect()
}
