//! Properties of what is typed on a question of the interview:
//! - each line of `answers/answers.tsv` is noted, or asked, as the file says;
//! - no answer that says "none", in any form, ever adds a person;
//! - no answer with a word that nobody knows is noted in silence;
//! - converting an amount never changes it by more than rounding.

use guichet_core::dice::Dice;
use guichet_core::model::{Date, Lang, Moment};
use guichet_core::rights::Given;
use guichet_core::talk::flows::rights;
use guichet_core::talk::{Event, Screen, Session, turn};
use guichet_index::{DataFolder, Guide};
use std::path::Path;
use std::sync::LazyLock;

const NOW: Moment = Moment { date: Date { year: 2026, month: 11, day: 23 }, minute: 600 };

static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("answers-guide");
    let guide = Guide::open(&DataFolder::open(&root).expect("a folder")).expect("a guide");
    guide.ready().expect("ready");
    guide
});

/// What came of an answer.
#[derive(Debug, Clone, PartialEq)]
enum Came {
    Noted(String),
    /// Read back as so much, or asked again.
    Asked(Option<String>),
    /// Another screen, and no answer.
    Screen,
}

fn words(given: &Given) -> String {
    match given {
        Given::Option(id) => format!("={id}"),
        Given::Number(number) => number.to_string(),
        Given::Born(text) => text.clone(),
        Given::Ages(ages, expected) => {
            let ages = ages.iter().map(f64::to_string);
            ages.chain(expected.then(|| "+1".to_owned())).collect::<Vec<_>>().join(" ")
        }
        Given::Several(ids) => format!("={}", ids.join(",")),
        Given::Unknown => "?".into(),
        Given::Silent => "-".into(),
    }
}

fn answered(step: &str, lang: Lang, typed: &str) -> Came {
    let on = Screen::Rights(rights::State::Question { step: step.into(), edit: None });
    let session = Session { lang: Some(lang), screen: on, ..Session::default() };
    let after = turn(&*GUIDE, &session, Event::Text(typed.into()), NOW).session;
    if let Some(given) = after.interview.as_ref().and_then(|interview| interview.given(step)) {
        return Came::Noted(words(given));
    }
    match &after.screen {
        Screen::Rights(rights::State::ReadBack { given, .. }) => Came::Asked(Some(words(given))),
        Screen::Rights(rights::State::Question { step: same, .. }) if same == step => Came::Asked(None),
        _ => Came::Screen,
    }
}

/// Whether what came is one of the answers that a line allows.
fn right(came: &Came, expected: &str) -> bool {
    expected.split('|').any(|one| match (came, one.strip_prefix("asked")) {
        (Came::Asked(_), Some("")) => true,
        (Came::Asked(Some(read)), Some(wanted)) => read == wanted.trim(),
        (Came::Screen, None) => one == "screen",
        (Came::Noted(noted), None) => noted == one,
        _ => false,
    })
}

#[test]
fn every_answer_of_the_table_is_right_or_asked() {
    let table =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("answers/answers.tsv")).expect("a table");
    let lines: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(lines.len() >= 200, "only {} answers", lines.len());
    let faults: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let [step, lang, typed, expected] = line[..] else { return Some(format!("{line:?} has no four columns")) };
            let came = answered(step, Lang::from_code(lang).expect("a language"), typed);
            (!right(&came, expected)).then(|| format!("{step}, {lang}, '{typed}': {expected} expected, {came:?}"))
        })
        .collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), lines.len(), faults.join("\n"));
}

/// One of some words.
fn one<'a>(dice: &mut Dice, of: &[&'a str]) -> &'a str {
    of[dice.below(of.len())]
}

