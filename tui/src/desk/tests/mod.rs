//! Properties of the desk, over the guide as it is built in:
//! - it opens with its cursor in the command line; a need, a commune, several of them at once and an action are read there;
//! - an Enter that comes before the search has answered means what was written, never what was found for less;
//! - needs stand side by side, each with its own way back; the commune that was named holds in all of them;
//! - the screen turned to the person shows nothing of the desk, and nothing private;
//! - one key confirms the record of what was done, and it is on the disk when that is told; a form that lacks something says what;
//! - a note with personal data is refused, and nothing of it is kept;
//! - the next person finds nothing of the one before; a visit that is not recorded is asked about first;
//! - a printer that is absent or refuses takes nothing away;
//! - other keys of the configuration are those on the screen;
//! - every word of the desk is there, in every complete language; no size and no sequence of keys makes it fail.

mod carry;
mod dates;
mod handing;
mod office;
mod phrases;
mod screens;

use super::keys::{Binding, Bindings, bindings};
use super::record_choice::words_of_options;
use super::{App, Office, Options, perform};
use crate::out::job::Medium;
use crate::out::printer::Printer;
use crate::out::rows::Arrangement;
use crate::out::send::{Channel, Sender};
use crate::screens::simulated::Simulated;
use crate::screens::takeaway::Outlets;
use crate::screens::tests::{guide, locales};
use crate::ui::key::Key;
use crate::ui::script::{Player, Step, parse};
use crate::ui::theme::Theme;
use guichet_core::activity::Period;
use guichet_core::dice::Dice;
use guichet_core::model::{Date, Lang, Moment};
use guichet_core::ports::counts::MemoryCounts;
use guichet_index::DataFolder;
use guichet_index::Pins;
use guichet_index::records::{self, Desk};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tempfile::TempDir;

fn keys(given: &[(&str, &str)]) -> Bindings {
    let given: Vec<Binding<'_>> = given.iter().map(|(command, key)| Binding { command, key }).collect();
    bindings(&given).expect("free keys")
}

fn options(home: Lang) -> Options {
    let medium = Medium::Page(Arrangement::Beside);
    let channels = vec![Channel::Sms];
    Options { home, theme: Theme::Dark, keys: keys(&[]), bot: None, channels, medium, profiles: Vec::new(), seed: 0 }
}

/// The PIN of a profile of [`office`], where it is wanted: to hash one takes its time.
fn pins(data: &DataFolder, wanted: bool) -> Pins {
    let mut pins = Pins::read(data).expect("none yet");
    if !wanted {
        return pins;
    }
    let profile = guichet_core::activity::Profile::new(office::WITH_PIN).expect("a name");
    pins.set(&profile, Some(office::PIN)).expect("set");
    pins
}

/// A desk that is played, its records, and the folder that holds them.
struct Played {
    player: Player<Simulated<'static, App>>,
    records: Arc<Desk>,
    folder: TempDir,
}

impl Played {
    /// A desk with a printing program.
    fn with(options: Options, size: (u16, u16), program: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::open(folder.path()).expect("a data folder");
        std::fs::create_dir(folder.path().join("calendar")).expect("a folder");
        let records = Arc::new(records::open(&data, "essai").expect("records"));
        let printer = Printer { program: program.into(), queue: None, limit: Duration::from_secs(5) };
        let sender = Sender { sms: vec![program.into()], email: Vec::new(), limit: Duration::from_secs(5) };
        let lang = RwLock::new(options.home);
        let office = Office {
            counts: Arc::new(MemoryCounts::default()),
            records: records.clone(),
            outlets: Outlets { printer, sender },
            lang,
            pins: pins(&data, options.profiles.iter().any(|profile| profile.has_pin)),
            name: "essai".into(),
            locales: locales(),
            calendar: Some(folder.path().join("calendar")),
        };
        let app = App::new(options, locales(), size);
        let now = Moment::parse("2026-11-24T10:00").expect("a moment");
        let player = Simulated::player(app, move |work, now| perform(guide(), &office, work, now), now);
        Self { player, records, folder }
    }

