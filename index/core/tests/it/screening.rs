//! The engine of the screening, over rules made for it:
//! - what nobody can know here leaves a result to check, and asks no question;
//! - a yes or no that was asked about and not said holds as most people's; not asked, it stays unknown;
//! - a value without a source that turns a result round makes it one to check; one that moves an amount little leaves it;
//! - of several answers each that was taken holds, and the others do not; whoever types a number took none beside it;
//! - an option that surely does not hold is not offered, and a list with none left is not asked.

use guichet_core::rights::{
    Answers, Ask, Counted, Expression, Fact, FactSet, FactValue, Given, Interview, Kind, Month, Parameter, Question,
    Questionnaire, RightSource, RuleSource, Rulebook, Standing, Step, StepOption, Why, conclude, fits, next_step,
    offered, screen, screen_by_asking,
};
use std::collections::BTreeMap;

const NOW: Month = Month { year: 2026, month: 11 };

fn read(says: &str) -> Expression {
    Expression::read(says).expect(says)
}

fn fact(name: &str, kind: Kind, unsaid: Option<f64>) -> Fact {
    let (name, as_name, words) = (name.to_owned(), name.to_owned(), Vec::new());
    Fact { name, kind, as_name, least: 0.0, most: 5_000.0, tolerance: 0.0, words, unsaid }
}

fn option(id: &str, fact: &str, when: Option<&str>) -> StepOption {
    let set = [(fact.to_owned(), Some(FactValue::Flag(true)))].into();
    StepOption { id: id.into(), set, when: when.map(read) }
}

/// A right of 1000 euros less the wage, and one that most people have.
fn book(amount: &str, doubt: f64) -> Rulebook {
    let facts = vec![
        fact("change", Kind::Flag, Some(0.0)),
        fact("touche_un", Kind::Flag, Some(0.0)),
        fact("touche_deux", Kind::Flag, Some(0.0)),
        fact("salaire", Kind::Money, None),
    ];
    let set = |places: &[usize]| places.iter().fold(FactSet::NONE, |set, place| set.and(FactSet::one(*place)));
    let step = |id: &str, facts: FactSet, ask: Ask, options: Vec<StepOption>| Step {
        id: id.into(),
        question: 0,
        facts,
        ask,
        counted: Counted::Plain,
        options,
        when: None,
        otherwise: None,
    };
    let steps = vec![
        step("salaire", set(&[0, 3]), Ask::Money, vec![option("change", "change", None)]),
        step(
            "aides",
            set(&[1, 2]),
            Ask::Several,
            vec![option("un", "touche_un", Some("droit > 0")), option("deux", "touche_deux", Some("salaire > 9000"))],
        ),
    ];
    let questions = vec![
        Question { id: "argent".into(), facts: set(&[0, 3]), sensitive: false },
        Question { id: "aides".into(), facts: set(&[1, 2]), sensitive: false },
    ];
    let source = RuleSource {
        rules: [("droit".to_owned(), read(amount))].into(),
        rights: vec![RightSource {
            id: "droit".into(),
            amount: Some(read("droit")),
            received: Some(read("touche_un")),
            ..RightSource::default()
        }],
        ..RuleSource::default()
    };
    let parameters: BTreeMap<String, Parameter> = [("plafond".to_owned(), Parameter { value: 1_000.0, doubt })].into();
    Rulebook::new(Questionnaire::new(facts, questions, steps), &source, &parameters).expect("sound rules")
}

fn screened(book: &Rulebook, said: &[(&str, FactValue)]) -> (Standing, Why, Option<f64>) {
    let answers: Answers = said.iter().map(|(name, answer)| ((*name).to_owned(), Some(answer.clone()))).collect();
    let household = book.household(NOW, &answers).expect("a household");
    let outcome = screen(book, &household).outcomes.remove(0);
    (outcome.standing, outcome.why, outcome.amount)
}

fn wage(euros: f64) -> (&'static str, FactValue) {
    ("salaire", FactValue::Number(euros))
}

