//! Properties:
//! - a delay in months or years ends on the same number of the day, or on the last day of a shorter month, and never on a later one;
//!   days and weeks count without the first: a naive calendar, walked a day at a time, agrees on any of them;
//! - before a day counts back the same way; each year is the next such day, today included;
//! - a day given for one deadline goes before that of its start, and no `Debug` shows it;
//! - a calendar is as its golden file; no line is longer than 75 octets or cut inside a character, each ends in CR LF, unfolding gives
//!   the texts back, and an identifier says nothing of its subject and stays the same;
//! - the code to scan fits its limit, holds the day, and cuts the title at a word.

use super::{CalendarEvent, Deadline, Length, Purpose, Start, Starts, Term, Unit, calendar, code};
use crate::dice::Dice;
use crate::model::{Date, Moment};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is a day"))
}

fn length(count: u16, unit: Unit) -> Length {
    Length { count, unit }
}

#[test]
fn delays_end_as_the_french_calendar_has_it() {
    for (start, count, unit, end) in [
        ("2026-11-03", 2, Unit::Months, "2027-01-03"),
        ("2026-12-31", 2, Unit::Months, "2027-02-28"),
        ("2027-12-31", 2, Unit::Months, "2028-02-29"),
        ("2026-01-31", 1, Unit::Months, "2026-02-28"),
        ("2026-08-31", 1, Unit::Months, "2026-09-30"),
        ("2026-02-28", 1, Unit::Months, "2026-03-28"),
        ("2028-02-29", 1, Unit::Years, "2029-02-28"),
        ("2028-02-29", 4, Unit::Years, "2032-02-29"),
        ("2026-11-03", 13, Unit::Months, "2027-12-03"),
        ("2026-12-01", 15, Unit::Days, "2026-12-16"),
        ("2026-12-25", 8, Unit::Days, "2027-01-02"),
        ("2028-02-25", 5, Unit::Days, "2028-03-01"),
        ("2026-11-20", 6, Unit::Weeks, "2027-01-01"),
        ("2026-12-01", 48, Unit::Hours, "2026-12-02"),
        ("2026-12-31", 72, Unit::Hours, "2027-01-02"),
    ] {
        assert_eq!(length(count, unit).after(day(start)), day(end), "{start} + {count} {unit:?}");
    }
    for (end, count, unit, last) in [
        ("2027-05-31", 3, Unit::Months, "2027-02-28"),
        ("2027-01-15", 2, Unit::Months, "2026-11-15"),
        ("2027-01-15", 60, Unit::Days, "2026-11-16"),
        ("2028-02-29", 1, Unit::Years, "2027-02-28"),
    ] {
        assert_eq!(length(count, unit).before(day(end)), day(last), "{end} - {count} {unit:?}");
    }
}

/// Day, month and year, one day later, by hand.
fn next((year, month, day): (i32, u8, u8)) -> (i32, u8, u8) {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (day < days, month < 12) {
        (true, _) => (year, month, day + 1),
        (false, true) => (year, month + 1, 1),
        (false, false) => (year + 1, 1, 1),
    }
}

#[test]
fn a_calendar_walked_by_hand_agrees() {
    let mut dice = Dice(41);
    for _ in 0..400 {
        let start = Date::from_days(10_000 + dice.below(20_000) as i64);
        let count = 1 + dice.below(40) as u16;
        let from = (start.year, start.month, start.day);
        for unit in [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Years] {
            let due = length(count, unit).after(start);
            let mut at = from;
            match unit {
                Unit::Hours | Unit::Days | Unit::Weeks => {
                    let days = match unit {
                        Unit::Hours => (count - 1) / 24,
                        Unit::Days => count,
                        _ => 7 * count,
                    };
                    (0..days).for_each(|_| at = next(at));
                }
                Unit::Months | Unit::Years => {
                    let months = if unit == Unit::Months { count } else { 12 * count };
                    // Month by month to the first of the wanted one, then on to the number of the day, as long as it lasts.
                    let mut passed = 0;
                    while passed < months {
                        let before = at.1;
                        at = next(at);
                        passed += u16::from(at.1 != before);
                    }
                    while at.2 < from.2 && next(at).1 == at.1 {
                        at = next(at);
                    }
                }
            }
            assert_eq!((due.year, due.month, due.day), at, "{start} + {count} {unit:?}");
            assert!(due > start || unit == Unit::Hours);
            let back = length(count, unit).before(due);
            assert!(back <= start && start.days() - back.days() <= 3, "{start} {count} {unit:?}");
        }
    }
}

#[test]
fn each_year_is_the_next_such_day() {
    let spring = Term::Yearly(3, 31);
    for (today, due) in [("2026-12-01", "2027-03-31"), ("2027-03-31", "2027-03-31"), ("2027-04-01", "2028-03-31")] {
        assert_eq!(spring.due(None, day(today)), Some(day(due)), "{today}");
    }
    let today = day("2026-12-01");
    assert_eq!(Term::After(length(2, Unit::Months), Start::Letter).due(None, today), None);
    let visit = Term::Every(length(3, Unit::Months));
    assert_eq!((visit.start(), spring.start()), (Some(Start::LastTime), None));
    assert_eq!(visit.due(Some(day("2026-11-30")), today), Some(day("2027-02-28")));
    assert!(Term::Before(length(2, Unit::Months), Start::Expiry).looks_ahead() && !visit.looks_ahead());
    for start in Start::all() {
        assert_eq!(Start::from_name(start.name()), Some(start));
    }
    assert_eq!(Start::from_name("someday"), None);
}

