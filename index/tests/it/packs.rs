//! A pack is used whole or not at all:
//! - what is imported is found; importing again replaces it, and nothing of the old one is left;
//! - a source that gives nothing leaves the pack in force as it was, and names the report;
//! - a pack's item stands before the embedded one of the same identifier;
//! - a pack that is cut, changed, too new or half there is left out with one sentence, and the others serve;
//! - a name that is no plain folder name is refused.

use crate::common::{Desk, card, now, titles};
use guichet_core::ports::catalog::Catalog;
use guichet_index::{Error, Format, Live, import};
use std::fs;

#[test]
fn what_is_imported_is_found_and_importing_again_replaces_it() {
    let desk = Desk::new();
    let report = desk.import(&desk.source("one", "Chaudière zibeline"), "ville");
    assert_eq!((report.read, report.kept, report.refused, report.items), (1, 1, 0, 1));
    assert!(report.file.starts_with(desk.path("reports")) && report.file.exists());
    assert_eq!(titles(&desk.guide(), "zibeline")[0], "Chaudière zibeline");

    desk.import(&desk.source("two", "Vélo quetzal"), "ville");
    let guide = desk.guide();
    assert_eq!(titles(&guide, "quetzal")[0], "Vélo quetzal");
    assert!(!titles(&guide, "zibeline").contains(&"Chaudière zibeline".to_owned()));
    assert_eq!(desk.generations().len(), 1, "the generation before is gone");
}

#[test]
fn a_source_that_gives_nothing_changes_nothing() {
    let desk = Desk::new();
    desk.import(&desk.source("one", "Chaudière zibeline"), "ville");
    let broken = desk.source("broken", "Sans source");
    fs::write(broken.join("cards/essai/card.toml"), "clef_inconnue = 1\n").expect("written");
    let report = import(&desk.folder, Format::Pack, &broken, "ville", now()).expect("it ran");
    assert!(!report.in_force());
    assert_eq!((report.read, report.kept, report.refused), (1, 0, 1));
    let said = fs::read_to_string(&report.file).expect("a report");
    assert!(said.contains("cards/essai/card.toml:1") && said.contains("clef_inconnue"), "{said}");
    assert_eq!(titles(&desk.guide(), "zibeline")[0], "Chaudière zibeline");
}

#[test]
fn a_pack_says_it_better_than_the_embedded_content() {
    let desk = Desk::new();
    let source = desk.temp.path().join("source");
    card(&source, "apl", "Aide au logement, à la mode de chez nous");
    desk.import(&source, "ville");
    let found = titles(&desk.guide(), "aide au logement");
    assert!(found.contains(&"Aide au logement, à la mode de chez nous".to_owned()), "{found:?}");
    assert!(!found.contains(&"Aide au logement (APL, ALF, ALS)".to_owned()), "{found:?}");
}

#[test]
fn a_folder_put_there_by_hand_is_read_and_its_changes_too() {
    let desk = Desk::new();
    card(&desk.path("packs/main"), "essai", "Chaudière zibeline");
    assert_eq!(titles(&desk.guide(), "zibeline")[0], "Chaudière zibeline");
    card(&desk.path("packs/main"), "essai", "Vélo quetzal");
    assert_eq!(titles(&desk.guide(), "quetzal")[0], "Vélo quetzal");
}

#[test]
fn a_broken_pack_is_left_out_and_the_others_serve() {
    let desk = Desk::new();
    desk.import(&desk.source("one", "Chaudière zibeline"), "ville");
    let pack = |name: &str, manifest: &str| {
        fs::create_dir_all(desk.path("packs").join(name)).expect("a folder");
        fs::write(desk.path("packs").join(name).join("pack.toml"), manifest).expect("written");
    };
    pack("futur", "stored = 999\nunknown = true\n");
    pack("abime", "stored = [");
    pack(
        "dehors",
        "stored = 1\nformat = 'pack'\nsource = 'x'\nimported = ''\nlicences = []\nread = 0\nkept = 0\nwarnings = 0\nrefused = 0\nitems = 0\nfile = '../../x'\nhash = ''\n",
    );
    fs::create_dir_all(desk.path("packs/vide/autre")).expect("a folder");
    assert_eq!(titles(&desk.guide(), "zibeline")[0], "Chaudière zibeline");
}

#[test]
fn names_that_lead_elsewhere_are_refused_before_anything_is_written() {
    let desk = Desk::new();
    let source = desk.source("one", "Chaudière");
    for name in ["../dehors", "", ".", "a/b", ".cache"] {
        let error = import(&desk.folder, Format::Pack, &source, name, now()).expect_err("refused");
        assert!(matches!(error, Error::PackName(_)) && error.is_user_error(), "{name}: {error}");
    }
    assert!(!desk.folder.root().exists(), "nothing was written");
}

#[test]
fn a_source_that_is_not_there_is_named() {
    let desk = Desk::new();
    let missing = desk.temp.path().join("absent.zip");
    let said = import(&desk.folder, Format::Vosdroits, &missing, "vosdroits", now()).expect_err("absent").to_string();
    assert!(said.contains("absent.zip"), "{said}");
    assert!(!desk.folder.root().exists(), "nothing was written");
}

#[test]
fn communes_stand_over_the_embedded_ones_and_the_others_stay() {
    let desk = Desk::new();
    let source = desk.temp.path().join("communes.csv");
    let rows = "code_insee,nom,codes_postaux,population,centre_lat,centre_lon\n\
                12202,Rodez-la-Neuve,12000,24000,44.35,2.57\n99999x,?,,,,\n";
    fs::write(&source, rows).expect("written");
    let live = Live::open(&desk.folder).expect("opens");
    live.current().ready().expect("an index");
    assert_eq!(live.current().commune("12202").map(|commune| commune.name).as_deref(), Some("Rodez"));
    let report = import(&desk.folder, Format::Communes, &source, "communes", now()).expect("imported");
    assert_eq!((report.read, report.kept, report.refused, report.items), (2, 1, 1, 1));
    assert!(live.refresh());
    let name = |code: &str| live.current().commune(code).map(|commune| commune.name);
    assert_eq!(name("12202").as_deref(), Some("Rodez-la-Neuve"));
    assert_eq!(name("01001").as_deref(), Some("L'Abergement-Clémenciat"), "the others stay");
    assert_eq!(live.current().communes("rodez la neuve").len(), 1);
}
