//! The answers of an interview. What the table knows takes few bits; all else is carried by hashes of names. Frozen: see the
//! module above.

use super::amount::{self, Amount};
use super::carried::Answered;
use super::coder::{Reader, Writer};
use super::table::{self, Row, STEPS, Typed, When};
use crate::fingerprint::Fingerprint;
use crate::rights::{FactValue, Given, Interview, Month, Questionnaire};
use std::collections::BTreeMap;

/// Months after January 2026 that can be said: five years, or twenty-one.
const MONTHS: [u32; 2] = [64, 256];
/// How likely they are.
const SOON: [u32; 2] = [15, 1];
const FIRST: Month = Month { year: 2026, month: 1 };
/// Values of a hash of the name of a step, an option, a fact or a word: there are few of each.
const NAMES: u32 = 1 << 14;
/// Whether there is one more of something rare.
const NO_MORE: [u32; 2] = [60, 4];
/// Years that somebody can be born in, and months: none said, or one of twelve.
const YEARS: (i32, u32) = (1880, 256);
const MONTH: u32 = 13;
/// How many children.
const COUNTS: [u32; 17] = [2, 20, 20, 12, 6, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
/// A flag that rarely holds.
const RARELY: [u32; 2] = [15, 1];

/// What a step is answered with, beside its options. Where they stand among the weights is their number after the options.
const TYPED: u32 = 24;
const BORN: u32 = 12;
const UNKNOWN: u32 = 3;
const SILENT: u32 = 1;
const ODD: u32 = 1;

/// Every form of an answer, for what a table does not foresee.
const FORMS: u32 = 7;

/// A hash of a name, stable for ever.
fn name(text: &str) -> u32 {
    let value = Fingerprint::of(text.as_bytes()).value();
    ((value ^ (value >> 20) ^ (value >> 40)) as u32) & (NAMES - 1)
}

/// The one of some names that has a hash; none where two have it.
fn named<'a>(hash: u32, mut names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found = names.find(|known| name(known) == hash)?;
    names.all(|other| other == found || name(other) != hash).then_some(found)
}

/// How likely it is that a step was answered: weights of no and yes.
fn answered(when: When, given: &BTreeMap<&str, Given>) -> [u32; 2] {
    let said = |step: &str, wanted: &[&str]| match given.get(step) {
        Some(Given::Option(id)) => wanted.contains(&id.as_str()),
        Some(Given::Ages(ages, _)) => !ages.is_empty() && wanted.contains(&"+"),
        Some(Given::Number(_)) => wanted.contains(&"#"),
        _ => false,
    };
    match when {
        When::Of64(yes) => [64 - yes, yes],
        When::After(step, wanted) if said(step, wanted) => [4, 60],
        When::AtTimes(step, wanted) if said(step, wanted) => [32, 32],
        When::After(..) | When::AtTimes(..) => [63, 1],
    }
}

/// Weights of the forms of an answer: its options, what is typed, when somebody was born, unknown, silent, anything else.
fn weights(row: &Row) -> Vec<u32> {
    let several = row.typed == Typed::Several;
    let options = row.options.iter().map(|(_, weight)| if several { 0 } else { *weight });
    let typed = if row.typed == Typed::Nothing { 0 } else { TYPED };
    let born = if row.typed == Typed::Age { BORN } else { 0 };
    options.chain([typed, born, UNKNOWN, SILENT, ODD]).collect()
}

/// Writes answers. What cannot be is left out, and `false` is given.
pub(super) fn write(writer: &mut Writer, told: &Answered) -> bool {
    let mut whole = true;
    let [soon, late] = MONTHS;
    let since = told.month.months_since(FIRST).clamp(0, late as i32 - 1) as u32;
    writer.one_of(&SOON, usize::from(since >= soon));
    writer.below(if since < soon { soon } else { late }, since);
    let mut given: BTreeMap<&str, Given> = BTreeMap::new();
    for row in &STEPS {
        let answer = told.interview.given(row.step).filter(|answer| is_sound(answer));
        writer.one_of(&answered(row.when, &given), usize::from(answer.is_some()));
        if let Some(answer) = answer {
            write_answer(writer, row, answer);
            given.insert(row.step, answer.clone());
        }
    }
    for step in told.interview.answered() {
        let Some(answer) = told.interview.given(step).filter(|answer| is_sound(answer)) else {
            whole = false;
            continue;
        };
        if table::of(step).is_none() {
            writer.one_of(&NO_MORE, 1);
            writer.below(NAMES, name(step));
            write_form(writer, Amount::Month, answer);
        }
    }
    writer.one_of(&NO_MORE, 0);
    for (fact, value) in told.interview.seed() {
        writer.one_of(&NO_MORE, 1);
        writer.below(NAMES, name(fact));
        write_value(writer, value.as_ref());
    }
    writer.one_of(&NO_MORE, 0);
    whole
}

