//! Activity records at random, for tests and measures: every option comes, and every field is left out now and then.

use crate::activity::options::{Kind, PlaceType, Procedure, Structure, Topic};
use crate::activity::{Activity, Code, CommuneCode, FreeText, Orientation, People, Person, Place, TextUse};
use crate::dice::Dice;
use crate::model::{Date, ItemId};
use std::collections::BTreeSet;

/// Texts that a table or a spreadsheet could trip over.
const TEXTS: [&str; 7] = [
    "dossier complet, à revoir",
    "\"cité\" ; deux, trois\nune autre ligne",
    "=1+1",
    "'apostrophe",
    "-",
    "rdv le 12/11/2026 à 10 h, 1 200 €",
    "épicerie 🙂",
];
const TAGS: [&str; 6] = ["bus", "médiathèque", "@café", "centre social", "a/b", "é,è"];
const COMMUNES: [&str; 5] = ["18279", "2A004", "97411", "75112", "12202"];

/// A record of a day of the year 2026.
pub fn activity(dice: &mut Dice) -> Activity {
    let topics: BTreeSet<_> = some(dice, Topic::ALL, 2);
    let procedures: BTreeSet<_> = some(dice, Procedure::ALL, 2);
    let mut topics: BTreeSet<_> = topics.into_iter().chain([Topic::Email]).collect();
    topics.extend((!procedures.is_empty()).then_some(Topic::Procedures));
    Activity {
        day: Date::from_days(20_454 + dice.below(365) as i64),
        people: people(dice),
        minutes: dice.pick(&[5, 15, 30, 45, 60, 90, 120, 240]).copied().unwrap_or(15),
        place: place(dice),
        topics,
        procedures,
        procedure_name: text(dice, TextUse::Name),
        equipment: some(dice, Code::ALL, 2),
        autonomy: maybe(dice, Code::ALL),
        orientation: orientation(dice),
        tags: some(dice, &TAGS, 2).into_iter().filter_map(|tag| FreeText::kept(tag, TextUse::Tag).ok()?).collect(),
        note: text(dice, TextUse::Note),
    }
}

fn people(dice: &mut Dice) -> People {
    match if dice.below(5) == 0 { Kind::Workshop } else { Kind::Individual } {
        Kind::Workshop => People::Workshop {
            participants: 1 + dice.below(20) as u16,
            title: text(dice, TextUse::Name),
            level: maybe(dice, Code::ALL),
        },
        Kind::Individual => People::Individual(Person {
            age: maybe(dice, Code::ALL),
            status: maybe(dice, Code::ALL),
            gender: maybe(dice, Code::ALL),
            commune: maybe(dice, &COMMUNES).and_then(CommuneCode::new),
            accompanied_before: maybe(dice, &[true, false]),
        }),
    }
}

fn place(dice: &mut Dice) -> Place {
    let commune = dice.pick(&COMMUNES).and_then(|code| CommuneCode::new(code));
    match (dice.pick(PlaceType::ALL), commune) {
        (Some(PlaceType::Office), _) => Place::Office(maybe(dice, &["mairie-12202", "msap-1"]).map(ItemId::place)),
        (Some(PlaceType::Elsewhere), Some(commune)) => Place::Elsewhere(commune),
        (Some(PlaceType::Home), Some(commune)) => Place::Home(commune),
        _ => Place::Remote,
    }
}

fn orientation(dice: &mut Dice) -> Option<Orientation> {
    match dice.below(4) {
        0 => None,
        1 => Some(Orientation::Nowhere),
        2 => Some(Orientation::Somewhere),
        _ => dice.pick(Structure::ALL).copied().map(Orientation::To),
    }
}

fn text(dice: &mut Dice, wanted: TextUse) -> Option<FreeText> {
    maybe(dice, &TEXTS).and_then(|text| FreeText::kept(text, wanted).ok()?)
}

fn maybe<T: Copy>(dice: &mut Dice, things: &[T]) -> Option<T> {
    if dice.below(3) == 0 { None } else { dice.pick(things).copied() }
}

fn some<T: Copy + Ord>(dice: &mut Dice, things: &[T], most: usize) -> BTreeSet<T> {
    (0..dice.below(most + 1)).filter_map(|_| dice.pick(things).copied()).collect()
}
