//! How many questions are still to come: an honest guess, by playing on with a few invented households.

use super::answers::Month;
use super::course::{fits, next_step};
use super::interview::{Forecast, Interview};
use super::rulebook::Rulebook;
use super::steps::{Ask, Given, Step};

/// Households that are played.
const PLAYED: usize = 6;
/// Longest interview that is played on.
const LONGEST: usize = 60;

/// Plays on from what was answered. `None` where no question is left.
pub fn forecast(book: &Rulebook, month: Month, interview: &Interview) -> Option<Forecast> {
    let most = next_step(book, month, interview)?.left;
    let mut counts: Vec<usize> = (0..PLAYED).map(|household| played(book, month, interview, household)).collect();
    counts.sort_unstable();
    // The longest is an odd household; the shortest is that of somebody retired.
    let low = counts.first().copied().unwrap_or(1).clamp(1, most);
    let high = counts.get(PLAYED - 2).copied().unwrap_or(most).clamp(low, most);
    Some(Forecast { low, high })
}

/// Questions until the end for one invented household.
fn played(book: &Rulebook, month: Month, interview: &Interview, household: usize) -> usize {
    let mut interview = interview.clone();
    let mut count = 0;
    while let Some(next) = next_step(book, month, &interview).filter(|_| count < LONGEST) {
        let step = next.step;
        let first = invented(step, household, count);
        let fits = |given: &Given| fits(book, month, &interview, &step.id, given);
        let given = if fits(&first) { first } else { Given::Unknown };
        interview.give(&step.id, given);
        count += 1;
    }
    count
}

/// An answer of one of the households: each leans another way, always the same.
fn invented(step: &Step, household: usize, at: usize) -> Given {
    let of = |values: [f64; PLAYED]| values.get(household).copied().unwrap_or_default();
    match step.ask {
        Ask::Several => Given::Several(Vec::new()),
        Ask::Choice | Ask::Commune => {
            let choice = (household * 7 + at * 3) % step.options.len().max(1);
            step.options.get(choice).map_or(Given::Unknown, |option| Given::Option(option.id.clone()))
        }
        Ask::Age => Given::Number(of([37.0, 22.0, 71.0, 45.0, 29.0, 58.0])),
        Ask::Ages => match household {
            0 => Given::Ages(vec![4.0, 9.0], false),
            3 => Given::Ages(vec![12.0], false),
            4 => Given::Ages(vec![1.0], false),
            _ => step.options.first().map_or(Given::Unknown, |option| Given::Option(option.id.clone())),
        },
        Ask::Money => Given::Number(of([1250.0, 600.0, 900.0, 1600.0, 1100.0, 750.0])),
        Ask::Months => Given::Number(of([24.0, 3.0, 60.0, 14.0, 8.0, 36.0])),
        Ask::Number => Given::Number(of([6.0, 2.0, 12.0, 3.0, 1.0, 8.0])),
    }
}
