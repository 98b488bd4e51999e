//! Rows, tables, statistics and what is offered first. Properties:
//!
//! - a record written as a row, as JSON and as a line of a table is read as itself, whatever is in it, and under the codes published;
//! - whose work it is stands in a column of its own, only where profiles are used;
//! - a line that is none is refused with its number and its field, never with what it holds; the lines around it are read;
//! - personal data in a line from elsewhere is refused; in one that a desk wrote it was judged before;
//! - statistics are those of a naive count, of the period alone, days at both ends counted;
//! - what was used most comes first, and the later of two;
//! - `Debug` of a record shows no text and no commune.

use super::options::*;
use super::row_text::LineFault;
use super::*;
use crate::dice::Dice;
use crate::fake::activities::activity;
use crate::model::Date;
use std::collections::BTreeSet;

fn some(count: usize) -> Vec<Activity> {
    let mut dice = Dice(33);
    (0..count).map(|_| activity(&mut dice)).collect()
}

fn table(rows: &[Row]) -> String {
    table_of(rows, false)
}

fn table_of(rows: &[Row], with_profile: bool) -> String {
    let mut out = String::new();
    write_heading(with_profile, &mut out);
    rows.iter().for_each(|row| write_row(row, with_profile, &mut out));
    out
}

#[test]
fn a_profile_is_a_column_of_its_own() {
    let (records, profile) = (some(50), Profile::new("Référente 2").expect("a name"));
    let rows: Vec<_> = records.iter().map(|record| Row::new(None, record).by(Some(&profile))).collect();
    let (with, without) = (table_of(&rows, true), table(&rows));
    let heading = |table: &str| table.lines().next().unwrap_or_default().to_owned();
    assert_eq!(heading(&with), format!("{},profil", heading(&without)), "the columns of La Coop stay as they are");
    assert!(with.contains("Référente 2") && !without.contains("Référente"));
    for text in [&with, &without] {
        let read: Vec<_> = read_table(text, |_| false).map(|(_, record)| record.expect("sound").1).collect();
        assert!(read == records, "the table is not the records");
    }
    let json = serde_json::to_value(&rows[0]).expect("JSON");
    assert_eq!(json["profil"], "Référente 2");
    assert_eq!(serde_json::to_value(Row::new(None, &records[0])).expect("JSON").get("profil"), None);
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let (mut dice, records) = (Dice(2), some(2_000));
    let ids: Vec<_> = records.iter().map(|_| RecordId::random(&mut dice)).collect();
    let rows: Vec<_> = records.iter().zip(&ids).map(|(record, id)| Row::new(Some(*id), record)).collect();
    for ((row, record), id) in rows.iter().zip(&records).zip(&ids) {
        assert_eq!(row.kept().as_ref(), Ok(record));
        let json = serde_json::to_string(row).expect("JSON");
        let read: Row = serde_json::from_str(&json).expect("a row");
        assert_eq!((read.record_id(), read.judged(|_| false).as_ref()), (Ok(Some(*id)), Ok(record)));
    }
    let text = table(&rows);
    let read: Vec<_> = read_table(&text, |_| false).map(|(_, record)| record.expect("sound")).collect();
    let expected: Vec<_> = ids.into_iter().map(Some).zip(records).collect();
    assert!(read == expected, "the table is not the records");
    // As a spreadsheet writes it again: a mark before it, semicolons, columns in another order and one of its own.
    let other = "\u{feff}autre;date;type;duree;accompagnements;thematiques;type_lieu\r\n?;2026-11-30;individuel;15;1;email;a_distance\r\n";
    let read: Vec<_> =
        read_table(other, |_| false).map(|(line, record)| (line, record.expect("sound").1.minutes)).collect();
    assert_eq!(read, [(2, 15)]);
}

#[test]
fn the_codes_are_those_published() {
    let draft = Draft {
        people: People::Individual(Person {
            age: Some(AgeBand::From70),
            status: Some(Status::Retired),
            gender: Some(Gender::Female),
            ..Person::default()
        }),
        minutes: Some(45),
        place: CommuneCode::new("18279").map(Place::Home),
        procedures: BTreeSet::from([Procedure::Papers]),
        equipment: BTreeSet::from([Equipment::Tablet]),
        autonomy: Some(Autonomy::Guided),
        orientation: Some(Orientation::To(Structure::Procedures)),
        ..Draft::new(Date::parse("2026-11-30").expect("a day"))
    };
    let row = Row::new(None, &draft.finish().expect("whole"));
    assert_eq!(
        serde_json::to_value(&row).expect("JSON"),
        serde_json::json!({
            "type": "individuel", "date": "2026-11-30", "duree": 45, "accompagnements": 1, "type_lieu": "domicile",
            "structure_id": null, "lieu_code_insee": "18279",
            "thematiques": ["aide_aux_demarches_administratives", "papiers_elections_citoyennete"],
            "precisions_demarche": null, "materiel": ["tablette"], "autonomie": "entierement_accompagne",
            "oriente_vers_structure": true, "structure_de_redirection": "aide_aux_demarches_administratives",
            "titre_atelier": null, "niveau_atelier": null, "genre": "feminin", "tranche_age": "soixante_dix_plus",
            "statut": "retraite", "commune_code_insee": null, "deja_accompagne": null, "tags": [], "note": null,
        })
    );
}

