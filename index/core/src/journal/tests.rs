//! Properties:
//!
//! - merging is commutative, associative and idempotent, whatever three desks note;
//! - what was written on a slip is forgotten after a year, and no older file brings it back;
//! - a slip is open until it ends; what two desks say of it has one meaning at both; its age skips week-ends and holidays;
//! - a hint comes on the third working day without an answer and on the fifteenth under way, not a day earlier, and reminders say so before;
//! - what is said of a slip that was made elsewhere waits for it;
//! - proposals, notes and verifications are found by their item, the latest first;
//! - what a file brings is cleaned or refused; `Debug` shows no text.

use super::options::{Check, Field, Reason};
use super::{Event, Hint, Journal, Noted, Status};
use crate::activity::{DeskId, FreeText, TextUse};
use crate::dice::Dice;
use crate::fake::events::event;
use crate::model::Date;
use crate::slip::{Addressee, Slip, SlipCode};
use std::collections::BTreeSet;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn desk() -> DeskId {
    DeskId::random("accueil", &mut Dice(9))
}

fn remark(text: &str) -> FreeText {
    FreeText::new(text, TextUse::Remark, |_| false).expect("kept").expect("some")
}

fn slip(code: SlipCode, on: &str) -> Noted {
    Noted::SlipMade {
        slip: Box::new(Slip {
            code,
            day: day(on),
            from: FreeText::kept("Accueil", TextUse::Name).expect("kept").expect("some"),
            office: None,
            to: Addressee::Structure(crate::activity::options::Structure::Other),
            why: crate::sheet::Basket::default(),
            obstacles: BTreeSet::new(),
            tried: BTreeSet::new(),
            note: Some(remark("deux appels")),
        }),
    }
}

/// A journal of some events, each on its day.
fn journal(events: &[(&str, Noted)]) -> Journal {
    let (mut journal, mut dice) = (Journal::default(), Dice(4));
    for (on, noted) in events {
        journal.take(Journal::next(&mut dice, &desk(), day(on), noted.clone()));
    }
    journal
}

fn merged(into: &Journal, from: &Journal) -> Journal {
    let mut all = into.clone();
    for event in from.events() {
        all.take(event.clone());
    }
    all
}

#[test]
fn merging_is_a_union_in_any_order() {
    let mut dice = Dice(1);
    for _ in 0..60 {
        let mut desks: Vec<Journal> = (0..3).map(|_| Journal::default()).collect();
        let mut shared: Vec<Event> = Vec::new();
        for _ in 0..60 {
            let mut one = event(&desk(), &mut dice);
            if dice.below(5) == 0
                && let Some(known) = dice.pick(&shared)
            {
                // The same event again, forgotten, or altered by whoever copied a folder.
                one = match dice.below(3) {
                    0 => known.forgotten().unwrap_or_else(|| known.clone()),
                    1 => Event { id: known.id, ..one },
                    _ => known.clone(),
                };
            }
            shared.push(one.clone());
            desks[dice.below(3)].take(one);
        }
        let [a, b, c] = &desks[..] else { panic!("three desks") };
        assert_eq!(merged(a, b), merged(b, a));
        assert_eq!(merged(&merged(a, b), c), merged(a, &merged(b, c)));
        let all = merged(&merged(a, b), c);
        assert_eq!(merged(&all, a), all);
        let ids: BTreeSet<_> = shared.iter().map(|event| event.id).collect();
        assert_eq!(all.count(), ids.len(), "nothing is lost");
    }
}

#[test]
fn texts_of_slips_are_forgotten_after_a_year_for_good() {
    let code = SlipCode::random(&mut Dice(1));
    let note = Noted::PeerNote { item: "card/apl".into(), note: remark("utile") };
    let before = journal(&[("2025-12-02", slip(code, "2025-12-02")), ("2025-01-01", note)]);
    assert_eq!(before.to_forget(day("2026-12-01")), []);
    let due = before.to_forget(day("2026-12-02"));
    assert_eq!(due.len(), 1, "the note of a peer stays");
    let mut after = before.clone();
    assert!(due.iter().all(|event| after.take(event.clone())));
    assert!(after.slips()[&code].slip.note.is_none() && after.slips().len() == 1);
    assert_eq!(after.to_forget(day("2030-01-01")), []);
    for old in before.events() {
        assert!(!after.take(old.clone()), "an older file brings nothing back");
    }
    assert_eq!(merged(&before, &after), after);
}

