//! - every phrase can be said in every language that it has, each plural as the language has it;
//! - slots are asked for in the order of the French text, and what was filled in last can be taken back;
//! - a day is one to come, a time one of the clock, as people write them; what is none is refused, and says why;
//! - amounts keep their cents; counts are whole; papers are known by their words, or stand as they were typed;
//! - personal data is refused in a text, and nobody's number in a phone slot is grouped wrongly;
//! - what was filled in is in no `Debug`, and a brace in it is a brace.

use super::{Filled, SlotKind, SlotRefusal, Unsaid, Value};
use crate::fake::FakeCatalog;
use crate::fake::phrases::{each_phrase_can_be_said, filled};
use crate::layout::{Kind, Line};
use crate::model::{Lang, Moment};
use crate::ports::catalog::Catalog;

/// A Monday.
fn now() -> Moment {
    Moment::parse("2026-11-30T10:00").expect("a moment")
}

/// What a French text says once it is read.
fn read(kind: SlotKind, typed: &str) -> Result<String, SlotRefusal> {
    let catalog = FakeCatalog::default();
    Value::read(&catalog, kind, typed, Lang::FR, now()).map(|value| value.written(&catalog, Lang::FR))
}

#[track_caller]
fn said(kind: SlotKind, typed: &str) -> String {
    read(kind, typed).unwrap_or_else(|why| panic!("{typed}: {why:?}"))
}

#[test]
fn each_phrase_fills_in_each_language() {
    each_phrase_can_be_said(&FakeCatalog::default());
}

#[test]
fn slots_are_asked_one_after_the_other() {
    let catalog = FakeCatalog::default();
    let mut phrase = Filled::new("appointment");
    let mut asked = Vec::new();
    for typed in ["4/12", "14h30", "Mairie, salle 2"] {
        let (name, slot) = phrase.next(&catalog).expect("a slot");
        asked.push(name);
        let value = Value::read(&catalog, slot.kind, typed, Lang::FR, now()).expect("taken");
        phrase.set(name, value);
    }
    assert_eq!(asked, ["date", "time", "place"]);
    let text = "ar appointment ar:2026-12-04 (ar:day 4), ar:14:30, Mairie, salle 2";
    assert_eq!(phrase.text(&catalog, Lang::AR).as_deref(), Ok(text));
    assert!(phrase.take_back());
    assert_eq!(phrase.text(&catalog, Lang::AR), Err(Unsaid::Missing("place".into())));
    assert!(phrase.so_far(&catalog, Lang::FR, "…").ends_with("fr:14:30, …"));
    assert_eq!(Filled::new("none").text(&catalog, Lang::FR), Err(Unsaid::Unknown));
    assert_eq!(Filled::new("free").text(&catalog, Lang::ES), Err(Unsaid::Wordless));
}

#[test]
fn plurals_are_those_of_the_language() {
    let catalog = FakeCatalog::default();
    let queue = |typed| filled(&catalog, "queue", &[typed], now());
    let of = |typed, lang| queue(typed).text(&catalog, lang).expect("said");
    assert_eq!(of("1", Lang::AR), "ar queue one", "Arabic says one without the number");
    assert_eq!(of("1", Lang::UK), "uk queue one 1", "so does 21: the number stays");
    assert_eq!(of("5", Lang::UK), "uk queue many 5");
}

#[test]
fn days_are_read_as_people_write_them() {
    for (typed, day) in [
        ("4/12", "2026-12-04"),
        ("04.12.2026", "2026-12-04"),
        ("4-12-26", "2026-12-04"),
        ("2026-12-04", "2026-12-04"),
        ("30/11", "2026-11-30"),
        ("29/11", "2027-11-29"),
        ("29/02", "2028-02-29"),
        ("demain", "2026-12-01"),
        ("lundi", "2026-12-07"),
        ("4", "2026-12-04"),
        ("12", "2026-12-12"),
        ("1er mars", "2027-03-01"),
        ("lundi 1er mars 2027", "2027-03-01"),
    ] {
        assert!(
            said(SlotKind::Date, typed).starts_with(&format!("fr:{day} ")),
            "{typed}: {}",
            said(SlotKind::Date, typed)
        );
    }
    for typed in ["31/02", "mardi 1er mars 2027", "bientôt", "demain 4/12", "4/12/2126", "40", "4/13", "1/2/3/4"] {
        assert_eq!(read(SlotKind::Date, typed), Err(SlotRefusal::NotADay), "{typed}");
    }
    assert_eq!(read(SlotKind::Date, "29/11/2026"), Err(SlotRefusal::Past));
    assert_eq!(read(SlotKind::Date, " "), Err(SlotRefusal::Empty));
}