/// Whether an answer can be carried: no household has more children, and a birth is a year or a month.
fn is_sound(answer: &Given) -> bool {
    match answer {
        Given::Ages(ages, _) => ages.len() < COUNTS.len(),
        Given::Born(text) => birth(text).is_some(),
        Given::Several(ids) => ids.len() < 64,
        _ => true,
    }
}

fn write_answer(writer: &mut Writer, row: &Row, answer: &Given) {
    let (weights, options) = (weights(row), row.options.len());
    match (answer, row.typed) {
        (Given::Option(id), _) if row.typed != Typed::Several && row.options.iter().any(|(known, _)| known == id) => {
            writer.one_of(&weights, row.options.iter().position(|(known, _)| known == id).unwrap_or(0));
        }
        (Given::Number(number), Typed::Number(amount)) => {
            writer.one_of(&weights, options);
            amount::write(writer, amount, *number);
        }
        (Given::Number(number), Typed::Age) => {
            writer.one_of(&weights, options);
            amount::write(writer, Amount::Age, *number);
        }
        (Given::Ages(ages, expected), Typed::Ages) => {
            writer.one_of(&weights, options);
            write_ages(writer, ages, *expected);
        }
        (Given::Several(ids), Typed::Several) => {
            writer.one_of(&weights, options);
            for (known, weight) in row.options {
                writer.one_of(&[32 - weight, *weight], usize::from(ids.iter().any(|id| id == known)));
            }
            let known = |id: &&String| row.options.iter().any(|(known, _)| known == *id);
            write_names(writer, ids.iter().filter(|id| !known(id)));
        }
        (Given::Born(text), Typed::Age) => {
            writer.one_of(&weights, options + 1);
            write_birth(writer, text);
        }
        (Given::Unknown, _) => writer.one_of(&weights, options + 2),
        (Given::Silent, _) => writer.one_of(&weights, options + 3),
        _ => {
            writer.one_of(&weights, options + 4);
            let amount = if let Typed::Number(amount) = row.typed { amount } else { Amount::Month };
            write_form(writer, amount, answer);
        }
    }
}

/// Reads what [`write`] wrote. Gives the answers, and how many are gone: of steps or options that are no longer there.
pub(super) fn read(reader: &mut Reader, questionnaire: &Questionnaire) -> (Answered, usize) {
    let mut gone = 0;
    let [soon, late] = MONTHS;
    let within = if reader.one_of(&SOON) == 0 { soon } else { late };
    let since = reader.below(within) as i32 + FIRST.month - 1;
    let month = Month { year: FIRST.year + since / 12, month: since % 12 + 1 };
    let mut given: BTreeMap<&str, Given> = BTreeMap::new();
    let mut interview = Interview::default();
    for row in &STEPS {
        if reader.one_of(&answered(row.when, &given)) == 0 {
            continue;
        }
        let options = questionnaire.steps.iter().find(|step| step.id == row.step);
        let names = options.iter().flat_map(|step| &step.options).map(|option| option.id.as_str());
        match read_answer(reader, row, names) {
            Some(answer) => {
                interview.give(row.step, answer.clone());
                given.insert(row.step, answer);
            }
            None => gone += 1,
        }
    }
    while reader.one_of(&NO_MORE) == 1 {
        let hash = reader.below(NAMES);
        let id = named(hash, questionnaire.steps.iter().map(|step| step.id.as_str()));
        let step = questionnaire.steps.iter().find(|step| Some(step.id.as_str()) == id);
        let names = step.iter().flat_map(|step| &step.options).map(|option| option.id.as_str());
        match (step, read_form(reader, Amount::Month, names)) {
            (Some(step), Some(answer)) => interview.give(&step.id, answer),
            _ => gone += 1,
        }
    }
    let mut seed = crate::rights::Answers::new();
    while reader.one_of(&NO_MORE) == 1 {
        let hash = reader.below(NAMES);
        let id = named(hash, questionnaire.facts.iter().map(|fact| fact.name.as_str()));
        let fact = questionnaire.facts.iter().find(|fact| Some(fact.name.as_str()) == id);
        let words: Vec<&str> = fact.iter().flat_map(|fact| &fact.words).map(String::as_str).collect();
        match (fact, read_value(reader, &words, 0)) {
            (Some(fact), Ok(value)) => {
                seed.insert(fact.name.clone(), value);
            }
            _ => gone += 1,
        }
    }
    interview.learn(&seed);
    (Answered { month, interview }, gone)
}