    fn new(size: (u16, u16)) -> Self {
        Self::with(options(Lang::FR), size, "true")
    }

    fn play(mut self, script: &str) -> Self {
        parse(script).expect("a script").into_iter().for_each(|step| self.player.play(step));
        self
    }

    fn text(&self) -> String {
        self.player.text()
    }

    fn app(&self) -> &App {
        self.player.screens().app()
    }

    fn titles(&self) -> Vec<String> {
        self.app().state().needs.iter().map(|need| need.content.title().to_owned()).collect()
    }

    fn kept(&self) -> u64 {
        let day = |text: &str| Date::parse(text).expect("a day");
        let period = Period { first: day("2026-11-01"), last: day("2026-11-30") };
        self.records
            .read(|records| records.iter().filter(|(_, one)| period.holds(one.day)).count() as u64)
            .expect("read")
    }
}

fn played(script: &str) -> Played {
    Played::new((80, 24)).play(script)
}

/// What the mediator's minute begins with.
const NEEDS: &str = "text:perdu mon travail, loyer, enfants, vierzon\nEnter";

#[test]
fn it_opens_with_its_cursor_in_the_line() {
    let desk = played("");
    let cursor = desk.player.cursor();
    let row: Vec<char> = desk.text().lines().nth(cursor.y.into()).expect("a row").chars().collect();
    assert_eq!(row[usize::from(cursor.x) - 2], '›');
    assert!(played("text:loyer").text().contains("› loyer"));
}

#[test]
fn several_needs_and_a_commune_are_read_at_once() {
    let desk = played(NEEDS);
    assert_eq!(desk.titles().len(), 3, "{:?}", desk.titles());
    let commune = desk.app().state().person.commune.clone();
    assert_eq!(commune, Some(("18279".into(), "Vierzon".into())));
    for need in &desk.app().state().needs {
        assert_eq!(need.dialogue.session().commune.as_deref(), Some("18279"));
    }
    // Each keeps its own way back, and the last page closes the pane.
    let one = desk.play("Ctrl-W\n2\nEsc");
    assert_eq!(one.titles().len(), 2);
    assert_eq!(one.play("Esc\nEsc\nEsc").titles().len(), 0);
}

#[test]
fn an_action_and_a_language_are_read_on_the_line() {
    assert!(played("text:>feuille\nEnter").text().contains("Feuille à remettre"));
    let english = played("text:english\nEnter");
    assert_eq!(english.app().state().person.lang.code(), "en");
    assert!(played("text:>compte rendu\nDown\nUp\nEnter").text().contains("Compte rendu ·"));
}

#[test]
fn the_menu_does_what_its_letters_say() {
    let desk = played(&format!("{NEEDS}\n \nt"));
    assert_eq!(desk.app().state().person.basket.entries().len(), 3);
    let desk = desk.play(" \nf");
    assert!(desk.text().contains("Feuille à remettre"), "{}", desk.text());
    // Taken out again with one key each.
    let desk = desk.play("Delete\nDelete\nDelete\nEsc");
    assert!(desk.app().state().person.basket.is_empty());
}

#[test]
fn the_person_sees_what_is_theirs() {
    let desk = played(&format!("{NEEDS}\nF6"));
    let text = desk.text();
    assert!(text.contains("Allocations familiales") && !text.contains("panier") && !text.contains("Vierzon"), "{text}");
    assert_eq!(desk.play("F6").titles().len(), 3, "nothing was lost");
    // What is private is not shown without asking.
    let desk = played("text:ivg\nEnter\nF6");
    assert!(desk.text().contains("sans demander") && !desk.text().contains("IVG"), "{}", desk.text());
    // Nor at the desk itself, once a danger was spoken of, is its number out of reach.
    assert!(played("text:violences conjugales\nEnter").text().contains("3919"));
    let english = Played::new((120, 40)).play("text:enfants\nEnter\ntext:english\nEnter\nF6");
    let text = english.text();
    assert!(text.contains("Family") && text.contains("Les familles de deux enfants"), "side by side: {text}");
}