#[test]
fn what_nobody_can_know_is_to_check_and_asks_nothing() {
    let open = book("max(0, plafond - salaire) if maybe else 0", 0.0);
    assert_eq!(screened(&open, &[wage(300.0)]), (Standing::Check, Why::Office, None));
    assert_eq!(screened(&open, &[wage(1_300.0)]), (Standing::Unlikely, Why::Settled, None));
    let household = open.household(NOW, &Answers::new()).expect("nothing said");
    assert_eq!(
        screen_by_asking(&open, &household).questions,
        ["argent"],
        "the wage can rule it out, nothing else matters"
    );
    // Somewhere between two values: enough where both give the same.
    let near = book("max(0, plafond - salaire * (0.5 if maybe else 1.5))", 0.0);
    assert_eq!(screened(&near, &[wage(600.0)]).0, Standing::Likely);
    assert_eq!(screened(&near, &[wage(800.0)]).0, Standing::Check);
    assert_eq!(screened(&near, &[wage(2_100.0)]).0, Standing::Unlikely);
}

#[test]
fn what_is_not_said_holds_as_for_most_once_it_was_asked() {
    let book = book("0 if change else max(0, plafond - salaire)", 0.0);
    assert_eq!(screened(&book, &[wage(300.0)]), (Standing::Likely, Why::Settled, Some(700.0)));
    assert_eq!(screened(&book, &[wage(300.0), ("change", FactValue::Flag(true))]).0, Standing::Unlikely);
    let household = book.household(NOW, &Answers::new()).expect("nothing said");
    assert_eq!(screen_by_asking(&book, &household).questions, ["argent"], "unasked, it is asked about");
}

#[test]
fn a_value_without_a_source_decides_nothing_and_hides_little() {
    let amount = "max(0, plafond - salaire)";
    assert_eq!(screened(&book(amount, 20.0), &[wage(700.0)]), (Standing::Likely, Why::Settled, Some(300.0)));
    assert_eq!(screened(&book(amount, 40.0), &[wage(700.0)]), (Standing::Likely, Why::Settled, None));
    assert_eq!(screened(&book(amount, 400.0), &[wage(700.0)]), (Standing::Check, Why::Figure, None));
    assert_eq!(screened(&book(amount, 400.0), &[wage(1_200.0)]).0, Standing::Check, "nor does it refuse");
    assert_eq!(screened(&book(amount, 400.0), &[wage(1_500.0)]).0, Standing::Unlikely);
}

#[test]
fn of_several_answers_those_taken_hold_and_no_other() {
    let book = book("max(0, plafond - salaire)", 0.0);
    let told = |wage: f64, taken: Option<&[&str]>| {
        let mut interview = Interview::default();
        interview.give("salaire", Given::Number(wage));
        if let Some(taken) = taken {
            interview.give("aides", Given::Several(taken.iter().map(|id| (*id).to_owned()).collect()));
        }
        interview
    };
    let next = |interview: &Interview| next_step(&book, NOW, interview).map(|next| next.step.id.clone());
    assert_eq!(
        next(&told(300.0, None)).as_deref(),
        Some("aides"),
        "what is drawn is asked, though no result rests on it"
    );
    assert_eq!(next(&told(1_300.0, None)), None, "there is nothing that could be drawn");
    assert_eq!(next(&told(300.0, Some(&[]))), None, "none of them is an answer");
    let offered = offered(&book, NOW, &told(300.0, None), "aides");
    assert_eq!(offered.iter().map(|option| option.id.as_str()).collect::<Vec<_>>(), ["un"]);
    let received = |taken: &[&str]| conclude(&book, NOW, &told(300.0, Some(taken))).remove(0).received;
    assert!(received(&["un"]) && !received(&[]) && !received(&["deux"]));
    assert!(!fits(&book, NOW, &Interview::default(), "aides", &Given::Several(vec!["trois".into()])));
    // A typed wage is not the option beside it.
    assert_eq!(conclude(&book, NOW, &told(300.0, None)).remove(0).amount, Some(700.0));
}
