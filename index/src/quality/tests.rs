//! - each value that cannot be right is told once; what is right is not;
//! - the score is the mean of its shares; the page names what to mend, and holds no markup of a source.

use super::*;
use guichet_core::model::{Commune, ItemId, Place, Position, SourceRef};

const TODAY: Date = Date { year: 2026, month: 11, day: 30 };

fn around() -> Around {
    let commune = |code: &str, name: &str, postal: &str, lat, lon| Commune {
        code: code.into(),
        name: name.into(),
        departement: code[..2].into(),
        postal_codes: vec![postal.into()],
        population: 1,
        position: Position::new(lat, lon),
    };
    let communes = [commune("12202", "Rodez", "12000", 44.35, 2.57), commune("75056", "Paris", "75001", 48.85, 2.35)];
    Around::new(communes.into_iter(), TODAY)
}

fn place(change: impl FnOnce(&mut Item, &mut Place)) -> Item {
    let source = SourceRef {
        name: "annuaire".into(),
        id: "1".into(),
        url: None,
        publisher: "DILA".into(),
        licence: "etalab-2.0".into(),
        date: Date { year: 2026, month: 6, day: 1 },
        verified: None,
        review_by: None,
        doubts: false,
    };
    let mut place = Place {
        kind: "mairie".into(),
        address: "1 rue X".into(),
        postal_code: "12000".into(),
        commune: "Rodez".into(),
        commune_code: "12202".into(),
        phone: "05 65 77 88 00".into(),
        hours: "Mo-Fr 09:00-12:00".into(),
        position: Position::new(44.35, 2.57),
        ..Place::default()
    };
    let mut item = Item::of_place(ItemId::place("mairie-12202"), "Mairie".into(), Place::default(), source);
    change(&mut item, &mut place);
    item.place = Some(place);
    item
}

fn told(item: &Item) -> Vec<&'static str> {
    let place = item.place.as_ref().expect("a place");
    rules::faults(item, place, 12, &around()).into_iter().map(|fault| fault.what).collect()
}

#[test]
fn what_cannot_be_right() {
    assert_eq!(told(&place(|_, _| {})), [""; 0]);
    type Change = fn(&mut Item, &mut Place);
    let changes: [(Change, &str); 17] = [
        (|item, _| item.title = "à compléter".into(), "no name of a place"),
        (|item, _| item.title = "x".into(), "no name of a place"),
        (|_, place| place.phone = "08 99 00 11 22".into(), "a number that costs more than a call"),
        (|_, place| place.phone = "+3222222222".into(), "a number of another country"),
        (|_, place| place.phone = "01 11 11 11 11".into(), "figures that are those of no number"),
        (|_, place| place.phone = "01 02 03 04 05".into(), "figures that are those of no number"),
        (|_, place| place.commune_code = "12999".into(), "an INSEE code that no commune has today"),
        (
            |_, place| {
                place.commune = "Paris".into();
                place.postal_code = "75001".into();
            },
            "two communes apart",
        ),
        (|_, place| place.position = Position::new(48.85, 2.35), "outside its commune"),
        (|_, place| place.hours = "bof".into(), "hours that nobody can read"),
        (|_, place| place.hours = "unknown \"le matin: tôt\"".into(), "hours in words only"),
        (|_, place| place.hours = "Mo 09:00-36:00".into(), "hours longer than a day"),
        (
            |_, place| {
                place.phone.clear();
                place.address.clear();
            },
            "neither a phone nor an address",
        ),
        (|item, _| item.source.date = Date { year: 2027, month: 1, day: 1 }, "a date to come"),
        (
            |item, _| item.source.date = Date { year: 2022, month: 1, day: 1 },
            "not confirmed for longer than expected of its source",
        ),
        (
            |_, place| {
                place.commune.clear();
                place.commune_code.clear();
            },
            "no commune",
        ),
        (|_, place| place.phone = "00 12 34 56 78".into(), "no number of France"),
    ];
    for (change, what) in changes {
        assert_eq!(told(&place(change)), [what]);
    }
    assert!(told(&place(|_, place| place.phone = "+687270785".into())).is_empty(), "a plan of its own");
}

#[test]
fn scores_and_their_page() {
    let expectations = Expectations::read(&embedded::texts(str::is_empty).expect("content")).expect("expectations");
    let mut quality = Quality { today: Some(TODAY), ..Quality::default() };
    let bad = place(|item, place| {
        item.title = "<b>|test".into();
        place.hours.clear();
        place.phone = "08 99 00 11 22".into();
    });
    for item in [place(|_, _| {}), bad] {
        quality.place("content", &item, &around(), &expectations);
    }
    quality.sources.values_mut().for_each(Score::finish);
    let score = &quality.sources["annuaire"];
    assert_eq!((score.places, score.named, score.hours, score.usable), (2, 2, 1, 2));
    assert_eq!(score.score, 91);
    let page = page(&quality);
    assert!(
        page.contains("Numéro surtaxé") && page.contains("Annuaire de l'administration") && !page.contains("<b>"),
        "{page}"
    );
}
