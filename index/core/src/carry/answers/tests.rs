//! - every answer that a step of the table can have comes back, and so do those of steps and options that it does not have;
//! - what is no longer asked is counted, and the answers beside it come back;
//! - the table and the hashes are those of the first version.

use super::*;
use crate::dice::Dice;
use crate::rights::{Ask, Counted, FactSet, Step, StepOption};

fn step(id: &str, options: &[&str]) -> Step {
    let option = |id: &&str| StepOption { id: (*id).to_owned(), ..StepOption::default() };
    Step {
        id: id.into(),
        question: 0,
        facts: FactSet::NONE,
        ask: Ask::Choice,
        counted: Counted::Plain,
        options: options.iter().map(option).collect(),
        when: None,
        otherwise: None,
    }
}

fn questionnaire() -> Questionnaire {
    let known = STEPS.iter().map(|row| {
        let options: Vec<&str> = row.options.iter().map(|(id, _)| *id).chain(["neuf", "autrement"]).collect();
        step(row.step, &options)
    });
    Questionnaire::new(Vec::new(), Vec::new(), known.chain([step("plus-tard", &["un", "deux"])]).collect())
}

fn given(row: &Row, dice: &mut Dice) -> Given {
    let amounts = [0.0, 12.0, 650.0, 1237.0, 33.33, 2.5, 14_320.0, 120.0];
    let amount = amounts[dice.below(amounts.len())];
    match dice.below(8) {
        0 => Given::Unknown,
        1 => Given::Silent,
        2 => Given::Option(["neuf", "autrement"][dice.below(2)].into()),
        3 => Given::Number(amount),
        _ => match row.typed {
            Typed::Age => Given::Born(["1987-05", "1961"][dice.below(2)].into()),
            Typed::Ages => Given::Ages((0..dice.below(6)).map(|_| dice.below(40) as f64).collect(), dice.below(2) == 0),
            Typed::Several => Given::Several(
                row.options.iter().map(|(id, _)| (*id).to_owned()).filter(|_| dice.below(3) == 0).collect(),
            ),
            Typed::Number(_) => Given::Number(amount),
            Typed::Nothing => Given::Option(row.options[dice.below(row.options.len())].0.into()),
        },
    }
}

#[test]
fn every_answer_comes_back() {
    let (questionnaire, mut dice) = (questionnaire(), Dice(6));
    for _ in 0..500 {
        let mut interview = Interview::default();
        let often = 1 + dice.below(4);
        for row in &STEPS {
            if dice.below(often) == 0 {
                interview.give(row.step, given(row, &mut dice));
            }
        }
        if dice.below(3) == 0 {
            interview.give("plus-tard", [Given::Option("deux".into()), Given::Number(7.0)][dice.below(2)].clone());
        }
        let told = Answered { month: Month { year: 2027, month: 3 }, interview };
        let mut writer = Writer::default();
        assert!(write(&mut writer, &told));
        let mut reader = Reader::new(writer.finish());
        let (read, gone) = read(&mut reader, &questionnaire);
        assert!(reader.is_done() && gone == 0 && read == told);
        // Without the step and the options that were added.
        let older = Questionnaire::new(Vec::new(), Vec::new(), Vec::new());
        let (left, gone) = super::read(&mut Reader::new(writer.finish()), &older);
        assert_eq!(left.interview.answered().count() + gone, told.interview.answered().count());
    }
}

#[test]
fn the_table_is_that_of_the_first_version() {
    let mut fingerprint = Fingerprint::new();
    for row in &STEPS {
        fingerprint.field(row.step.as_bytes());
        let often = format!("{:?}", answered(row.when, &BTreeMap::new()));
        for said in [format!("{:?}", weights(row)), often, format!("{:?}", row.typed)] {
            fingerprint.field(said.as_bytes());
        }
        row.options.iter().for_each(|(id, weight)| fingerprint.field(format!("{id} {weight}").as_bytes()));
        let (When::After(step, wanted) | When::AtTimes(step, wanted)) = row.when else { continue };
        fingerprint.field(format!("{step} {wanted:?}").as_bytes());
        assert!(STEPS.iter().take_while(|before| before.step != row.step).any(|before| before.step == step));
    }
    for said in [
        format!("{NO_MORE:?} {COUNTS:?} {RARELY:?} {VALUES:?} {NAMES} {MONTHS:?} {SOON:?}"),
        name("plus-tard").to_string(),
    ] {
        fingerprint.field(said.as_bytes());
    }
    // Sheets with words made by it are out there: append, change nothing.
    let frozen = include_str!("../../../tests/fixtures/carry-table.txt").trim();
    assert_eq!(fingerprint.to_string(), frozen);
}
