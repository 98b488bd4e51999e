//! Deadlines at the desk:
//! - a day that is typed gives the last day, with the days that are left, for each deadline that the same letter sets going;
//! - a day that may be another is asked back; one that is none is told; what is over says so, and what can still be done;
//! - the sheet has the days, a code holds one, a file of the calendar is written where the configuration says, never over another;
//! - a day is taken back alone; the next person finds none of them.

use super::{Played, played};
use std::fs;

/// The deadlines of a card, open.
const DATES: &str = "text:contester une décision\nEnter\nF5\nF8\nd";

fn files(desk: &Played) -> Vec<String> {
    let folder = desk.folder.path().join("calendar");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_day_that_is_typed_is_counted() {
    let desk = Played::new((120, 40)).play(&format!("{DATES}\ntext:3.11\nEnter"));
    let text = desk.text();
    assert!(text.contains("mardi 3 novembre 2026") && text.contains("dimanche 3 janvier 2027"), "{text}");
    assert_eq!(text.matches("dans 40 jours").count(), 1, "another letter may not have come yet: {text}");
    assert!(!desk.app().state().person.starts.is_empty());
    // On paper too, once it is looked at.
    let desk = desk.play("Esc\nEsc\nF6");
    assert!(desk.text().contains("janvier 2027") || desk.play("PageDown").text().contains("janvier 2027"));
}

#[test]
fn a_doubt_is_asked_back() {
    let desk = Played::new((120, 40)).play(&format!("{DATES}\ntext:lundi\nEnter"));
    assert!(desk.text().contains("Est-ce lundi 23 novembre 2026"), "{}", desk.text());
    assert!(desk.app().state().person.starts.is_empty(), "not before it is confirmed");
    assert!(desk.play("Enter").text().contains("samedi 23 janvier 2027"));
    for (typed, said) in [("31.11", "n'existe pas"), ("bientôt", "Ce n'est pas un jour")] {
        let desk = played(&format!("{DATES}\ntext:{typed}\nEnter"));
        assert!(desk.text().contains(said), "{typed}: {}", desk.text());
        assert!(desk.app().state().person.starts.is_empty());
    }
}

#[test]
fn what_is_over_says_so() {
    let desk = Played::new((120, 40)).play(&format!("{DATES}\ntext:3.9.2026\nEnter\nUp"));
    let text = desk.text();
    assert!(text.contains("passé depuis 21 jours"), "{text}");
    assert!(text.contains("Écrivez quand même"), "{text}");
    assert!(desk.play("Delete").app().state().person.starts.is_empty(), "it is taken back");
}

#[test]
fn a_calendar_and_a_code_are_made() {
    let desk = Played::new((120, 40)).play(&format!("{DATES}\nF8"));
    assert!(desk.text().contains("Écrivez d'abord un jour") && files(&desk).is_empty(), "{}", desk.text());
    let desk = desk.play("text:3.11\nEnter\nF8\nF8");
    assert_eq!(files(&desk), ["dates-2026-11-24-1000-2.ics", "dates-2026-11-24-1000.ics"]);
    assert!(desk.text().contains("Calendrier écrit"), "{}", desk.text());
    let text = fs::read_to_string(desk.folder.path().join("calendar").join(&files(&desk)[1])).expect("a calendar");
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 1, "{text}");
    assert!(
        text.contains("DTSTART;VALUE=DATE:20270103\r\n") && text.contains("DTSTAMP:20261124T090000Z\r\n"),
        "{text}"
    );
    let desk = desk.play("Up\nF7");
    assert!(desk.text().contains('█'), "{}", desk.text());
}

#[test]
fn the_next_person_finds_none() {
    let desk = played(&format!("{DATES}\ntext:3.11\nEnter\nEsc\nEsc\nF10\ne"));
    assert!(desk.app().state().person.starts.is_empty() && desk.app().state().person.basket.is_empty());
}