#[test]
fn one_key_confirms_the_record() {
    let desk = played(&format!("{NEEDS}\nF9"));
    assert!(desk.text().contains("travail, formation"), "{}", desk.text());
    assert_eq!(desk.kept(), 0);
    let desk = desk.play("Enter");
    assert_eq!(desk.kept(), 1);
    assert!(desk.text().contains("Compte rendu enregistré"), "{}", desk.text());
    // Nothing was done: the form says what it lacks, and keeps nothing.
    let lacking = played("F9\nEnter");
    assert!(lacking.text().contains("Il manque") && lacking.kept() == 0, "{}", lacking.text());
    // The row that lacks something has the keys.
    assert_eq!(lacking.play("6\nEnter").kept(), 1);
}

#[test]
fn a_workshop_and_the_last_record_again() {
    // On the first row, a workshop; then how many took part, and what about.
    let desk = played("F9\nUp\nUp\nUp\n2\nDown\n8\nDown\nDown\nDown\nDown\nDown\n3\nEnter");
    assert_eq!(desk.kept(), 1, "{}", desk.text());
    let again = desk.play(" \nr");
    assert!(again.text().contains("atelier collectif"), "{}", again.text());
    assert_eq!(again.play("Enter").kept(), 2);
}

#[test]
fn a_note_with_personal_data_is_refused() {
    // The note is the last row: one up from the first.
    for (typed, said) in [
        ("rappeler le 06 39 98 00 01", "un numéro de téléphone"),
        ("iban FR7630006000011234567890189", "un numéro de compte bancaire"),
        ("son mot de passe est Chat2026!", "un mot de passe"),
    ] {
        let desk = played(&format!("{NEEDS}\nF9\nUp\ntext:{typed}\nEnter"));
        assert!(desk.text().contains(said), "{typed}: {}", desk.text());
        assert_eq!(desk.kept(), 0);
    }
    assert_eq!(played(&format!("{NEEDS}\nF9\nUp\ntext:revenir avec le bail\nEnter")).kept(), 1);
}

#[test]
fn the_next_person_finds_nothing() {
    let desk = played(&format!("{NEEDS}\nF5\nF10"));
    assert!(desk.text().contains("pas enregistré"), "{}", desk.text());
    let desk = desk.play("Enter\nEnter");
    assert_eq!(desk.kept(), 1);
    let state = desk.app().state();
    assert!(state.needs.is_empty() && state.person.basket.is_empty() && state.person.commune.is_none());
    assert!(state.layers.top_down().next().is_none() && state.person.seen.is_empty());
    // Or without a record; a visit in which nothing was read is not asked about.
    let desk = played(&format!("{NEEDS}\nF10\ne"));
    assert!(desk.kept() == 0 && desk.titles().is_empty());
    assert!(played("text:vierzon\nEnter\nF10").app().state().person.commune.is_none());
}

#[test]
fn a_printer_that_fails_takes_nothing_away() {
    let print = format!("{NEEDS}\n \nt\nF8\nEnter");
    let done = Played::new((80, 24)).play(&print);
    assert!(done.text().contains("La feuille est à l'imprimante"), "{}", done.text());
    for (program, said) in [("/nonexistent/lp", "pas d'imprimante"), ("false", "ne marche pas")] {
        let desk = Played::with(options(Lang::FR), (80, 24), program).play(&print);
        assert!(desk.text().contains(said), "{}", desk.text());
        assert_eq!(desk.app().state().person.basket.entries().len(), 3);
    }
}

#[test]
fn a_code_is_shown() {
    let desk = Played::new((80, 50)).play(&format!("{NEEDS}\nF5\nF8\nq"));
    assert!(desk.text().contains("Scannez") && desk.text().contains('█'), "{}", desk.text());
    let low = played(&format!("{NEEDS}\nF5\nF8\nq"));
    assert!(low.text().contains("Scannez") || low.text().contains("trop petite"), "{}", low.text());
}

#[test]
fn other_keys_are_those_on_the_screen() {
    let other = Options { keys: keys(&[("show", "F12"), ("record", "Ctrl-R")]), ..options(Lang::FR) };
    let desk = Played::with(other, (120, 30), "true");
    assert!(desk.text().contains("F12  Montrer") && desk.text().contains("Ctrl-R  Compte rendu"), "{}", desk.text());
    assert!(desk.play("Ctrl-R").text().contains("Compte rendu ·"));
}

