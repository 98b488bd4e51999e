//! Properties:
//! - a slip says who sends, to whom, why, what stood in the way and what was tried, in both languages; the part to tear off is French
//!   alone and bears the code;
//! - what is private is left out until it is asked for, and what is gone is told;
//! - what a file brings is cleaned, or refused; `Debug` shows no text.

use super::options::Attempt;
use super::{Addressee, Slip, SlipCode, SlipRequest, slip};
use crate::activity::options::Structure;
use crate::activity::{FreeText, TextUse};
use crate::dice::Dice;
use crate::fake::{self, FakeCatalog};
use crate::layout::Line;
use crate::model::{Date, Lang, Moment};
use crate::sheet::{Basket, Entry, Sheet};
use crate::talk::flows::obstacle::Blocked;
use std::collections::BTreeSet;

fn entry(id: &str) -> Entry {
    Entry::parse(id).expect("an identifier")
}

fn made(to: Addressee, why: &[&str]) -> Slip {
    let text = |text, wanted| FreeText::new(text, wanted, |_| false).expect("kept").expect("some");
    Slip {
        code: SlipCode::random(&mut Dice(3)),
        day: Date::parse("2026-12-01").expect("a day"),
        from: text("Médiathèque, accueil", TextUse::Name),
        office: None,
        to,
        why: why.iter().map(|id| entry(id)).collect::<Basket>(),
        obstacles: BTreeSet::from([Blocked::NoAnswer]),
        tried: BTreeSet::from([Attempt::Call, Attempt::Letter]),
        note: Some(text("deux appels en novembre", TextUse::Remark)),
    }
}

fn sheet(slip_: &Slip, lang: Lang, private: bool) -> Sheet {
    let now = Moment::parse("2026-12-01T10:00").expect("a moment");
    let mut catalog = FakeCatalog::default();
    catalog.situations.push(fake::situation());
    catalog.items.push(fake::card("card/aspa", "Un autre droit"));
    slip(&catalog, SlipRequest { slip: slip_, lang, private }, now)
}

fn text(sheet: &Sheet) -> String {
    sheet.lines().map(Line::text).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_slip_says_all_of_it() {
    let one = made(Addressee::Entry(entry("institution/caf")), &["card/apl", "right/pch", "situation/impaye#plein"]);
    let shown = sheet(&one, Lang::EN, false);
    assert_eq!(shown.languages, [Lang::EN, Lang::FR]);
    assert_eq!((&shown.gone, &shown.private), (&vec![], &vec![]));
    let said = text(&shown);
    let code = one.code.to_string();
    for part in [
        code.as_str(),
        "slip-from office=Médiathèque, accueil",
        "Caf",
        "32 30",
        "obstacle-kind code=no-answer",
        "slip-attempt code=letter",
        "deux appels en novembre",
        "slip-no-name",
        "Plus d'argent",
        "PCH",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(said.matches("slip-answer").count(), 1, "torn off once, in French");
    assert_eq!(said.matches("slip-no-name").count(), 2);
    let french = text(&sheet(&one, Lang::FR, false));
    assert_eq!(french.matches("slip-no-name").count(), 1);
    let kind = made(Addressee::Structure(Structure::SocialHelp), &[]);
    assert!(text(&sheet(&kind, Lang::FR, false)).contains("slip-structure code=aide_sociale"));
}

#[test]
fn what_is_private_or_gone_is_left_out_and_told() {
    let one = made(Addressee::Entry(entry("place/none")), &["card/aspa", "card/none", "card/apl"]);
    let shown = sheet(&one, Lang::FR, false);
    assert_eq!(shown.private, [entry("card/aspa")]);
    assert_eq!(shown.gone, [entry("card/none"), entry("place/none")]);
    let asked = sheet(&one, Lang::FR, true);
    assert_eq!((asked.private.len(), asked.gone.len()), (0, 2));
    assert!(asked.lines().count() > shown.lines().count());
    assert!(!text(&shown).contains("slip-to"), "nobody to go to");
}

#[test]
fn what_a_file_brings_is_cleaned_or_refused() {
    let one = made(Addressee::Structure(Structure::Other), &["card/apl"]);
    assert_eq!(one.clone().kept(), Some(one.clone()));
    let json = serde_json::to_string(&one).expect("JSON");
    assert_eq!(serde_json::from_str::<Slip>(&json).ok(), Some(one.clone()));
    let with = |from: &str, to: &str| {
        assert!(json.contains(from), "{json}");
        serde_json::from_str::<Slip>(&json.replacen(from, to, 1)).ok()?.kept()
    };
    assert_eq!(with("deux appels", &"x".repeat(300)), None, "too long");
    assert_eq!(with("\"Médiathèque, accueil\"", "\" \""), None, "nobody sends it");
    assert_eq!(with("card/apl", "jeanne dupont"), None, "no identifier");
    assert_eq!(with("no-answer", "jeanne"), None);
    let cleaned = with("deux appels", "deux\\u001b[2J appels").expect("kept");
    assert_eq!(cleaned.note.expect("some").as_str(), "deux[2J appels en novembre");
    assert!(!format!("{one:?}").contains("appels"));
}