fn deadline(id: &str, start: Start) -> Deadline {
    Deadline {
        id: id.into(),
        card: "card/x".into(),
        term: Term::After(length(2, Unit::Months), start),
        purpose: Purpose::Act,
        action: "Écrivez.".into(),
        late: String::new(),
        since: day("2026-01-01"),
        reference: "loi".into(),
    }
}

#[test]
fn the_day_of_one_deadline_goes_before_that_of_its_start() {
    let mut starts = Starts::default();
    assert!(starts.is_empty() && starts == Starts::NONE);
    starts.give(Start::Letter, day("2026-11-03"));
    starts.give_one("x/own", Some(day("2026-11-20")));
    assert_eq!(starts.of(&deadline("x/own", Start::Letter)), Some(day("2026-11-20")));
    assert_eq!(starts.of(&deadline("x/other", Start::Letter)), Some(day("2026-11-03")));
    assert_eq!(starts.of(&deadline("x/other", Start::Decision)), None);
    assert!(!format!("{starts:?}").contains("2026"), "{starts:?}");
    starts.give_one("x/own", None);
    assert_eq!(starts.of(&deadline("x/own", Start::Letter)), Some(day("2026-11-03")));
}

fn event(id: &str, on: &str, title: &str, notes: &str) -> CalendarEvent {
    CalendarEvent { id: id.into(), day: day(on), title: title.into(), notes: notes.into(), yearly: false }
}

fn written() -> Moment {
    Moment::parse("2026-12-01T09:05").expect("a moment")
}

#[test]
fn a_calendar_is_as_its_golden_file() {
    let long = "Écrivez à la commission de recours amiable ; gardez l'accusé de réception, l'enveloppe et une copie.";
    let mut events = [
        event(
            "recours-administration/cra",
            "2027-01-03",
            long,
            "Au plus tard 2 mois après le jour\noù vous recevez la lettre \\ ici.",
        ),
        event("expulsion/truce", "2027-03-31", "Date à ne pas oublier", ""),
    ];
    events[1].yearly = true;
    let made = calendar(&events, written());
    assert_eq!(made, include_str!("tests/calendar.ics"), "read every difference before the file is changed");
}

/// Lines as whoever reads the file joins them.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn lines_are_folded_and_texts_come_back() {
    let mut dice = Dice(7);
    let letters: Vec<char> = "abcé €,;\\\n漢字🗓️:\"".chars().collect();
    for _ in 0..300 {
        let text =
            |dice: &mut Dice| -> String { (0..dice.below(200)).map(|_| letters[dice.below(letters.len())]).collect() };
        let one = event("card/x", "2027-01-03", &text(&mut dice), &text(&mut dice));
        let made = calendar(std::slice::from_ref(&one), written());
        assert!(made.ends_with("END:VCALENDAR\r\n") && !made.replace("\r\n", "").contains(['\r', '\n']));
        for line in made.split("\r\n") {
            assert!(line.len() <= 75, "{} octets", line.len());
        }
        let value = |name: &str| {
            let found = unfolded(&made).into_iter().find_map(|line| line.strip_prefix(name).map(str::to_owned));
            let (mut out, mut chars) = (String::new(), found.unwrap_or_default());
            let taken = std::mem::take(&mut chars);
            let mut read = taken.chars();
            while let Some(c) = read.next() {
                match (c, c == '\\') {
                    (_, true) => match read.next() {
                        Some('n') => out.push('\n'),
                        Some(escaped) => out.push(escaped),
                        None => panic!("a backslash alone"),
                    },
                    (c, false) => out.push(c),
                }
            }
            out
        };
        assert_eq!(value("SUMMARY:"), one.title);
        if !one.notes.is_empty() {
            assert_eq!(value("DESCRIPTION:"), one.notes);
        }
    }
}

#[test]
fn an_identifier_is_stable_and_says_nothing() {
    let uid = |one: &CalendarEvent, at: &str| {
        let made = calendar(std::slice::from_ref(one), Moment::parse(at).expect("a moment"));
        unfolded(&made).into_iter().find(|line| line.starts_with("UID:")).expect("an identifier")
    };
    let one = event("violences-conjugales/x", "2027-01-03", "a", "b");
    assert_eq!(
        uid(&one, "2026-12-01T09:05"),
        uid(&event("violences-conjugales/x", "2027-01-03", "c", ""), "2026-12-02T10:00")
    );
    assert!(!uid(&one, "2026-12-01T09:05").contains("violences"));
    assert_ne!(
        uid(&one, "2026-12-01T09:05"),
        uid(&event("violences-conjugales/x", "2027-01-04", "a", "b"), "2026-12-01T09:05")
    );
    let two = event("other/x", "2027-01-03", "a", "b");
    assert_ne!(uid(&one, "2026-12-01T09:05"), uid(&two, "2026-12-01T09:05"));
}

#[test]
fn a_code_holds_the_day_and_fits() {
    let title = "Écrivez au tribunal administratif, par lettre recommandée, et gardez la preuve de l'envoi chez vous ; demandez l'aide d'un avocat";
    let one = event("x/y", "2027-01-03", title, "nothing of this");
    let made = code(&one, 220).expect("it fits");
    assert!(
        made.len() <= 220 && made.contains("DTSTART;VALUE=DATE:20270103\r\n") && made.contains("…\r\nEND:VEVENT"),
        "{made}"
    );
    assert!(!made.contains("nothing"));
    let short = code(&event("x/y", "2027-01-03", "Date, à garder", ""), 220).expect("it fits");
    assert!(short.contains("SUMMARY:Date\\, à garder\r\n"), "{short}");
    assert_eq!(code(&one, 100), None);
    assert_eq!(code(&event("x/y", "2027-01-03", &"a".repeat(300), ""), 220), None, "no word can be cut");
}
