//! Places come in and go out:
//! - a folder of structures and services is one edition; what it offers is known by its label, in both languages;
//! - handed out and imported again, the same file goes out, in each standard that is read;
//! - what a source no longer lists stays for a year and says so, an earlier edition or another source takes nothing away;
//! - of two licences one alone is handed out, and what stood there stays where they are mixed;
//! - nobody is told that a place opens when it may open elsewhere.

use crate::common::{Desk, now};
use guichet_core::model::{Item, ItemId, Lang, Moment, OpeningState};
use guichet_core::ports::catalog::Catalog;
use guichet_core::talk::{Event, Session, turn};
use guichet_index::{Chosen, Error, ExportFormat, Format, import};
use std::fs;
use std::path::{Path, PathBuf};

const STRUCTURES: &str = r#"[{"id":"s1","source":"dora","nom":"CCAS de Rodez","typologie":"CCAS","commune":"Rodez","code_postal":"12000",
    "code_insee":"12202","adresse":"1 rue X","telephone":"0565000000","date_maj":"2025-01-02","latitude":44.35,"longitude":2.57},
    {"id":"s2","source":"dora","nom":"Espace","services":"Prendre en main un ordinateur","commune":"Rodez","code_postal":"12000",
    "code_insee":"12202","adresse":"2 rue X","date_maj":"2025-01-02","licence":"ODbL-1.0"}]"#;
const SERVICES: &str = r#"[{"id":"a","structure_id":"s1","source":"dora","nom":"Colis","thematiques":["equipement-et-alimentation--alimentation"],
    "types":["aide-materielle"],"frais":["gratuit"]}]"#;

fn chosen(source: &str, licence: &str) -> Chosen {
    Chosen { source: Some(source.into()), licence: (!licence.is_empty()).then(|| licence.into()) }
}

impl Desk {
    fn structures(&self) -> PathBuf {
        let folder = self.temp.path().join("edition");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("services.json"), SERVICES).expect("written");
        fs::write(folder.join("structures.json"), STRUCTURES).expect("written");
        fs::write(folder.join("README.md"), "of another kind").expect("written");
        folder
    }

    fn brought(&self, format: Format, path: &Path) {
        let report = import(&self.folder, format, path, format.name(), now()).expect("imported");
        assert!(report.in_force() && report.refused == 0, "{report:?}");
    }

    fn handed_out(&self, format: ExportFormat, chosen: &Chosen) -> (PathBuf, String) {
        let path = self.temp.path().join(format!("out.{}", format.name()));
        guichet_index::export(&self.folder, format, chosen, &path).expect("exported");
        let text = fs::read_to_string(&path).expect("UTF-8");
        (path, text)
    }
}

#[test]
fn a_folder_is_one_edition_and_goes_out_the_same() {
    let desk = Desk::new();
    desk.brought(Format::DataInclusion, &desk.structures());
    let guide = desk.guide();
    let ccas = guide.item(&ItemId::place("ccas-12202-doras1"), Lang::FR).expect("read").expect("the CCAS");
    let features = ccas.place.expect("a place").features;
    let labels = |lang| features.iter().filter_map(|id| guide.feature(id, lang)).collect::<Vec<_>>().join(", ");
    assert_eq!(labels(Lang::FR), "Aide alimentaire, Équipement et alimentation, Gratuit");
    assert_eq!(labels(Lang::from_code("en").expect("English")), "Food aid, Goods and food, Free");

    let mine = chosen("data-inclusion", "etalab-2.0");
    let (path, first) = desk.handed_out(ExportFormat::DataInclusion, &mine);
    assert!(first.contains("\"dora--s1\"") && !first.contains("Espace"));
    let other = Desk::new();
    other.brought(Format::DataInclusion, &path);
    assert_eq!(other.handed_out(ExportFormat::DataInclusion, &mine).1, first);

    let (path, first) = desk.handed_out(ExportFormat::Mednum, &chosen("data-inclusion", "odbl-1.0"));
    assert!(first.lines().count() == 2 && first.contains("Espace"), "{first}");
    other.brought(Format::Mednum, &path);
    assert_eq!(other.handed_out(ExportFormat::Mednum, &chosen("mednum", "")).1, first);
}

