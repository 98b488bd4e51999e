//! The deadlines on a sheet:
//! - each stands once, in every language, with what must be done, how it is counted, and dots to write on; where a day was given, the
//!   last day stands there with its weekday, the soonest first;
//! - what is over says so, and what can still be done; a card says its name where several have deadlines;
//! - an answer of a situation and a right have those that belong to them; what is private waits until it is asked for;
//! - a day of a calendar of something private says nothing of its subject.

use guichet_core::deadline::{Start, Starts};
use guichet_core::fake::{FakeCatalog, card};
use guichet_core::layout::Line;
use guichet_core::model::{Date, Lang, Moment};
use guichet_core::sheet::{Basket, DueDate, Entry, Part, Request, Sheet, dates, sheet};

fn catalog() -> FakeCatalog {
    let mut catalog = FakeCatalog::default();
    catalog.items.push(card("card/recours", "Recours"));
    catalog.items.push(card("card/aspa", "Discret"));
    catalog
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn now() -> Moment {
    Moment::parse("2026-12-01T10:00").expect("a moment")
}

fn basket(ids: &[&str]) -> Basket {
    ids.iter().map(|id| Entry::parse(id).expect("an identifier")).collect()
}

fn request<'a>(basket: &'a Basket, starts: &'a Starts, lang: Lang, private: bool) -> Request<'a> {
    Request { basket, said: &[], lang, private, numbers: None, starts }
}

fn of_dates(sheet: &Sheet, column: usize) -> Vec<String> {
    let section = sheet.sections.iter().find(|section| section.part == Part::Dates);
    section.map(|section| section.columns[column].iter().map(Line::text).collect()).unwrap_or_default()
}

fn ids(due: &[DueDate]) -> Vec<&str> {
    due.iter().map(|one| one.deadline.id.as_str()).collect()
}

#[test]
fn each_has_dots_to_write_on() {
    let (catalog, basket) = (catalog(), basket(&["card/recours", "situation/impaye#rester"]));
    let made = sheet(&catalog, request(&basket, &Starts::NONE, Lang::EN, false), now());
    let (english, french) = (of_dates(&made, 0), of_dates(&made, 1));
    assert_eq!(english.len(), french.len());
    assert_eq!(english[0], "dates-to-keep");
    assert_eq!(english.last().map(String::as_str), Some("dates-how"));
    // What the calendar alone gives is known.
    assert_eq!(
        english[1..4],
        [
            "spring en",
            "deadline-yearly",
            "deadline-field label=deadline-last purpose=act \
         day=day-in-full weekday=weekday day=2027-03-31 date=full-date day=31 month=2027-03 date=2027-03-31",
        ]
    );
    let length = "deadline-length count=2 unit=months";
    assert_eq!(english[4], "appeal en");
    assert_eq!(english[5], format!("deadline-after length={length} since=deadline-since start=decision"));
    assert!(
        english[6].starts_with("deadline-field label=deadline-start start=decision day=....")
            && english[6].contains("purpose=act")
    );
    assert!(english[8].starts_with("deadline-answer") && english[9].contains("purpose=answer"), "{english:#?}");
    assert!(english[11].starts_with(&format!("deadline-before length={length} since=deadline-since start=expiry")));
    assert_eq!(english[14], "deadline-every length=deadline-length count=3 unit=months");
    assert_eq!(english.iter().filter(|line| *line == "appeal en").count(), 1, "each once");
    assert!(french.contains(&"appeal fr".to_owned()));
}

#[test]
fn a_day_that_was_given_gives_the_last_one() {
    let (catalog, basket) = (catalog(), basket(&["card/recours"]));
    let mut starts = Starts::default();
    starts.give(Start::Decision, day("2026-12-31"));
    starts.give_one("recours/visit", Some(day("2026-08-31")));
    let made = sheet(&catalog, request(&basket, &starts, Lang::FR, false), now());
    let said = of_dates(&made, 0);
    let at = |line: &str| said.iter().position(|known| known == line).unwrap_or_else(|| panic!("{line}: {said:#?}"));
    assert!(
        at("visit fr") < at("appeal fr") && at("appeal fr") < at("spring fr") && at("spring fr") < at("silence fr")
    );
    let appeal = &said[at("appeal fr") + 2];
    assert!(appeal.contains("date=2026-12-31") && appeal.contains("weekday day=2027-02-28"), "{appeal}");
    // Three months after the last of August is the last of November: over since yesterday.
    assert!(said[at("visit fr") + 2].contains("date=2026-11-30"));
    assert_eq!(said[at("visit fr") + 3], "deadline-over");
    starts.give(Start::Decision, day("2026-09-30"));
    let late = of_dates(&sheet(&catalog, request(&basket, &starts, Lang::FR, false), now()), 0);
    assert!(late.contains(&"deadline-over late fr".to_owned()), "{late:#?}");
    let due = dates(&catalog, request(&basket, &starts, Lang::FR, false), now());
    let left: Vec<Option<i64>> = due.iter().map(|one| one.days_left(now().date)).collect();
    assert_eq!(left, [Some(-1), None, None, Some(-1), Some(120)]);
    assert!(!format!("{due:?}").contains("2026"), "no day in Debug");
}

#[test]
fn each_entry_has_its_own() {
    let (catalog, starts) = (catalog(), Starts::NONE);
    let found = |list: &[&str], private| {
        let basket = basket(list);
        dates(&catalog, request(&basket, &starts, Lang::FR, private), now())
    };
    assert_eq!(ids(&found(&["situation/impaye#rester"], false)), ["recours/appeal"]);
    assert!(found(&["situation/impaye#plein", "place/mairie-12202", "institution/caf", "card/gone"], true).is_empty());
    assert_eq!(found(&["card/recours"], false).len(), 5);
    assert!(found(&["card/aspa"], false).is_empty(), "it was not asked for");
    let private = found(&["card/recours", "card/aspa"], true);
    assert_eq!(private.iter().map(|one| one.private).collect::<Vec<_>>(), [false, false, false, false, false, true]);
    // With several cards each says whose it is.
    let basket = basket(&["card/recours", "card/aspa"]);
    let said = of_dates(&sheet(&catalog, request(&basket, &starts, Lang::FR, true), now()), 0);
    assert!(
        said.contains(&"Recours – appeal fr".to_owned()) && said.contains(&"Discret – refusal fr".to_owned()),
        "{said:#?}"
    );
}

#[test]
fn a_private_day_says_nothing() {
    let (catalog, basket) = (catalog(), basket(&["card/recours", "card/aspa"]));
    let mut starts = Starts::default();
    starts.give(Start::Decision, day("2026-12-01"));
    let due = dates(&catalog, request(&basket, &starts, Lang::EN, true), now());
    let events: Vec<_> = due.iter().filter_map(|one| one.event(&catalog, Lang::EN)).collect();
    let said: Vec<_> = events.iter().map(|one| (one.title.as_str(), one.notes.is_empty(), one.yearly)).collect();
    assert_eq!(said, [("appeal en", false, false), ("spring en", false, true), ("calendar-private", true, false)]);
    assert_eq!(events[0].day, day("2027-02-01"));
}
