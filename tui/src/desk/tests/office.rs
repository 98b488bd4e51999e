//! Properties of a desk that is one office's:
//! - where several share it, it asks who works there, with one key; a PIN that is wrong too often is not taken for a while; records say whose
//!   work they are, colours and language are theirs, and what they use most comes first;
//! - a record that was kept is corrected in the same form, or withdrawn once that is asked; what two desks made of one is shown, and
//!   the version that is kept again counts; the person who is there is not touched by it;
//! - figures of a month, a quarter, a year and some days, of all or of one profile, are counted and printed, also short as a ticket;
//! - a number that everybody may call stands in a note, a near one and a mobile do not, and none is looked up twice;
//! - its screens at three sizes: golden files.

use super::{NEEDS, Played, locales, options, played};
use crate::desk::profiles::DeskProfile;
use crate::desk::{FiguresHeading, Options, count, figures_page};
use crate::out::escpos::{Paper, ticket};
use crate::out::rows::Arrangement;
use crate::out::text;
use crate::screens::words::Words;
use crate::ui::theme::Theme;
use guichet_core::activity::{Period, Profile};
use guichet_core::dice::Dice;
use guichet_core::fake::activities::activity;
use guichet_core::model::{Date, Lang};
use guichet_core::ports::catalog::Catalog;
use guichet_core::ports::counts::MemoryCounts;
use guichet_index::{DataFolder, records};

pub(super) const WITH_PIN: &str = "mf";
pub(super) const PIN: &str = "4711";

fn profile(name: &str, theme: Theme, lang: Lang) -> DeskProfile {
    let profile = Profile::new(name).expect("a name");
    DeskProfile { has_pin: name == WITH_PIN, profile, theme, lang }
}

fn english() -> Lang {
    Lang::from_code("en").expect("a language")
}

fn shared() -> Options {
    let profiles = vec![
        profile("accueil", Theme::Dark, Lang::FR),
        profile(WITH_PIN, Theme::Light, Lang::FR),
        profile("visitor", Theme::Dark, english()),
    ];
    Options { profiles, ..options(Lang::FR) }
}

fn at(size: (u16, u16)) -> Played {
    Played::with(shared(), size, "true")
}

fn whose(desk: &Played) -> Vec<Option<String>> {
    let read = desk.records.read(|records| {
        records.latest(|_| true, 9).into_iter().map(|one| one.profile.as_ref().map(ToString::to_string)).collect()
    });
    read.expect("read")
}

const ASKED: &str = "Qui travaille à ce poste";

#[test]
fn it_asks_who_works_there() {
    let desk = at((80, 24));
    assert!(desk.text().contains(ASKED) && desk.text().contains("avec un code"), "{}", desk.text());
    let desk = desk.play("Esc");
    assert!(desk.text().contains(ASKED), "nobody is let in without");
    let desk = desk.play("1");
    assert!(desk.text().contains("Profil\u{a0}: accueil") && !desk.text().contains(ASKED), "{}", desk.text());
    let desk = desk.play(&format!("{NEEDS}\nF9\nEnter"));
    assert_eq!(whose(&desk), [Some("accueil".to_owned())]);
    // Another one, who reads another language; the record of the first is the first's.
    let desk = desk.play("F10\n \nw\n3");
    assert!(desk.text().contains("Profile: visitor") && desk.text().contains("Who is here"), "{}", desk.text());
    // Nothing was read: the form begins on the topics.
    let desk = desk.play("F9\n1\nEnter");
    assert_eq!(whose(&desk), [Some("visitor".to_owned()), Some("accueil".to_owned())]);
    // One alone is not asked for; none at all says how to add one.
    let only = Options { profiles: vec![profile("accueil", Theme::Light, Lang::FR)], ..options(Lang::FR) };
    let only = Played::with(only, (80, 24), "true");
    assert_eq!((only.text().contains(ASKED), only.app().state().theme), (false, Theme::Light));
    assert!(played(" \nw").text().contains("[desk.profiles]"));
}

#[test]
fn a_pin_is_asked_for_and_not_taken_after_three_wrong_ones() {
    let desk = at((80, 24)).play("2");
    assert!(desk.text().contains("Code de mf"), "{}", desk.text());
    let desk = desk.play("4\n7\n1\n2");
    assert!(desk.text().contains("••••") && !desk.text().contains("4712"), "{}", desk.text());
    let desk = desk.play("Enter");
    assert!(desk.text().contains("n'est pas le bon"), "{}", desk.text());
    let right = desk.play("4\n7\n1\n1\nEnter");
    assert!(right.text().contains("Profil\u{a0}: mf"), "{}", right.text());
    assert_eq!(right.app().state().theme, Theme::Light);
    let shut = at((80, 24)).play("2\n1\nEnter\n1\nEnter\n1\nEnter");
    assert!(shut.text().contains("Trop d'essais") && shut.text().contains(ASKED), "{}", shut.text());
    let still = shut.play("wait:30s\n2");
    assert!(still.text().contains("Attendez 30 s"), "{}", still.text());
    let open = still.play("wait:31s\n2\n4\n7\n1\n1\nEnter");
    assert!(open.text().contains("Profil\u{a0}: mf"), "{}", open.text());
    assert!(at((80, 24)).play("2\nEsc").text().contains(ASKED), "one step back");
}

