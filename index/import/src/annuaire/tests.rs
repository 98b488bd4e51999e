//! - the three forms give the same counters: kinds, addresses, hours, phones; JSON inside strings or not;
//! - an e-mail address never comes out, wherever the source puts it;
//! - what is broken costs the field, with a warning that names it, not the record; a broken record not the run;
//! - hours that cannot be read are uncertain, never closed;
//! - identifiers are the same in every run and never shared, whatever the order of the file;
//! - a file that is something else is refused in one sentence.

use super::*;
use crate::position::{Around, CommunePoints};
use crate::sink::Collected;
use guichet_content::Features;
use guichet_core::model::{Date, Item, Position};
use std::sync::LazyLock;

const UNDATED: Date = Date { year: 2026, month: 10, day: 1 };

static NO_FEATURE: LazyLock<Features> = LazyLock::new(Features::default);

static NO_COMMUNE: LazyLock<CommunePoints> = LazyLock::new(CommunePoints::default);

fn around() -> Around<'static> {
    Around { undated: UNDATED, communes: &NO_COMMUNE, features: &NO_FEATURE }
}

fn counted(bytes: &[u8], around: &Around<'_>) -> (Counts, Collected) {
    let mut found = Collected::default();
    let counts = read(bytes, "test", around, &mut found).expect("this format");
    assert_eq!(counts.read, counts.kept + counts.refused);
    assert_eq!(found.items.len(), counts.kept);
    (counts, found)
}

fn collected(text: &str) -> Collected {
    counted(text.as_bytes(), &around()).1
}

fn hours(item: &Item) -> &str {
    &item.place.as_ref().expect("a place").hours
}

fn fields(found: &Collected) -> Vec<&str> {
    found.findings.iter().map(|finding| finding.field.as_str()).collect()
}