#[test]
fn a_click_does_what_a_key_does() {
    let desk = Played::new((120, 40)).play(NEEDS);
    let find = |desk: &Played, text: &str| {
        let rows: Vec<String> = desk.text().lines().map(str::to_owned).collect();
        let y = rows.iter().position(|row| row.contains(text)).expect("on the screen");
        let x = rows[y].char_indices().position(|(at, _)| rows[y][at..].starts_with(text)).expect("a column");
        format!("click:{x},{y}")
    };
    let click = find(&desk, "Quels papiers");
    let desk = desk.play(&click);
    assert!(desk.titles().iter().any(|title| title.contains("papiers")), "{:?}", desk.titles());
    let click = find(&desk, "Compte rendu");
    assert!(desk.play(&click).text().contains("Compte rendu ·"));
    let menu = Played::new((80, 40)).play(" ");
    let click = find(&menu, "Statistiques");
    assert!(menu.play(&click).text().contains("Statistiques ·"));
}

/// The whole household on one form: every answer changes what stands beside it at once, and says which rights it decides.
#[test]
fn a_household_is_filled_in() {
    let desk = Played::new((120, 40)).play(&format!("{NEEDS}\nF3"));
    assert!(desk.text().contains("À vérifier") && !desk.text().contains("Droits probables"), "{}", desk.text());
    // 34 years, alone, two children, looking for work.
    let desk = desk.play("3\n4\nEnter\n2\ntext:4 et 9\nEnter");
    let told = desk.text();
    assert!(told.contains("34 ans") && told.contains("4 ans et 9 ans"), "{told}");
    // What is received already is said so, and stands nowhere else.
    let paid = Played::new((120, 40))
        .play(&format!("{NEEDS}\nF3\n3\n4\nEnter\n2\ntext:4 et 9\nEnter\n2\n2\n2\n2\ntext:850\nEnter"));
    let text = paid.text();
    let (_, below) = text.split_once("Déjà reçu").unwrap_or_else(|| panic!("{text}"));
    assert!(below.contains("Allocation de retour") && text.matches("Allocation de retour").count() == 1, "{text}");
    // What cannot be is refused in words, and changes nothing.
    let refused = desk.play("Up\nUp\nUp\ntext:400\nEnter");
    assert!(refused.text().contains("34 ans") || refused.text().contains("400"), "{}", refused.text());
    // It is the person's, and goes with them.
    let desk = refused.play("Esc\nF10\ne\nF3");
    assert!(!desk.text().contains("34 ans"), "{}", desk.text());
}

#[test]
fn a_professional_reads_what_it_rests_on() {
    let desk = Played::new((120, 60)).play("text:allocations logement\nEnter\nF11");
    let text = desk.text();
    assert!(text.contains("Textes") && text.contains("Relu le"), "{text}");
    assert!(!desk.play("Esc").text().contains("Relu le 22 novembre 2026. À relire"));
}

/// A slip goes to the printer with a code, is waited for, and is said to have been answered by that code.
#[test]
fn a_slip_is_made_and_followed() {
    let desk = Played::new((120, 40)).play("text:enfants\nEnter\nF5\n \ne");
    assert!(desk.text().contains("Fiche d'orientation"), "{}", desk.text());
    let refused = desk.play("Up\ntext:rappeler le 06 39 98 00 01\nEnter");
    assert!(refused.text().contains("un numéro de téléphone"), "{}", refused.text());
    assert_eq!(refused.records.journal(|journal| journal.count()).expect("read"), 0);
    let made = refused.play("Esc\n \ne\nDown\nDown\n4\nEnter");
    assert!(made.text().contains("gardée"), "{}", made.text());
    let code = made.records.journal(|journal| journal.slips().keys().next().copied()).expect("read").expect("a slip");
    assert!(made.text().contains(&code.to_string()));
    let waited = made.play(" \nv");
    assert!(waited.text().contains(&code.to_string()) && waited.text().contains("aujourd'hui"), "{}", waited.text());
    let done = waited.play("Enter\n3");
    assert!(done.text().contains("Aucune fiche"), "{}", done.text());
}

