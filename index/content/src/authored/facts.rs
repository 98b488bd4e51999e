//! Facts of a card: their values in words, put into prose.

use guichet_core::model::{Date, Lang};
use guichet_core::text::dated;
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

    /// What follows a fact that no official page confirms.
    pub(super) fn doubt(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => " (à\u{a0}vérifier)",
            _ => " (to\u{a0}be\u{a0}checked)",
        }
    }

    /// The unit in words, where `text` goes on with it: what is said of the value stands behind them both.
    pub(super) fn unit_of<'a>(&self, text: &'a str) -> &'a str {
        let words: &[&str] = match self.unit.as_str() {
            "years" => &["an", "ans", "année", "années", "year", "years"],
            "months" => &["mois", "month", "months"],
            "weeks" => &["semaine", "semaines", "week", "weeks"],
            "days" => &["jour", "jours", "day", "days"],
            "hours" => &["heure", "heures", "hour", "hours"],
            _ => &[],
        };
        let Some(word) = text.strip_prefix([' ', '\u{a0}', '-']) else { return "" };
        let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
        if words.contains(&&word[..end]) { &text[..text.len() - word.len() + end] } else { "" }
    }

    /// The value in words of a language, such as `651,69 €`. What it is counted by stands in the prose.
    pub fn words(&self, lang: Lang) -> String {
        let number = number(self.value, lang, self.unit.starts_with("eur"));
        match self.unit.as_str() {
            unit if unit.starts_with("eur") && lang == Lang::En => format!("€{number}"),
            unit if unit.starts_with("eur") => format!("{number}\u{a0}€"),
            "percent" if lang == Lang::En => format!("{number}%"),
            "percent" => format!("{number}\u{a0}%"),
            _ => number,
        }
    }
}

/// A number with the language's marks; cents shown where there are any.
fn number(value: f64, lang: Lang, money: bool) -> String {
    let whole = (value - value.round()).abs() < 0.005;
    let text = match (whole, money) {
        (true, _) => format!("{value:.0}"),
        (false, true) => format!("{value:.2}"),
        (false, false) => format!("{value}"),
    };
    let (int, fraction) = text.split_once('.').map_or((text.as_str(), None), |(int, fraction)| (int, Some(fraction)));
    let (group, point) = if lang == Lang::En { (",", ".") } else { ("\u{202f}", ",") };
    let mut grouped = String::new();
    for (index, digit) in int.chars().enumerate() {
        if index > 0 && (int.len() - index).is_multiple_of(3) {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}{point}{fraction}"))
}

/// Puts facts into a text: `{base}` becomes the fact's value in the language, marked as what ages or as to be checked. `Err` names a fact
/// that does not exist.
pub(super) fn fill(text: &str, facts: &BTreeMap<String, Fact>, lang: Lang) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or_else(|| "{".to_owned())?;
        let fact = facts.get(name).ok_or_else(|| name.to_owned())?;
        let unit = fact.unit_of(tail);
        out.push_str(before);
        let shown = format!("{}{unit}", fact.words(lang));
        // A doubt is said once: with the year of the sources, or because nobody confirms it.
        if fact.unverified {
            out.push_str(&shown);
            out.push_str(Fact::doubt(lang));
        } else {
            out.push_str(&dated::mark(&shown));
        }
        rest = &tail[unit.len()..];
    }
    out.push_str(rest);
    Ok(out)
}
