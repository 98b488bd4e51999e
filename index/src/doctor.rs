//! What is installed, loaded, stale or broken, and what to do: for the person who keeps the machine.

use crate::check::check;
use crate::config::{Loaded, Secret};
use crate::conversations::{self, Present};
use crate::data::DataFolder;
use crate::embedded;
use crate::error::Error;
use crate::generation;
use crate::pack::{self, Form, Manifest};
use guichet_core::model::{Date, Lang, Translation};
use guichet_import::{Severity, authored};
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
pub struct Finding {
    /// What was looked at, in a word or two.
    pub subject: String,
    /// How it stands.
    pub state: State,
    /// What was found, in plain words.
    pub said: String,
    /// What to do, empty where nothing is to be done.
    pub remedy: String,
}

impl Finding {
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
pub fn doctor(loaded: &Loaded, today: Date) -> Result<Vec<Finding>, Error> {
    let mut findings = configuration(loaded);
    findings.extend(folder(&loaded.data));
    if let Ok(folder) = DataFolder::open(&loaded.data) {
        findings.push(index(&folder));
        findings.extend(pack::list(&folder).iter().map(|pack| one_pack(pack, today)));
        findings.push(content(&folder, today)?);
        findings.extend(conversations::present(&folder).iter().map(conversations_of));
    }
    findings.extend(languages()?);
    Ok(findings)
}

fn configuration(loaded: &Loaded) -> Vec<Finding> {
    let subject = "configuration";
    let from = loaded.file.as_ref().map_or("no file".to_owned(), |file| file.display().to_string());
    let over = match loaded.variables.as_slice() {
        [] => String::new(),
        variables => format!(", and over it {}", variables.join(", ")),
    };
    let mut findings = vec![Finding::fine(subject, format!("read from {from}{over}"))];
    for name in &loaded.unknown {
        let remedy = "Check its spelling against the example, guichet.example.toml, or unset it";
        findings.push(Finding::problem(subject, format!("the variable {name} is not one of guichet's"), remedy));
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
            findings.push(Finding::problem(subject, format!("{key}: {error}"), remedy));
        } else if open_to_others(file) {
            let said = format!("{key}: every user of this machine can read {}", file.display());
            findings.push(Finding::problem(subject, said, format!("chmod 600 {}", file.display())));
        }
    }
    findings
}

#[cfg(unix)]
fn open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|data| data.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_file: &Path) -> bool {
    false
}

fn folder(root: &Path) -> Vec<Finding> {
    let subject = "data folder";
    let shown = root.display();
    if root.exists() && !root.is_dir() {
        return vec![Finding::problem(
            subject,
            format!("{shown} is a file"),
            "Give a folder, with --data or GUICHET_DATA",
        )];
    }
    // A folder that does not exist yet is made in the nearest one that does.
    let Some(there) = root.ancestors().map(or_here).find(|path| path.exists()) else {
        return vec![Finding::problem(subject, format!("{shown} cannot be made"), "Give another one with --data")];
    };
    let mut findings = Vec::new();
    if !writable(there) {
        let said = format!("{shown} cannot be written: nothing can be imported, and the index is held in memory");
        findings.push(Finding::problem(subject, said, "Give this user the right to write there, or another folder"));
    } else if root.exists() {
        findings.push(Finding::fine(subject, format!("{shown}, readable and writable")));
    } else {
        findings.push(Finding::fine(subject, format!("{shown}, made when it is first needed")));
    }
    match free(there) {
        Some(bytes) if bytes < ROOM => {
            let said = format!("{} free in {shown}", megabytes(bytes));
            findings.push(Finding::problem("space", said, format!("Free some: an import needs {}", megabytes(ROOM))));
        }
        Some(bytes) => findings.push(Finding::fine("space", format!("{} free", megabytes(bytes)))),
        None => {}
    }
    findings
}

fn or_here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

#[cfg(unix)]
fn writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn writable(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|data| !data.permissions().readonly())
}

/// Bytes that this user may still write.
#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_path: &Path) -> Option<u64> {
    None
}

fn megabytes(bytes: u64) -> String {
    if bytes >= 10 << 30 { format!("{} GB", bytes >> 30) } else { format!("{} MB", bytes >> 20) }
}

