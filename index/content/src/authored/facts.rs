//! Facts of a card: their values in words, put into prose.

use guichet_core::model::{Date, Lang};
use guichet_core::text::{dated, number};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A fact that the prose names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its value.
    pub value: f64,
    /// `eur`, `eur/month`, `eur/year`, `percent`, `years`, `months`, `weeks`, `days`, `hours`, `number`.
    pub unit: String,
    /// Since when it holds.
    pub since: Date,
    /// The decree, article or page that sets it.
    pub reference: String,
    /// No dated official page says it: it is shown as "to be checked", and the prose beside it says whom to ask.
    #[serde(default)]
    pub unverified: bool,
}

impl Fact {
    /// Units that can be put in words.
    pub const UNITS: [&'static str; 10] =
        ["eur", "eur/month", "eur/year", "percent", "years", "months", "weeks", "days", "hours", "number"];

    /// The unit in words, where `text` goes on with it: what is said of the value stands behind them both.
    fn unit_of<'a>(&self, text: &'a str, lang: Lang) -> &'a str {
        let Some(word) = text.strip_prefix([' ', '\u{a0}', '-']) else { return "" };
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        let known = lang.unit(&self.unit).contains(&&word[..end]);
        if known { &text[..text.len() - word.len() + end] } else { "" }
    }

    /// The value in words of French, with what it is counted by.
    pub fn in_words(&self) -> String {
        let words = self.words(Lang::FR);
        match self.unit.as_str() {
            "eur/month" => format!("{words} par mois"),
            "eur/year" => format!("{words} par an"),
            unit => match Lang::FR.unit(unit).last() {
                Some(word) => format!("{words} {word}"),
                None => words,
            },
        }
    }

    /// The value in words of a language, such as `651,69 €`. What it is counted by stands in the prose.
    pub fn words(&self, lang: Lang) -> String {
        let money = self.unit.starts_with("eur");
        let decimals = match (self.value - self.value.round()).abs() < 0.005 {
            true => 0,
            // Cents are two.
            false if money => 2,
            false => self.value.to_string().split_once('.').map_or(0, |(_, part)| part.len()),
        };
        match self.unit.as_str() {
            _ if money => number::euros(self.value, decimals, lang),
            "percent" => number::percent(self.value, decimals, lang),
            _ => number::text(self.value, decimals, lang),
        }
    }
}

/// Puts facts into a text: `{base}` becomes the fact's value in the language, marked as what ages or as to be checked. `Err` names a fact
/// that does not exist. What is `kept` stays as it is: a blank of a letter.
pub(super) fn fill(
    text: &str,
    facts: &BTreeMap<String, Fact>,
    lang: Lang,
    kept: impl Fn(&str) -> bool,
) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or_else(|| "{".to_owned())?;
        if kept(name) {
            out.extend([before, "{", name, "}"]);
            rest = tail;
            continue;
        }
        let fact = facts.get(name).ok_or_else(|| name.to_owned())?;
        let unit = fact.unit_of(tail, lang);
        out.push_str(before);
        let shown = format!("{}{unit}", fact.words(lang));
        // A doubt is said once: with the year of the sources, or because nobody confirms it.
        if fact.unverified {
            out.push_str(&shown);
            let doubt = lang.doubt().replace(' ', "\u{a0}");
            out.push_str(&format!(" ({doubt})"));
        } else {
            out.push_str(&dated::mark(&shown));
        }
        rest = &tail[unit.len()..];
    }
    out.push_str(rest);
    Ok(out)
}
