//! What somebody has filled in. It is printed, and kept nowhere: no `Debug`, no copy, no stored shape.

use super::{Blank, BlankOption};
use crate::activity::{FreeText, TextUse};
use crate::model::BlankId;
use crate::text::private::{self, PersonalKind};
use std::collections::BTreeMap;

/// Why a value is not taken. None says what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueRefusal {
    /// It is longer than that many characters.
    TooLong(usize),
    /// It holds a password, a secret code or the number of a payment card: no letter needs one.
    Credential,
    /// The blank offers answers, and this is none of them.
    NotOffered,
    /// The blank takes one of its answers, and these are several.
    OneOnly,
}

/// Between the identifiers of several answers.
const BETWEEN: char = ',';

/// The identifiers of the answers that are typed, in the order in which the blank offers them.
fn offered(blank: &Blank, typed: &str) -> Result<String, ValueRefusal> {
    // An answer may hold a comma itself.
    if let Some(option) = blank.option(typed) {
        return Ok(option.id.clone());
    }
    let parts = typed.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
    let chosen: Vec<&BlankOption> =
        parts.map(|part| blank.option(part).ok_or(ValueRefusal::NotOffered)).collect::<Result<_, _>>()?;
    if chosen.len() > 1 && !blank.several {
        return Err(ValueRefusal::OneOnly);
    }
    let kept = blank.options.iter().filter(|option| chosen.contains(option)).map(|option| option.id.as_str());
    Ok(kept.collect::<Vec<_>>().join(&BETWEEN.to_string()))
}

/// Values of blanks, to be printed once.
#[derive(Default)]
pub struct Values(BTreeMap<BlankId, String>);

impl Values {
    /// Sets the value of a blank; nothing typed leaves it blank. Answers that it offers are typed as their identifiers or their names,
    /// several with commas between.
    ///
    /// # Errors
    /// It is too long, holds what no letter needs, or is not offered; the blank is then as it was.
    pub fn set(&mut self, blank: &Blank, typed: &str) -> Result<(), ValueRefusal> {
        let value = FreeText::cleaned(typed, if blank.lines > 1 { TextUse::Note } else { TextUse::Name });
        if value.chars().count() > blank.limit() {
            return Err(ValueRefusal::TooLong(blank.limit()));
        }
        let secret = |kind| matches!(kind, PersonalKind::Password | PersonalKind::Card);
        if private::find(&value, |_| true, true).iter().any(|found| secret(found.kind)) {
            return Err(ValueRefusal::Credential);
        }
        let value = if blank.options.is_empty() { value } else { offered(blank, &value)? };
        if value.is_empty() {
            self.0.remove(&blank.id);
        } else {
            self.0.insert(blank.id.clone(), value);
        }
        Ok(())
    }

    /// Whether one of the answers that a blank offers is chosen.
    pub fn has(&self, blank: &Blank, option: &BlankOption) -> bool {
        self.get(&blank.id).is_some_and(|value| value.split(BETWEEN).any(|one| one == option.id))
    }

    /// The value of a blank.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}
