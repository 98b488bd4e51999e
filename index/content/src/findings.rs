//! What is wrong in a source or in a text: where, what, and what to do about it.

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
pub struct Finding {
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

impl std::fmt::Display for Finding {
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

impl Finding {
    /// Something wrong with a record that is kept all the same.
    pub fn warning(source: &str, record: &str, field: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, source, record, field, message.into())
    }

    /// Why a record, or a file, is not kept.
    pub fn refusal(source: &str, record: &str, field: &str, message: impl Into<String>) -> Self {
        Self::new(Severity::Refused, source, record, field, message.into())
    }

    fn new(severity: Severity, source: &str, record: &str, field: &str, message: String) -> Self {
        let (source, record, field) = (source.to_owned(), record.to_owned(), field.to_owned());
        Self { source, record, field, message, severity }
    }
}
