//! Phone numbers in what is typed at the desk: those that everybody may call may stand in a note. The guide knows which; it is asked once.

use super::work::Work;
use crate::ui::key::Key;
use guichet_core::activity::{FreeText, TextRefusal, TextUse};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What is known of the numbers that were typed. No `Debug`, and it goes with the person.
#[derive(Default)]
pub(super) struct Numbers {
    known: BTreeMap<String, bool>,
    /// Those that the guide must say, as they are met.
    asked: Vec<String>,
    /// The key that waits for it.
    waiting: Option<Key>,
}

impl Numbers {
    /// Judges what was typed. A number that is not known yet is refused, and asked for.
    ///
    /// # Errors
    /// As [`FreeText::new`].
    pub(super) fn judge(&mut self, text: &str, wanted: TextUse) -> Result<Option<FreeText>, TextRefusal> {
        let asked = RefCell::new(Vec::new());
        let is_noted = |digits: &str| {
            self.known.get(digits).copied().unwrap_or_else(|| {
                asked.borrow_mut().push(digits.to_owned());
                false
            })
        };
        let judged = FreeText::new(text, wanted, is_noted);
        self.asked.append(&mut asked.into_inner());
        judged
    }

    /// Whether something typed waits for the guide.
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting.is_some() || !self.asked.is_empty()
    }

    /// What the guide is to be asked after a key, which is pressed again once it has answered.
    pub(super) fn ask(&mut self, key: Key) -> Option<Work> {
        if self.asked.is_empty() {
            return None;
        }
        self.waiting = Some(key);
        Some(Work::Numbers(std::mem::take(&mut self.asked)))
    }

    /// The guide answered; gives the key that waited.
    pub(super) fn answered(&mut self, answers: Vec<(String, bool)>) -> Option<Key> {
        self.known.extend(answers);
        self.waiting.take()
    }
}
