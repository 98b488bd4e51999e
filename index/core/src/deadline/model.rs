//! What the content holds of a deadline.

use super::Term;
use crate::model::{Date, ItemId};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The day that a deadline is counted from.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Start {
    /// The date of a decision.
    Decision,
    /// The day on which a letter or a decision was received.
    Letter,
    /// The day on which the judgment of a court was received.
    Judgment,
    /// The date that stands on a letter or a notice.
    Notice,
    /// The day of a request, a complaint or a declaration.
    Application,
    /// The end of another delay: an office had until then.
    Expected,
    /// A birth.
    Birth,
    /// A death.
    Death,
    /// A marriage.
    Marriage,
    /// A move into a dwelling.
    Move,
    /// The day on which the keys were given back.
    Keys,
    /// The arrival in France or in a town.
    Arrival,
    /// A purchase.
    Purchase,
    /// A payment that was taken from an account.
    Payment,
    /// The day on which something happened, or was learned: an accident, the last act.
    Event,
    /// The first day of a sick leave.
    SickLeave,
    /// The last day on which a benefit was paid.
    LastPayment,
    /// The day on which wages were due.
    Payday,
    /// The end of a work contract.
    ContractEnd,
    /// The first day of an activity of one's own.
    Activity,
    /// The last day on which a permit, an attestation or a right is valid.
    Expiry,
    /// The day for which something is planned: a leave, a training, retirement.
    Planned,
    /// The last time that the same was done.
    LastTime,
}

impl Start {
    /// Every one, in the order in which they are explained.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::VARIANTS.iter().copied()
    }

    /// Its name in content files and on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// What the last day of a deadline is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, Default)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Purpose {
    /// The last day to act.
    #[default]
    Act,
    /// The day by which an answer is to be expected.
    Answer,
}

impl Purpose {
    /// Its name in content files and in messages.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A deadline, its words in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The card and its own name: `recours-administration/appeal`.
    pub id: String,
    /// The card beside which it stands.
    pub card: ItemId,
    /// How it is counted.
    pub term: Term,
    /// What its last day is for.
    pub purpose: Purpose,
    /// What must be done, in one plain sentence.
    pub action: String,
    /// What can still be done once it is over, as a source says it; possibly empty.
    pub late: String,
    /// Since when its length holds.
    pub since: Date,
    /// The decree, article or page that sets it.
    pub reference: String,
}
