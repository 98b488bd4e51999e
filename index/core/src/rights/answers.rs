//! What is said of a household, fact by fact, and the month it is said in.

use crate::model::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// An answer as it is given. "I don't know" and "I would rather not say" are `None` in [`Answers`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A word or a month.
    Text(String),
    /// One for each child.
    List(Vec<FactValue>),
}

/// Answers by the name of their fact.
pub type Answers = BTreeMap<String, Option<FactValue>>;

/// A month, `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: i32,
}

impl Month {
    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        let (year, month): (i32, i32) = (digits(year)?, digits(month)?);
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// Its first day.
    pub fn first(self) -> Date {
        Date { year: self.year, month: u8::try_from(self.month).unwrap_or(1), day: 1 }
    }

    /// Months from `earlier` to this one; negative where `earlier` is later.
    pub fn months_since(self, earlier: Self) -> i32 {
        self.first().months_since(earlier.first())
    }

    /// Age in whole months on the first of `self` of somebody born in the middle of `birth`.
    pub(super) fn age(self, birth: Self) -> i32 {
        self.months_since(birth) - 1
    }
}

impl From<Date> for Month {
    fn from(date: Date) -> Self {
        Self { year: date.year, month: date.month.into() }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}
