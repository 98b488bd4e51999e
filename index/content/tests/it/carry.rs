//! Words to carry, over the content of this repository:
//! - the list is the frozen one: 2,048 plain words, none one slip away from another, none of them distress; every single slip leads
//!   back to its word, alone or among the few that are asked about;
//! - what people say of their needs is never taken for a row of words;
//! - each household of `households.toml`, asked in the interview, is carried to the last answer and gives the same results; a third
//!   and more fit into twelve words.

use super::folder;
use super::rights::{BOOK, Case, NOVEMBER, cases, of_the_law};
use guichet_content::Batch;
use guichet_content::authored::carry_words;
use guichet_core::carry::{self, Answered, Carried, MOST_WORDS, WordList};
use guichet_core::fake::FakeCatalog;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::Lang;
use guichet_core::rights::{Ask, FactValue, Given, Interview, Step, conclude, fits, next_step};
use guichet_core::text::distress::Distress;
use guichet_core::text::normal::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn list() -> WordList {
    let mut batch = Batch::default();
    let list = carry_words(&folder::texts(), &mut batch).expect("a list");
    assert!(batch.findings.is_empty());
    list
}

/// Every text that is one slip away: a letter wrong, missing, too many, two that changed places.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut slips = Vec::new();
    let mut slip = |change: &dyn Fn(&mut Vec<char>)| {
        let mut changed = letters.clone();
        change(&mut changed);
        slips.extend((changed != letters).then(|| changed.into_iter().collect::<String>()));
    };
    for at in 0..=letters.len() {
        ('a'..='z').for_each(|letter| slip(&|changed| changed.insert(at, letter)));
        if at < letters.len() {
            ('a'..='z').for_each(|letter| slip(&|changed| changed[at] = letter));
            slip(&|changed| {
                changed.remove(at);
            });
        }
        if at + 1 < letters.len() {
            slip(&|changed| changed.swap(at, at + 1));
        }
    }
    slips
}

#[test]
fn the_list_is_frozen_and_its_words_are_apart() {
    let list = list();
    let folded: Vec<String> = list.words().iter().map(|word| fold(word)).collect();
    assert_eq!(
        Fingerprint::of(list.words().join(" ").as_bytes()).to_string(),
        "f470dc1ae420fb59",
        "sheets rest on its order"
    );
    assert!(folded.is_sorted() && folded.iter().all(|word| (3..=8).contains(&word.len())));
    // What each slip may mean, of all words: none of them is a word, which would be taken for it. This holds for all pairs.
    let known: BTreeSet<&String> = folded.iter().collect();
    let mut meant: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for (at, word) in (0..).zip(&folded) {
        assert_eq!(list.meant(word), [at], "{word}");
        for slip in slips(word) {
            assert!(!known.contains(&slip), "{word}: {slip}");
            meant.entry(slip).or_default().insert(at);
        }
    }
    let several = meant.values().filter(|words| words.len() > 1).count();
    assert!(several * 20 < meant.len(), "{several} of {} slips are near two words", meant.len());
    for (slip, words) in meant.iter().step_by(2999) {
        assert!(list.meant(slip).iter().eq(words), "{slip}");
    }
    let distress = Distress::new(folder::read().phrases);
    let alarming: Vec<&String> =
        list.words().iter().filter(|word| distress.read(word, Some(Lang::FR)).is_some()).collect();
    assert_eq!(alarming, Vec::<&String>::new());
}

#[test]
fn needs_are_no_words_to_carry() {
    let list = list();
    let authored = folder::read();
    let mut read = 0;
    let told = authored.concepts.iter().flat_map(|concept| &concept.labels).map(|label| label.text.as_str());
    for text in told {
        assert!(carry::heard(&list, text).is_none(), "{text}");
        read += 1;
    }
    assert!(read > 1000, "{read}");
    for text in
        ["carte grise voiture moto camion", "école cantine vacances sport", "un deux trois quatre cinq six sept huit"]
    {
        assert!(carry::heard(&list, text).is_none(), "{text}");
    }
}

