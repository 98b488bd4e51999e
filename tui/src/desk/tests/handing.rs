//! What leaves the desk besides the sheet:
//! - the letters of the page that is looked at come first; what is filled in reaches the printer once, and stays nowhere;
//! - a letter that is not printed keeps what was typed; one with a credential is not printed;
//! - a sheet is sent to the number that was typed, which is gone afterwards, sent or not;
//! - a click opens the suggestion under it, wherever the list has come to.

use super::{NEEDS, Played, options};
use crate::out::child::script;
use guichet_core::model::Lang;
use std::fs;
use tempfile::TempDir;

/// A program that writes what it is handed, and its recipient, into a file of a folder.
fn program(folder: &TempDir) -> (String, std::path::PathBuf) {
    let said = folder.path().join("said");
    let text = format!("{{ echo \"$GUICHET_SEND_TO\"; cat; echo; }} >> {}", said.display());
    (script(folder.path(), "program", &text).display().to_string(), said)
}

const LETTERS: &str = "text:loyer impayé\nEnter\n \ny";

#[test]
fn a_letter_is_filled_in_and_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, said) = program(&folder);
    let desk = Played::with(options(Lang::FR), (120, 40), &program).play(LETTERS);
    let text = desk.text();
    let chosen = |row: &str| row.contains("► ") && row.contains("payer en plusieurs fois");
    assert!(text.lines().any(chosen), "{text}");
    let form = desk.play("Enter");
    assert!(form.text().contains("pointillés"), "{}", form.text());
    let refused = form.play("text:mon mot de passe est Chat2026!\nF8");
    assert!(refused.text().contains("Pas de mot de passe"), "{}", refused.text());
    assert!(!said.exists());
    let erased = "Backspace\n".repeat(40);
    let done = refused.play(&format!("{erased}text:Camille Exemple\nF8"));
    assert!(done.text().contains("Ce qui était écrit est effacé"), "{}", done.text());
    let printed = fs::read(&said).expect("printed");
    assert_eq!(printed.windows(5).filter(|bytes| bytes == b"%PDF-").count(), 2, "the letter, and how it is sent");
    let again = done.play(" \ny\nEnter");
    assert!(!again.text().contains("Camille"), "{}", again.text());
}

#[test]
fn a_letter_that_is_not_printed_stays() {
    let desk = Played::with(options(Lang::FR), (120, 40), "false").play(LETTERS);
    let desk = desk.play("Enter\ntext:Camille Exemple\nF8");
    assert!(
        desk.text().contains("ne prend pas la feuille") && desk.text().contains("Camille Exemple"),
        "{}",
        desk.text()
    );
    assert!(!desk.play("Esc\nEsc\nF10\ne\n \ny\nEnter").text().contains("Camille"));
}

#[test]
fn a_sheet_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, said) = program(&folder);
    let send = format!("{NEEDS}\n \nt\nF8\ns");
    let desk = Played::with(options(Lang::FR), (120, 40), &program).play(&send);
    assert!(desk.text().contains("Rien n'est gardé"), "{}", desk.text());
    let refused = desk.play("text:01 99 00 00 01\nEnter");
    assert!(refused.text().contains("pas un numéro de mobile") && !said.exists(), "{}", refused.text());
    let erased = "Backspace\n".repeat(20);
    let sent = refused.play(&format!("{erased}text:06 39 98 00 01\nEnter"));
    assert!(sent.text().contains("C'est envoyé") && !sent.text().contains("98 00"), "{}", sent.text());
    let message = fs::read_to_string(&said).expect("sent");
    assert!(message.starts_with("0639980001\n") && message.contains("0 805 16 00 75"), "{message}");
    let failed = Played::with(options(Lang::FR), (120, 40), "false").play(&send).play("text:06 39 98 00 01\nEnter");
    assert!(failed.text().contains("refuse") && !failed.text().contains("98 00"), "{}", failed.text());
}

#[test]
fn a_click_opens_what_is_under_it() {
    // Every action: more than a window of this height holds.
    let desk = Played::new((80, 24)).play(&format!("text:>\n{}", "Down\n".repeat(21)));
    let rows: Vec<String> = desk.text().lines().map(str::to_owned).collect();
    assert!(!rows.iter().any(|row| row.contains("Mettre dans le panier")), "the list has rolled: {rows:#?}");
    let y = rows.iter().position(|row| row.contains("Langue de la personne")).expect("on the screen");
    let opened = desk.play(&format!("click:12,{y}"));
    assert!(opened.text().contains("English"), "{}", opened.text());
}
