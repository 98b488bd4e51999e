//! The thesaurus goes out and comes in, as SKOS:
//! - what is exported and imported again changes nothing; the export holds the packs over the embedded concepts;
//! - an imported concept leads to where it says, in a search, and one of ours is replaced by its twin;
//! - a pack written by hand does not put the embedded concepts before those of an imported one;
//! - a broken source changes nothing; concepts that were cut on the disk leave their pack out, with one sentence;
//! - an export is whole or is not there, and never takes the place of a folder.

use crate::common::{Desk, card, now, titles};
use guichet_index::{Chosen, Error, ExportFormat, Format, Report, check, export, import};
use std::fs;
use std::path::PathBuf;

const HEAD: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
    @prefix dcterms: <http://purl.org/dc/terms/> .\n";

/// A concept that leads to the card of housing benefit.
fn concept(id: &str, label: &str) -> String {
    format!(
        "<urn:guichet:concept:{id}> a skos:Concept ; skos:prefLabel \"{label}\"@fr ; \
         dcterms:references <urn:guichet:item:card/apl> .\n"
    )
}

impl Desk {
    fn skos(&self, text: &str, pack: &str) -> Result<Report, Error> {
        let path = self.temp.path().join(format!("{pack}.ttl"));
        fs::write(&path, format!("{HEAD}{text}")).expect("written");
        import(&self.folder, Format::Skos, &path, pack, now())
    }

    fn export(&self) -> (PathBuf, String) {
        let path = self.temp.path().join("out.ttl");
        export(&self.folder, ExportFormat::Skos, &Chosen::default(), &path).expect("exported");
        let text = fs::read_to_string(&path).expect("UTF-8");
        (path, text)
    }
}

#[test]
fn what_goes_out_comes_in_and_goes_out_the_same() {
    let desk = Desk::new();
    let (path, before) = desk.export();
    assert!(!desk.folder.root().exists(), "an export writes nothing in the data folder");
    assert!(before.contains("concept:logement-social a skos:Concept"));
    let report = import(&desk.folder, Format::Skos, &path, "skos", now()).expect("imported");
    assert!(report.in_force() && report.refused == 0 && report.warnings == 0 && report.items > 100, "{report:?}");
    assert_eq!(desk.export().1, before);
    assert!(
        check(&desk.folder, now().date)
            .expect("checked")
            .findings
            .iter()
            .all(|finding| !finding.source.contains("skos"))
    );
}

#[test]
fn an_imported_concept_leads_where_it_says() {
    let desk = Desk::new();
    let apl = "Aide au logement (APL, ALF, ALS)".to_owned();
    assert!(!titles(&desk.guide(), "zibeline quetzal").contains(&apl));
    let report = desk.skos(&concept("zibeline", "zibeline quetzal"), "ville").expect("imported");
    assert_eq!((report.read, report.kept, report.items), (1, 1, 1));
    assert_eq!(titles(&desk.guide(), "zibeline quetzal").first(), Some(&apl));
    desk.skos(&concept("autre", "autre chose"), "ville").expect("imported");
    assert!(!titles(&desk.guide(), "zibeline quetzal").contains(&apl), "importing again replaces");
}

#[test]
fn packs_stand_over_the_embedded_concepts() {
    let desk = Desk::new();
    // Written by hand, first by name, and of another opinion on nothing.
    card(&desk.path("packs/a-la-main"), "essai", "Chaudière zibeline");
    desk.skos(&concept("logement-social", "Un HLM chez nous"), "ville").expect("imported");
    let (_, text) = desk.export();
    assert!(text.contains("\"Un HLM chez nous\"@fr") && !text.contains("\"habitation à loyer modéré\"@fr"));
    assert!(text.contains("concept:conditions-logement-social a skos:Concept"), "the others stay");
}

#[test]
fn what_is_broken_changes_nothing() {
    let desk = Desk::new();
    desk.skos(&concept("zibeline", "zibeline quetzal"), "ville").expect("imported");
    let before = desk.export().1;
    let said = desk.skos("<urn:a> <urn:b> ,", "ville").expect_err("broken").to_string();
    assert!(said.contains("ville.ttl is broken at line 3"), "{said}");
    let report = desk.skos("<urn:guichet:concept:x> skos:prefLabel \"x\"@de .", "ville").expect("it ran");
    assert!(!report.in_force() && report.refused == 1);
    assert!(fs::read_to_string(&report.file).expect("a report").contains("no name in French"));
    assert_eq!(desk.export().1, before);

    let pack = desk.path("packs/ville");
    let stored = fs::read_dir(&pack).expect("a pack").flatten().map(|entry| entry.path());
    let stored = stored.filter(|path| path.to_string_lossy().contains("concepts-")).collect::<Vec<_>>();
    let [stored] = stored.as_slice() else { panic!("one file of concepts: {stored:?}") };
    fs::write(stored, "{").expect("cut");
    assert!(!desk.export().1.contains("zibeline"));
    let found = check(&desk.folder, now().date).expect("checked");
    assert!(found.findings.iter().any(|finding| finding.message.contains("import its source again")));
}

#[test]
fn an_export_is_whole_or_is_not_there() {
    let desk = Desk::new();
    let place = desk.temp.path().join("place");
    fs::create_dir(&place).expect("a folder");
    for path in [place.clone(), place.join("absent/out.ttl")] {
        let error = export(&desk.folder, ExportFormat::Skos, &Chosen::default(), &path).expect_err("no place");
        assert!(error.is_user_error() && error.to_string().contains("--out"), "{error}");
    }
    fs::write(place.join("out.ttl"), "before").expect("written");
    let count = export(&desk.folder, ExportFormat::Skos, &Chosen::default(), &place.join("out.ttl")).expect("exported");
    assert!(count.written > 100);
    assert!(fs::read_to_string(place.join("out.ttl")).expect("there").ends_with(" .\n"));
    assert_eq!(fs::read_dir(&place).expect("there").count(), 1, "no draft is left");
}