#[test]
fn what_a_profile_uses_most_comes_first() {
    let minutes = |desk: &Played| desk.app().state().known.usual.minutes.clone();
    // The row of the minutes is the second one; its fourth option is an hour.
    let desk = at((120, 40)).play(&format!("1\n{NEEDS}\nF9\nDown\n4\nEnter\nF10\n \nw\n3"));
    assert_eq!(minutes(&desk), [60], "what the desk does, until the profile has done something");
    let desk = desk.play("F9\n1\nUp\nUp\n3\nEnter");
    assert_eq!(minutes(&desk), [30]);
    assert_eq!(minutes(&desk.play("F10\n \nw\n1")), [60]);
}

#[test]
fn a_record_is_corrected_and_withdrawn() {
    let desk = Played::new((120, 40)).play(&format!("{NEEDS}\nF9\nEnter\n \nn"));
    assert!(desk.text().contains("24 novembre 2026") && desk.text().contains("travail, formation"), "{}", desk.text());
    let desk = desk.play("Enter");
    assert!(desk.text().contains("Corriger · accompagnement"), "{}", desk.text());
    let minutes = |desk: &Played| {
        let read = desk.records.read(|records| records.iter().map(|(_, one)| one.minutes).collect::<Vec<_>>());
        read.expect("read")
    };
    let before = minutes(&desk);
    // The row of the minutes is the second one; its fourth option is an hour.
    let desk = desk.play("Down\n4\nEnter");
    assert!(desk.text().contains("corrigé"), "{}", desk.text());
    assert_ne!(minutes(&desk), before);
    assert_eq!(desk.kept(), 1, "it is the same record");
    // Asked once, and left when somebody says no.
    let desk = desk.play("Delete");
    assert!(desk.text().contains("Retirer ce compte rendu"), "{}", desk.text());
    let desk = desk.play("Esc");
    assert_eq!(desk.kept(), 1);
    let desk = desk.play("Delete\nEnter");
    assert_eq!(desk.kept(), 0);
    assert!(desk.text().contains("retiré") && desk.text().contains("Aucun compte rendu"), "{}", desk.text());
    // A correction says nothing of the person who is there.
    let other = Played::new((80, 24)).play(&format!("{NEEDS}\nF9\nEnter\nF10\n{NEEDS}\n \nn\nEnter\nEnter\nEsc"));
    assert!(other.app().state().person.recorded.is_none() && other.kept() == 1);
}

#[test]
fn what_two_desks_made_of_one_record_is_shown() {
    let desk = Played::new((120, 40)).play(&format!("{NEEDS}\nF9\nEnter"));
    let temp = tempfile::tempdir().expect("a folder");
    let other = records::open(&DataFolder::open(temp.path()).expect("a folder"), "bus").expect("records");
    let mut file = Vec::new();
    desk.records.export(&mut file).expect("exported");
    other.merge(&mut &file[..], |_| false).expect("merged");
    let (id, mut kept) =
        other.read(|all| all.iter().map(|(id, one)| (id, one.clone())).next()).expect("read").expect("one");
    kept.minutes = 90;
    other.change(id, kept.clone()).expect("changed");
    kept.minutes = 120;
    desk.records.change(id, kept).expect("changed");
    let mut file = Vec::new();
    other.export(&mut file).expect("exported");
    desk.records.merge(&mut &file[..], |_| false).expect("merged");
    let desk = desk.play(" \nn");
    assert!(desk.text().contains("changé sur deux postes"), "{}", desk.text());
    let desk = desk.play("Enter");
    let text = desk.text();
    assert!(text.contains("poste bus") && text.contains("poste essai"), "{text}");
    assert!(text.contains("90") && text.contains("120"), "{text}");
    insta::assert_snapshot!("versions-120x40", text);
    let desk = desk.play("Enter\nEnter");
    assert_eq!(desk.records.read(|all| all.conflicts().count()).expect("read"), 0);
    assert!(desk.text().contains("corrigé"), "{}", desk.text());
}

