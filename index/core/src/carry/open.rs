//! Opening what was carried: what is still there opens, what is not is counted.

use super::carried::Carried;
use super::coder::Reader;
use super::items::{self, Found, Shelf};
use super::number::Number;
use super::write::{ANSWERS, COMMUNE, LANGUAGES, VERSIONS, language};
use super::{answers, commune};
use crate::ports::catalog::{Catalog, Unavailable};
use crate::rights::{self, Interview, Month};
use crate::sheet::Basket;

/// What was carried, as it is found again. No `Debug`: it is somebody's own.
#[derive(Clone, Default)]
pub struct Opened {
    /// What opens.
    pub carried: Carried,
    /// Entries, a commune, that are no longer there.
    pub gone: usize,
    /// Entries of which it cannot be told which of several is meant.
    pub unclear: usize,
    /// Answers that no longer count: their question or their option is gone, or they contradict the rules of today.
    pub answers_gone: usize,
}

/// Why it cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenFault {
    /// A later version of this program wrote it.
    #[error("a later version of this program wrote it")]
    Later,
    /// It is nothing that this program writes.
    #[error("it is nothing that this program writes")]
    Foreign,
    /// The index cannot be read.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Opens it, over what there is in a month.
///
/// # Errors
/// It was not written by this program, or the index cannot be read.
pub fn open(catalog: &dyn Catalog, number: Number, month: Month) -> Result<Opened, OpenFault> {
    let mut reader = Reader::new(number);
    if reader.one_of(&VERSIONS) != 0 {
        return Err(OpenFault::Later);
    }
    let lang = language(reader.one_of(&LANGUAGES.map(|(_, weight)| weight)));
    let home = (reader.one_of(&COMMUNE) == 1).then(|| commune::read(&mut reader));
    let marks = items::read(&mut reader, home, Basket::MOST);
    let with_answers = reader.one_of(&ANSWERS) == 1;
    let book = catalog.rulebook(month);
    let mut opened = Opened::default();
    if with_answers {
        match &book {
            Some(book) => {
                let (mut told, gone) = answers::read(&mut reader, book.questionnaire());
                if !reader.is_done() {
                    return Err(OpenFault::Foreign);
                }
                let (interview, unfit) = fitting(book, month, &told.interview);
                told.interview = interview;
                (opened.answers_gone, opened.carried.answers) = (gone + unfit, Some(told));
            }
            None => opened.answers_gone = 1,
        }
    } else if !reader.is_done() {
        return Err(OpenFault::Foreign);
    }
    let shelf = Shelf::new(catalog, home);
    for mark in marks {
        match shelf.find(mark)? {
            Found::Entry(entry) => {
                opened.carried.basket.add(entry);
            }
            Found::Gone => opened.gone += 1,
            Found::Several => opened.unclear += 1,
        }
    }
    opened.carried.lang = lang;
    opened.carried.commune = home.map(commune::code).filter(|code| catalog.commune(code).is_some());
    opened.gone += usize::from(home.is_some() && opened.carried.commune.is_none());
    Ok(opened)
}

/// The answers that can stand beside each other by the rules of a month, and how many cannot.
fn fitting(book: &rights::Rulebook, month: Month, told: &Interview) -> (Interview, usize) {
    let mut kept = Interview::default();
    kept.learn(told.seed());
    let mut unfit = 0;
    for step in told.answered() {
        match told.given(step) {
            Some(given) if rights::fits(book, month, &kept, step, given) => kept.give(step, given.clone()),
            _ => unfit += 1,
        }
    }
    (kept, unfit)
}
