//! A screening of two rights and five steps.

use crate::rights::{
    Ask, Counted, Expression, Fact, FactSet, FactValue, Gate, Kind, Question, Questionnaire, RightSource, RightsWords,
    RuleSource, Rulebook, Step, StepOption, StepWords,
};
use std::collections::BTreeMap;

fn fact(name: &str, kind: Kind, as_name: &str, most: f64) -> Fact {
    Fact {
        name: name.into(),
        kind,
        as_name: as_name.into(),
        least: 0.0,
        most,
        tolerance: 0.0,
        words: Vec::new(),
        unsaid: None,
    }
}

fn option(id: &str, fact: &str, answer: FactValue) -> StepOption {
    StepOption { id: id.into(), set: [(fact.to_owned(), Some(answer))].into(), when: None }
}

fn step(id: &str, question: usize, facts: &[usize], ask: Ask) -> Step {
    let facts = facts.iter().fold(FactSet::NONE, |set, fact| set.and(FactSet::one(*fact)));
    Step {
        id: id.into(),
        question,
        facts,
        ask,
        counted: Counted::Plain,
        options: Vec::new(),
        when: None,
        otherwise: None,
    }
}

fn read(says: &str) -> Expression {
    Expression::read(says).unwrap_or(Expression::Number(0.0))
}

/// Under 25 nothing; from then on 600 euros less the wage, the partner's too, and 100 a child under twenty.
pub(super) fn rulebook() -> Option<Rulebook> {
    let facts = vec![
        fact("naissance", Kind::Birth, "age_mois", 1440.0),
        fact("couple", Kind::Flag, "couple", 1.0),
        fact("enfants_ages", Kind::Ages, "enfants_ages", 25.0),
        fact("enfants_naissance", Kind::Births, "enfant_mois", 0.0),
        fact("salaire", Kind::Money, "salaire", 50_000.0),
        fact("conjoint_salaire", Kind::Money, "conjoint_salaire", 50_000.0),
    ];
    let flags = vec![option("oui", "couple", FactValue::Flag(true)), option("non", "couple", FactValue::Flag(false))];
    let mut couple = step("couple", 0, &[1], Ask::Choice);
    couple.options = flags;
    let mut partner = step("conjoint-salaire", 1, &[5], Ask::Money);
    partner.when = Some(read("couple"));
    partner.otherwise = Some(option("", "conjoint_salaire", FactValue::Number(0.0)));
    let steps = vec![
        step("age", 0, &[0], Ask::Age),
        couple,
        step("ages", 0, &[2, 3], Ask::Ages),
        step("salaire", 1, &[4], Ask::Money),
        partner,
    ];
    let question = |id: &str| Question { id: id.into(), facts: FactSet::NONE, sensitive: false };
    let catalogue = Questionnaire::new(facts, vec![question("qui"), question("argent")], steps);
    let rules = [("base", "600 + 100 * count(enfant_mois < 240) - salaire - conjoint_salaire")];
    let gate = |when: &str, reason: &str| Gate { when: read(when), reason: reason.into() };
    let right = |id: &str, amount: Option<&str>, when: Option<&str>, only_check: bool| RightSource {
        id: id.into(),
        gates: vec![gate("age_mois >= 300", "age")],
        amount: amount.map(read),
        when: when.map(read),
        only_check,
        ..RightSource::default()
    };
    let source = RuleSource {
        rules: rules.map(|(name, says)| (name.to_owned(), read(says))).into(),
        rights: vec![
            right("rsa", Some("max(0, base) if age_mois >= 300 else 0"), None, false),
            right("pch", None, Some("age_mois >= 300"), true),
        ],
        ..RuleSource::default()
    };
    Rulebook::new(catalogue, &source, &BTreeMap::new()).ok()
}

pub(super) fn words() -> RightsWords {
    let pairs =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(id, said)| ((*id).to_owned(), (*said).to_owned())).collect();
    let step = |id: &str| {
        let said = StepWords { text: format!("{id} ?"), label: id.into(), ..StepWords::default() };
        (id.to_owned(), said)
    };
    RightsWords {
        skip: pairs(&[("unknown", "Je ne sais pas"), ("silent", "Je préfère ne pas répondre")]),
        step: ["age", "couple", "ages", "salaire", "conjoint-salaire"].map(step).into(),
        reason: pairs(&[("age", "Avoir 25 ans")]),
        right: pairs(&[("rsa", "RSA"), ("pch", "PCH")]),
        ..RightsWords::default()
    }
}
