//! A situation for tests.

use super::card;
use crate::model::situation::{self, Choice, Node, Question};
use crate::model::{ItemKind, Phone, Situation};
use std::collections::BTreeMap;

/// A situation of two questions and three answers: with everything, with numbers first, with a counter alone.
pub fn situation() -> Situation {
    let choice = |id: &str, label: &str, to: &str| Choice {
        id: id.into(),
        label: label.into(),
        to: to.into(),
        set: BTreeMap::default(),
    };
    let question = |text: &str, choices: Vec<Choice>| {
        Node::Question(Question { text: text.into(), why: String::new(), sensitive: false, choices })
    };
    let answer = |text: &str| situation::Answer {
        text: text.into(),
        steps: vec!["Un pas.".into()],
        cards: Vec::new(),
        counters: vec!["mairie".into()],
        phones: Vec::new(),
        papers: Vec::new(),
        deadlines: Vec::new(),
        rights: false,
        emergency: None,
    };
    let full = situation::Answer {
        cards: vec!["card/apl".into(), "card/rsa".into()],
        phones: vec![Phone { number: "32 30".into(), name: "Caf".into(), terms: String::new(), checked: None }],
        papers: vec!["bail".into()],
        rights: true,
        ..answer("Rien n'est perdu.")
    };
    let urgent = situation::Answer { emergency: Some("hunger".into()), ..answer("D'abord un repas.") };
    let stay = situation::Answer { deadlines: vec!["recours/appeal".into()], ..answer("Restez.") };
    let where_to =
        question("Dormez-vous chez vous ?", vec![choice("oui", "Oui", "dette"), choice("non", "Non", "faim")]);
    let debt = question(
        "Depuis quand ?",
        vec![
            choice("peu", "Un mois", "plein"),
            choice("plus", "Plus", "rester"),
            choice("faim", "Je ne sais pas", "faim"),
        ],
    );
    let nodes = [
        ("ou", where_to),
        ("dette", debt),
        ("plein", Node::Answer(full)),
        ("faim", Node::Answer(urgent)),
        ("rester", Node::Answer(stay)),
    ];
    let mut item = card("situation/impaye", "Plus d'argent");
    item.kind = ItemKind::Situation;
    item.summary = "On peut agir.".into();
    item.themes = vec!["social-sante".into()];
    Situation { item, start: "ou".into(), nodes: nodes.map(|(id, node)| (id.into(), node)).into() }
}
