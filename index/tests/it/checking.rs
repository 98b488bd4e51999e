//! The operator is told what is wrong, where, and what to do:
//! - the embedded content is clean; a folder, one card, a pack of the data folder are checked with file and line;
//! - a card past its review date is a warning, not a refusal;
//! - a broken pack is a refusal of `check` and a problem of `doctor`; an old one is a problem of `doctor`;
//! - neither builds an index, and `doctor` says what an empty folder lacks without calling it a problem.

use crate::common::{Desk, card, now};
use guichet_core::model::Date;
use guichet_index::config::{Given, Loaded};
use guichet_index::{Diagnosis, Finding, Severity, State, check, check_path, doctor};
use std::fs;
use std::path::Path;

fn today() -> Date {
    now().date
}

fn later() -> Date {
    Date::parse("2028-01-01").expect("a date")
}

fn loaded(desk: &Desk) -> Loaded {
    let data = Some(desk.folder.root().to_owned());
    Loaded::read(&Given { data, ..Given::default() }).expect("sound")
}

fn about(findings: &[Diagnosis], subject: &str) -> Diagnosis {
    findings.iter().find(|finding| finding.subject == subject).cloned().expect(subject)
}

#[test]
fn the_embedded_content_is_clean_and_nothing_is_written() {
    let desk = Desk::new();
    let checked = check(&desk.folder, today()).expect("checked");
    let refused: Vec<String> = checked.findings.iter().map(ToString::to_string).collect();
    assert_eq!(checked.refused(), 0, "{refused:#?}");
    assert!(checked.read >= 24, "{} cards", checked.read);
    assert!(!desk.folder.root().exists());
}

#[test]
fn a_fault_is_told_with_its_file_and_line() {
    let desk = Desk::new();
    let folder = desk.temp.path().join("content");
    card(&folder, "essai", "Essai");
    let facts = folder.join("cards/essai/card.toml");
    let text = fs::read_to_string(&facts).expect("read").replace("licence = \"etalab-2.0\"", "licence = \"mine\"");
    fs::write(&facts, text).expect("written");
    let place = format!("{}:5", facts.display());
    let told = |path: &Path| {
        let checked = check_path(path, today()).expect("checked");
        assert_eq!((checked.read, checked.refused()), (1, 1));
        checked.findings[0].source.clone()
    };
    assert_eq!(told(&folder), place, "as a content folder");
    assert_eq!(told(&folder.join("cards/essai")), place, "as the folder of one card");

    card(&desk.path("packs/main"), "essai", "Essai");
    fs::write(desk.path("packs/main/cards/essai/card.toml"), "unknown = 1\n").expect("written");
    let checked = check(&desk.folder, today()).expect("checked");
    let place = format!("{}:1", desk.path("packs/main/cards/essai/card.toml").display());
    assert!(checked.refused() == 1 && checked.findings.iter().any(|finding| finding.source == place));
}

#[test]
fn one_situation_is_checked_with_what_stands_above_it() {
    let desk = Desk::new();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content/situations/lettre-expulsion");
    assert_eq!(check_path(&content, today()).expect("read").findings, []);
    let folder = desk.temp.path().join("situations/lettre-expulsion");
    fs::create_dir_all(&folder).expect("a folder");
    for file in ["flow.toml", "fr.md", "en.md"] {
        let text = fs::read_to_string(content.join(file)).expect("read");
        let spoilt = text.replace("counters = [\"adil\"", "counters = [\"castle\"");
        fs::write(folder.join(file), spoilt).expect("written");
    }
    let checked = check_path(&folder, today()).expect("read");
    let first = &checked.findings[0];
    assert!(first.source.contains("/flow.toml:") && first.message.contains("not a kind of place"), "{first:?}");
    let stale = check_path(&content, later()).expect("read");
    assert_eq!(stale.refused(), 0);
    assert!(stale.findings[0].source.contains("flow.toml:") && stale.findings[0].message.contains("review was due"));
}

#[test]
fn a_file_that_is_no_text_or_too_large_is_refused_by_name() {
    let desk = Desk::new();
    let folder = desk.temp.path().join("content");
    card(&folder, "essai", "Essai");
    fs::write(folder.join("cards/essai/en.md"), b"+++\ntitle = \"caf\xe9\"\n+++\n").expect("written");
    fs::write(folder.join("phones.toml"), "x".repeat(10 << 20)).expect("written");
    let checked = check_path(&folder, today()).expect("checked");
    let said: Vec<String> = checked.findings.iter().map(ToString::to_string).collect();
    assert!(
        said.iter().any(|line| line.contains("en.md") && line.contains("line 2") && line.contains("UTF-8")),
        "{said:?}"
    );
    assert!(said.iter().any(|line| line.contains("phones.toml") && line.contains("1 MB")), "{said:?}");
}

