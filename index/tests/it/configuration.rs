//! One file, the environment over it, the command line over both:
//! - the example lists every key, with its variable, and is sound with every key in use; its sources are offered, and none is
//!   fetched before somebody asks for it;
//! - a key or a section that is not known is refused by name, with its line and the known ones;
//! - a variable stands over the file; a secret stands over the file that would hold it; a wrong value names its variable;
//! - the data folder is the command line's, the variable's, the file's, or the platform's;
//! - a setting that does nothing yet is refused to the bots, by its name and its variable, and shows no secret;
//! - no secret shows in Debug.

use crate::common::now;
use guichet_index::config::{Config, Given, KEYS, KeyKind, Level, Loaded, Secret, UpdateConfig};
use guichet_index::{DataFolder, SourceState, Update, update};
use std::fs;
use std::path::{Path, PathBuf};

const EXAMPLE: &str = include_str!("../../../tui/guichet.example.toml");

fn given(folder: &Path, text: &str, variables: &[(&str, &str)]) -> Given {
    let file = folder.join("some.toml");
    fs::write(&file, text).expect("written");
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Given { file: Some(file), data: Some(folder.join("data")), variables }
}

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Loaded, String> {
    let folder = tempfile::tempdir().expect("a folder");
    Loaded::read(&given(folder.path(), text, variables)).map_err(|error| error.to_string())
}

