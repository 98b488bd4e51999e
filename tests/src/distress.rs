//! How well distress is read: the sets of `tests/distress/`, written apart from the phrases that the program knows, read
//! by the matcher over the authored phrases. `index/DISTRESS.md` says the figures and what they are worth.

use guichet_content::authored::Authored;
use guichet_core::model::Lang;
use guichet_core::talk::flows::emergency::DOORS;
use guichet_core::text::distress::{Distress, Reading};
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
    /// Those that no phrase stopped, but the trained reader.
    pub told: usize,
    /// Those stopped whose first number is a right one, or one of the doors that are offered leads to it.
    pub right: usize,
    /// Those stopped by a phrase, in the category of the set.
    pub category: usize,
    /// Messages that only look like it.
    pub traps: usize,
    /// Those that were stopped all the same.
    pub alarms: usize,
    /// At each of [`THRESHOLDS`], the messages that would be stopped, and the traps.
    pub at: [(usize, usize); THRESHOLDS.len()],
    /// Every fault, in words: for whoever mends the phrases.
    pub faults: Vec<String>,
}

/// Scores of the trained reader above which a message without a phrase might be asked about.
pub const THRESHOLDS: [f32; 9] = [-1.0, -0.5, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0];

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

/// The matcher over authored phrases, with the trained reader of the program.
pub fn matcher(authored: &Authored) -> Distress {
    Distress::new(authored.phrases.iter().cloned()).with(guichet_index::distress_reader())
}

/// The thresholds above which a message would be stopped: all of them where a phrase stops it.
fn stops(distress: &Distress, read: Option<&Reading>, text: &str) -> [bool; THRESHOLDS.len()] {
    let phrase = read.is_some_and(|read| !matches!(read, Reading::Told { .. }));
    let score = distress.score(text).unwrap_or(f32::MIN);
    THRESHOLDS.map(|least| phrase || score > least)
}

/// Reads a set as somebody would who chose `own`, or no language yet.
pub fn figures(distress: &Distress, authored: &Authored, set: &Set, own: Option<Lang>) -> Figures {
    let first = |category: &str| {
        let categories = authored.emergency.get(&Lang::FR)?;
        let found = categories.iter().find(|known| known.id == category)?;
        found.numbers.first().map(|number| number.number.clone())
    };
    let mut figures = Figures { phrases: set.phrase.len(), traps: set.trap.len(), ..Figures::default() };
    for cry in &set.phrase {
        let read = distress.read(&cry.text, own);
        for (count, stops) in figures.at.iter_mut().zip(stops(distress, read.as_ref(), &cry.text)) {
            count.0 += usize::from(stops);
        }
        let Some(reading) = read else {
            let score = distress.score(&cry.text).unwrap_or(f32::MIN);
            figures.faults.push(format!("missed {score:.2} [{}] {}", cry.category, cry.text));
            continue;
        };
        figures.stopped += 1;
        figures.at_once += usize::from(matches!(reading, Reading::Exact { .. }));
        let told = matches!(reading, Reading::Told { .. });
        figures.told += usize::from(told);
        figures.category += usize::from(!told && reading.category() == cry.category);
        let doors = DOORS.iter().copied().filter(|_| told).chain([reading.category()]);
        let mut numbers = doors.filter_map(first);
        if cry.first.is_empty() || numbers.any(|number| cry.first.contains(&number)) {
            figures.right += 1;
        } else {
            figures.faults.push(format!("number [{} as {reading:?}] {}", cry.category, cry.text));
        }
    }
    for trap in &set.trap {
        let read = distress.read(&trap.text, own);
        for (count, stops) in figures.at.iter_mut().zip(stops(distress, read.as_ref(), &trap.text)) {
            count.1 += usize::from(stops);
        }
        if let Some(reading) = read {
            figures.alarms += 1;
            figures.faults.push(format!("alarm [{} as {reading:?}] {}", trap.why, trap.text));
        }
    }
    figures
}

/// What was read of ordinary texts.
#[derive(Debug, Default)]
pub struct Alarms {
    /// Texts read.
    pub texts: usize,
    /// Those read as distress all the same.
    pub read: Vec<(Reading, String)>,
    /// At each of [`THRESHOLDS`], the texts that would be.
    pub at: [usize; THRESHOLDS.len()],
}

/// Reads the texts of lines of JSON, each with a `query` or a `text`, as somebody would who chose French.
pub fn alarms(distress: &Distress, lines: &str) -> Alarms {
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = value.get("query").or_else(|| value.get("text"))?.as_str()?;
        Some(text.to_owned())
    };
    let mut alarms = Alarms::default();
    for text in lines.lines().filter_map(text) {
        let read = distress.read(&text, Some(Lang::FR));
        alarms.texts += 1;
        for (count, stops) in alarms.at.iter_mut().zip(stops(distress, read.as_ref(), &text)) {
            *count += usize::from(stops);
        }
        alarms.read.extend(read.map(|read| (read, text)));
    }
    alarms
}