#[test]
fn what_is_no_content_is_named() {
    let desk = Desk::new();
    let error = check_path(desk.temp.path(), today()).expect_err("no content");
    assert!(error.is_user_error() && error.to_string().contains("card.toml"));
    assert!(check_path(&desk.temp.path().join("absent"), today()).expect_err("absent").to_string().contains("absent"));
}

#[test]
fn a_card_past_its_review_date_is_a_warning_for_check_and_a_problem_for_doctor() {
    let desk = Desk::new();
    card(&desk.path("packs/main"), "essai", "Essai");
    let checked = check(&desk.folder, later()).expect("checked");
    // A card past its date is shown with a warning; a figure of the law past its date decides nothing any more.
    let refused = checked.findings.iter().filter(|finding| finding.severity == Severity::Refused);
    assert!(refused.clone().all(|finding| finding.source.starts_with("content/rights/")), "{refused:?}");
    let stale = checked.findings.iter().find(|finding| finding.source.contains("packs/main")).expect("a warning");
    assert!(stale.source.ends_with("card.toml:4") && stale.message.contains("2027-10-31"), "{stale}");
    assert_eq!(about(&doctor(&loaded(&desk), later()).expect("looked"), "content").state, State::Problem);
}

#[test]
fn a_card_whose_newest_source_is_older_than_three_years_is_a_warning() {
    let desk = Desk::new();
    let (old, new) = (desk.path("packs/main/cards/ancien/card.toml"), "date = \"2026-10-01\"");
    card(&desk.path("packs/main"), "recent", "Fiche");
    card(&desk.path("packs/main"), "ancien", "Autre");
    let facts = std::fs::read_to_string(&old).expect("a card");
    std::fs::write(&old, facts.replace(new, "date = \"2023-09-01\"")).expect("written");
    let checked = check(&desk.folder, today()).expect("checked");
    let said = |id: &str| {
        let of = |finding: &&Finding| finding.source.contains("packs/main") && finding.source.contains(id);
        checked.findings.iter().filter(of).map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(said("recent").is_empty(), "{:?}", said("recent"));
    let [warning] = said("ancien").try_into().expect("one warning");
    assert!(warning.contains("card.toml:7") && warning.contains("of 2023-09-01: find a newer one"), "{warning}");
    assert!(checked.findings.iter().all(|finding| finding.severity == Severity::Warning));
}

#[test]
fn doctor_finds_an_empty_folder_well() {
    let desk = Desk::new();
    let findings = doctor(&loaded(&desk), today()).expect("looked");
    let problems: Vec<_> = findings.iter().filter(|finding| finding.state == State::Problem).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(about(&findings, "index").state, State::Note);
    assert!(about(&findings, "data folder").said.contains("made when it is first needed"));
    assert!(!desk.folder.root().exists(), "it changed nothing");
    desk.guide();
    assert_eq!(about(&doctor(&loaded(&desk), today()).expect("looked"), "index").state, State::Fine);
}

#[test]
fn doctor_finds_what_needs_somebody() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("packs/futur")).expect("a folder");
    fs::write(desk.path("packs/futur/pack.toml"), "stored = 999\n").expect("written");
    let findings = doctor(&loaded(&desk), today()).expect("looked");
    let broken = about(&findings, "pack futur");
    assert!(broken.state == State::Problem && broken.said.contains("update guichet"), "{broken:?}");
    let checked = check(&desk.folder, today()).expect("checked");
    assert!(
        checked.refused() == 1 && checked.findings.iter().any(|finding| finding.source.ends_with("futur/pack.toml"))
    );

    let file = desk.temp.path().join("file");
    fs::write(&file, "x").expect("written");
    let nowhere = Loaded { data: file, ..loaded(&desk) };
    assert_eq!(about(&doctor(&nowhere, today()).expect("looked"), "data folder").state, State::Problem);

    let mut config = loaded(&desk);
    config.unknown = vec!["GUICHET_TELEGRAM_TOKN".into()];
    config.config.telegram.token_file = Some(desk.temp.path().join("absent"));
    let findings = doctor(&config, today()).expect("looked");
    let said: Vec<_> =
        findings.iter().filter(|finding| finding.state == State::Problem).map(|f| f.said.as_str()).collect();
    assert!(said.iter().any(|said| said.contains("GUICHET_TELEGRAM_TOKN")), "{said:?}");
    assert!(said.iter().any(|said| said.contains("telegram.token_file")), "{said:?}");
}