/// The example with every key in use.
fn in_use() -> String {
    let key = |line: &str| {
        line.strip_prefix('#')
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '['))
            .map(str::to_owned)
    };
    EXAMPLE.lines().map(|line| key(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

/// Keys and profiles of the desk, and what sends, are lists, and have no variables.
const LISTS: [&str; 4] = ["desk.keys", "desk.profiles", "send.email", "send.sms"];

#[test]
fn the_example_lists_every_key_and_is_sound() {
    load(EXAMPLE, &[]).expect("sound as it is");
    let loaded = load(&in_use(), &[]).expect("sound with every key in use");
    assert_eq!(loaded.config.kiosk.idle, Some(90));
    assert!(loaded.config.desk.profiles.keys().eq(["accueil", "mf"]));
    let table: toml::Table = toml::from_str(&in_use()).expect("TOML");
    let mut listed = Vec::new();
    for (name, value) in table.iter().filter(|(name, _)| *name != "sources") {
        match value.as_table() {
            Some(section) => listed.extend(section.keys().map(|key| format!("{name}.{key}"))),
            None => listed.push(name.clone()),
        }
    }
    listed.retain(|path| !LISTS.contains(&path.as_str()));
    listed.sort();
    let mut known: Vec<String> = KEYS.iter().map(|key| key.path.to_owned()).collect();
    known.sort();
    assert_eq!(listed, known);
    for key in &KEYS {
        assert!(EXAMPLE.contains(key.variable), "{} is not in the example", key.variable);
    }
}

#[test]
fn the_example_offers_sources_and_fetches_none_by_itself() {
    assert!(load(EXAMPLE, &[]).expect("sound").config.sources.is_empty());
    let config = load(&in_use(), &[]).expect("sound").config;
    let mut formats: Vec<&str> =
        config.sources.iter().map(|(name, source)| source.format.as_deref().unwrap_or(name)).collect();
    formats.dedup();
    assert_eq!(formats, ["annuaire", "communes", "data-inclusion", "france-services", "mednum", "vosdroits"]);
    // Whatever the reader of sources refuses would be refused here, before anything is looked for.
    let folder = tempfile::tempdir().expect("a folder");
    let data = DataFolder::open(&folder.path().join("data")).expect("opens");
    let asked = Update { from: Some(folder.path()), ..Update::default() };
    let config = Config { update: UpdateConfig::default(), ..config };
    let outcomes = update(&data, &config, &asked, now(), &mut |_| {}).expect("sound");
    assert!(outcomes.len() == 7 && outcomes.iter().all(|outcome| outcome.state == SourceState::Absent));
    for key in ["format", "url", "pack", "files", "max_mb", "sha256"] {
        assert!(EXAMPLE.contains(&format!("#   {key}  ")), "{key} of a source is not in the example");
        let said = load("[sources.a]\nunknown_key = 1\n", &[]).expect_err("refused");
        assert!(said.contains(&format!("`{key}`")), "{said}");
    }
}

#[test]
fn every_key_that_is_read_is_in_the_table() {
    // What the reader itself lists as known, section by section.
    for section in ["", "log", "kiosk", "desk", "printer", "store", "metrics", "update", "telegram", "matrix"] {
        let head = if section.is_empty() { String::new() } else { format!("[{section}]\n") };
        let said = load(&format!("{head}unknown_key = 1\n"), &[]).expect_err("refused");
        let of_section = |path: &'static str| match path.split_once('.') {
            Some((head, name)) => (head == section).then_some(name),
            None => section.is_empty().then_some(path),
        };
        let expected = said.split_once("expected").expect("the known ones").1;
        let listed: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        let sections =
            ["log", "kiosk", "desk", "printer", "send", "store", "metrics", "update", "sources", "telegram", "matrix"];
        let listed: Vec<&str> = listed
            .into_iter()
            .filter(|name| !section.is_empty() || !sections.contains(name))
            .filter(|name| !LISTS.contains(&format!("{section}.{name}").as_str()))
            .collect();
        let known: Vec<&str> = KEYS.iter().filter_map(|key| of_section(key.path)).collect();
        assert_eq!(listed, known, "[{section}]");
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_known_ones() {
    let said = load("[kiosk]\nidle = 60\nidel = 90\n", &[]).expect_err("refused");
    assert!(said.contains("some.toml:3") && said.contains("`idel`") && said.contains("`idle`"), "{said}");
    let said = load("[kisok]\n", &[]).expect_err("refused");
    assert!(said.contains("some.toml:1") && said.contains("`kisok`") && said.contains("`kiosk`"), "{said}");
    let said = load("[log]\nlevel = \"loud\"\n", &[]).expect_err("refused");
    assert!(said.contains("some.toml:2") && said.contains("`loud`") && said.contains("`debug`"), "{said}");
    let said = load("[log\n", &[]).expect_err("refused");
    assert!(said.contains("some.toml:1"), "{said}");
}

#[test]
fn a_variable_stands_over_the_file() {
    let text = "[log]\nlevel = \"error\"\n[kiosk]\nidle = 60\n";
    let loaded = load(text, &[("GUICHET_LOG", "debug"), ("GUICHET_IDLE", "30"), ("GUICHET_LANG", "")]).expect("sound");
    assert_eq!((loaded.config.log.level, loaded.config.kiosk.idle), (Level::Debug, Some(30)));
    assert_eq!(loaded.variables, ["GUICHET_LOG", "GUICHET_IDLE"], "an empty one is none");
    let said = load("", &[("GUICHET_IDLE", "soon")]).expect_err("no number");
    assert!(said.contains("GUICHET_IDLE") && said.contains("soon"), "{said}");
    let said = load("", &[("GUICHET_LOG", "loud")]).expect_err("no level");
    assert!(said.contains("GUICHET_LOG") && said.contains("loud"), "{said}");
    assert_eq!(load("", &[("GUICHET_IDEL", "3")]).expect("sound").unknown, ["GUICHET_IDEL"]);
}

#[test]
fn every_variable_reaches_its_key() {
    for key in &KEYS {
        let value = match (key.kind, key.path) {
            (KeyKind::Number, _) => "12",
            (_, "lang") => "en",
            (_, "log.level") => "info",
            (_, "log.format") => "json",
            _ => "value-of-this-key",
        };
        let loaded = load("", &[(key.variable, value)]).expect(key.variable);
        let none = load("", &[]).expect("sound");
        if key.path == "data" {
            continue; // The command line of these tests gives it.
        }
        assert_ne!(loaded.config, none.config, "{} reaches nothing", key.variable);
    }
}

#[test]
fn a_secret_stands_over_the_file_that_would_hold_it_and_is_never_shown() {
    let text = "[telegram]\ntoken_file = \"token\"\n[matrix]\npassword = \"hunter2-file\"\n";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("token"), "  123:from-file\n").expect("written");
    let loaded = Loaded::read(&given(folder.path(), text, &[])).expect("sound");
    let telegram = &loaded.config.telegram;
    let token = Secret::given(telegram.token.as_ref(), telegram.token_file.as_deref()).expect("read").expect("given");
    assert_eq!(token.expose(), "123:from-file", "relative to the configuration's folder, without its line end");
    let over = Loaded::read(&given(folder.path(), text, &[("GUICHET_TELEGRAM_TOKEN", "123:from-env")])).expect("sound");
    assert_eq!(over.config.telegram.token_file, None);
    assert!(!format!("{over:?}{loaded:?}{token:?}").contains("123:"));
    assert!(!format!("{loaded:?}").contains("hunter2"));
    let over = [("GUICHET_MATRIX_PASSWORD_FILE", "/elsewhere")];
    let over = Loaded::read(&given(folder.path(), text, &over)).expect("sound").config.matrix;
    assert_eq!((over.password, over.password_file), (None, Some(PathBuf::from("/elsewhere"))));
    assert!(Secret::read(&folder.path().join("absent")).expect_err("absent").to_string().contains("absent"));
}

#[test]
fn a_setting_without_effect_is_refused() {
    let refused = |text: &str, variables: &[(&str, &str)]| {
        let loaded = load(text, variables).expect("sound");
        loaded.refuse_what_has_no_effect().err().map(|error| error.to_string()).unwrap_or_default()
    };
    for (path, variable) in [
        ("metrics.listen", "GUICHET_METRICS_LISTEN"),
        ("telegram.webhook_url", "GUICHET_TELEGRAM_WEBHOOK_URL"),
        ("telegram.webhook_listen", "GUICHET_TELEGRAM_WEBHOOK_LISTEN"),
        ("telegram.webhook_secret_file", "GUICHET_TELEGRAM_WEBHOOK_SECRET_FILE"),
    ] {
        let said = refused("", &[(variable, "x")]);
        assert!(said.starts_with(&format!("{path} ({variable}): ")) && said.contains("take it out"), "{said}");
        let (section, key) = path.split_once('.').expect("a section");
        let said = refused(&format!("[{section}]\n{key} = \"x\"\n"), &[]);
        assert!(said.starts_with(&format!("{path}: ")), "{said}");
    }
    let said = refused("[store]\nurl = \"postgres://guichet:hunter2@localhost/g\"\n", &[]);
    assert!(said.starts_with("store.url: PostgreSQL") && !said.contains("hunter2"), "{said}");
    assert_eq!(refused("[store]\nurl = \"sled\"\n", &[("GUICHET_TELEGRAM_API_URL", "http://localhost")]), "");
}

#[test]
fn the_data_folder_is_the_nearest_one_given() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let all = given(root, "data = \"from-file\"\n", &[("GUICHET_DATA", "/from-env"), ("HOME", "/home/a")]);
    let data = |given: &Given| Loaded::read(given).expect("sound").data;
    assert_eq!(data(&all), root.join("data"), "the command line");
    let mut less = Given { data: None, ..all };
    assert_eq!(data(&less), PathBuf::from("/from-env"));
    less.variables.remove("GUICHET_DATA");
    assert_eq!(data(&less), root.join("from-file"), "relative to the file's folder");
    less.file = None;
    assert_eq!(data(&less), PathBuf::from("/home/a/.local/share/guichet"));
    less.variables.insert("XDG_DATA_HOME".into(), "/data".into());
    assert_eq!(data(&less), PathBuf::from("/data/guichet"));
    less.variables.clear();
    assert!(Loaded::read(&less).expect_err("no home").to_string().contains("--data"));
}

#[test]
fn the_file_in_the_data_folder_is_read_and_a_file_asked_for_must_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let given = Given { data: Some(folder.path().to_owned()), ..Given::default() };
    assert_eq!(Loaded::read(&given).expect("none is fine").file, None);
    let file = folder.path().join("guichet.toml");
    fs::write(&file, "lang = \"en\"\n").expect("written");
    assert_eq!(Loaded::read(&given).expect("sound").file, Some(file.clone()));
    fs::write(&file, "data = \"elsewhere\"\n").expect("written");
    assert!(Loaded::read(&given).expect_err("leads away").to_string().contains("guichet.toml"));
    let absent = Given { file: Some(folder.path().join("absent.toml")), ..given };
    assert!(Loaded::read(&absent).expect_err("absent").to_string().contains("absent.toml"));
}
