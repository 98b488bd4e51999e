//! What is typed into a slot, read by its kind.

use super::{PhraseBook, SlotKind};
use crate::activity::{FreeText, TextRefusal, TextUse};
use crate::message::Arg;
use crate::model::{Date, Lang, Moment, PaperId};
use crate::ports::catalog::Catalog;
use crate::text::amount::{Cause, Number, Reading, Sense, Style, What, pieces};
use crate::text::clock;
use crate::text::day::DayReader;
use crate::text::number;
use crate::text::private::Personal;

/// Largest count, largest amount in euros, most papers.
const COUNT: f64 = 999.0;
const AMOUNT: f64 = 1_000_000.0;
const PAPERS: usize = 8;
/// Digits of a phone number, and characters that may stand between them.
const PHONE: std::ops::RangeInclusive<usize> = 2..=15;
const BETWEEN: [char; 7] = [' ', '.', '-', '(', ')', '\u{a0}', '\u{202f}'];

/// Why a value is not taken. None says what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotRefusal {
    /// Nothing was typed.
    Empty,
    /// It holds personal data: what and where.
    Personal(Vec<Personal>),
    /// It is longer than that many characters, or more than that many papers.
    TooLong(usize),
    /// It is no day.
    NotADay,
    /// The day is over.
    Past,
    /// It is no time of the clock.
    NotATime,
    /// It is no amount in euros.
    NotAnAmount,
    /// It is no whole number, or too large a one.
    NotACount,
    /// It is no phone number.
    NotAPhone,
}

/// A paper to bring: a known one, or as it was typed.
#[derive(Clone, PartialEq, Eq)]
pub enum PaperName {
    /// One of `papers.toml`.
    Known(PaperId),
    /// Any other.
    Given(String),
}

/// The value of a slot. What it holds is never printed by `Debug`.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// A day.
    Date(Date),
    /// Minutes since midnight.
    Time(u16),
    /// Euros.
    Amount(f64),
    /// How many.
    Count(u32),
    /// Papers.
    Papers(Vec<PaperName>),
    /// A name, a number or a text, as it was typed.
    Text(String),
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value")
    }
}

impl Value {
    /// Reads what somebody who writes `lang` types into a slot of a kind.
    ///
    /// # Errors
    /// It is nothing of that kind, or holds personal data.
    pub fn read(
        catalog: &dyn Catalog,
        kind: SlotKind,
        typed: &str,
        lang: Lang,
        now: Moment,
    ) -> Result<Self, SlotRefusal> {
        if typed.trim().is_empty() {
            return Err(SlotRefusal::Empty);
        }
        let lexicon = catalog.lexicon(lang);
        match kind {
            SlotKind::Date => {
                let reader = DayReader { lexicon, month_first: lang.month_first(), today: now.date, ahead: true };
                match reader.read(typed) {
                    // The sentence says the day in full: which one was meant is read back there.
                    Reading::Sure(day) | Reading::Doubt(day, Cause::Which) if day >= now.date => Ok(Self::Date(day)),
                    Reading::Sure(_) | Reading::Doubt(_, Cause::Which) => Err(SlotRefusal::Past),
                    _ => Err(SlotRefusal::NotADay),
                }
            }
            SlotKind::Time => clock::time(typed, lexicon).map(Self::Time).ok_or(SlotRefusal::NotATime),
            SlotKind::Amount => {
                let euros = number_of(catalog, typed, lang).filter(|euros| (0.0..=AMOUNT).contains(euros));
                euros.map(Self::Amount).ok_or(SlotRefusal::NotAnAmount)
            }
            SlotKind::Count => {
                let whole = |count: &f64| count.fract() == 0.0 && (0.0..=COUNT).contains(count);
                let count = number_of(catalog, typed, lang).filter(whole);
                count.map(|count| Self::Count(count as u32)).ok_or(SlotRefusal::NotACount)
            }
            SlotKind::Phone => phone(typed).map(Self::Text).ok_or(SlotRefusal::NotAPhone),
            SlotKind::Papers => papers(catalog, typed, lang).map(Self::Papers),
            SlotKind::Name | SlotKind::Text => free(catalog, typed).map(Self::Text),
        }
    }

