//! Making words, or the parameter of a link, of what is carried: as much as fits, and what is left out is told.

use super::carried::Carried;
use super::coder::Writer;
use super::items::{self, Mark, Shelf};
use super::number::Number;
use super::{answers, commune, symbols};
use crate::model::Lang;
use crate::ports::catalog::{Catalog, Unavailable};
use crate::sheet::Entry;

/// Versions of the writing: this one, and all that may come.
pub(super) const VERSIONS: [u32; 2] = [15, 1];
/// Languages by their code, French first. Frozen, as all of this is; another one is left out.
pub(super) const LANGUAGES: [(&str, u32); 9] =
    [("fr", 16), ("en", 4), ("ar", 4), ("es", 2), ("pt", 2), ("uk", 2), ("ru", 2), ("tr", 2), ("ro", 2)];
/// Whether there is a commune, and answers.
pub(super) const COMMUNE: [u32; 2] = [1, 5];
pub(super) const ANSWERS: [u32; 2] = [1, 1];

/// What did not fit, or is no longer there.
#[derive(Clone, Default, PartialEq)]
pub struct LeftOut {
    /// The answers, or some of them.
    pub answers: bool,
    /// Entries of the basket for which there is no room, in its order.
    pub entries: Vec<Entry>,
    /// Entries that cannot be found again: they are no longer there.
    pub gone: Vec<Entry>,
}

impl LeftOut {
    /// Whether all is carried.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was made of it. No `Debug`: it is what is carried.
#[derive(Clone)]
pub struct Written<T> {
    /// The symbols of the words, or the parameter.
    pub made: T,
    /// What is not in it.
    pub left_out: LeftOut,
}

/// The places in the list of the words that carry it, at most [`symbols::MOST_WORDS`]. Where it is too much, the answers are left
/// out, then what was put into the basket last. `None` where there is nothing to carry.
///
/// # Errors
/// The index cannot be read.
pub fn words(catalog: &dyn Catalog, carried: &Carried) -> Result<Option<Written<Vec<u16>>>, Unavailable> {
    fitted(catalog, carried, symbols::row)
}

/// The parameter of a link that carries it, in the same way.
///
/// # Errors
/// The index cannot be read.
pub fn link(catalog: &dyn Catalog, carried: &Carried) -> Result<Option<Written<String>>, Unavailable> {
    fitted(catalog, carried, symbols::parameter)
}

fn fitted<T>(
    catalog: &dyn Catalog,
    carried: &Carried,
    make: impl Fn(&Number) -> Option<T>,
) -> Result<Option<Written<T>>, Unavailable> {
    let home = carried.commune.as_deref().and_then(commune::number);
    let shelf = Shelf::new(catalog, home);
    let (mut marks, mut left_out) = (Vec::new(), LeftOut::default());
    for entry in carried.basket.entries() {
        match shelf.mark(entry)? {
            Some(mark) => marks.push((mark, entry)),
            None => left_out.gone.push(entry.clone()),
        }
    }
    if marks.is_empty() && home.is_none() && carried.answers.is_none() {
        return Ok(None);
    }
    let marked: Vec<Mark> = marks.iter().map(|(mark, _)| *mark).collect();
    let (whole, all_answers) = number(carried, home, &marked, true);
    if let Some(made) = make(&whole) {
        left_out.answers = !all_answers;
        return Ok(Some(Written { made, left_out }));
    }
    left_out.answers = carried.answers.is_some();
    for kept in (0..=marks.len()).rev() {
        let (without, _) = number(carried, home, marked.get(..kept).unwrap_or_default(), false);
        if let Some(made) = make(&without) {
            left_out.entries = marks.iter().skip(kept).map(|(_, entry)| (*entry).clone()).collect();
            return Ok((kept > 0 || home.is_some()).then_some(Written { made, left_out }));
        }
    }
    Ok(None)
}

/// All as one number, and whether every answer is in it.
fn number(carried: &Carried, home: Option<u32>, marks: &[Mark], with_answers: bool) -> (Number, bool) {
    let mut writer = Writer::default();
    writer.one_of(&VERSIONS, 0);
    let lang = LANGUAGES.iter().position(|(code, _)| *code == carried.lang.code());
    writer.one_of(&LANGUAGES.map(|(_, weight)| weight), lang.unwrap_or(0));
    writer.one_of(&COMMUNE, usize::from(home.is_some()));
    if let Some(home) = home {
        commune::write(&mut writer, home);
    }
    items::write(&mut writer, marks);
    let answers = carried.answers.as_ref().filter(|_| with_answers);
    writer.one_of(&ANSWERS, usize::from(answers.is_some()));
    let whole = answers.is_none_or(|told| answers::write(&mut writer, told));
    (writer.finish(), whole)
}

/// The language of a place in the list.
pub(super) fn language(at: usize) -> Lang {
    let code = LANGUAGES.get(at).map_or("", |(code, _)| code);
    Lang::from_code(code).unwrap_or_default()
}
