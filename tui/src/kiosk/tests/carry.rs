//! Words from elsewhere at a kiosk: they fill the sheet, and the sheet gives words again; with the answers only where a digit asks for it.

use super::{Played, kiosk, options};
use crate::ui::script::parse;
use guichet_core::carry::{self, Answered, Carried};
use guichet_core::fake::FakeCatalog;
use guichet_core::model::{Lang, Moment};
use guichet_core::ports::catalog::Catalog;
use guichet_core::rights::{Given, Interview, Month};
use guichet_core::sheet::Entry;

fn now() -> Moment {
    Moment::parse("2026-11-23T10:00").expect("a moment")
}

fn carried(with_answers: bool) -> Carried {
    let mut interview = Interview::default();
    interview.give("age", Given::Number(34.0));
    let answers = with_answers.then_some(Answered { month: Month { year: 2026, month: 11 }, interview });
    let basket = ["card/apl", "right/rsa"].iter().filter_map(|id| Entry::parse(id)).collect();
    Carried { lang: Lang::FR, commune: Some("12202".into()), basket, answers }
}

fn words(catalog: &FakeCatalog, carried: &Carried) -> String {
    let written = carry::words(catalog, carried).expect("read").expect("something");
    catalog.carry_words().row(&written.made).join(" ")
}

fn play<'a>(player: &mut Played<'a>, script: &str) -> String {
    parse(script).expect("a script").into_iter().for_each(|step| player.play(step));
    player.text()
}

#[test]
fn words_fill_the_sheet_and_the_sheet_gives_words() {
    let catalog = FakeCatalog::default();
    let (plain, told) = (words(&catalog, &carried(false)), words(&catalog, &carried(true)));
    let mut player = kiosk(options(), &catalog, (120, 40), now());
    play(&mut player, &format!("text:{plain}\nEnter"));
    let state = player.screens().app().state();
    assert_eq!(state.basket, carried(false).basket);
    assert!(!state.has_answers());
    // What is private is not on the sheet, and not in its words.
    let kept = Carried { commune: carried(false).commune, ..Carried::of(&catalog, Lang::FR, &state.basket, false) };
    let first_of = |carried: &Carried| words(&catalog, carried).split(' ').next().expect("a word").to_owned();
    let first = first_of(&kept);
    let sheet = play(&mut player, "F8");
    assert!(sheet.contains(&format!("1 {first}")) && !sheet.contains("mes réponses"), "{sheet}");
    // The next person has nothing of it.
    play(&mut player, "0\ntext:oublier\nEnter");
    let mut player = kiosk(options(), &catalog, (120, 40), now());
    play(&mut player, &format!("text:{told}\nEnter"));
    assert!(player.screens().app().state().has_answers());
    // Answers are in the words once a digit asked for it.
    let without = play(&mut player, "/");
    assert!(
        without.contains(&format!("1 {first}")) && without.contains("5") && without.contains("mes réponses"),
        "{without}"
    );
    assert!(!without.contains("carry-answers"), "{without}");
    let with = play(&mut player, "5");
    let whole = first_of(&Carried { answers: carried(true).answers, ..kept });
    assert!(with.contains("carry-answers") && with.contains(&format!("1 {whole}")), "{with}");
    assert!(!play(&mut player, "5").contains("carry-answers"));
}