/// What a desk has to say of an item is kept; a word of colleagues stands in the brief.
#[test]
fn something_is_reported() {
    let desk = Played::new((120, 60)).play("text:enfants\nEnter\n \ng");
    assert!(desk.text().contains("Un mot pour les collègues") && !desk.text().contains("Vérifié aujourd'hui"));
    assert!(desk.play("Enter").text().contains("quelques mots"));
    let desk = Played::new((120, 60)).play("text:enfants\nEnter\n \ng\ntext:appeler le matin\nEnter");
    assert!(desk.text().contains("C'est noté"), "{}", desk.text());
    let brief = desk.play("F11\nPageDown\nPageDown\nPageDown\nPageDown");
    assert!(brief.text().contains("appeler le matin"), "{}", brief.text());
}

/// What blocks somebody is counted by whose door it stands at, through the guide itself.
#[test]
fn what_blocks_is_noted() {
    let desk = Played::new((120, 40)).play("text:enfants\nEnter\nF7\n4\n1");
    assert!(desk.text().contains("C'est noté"), "{}", desk.text());
}

#[test]
fn figures_of_the_month() {
    let desk = played(&format!("{NEEDS}\nF9\nEnter\n \ns"));
    assert!(desk.text().contains("novembre 2026") && desk.text().contains("1 activité"), "{}", desk.text());
    assert!(desk.play("Left").text().contains("octobre 2026"));
}

#[test]
fn every_word_is_there() {
    for lang in locales().languages() {
        for id in words_of_options() {
            assert_ne!(locales().interface(*lang, &id), id, "{}", lang.code());
        }
        for listed in &super::command::COMMANDS {
            let id = listed.command.words();
            assert_ne!(locales().interface(*lang, &id), id, "{}", lang.code());
        }
        // No identifier stands on a screen in the place of its words.
        for script in
            ["", " ", "?", "F9", "F8", "text:l", "F10", " \ns", &format!("{NEEDS}\nF8"), &format!("{NEEDS}\nF10")]
        {
            let text = Played::with(options(*lang), (120, 50), "true").play(script).text();
            for mark in ["desk-", "record-", "private-", "kiosk-", "print-"] {
                assert!(!text.contains(mark), "{} {script}: {text}", lang.code());
            }
        }
    }
}

#[test]
fn no_size_and_no_keys_make_it_fail() {
    let mut dice = Dice(15);
    let mut desk = Played::new((80, 24));
    for _ in 0..1_500 {
        let mut next = |bound| dice.below(bound);
        let step = match next(22) {
            0 => Step::Resize(1 + next(230) as u16, 1 + next(70) as u16),
            1 => Step::Click(next(230) as u16, next(70) as u16),
            2 => Step::Text(
                ["loyer", "vierzon", "a, b, c", ">", "06 39 98 00 01", "é", "je veux mourir"][next(7)].into(),
            ),
            3 => Step::Wait(Duration::from_secs(1 + next(100) as u64)),
            4 => Step::Key(Key::F(1 + next(12) as u8)),
            5 => Step::Key(Key::Ctrl(['n', 'p', 'w'][next(3)])),
            6..=11 => Step::Key([Key::Enter, Key::Esc, Key::Tab, Key::Up, Key::Down, Key::Backspace][next(6)]),
            12 => Step::Key(
                [Key::Left, Key::Right, Key::Home, Key::End, Key::PageUp, Key::PageDown, Key::Delete][next(7)],
            ),
            _ => Step::Key(Key::Char(
                ['0', '1', '2', '5', '9', ' ', '?', '+', 'l', 'p', 'q', 't', 'e', 's', '.'][next(15)],
            )),
        };
        desk.player.play(step);
    }
    // A record that somebody types by chance is whole, or was not kept.
    assert!(desk.records.read(|records| records.iter().all(|(_, one)| one.gaps().is_empty())).expect("read"));
}