#[test]
fn what_a_source_no_longer_lists_stays_for_a_year() {
    let desk = Desk::new();
    let edition = |ids: &[&str], day: &str, now: &str| {
        let row = |id: &&str| {
            format!(
                r#"{{"id":"{id}","nom":"Espace {id}","commune":"Rodez","code_postal":"12000","adresse":"{} rue X",
                "latitude":44.35,"longitude":2.57,"telephone":"0565000000","date_maj":"{day}","source":"x"}}"#,
                id.len()
            )
        };
        let path = desk.temp.path().join("lieux.json");
        fs::write(&path, format!("[{}]", ids.iter().map(row).collect::<Vec<_>>().join(","))).expect("written");
        let now = Moment::parse(now).expect("a moment");
        import(&desk.folder, Format::Mednum, &path, "mednum", now).expect("imported")
    };
    let gone = |id: &str| {
        let guide = desk.guide();
        let found = |item: Item| item.place.expect("a place").gone.map_or(String::new(), |day| day.to_string());
        guide.item(&ItemId::place(&format!("mediation_numerique-12202-{id}")), Lang::FR).expect("read").map(found)
    };
    edition(&["a", "bb", "ccc"], "2026-01-10", "2026-02-01T10:00");
    let report = edition(&["a", "bb"], "2026-05-10", "2026-06-01T10:00");
    assert_eq!((report.read, report.kept, report.refused), (2, 2, 0));
    assert!(fs::read_to_string(&report.file).expect("a report").contains("no longer listed since 2026-05-10"));
    assert_eq!((gone("a").as_deref(), gone("ccc").as_deref()), (Some(""), Some("2026-05-10")));
    let (_, table) = desk.handed_out(ExportFormat::Csv, &chosen("mednum", ""));
    assert_eq!(table.lines().count(), 3, "what is gone is not handed out");
    // It is still so in the next edition, until a year has passed; and back as soon as it is listed.
    edition(&["a", "bb"], "2026-09-10", "2026-10-01T10:00");
    assert_eq!(gone("ccc").as_deref(), Some("2026-05-10"));
    edition(&["a", "bb", "ccc"], "2026-10-10", "2026-10-20T10:00");
    assert_eq!(gone("ccc").as_deref(), Some(""));
    edition(&["a", "bb"], "2026-11-10", "2026-11-20T10:00");
    edition(&["a", "bb"], "2027-11-10", "2027-11-20T10:00");
    assert_eq!((gone("a").as_deref(), gone("ccc")), (Some(""), None), "a year later");
    // An earlier edition knows nothing of what came since, and another source nothing of this one.
    edition(&["a"], "2027-01-10", "2027-11-20T10:00");
    assert_eq!((gone("a").as_deref(), gone("bb")), (Some(""), None));
    edition(&["dddd"], "2028-01-10", "2028-01-20T10:00");
    assert_eq!((gone("a"), gone("dddd").as_deref()), (None, Some("")));
}

#[test]
fn licences_that_cannot_share_a_file_leave_what_was_there() {
    let desk = Desk::new();
    desk.brought(Format::DataInclusion, &desk.structures());
    let path = desk.temp.path().join("out.csv");
    fs::write(&path, "old").expect("written");
    let mixed = guichet_index::export(&desk.folder, ExportFormat::Csv, &chosen("data-inclusion", ""), &path);
    let said = mixed.as_ref().map(|_| ()).map_err(Error::to_string).expect_err("a mix");
    assert!(said.contains("--licence ODbL-1.0"), "{said}");
    assert_eq!(fs::read_to_string(&path).expect("still there"), "old");
    let (_, table) = desk.handed_out(ExportFormat::Csv, &chosen("data-inclusion", "ODbL-1.0"));
    assert_eq!(table.lines().count(), 2);
    let (_, map) = desk.handed_out(ExportFormat::GeoJson, &chosen("annuaire", ""));
    assert!(map.lines().count() > 30_000, "the town halls that are built in");
}

#[test]
fn a_place_that_may_open_next_is_not_told_to_open() {
    let desk = Desk::new();
    let guide = desk.guide();
    // A bus with several stops: each of its hours may be at another one.
    let bus = ItemId::place("msap-18279-1892");
    let place = guide.item(&bus, Lang::FR).expect("read").expect("the bus").place.expect("a place");
    let evening = Moment::parse("2026-11-24T19:00").expect("a moment");
    let opening = guide.opening(&place, evening);
    assert!(opening.next_change.is_some_and(|next| guide.opening(&place, next).state == OpeningState::Unknown));
    let session = Session { lang: Some(Lang::FR), commune: Some("18279".into()), ..Session::default() };
    let shown = turn(&guide, &session, Event::Press(format!("open {bus}")), evening);
    let text = format!("{:?}", shown.view.blocks);
    assert!(text.contains("Bus France services") && text.contains("itinérant"), "{text}");
    assert!(!text.contains("Ouvre"), "{text}");
}