#[test]
fn times_are_read_as_people_write_them() {
    for (typed, time) in [
        ("14h30", "14:30"),
        ("14:30", "14:30"),
        ("14 h 30", "14:30"),
        ("9h", "09:00"),
        ("9", "09:00"),
        ("9h05", "09:05"),
    ] {
        assert_eq!(said(SlotKind::Time, typed), format!("fr:{time}"), "{typed}");
    }
    for typed in ["25h", "14h75", "demain", "24:00", "14 30 10", "tôt"] {
        assert_eq!(read(SlotKind::Time, typed), Err(SlotRefusal::NotATime), "{typed}");
    }
}

#[test]
fn amounts_and_counts_are_numbers() {
    for (typed, euros) in [("12", "12\u{a0}€"), ("12,50 €", "12,50\u{a0}€"), ("1 200 euros", "1\u{202f}200\u{a0}€")]
    {
        assert_eq!(said(SlotKind::Amount, typed), euros, "{typed}");
    }
    for typed in ["beaucoup", "12 ou 13", "-5", "12 dollars", "9999999"] {
        assert_eq!(read(SlotKind::Amount, typed), Err(SlotRefusal::NotAnAmount), "{typed}");
    }
    assert_eq!((said(SlotKind::Count, "3"), said(SlotKind::Count, "deux")), ("3".into(), "2".into()));
    for typed in ["2,5", "1000", "-1", "personne d'autre"] {
        assert_eq!(read(SlotKind::Count, typed), Err(SlotRefusal::NotACount), "{typed}");
    }
}

#[test]
fn papers_are_known_or_stand_as_given() {
    assert_eq!(said(SlotKind::Papers, "rib, Lettre du juge; RIB"), "fr:RIB fr (même vieux) + Lettre du juge");
    assert_eq!(read(SlotKind::Papers, " , "), Err(SlotRefusal::Empty));
    assert_eq!(read(SlotKind::Papers, "a1, a2, a3, a4, a5, a6, a7, a8, a9"), Err(SlotRefusal::TooLong(8)));
    assert!(matches!(read(SlotKind::Papers, "rib, 06 39 98 00 01"), Err(SlotRefusal::Personal(_))));
}

#[test]
fn texts_hold_no_personal_data() {
    assert_eq!(said(SlotKind::Text, " Je viens\npour {date} "), "Je viens pour {date}");
    for kind in [SlotKind::Text, SlotKind::Name] {
        assert!(matches!(read(kind, "mon mail : a.b@exemple.fr"), Err(SlotRefusal::Personal(_))));
        assert_eq!(read(kind, &"x".repeat(121)), Err(SlotRefusal::TooLong(120)));
    }
    assert_eq!(said(SlotKind::Phone, "0139980001"), "01\u{a0}39\u{a0}98\u{a0}00\u{a0}01");
    assert_eq!(said(SlotKind::Phone, "3230"), "32\u{a0}30");
    assert_eq!(said(SlotKind::Phone, "+40 21 000 00"), "+402100000");
    for typed in ["0139x", "1", "1234567890123456", "appelez"] {
        assert_eq!(read(SlotKind::Phone, typed), Err(SlotRefusal::NotAPhone), "{typed}");
    }
}

#[test]
fn what_was_filled_in_is_in_no_debug_and_not_read_again() {
    let catalog = FakeCatalog::default();
    let phrase = filled(&catalog, "show", &["Zorglub {date}"], now());
    assert!(!format!("{phrase:?}").contains("Zorglub"));
    assert_eq!(phrase.text(&catalog, Lang::FR).as_deref(), Ok("fr show Zorglub {date}"));
}

#[test]
fn what_was_said_is_lines_in_each_language() {
    let catalog = FakeCatalog::default();
    let phrases = [filled(&catalog, "free", &[], now()), filled(&catalog, "cost", &["12"], now())];
    let texts = |lines: &[Line]| lines.iter().map(Line::text).collect::<Vec<_>>();
    let lines = super::said(&catalog, &phrases, Lang::AR);
    assert_eq!(texts(&lines), ["ar said", "ar free ", "ar cost 12\u{a0}€"]);
    assert_eq!(lines[0].kind, Kind::Heading);
    assert_eq!(texts(&super::notes(&catalog, &phrases, Lang::AR)), ["ar not reviewed", "ar rest in French"]);
    assert_eq!(texts(&super::notes(&catalog, &[], Lang::AR)), ["ar rest in French"]);
    assert_eq!(texts(&super::notes(&catalog, &phrases, Lang::EN)), ["not-reviewed"], "in the guide's own words");
    assert!(super::said(&catalog, &[], Lang::AR).is_empty() && super::notes(&catalog, &[], Lang::EN).is_empty());
    let page = super::turned(&catalog, &phrases[1], Lang::AR);
    assert_eq!(texts(&page.sections[0].columns[0]), ["ar cost 12\u{a0}€", "fr cost 12\u{a0}€"]);
    assert!(!page.is_empty() && texts(&page.sections[1].columns[0]) == ["ar not reviewed"]);
    assert_eq!(super::turned(&catalog, &phrases[0], Lang::FR).sections.len(), 1, "French once");
    assert!(catalog.phrase_book().pattern("none", Lang::FR).is_empty());
}
