//! What somebody said of a household, checked and put into numbers.

use super::answers::{Answers, FactValue, Month};
use super::facts::{Fact, Kind};
use super::questionnaire::Questionnaire;
use super::value::FactSet;

/// A child, as far as it is known.
#[derive(Clone, Default)]
pub struct Child {
    /// Age in months, within bounds.
    pub months: (f64, f64),
    /// What it earns.
    pub wage: Option<f64>,
    /// The yes or no that is said of each child.
    pub flag: Option<f64>,
}

/// A household, checked.
#[derive(Clone, Default)]
pub struct Household {
    /// Bounds by the place of the fact; `None` where nothing is known.
    pub known: Vec<Option<(f64, f64)>>,
    /// The children, where it is known which there are.
    pub children: Option<Vec<Child>>,
    /// The facts that were given.
    pub given: FactSet,
}

/// Longest piece of an answer that is said back.
const SAID: usize = 40;

impl Household {
    /// Most years that somebody can have lived.
    pub const OLDEST_YEARS: i32 = 120;
    /// Most children of a household.
    pub const CHILDREN: usize = 15;

    /// One of which nothing was said.
    pub(super) fn nothing_said(questionnaire: &Questionnaire) -> Self {
        Self { known: vec![None; questionnaire.facts.len()], ..Self::default() }
    }

    /// Reads answers; impossible ones are refused in plain words.
    ///
    /// # Errors
    /// What is wrong with which answer.
    pub(super) fn read(questionnaire: &Questionnaire, month: Month, answers: &Answers) -> Result<Self, String> {
        let mut household = Self::nothing_said(questionnaire);
        for (name, answer) in answers {
            let Some(place) = questionnaire.place(name) else { return Err(unknown(questionnaire, name)) };
            let (Some(fact), Some(answer)) = (questionnaire.facts.get(place), answer) else { continue };
            household.given = household.given.and(FactSet::one(place));
            if let Some(slot) = household.known.get_mut(place) {
                *slot = scalar(questionnaire, month, fact, answer)?;
            }
        }
        household.ages(questionnaire, month, answers)?;
        household.children = children(questionnaire, month, answers)?;
        Ok(household)
    }