#[test]
fn none_never_adds_a_person() {
    let french = [
        "aucun",
        "aucune",
        "rien",
        "zéro",
        "0",
        "non",
        "néant",
        "pas d'enfant",
        "pas d’enfants",
        "sans enfant",
        "aucun enfant",
        "je n'ai pas d'enfant",
        "j'ai pas d'enfants",
        "pas de gosses",
        "0 enfant",
        "zéro enfant",
        "aucun bébé",
        "pas de bébé",
        "pas d'enfant de 3 ans",
        "aucun de moins de 20 ans",
        "pas encore 1",
        "ni 4 ni 9",
        "sans enfant de 6 mois",
        "pas de jumeaux",
        "non, 0",
        "pas enceinte",
        "aucun enfant, pas enceinte",
    ];
    let english = [
        "none",
        "no",
        "nothing",
        "zero",
        "0",
        "nil",
        "no children",
        "no kids",
        "without children",
        "I have no children",
        "I don't have any kids",
        "not any",
        "no child under 3",
        "no baby",
        "no twins",
        "0 kids",
        "zero children",
        "not pregnant",
    ];
    let around = ["", "", "bonjour ", "euh ", "alors ", "hello ", "blorg ", "svp ", "oui "];
    let after = ["", "", ".", " !", " merci", " blorg", "…", " chez moi", " at home", " pour moi"];
    let mut dice = Dice(11);
    for _ in 0..400 {
        let (lang, said) = match dice.below(2) {
            0 => (Lang::FR, one(&mut dice, &french)),
            _ => (Lang::EN, one(&mut dice, &english)),
        };
        let mut typed = format!("{}{said}{}", one(&mut dice, &around), one(&mut dice, &after));
        if dice.below(4) == 0 {
            typed = typed.to_uppercase();
        }
        let came = answered("ages", lang, &typed);
        let persons = match &came {
            Came::Noted(noted) | Came::Asked(Some(noted)) => noted.contains(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        assert!(!persons, "'{typed}' gives {came:?}");
    }
}

#[test]
fn a_word_that_nobody_knows_is_never_passed_over() {
    let good = [
        ("ages", "4 et 9"),
        ("ages", "un bébé de 3 mois"),
        ("ages", "aucun"),
        ("ages", "enceinte de 5 mois"),
        ("ages", "05/2020"),
        ("age", "34 ans"),
        ("age", "12/03/1990"),
        ("age", "né en 1990"),
        ("salaire", "1200 euros par mois"),
        ("salaire", "rien"),
        ("salaire", "mille deux cents"),
        ("depuis", "2 ans et 3 mois"),
        ("depuis", "3"),
        ("titre", "4 ans"),
        ("distance", "40 km"),
        ("loyer", "520"),
        ("rfr", "14 400"),
        ("epargne", "0"),
    ];
    let strange = ["blorg", "kwyx", "trimulet", "çkrlo", "щжъ", "Zxor", "vbnm", "ghtpl", "∆", "mwuh"];
    let mut dice = Dice(7);
    for _ in 0..300 {
        let (step, typed) = good[dice.below(good.len())];
        let mut words: Vec<&str> = typed.split(' ').collect();
        words.insert(dice.below(words.len() + 1), one(&mut dice, &strange));
        let typed = words.join(" ");
        let came = answered(step, Lang::FR, &typed);
        assert!(!matches!(came, Came::Noted(_)), "{step}, '{typed}': {came:?}");
    }
}

#[test]
fn a_conversion_changes_nothing_but_by_rounding() {
    let periods: [(&[&str], f64); 4] = [
        (&["par an", "/an", "annuels", "à l'année"], 12.0),
        (&["par mois", "/mois", "mensuels", ""], 1.0),
        (&["par semaine", "/semaine", "la semaine"], 12.0 / 52.0),
        (&["par trimestre", "/trimestre"], 3.0),
    ];
    let mut dice = Dice(23);
    for _ in 0..300 {
        let amount = 100 + dice.below(90_000);
        let (words, months) = periods[dice.below(periods.len())];
        let monthly = amount as f64 / months;
        if monthly > 50_000.0 {
            continue;
        }
        let typed = format!("{amount} € {}", one(&mut dice, words));
        let read = match answered("salaire", Lang::FR, &typed) {
            Came::Noted(read) | Came::Asked(Some(read)) => read.parse::<f64>().expect("a number"),
            came => panic!("'{typed}': {came:?}"),
        };
        assert!((read - monthly).abs() <= 0.51, "'{typed}' is {monthly} a month, not {read}");
        let noted = matches!(answered("salaire", Lang::FR, &typed), Came::Noted(_));
        assert!(!noted || months == 1.0, "'{typed}' is converted and must be read back");
    }
}

#[test]
fn a_number_that_is_asked_for_is_never_read_as_a_cry() {
    for age in 10..=105 {
        let came = answered("age", Lang::FR, &age.to_string());
        assert_eq!(came, Came::Noted(age.to_string()));
    }
    // Nor are the words of a button.
    for label in
        ["Non, je vis sans conjoint", "Non, séparation depuis moins de 18 mois", "Non, mon conjoint est décédé"]
    {
        assert!(matches!(answered("couple", Lang::FR, label), Came::Noted(_)), "{label}");
    }
}
