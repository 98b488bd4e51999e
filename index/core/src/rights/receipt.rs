//! The receipt of a screening: what was said, where each right stood and why, and the dated values that it rested on. It can be
//! played again years later: values keep their dates in the content, and the same facts in the same month give the same result.

use super::answers::{Answers, FactValue, Month};
use super::course::conclude_from;
use super::rulebook::Rulebook;
use super::screening::{Outcome, Standing};
use crate::fingerprint::Fingerprint;
use crate::model::Figure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a right stood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stood {
    /// Likely, check or unlikely.
    pub result: Standing,
    /// Euros a month, where a figure could be given.
    pub amount: Option<f64>,
    /// Names of the facts that decided.
    pub because: Vec<String>,
    /// The first condition that failed or could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl From<&Outcome> for Stood {
    fn from(outcome: &Outcome) -> Self {
        let Outcome { standing, amount, because, reason, .. } = outcome.clone();
        Self { result: standing, amount, because, reason }
    }
}

/// The receipt. `Debug` shows no fact of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The month asked about, `YYYY-MM`.
    pub month: String,
    /// What was said, fact by fact; without a value where it was asked and not said.
    pub facts: Answers,
    /// Where each right stood.
    pub results: BTreeMap<String, Stood>,
    /// The values that they rested on.
    pub figures: Vec<Figure>,
    /// A fingerprint of all of the above: a slip in copying shows. It is no signature.
    pub fingerprint: String,
}

impl std::fmt::Debug for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Receipt").field("month", &self.month).field("facts", &self.facts.len()).finish_non_exhaustive()
    }
}

/// A right that stands elsewhere when its receipt is played again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The right.
    pub right: String,
    /// Where it stood; none where the receipt does not speak of it.
    pub then: Option<Stood>,
    /// Where it stands; none where there is no such right any more.
    pub now: Option<Stood>,
}

impl Receipt {
    /// The receipt of facts in a month; `figures` gives the values that a right rests on.
    ///
    /// # Errors
    /// What is wrong with which fact.
    pub fn new(
        book: &Rulebook,
        month: Month,
        facts: Answers,
        figures: impl Fn(&str) -> Vec<Figure>,
    ) -> Result<Self, String> {
        let outcomes = conclude_from(book, month, &facts)?;
        let mut rested: BTreeMap<String, Figure> = BTreeMap::new();
        for outcome in outcomes.iter().filter(|outcome| outcome.standing != Standing::Unlikely) {
            rested.extend(figures(&outcome.right).into_iter().map(|figure| (figure.id.clone(), figure)));
        }
        let results = outcomes.iter().map(|outcome| (outcome.right.clone(), Stood::from(outcome))).collect();
        let figures = rested.into_values().collect();
        let mut receipt = Self { month: month.to_string(), facts, results, figures, fingerprint: String::new() };
        receipt.fingerprint = receipt.own_fingerprint();
        Ok(receipt)
    }

    /// Whether nothing of it was changed since it was made.
    pub fn is_whole(&self) -> bool {
        self.fingerprint == self.own_fingerprint()
    }

    fn own_fingerprint(&self) -> String {
        let mut print = Fingerprint::new();
        let mut field = |text: &str| print.field(text.as_bytes());
        field(&self.month);
        for (name, said) in &self.facts {
            field(name);
            field(&said.as_ref().map(in_text).unwrap_or_default());
        }
        for (right, stood) in &self.results {
            field(right);
            // Names and numbers, and nothing else.
            field(&format!("{stood:?}"));
        }
        for figure in &self.figures {
            [&figure.id, &figure.value, &figure.since.to_string(), &figure.reference]
                .into_iter()
                .for_each(|part| field(part));
        }
        format!("{:016x}", print.value())
    }

    /// Plays it again by the rules of its month; gives what stands elsewhere.
    ///
    /// # Errors
    /// What is wrong with which fact.
    pub fn replay(&self, book: &Rulebook, month: Month) -> Result<Vec<Difference>, String> {
        let outcomes = conclude_from(book, month, &self.facts)?;
        let now: BTreeMap<&str, Stood> =
            outcomes.iter().map(|outcome| (outcome.right.as_str(), Stood::from(outcome))).collect();
        let rights = self.results.keys().map(String::as_str).chain(now.keys().copied());
        let rights: std::collections::BTreeSet<&str> = rights.collect();
        let compared = rights.into_iter().map(|right| Difference {
            right: right.to_owned(),
            then: self.results.get(right).cloned(),
            now: now.get(right).cloned(),
        });
        Ok(compared.filter(|one| one.then != one.now).collect())
    }
}

/// A fact as text, told apart from any other.
fn in_text(value: &FactValue) -> String {
    match value {
        FactValue::Flag(flag) => flag.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Text(text) => format!("\"{text}\""),
        FactValue::List(list) => format!("[{}]", list.iter().map(in_text).collect::<Vec<_>>().join(",")),
    }
}
