//! The sheet of the basket as it is looked at before it is handed over.

use crate::out::job::Medium;
use guichet_core::sheet::Sheet;

/// The basket being looked at.
pub(super) struct TakeAway {
    /// The sheet, once it is made.
    pub(super) sheet: Option<Sheet>,
    /// The entry that is selected.
    pub(super) at: usize,
    /// The person was asked, and wants what is private on paper too.
    pub(super) private: bool,
    /// The words bring the answers of the household back too: the person asked for it.
    pub(super) answers: bool,
    /// What it is printed on.
    pub(super) medium: Medium,
    /// It is on its way to the printer.
    pub(super) printing: bool,
}

impl TakeAway {
    pub(super) const fn new(medium: Medium) -> Self {
        Self { sheet: None, at: 0, private: false, answers: false, medium, printing: false }
    }
}
