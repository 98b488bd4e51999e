//! What is carried.

use crate::model::Lang;
use crate::ports::catalog::Catalog;
use crate::rights::{Interview, Month};
use crate::sheet::{Basket, Entry};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Answers of a household, and the month they were given in: an age and an income are those of a month.
#[derive(Clone, PartialEq)]
pub struct Answered {
    /// When it was said.
    pub month: Month,
    /// What was said.
    pub interview: Interview,
}

/// What somebody carries. No `Debug`: it is somebody's own.
#[derive(Clone, Default, PartialEq)]
pub struct Carried {
    /// Their language.
    pub lang: Lang,
    /// INSEE code of their commune.
    pub commune: Option<String>,
    /// What they want to find again.
    pub basket: Basket,
    /// Their answers, where they asked that these be carried too.
    pub answers: Option<Answered>,
}

impl Carried {
    /// What somebody in a language carries of a basket. What must not be read over somebody's shoulder is left out, unless they
    /// asked for it: whoever has the words can read them.
    pub fn of(catalog: &dyn Catalog, lang: Lang, basket: &Basket, private: bool) -> Self {
        let kept = |entry: &&Entry| private || entry.matter(catalog, Lang::FR).is_none();
        let basket = basket.entries().iter().filter(kept).cloned().collect();
        Self { lang, basket, ..Self::default() }
    }
}

/// What was opened: its basket, and the names of its entries in the reader's language, in the same order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// What was carried.
    pub basket: Basket,
    /// A name an entry.
    pub names: Vec<String>,
}

/// What somebody carries is never printed by `Debug`.
impl fmt::Debug for Reopened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reopened")
    }
}