#[test]
fn a_slip_is_open_until_it_ends() {
    let (code, other) = (SlipCode::random(&mut Dice(1)), SlipCode::random(&mut Dice(2)));
    let status = |status| Noted::SlipStatus { code, status };
    // Monday; the 11th is a holiday.
    let holiday = |date: Date| date == day("2026-11-11");
    let made = ("2026-11-09", slip(code, "2026-11-09"));
    let waiting = journal(&[made.clone(), ("2026-11-10", Noted::SlipStatus { code: other, status: Status::Done })]);
    let open = |journal: &Journal, on: &str| {
        let open = journal.open_slips(day(on), holiday);
        open.first().map(|slip| (slip.age, slip.hint))
    };
    for (on, found) in [
        ("2026-11-09", (0, None)),
        ("2026-11-12", (2, None)),
        ("2026-11-13", (3, Some(Hint::NoAnswer))),
        ("2026-11-15", (3, Some(Hint::NoAnswer))),
        ("2026-11-01", (0, None)),
    ] {
        assert_eq!(open(&waiting, on), Some(found), "{on}");
    }
    let reminder = waiting.reminders(holiday);
    assert_eq!(reminder.len(), 1, "a status waits for its slip");
    assert_eq!((reminder[0].code, reminder[0].due, reminder[0].hint), (code, day("2026-11-13"), Hint::NoAnswer));

    let taken = ("2026-11-13", status(Status::Acknowledged));
    let working = ("2026-11-20", status(Status::UnderWay));
    let under_way = journal(&[made.clone(), taken.clone(), working.clone()]);
    // Fifteen working days from the day on which it was received.
    assert_eq!(under_way.reminders(holiday)[0].due, day("2026-12-04"));
    assert_eq!(open(&under_way, "2026-12-03"), Some((17, None)));
    assert_eq!(open(&under_way, "2026-12-04"), Some((18, Some(Hint::UnderWay))));
    assert_eq!(under_way.slips()[&code].status, Some((Status::UnderWay, day("2026-11-20"))));

    for ended in [Status::Done, Status::Expired, Status::Refused(Reason::Full)] {
        // Of one day, what ends it counts, in whatever order it was noted.
        for events in
            [[working.clone(), ("2026-11-20", status(ended))], [("2026-11-20", status(ended)), working.clone()]]
        {
            let [one, two] = events;
            let closed = journal(&[made.clone(), one, two]);
            assert_eq!((open(&closed, "2026-12-10"), closed.reminders(holiday).len()), (None, 0));
            assert_eq!(closed.slips()[&code].status.map(|(status, _)| status), Some(ended));
        }
    }
    let again = journal(&[made, ("2026-11-20", status(Status::Done)), ("2026-11-23", status(Status::UnderWay))]);
    assert!(open(&again, "2026-11-24").is_some(), "it was opened again");
}

#[test]
fn the_oldest_slip_comes_first_and_codes_are_new() {
    let codes: Vec<SlipCode> = (1..5).map(|seed| SlipCode::random(&mut Dice(seed))).collect();
    let days = ["2026-11-12", "2026-11-09", "2026-11-10", "2026-11-11"];
    let events: Vec<_> = days.iter().zip(&codes).map(|(on, code)| (*on, slip(*code, on))).collect();
    let journal = journal(&events);
    let made: Vec<_> = journal.open_slips(day("2026-12-01"), |_| false).iter().map(|slip| slip.state.made).collect();
    assert!(made.is_sorted() && made.len() == 4);
    assert!(journal.reminders(|_| false).is_sorted_by_key(|reminder| reminder.due));
    // The dice that gave a code that is taken give another one.
    assert!(!codes.contains(&journal.new_code(&mut Dice(1))));
}

