//! `phones.toml`: numbers to call, each once.

use super::Words;
use super::place::Source;
use crate::Batch;
use guichet_core::model::{Date, Lang, Phone};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `phones.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhonesFile {
    /// Numbers by identifier.
    #[serde(default)]
    pub phone: BTreeMap<String, PhoneFacts>,
}

impl PhonesFile {
    /// The digits of each number.
    pub(super) fn digits(&self) -> impl Iterator<Item = String> {
        self.phone.values().map(|phone| phone.number.chars().filter(char::is_ascii_digit).collect())
    }
}

/// One number to call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneFacts {
    /// As dialled.
    pub number: String,
    /// Whose it is, in each language.
    pub name: Words,
    /// Price and hours, in each language; only what has a source.
    #[serde(default)]
    pub terms: Words,
    /// When it was checked against its source.
    pub checked: Date,
    /// Who says so: the page and its own date.
    pub source: String,
    /// The number costs more than a call (081, 082, 089): its terms warn of it.
    #[serde(default)]
    pub premium: bool,
}

impl PhoneFacts {
    /// The number as shown in a language, French where that language has no words.
    pub(super) fn shown(&self, lang: Lang) -> Phone {
        let words = |words: &Words| words.get(&lang).or_else(|| words.get(&Lang::FR)).cloned().unwrap_or_default();
        Phone {
            number: self.number.clone(),
            name: words(&self.name),
            terms: words(&self.terms),
            checked: Some(self.checked),
        }
    }
}

/// Refuses what cannot be shown; `used` are the identifiers that cards name.
pub(super) fn lint(
    file: &PhonesFile,
    source: &Source<'_>,
    used: &BTreeSet<String>,
    required: &[Lang],
    batch: &mut Batch,
) {
    let mut numbers = BTreeMap::new();
    for (id, phone) in &file.phone {
        let table = format!("phone.{id}");
        let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), id, key, message);
        let digits = digits(&phone.number);
        if let Some(fault) = number_fault(&phone.number) {
            refuse("number", fault);
        }
        if let Some(other) = numbers.insert(digits.clone(), id) {
            refuse("number", format!("the same number as '{other}': keep one"));
        }
        if let Some(fault) = source_fault(&phone.source, phone.checked) {
            refuse("source", fault);
        }
        for lang in required.iter().filter(|lang| !phone.name.contains_key(lang)) {
            refuse("name", format!("no name in '{}'", lang.code()));
        }
        if !phone.terms.is_empty() && phone.terms.keys().ne(phone.name.keys()) {
            refuse("terms", "terms are said in the languages of the name, in all of them or in none".into());
        }
        let dear = ["081", "082", "089"].iter().any(|head| digits.len() == 10 && digits.starts_with(head));
        if dear && !phone.premium {
            refuse("number", "this number costs more than a call: add premium = true".into());
        }
        if phone.premium && phone.terms.is_empty() {
            refuse("premium", "a number that costs more than a call says so in `terms`".into());
        }
        if !used.contains(id) {
            batch.warn(&source.table(&table), id, "", "no card uses this number: remove it or name it in a card");
        }
    }
}

/// What is wrong with a number as written, if anything.
pub(super) fn number_fault(number: &str) -> Option<String> {
    let sound = number.chars().all(|c| c.is_ascii_digit() || c == ' ') && matches!(digits(number).len(), 2..=6 | 10);
    (!sound).then(|| format!("'{number}' is not a number to dial in France: digits and spaces only"))
}

/// What is wrong with a source as written, if anything: it names a page and the year of that page.
pub(super) fn source_fault(source: &str, checked: Date) -> Option<String> {
    let years = source.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    let mut years =
        years.filter_map(|run| run.parse::<i32>().ok()).filter(|year| (1990..2100).contains(year)).peekable();
    if source.trim().is_empty() || years.peek().is_none() {
        return Some("a number says which page it comes from, and of which year".into());
    }
    years.any(|year| year > checked.year).then(|| "the source is younger than `checked`: check the number again".into())
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
