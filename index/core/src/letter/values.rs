//! What somebody has filled in. It is printed, and kept nowhere: no `Debug`, no copy, no stored shape.

use super::Blank;
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
}

/// Values of blanks, to be printed once.
#[derive(Default)]
pub struct Values(BTreeMap<BlankId, String>);

impl Values {
    /// Sets the value of a blank; nothing typed leaves it blank.
    ///
    /// # Errors
    /// It is too long, or holds what no letter needs; the blank is then as it was.
    pub fn set(&mut self, blank: &Blank, typed: &str) -> Result<(), ValueRefusal> {
        let value = FreeText::cleaned(typed, if blank.lines > 1 { TextUse::Note } else { TextUse::Name });
        if value.chars().count() > blank.limit() {
            return Err(ValueRefusal::TooLong(blank.limit()));
        }
        let secret = |kind| matches!(kind, PersonalKind::Password | PersonalKind::Card);
        if private::find(&value, |_| true, true).iter().any(|found| secret(found.kind)) {
            return Err(ValueRefusal::Credential);
        }
        if value.is_empty() {
            self.0.remove(&blank.id);
        } else {
            self.0.insert(blank.id.clone(), value);
        }
        Ok(())
    }

    /// The value of a blank.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}
