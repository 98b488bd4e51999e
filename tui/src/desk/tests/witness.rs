//! What somebody who had not made the desk found wrong at it:
//! - the menu is walked by arrows too, and all of it can be reached in a low window;
//! - a household is asked about before it is wiped, and so is a visit before the desk is left;
//! - what was recorded once is corrected, not recorded again;
//! - rights below the window are reached by a page; the printer's answer is told on the form;
//! - what is private is shown once the person agrees; emergency numbers are shown to the person;
//! - the code of a slip may be typed on the line; a place is called by its name; what blocked stands in the figures.

use super::{NEEDS, Played, played};

#[test]
fn the_menu_is_walked_by_arrows() {
    let desk = played(" \nPageDown\nPageDown\nPageDown");
    assert!(desk.text().contains("Quitter"), "{}", desk.text());
    // The first of the list: nothing is looked at, and it says so by doing nothing; the eighth is the household.
    let desk = played(&format!(" \n{}Enter", "Down\n".repeat(7)));
    assert!(desk.text().contains("Tout le foyer"), "{}", desk.text());
}

#[test]
fn a_household_is_not_wiped_without_a_word() {
    let desk = played("F3\ntext:34\nEnter\nEsc\nF10");
    assert!(desk.text().contains("n'est pas enregistré"), "{}", desk.text());
    let form = desk.play("Enter");
    assert!(form.text().contains("santé") || form.text().contains("social"), "{}", form.text());
    assert!(!form.play("Esc\ne").app().state().has_answers());
}

#[test]
fn whoever_leaves_is_asked_once() {
    let desk = played("text:chomage\nEnter\nCtrl-C");
    assert!(desk.text().contains("n'est pas enregistré"), "{}", desk.text());
    let desk = desk.play("Esc");
    assert!(desk.text().contains("perdu"), "the desk goes on: {}", desk.text());
}

#[test]
fn a_visit_is_recorded_once() {
    let desk = played(&format!("{NEEDS}\nF9\nEnter"));
    assert_eq!(desk.kept(), 1);
    let desk = desk.play("F9");
    assert!(desk.text().contains("déjà enregistré") || desk.text().contains("Corriger"), "{}", desk.text());
    assert_eq!(desk.play("Enter\nEnter").kept(), 1);
}

#[test]
fn rights_below_the_window_are_reached() {
    let desk = Played::new((80, 24)).play("F3\ntext:34\nEnter");
    let before = desk.text();
    let desk = desk.play("PageDown\nPageDown\nPageDown\nPageDown");
    assert_ne!(before, desk.text());
    assert!(desk.text().contains("▲"), "{}", desk.text());
    assert!(desk.play("PageUp\nPageUp\nPageUp\nPageUp").text().contains("vérifier"));
}

#[test]
fn the_receipt_says_what_became_of_it() {
    let desk = played("F3\ntext:34\nEnter\nF8");
    assert!(desk.text().contains("à l'imprimante"), "{}", desk.text());
}

#[test]
fn emergency_numbers_are_shown_to_the_person() {
    let desk = played("F1\n1\nF6");
    let text = desk.text();
    assert!(text.contains("112") && text.contains("Revenir"), "{text}");
    assert!(!text.contains("Retour"), "no choices, which nobody could press: {text}");
}

#[test]
fn the_code_of_a_slip_is_read_on_the_line() {
    let desk = played("text:3JUH-Y7WK\nEnter");
    assert!(desk.text().contains("n'est pas celui d'une fiche"), "{}", desk.text());
}

#[test]
fn what_blocked_stands_in_the_figures() {
    let desk = played(&format!("{NEEDS}\nF7\n1\n1\nF9\nEnter\n \ns"));
    let text = desk.text();
    let down = desk.play("PageDown\nPageDown\nPageDown").text();
    assert!(text.contains("Ce qui a bloqué") || down.contains("Ce qui a bloqué"), "{text}\n{down}");
}