fn read_answer<'a>(reader: &mut Reader, row: &Row, names: impl Iterator<Item = &'a str> + Clone) -> Option<Given> {
    let options = row.options.len();
    let form = reader.one_of(&weights(row));
    if let Some((id, _)) = row.options.get(form) {
        return Some(Given::Option((*id).to_owned()));
    }
    match (form - options, row.typed) {
        (0, Typed::Number(amount)) => Some(Given::Number(amount::read(reader, amount))),
        (0, Typed::Age) => Some(Given::Number(amount::read(reader, Amount::Age))),
        (0, Typed::Ages) => Some(read_ages(reader)),
        (0, _) => {
            let taken: Vec<bool> =
                row.options.iter().map(|(_, weight)| reader.one_of(&[32 - weight, *weight]) == 1).collect();
            let known = row.options.iter().zip(taken).filter(|(_, taken)| *taken).map(|((id, _), _)| (*id).to_owned());
            let known: Vec<String> = known.collect();
            let others = read_names(reader, names)?;
            Some(Given::Several(known.into_iter().chain(others).collect()))
        }
        (1, _) => Some(Given::Born(read_birth(reader))),
        (2, _) => Some(Given::Unknown),
        (3, _) => Some(Given::Silent),
        _ => {
            let amount = if let Typed::Number(amount) = row.typed { amount } else { Amount::Month };
            read_form(reader, amount, names)
        }
    }
}

/// An answer of any form.
fn write_form(writer: &mut Writer, amount: Amount, answer: &Given) {
    match answer {
        Given::Option(id) => {
            writer.below(FORMS, 0);
            writer.below(NAMES, name(id));
        }
        Given::Number(number) => {
            writer.below(FORMS, 1);
            amount::write(writer, amount, *number);
        }
        Given::Born(text) => {
            writer.below(FORMS, 2);
            write_birth(writer, text);
        }
        Given::Ages(ages, expected) => {
            writer.below(FORMS, 3);
            write_ages(writer, ages, *expected);
        }
        Given::Several(ids) => {
            writer.below(FORMS, 4);
            write_names(writer, ids.iter());
        }
        Given::Unknown => writer.below(FORMS, 5),
        Given::Silent => writer.below(FORMS, 6),
    }
}

fn read_form<'a>(
    reader: &mut Reader,
    amount: Amount,
    mut names: impl Iterator<Item = &'a str> + Clone,
) -> Option<Given> {
    Some(match reader.below(FORMS) {
        0 => Given::Option(named(reader.below(NAMES), &mut names)?.to_owned()),
        1 => Given::Number(amount::read(reader, amount)),
        2 => Given::Born(read_birth(reader)),
        3 => read_ages(reader),
        4 => Given::Several(read_names(reader, names)?),
        5 => Given::Unknown,
        _ => Given::Silent,
    })
}

/// Names that a table does not have. In each form, all are read before it is said that one is gone.
fn write_names<'a>(writer: &mut Writer, ids: impl Iterator<Item = &'a String>) {
    for id in ids {
        writer.one_of(&NO_MORE, 1);
        writer.below(NAMES, name(id));
    }
    writer.one_of(&NO_MORE, 0);
}