fn index(folder: &DataFolder) -> Finding {
    match generation::status(folder) {
        None => Finding::note("index", "not built yet", "Nothing to do: the first search builds it"),
        Some(status) => {
            let size = megabytes(status.bytes);
            let said = format!("generation {}, {} things to be found, {size}", status.name, status.items);
            if status.newer {
                let remedy = "Update this program, or give it another folder with --data";
                Finding::problem("index", format!("{said}, built by a newer guichet"), remedy)
            } else if status.up_to_date {
                Finding::fine("index", said)
            } else {
                Finding::note("index", format!("{said}, out of date"), "Nothing to do: the next search builds it again")
            }
        }
    }
}

fn one_pack(pack: &pack::Pack, today: Date) -> Finding {
    let subject = format!("pack {}", pack.name);
    match &pack.form {
        Form::Authored => Finding::fine(&subject, "written by hand"),
        Form::Broken(reason) => Finding::problem(&subject, format!("broken: {reason}"), "Until then the others serve"),
        Form::Imported(manifest) => match pack.verify() {
            Err(error) => Finding::problem(&subject, error.to_string(), again(manifest)),
            Ok(()) => imported(&subject, manifest, today),
        },
    }
}

fn imported(subject: &str, manifest: &Manifest, today: Date) -> Finding {
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
    let months = manifest.imported_on().map_or(0, |day| today.months_since(day));
    if months >= PACK_MONTHS {
        return Finding::problem(subject, format!("{said}; {months} months old"), again(manifest));
    }
    match manifest.newest.map(|newest| today.months_since(newest)).filter(|months| *months > 24) {
        Some(_) => Finding::note(
            subject,
            said,
            "Its publisher probably has a newer edition; until then, people are told its age",
        ),
        None => Finding::fine(subject, said),
    }
}

fn again(manifest: &Manifest) -> String {
    format!("Fetch its source again, then: guichet import {} PATH", manifest.format)
}

fn conversations_of(present: &Present) -> Finding {
    let subject = format!("conversations of {}", present.program);
    let copy = if present.exported { "with an export to make them again from" } else { "without an export yet" };
    let said = format!("{}, sealed, {copy}", megabytes(present.bytes));
    match present.aside.as_slice() {
        [] => Finding::fine(&subject, said),
        aside => {
            let names: Vec<String> = aside.iter().map(|path| path.display().to_string()).collect();
            let remedy = "Delete them once nobody needs to look at them: they hold conversations, sealed";
            Finding::note(&subject, format!("{said}; set aside as broken: {}", names.join(", ")), remedy)
        }
    }
}

/// What the lint says, in short.
fn content(folder: &DataFolder, today: Date) -> Result<Finding, Error> {
    let checked = check(folder, today)?;
    let refused = checked.refused();
    let stale = checked.findings.iter().filter(|finding| finding.field == "review_by");
    let stale = stale.filter(|finding| finding.severity == Severity::Warning).count();
    let said = format!("{} cards and packs, {refused} faults, {stale} past their review date", checked.read);
    Ok(if refused + stale > 0 {
        Finding::problem("content", said, "`guichet check` lists them, each with what to do")
    } else {
        Finding::fine("content", said)
    })
}

/// How complete each language is.
fn languages() -> Result<Vec<Finding>, Error> {
    let authored = authored::read(&embedded::authored()?);
    let cards = authored.batch.items.iter().filter(|item| item.lang == Lang::Fr).count();
    let one = |lang: &Lang| {
        let items = || authored.batch.items.iter().filter(|item| item.lang == *lang);
        let unread = items().filter(|item| item.translation == Translation::Unreviewed).count();
        let (translated, code) = (items().count(), lang.code());
        let subject = format!("language {code}");
        let said = format!("interface complete, {translated} of {cards} cards, {unread} not yet read by a human");
        if translated == cards && unread == 0 && authored.emergency.contains_key(lang) {
            Finding::fine(&subject, said)
        } else {
            Finding::note(&subject, said, "People are told so where it shows; French stands in")
        }
    };
    Ok(Locales::new().languages().iter().map(one).collect())
}