#[test]
fn figures_are_moved_resized_and_printed() {
    let desk = at((120, 40)).play(&format!("1\n{NEEDS}\nF9\nEnter\n \ns"));
    assert!(desk.text().contains("novembre 2026") && desk.text().contains("1 activité ·"), "{}", desk.text());
    let desk = desk.play("+");
    assert!(desk.text().contains("4e trimestre 2026"), "{}", desk.text());
    let desk = desk.play("+\np");
    assert!(desk.text().contains("année 2026 · accueil") && desk.text().contains("1 activité ·"), "{}", desk.text());
    let desk = desk.play("p\n-\n-\nLeft");
    assert!(desk.text().contains("novembre 2026") && !desk.text().contains("accueil ·"), "{}", desk.text());
    let desk = desk.play("d\ntext:x\nEnter");
    assert!(desk.text().contains("Écrivez deux jours"), "{}", desk.text());
    let clear = "Backspace\n".repeat(24);
    let desk = desk.play(&format!("{clear}text:23/11/2026 25/11/2026\nEnter"));
    assert!(desk.text().contains("du 23 novembre 2026 au 25 novembre 2026"), "{}", desk.text());
    let desk = desk.play("Enter");
    assert!(desk.text().contains("La page est à l'imprimante"), "{}", desk.text());
    let none = Played::with(options(Lang::FR), (80, 24), "/nonexistent/lp").play(" \ns\nEnter");
    assert!(none.text().contains("pas d'imprimante"), "{}", none.text());
}

/// The page says what it counts, for whom it is and when; a ticket of it is short.
#[test]
fn a_page_of_figures() {
    let temp = tempfile::tempdir().expect("a folder");
    let desk = records::open(&DataFolder::open(temp.path()).expect("a folder"), "accueil").expect("records");
    let mut dice = Dice(8);
    desk.add_all((0..60).map(|_| (None, activity(&mut dice))).collect()).expect("kept");
    let locales = locales();
    let words = Words::new(&locales, Lang::FR);
    let counted = count(&desk, &MemoryCounts::default(), Period::parse("2026").expect("a year"), None).expect("read");
    let of = FiguresHeading { name: "Maison des services", today: Date::parse("2026-12-01").expect("a day") };
    let page = text::text(&figures_page(&counted, of, false, words), text::PAGE, Arrangement::Below);
    insta::assert_snapshot!("figures-page", page);
    assert!(page.contains("Pour le service seulement") && page.contains("60 activités"));
    let short = figures_page(&counted, of, true, words);
    let narrow = text::text(&short, Paper::Mm58.columns(), Arrangement::Below);
    insta::assert_snapshot!("figures-ticket", narrow);
    assert!(narrow.lines().count() < page.lines().count() / 2);
    assert!(ticket(&short, Paper::Mm58, None).left_out.is_empty());
    let pdf = crate::out::pdf::pdf(&figures_page(&counted, of, false, words), Arrangement::Below, None).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF"));
}

#[test]
fn a_public_number_stands_in_a_note() {
    let guide = super::guide();
    let hall = guide.item(&"place/mairie-18279".into(), Lang::FR).expect("read").expect("a town hall");
    let phone = hall.place.expect("a place").phone;
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 10, "{phone}");
    let near = format!("{}{}", &digits[..9], if digits.ends_with('0') { 1 } else { 0 });
    let keep = |note: &str| played(&format!("{NEEDS}\nF9\nUp\ntext:{note}\nEnter"));
    for public in ["3939", "36 46", "09 70 82 35 51", "0 800 00 00 00", "115", phone.as_str(), digits.as_str()] {
        let desk = keep(&format!("a appelé le {public}, sans réponse"));
        assert_eq!(desk.kept(), 1, "{public}: {}", desk.text());
    }
    for private in [near.as_str(), "06 39 98 00 01", "07 39 98 00 01", "01 99 00 12 34", "+33 6 39 98 00 01"] {
        let desk = keep(&format!("rappeler le {private}"));
        assert!(desk.text().contains("un numéro de téléphone") && desk.kept() == 0, "{private}: {}", desk.text());
    }
    let desk = keep(&format!("{digits} ou 06 39 98 00 01"));
    assert_eq!(desk.kept(), 0, "one of two is somebody's");
    // The other notes of the desk judge alike.
    let desk = played(&format!("text:enfants\nEnter\n \ng\ntext:nouveau numéro {digits}\nEnter"));
    assert!(desk.text().contains("C'est noté"), "{}", desk.text());
    let desk = played("text:enfants\nEnter\n \ng\ntext:appeler le 06 39 98 00 01\nEnter");
    assert!(desk.text().contains("un numéro de téléphone"), "{}", desk.text());
}

#[test]
fn the_screens_of_the_office() {
    let kept = format!("1\n{NEEDS}\nF9\nEnter");
    for size in [(80, 24), (120, 40), (200, 60)] {
        let screens = [
            ("profiles", String::new()),
            ("profile-pin", "2\n4\n7".to_owned()),
            ("profile-taken", "1".to_owned()),
            ("corrections", format!("{kept}\n \nn")),
            ("correction", format!("{kept}\n \nn\nEnter")),
            ("withdrawing", format!("{kept}\n \nn\nDelete")),
            ("figures-quarter", format!("{kept}\n \ns\n+")),
            ("figures-days", format!("{kept}\n \ns\nd")),
        ];
        for (name, keys) in screens {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), at(size).play(&keys).text());
        }
    }
    for (name, keys) in
        [("profiles", String::new()), ("corrections", format!("{kept}\n \nn")), ("figures", format!("{kept}\n \ns"))]
    {
        insta::assert_snapshot!(format!("{name}-40x15"), at((40, 15)).play(&keys).text());
    }
}
