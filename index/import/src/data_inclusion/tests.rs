//! - a service is joined to its structure, whichever comes first and in whichever file; both versions, JSON and CSV;
//! - a service without a structure is a place where it has an address, else it is refused;
//! - markup, lines, emoji and addresses of mail do not come through; one bad record stops nothing.

use super::*;
use crate::position::CommunePoints;
use crate::sink::Collected;
use guichet_core::model::{Block, Date};
use std::io::Cursor;

const STRUCTURES: &str = r#"[
    {"id":"s1","source":"dora","siret":"43493312300029","nom":"CCAS de \u2728 Rodez","typologie":"CCAS","commune":"Rodez",
     "code_postal":"12000","code_insee":"12202","adresse":"1 rue X","telephone":"0565000000","courriel":"a@b.fr",
     "presentation_resume":"<p>Aide&nbsp;sociale.</p>\nÉcrire à jean@exemple.fr","date_maj":"2023-01-02"},
    {"id":"s2","source":"siao","nom":"Foyer","typologie":"ASSO;CHRS","commune":"Rodez","code_insee":"12202","adresse":"2 rue Y","date_maj":"2023-01-02"},
    {"id":"s3","source":"x","nom":"Espace","services":"Prendre en main un ordinateur;Autre chose","labels_nationaux":"CNFS","commune":"Rodez","code_insee":"12202","adresse":"3 rue Z","date_maj":"2023-01-02"},
    7]"#;
const SERVICES: &str = r#"{"services":[
    {"id":"a","structure_id":"s1","source":"dora","nom":"Épicerie","prise_rdv":"https://rdv.example/ccas","types":["aide-materielle"],"thematiques":["equipement-et-alimentation--alimentation"],"frais":["gratuit"],"profils":["familles-enfants"]},
    {"id":"b","structure_id":"none","source":"dora","nom":"Nulle part","types":[],"thematiques":["mobilite"]},
    {"id":"c","structure_id":"none","source":"dora","nom":"Garage","thematiques":["mobilite--entretenir-reparer-son-vehicule"],"commune":"Rodez","code_insee":"12202","adresse":"4 rue W","date_maj":"2023-01-02"}]}"#;

fn read_of(files: &[&str]) -> (Counts, Collected) {
    let features: Features = include_str!("../../../../content/features.toml").parse().expect("the vocabulary");
    let communes = CommunePoints::default();
    let around = Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &communes, features: &features };
    let names: Vec<String> = (0..files.len()).map(|index| format!("f{index}")).collect();
    let mut sink = Collected::default();
    let open = |index: usize| Ok(Cursor::new(files[index].to_owned()));
    let counts = read(&names, open, &around, &mut sink).expect("structures");
    assert_eq!(counts.read, counts.kept + counts.refused);
    (counts, sink)
}

fn features(item: &Item) -> Vec<&str> {
    item.place.iter().flat_map(|place| place.features.iter().map(FeatureId::as_str)).collect()
}