    /// Years stand in for a month of birth that is not given, and must not contradict one that is.
    fn ages(&mut self, questionnaire: &Questionnaire, month: Month, answers: &Answers) -> Result<(), String> {
        for (place, years) in questionnaire.facts.iter().enumerate().filter(|(_, fact)| fact.kind == Kind::Years) {
            let birth =
                questionnaire.facts.iter().position(|fact| fact.kind == Kind::Birth && fact.as_name == years.as_name);
            let (Some(birth), Some(Some((low, high)))) = (birth, self.known.get(place).copied()) else { continue };
            match self.known.get_mut(birth) {
                Some(slot @ None) => *slot = Some((low, high)),
                Some(Some((born, latest))) if *latest < low || *born > high => {
                    let name = questionnaire.facts.get(birth).map_or("", |fact| fact.name.as_str());
                    let said = answers.get(name).cloned().flatten();
                    let said = said.map_or_else(String::new, |answer| text(&answer));
                    return Err(format!(
                        "{} and {name} contradict each other: born in {said} is {} years old in {month}",
                        years.name,
                        (*born / 12.0).floor()
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn unknown(questionnaire: &Questionnaire, name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(SAID).collect();
    let near = questionnaire.facts.iter().map(|fact| (strsim::jaro_winkler(&fact.name, name), fact.name.as_str()));
    let near = near.filter(|(score, _)| *score > 0.85).max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, near)) => format!("'{shown}' is not a fact: is it '{near}'?"),
        None => format!("'{shown}' is not a fact"),
    }
}

/// An answer as it was given, shortened.
fn text(answer: &FactValue) -> String {
    match answer {
        FactValue::Flag(flag) => flag.to_string(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Text(text) => text.chars().filter(|c| !c.is_control()).take(SAID).collect(),
        FactValue::List(_) => "a list".into(),
    }
}

fn scalar(
    questionnaire: &Questionnaire,
    month: Month,
    fact: &Fact,
    answer: &FactValue,
) -> Result<Option<(f64, f64)>, String> {
    let name = &fact.name;
    let exact = |number: f64| Ok(Some((number, number)));
    match (fact.kind, answer) {
        (Kind::Flag, FactValue::Flag(flag)) => exact(f64::from(u8::from(*flag))),
        (Kind::Number | Kind::Money | Kind::Years, FactValue::Number(number)) => {
            within(name, *number, fact.least, fact.most)?;
            match fact.kind {
                Kind::Years => Ok(Some(years_old(*number))),
                _ => exact(*number),
            }
        }
        (Kind::Choice, FactValue::Text(word)) if fact.words.contains(word) => {
            questionnaire.word(word).map_or(Ok(None), |place| exact(place as f64))
        }
        (Kind::Choice, _) => Err(format!("{name} is '{}': one of {} is expected", text(answer), fact.words.join(", "))),
        (Kind::Birth, FactValue::Text(text)) => birth(name, month, text).map(Some),
        (Kind::Birth, FactValue::Number(years)) => {
            within(name, *years, 0.0, f64::from(Household::OLDEST_YEARS))?;
            Ok(Some(years_old(*years)))
        }
        (Kind::Flag, _) => Err(format!("{name} is '{}': true or false is expected", text(answer))),
        (Kind::Birth, _) => Err(format!("{name} is '{}': a month such as 1987-05 is expected", text(answer))),
        (Kind::Number | Kind::Money | Kind::Years, _) => {
            Err(format!("{name} is '{}': a number is expected", text(answer)))
        }
        (Kind::Births | Kind::Ages | Kind::Wages | Kind::Flags | Kind::Derived, _) => Ok(None),
    }
}

fn within(name: &str, number: f64, least: f64, most: f64) -> Result<(), String> {
    if number.is_finite() && (least..=most).contains(&number) {
        return Ok(());
    }
    Err(format!("{name} is {number}: it lies between {least} and {most}"))
}

/// Bounds in months of an age in years.
fn years_old(years: f64) -> (f64, f64) {
    (years.floor() * 12.0, years.floor() * 12.0 + 11.0)
}

/// Bounds of the age in months of somebody born in a month, or in a year of which nothing more is known.
fn birth(name: &str, month: Month, text: &str) -> Result<(f64, f64), String> {
    if let (4, Ok(year)) = (text.len(), text.parse::<i32>())
        && year <= month.year
    {
        let first = born(name, month, &format!("{text}-01"))?;
        let last = Month { year, month: if year == month.year { month.month } else { 12 } };
        return Ok((f64::from(month.age(last).max(0)), f64::from(first)));
    }
    born(name, month, text).map(|months| (f64::from(months), f64::from(months)))
}

/// Age in months of somebody born in a month.
fn born(name: &str, month: Month, text: &str) -> Result<i32, String> {
    let Some(born) = Month::parse(text) else {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(SAID).collect();
        return Err(format!("{name} is '{shown}': a month such as 1987-05 is expected"));
    };
    let age = month.age(born);
    if born > month {
        return Err(format!("{name} is {text}: that is after {month}, the month asked about"));
    }
    if age > Household::OLDEST_YEARS * 12 {
        return Err(format!("{name} is {text}: nobody is that old"));
    }
    Ok(age.max(0))
}

/// A list that was given: the name of its fact, the fact, one entry a child.
type List<'a> = (&'a str, &'a Fact, &'a Vec<FactValue>);

/// The children, from the lists that were given.
fn children(questionnaire: &Questionnaire, month: Month, answers: &Answers) -> Result<Option<Vec<Child>>, String> {
    let list = |kind: Kind| -> Result<Option<List<'_>>, String> {
        let Some(fact) = questionnaire.of_kind(kind).and_then(|place| questionnaire.facts.get(place)) else {
            return Ok(None);
        };
        match answers.get(&fact.name) {
            Some(Some(FactValue::List(list))) if list.len() <= Household::CHILDREN => {
                Ok(Some((&fact.name, fact, list)))
            }
            Some(Some(FactValue::List(list))) => {
                let most = Household::CHILDREN;
                Err(format!("{} names {} children: at most {most} are expected", fact.name, list.len()))
            }
            Some(Some(answer)) => {
                Err(format!("{} is '{}': a list, one entry a child, is expected", fact.name, text(answer)))
            }
            _ => Ok(None),
        }
    };
    let (births, ages) = (list(Kind::Births)?, list(Kind::Ages)?);
    let (wages, flags) = (list(Kind::Wages)?, list(Kind::Flags)?);
    let lists = [&births, &ages, &wages, &flags];
    let mut first: Option<(&str, usize)> = None;
    for (name, _, list) in lists.into_iter().flatten() {
        match first {
            Some((other, count)) if count != list.len() => {
                return Err(format!(
                    "{other} names {count} children and {name} {}: one entry a child is expected",
                    list.len()
                ));
            }
            _ => first = Some((name, list.len())),
        }
    }
    let mut found = Vec::new();
    if let Some((name, _, list)) = births {
        for answer in list {
            let FactValue::Text(text) = answer else {
                return Err(format!("{name} holds '{}': a month such as 2015-04 is expected", text(answer)));
            };
            found.push(Child { months: birth(name, month, text)?, ..Child::default() });
        }
    }
    if let Some((name, fact, list)) = ages {
        for (place, answer) in list.iter().enumerate() {
            let FactValue::Number(years) = answer else {
                return Err(format!("{name} holds '{}': whole years are expected", text(answer)));
            };
            within(name, *years, fact.least, fact.most)?;
            let bounds = years_old(*years);
            match found.get(place) {
                None => found.push(Child { months: bounds, ..Child::default() }),
                Some(child) if child.months.1 < bounds.0 || child.months.0 > bounds.1 => {
                    return Err(format!(
                        "{name} says {years} years for child {}, whose birth says another age",
                        place + 1
                    ));
                }
                Some(_) => {}
            }
        }
    }
    if births.is_none() && ages.is_none() {
        return Ok(None);
    }
    for (at, child) in found.iter_mut().enumerate() {
        if let Some((name, fact, list)) = wages {
            child.wage = match list.get(at) {
                Some(FactValue::Number(wage)) => within(name, *wage, fact.least, fact.most).map(|()| Some(*wage))?,
                _ => return Err(format!("{name}: a number for each child is expected")),
            };
        }
        if let Some((name, _, list)) = flags {
            child.flag = match list.get(at) {
                Some(FactValue::Flag(flag)) => Some(f64::from(u8::from(*flag))),
                _ => return Err(format!("{name}: true or false for each child is expected")),
            };
        }
    }
    Ok(Some(found))
}