fn read_names<'a>(reader: &mut Reader, names: impl Iterator<Item = &'a str> + Clone) -> Option<Vec<String>> {
    let (mut found, mut whole) = (Vec::new(), true);
    while reader.one_of(&NO_MORE) == 1 {
        match named(reader.below(NAMES), names.clone()) {
            Some(id) => found.push(id.to_owned()),
            None => whole = false,
        }
    }
    whole.then_some(found)
}

fn write_ages(writer: &mut Writer, ages: &[f64], expected: bool) {
    writer.one_of(&COUNTS, ages.len().min(COUNTS.len() - 1));
    ages.iter().take(COUNTS.len() - 1).for_each(|age| amount::write(writer, Amount::Child, *age));
    writer.one_of(&RARELY, usize::from(expected));
}

fn read_ages(reader: &mut Reader) -> Given {
    let count = reader.one_of(&COUNTS);
    let ages = (0..count).map(|_| amount::read(reader, Amount::Child)).collect();
    Given::Ages(ages, reader.one_of(&RARELY) == 1)
}

/// The year and the month, 0 for none, of `1987` or `1987-05`.
fn birth(text: &str) -> Option<(u32, u32)> {
    let (year, month) = match Month::parse(text) {
        Some(Month { year, month }) => (year, month),
        None => (text.parse().ok().filter(|_| text.len() == 4)?, 0),
    };
    let years = u32::try_from(year - YEARS.0).ok().filter(|years| *years < YEARS.1)?;
    Some((years, month as u32))
}

fn write_birth(writer: &mut Writer, text: &str) {
    let (years, month) = birth(text).unwrap_or_default();
    writer.below(YEARS.1, years);
    writer.below(MONTH, month);
}

fn read_birth(reader: &mut Reader) -> String {
    let year = YEARS.0 + reader.below(YEARS.1) as i32;
    match reader.below(MONTH) {
        0 => format!("{year:04}"),
        month => Month { year, month: month as i32 }.to_string(),
    }
}

/// Kinds of value of a fact: not said, no, yes, a number, a word, a month, one for each child.
const VALUES: [u32; 7] = [4, 8, 12, 8, 24, 2, 2];
/// Lists stand in no list.
const DEEPEST: u32 = 1;

fn write_value(writer: &mut Writer, value: Option<&FactValue>) {
    match value {
        None => writer.one_of(&VALUES, 0),
        Some(FactValue::Flag(flag)) => writer.one_of(&VALUES, 1 + usize::from(*flag)),
        Some(FactValue::Number(number)) => {
            writer.one_of(&VALUES, 3);
            amount::write(writer, Amount::Month, *number);
        }
        Some(FactValue::Text(text)) if birth(text).is_some() => {
            writer.one_of(&VALUES, 5);
            write_birth(writer, text);
        }
        Some(FactValue::Text(word)) => {
            writer.one_of(&VALUES, 4);
            writer.below(NAMES, name(word));
        }
        Some(FactValue::List(list)) => {
            writer.one_of(&VALUES, 6);
            writer.one_of(&COUNTS, list.len().min(COUNTS.len() - 1));
            list.iter().take(COUNTS.len() - 1).for_each(|value| write_value(writer, Some(value)));
        }
    }
}

/// A value whose word is no longer there.
struct Gone;

fn read_value(reader: &mut Reader, words: &[&str], depth: u32) -> Result<Option<FactValue>, Gone> {
    Ok(Some(match reader.one_of(&VALUES) {
        0 => return Ok(None),
        1 => FactValue::Flag(false),
        2 => FactValue::Flag(true),
        3 => FactValue::Number(amount::read(reader, Amount::Month)),
        4 => FactValue::Text(named(reader.below(NAMES), words.iter().copied()).ok_or(Gone)?.to_owned()),
        5 => FactValue::Text(read_birth(reader)),
        _ if depth >= DEEPEST => return Err(Gone),
        _ => {
            let count = reader.one_of(&COUNTS);
            // All are read before it is said that one is gone.
            let list: Vec<_> = (0..count).map(|_| read_value(reader, words, depth + 1)).collect();
            let list = list.into_iter().map(|value| value?.ok_or(Gone));
            FactValue::List(list.collect::<Result<_, _>>()?)
        }
    }))
}

#[cfg(test)]
mod tests;
