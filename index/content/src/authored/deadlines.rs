//! Deadlines of a card: their count in `card.toml`, what must be done in each language's prose.

use super::card::CardFacts;
use super::place::Source;
use super::{Fact, Known, prose};
use crate::Batch;
use guichet_core::deadline::{Deadline, Deadlines, Length, Purpose, Start, Term, Unit};
use guichet_core::model::{Date, ItemId, Lang};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Longest identifier of a deadline.
const NAME: usize = 40;
/// Longest sentence, in characters: it is the title of a day in a calendar.
const ACTION: usize = 110;
/// Longest remark for whoever is late, in characters.
const LATE: usize = 160;

/// `[deadline.<id>]` of `card.toml`: how long somebody has, by a fact of the card.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineFacts {
    /// The fact of this card that says how long, in hours, days, weeks, months or years.
    #[serde(default)]
    pub fact: Option<String>,
    /// The day that it is counted from: `decision`, `letter`, `notice`, `application`, `birth`, …
    #[serde(default)]
    pub from: Option<Start>,
    /// `after` that day, where it is left out; `before` it; or `every`, which counts from the last time.
    #[serde(default)]
    pub counted: Direction,
    /// `act`, where it is left out: the last day to act. `answer`: the day by which an answer is to be expected.
    #[serde(default)]
    pub purpose: Purpose,
    /// In place of a fact, the same day each year: `"MM-DD"`.
    #[serde(default)]
    pub day: Option<String>,
    /// Of such a day: since when it holds.
    #[serde(default)]
    pub since: Option<Date>,
    /// Of such a day: the decree, article or page that sets it.
    #[serde(default)]
    pub reference: Option<String>,
}

/// Which way a deadline is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From a day on.
    #[default]
    After,
    /// Back from a day.
    Before,
    /// Again and again.
    Every,
}

/// `[deadline.<id>]` of a prose file: its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineWords {
    /// What must be done, or what is to be expected, in one plain sentence without a number.
    pub action: String,
    /// What can still be done once it is over, where a source says so.
    #[serde(default)]
    pub late: String,
}

/// Since when a deadline holds, and what sets it.
type Sourced = (Date, String);

impl DeadlineFacts {
    /// How it is counted, and what it rests on; or which key is wrong, and why.
    fn term(&self, facts: &BTreeMap<String, Fact>) -> Result<(Term, Sourced), (&'static str, String)> {
        let Some(name) = &self.fact else { return self.each_year() };
        if self.day.is_some() {
            return Err(("day", "a fact and a day: keep one of them".into()));
        }
        if self.since.is_some() || self.reference.is_some() {
            return Err(("fact", "the fact says since when and by what: remove `since` and `reference` here".into()));
        }
        let fact = facts.get(name).ok_or_else(|| {
            ("fact", format!("'{name}' is no fact of this card: name one of its [fact.…], or add it with its source"))
        })?;
        let unit = Unit::from_name(&fact.unit).ok_or_else(|| {
            let message = format!("'{name}' is in {}: a deadline takes hours, days, weeks, months or years", fact.unit);
            ("fact", message)
        })?;
        if fact.unverified {
            let message = format!("nobody confirms '{name}': a deadline rests on a fact that is sure, leave it out");
            return Err(("fact", message));
        }
        if fact.value.fract() != 0.0 || !(1.0..=1_000.0).contains(&fact.value) {
            return Err(("fact", format!("'{name}' is no whole number from 1 to 1000: nobody can count it")));
        }
        let length = Length { count: fact.value as u16, unit };
        let needed = || ("from", "it is counted from a day: add `from`, such as \"decision\" or \"letter\"".to_owned());
        let term = match self.counted {
            Direction::After => Term::After(length, self.from.ok_or_else(needed)?),
            Direction::Before => Term::Before(length, self.from.ok_or_else(needed)?),
            Direction::Every if self.from.is_some() => {
                return Err(("from", "what comes again counts from the last time: remove `from`".into()));
            }
            Direction::Every => Term::Every(length),
        };
        Ok((term, (fact.since, fact.reference.clone())))
    }

    fn each_year(&self) -> Result<(Term, Sourced), (&'static str, String)> {
        let day = self.day.as_deref().ok_or_else(|| {
            ("fact", "it says neither how long nor which day: add `fact`, the name of one of this card".to_owned())
        })?;
        // A year that has every day but the one that most years lack.
        let read = day.split_once('-').and_then(|(month, day)| Date::parse(&format!("2026-{month:0>2}-{day:0>2}")));
        let date = read.ok_or_else(|| ("day", format!("'{day}' is no day of each year: write \"MM-DD\"")))?;
        if self.from.is_some() || self.counted != Direction::After {
            return Err(("day", "a day of each year is counted from nothing: remove `from` and `counted`".into()));
        }
        let reference = self.reference.clone().filter(|reference| !reference.trim().is_empty());
        let sourced = self.since.zip(reference).ok_or_else(|| {
            ("day", "a day that no fact gives says since when and by what: add `since` and `reference`".to_owned())
        })?;
        Ok((Term::Yearly(date.month, date.day), sourced))
    }
}

