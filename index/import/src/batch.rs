//! What every reader gives.

use guichet_core::model::Item;
use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Kept, with something dropped or doubted.
    Warning,
    /// Not kept.
    Refused,
}

/// One thing that is wrong in a source, with its place and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Source: a file, with its line where that is known (`cards/apl/fr.md:12`).
    pub source: String,
    /// Record: the publisher's identifier, possibly empty.
    pub record: String,
    /// Field, element or column, possibly empty.
    pub field: String,
    /// What is wrong, and what was done or is to be done about it.
    pub message: String,
    /// Whether the record was kept.
    pub severity: Severity,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ", self.source)?;
        if !self.record.is_empty() {
            write!(f, "{}: ", self.record)?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

/// Items and what was wrong on the way. `read` = `kept` + `refused`, in records of the source.
#[derive(Debug, Default)]
pub struct Batch {
    /// What can be found.
    pub items: Vec<Item>,
    /// What was wrong.
    pub warnings: Vec<Warning>,
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
        self.note(Severity::Warning, source, record, field, message.into());
    }

    /// Notes why a record, or a file, is not kept.
    pub fn refuse(&mut self, source: &str, record: &str, field: &str, message: impl Into<String>) {
        self.note(Severity::Refused, source, record, field, message.into());
    }

    fn note(&mut self, severity: Severity, source: &str, record: &str, field: &str, message: String) {
        let (source, record, field) = (source.to_owned(), record.to_owned(), field.to_owned());
        self.warnings.push(Warning { source, record, field, message, severity });
    }

    /// Adds another batch to this one.
    pub fn append(&mut self, mut other: Self) {
        self.items.append(&mut other.items);
        self.warnings.append(&mut other.warnings);
        self.read += other.read;
        self.kept += other.kept;
        self.refused += other.refused;
    }
}