/// What a household answers to a step.
fn answer(step: &Step, facts: &BTreeMap<String, FactValue>) -> Given {
    let known = |name: &str| facts.get(name);
    let number = |name: &str| match known(name) {
        Some(FactValue::Number(number)) => Some(*number),
        _ => None,
    };
    let names = BOOK.questionnaire().names(step.facts);
    // The option that says the most of what holds.
    let holds = |set: &BTreeMap<String, Option<FactValue>>| {
        set.iter().all(|(name, value)| {
            let wanted = match (value, known(name)) {
                (Some(FactValue::Number(zero)), Some(FactValue::List(list))) => {
                    list.iter().all(|value| *value == FactValue::Number(*zero))
                }
                (Some(FactValue::Flag(flag)), Some(FactValue::List(list))) => {
                    list.iter().all(|value| *value == FactValue::Flag(*flag))
                }
                (value, known) => value.as_ref() == known,
            };
            wanted || known(name).is_none() && matches!(value, Some(FactValue::Flag(false)))
        })
    };
    let option = step.options.iter().filter(|option| holds(&option.set)).max_by_key(|option| option.set.len());
    let taken = option.filter(|option| !option.set.is_empty()).map(|option| Given::Option(option.id.clone()));
    let typed = match step.ask {
        Ask::Several => Some(Given::Several(
            step.options.iter().filter(|option| holds(&option.set)).map(|option| option.id.clone()).collect(),
        )),
        Ask::Money | Ask::Number | Ask::Months => names.iter().find_map(|name| number(name)).map(Given::Number),
        Ask::Age => names.iter().find_map(|name| match known(name) {
            Some(FactValue::Text(born)) => Some(Given::Born(born.clone())),
            Some(FactValue::Number(years)) => Some(Given::Number(*years)),
            _ => None,
        }),
        Ask::Ages => match (known("enfants_ages"), known("enfants_naissance")) {
            (Some(FactValue::List(ages)), _) => Some(
                ages.iter()
                    .filter_map(|age| match age {
                        FactValue::Number(years) => Some(*years),
                        _ => None,
                    })
                    .collect::<Vec<f64>>(),
            ),
            (_, Some(FactValue::List(births))) => Some(
                births
                    .iter()
                    .filter_map(|born| match born {
                        FactValue::Text(born) => Some(2026.0 - born.get(..4)?.parse::<f64>().ok()?),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => None,
        }
        .map(|ages| Given::Ages(ages, known("enceinte") == Some(&FactValue::Flag(true)))),
        Ask::Choice | Ask::Commune => None,
    };
    let last =
        step.options.last().filter(|option| option.set.is_empty()).map(|option| Given::Option(option.id.clone()));
    let found = if step.ask == Ask::Choice || step.ask == Ask::Commune { taken.clone() } else { None };
    found.or(typed).or(taken).or(last).unwrap_or(Given::Unknown)
}

/// The interview of a household, to its end.
fn interviewed(case: &Case) -> Interview {
    let mut interview = Interview::default();
    for _ in 0..60 {
        let Some(next) = next_step(&BOOK, NOVEMBER, &interview) else { return interview };
        let id = next.step.id.clone();
        let given = answer(next.step, &case.facts);
        let stands = fits(&BOOK, NOVEMBER, &interview, &id, &given);
        interview.give(&id, if stands { given } else { Given::Unknown });
    }
    panic!("{}: the interview does not end", case.name)
}

#[test]
fn every_household_is_carried_to_its_last_answer() {
    let mut catalog = FakeCatalog::default();
    catalog.rights = Some(Arc::new(BOOK.clone()));
    let (mut tried, mut fit, mut answers) = (0, 0, 0);
    for case in cases().into_iter().chain(of_the_law()) {
        let interview = interviewed(&case);
        answers += interview.answered().count();
        let told = Answered { month: NOVEMBER, interview };
        let carried = Carried { commune: Some("12202".into()), answers: Some(told), ..Carried::default() };
        let link = carry::link(&catalog, &carried).expect("read").expect("something");
        assert!(link.left_out.is_empty(), "{}", case.name);
        let number = carry::parse_link(&link.made).expect("a link");
        let opened = carry::open(&catalog, number, NOVEMBER).expect("opened");
        assert!(opened.answers_gone == 0, "{}", case.name);
        let (before, after) = (carried.answers.clone().expect("told"), opened.carried.answers.expect("told"));
        assert!(before.month == after.month, "{}", case.name);
        for step in before.interview.answered() {
            assert!(before.interview.given(step) == after.interview.given(step), "{}: {step}", case.name);
        }
        let results = |interview: &Interview| conclude(&BOOK, NOVEMBER, interview);
        assert_eq!(results(&before.interview), results(&after.interview), "{}", case.name);
        let words = carry::words(&catalog, &carried).expect("read").expect("something");
        tried += 1;
        fit += usize::from(words.left_out.is_empty());
        assert!(words.made.len() <= MOST_WORDS);
    }
    assert!(answers > tried * 8 && fit * 3 >= tried, "{fit} of {tried} fit, {answers} answers");
}