const ROWS: &str = r#"code_insee,nom,adresse,accessibilite,accessibilite_details,latitude,longitude,horaires,email,telephone,site
01001,Mairie - Une-Ville,"1 rue Haute
01400 Une-Ville",NAC,,46.151676178,4.92007112503,"[[""lundi"",""jeudi"",[[""09:00:00"",""12:00:00""],[""14:00:00"",""17:00:00""]]],[""vendredi"",""vendredi"",[[""09:00:00"",""12:00:00""]]]]",quelquun@exemple.fr,0400000000,https://exemple.fr
13055,Mairie - Deux,"Quai
13233 Deux Cedex 20",NAC,,91,4.9,"[[""lundi"","""",[[""14:00:00"",""12:00:00""]]],[""mardi"",""mardi"",[[""09:00:30"",""09:00:30""]]]]",,03 90 6,autre@exemple.fr
,,,,,,,,,,
01003,"Mairie - Trois""#;

#[test]
fn rows_of_town_halls() {
    let (counts, found) = counted(ROWS.as_bytes(), &around());
    assert_eq!((counts.read, counts.kept, counts.refused), (3, 3, 0));
    let first = &found.items[0];
    let place = first.place.as_ref().expect("a place");
    assert_eq!((first.id.as_str(), first.title.as_str()), ("place/mairie-01001", "Mairie - Une-Ville"));
    assert_eq!(
        (place.address.as_str(), place.postal_code.as_str(), place.commune.as_str()),
        ("1 rue Haute", "01400", "Une-Ville")
    );
    assert_eq!(place.hours, "Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00");
    assert_eq!((place.phone.as_str(), place.website.as_str()), ("04 00 00 00 00", "https://exemple.fr"));
    assert!(place.position.is_some() && first.source.date == UNDATED && first.source.licence == LICENCE);
    let second = &found.items[1];
    assert_eq!(second.place.as_ref().map(|place| place.commune.as_str()), Some("Deux"));
    assert_eq!(hours(second), "Mo unknown \"horaires à vérifier\"", "a reversed span is doubt, not closing");
    let fields = fields(&found);
    for field in ["latitude", "horaires", "telephone", "site"] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
    assert!(found.findings.iter().all(|warning| warning.source.starts_with("test:")), "each with its line");
    assert!(!format!("{:?}{:?}", found.items, found.findings).contains('@'), "no e-mail address");
}

const WHOLE: &str = r#"{"service": [{
  "plage_ouverture": [
    {"nom_jour_debut": "Lundi", "nom_jour_fin": "Vendredi", "valeur_heure_debut_1": "09:00:00", "valeur_heure_fin_1": "12:00:00",
     "valeur_heure_debut_2": "14:00:00", "valeur_heure_fin_2": "17:00:00", "commentaire": ""},
    {"nom_jour_debut": "Samedi", "nom_jour_fin": "Samedi", "valeur_heure_debut_1": "09:00:00", "valeur_heure_fin_1": "12:00:00",
     "valeur_heure_debut_2": "", "valeur_heure_fin_2": "", "commentaire": "2e et 4e samedis"}],
  "site_internet": [{"libelle": "", "valeur": "www.exemple.fr"}],
  "nom": "Mairie - Ville", "date_modification": "08/03/2021 14:14:36", "adresse_courriel": ["quelquun@exemple.fr"],
  "pivot": [{"type_service_local": "cg", "code_insee_commune": ["45300"]}, {"type_service_local": "mairie", "code_insee_commune": ["45300"]}],
  "commentaire_plage_ouverture": "Fermé en août", "id": "b94f406e-0b1b-4902-974c-3439a08ec1b0",
  "telephone": [{"valeur": "02 00 00 00 00", "description": ""}, {"valeur": "0200000001", "description": "État civil"}, {"valeur": "12", "description": ""}],
  "code_insee_commune": "45300", "statut_de_diffusion": "true",
  "adresse": [{"type_adresse": "Adresse postale", "numero_voie": "BP 1", "code_postal": "45641", "nom_commune": "Ville Cedex"},
    {"type_adresse": "Adresse", "complement1": "Bâtiment A", "numero_voie": "2 rue Basse", "code_postal": "45640", "nom_commune": "Ville",
     "longitude": "2.02933", "latitude": "47.84579", "accessibilite": "ACC", "note_accessibilite": "rampe d'accès"}]
}]}"#;

#[test]
fn the_whole_directory() {
    let found = collected(WHOLE);
    let item = &found.items[0];
    let place = item.place.as_ref().expect("a place");
    assert_eq!((item.id.as_str(), place.kind.as_str()), ("place/mairie-45300", "mairie"));
    assert_eq!(item.counters, ["cg"], "the other kind is kept");
    assert_eq!(place.hours, "Mo-Fr 09:00-12:00,14:00-17:00; Sa 09:00-12:00 unknown \"2e et 4e samedis\"");
    assert_eq!((place.address.as_str(), place.postal_code.as_str()), ("Bâtiment A\n2 rue Basse", "45640"));
    assert_eq!((place.phone.as_str(), item.phones.len()), ("02 00 00 00 00", 1));
    assert_eq!(item.source.date, Date { year: 2021, month: 3, day: 8 });
    let headings: Vec<&str> = item.sections.iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings, ["Accès", "Horaires : à savoir"]);
    assert_eq!(fields(&found), ["telephone"]);
    assert!(!format!("{item:?}").contains('@'));
}

#[test]
fn pages_of_the_api_hold_json_in_strings() {
    let whole: serde_json::Value = serde_json::from_str(WHOLE).expect("sound");
    let mut record = whole["service"][0].clone();
    for list in ["plage_ouverture", "site_internet", "pivot", "telephone", "adresse"] {
        record[list] = serde_json::Value::String(record[list].to_string());
    }
    let page = serde_json::json!({ "total_count": 1, "results": [record] }).to_string();
    let export = serde_json::json!([record]).to_string();
    let older = serde_json::json!({ "records": [{ "recordid": "x", "fields": record }] }).to_string();
    let one = collected(WHOLE).items;
    for (form, text) in [("page", page), ("export", export), ("older", older)] {
        assert_eq!(collected(&text).items, one, "{form}");
    }
    let table = "id;nom;code_insee_commune;pivot;plage_ouverture\n\
        u1;Caisse;45300;\"[{\"\"type_service_local\"\": \"\"caf\"\"}]\";\"[{\"\"nom_jour_debut\"\": \"\"Lundi\"\", \"\"nom_jour_fin\"\": \"\"Mardi\"\", \"\"valeur_heure_debut_1\"\": \"\"09:00:00\"\", \"\"valeur_heure_fin_1\"\": \"\"12:00:00\"\"}]\"\n";
    let rows = collected(table);
    assert_eq!((rows.items[0].id.as_str(), hours(&rows.items[0])), ("place/caf-45300-u1", "Mo-Tu 09:00-12:00"));
}

#[test]
fn annexes_have_identifiers_of_their_own_in_any_order() {
    let record = |id: &str, name: &str| serde_json::json!({ "id": id, "nom": name, "code_insee_commune": "35288", "pivot": [{ "type_service_local": "mairie" }] });
    let main = record("aaaaaaaa-1", "Mairie - Ville");
    let annexe = record("bbbbbbbb-1", "Mairie - Ville - annexe Port");
    let delegated = record("cccccccc-1", "Mairie déléguée - Bourg");
    let ids = |records: &[&serde_json::Value]| {
        let mut ids: Vec<String> = collected(&serde_json::json!(records).to_string())
            .items
            .into_iter()
            .map(|item| item.id.to_string())
            .collect();
        ids.sort();
        ids
    };
    let found = ids(&[&main, &annexe, &delegated]);
    assert_eq!(found, ["place/mairie-35288", "place/mairie-35288-bbbbbbbb", "place/mairie-35288-cccccccc"]);
    assert_eq!(ids(&[&delegated, &annexe, &main]), found);
    let twice = collected(&serde_json::json!([main, record("dddddddd", "Mairie - Ville (bis)"), main]).to_string());
    assert_eq!(twice.items.len(), 2, "the same counter again is not kept; another one of its identifier is");
    let (same, _) = counted(serde_json::json!([main, main, main]).to_string().as_bytes(), &around());
    assert_eq!((same.kept, same.refused), (1, 2));
}

#[test]
fn broken_records_do_not_stop_the_run() {
    let text = r#"[7, null, {"nom": "Sans lieu"}, {"nom": "Retirée", "code_insee_commune": "01001", "statut_de_diffusion": "false"},
        {"nom": "Bonne\u001b[2J", "code_insee_commune": "01001", "pivot": "[{broken", "adresse": 5, "telephone": {"valeur": "115"}, "plage_ouverture": "[[]]"},
        {"nom": "Coupée", "#;
    let (counts, found) = counted(text.as_bytes(), &around());
    assert_eq!((counts.read, counts.kept, counts.refused), (5, 1, 4));
    assert_eq!(found.items[0].title, "Bonne[2J");
    assert_eq!(
        found.items[0].place.as_ref().map(|place| (place.kind.as_str(), place.phone.as_str())),
        Some(("administration", "115"))
    );
    assert!(found.findings.iter().any(|warning| warning.message.contains("breaks off")));
    assert!(fields(&found).contains(&"pivot"));
}

#[test]
fn other_files_are_refused_in_a_sentence() {
    for text in ["", "  \n", "<html>", "{}", "[]", "{\"service\": 3}", "a,b,c\n1,2,3\n", "[1", "\u{feff}"] {
        let error = read(text.as_bytes(), "export.csv", &around(), &mut Collected::default()).expect_err(text);
        assert!(error.is_user_error() && error.to_string().contains("export.csv"), "{text:?}: {error}");
    }
}

#[test]
fn old_spreadsheets_are_read() {
    let mut rows =
        b"\xef\xbb\xbfcode_insee;nom;adresse;telephone\r\n1004;Mairie - Amb\xe9rieu;\"Rue\r\n01500 Amb\xe9rieu\";\r\n"
            .to_vec();
    rows.extend(b"01005;Mairie - Court\r\n");
    let (_, found) = counted(&rows, &around());
    assert_eq!(
        (found.items[0].id.as_str(), found.items[0].title.as_str()),
        ("place/mairie-01004", "Mairie - Ambérieu")
    );
    assert_eq!(found.items.len(), 2);
}

#[test]
fn huge_fields_are_cut() {
    let name = "é".repeat(1_000_000);
    let text =
        format!("code_insee,nom,adresse,horaires\n01001,{name},\"{name}\n01400 {name}\",\"{}\"\n", "[".repeat(500_000));
    let found = collected(&text);
    let place = found.items[0].place.as_ref().expect("a place");
    assert!(found.items[0].title.len() <= 400 && place.address.len() <= 400 && place.commune.len() <= 400);
    assert!(place.hours.is_empty());
}

#[test]
fn a_counter_far_from_its_commune_is_put_back() {
    let communes = Position::new(46.15, 4.93).map(|point| ("01001".to_owned(), point)).into_iter().collect();
    let around = Around { undated: UNDATED, communes: &communes, features: &NO_FEATURE };
    let rows =
        "code_insee,nom,latitude,longitude\n01001,Mairie - A,46.15,-4.92\n01001,Mairie - B,,\n01002,Mairie - C,,\n";
    let (_, found) = counted(rows.as_bytes(), &around);
    let at: Vec<Option<Position>> = found.items.iter().map(Item::position).collect();
    assert_eq!(at, [Position::new(46.15, 4.92), Position::new(46.15, 4.93), None]);
}

#[test]
fn seasons_closures_and_counters_of_the_directory() {
    let text = r#"{"results": [{
      "id": "21111111", "nom": "Caisse", "code_insee_commune": "12202", "siret": "732 829 320 00074",
      "pivot": "[{\"type_service_local\": \"caf\", \"code_insee_commune\": [\"12202\",\"12145\"]}]",
      "adresse": "[{\"type_adresse\": \"Adresse postale\", \"numero_voie\": \"BP 12\", \"code_postal\": \"12005\"},{\"type_adresse\": \"Adresse physique\", \"numero_voie\": \"3 rue X\", \"code_postal\": \"12000\", \"nom_commune\": \"Rodez\"}]",
      "telephone": "[{\"valeur\": \"0 899 00 00 00\", \"description\": \"2,99 € / appel\"},{\"valeur\": \"05 65 00 00 00 / 05 65 00 00 01\"}]",
      "commentaire_plage_ouverture": "Fermé le 24 décembre 2026.",
      "plage_ouverture": "[{\"nom_jour_debut\": \"Lundi\", \"nom_jour_fin\": \"Mardi\", \"valeur_heure_debut_1\": \"09:00:00\", \"valeur_heure_fin_1\": \"12:00:00\"},{\"nom_jour_debut\": \"Lundi\", \"nom_jour_fin\": \"Lundi\", \"valeur_heure_debut_1\": \"10:00:00\", \"valeur_heure_fin_1\": \"11:00:00\", \"date_debut\": \"2026-07-01\", \"date_fin\": \"2026-08-31\"}]"
    }]}"#;
    let found = collected(text);
    let item = &found.items[0];
    let place = item.place.as_ref().expect("a place");
    assert_eq!((place.kind.as_str(), place.siret.as_str()), ("caf", "73282932000074"));
    assert_eq!((place.address.as_str(), place.postal_code.as_str()), ("3 rue X", "12000"));
    assert_eq!(place.phone, "05 65 00 00 00");
    let others: Vec<(&str, &str)> =
        item.phones.iter().map(|phone| (phone.number.as_str(), phone.terms.as_str())).collect();
    assert_eq!(others, [("05 65 00 00 01", ""), ("08 99 00 00 00", "2,99 € / appel")]);
    assert_eq!(
        place.hours,
        "Mo-Tu 09:00-12:00; 2026 Jul 01-2026 Aug 31 off; 2026 Jul 01-2026 Aug 31 Mo 10:00-11:00; 2026 Dec 24 off"
    );
    assert!(found.findings.iter().all(|finding| finding.source.starts_with("test:")), "each with its line");
}
