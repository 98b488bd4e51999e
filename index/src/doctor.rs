//! What is installed, loaded, stale or broken, and what to do: for the person who keeps the machine.

use crate::check::check;
use crate::config::{Loaded, Secret};
use crate::conversations::{self, StoreOnDisk};
use crate::data::DataFolder;
use crate::embedded;
use crate::error::Error;
use crate::generation;
use crate::pack::{self, Form, Manifest};
use crate::records;
use crate::update;
use guichet_content::{Severity, authored};
use guichet_core::model::{Date, Lang, Translation};
use guichet_locales::Locales;
use serde::Serialize;
use std::path::Path;

/// An imported pack is to be imported again after this many months.
const PACK_MONTHS: i32 = 6;
/// Less free space than this, in bytes, and an import may not end.
const ROOM: u64 = 200 << 20;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// As it should be.
    Fine,
    /// Worth knowing; nothing needs to be done.
    Note,
    /// Somebody must do something.
    Problem,
}

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// What was looked at, in a word or two.
    pub subject: String,
    /// How it stands.
    pub state: State,
    /// What was found, in plain words.
    pub said: String,
    /// What to do, empty where nothing is to be done.
    pub remedy: String,
}

impl Diagnosis {
    /// As it should be.
    pub fn fine(subject: &str, said: impl Into<String>) -> Self {
        Self { subject: subject.into(), state: State::Fine, said: said.into(), remedy: String::new() }
    }

    /// Worth knowing.
    pub fn note(subject: &str, said: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject: subject.into(), state: State::Note, said: said.into(), remedy: remedy.into() }
    }

    /// Somebody must do something.
    pub fn problem(subject: &str, said: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject: subject.into(), state: State::Problem, said: said.into(), remedy: remedy.into() }
    }
}

/// Looks at everything but the terminal. Opens no store and builds nothing.
pub fn doctor(loaded: &Loaded, today: Date) -> Result<Vec<Diagnosis>, Error> {
    let mut findings = configuration(loaded);
    findings.extend(folder(&loaded.data));
    if let Ok(folder) = DataFolder::open(&loaded.data) {
        findings.push(index(&folder));
        findings.extend(pack::list(&folder).iter().map(|pack| one_pack(&folder, pack, today)));
        findings.push(content(&folder, today)?);
        findings.push(calendar(today));
        findings.extend(conversations::stores(&folder).iter().map(conversations_of));
    }
    findings.extend(languages()?);
    Ok(findings)
}

/// The holidays that opening hours are read with.
fn calendar(today: Date) -> Diagnosis {
    let overdue = guichet_places::schedule::overdue(today);
    if overdue.is_empty() {
        return Diagnosis::fine("calendar", "public and school holidays are within their review dates");
    }
    let said = format!("to be read again: {}", overdue.join("; "));
    Diagnosis::note("calendar", said, "Install a newer version of the program, or correct content/calendar/")
}

fn configuration(loaded: &Loaded) -> Vec<Diagnosis> {
    let subject = "configuration";
    let from = loaded.file.as_ref().map_or("no file".to_owned(), |file| file.display().to_string());
    let over = match loaded.variables.as_slice() {
        [] => String::new(),
        variables => format!(", and over it {}", variables.join(", ")),
    };
    let mut findings = vec![Diagnosis::fine(subject, format!("read from {from}{over}"))];
    for name in &loaded.unknown {
        let remedy = "Check its spelling against the example, guichet.example.toml, or unset it";
        findings.push(Diagnosis::problem(subject, format!("the variable {name} is not one of guichet's"), remedy));
    }
    let config = &loaded.config;
    let files = [
        ("telegram.token_file", &config.telegram.token_file),
        ("telegram.webhook_secret_file", &config.telegram.webhook_secret_file),
        ("matrix.password_file", &config.matrix.password_file),
        ("kiosk.pin_file", &config.kiosk.pin_file),
    ];
    for (key, file) in files {
        let Some(file) = file else { continue };
        if let Err(error) = Secret::read(file) {
            let remedy = "Write the secret into that file, readable by the program's user";
            findings.push(Diagnosis::problem(subject, format!("{key}: {error}"), remedy));
        } else if open_to_others(file) {
            let said = format!("{key}: every user of this machine can read {}", file.display());
            findings.push(Diagnosis::problem(subject, said, format!("chmod 600 {}", file.display())));
        }
    }
    findings
}

/// Whether every user of this machine can read a file.
fn open_to_others(file: &Path) -> bool {
    guichet_disk::mode(file).is_some_and(|mode| mode & 0o004 != 0)
}

fn folder(root: &Path) -> Vec<Diagnosis> {
    let subject = "data folder";
    let shown = root.display();
    if root.exists() && !root.is_dir() {
        return vec![Diagnosis::problem(
            subject,
            format!("{shown} is a file"),
            "Give a folder, with --data or GUICHET_DATA",
        )];
    }
    // A folder that does not exist yet is made in the nearest one that does.
    let Some(there) = root.ancestors().map(or_here).find(|path| path.exists()) else {
        return vec![Diagnosis::problem(subject, format!("{shown} cannot be made"), "Give another one with --data")];
    };
    let mut findings = Vec::new();
    if !guichet_disk::is_writable(there) {
        let said = format!("{shown} cannot be written: nothing can be imported, and the index is held in memory");
        findings.push(Diagnosis::problem(subject, said, "Give this user the right to write there, or another folder"));
    } else if root.exists() {
        findings.push(Diagnosis::fine(subject, format!("{shown}, readable and writable")));
    } else {
        findings.push(Diagnosis::fine(subject, format!("{shown}, made when it is first needed")));
    }
    match guichet_disk::free_space(there) {
        Some(bytes) if bytes < ROOM => {
            let said = format!("{} free in {shown}", megabytes(bytes));
            findings.push(Diagnosis::problem("space", said, format!("Free some: an import needs {}", megabytes(ROOM))));
        }
        Some(bytes) => findings.push(Diagnosis::fine("space", format!("{} free", megabytes(bytes)))),
        None => {}
    }
    findings
}

fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

fn megabytes(bytes: u64) -> String {
    if bytes >= 10 << 30 { format!("{} GB", bytes >> 30) } else { format!("{} MB", bytes >> 20) }
}

fn index(folder: &DataFolder) -> Diagnosis {
    match generation::status(folder) {
        None => Diagnosis::note("index", "not built yet", "Nothing to do: the first search builds it"),
        Some(status) => {
            let size = megabytes(status.bytes);
            let said = format!("generation {}, {} things to be found, {size}", status.name, status.items);
            if status.newer {
                let remedy = "Update this program, or give it another folder with --data";
                Diagnosis::problem("index", format!("{said}, built by a newer guichet"), remedy)
            } else if status.up_to_date {
                Diagnosis::fine("index", said)
            } else {
                Diagnosis::note(
                    "index",
                    format!("{said}, out of date"),
                    "Nothing to do: the next search builds it again",
                )
            }
        }
    }
}

fn one_pack(folder: &DataFolder, pack: &pack::Pack, today: Date) -> Diagnosis {
    let subject = format!("pack {}", pack.name);
    match &pack.form {
        Form::Authored => Diagnosis::fine(&subject, "written by hand"),
        Form::Broken(reason) => {
            Diagnosis::problem(&subject, format!("broken: {reason}"), "Until then the others serve")
        }
        Form::Imported(manifest) => match pack.verify() {
            Err(error) => Diagnosis::problem(&subject, error.to_string(), again(manifest)),
            Ok(()) => imported(&subject, manifest, update::checked(folder, manifest), today),
        },
    }
}

fn imported(subject: &str, manifest: &Manifest, checked: Option<Date>, today: Date) -> Diagnosis {
    let Manifest { format, source, imported, read, kept, refused, items, .. } = manifest;
    let day = imported.split('T').next().unwrap_or(imported);
    // Communes and concepts are no items: all that was kept of them is there.
    let things = if *items > 0 { items } else { kept };
    let mut said = format!(
        "{things} things from {source} ({format}), imported on {day}: {read} read, {kept} kept, {refused} refused"
    );
    if let Some(newest) = manifest.newest {
        said = format!("{said}; its newest record is of {newest}");
    }
    if let Some(checked) = checked {
        said = format!("{said}; `guichet update` found nothing newer on {checked}");
    }
    let months = manifest.imported_on().max(checked).map_or(0, |day| today.months_since(day));
    if months >= PACK_MONTHS {
        return Diagnosis::problem(subject, format!("{said}; {months} months old"), again(manifest));
    }
    match manifest.newest.map(|newest| today.months_since(newest)).filter(|months| *months > 24) {
        Some(_) => Diagnosis::note(
            subject,
            said,
            "Its publisher probably has a newer edition; until then, people are told its age",
        ),
        None => Diagnosis::fine(subject, said),
    }
}

fn again(manifest: &Manifest) -> String {
    format!("Run `guichet update`, or fetch its source again, then: guichet import {} PATH", manifest.format)
}

fn conversations_of(store: &StoreOnDisk) -> Diagnosis {
    let (subject, held) = match store.program.as_str() {
        records::PROGRAM => ("records of the desk".to_owned(), "records"),
        program => (format!("conversations of {program}"), "conversations"),
    };
    let copy = if store.exported { "with an export to make them again from" } else { "without an export yet" };
    let said = format!("{}, sealed, {copy}", megabytes(store.bytes));
    match store.broken.as_slice() {
        [] => Diagnosis::fine(&subject, said),
        broken => {
            let names: Vec<String> = broken.iter().map(|path| path.display().to_string()).collect();
            let remedy = format!("Delete them once nobody needs to look at them: they hold {held}, sealed");
            Diagnosis::note(&subject, format!("{said}; set aside as broken: {}", names.join(", ")), remedy)
        }
    }
}

/// What the lint says, in short.
fn content(folder: &DataFolder, today: Date) -> Result<Diagnosis, Error> {
    let checked = check(folder, today)?;
    let refused = checked.refused();
    let stale = checked.findings.iter().filter(|finding| finding.field == "review_by");
    let stale = stale.filter(|finding| finding.severity == Severity::Warning).count();
    let said = format!("{} cards and packs, {refused} faults, {stale} past their review date", checked.read);
    Ok(if refused + stale > 0 {
        Diagnosis::problem("content", said, "`guichet check` lists them, each with what to do")
    } else {
        Diagnosis::fine("content", said)
    })
}

/// How complete each language is.
fn languages() -> Result<Vec<Diagnosis>, Error> {
    let authored = authored::read(&embedded::authored()?);
    let cards = authored.batch.items.iter().filter(|item| item.lang == Lang::FR).count();
    let one = |lang: &Lang| {
        let items = || authored.batch.items.iter().filter(|item| item.lang == *lang);
        let unread = items().filter(|item| item.translation == Translation::Unreviewed).count();
        let (translated, code) = (items().count(), lang.code());
        let subject = format!("language {code}");
        let said = format!("interface complete, {translated} of {cards} cards, {unread} not yet read by a human");
        if translated == cards && unread == 0 && authored.emergency.contains_key(lang) {
            Diagnosis::fine(&subject, said)
        } else {
            Diagnosis::note(&subject, said, "People are told so where it shows; French stands in")
        }
    };
    Ok(Locales::new().languages().iter().map(one).collect())
}