/// A card whose deadlines are read: its facts, its words by language, and where they stand.
pub(super) struct Around<'a> {
    pub(super) id: &'a str,
    pub(super) card: &'a CardFacts,
    /// The words of each language, and their file.
    pub(super) words: &'a BTreeMap<Lang, (String, BTreeMap<String, DeadlineWords>)>,
    pub(super) source: &'a Source<'a>,
    /// The text of `card.toml`: its deadlines keep their order.
    pub(super) text: &'a str,
}

/// The deadlines of a card in each of its languages. What is wrong is refused.
pub(super) fn read(around: &Around<'_>, known: &Known, batch: &mut Batch) -> Deadlines {
    let Around { id, card, words, source, text } = around;
    let mut deadlines = Deadlines::default();
    let mut names: Vec<&String> = card.deadline.keys().collect();
    names.sort_by_key(|name| text.find(&format!("[deadline.{name}]")));
    for name in names {
        let facts = &card.deadline[name];
        let table = format!("deadline.{name}");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if name.len() > NAME || !name.chars().all(plain) {
            let message = format!("a deadline is named by 1 to {NAME} of a-z, 0-9, - and _");
            batch.refuse(&source.table(&table), id, name, message);
        }
        let (term, (since, reference)) = match facts.term(&card.fact) {
            Ok(read) => read,
            Err((key, message)) => {
                batch.refuse(&source.within(&table, key), id, name, message);
                continue;
            }
        };
        if since > card.verified {
            let message = "it holds only after `verified`: it cannot be shown yet";
            batch.refuse(&source.within(&table, "since"), id, name, message);
        }
        for (lang, (file, said)) in words.iter() {
            let Some(said) = said.get(name) else {
                // A language that is not required may leave it out: French is shown.
                if known.required.contains(lang) {
                    let message = format!("no words for this deadline: add [deadline.{name}] with `action`");
                    batch.refuse(file, id, name, message);
                }
                continue;
            };
            deadlines.add(
                *lang,
                Deadline {
                    id: format!("{id}/{name}"),
                    card: ItemId::card(id),
                    term,
                    purpose: facts.purpose,
                    action: said.action.clone(),
                    late: said.late.clone(),
                    since,
                    reference: reference.clone(),
                },
            );
        }
    }
    deadlines
}

/// Refuses words that stand beside no deadline, or that cannot be shown.
pub(super) fn words(
    said: &BTreeMap<String, DeadlineWords>,
    card: &CardFacts,
    id: &str,
    front: &Source<'_>,
    batch: &mut Batch,
) {
    for (name, words) in said {
        let table = format!("deadline.{name}");
        let mut refuse = |key: &str, message: String| batch.refuse(&front.within(&table, key), id, name, message);
        if !card.deadline.contains_key(name) {
            refuse("action", format!("card.toml has no [deadline.{name}]: add it there, or remove these words"));
        }
        if !(1..=ACTION).contains(&words.action.trim().chars().count()) {
            refuse("action", format!("what must be done has 1 to {ACTION} characters"));
        }
        if words.late.chars().count() > LATE {
            refuse("late", format!("what can still be done has at most {LATE} characters"));
        }
        for (key, text) in [("action", &words.action), ("late", &words.late)] {
            if !text.is_empty() && !text.trim_end().ends_with(['.', '!', '?']) {
                refuse(key, "a sentence ends with a point".into());
            }
            if text.contains(|c: char| c.is_ascii_digit() || c == '{') {
                refuse(key, "a number stands in its fact alone: say here what must be done".into());
            } else if let Some(fault) = prose::line(text) {
                refuse(key, fault);
            }
        }
    }
}

/// Refuses deadlines beside what is no card.
pub(super) fn of_cards_alone(said: &BTreeMap<String, DeadlineWords>, page: &prose::Page<'_>, batch: &mut Batch) {
    for name in said.keys() {
        let place = page.front.table(&format!("deadline.{name}"));
        batch.refuse(&place, page.id, name, "a deadline stands beside its card: move it there");
    }
}

/// The identifiers of the deadlines of a folder: `card/name`.
pub(super) fn identifiers(texts: &super::Texts) -> impl Iterator<Item = String> {
    texts.iter().filter_map(|(path, text)| Some((super::card_of(path)?, text))).flat_map(|(card, text)| {
        // What is wrong with the card is said where it is read.
        let facts: Option<CardFacts> = ::toml::from_str(text).ok();
        let names = facts.map(|facts| facts.deadline.into_keys().collect::<Vec<_>>()).unwrap_or_default();
        names.into_iter().map(move |name| format!("{card}/{name}"))
    })
}
