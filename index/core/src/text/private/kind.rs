//! What personal data is, and where.

use std::ops::Range;
use strum::{IntoStaticStr, VariantArray};

/// What personal data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PersonalKind {
    /// A social-security number.
    Nir,
    /// The number of a bank account.
    Iban,
    /// The number of a payment card.
    Card,
    /// A phone number that is not a public one.
    Phone,
    /// An e-mail address.
    Email,
    /// A tax number.
    Tax,
    /// The number of a family-benefits file.
    Caf,
    /// The number of another file.
    File,
    /// A password, or a secret code.
    Password,
    /// A date of birth, with the name before it.
    Birth,
}

impl PersonalKind {
    /// Its name in a message or a report.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Personal data in a text: what it is and where, in bytes; never the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal {
    /// What it is.
    pub kind: PersonalKind,
    /// Where it stands.
    pub at: Range<usize>,
}