    /// The value as a language writes it.
    pub fn written(&self, catalog: &dyn Catalog, lang: Lang) -> String {
        match self {
            Self::Date(date) => {
                let (day, weekday) = (catalog.write(lang, Arg::Date(*date)), catalog.write(lang, Arg::Weekday(*date)));
                // The day of the week stands apart: it is declined in a sentence of some languages.
                format!("{day} ({weekday})")
            }
            Self::Time(minute) => catalog.write(lang, Arg::Time(*minute)),
            Self::Amount(euros) => number::euros(*euros, if euros.fract() == 0.0 { 0 } else { 2 }, lang),
            Self::Count(count) => number::text(f64::from(*count), 0, lang),
            Self::Papers(papers) => {
                let name = |paper: &PaperName| match paper {
                    PaperName::Known(id) => catalog.phrase_book().paper_name(id, lang).unwrap_or(id).to_owned(),
                    PaperName::Given(name) => name.clone(),
                };
                let names: Vec<String> = papers.iter().map(name).collect();
                catalog.write(lang, Arg::List(&names))
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// The one number of a text, with cents; nothing else but euros may stand beside it.
fn number_of(catalog: &dyn Catalog, typed: &str, lang: Lang) -> Option<f64> {
    let pieces = pieces(typed, Style::Amount, &catalog.lexicon(lang).answers, &|_| false);
    let mut found: Option<Number> = None;
    for piece in &pieces {
        match piece.what {
            What::Number(number) if found.is_none() && !number.guessed => found = Some(number),
            What::Word(Sense::Fill | Sense::Euro | Sense::Unit(_)) => {}
            _ => return None,
        }
    }
    found.map(|number| number.value)
}

/// A phone number, its digits in pairs where it is one of France.
fn phone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (plus, rest) = typed.strip_prefix('+').map_or(("", typed), |rest| ("+", rest));
    let digits: String = rest.chars().filter(|c| !BETWEEN.contains(c)).collect();
    if !PHONE.contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // A number that stands together may be broken nowhere.
    let grouped = |size: usize| {
        let groups = digits.as_bytes().chunks(size).map(|group| String::from_utf8_lossy(group).into_owned());
        groups.collect::<Vec<_>>().join("\u{a0}")
    };
    Some(match digits.len() {
        10 if plus.is_empty() && digits.starts_with('0') => grouped(2),
        4 => grouped(2),
        _ => format!("{plus}{digits}"),
    })
}

/// A short text without personal data.
fn free(catalog: &dyn Catalog, typed: &str) -> Result<String, SlotRefusal> {
    let text = FreeText::new(typed, TextUse::Name, |digits| catalog.is_public_number(digits));
    match text {
        Ok(Some(text)) => Ok(text.as_str().to_owned()),
        Ok(None) => Err(SlotRefusal::Empty),
        Err(TextRefusal::Personal(found)) => Err(SlotRefusal::Personal(found)),
        Err(TextRefusal::TooLong(most)) => Err(SlotRefusal::TooLong(most)),
    }
}

/// Papers, with a comma between two, each once.
fn papers(catalog: &dyn Catalog, typed: &str, lang: Lang) -> Result<Vec<PaperName>, SlotRefusal> {
    let phrases: &PhraseBook = catalog.phrase_book();
    let mut named = Vec::new();
    for one in typed.split([',', ';', '\n']).map(str::trim).filter(|one| !one.is_empty()) {
        let paper = match phrases.paper(one, lang) {
            Some(id) => PaperName::Known(id.clone()),
            None => PaperName::Given(free(catalog, one)?),
        };
        if !named.contains(&paper) {
            named.push(paper);
        }
    }
    match named.len() {
        0 => Err(SlotRefusal::Empty),
        1..=PAPERS => Ok(named),
        _ => Err(SlotRefusal::TooLong(PAPERS)),
    }
}
