//! What a flow may name, and what every answer has: somebody to turn to.

use super::super::place::Source;
use super::super::rights::FactEntry;
use super::super::{Known, lint};
use super::{FlowAnswer, FlowFacts, FlowQuestion};
use crate::Batch;
use guichet_core::model::Situation;
use guichet_core::rights::{FactValue, Kind};
use std::collections::BTreeSet;

/// Refuses a flow that is not sourced, dated, named and known.
pub(super) fn facts(id: &str, flow: &FlowFacts, source: &Source<'_>, known: &Known, batch: &mut Batch) {
    if !is_name(id, Situation::ID) {
        let message = format!("the folder of a situation is named by 1 to {} of a-z, 0-9 and -", Situation::ID);
        batch.refuse(&source.file(), id, "", message);
    }
    if flow.themes.is_empty() {
        batch.refuse(&source.key("themes"), "", "themes", "a situation has at least one theme");
    }
    each(
        &flow.themes,
        |id| known.themes.contains(id),
        "a theme of themes.toml",
        |message| {
            batch.refuse(&source.key("themes"), "", "themes", message);
        },
    );
    lint::sources("situation", &flow.source, flow.verified, source, known, batch);
    lint::dates(flow.verified, flow.review_by, source, batch);
    for (node, asked) in &flow.question {
        named(node, &format!("question.{node}"), source, batch);
        question(node, asked, source, known, batch);
    }
    for (node, found) in &flow.answer {
        named(node, &format!("answer.{node}"), source, batch);
        answer(node, found, source, known, batch);
    }
}

/// A button holds a situation, a node and a choice: their names are short and plain.
fn is_name(name: &str, longest: usize) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=longest).contains(&name.len()) && name.bytes().all(plain)
}

fn named(node: &str, table: &str, source: &Source<'_>, batch: &mut Batch) {
    if !is_name(node, Situation::NODE) {
        let message = format!("a node is named by 1 to {} of a-z, 0-9 and -", Situation::NODE);
        batch.refuse(&source.table(table), node, "", message);
    }
}

fn question(node: &str, asked: &FlowQuestion, source: &Source<'_>, known: &Known, batch: &mut Batch) {
    let choices = asked.choice.len();
    if !(2..=Situation::CHOICES).contains(&choices) {
        let message = match choices {
            0 => "a dead end: nothing can be answered here, add [[question.….choice]]".to_owned(),
            1 => "one choice is no question: add another, such as \"sais-pas\", or remove the question".to_owned(),
            _ => format!("{choices} choices: {} at most, group some", Situation::CHOICES),
        };
        batch.refuse(&source.table(&format!("question.{node}")), node, "choice", message);
    }
    let mut seen = BTreeSet::new();
    for (index, choice) in asked.choice.iter().enumerate() {
        let place = source.nth(&format!("question.{node}.choice"), index);
        let mut refuse = |key: &str, message: String| batch.refuse(&place, node, key, message);
        if !is_name(&choice.id, Situation::NODE) {
            refuse("id", format!("a choice is named by 1 to {} of a-z, 0-9 and -", Situation::NODE));
        }
        if !seen.insert(&choice.id) {
            refuse("id", format!("'{}' stands here twice", choice.id));
        }
        for (fact, value) in &choice.set {
            match known.facts.get(fact) {
                None => refuse("set", format!("'{fact}' is not a fact of rights/facts.toml")),
                Some(entry) => fault(fact, entry, value).into_iter().for_each(|message| refuse("set", message)),
            }
        }
    }
}

/// What is wrong with the value of a fact, if anything. What a single choice cannot say is refused as well.
fn fault(name: &str, fact: &FactEntry, value: &FactValue) -> Option<String> {
    let number = |value: &f64| (fact.least..=fact.most).contains(value);
    match (fact.kind, value) {
        (Kind::Flag, FactValue::Flag(_)) => None,
        (Kind::Flag, _) => Some(format!("'{name}' is true or false")),
        (Kind::Choice, FactValue::Text(word)) if fact.words.contains(word) => None,
        (Kind::Choice, _) => Some(format!("'{name}' is one of {}", fact.words.join(", "))),
        (Kind::Number | Kind::Money | Kind::Years, FactValue::Number(value)) if number(value) => None,
        (Kind::Number | Kind::Money | Kind::Years, _) => {
            Some(format!("'{name}' is a number from {} to {}", fact.least, fact.most))
        }
        _ => Some(format!("'{name}' cannot be known from one choice: leave it to the interview")),
    }
}

fn answer(node: &str, found: &FlowAnswer, source: &Source<'_>, known: &Known, batch: &mut Batch) {
    let table = format!("answer.{node}");
    let mut refuse = |key: &str, message: String| batch.refuse(&source.within(&table, key), node, key, message);
    if found.phones.is_empty() && found.counters.is_empty() {
        refuse("counters", "a path ends with a human: add a counter, such as \"mairie\", or a phone".into());
    }
    if found.cards.len() > Situation::CARDS {
        refuse("cards", format!("{} cards: {} at most, keep the best", found.cards.len(), Situation::CARDS));
    }
    let (phones, papers) = (&known.phones.phone, &known.papers.paper);
    let counter = |kind: &str| known.vocabulary.knows_counter(kind);
    each(&found.cards, |id| known.cards.contains(id), "a card", |message| refuse("cards", message));
    each(&found.phones, |id| phones.contains_key(id), "a number of phones.toml", |message| refuse("phones", message));
    each(&found.papers, |id| papers.contains_key(id), "a paper of papers.toml", |message| refuse("papers", message));
    let deadline = |id: &str| known.deadlines.contains(id);
    each(&found.deadlines, deadline, "a deadline of a card: write \"card/name\"", |message| {
        refuse("deadlines", message)
    });
    each(&found.counters, counter, "a kind of place of vocabulary.toml", |message| refuse("counters", message));
    if let Some(category) = found.emergency.as_ref().filter(|category| !known.emergency.categories.contains(*category))
    {
        refuse("emergency", format!("'{category}' is not a category of emergency/numbers.toml"));
    }
}

/// Says of each name that it is unknown, or stands twice.
fn each<T: AsRef<str>>(names: &[T], known: impl Fn(&str) -> bool, what: &str, mut refuse: impl FnMut(String)) {
    for name in names.iter().map(AsRef::as_ref).filter(|name| !known(name)) {
        refuse(format!("'{name}' is not {what}"));
    }
    lint::twice(names).for_each(refuse);
}
