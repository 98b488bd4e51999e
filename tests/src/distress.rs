//! How well distress is read: the sets of `tests/distress/`, written apart from the phrases that the program knows, read
//! by the matcher over the authored phrases. `index/DISTRESS.md` says the figures and what they are worth.

use guichet_core::model::Lang;
use guichet_core::text::distress::{Distress, Reading};
use guichet_import::authored::Authored;
use serde::Deserialize;

/// A set of one language: `tests/distress/<lang>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Messages of people in distress.
    pub phrase: Vec<Cry>,
    /// Messages that only look like it.
    pub trap: Vec<Trap>,
}

/// A message that must stop everything else.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cry {
    /// What is typed.
    pub text: String,
    /// What it is about, in the names of the set.
    pub category: String,
    /// Numbers that are right as the first one shown; none where no number is the right one, and any will do.
    pub first: Vec<String>,
    /// How it is written: direct, oblique, misspelt, ….
    pub style: String,
}

/// A message that must pass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    /// What is typed.
    pub text: String,
    /// What makes it look like distress.
    pub why: String,
}

/// What was read of a set.
#[derive(Debug, Default)]
pub struct Figures {
    /// Messages of distress.
    pub phrases: usize,
    /// Those that were stopped: numbers shown, or asked first.
    pub stopped: usize,
    /// Those of them that were shown numbers at once.
    pub at_once: usize,
    /// Those stopped whose first number is a right one.
    pub right: usize,
    /// Messages that only look like it.
    pub traps: usize,
    /// Those that were stopped all the same.
    pub alarms: usize,
    /// Every fault, in words: for whoever mends the phrases.
    pub faults: Vec<String>,
}

impl Figures {
    /// Share of a count, in percent.
    pub fn share(part: usize, whole: usize) -> f64 {
        if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
    }
}

/// The set of a language, from its text.
///
/// # Errors
/// What is not the format above.
pub fn set(text: &str) -> Result<Set, toml::de::Error> {
    toml::from_str(text)
}

/// The matcher over authored phrases.
pub fn matcher(authored: &Authored) -> Distress {
    Distress::new(authored.phrases.iter().cloned())
}

/// Reads a set as somebody would who chose `own`, or no language yet.
pub fn figures(distress: &Distress, authored: &Authored, set: &Set, own: Option<Lang>) -> Figures {
    let first = |category: &str| {
        let categories = authored.emergency.get(&Lang::Fr)?;
        let found = categories.iter().find(|known| known.id == category)?;
        found.numbers.first().map(|number| number.number.clone())
    };
    let mut figures = Figures { phrases: set.phrase.len(), traps: set.trap.len(), ..Figures::default() };
    for cry in &set.phrase {
        let Some(reading) = distress.read(&cry.text, own) else {
            figures.faults.push(format!("missed [{}] {}", cry.category, cry.text));
            continue;
        };
        figures.stopped += 1;
        figures.at_once += usize::from(matches!(reading, Reading::Exact { .. }));
        if cry.first.is_empty() || first(reading.category()).is_some_and(|number| cry.first.contains(&number)) {
            figures.right += 1;
        } else {
            figures.faults.push(format!("number [{} as {reading:?}] {}", cry.category, cry.text));
        }
    }
    for trap in &set.trap {
        if let Some(reading) = distress.read(&trap.text, own) {
            figures.alarms += 1;
            figures.faults.push(format!("alarm [{} as {reading:?}] {}", trap.why, trap.text));
        }
    }
    figures
}

/// The texts of lines of JSON, each with a `query` or a `text`, that are read as distress all the same, and how many
/// texts there are.
pub fn alarms(distress: &Distress, lines: &str) -> (usize, Vec<(Reading, String)>) {
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = value.get("query").or_else(|| value.get("text"))?.as_str()?;
        Some(text.to_owned())
    };
    let texts: Vec<String> = lines.lines().filter_map(text).collect();
    let count = texts.len();
    let read = texts.into_iter().filter_map(|text| Some((distress.read(&text, None)?, text)));
    (count, read.collect())
}