#[test]
fn services_are_joined_whatever_the_order() {
    let together = format!(r#"{{"services":{},"structures":{STRUCTURES}}}"#, &SERVICES[12..SERVICES.len() - 1]);
    for files in [vec![STRUCTURES, SERVICES], vec![SERVICES, STRUCTURES], vec![together.as_str()]] {
        let (counts, found) = read_of(&files);
        assert_eq!((counts.read, counts.kept, counts.refused), (7, 5, 2));
        let ccas = found.items.iter().find(|item| item.title == "CCAS de Rodez").expect("the CCAS");
        let place = ccas.place.as_ref().expect("a place");
        assert_eq!((place.kind.as_str(), place.siret.as_str()), ("ccas", "43493312300029"));
        assert_eq!(features(ccas), ["service/food", "service/goods", "public/families", "fee/free"]);
        assert_eq!((ccas.source.id.as_str(), ccas.source.publisher.as_str()), ("dora--s1", "data·inclusion (dora)"));
        assert_eq!(ccas.summary, "Aide sociale. Écrire à");
        assert_eq!(ccas.sections[0].blocks, [Block::Text("Épicerie".into())]);
        assert_eq!(ccas.booking(), Some("https://rdv.example/ccas"), "the link of a service, with the structure");
        let foyer = found.items.iter().find(|item| item.title == "Foyer").expect("the shelter");
        assert_eq!(foyer.place.as_ref().map(|place| place.kind.as_str()), Some("hebergement"));
        assert_eq!(foyer.counters, ["association"]);
        let digital = found.items.iter().find(|item| item.title == "Espace").expect("the digital place");
        assert_eq!(digital.place.as_ref().map(|place| place.kind.as_str()), Some("mediation_numerique"));
        assert_eq!(features(digital), ["service/digital-skills", "label/digital-adviser"]);
        let garage = found.items.iter().find(|item| item.title == "Garage").expect("the service");
        assert_eq!(features(garage), ["service/vehicle-repair"]);
        let all = serde_json::to_string(&found.items).expect("JSON");
        assert!(!all.contains('@') && !all.contains('\u{2728}'), "{all}");
    }
}

#[test]
fn the_new_schema_is_read_as_json_and_as_tables() {
    let structures = "id,source,nom,date_maj,siret,commune,code_insee,code_postal,adresse,telephone,reseaux_porteurs\n\
        dora--1,dora,Mission locale,2025-05-01,,Rodez,12202,12000,1 rue X,+33565000000,\"['mission-locale', 'france-service']\"\n";
    let services = "id,structure_id,source,nom,description,date_maj,type,thematiques,frais,publics,modes_accueil,modes_mobilisation\n\
        dora--a,dora--1,dora,Emploi,Un service,2025-05-01,atelier,\"['preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation', 'inconnu--de-tous']\",gratuit,['jeunes'],['a-distance'],['se-presenter']\n";
    let json = r#"{"items":[{"id":"dora--1","source":"dora","nom":"Mission locale","date_maj":"2025-05-01","siret":null,"commune":"Rodez",
        "code_insee":"12202","code_postal":"12000","adresse":"1 rue X","telephone":"+33565000000","reseaux_porteurs":["mission-locale","france-service"]},
        {"id":"dora--a","structure_id":"dora--1","source":"dora","nom":"Emploi","description":"Un service","date_maj":"2025-05-01","type":"atelier",
        "thematiques":["preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation"],"frais":"gratuit","publics":["jeunes"],
        "modes_accueil":["a-distance"],"modes_mobilisation":["se-presenter"]}]}"#;
    for files in [vec![structures, services], vec![services, structures], vec![json]] {
        let (counts, found) = read_of(&files);
        assert_eq!((counts.read, counts.kept, found.items.len()), (2, 2, 1));
        let item = &found.items[0];
        assert_eq!(item.id.as_str(), "place/mission_locale-12202-dora1");
        assert_eq!(item.counters, ["msap"]);
        let offered = [
            "service/cv",
            "public/young",
            "fee/free",
            "access/no-appointment",
            "mode/remote",
            "label/france-services",
            "support/group",
        ];
        assert_eq!(features(item), offered);
    }
}

#[test]
fn another_kind_of_file_is_refused_alone_and_left_out_among_others() {
    let features = Features::default();
    let communes = CommunePoints::default();
    let around = Around { undated: Date { year: 2026, month: 1, day: 2 }, communes: &communes, features: &features };
    for wrong in ["", "<html>", "a,b\n1,2\n", "{\"a\":1}"] {
        let open = |_| Ok(Cursor::new(wrong.to_owned()));
        assert!(read(&["f".to_owned()], open, &around, &mut Collected::default()).is_err(), "{wrong}");
    }
    let (counts, found) = read_of(&["value,label\na,b\n", STRUCTURES]);
    assert_eq!((counts.kept, counts.refused), (3, 1));
    assert!(found.findings.iter().any(|finding| finding.source == "f0" && finding.message.contains("left out")));
}

#[test]
fn a_link_to_ask_is_that_of_people_who_come_by_themselves() {
    let structures = r#"[{"id":"dora--1","source":"dora","nom":"Mission","commune":"Rodez","code_insee":"12202","adresse":"1 rue X",
        "telephone":"0565000000","date_maj":"2026-01-02"}]"#;
    let service = |who: &str, link: &str| {
        format!(
            r#"{{"services":[{{"id":"dora--2","structure_id":"dora--1","source":"dora","nom":"Aide","thematiques":["mobilite"],
            "mobilisable_par":{who},"lien_mobilisation":"{link}"}}]}}"#
        )
    };
    for (who, link, found) in [
        (r#"["usagers"]"#, "https://rdv.example/a", Some("https://rdv.example/a")),
        (r#"["professionnels","usagers"]"#, "rdv.example/a", Some("http://rdv.example/a")),
        (r#"["professionnels"]"#, "https://rdv.example/a", None),
        (r#"["usagers"]"#, "sur place", None),
    ] {
        let (_, read) = read_of(&[structures, &service(who, link)]);
        assert_eq!(read.items[0].booking(), found, "{who} {link}");
        assert_eq!(read.items[0].place.as_ref().map(|place| place.phone.as_str()), Some("05 65 00 00 00"));
    }
}
