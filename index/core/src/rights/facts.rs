//! What can be known of a household: the facts, their kinds and bounds.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Yes or no.
    Flag,
    /// A number within bounds.
    Number,
    /// Euros within bounds; what people say of it is true within the tolerance.
    Money,
    /// One of some words.
    Choice,
    /// `YYYY-MM`, read as an age in months.
    Birth,
    /// Whole years, in place of a month of birth.
    Years,
    /// A month of birth for each child.
    Births,
    /// Whole years of each child, in place of months of birth.
    Ages,
    /// Euros a month that each child earns.
    Wages,
    /// Yes or no for each child.
    Flags,
    /// Taken and not used: it follows from other facts, which are the ones asked about.
    Derived,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its name, in answers.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The name by which rules speak of it.
    pub as_name: String,
    /// The least it can be.
    pub least: f64,
    /// The most it can be.
    pub most: f64,
    /// How far from the truth an answer may be, as a part of it.
    pub tolerance: f64,
    /// Words of a choice.
    pub words: Vec<String>,
    /// What holds where it was asked about and nothing was said; `None`: it stays unknown.
    pub unsaid: Option<f64>,
}

impl Fact {
    /// Whether rules speak of it by one of these names; of years and derived facts, they do not.
    pub(super) fn is_named(&self, names: &BTreeSet<&str>) -> bool {
        !matches!(self.kind, Kind::Years | Kind::Ages | Kind::Derived) && names.contains(self.as_name.as_str())
    }
}