#[test]
fn what_is_said_of_an_item_is_found_by_it() {
    let place = "place/mairie-18279";
    let wrong = |field, note: Option<&str>| Noted::Wrong { item: place.into(), field, note: note.map(remark) };
    let seen = |how| Noted::Verified { item: place.into(), how };
    let peer = |text| Noted::PeerNote { item: "card/apl".into(), note: remark(text) };
    let journal = journal(&[
        ("2026-11-02", wrong(Field::Hours, Some("fermé le lundi"))),
        ("2026-11-05", seen(Check::Call)),
        ("2026-11-04", seen(Check::Visit)),
        ("2026-11-03", peer("utile")),
        ("2026-11-06", peer("pas à jour")),
        ("2026-11-07", wrong(Field::Closed, None)),
        ("2026-11-08", slip(SlipCode::random(&mut Dice(1)), "2026-11-08")),
    ]);
    let kinds: Vec<_> = journal.proposals_of(place).map(|one| (one.kind, one.field, one.how)).collect();
    assert_eq!(
        kinds,
        [
            ("wrong", Some("closed"), None),
            ("verified", None, Some("call")),
            ("verified", None, Some("visit")),
            ("wrong", Some("hours"), None)
        ]
    );
    let notes: Vec<_> = journal.notes_of("card/apl").map(|(_, _, note)| note.as_str()).collect();
    assert_eq!(notes, ["pas à jour", "utile"]);
    assert_eq!(journal.verified(place), Some((day("2026-11-05"), Check::Call)));
    assert_eq!(journal.verified("place/none"), None);
    assert_eq!(journal.verifications().len(), 1);
    let days: Vec<_> = journal.proposals().map(|one| one.day).collect();
    assert!(days.is_sorted() && days.len() == 6, "a slip is no proposal");
    let first = journal.proposals().next().expect("one");
    assert_eq!(
        serde_json::to_value(&first).expect("JSON"),
        serde_json::json!({
            "kind": "wrong", "id": first.id, "desk": desk().as_str(), "day": "2026-11-02", "item": place, "field": "hours",
            "note": "fermé le lundi",
        })
    );
}

#[test]
fn what_a_file_brings_is_cleaned_or_refused() {
    let mut dice = Dice(8);
    for _ in 0..400 {
        let one = event(&desk(), &mut dice);
        let json = serde_json::to_string(&one.noted).expect("JSON");
        let read: Noted = serde_json::from_str(&json).expect(&json);
        assert_eq!((&read, one.clone().kept().as_ref()), (&one.noted, Some(&one)));
        let shown = format!("{one:?}");
        for hidden in ["lundi", "cité", "épicerie", "rdv", "Médiathèque"] {
            assert!(!shown.contains(hidden), "{shown}");
        }
    }
    let kept = |json: &str| {
        let noted = serde_json::from_str(json).ok()?;
        Journal::next(&mut Dice(1), &desk(), day("2026-12-01"), noted).kept()
    };
    assert!(kept(r#"{"kind":"peer-note","item":"card/apl","note":"utile"}"#).is_some());
    assert!(kept(r#"{"kind":"slip-status","code":"JEANNE","status":"done"}"#).is_none());
    assert!(kept(r#"{"kind":"slip-status","code":"3333-3333","status":"refused","reason":"full"}"#).is_some());
    for wrong in [
        r#"{"kind":"peer-note","item":"jeanne dupont","note":"utile"}"#,
        r#"{"kind":"peer-note","item":"card/apl","note":" "}"#,
        r#"{"kind":"verified","item":"card/apl","how":"call"}"#,
        r#"{"kind":"wrong","item":"card/apl","field":"jeanne"}"#,
        r#"{"kind":"slip-status","code":"3333-3333","status":"refused"}"#,
        r#"{"kind":"other"}"#,
    ] {
        assert!(kept(wrong).is_none(), "{wrong}");
    }
    let long = format!(r#"{{"kind":"peer-note","item":"card/apl","note":"{}"}}"#, "x".repeat(281));
    assert!(kept(&long).is_none());
    let cleaned = kept(r#"{"kind":"peer-note","item":"card/apl","note":"a\u001b[2J\u202eb"}"#).expect("kept");
    assert!(matches!(cleaned.noted, Noted::PeerNote { note, .. } if note.as_str() == "a[2Jb"));
}
