//! Properties:
//! - a blank is dots, on as many lines as it takes; a value stands in its place, and what looks like a blank in a value is words;
//! - the letter is in French whoever asks, dated by the moment, without the year of a fact, and says that no lawyer read it;
//! - the explanation is in the reader's language, then in French, with its number, papers and sources, and holds no value;
//! - a value cannot be too long, command a terminal, or be a password or the number of a card, however it is hidden;
//! - the letters of a card are found; an unknown one is none;
//! - a blank that offers answers is boxes, ticked where they are chosen, and takes nothing else, so that no box holds a secret;
//! - whoever acts for somebody signs too, and what ends it stands below on a part of its own, undated.

use super::{Letter, ValueRefusal, Values, blanks_in, explanation, letter};
use crate::fake::FakeCatalog;
use crate::layout::{Kind, Line};
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

fn mandate(values: &[(&str, &str)]) -> Result<Sheet, ValueRefusal> {
    let catalog = FakeCatalog::default();
    let known = catalog.letters().get("mandat", Lang::EN).expect("a letter");
    let mut kept = Values::default();
    for (id, typed) in values {
        kept.set(known.blank(id).expect("a blank"), typed)?;
    }
    Ok(letter(&catalog, "mandat", &kept, now()).expect("a letter"))
}

/// The boxes of a letter, ticked or not.
fn boxes(sheet: &Sheet) -> Vec<(String, bool)> {
    let ticked = |line: &Line| match line.kind {
        Kind::Box { ticked } => Some((line.text(), ticked)),
        _ => None,
    };
    sheet.lines().filter_map(ticked).collect()
}

fn ticked(sheet: &Sheet) -> Vec<bool> {
    boxes(sheet).into_iter().map(|(_, ticked)| ticked).collect()
}

#[test]
fn answers_that_are_offered_are_boxes() {
    let empty = mandate(&[]).expect("nothing to refuse");
    let names = ["a fr", "b fr", "c fr", "jour fr", "mois fr"];
    assert_eq!(boxes(&empty), names.map(|name| (name.to_owned(), false)));
    assert!(text(&empty).contains(&format!("Il dure {}.", ".".repeat(30))));
    let lead = empty.sections.iter().find(|section| section.columns[0][0].text() == "Je coche :").expect("a section");
    assert_eq!(lead.columns[0].len(), 4, "boxes stand with what leads to them");
    // By identifier, by either name, in any order and case.
    let chosen = mandate(&[("sujets", "C, A EN"), ("duree", "Mois fr")]).expect("offered");
    assert_eq!(ticked(&chosen), [true, false, true, false, true]);
    assert!(text(&chosen).contains("Il dure mois fr."));
    assert_eq!(ticked(&mandate(&[("sujets", "a"), ("sujets", " ")]).expect("blank again")), [false; 5]);
    for (id, typed, refusal) in [
        ("sujets", "a, d", ValueRefusal::NotOffered),
        ("sujets", "Toto1234!", ValueRefusal::NotOffered),
        ("duree", "jour, mois", ValueRefusal::OneOnly),
        ("duree", "mon mot de passe est Toto1234!", ValueRefusal::Credential),
    ] {
        assert_eq!(mandate(&[(id, typed)]).err(), Some(refusal), "{typed}");
    }
}

#[test]
fn both_sign_a_mandate_and_it_can_be_ended() {
    let made = mandate(&[("nom", "Jeanne Essai")]).expect("taken");
    let said = text(&made);
    let at = |part: &str| said.find(part).unwrap_or_else(|| panic!("{part}: {said}"));
    let order =
        ["letter-signature", "letter-countersignature", "letter-foot", "letter-tear-off", "J'arrête, Jeanne Essai."];
    assert!(order.map(at).is_sorted(), "{said}");
    assert_eq!(said.matches("letter-signature").count(), 2, "the part to tear off is signed by itself");
    // What is torn off is dated when it serves.
    assert_eq!(said.matches("date=2026-12-01").count(), 1, "{said}");
    assert!(!said.contains("adresse"), "{said}");
    let catalog = FakeCatalog::default();
    let explained = explanation(&catalog, "mandat", Lang::EN, now()).expect("an explanation");
    assert_eq!(boxes(&explained), [("wipe en".to_owned(), false), ("wipe fr".to_owned(), false)]);
    assert!(text(&explained).contains("checklist en"));
}
