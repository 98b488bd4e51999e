//! Ready sentences at the desk:
//! - letters filter them, a slip among them too; a group that is named leaves all of its own;
//! - slots are asked one at a time; what is none is refused in words, and one step back asks again;
//! - the sentence stands in the person's language with French below it, is shown to them without anything of the desk, and follows
//!   another language;
//! - it goes onto the sheet and off it, and with the next person nothing of it stays;
//! - a language that has only ready sentences says so once, and what else is shown is French.

use super::{NEEDS, Played, played};
use guichet_core::model::Lang;

/// Ukrainian is chosen, and the sentence of an appointment filled in.
const APPOINTMENT: &str = "F2\nDown\nDown\nDown\nDown\nDown\nEnter\n \nj\ntext:votre rendez\nEnter\ntext:4/12\nEnter\ntext:14h30\nEnter\ntext:Préfecture, guichet 3\nEnter";

const OURS: &str = "Votre rendez-vous est le 4 décembre 2026";
const THEIRS: &str = "Дата вашого прийому: 4 грудня 2026";

fn at(script: &str) -> Played {
    Played::new((120, 40)).play(script)
}

/// The text of a screen, its rows joined.
fn joined(desk: &Played) -> String {
    desk.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn letters_filter() {
    let all = at(" \nj");
    assert!(all.text().contains("Accueil et langue") && all.text().contains("Bonjour. Prenez place"));
    for typed in ["interprete", "interpete", "voulez interp"] {
        let desk = at(&format!(" \nj\ntext:{typed}"));
        assert!(desk.text().contains("Voulez-vous un interprète"), "{typed}:\n{}", desk.text());
        assert!(!desk.text().contains("Bonjour. Prenez place"), "{typed}");
    }
    assert!(at(" \nj\ntext:zzzz").text().contains("Aucune phrase"));
    assert!(at(" \nj\ntext:zzzz\nEnter\nEsc").text().contains("›"), "nothing is taken");
}

#[test]
fn slots_are_asked_one_at_a_time() {
    let first = at(" \nj\ntext:votre rendez\nEnter");
    assert!(
        first.text().contains("Quel jour ?".replace(' ', "\u{a0}").as_str()) || joined(&first).contains("Quel jour")
    );
    let refused = at(" \nj\ntext:votre rendez\nEnter\ntext:31/02\nEnter");
    assert!(joined(&refused).contains("Ce n'est pas un jour"));
    let past = at(" \nj\ntext:votre rendez\nEnter\ntext:23/11/2026\nEnter");
    assert!(joined(&past).contains("Ce jour est passé"));
    let second = at(" \nj\ntext:votre rendez\nEnter\ntext:4/12\nEnter");
    assert!(joined(&second).contains("4 décembre 2026 (vendredi)") && joined(&second).contains("À quelle heure"));
    let back = at(" \nj\ntext:votre rendez\nEnter\ntext:4/12\nEnter\nBackspace");
    assert!(joined(&back).contains("Quel jour") && !joined(&back).contains("décembre"));
    let list = at(" \nj\ntext:votre rendez\nEnter\nBackspace");
    assert!(list.text().contains("Bonjour. Prenez place"), "the list again");
    let private = at(" \nj\ntext:montrez ce\nEnter\ntext:mon mail a.b@exemple.fr\nEnter");
    assert!(joined(&private).contains("une adresse") && !private.text().contains("exemple.fr"), "{}", private.text());
}

#[test]
fn it_stands_in_both_languages_and_is_shown() {
    let ready = at(APPOINTMENT);
    assert!(joined(&ready).contains(THEIRS) && joined(&ready).contains("Votre rendez-vous est le 4 décembre 2026"));
    assert!(joined(&ready).contains("Цей переклад ще ніхто не перевірив."), "nobody has read it");
    let shown = at(&format!("{APPOINTMENT}\nEnter"));
    assert!(joined(&shown).contains(THEIRS) && joined(&shown).contains("Votre rendez-vous est le 4 décembre 2026"));
    assert!(!shown.text().contains("Phrases prêtes"), "nothing of the desk");
    let back = at(&format!("{APPOINTMENT}\nEnter\nEsc"));
    assert!(back.text().contains("Phrases prêtes"), "the panel again");
    let romanian = at(&format!("{APPOINTMENT}\nEnter\nF2\nDown\nDown\nDown\nEnter"));
    assert!(joined(&romanian).contains("Programarea dumneavoastră: 4 decembrie 2026 (vineri)"), "{}", romanian.text());
    let changed = at(&format!("{APPOINTMENT}\nl\nDown\nDown\nDown\nEnter"));
    assert!(
        joined(&changed).contains("Programarea dumneavoastră") && changed.text().contains("Phrases prêtes · Română")
    );
}

#[test]
fn it_goes_onto_the_sheet_and_off_it() {
    let sheet = at(&format!("{APPOINTMENT}\n+\nEsc\nF8"));
    assert!(joined(&sheet).contains(OURS) && sheet.text().contains("ce qui a été dit"), "{}", sheet.text());
    let shown = at(&format!("{APPOINTMENT}\n+\nEsc\nF6"));
    assert!(joined(&shown).contains(THEIRS) && joined(&shown).contains("Решта цього аркуша французькою мовою."));
    let off = at(&format!("{APPOINTMENT}\n+\nEsc\nF8\nDelete"));
    assert!(!joined(&off).contains(OURS), "{}", off.text());
    assert!(!joined(&at(&format!("{APPOINTMENT}\n+\n+\nEsc\nF8"))).contains(OURS), "the same key takes it off");
    let printed = at(&format!("{APPOINTMENT}\n+\nEsc\nF8\nEnter"));
    assert!(printed.text().contains("La feuille est à l'imprimante."), "{}", printed.text());
}

#[test]
fn nothing_stays_for_the_next_person() {
    for keys in ["+\nEsc\nF10", "Enter\nF10", "+\nEnter\nF10"] {
        let next = at(&format!("{APPOINTMENT}\n{keys}"));
        let state = next.app().state();
        assert!(state.person.said.is_empty() && state.shown.is_none() && state.layers.top_down().next().is_none());
        assert!(!joined(&next).contains(THEIRS) && state.person.lang == Lang::FR);
    }
}

#[test]
fn a_language_of_sentences_alone_says_so() {
    let desk = played("F2\nDown\nDown\nDown\nDown\nDown\nEnter");
    assert!(joined(&desk).contains("seules les phrases prêtes"), "{}", desk.text());
    let shown = at(&format!("F2\nDown\nDown\nDown\nDown\nDown\nEnter\n{NEEDS}\nF6"));
    assert_eq!(shown.text().matches("французькою мовою").count(), 1, "{}", shown.text());
}
