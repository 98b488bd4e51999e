//! Properties:
//! - a blank is dots, on as many lines as it takes; a value stands in its place, and what looks like a blank in a value is words;
//! - the letter is in French whoever asks, dated by the moment, without the year of a fact, and says that no lawyer read it;
//! - the explanation is in the reader's language, then in French, with its number, papers and sources, and holds no value;
//! - a value cannot be too long, command a terminal, or be a password or the number of a card, however it is hidden;
//! - the letters of a card are found; an unknown one is none.

use super::{Letter, ValueRefusal, Values, blanks_in, explanation, letter};
use crate::fake::FakeCatalog;
use crate::layout::Line;
use crate::model::{Lang, Moment};
use crate::ports::catalog::Catalog;
use crate::sheet::{Part, Sheet};

fn now() -> Moment {
    Moment::parse("2026-12-01T10:00").expect("a moment")
}

fn text(sheet: &Sheet) -> String {
    sheet.lines().map(Line::text).collect::<Vec<_>>().join("\n")
}

fn set(values: &mut Values, id: &str, typed: &str) -> Result<(), ValueRefusal> {
    let catalog = FakeCatalog::default();
    let letter = catalog.letters().get("recours", Lang::FR).expect("a letter");
    values.set(letter.blank(id).expect("a blank"), typed)
}

#[test]
fn a_blank_is_dots_and_a_value_stands_in_its_place() {
    let catalog = FakeCatalog::default();
    let empty = text(&letter(&catalog, "recours", &Values::default(), now()).expect("a letter"));
    assert!(empty.contains(&format!("dossier {}.", ".".repeat(30))), "{empty}");
    assert_eq!(empty.lines().filter(|line| *line == ".".repeat(60)).count(), 4, "{empty}");
    assert!(!empty.contains('{'));
    let mut values = Values::default();
    set(&mut values, "numero", "{nom} 7").expect("taken");
    set(&mut values, "nom", "Jeanne Essai\u{1b}[2J").expect("taken");
    set(&mut values, "adresse", "1 rue du Bac\n18100 Vierzon").expect("taken");
    set(&mut values, "raisons", "Une.\nDeux.").expect("taken");
    let filled = text(&letter(&catalog, "recours", &values, now()).expect("a letter"));
    assert!(filled.starts_with("Jeanne Essai[2J\n1 rue du Bac\n18100 Vierzon\n"), "{filled}");
    assert!(filled.contains("le dossier {nom} 7.") && filled.contains("Une.\nDeux."), "{filled}");
    set(&mut values, "numero", " ").expect("left blank again");
    assert_eq!(values.get("numero"), None);
}

#[test]
fn the_letter_is_french_dated_and_says_what_it_is() {
    let catalog = FakeCatalog::default();
    let made = letter(&catalog, "recours", &Values::default(), now()).expect("a letter");
    assert_eq!(made.languages, [Lang::FR]);
    assert!(made.sections.iter().all(|section| section.columns.len() == 1) && !made.is_empty());
    let said = text(&made);
    assert!(said.contains("letter-place-date") && said.contains("date=2026-12-01"), "{said}");
    assert!(said.contains("dans les 2 mois, le dossier"), "the fact without its mark: {said}");
    let foot = made.sections.last().expect("a foot");
    assert!(foot.part == Part::Foot && foot.columns[0][0].text().starts_with("letter-foot"), "{foot:?}");
    assert!(made.sections.iter().any(|section| section.part == Part::Papers));
}

#[test]
fn the_explanation_is_in_both_languages_and_holds_no_value() {
    let catalog = FakeCatalog::default();
    let made = explanation(&catalog, "recours", Lang::EN, now()).expect("an explanation");
    assert_eq!(made.languages, [Lang::EN, Lang::FR]);
    let said = text(&made);
    for part in ["title en", "title fr", "32 30", "letter-enclose", "https://service-public.gouv.fr", "letter-foot"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains("not-reviewed") && said.contains("letter-in-french"), "{said}");
    let french = explanation(&catalog, "recours", Lang::FR, now()).expect("an explanation");
    assert_eq!(french.languages, [Lang::FR]);
    assert!(!text(&french).contains("not-reviewed") && !text(&french).contains("letter-in-french"));
}

#[test]
fn a_value_is_short_and_no_credential() {
    let mut values = Values::default();
    assert_eq!(set(&mut values, "nom", &"x".repeat(121)), Err(ValueRefusal::TooLong(120)));
    // A number that passes the check of cards, with and without what hides it; another that does not.
    for secret in ["mon mot de passe est Toto1234!", "4970 1000 0000 0055", "4970\u{200b}1000\u{ad}0000\u{2060}0055"] {
        assert_eq!(set(&mut values, "raisons", secret), Err(ValueRefusal::Credential), "{secret}");
    }
    assert_eq!(values.get("raisons"), None);
    for harmless in ["4970 1000 0000 0054", "1234567 A", "06 39 98 00 01", "j'ai perdu mon mot de passe"] {
        assert_eq!(set(&mut values, "raisons", harmless), Ok(()), "{harmless}");
    }
}

#[test]
fn letters_are_found_by_their_card() {
    let catalog = FakeCatalog::default();
    let of_card = |card: &'static str| catalog.letters().of_card(card, Lang::ES).map(Letter::id).collect::<Vec<_>>();
    assert_eq!((of_card("card/apl"), of_card("card/rsa")), (vec!["recours"], vec![]));
    assert!(letter(&catalog, "none", &Values::default(), now()).is_none());
    assert!(explanation(&catalog, "none", Lang::FR, now()).is_none());
    assert_eq!(blanks_in("a {b} {c").collect::<Vec<_>>(), ["b"]);
}
