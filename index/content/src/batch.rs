//! What a content folder gives.

use crate::findings::Finding;
use guichet_core::model::Item;

/// Items and what was wrong on the way. `read` = `kept` + `refused`, in records of the source.
#[derive(Debug, Default)]
pub struct Batch {
    /// What can be found.
    pub items: Vec<Item>,
    /// What was wrong.
    pub findings: Vec<Finding>,
    /// Records read.
    pub read: usize,
    /// Records kept, also those merged into others or serving them.
    pub kept: usize,
    /// Records refused.
    pub refused: usize,
}

impl Batch {
    /// Notes something wrong with a record that is kept all the same.
    pub fn warn(&mut self, source: &str, record: &str, field: &str, message: impl Into<String>) {
        self.findings.push(Finding::warning(source, record, field, message));
    }

    /// Notes why a record, or a file, is not kept.
    pub fn refuse(&mut self, source: &str, record: &str, field: &str, message: impl Into<String>) {
        self.findings.push(Finding::refusal(source, record, field, message));
    }
}
