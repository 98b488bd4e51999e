//! - a spreadsheet is read by its mapping, whatever the case and accents of its columns, one column of hours or one a day;
//! - a column that is not there, an unknown key or kind is named, with its line and the nearest one;
//! - kinds, zeros, dates, swapped positions and formulas that are changed are told by the row;
//! - a notice carries its last day, or is dropped.

use super::*;
use crate::position::CommunePoints;
use crate::sink::Collected;
use guichet_content::Features;
use guichet_core::model::Position;
use std::sync::LazyLock;

static NO_FEATURE: LazyLock<Features> = LazyLock::new(Features::default);

const MAPPING: &str = r#"
[source]
name = "reparer"
publisher = "Ville de Test"
licence = "etalab-2.0"
date = "2026-10-01"

[columns]
name = "NOM du lieu"
kind = "Type"
street = ["Adresse", "Complément"]
postal_code = "CP"
town = "Ville"
position = "coordonnées"
phone = "Tél."
monday = "lundi"
saturday = "Samedi"
date = "Mis à jour"
notice = "Annonce"
notice_until = "Annonce jusqu'au"
remarks = "Remarques"

[constants]
kind = "repair_cafe"
price = "Gratuit"

[kinds]
"Frigo partagé" = "frigo_solidaire"
"#;

const HEAD: &str = "Nom du Lieu;TYPE;adresse;complement;cp;ville;Coordonnees;Tel;Lundi;Samedi;mis a jour;annonce;annonce jusqu'au;remarques\n";

fn kinds() -> Vec<String> {
    ["repair_cafe", "frigo_solidaire", "aide_devoirs"].map(str::to_owned).to_vec()
}

fn read_of(rows: &str) -> (Counts, Collected) {
    let communes = CommunePoints::rodez();
    let around =
        Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features: &NO_FEATURE };
    let mapping = Mapping::read(MAPPING, "mapping.toml", &kinds()).expect("a mapping");
    let mut found = Collected::default();
    let counts = read(rows.as_bytes(), "lieux.csv", &mapping, &kinds(), &around, &mut found).expect("a table");
    assert_eq!(counts.read, counts.kept + counts.refused);
    (counts, found)
}

#[test]
fn rows_by_their_mapping() {
    let rows = "Café des bricoleurs;;1 rue X;Bât. B;12000;RODEZ;44,35;2,57;0565000000;9h-12h / 14h-17h;fermé;01/08/2026;Complet;31/12/2026;\n";
    let rows = format!("{HEAD}{}", rows.replace("44,35;2,57", "\"44,35;2,57\""));
    let (counts, found) = read_of(&rows);
    assert_eq!((counts.kept, found.findings.len()), (1, 0), "{:?}", found.findings);
    let item = &found.items[0];
    let place = item.place.as_ref().expect("a place");
    assert_eq!((item.title.as_str(), place.kind.as_str()), ("Café des bricoleurs", "repair_cafe"));
    assert_eq!((place.address.as_str(), place.commune_code.as_str()), ("1 rue X\nBât. B", "12202"));
    assert_eq!((place.hours.as_str(), place.phone.as_str()), ("Mo 09:00-12:00,14:00-17:00", "05 65 00 00 00"));
    assert_eq!(place.position, Position::new(44.35, 2.57));
    let notice = place.notice.as_ref().expect("a notice");
    assert_eq!((notice.text.as_str(), notice.until), ("Complet", Date { year: 2026, month: 12, day: 31 }));
    assert_eq!((item.source.name.as_str(), item.source.publisher.as_str()), ("reparer", "Ville de Test"));
    assert_eq!(item.source.date, Date { year: 2026, month: 8, day: 1 });
    assert_eq!(item.sections[0].heading, "Prix");
}

#[test]
fn what_is_changed_is_told() {
    let rows = format!(
        "{HEAD}=HYPERLINK(\"x\");Frigo partagé;1 rue X;;;Rodez;;non;le matin;;08/25/26;Plein;;\n\
        Deux <b>🍏</b>;Friperie;;;12000;Rodez;2.57, 44.35;;;;;;;\n"
    );
    let (counts, found) = read_of(&rows);
    assert_eq!(counts.read, 2);
    let fields: Vec<&str> = found.findings.iter().map(|finding| finding.field.as_str()).collect();
    for field in ["phone", "hours", "date", "notice", "kind", "latitude", "nom", "telephone"] {
        assert!(fields.contains(&field), "{field}: {:?}", found.findings);
    }
    assert!(found.findings.iter().any(|finding| finding.message.contains("no kind that is known")));
    let deux = found.items.iter().find(|item| item.title == "Deux").expect("without its picture");
    assert_eq!(
        deux.place.as_ref().map(|place| (place.kind.as_str(), place.position)),
        Some(("repair_cafe", Position::new(44.35, 2.57)))
    );
}

#[test]
fn the_example_is_a_mapping() {
    let text = include_str!("../../mapping.example.toml");
    let mapping = Mapping::read(text, "mapping.example.toml", &kinds()).expect("a mapping");
    let communes = CommunePoints::default();
    let around =
        Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features: &NO_FEATURE };
    let rows = "Nom;Adresse;Code postal;Ville;Coordonnées;Téléphone;Horaires;Vérifié le;Complet;Complet jusqu'au\n\
        Café;1 rue X;12000;Rodez;44.35,2.57;0565000000;lundi 9h-12h;01/10/2026;;\n";
    let mut found = Collected::default();
    read(rows.as_bytes(), "lieux.csv", &mapping, &kinds(), &around, &mut found).expect("its columns");
    assert_eq!(found.items[0].place.as_ref().map(|place| place.hours.as_str()), Some("Mo 09:00-12:00"));
}

#[test]
fn what_a_mapping_cannot_say() {
    for (text, said) in [
        (MAPPING.replace("phone =", "fone ="), "line 15: unknown field `fone`"),
        (
            MAPPING.replace("\"frigo_solidaire\"", "\"frigo_solidair\""),
            "line 28: 'frigo_solidair' is no kind of place of vocabulary.toml; do you mean 'frigo_solidaire'?",
        ),
        (MAPPING.replace("licence = \"etalab-2.0\"", ""), "missing field `licence`"),
        (String::new(), "missing field"),
    ] {
        let error = Mapping::read(&text, "mapping.toml", &kinds()).expect_err("a fault").to_string();
        assert!(error.contains(said), "{error}");
    }
    let mapping = Mapping::read(MAPPING, "mapping.toml", &kinds()).expect("a mapping");
    let communes = CommunePoints::default();
    let around =
        Around { undated: Date { year: 2026, month: 11, day: 30 }, communes: &communes, features: &NO_FEATURE };
    let head = HEAD.replace("Tel;", "Telephone;");
    let error = read(head.as_bytes(), "lieux.csv", &mapping, &kinds(), &around, &mut Collected::default());
    let error = error.expect_err("a column is not there").to_string();
    assert!(error.contains("no column `Tél.`") && error.contains("`telephone`"), "{error}");
}