#[test]
fn a_line_that_is_no_record_is_refused_with_its_field() {
    let sound = Row::new(None, &some(40)[1]);
    let one = |change: fn(&mut Row)| {
        let mut row = sound.clone();
        change(&mut row);
        row
    };
    let rows = [
        sound.clone(),
        one(|row| row.kind = "jeanne".into()),
        one(|row| row.date = "30/11/2026".into()),
        one(|row| row.duree = 0),
        one(|row| row.thematiques = vec!["jeanne".into()]),
        one(|row| (row.type_lieu, row.lieu_code_insee) = ("domicile".into(), None)),
        one(|row| row.note = Some("rappeler le 06 39 98 00 01".into())),
        one(|row| row.tags = vec!["1234567A".into()]),
        one(|row| row.id = "jeanne".into()),
        one(|row| (row.oriente_vers_structure, row.structure_de_redirection) = (Some(false), Some("autre".into()))),
        sound.clone(),
    ];
    let text = table(&rows).replace("\n\n", "\n") + "a,b\r\n";
    let faults: Vec<_> = read_table(&text, |_| false).map(|(_, read)| read.err()).collect();
    let field = |fault: &Option<LineFault>| match fault {
        Some(LineFault::Row(RowFault::Value(field) | RowFault::Contradiction(field) | RowFault::Text(field, _))) => {
            *field
        }
        Some(LineFault::Row(RowFault::Gaps(_))) => "gaps",
        Some(LineFault::Cells) => "cells",
        Some(LineFault::Table(_)) => "table",
        None => "",
    };
    let fields: Vec<_> = faults.iter().map(field).collect();
    let expected = [
        "",
        "type",
        "date",
        "gaps",
        "thematiques",
        "type_lieu",
        "note",
        "tags",
        "id",
        "structure_de_redirection",
        "",
        "cells",
    ];
    assert_eq!(fields, expected);
    assert!(!format!("{faults:?}").contains("jeanne"));
    assert!(rows[6].kept().is_ok(), "what a desk wrote was judged when it was typed");
    assert_eq!(read_table("", |_| false).count(), 0);
    assert!(read_table("x\n1\n2", |_| false).all(|(_, read)| read.is_err()), "no heading of ours");
}

#[test]
fn statistics_are_a_naive_count_of_the_period() {
    let records = some(3_000);
    let day = |text| Date::parse(text).expect("a day");
    let period = Period { first: day("2026-03-01"), last: day("2026-05-31") };
    let inside: Vec<_> = records.iter().filter(|one| (3..=5).contains(&one.day.month)).collect();
    let counted = Statistics::of(&records, period);
    let naive = |is: &dyn Fn(&Activity) -> bool| inside.iter().filter(|one| is(one)).count() as u64;
    assert_eq!(counted.activities, inside.len() as u64);
    assert!(counted.days.contains_key(&period.first) && counted.days.contains_key(&period.last));
    for topic in Topic::ALL {
        let count = counted.topics.get(topic).copied().unwrap_or_default();
        assert_eq!(count, naive(&|one| one.topics.contains(topic)), "{topic:?}");
    }
    for age in AgeBand::ALL {
        let count = counted.ages.get(age).copied().unwrap_or_default();
        let of = |one: &Activity| one.person().is_some_and(|person| person.age.unwrap_or(AgeBand::Unsaid) == *age);
        assert_eq!(count, naive(&of), "{age:?}");
    }
    let individual = naive(&|one| one.kind() == Kind::Individual);
    let total = |counts: &dyn Fn(&Statistics) -> u64| counts(&counted);
    assert_eq!(total(&|all| all.ages.values().sum()), individual);
    assert_eq!(total(&|all| all.statuses.values().sum()), individual);
    assert_eq!(total(&|all| all.genders.values().sum()), individual);
    assert_eq!(total(&|all| all.times.values().sum()), counted.activities);
    assert_eq!(total(&|all| all.places.values().sum()), counted.activities);
    assert_eq!(counted.times[&TimeBand::From120], naive(&|one| one.minutes >= 120));
    assert_eq!(counted.sent[1], naive(&|one| !matches!(one.orientation, None | Some(Orientation::Nowhere))));
    assert_eq!(counted.accompanied, inside.iter().map(|one| u64::from(one.accompanied())).sum::<u64>());
    for (tag, count) in &counted.tags {
        assert_eq!(*count, naive(&|one| one.tags.contains(tag)));
    }
    for (commune, count) in &counted.communes {
        assert_eq!(*count, naive(&|one| one.person().is_some_and(|person| person.commune.as_ref() == Some(commune))));
    }
}

#[test]
fn what_was_used_most_comes_first() {
    assert_eq!(most_used([15, 30, 45, 30, 60, 45].into_iter()), [45, 30, 60, 15]);
    let records = some(500);
    let usual = Usual::of(&records.iter().collect::<Vec<_>>());
    let count = |minutes: &u16| records.iter().filter(|one| one.minutes == *minutes).count();
    assert!(usual.minutes.is_sorted_by_key(|minutes| std::cmp::Reverse(count(minutes))));
    assert_eq!((usual.minutes.len(), usual.tags.len()), (8, 6));
    assert_eq!(Usual::of(&[]), Usual::default());
}

#[test]
fn debug_shows_no_text_and_no_commune() {
    for record in some(300) {
        let shown = format!("{record:?} {:?}", Row::new(None, &record));
        for hidden in ["dossier", "cité", "médiathèque", "épicerie", "18279", "2A004"] {
            assert!(!shown.contains(hidden), "{hidden}");
        }
    }
}
