//! The lint of content: file, line, what is wrong, how to mend.

use crate::data::DataFolder;
use crate::embedded;
use crate::error::Error;
use crate::pack::{self, Form, Pack};
use guichet_content::authored::{self, Authored, Rights, Texts, plain};
use guichet_content::{Batch, Finding, Severity};
use guichet_core::model::{Date, ItemKind, Lang};
use guichet_import::counters;
use guichet_places::{Gazetteer, Tables};
use std::path::Path;

/// What was looked at and what is wrong with it.
#[derive(Debug, Default)]
pub struct Checked {
    /// Cards read, and packs.
    pub read: usize,
    /// What is wrong, file by file. `source` is a path, with its line.
    pub findings: Vec<Finding>,
    /// Plain language as measured in the content, packs apart.
    pub plain: plain::Measures,
}

impl Checked {
    /// How many findings are refusals.
    pub fn refused(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Refused).count()
    }

    fn add(&mut self, place: &str, texts: &Texts, authored: Authored, today: Date) {
        self.read += authored.batch.read;
        let mut more = stale(&authored, today);
        more.append(&mut authored::proved(texts, &authored));
        let mut findings = authored.batch.findings;
        findings.append(&mut more);
        for finding in &mut findings {
            locate(finding, texts);
            finding.source = join(place, &finding.source);
        }
        self.findings.append(&mut findings);
    }

    fn refuse(&mut self, source: String, record: &str, message: String) {
        let (record, field) = (record.to_owned(), String::new());
        self.findings.push(Finding { source, record, field, message, severity: Severity::Refused });
    }
}

/// Checks the embedded content, reported as `content/…`, and the packs of a data folder.
pub fn check(folder: &DataFolder, today: Date) -> Result<Checked, Error> {
    let mut checked = Checked::default();
    let texts = embedded::authored()?;
    checked.add("content", &texts, authored::read(&texts), today);
    rights_of(&mut checked, "content", &texts, today);
    checked.plain = plain_of(&mut checked, "content", &Texts::new(), &texts);
    let tables = embedded::texts(|group| embedded::TABLES.contains(&group))?;
    tables_of(&mut checked, "content", &tables);
    for pack in pack::list(folder) {
        let place = pack.folder.display().to_string();
        match pack.form {
            Form::Authored => {
                let texts = pack::texts(&pack.folder)?.0;
                let base = embedded::authored()?;
                checked.add(&place, &texts, pack.read(&base)?, today);
                plain_of(&mut checked, &place, &base, &texts);
            }
            Form::Imported(_) | Form::Broken(_) => {
                checked.read += 1;
                if let Err(error) = pack.verify() {
                    checked.refuse(join(&place, "pack.toml"), &pack.name, error.to_string());
                }
            }
        }
    }
    Ok(checked)
}

/// Checks a content folder, or the folder of one card, situation or letter, on the disk.
///
/// A folder with its own `themes.toml` stands by itself; any other adds to the embedded content.
pub fn check_path(path: &Path, today: Date) -> Result<Checked, Error> {
    let mut checked = Checked::default();
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    std::fs::metadata(path).map_err(unreadable)?;
    // A card, a situation or a letter is read with what stands two folders above it.
    let whole = path.canonicalize().map_err(unreadable)?;
    let above = whole.ancestors().nth(2).filter(|root| root.join("themes.toml").is_file());
    let single = [("cards", "card.toml"), ("situations", "flow.toml"), ("letters", "letter.toml")];
    if let Some((group, _)) = single.iter().find(|(_, facts)| path.join(facts).is_file()) {
        let base = match above {
            Some(root) => pack::texts(root)?.0,
            None => embedded::authored()?,
        };
        // What it may name, and no more: tables and thesaurus are large, and it names nothing of them.
        let named = ["cards", "emergency", "letters", "rights"];
        let base =
            base.into_iter().filter(|(path, _)| path.split_once('/').is_none_or(|(top, _)| named.contains(&top)));
        let base = base.collect();
        let inside = format!("{group}/{}", crate::data::name_of(&whole));
        let texts = pack::texts(path)?.0;
        let texts: Texts = texts.into_iter().map(|(file, text)| (format!("{inside}/{file}"), text)).collect();
        checked.add("", &texts, authored::read_over(&base, &texts), today);
        checked.plain = plain_of(&mut checked, "", &base, &texts);
        for finding in &mut checked.findings {
            let file = finding.source.strip_prefix(&inside).unwrap_or(&finding.source);
            finding.source = join(&path.display().to_string(), file.trim_start_matches('/'));
        }
    } else if path.join("cards").is_dir() || path.join("themes.toml").is_file() {
        let pack = Pack { name: crate::data::name_of(&whole), folder: path.to_owned(), form: Form::Authored };
        let base = if path.join("themes.toml").is_file() { Texts::new() } else { embedded::authored()? };
        let texts = pack::texts(path)?.0;
        let place = path.display().to_string();
        tables_of(&mut checked, &place, &texts);
        rights_of(&mut checked, &place, &texts, today);
        checked.add(&place, &texts, pack.read(&base)?, today);
        checked.plain = plain_of(&mut checked, &place, &base, &texts);
    } else {
        return Err(Error::NoContent(path.to_owned()));
    }
    Ok(checked)
}

/// The gazetteer and the counters, where there are any.
fn tables_of(checked: &mut Checked, place: &str, texts: &Texts) {
    const TABLES: [&str; 3] = ["gazetteer/communes.tsv", "gazetteer/former.tsv", "gazetteer/departements.tsv"];
    for table in TABLES {
        let text = |name: &str| if name == table { texts.get(name).map_or("", String::as_str) } else { "" };
        let [communes, former, departements] = TABLES.map(text);
        if let Err(error) = Gazetteer::read(&Tables { communes, former, departements }) {
            checked.refuse(join(place, table), "", error.to_string());
        }
    }
    counters_of(checked, place, texts);
}

/// The lines of the counters that cannot be read.
fn counters_of(checked: &mut Checked, place: &str, texts: &Texts) {
    for (path, text) in texts.iter().filter(|(path, _)| path.starts_with("counters/") && path.ends_with(".tsv")) {
        for (line, why) in counters::faults(text) {
            checked.refuse(format!("{}:{line}", join(place, path)), "", why);
        }
    }
}

/// The rules of the screening, where there are any, tied to the parameters of this month.
fn rights_of(checked: &mut Checked, place: &str, texts: &Texts, today: Date) {
    let mut batch = Batch::default();
    let rights = Rights::read(texts, &mut batch);
    rights.lint(texts, today.into(), &mut batch);
    for mut finding in batch.findings {
        finding.source = join(place, &finding.source);
        checked.findings.push(finding);
    }
}

/// How plain the words are.
fn plain_of(checked: &mut Checked, place: &str, base: &Texts, texts: &Texts) -> plain::Measures {
    let mut batch = Batch::default();
    let measures = plain::lint(base, texts, &mut batch);
    for mut finding in batch.findings {
        finding.source = join(place, &finding.source);
        checked.findings.push(finding);
    }
    measures
}

/// Months after which a procedure has probably changed: law has, in each of the last ten years.
const AGED: i32 = 36;

/// Cards, situations and letters past their review date, or whose newest source is old: kept, and to be read again by
/// somebody.
fn stale(authored: &Authored, today: Date) -> Vec<Finding> {
    let mut stale: Vec<Finding> = Vec::new();
    let letters =
        authored.letters.all(Lang::FR).map(|letter| (format!("letters/{}/letter.toml", letter.id()), &letter.item));
    let items = authored.batch.items.iter().map(|item| match item.kind {
        ItemKind::Situation => (format!("situations/{}/flow.toml", item.source.id), item),
        _ => (format!("cards/{}/card.toml", item.source.id), item),
    });
    for (source, item) in items.chain(letters) {
        if stale.iter().any(|warning| warning.source == source) {
            continue;
        }
        let mut warn = |field: &str, message: String| {
            let (source, record, field) = (source.clone(), item.source.id.clone(), field.to_owned());
            stale.push(Finding { source, record, field, message, severity: Severity::Warning });
        };
        if let Some(due) = item.source.review_by.filter(|due| *due < today) {
            warn(
                "review_by",
                format!(
                    "its review was due on {due}: verify its facts at their sources, then write the new `verified` and `review_by`"
                ),
            );
        }
        if item.age_months(today) > AGED {
            warn(
                "source",
                format!(
                    "its newest official source is of {}: find a newer one, and correct what has changed",
                    item.source.date
                ),
            );
        }
    }
    stale
}

/// Gives a finding the line of the field it names, or the first, where it has none.
fn locate(finding: &mut Finding, texts: &Texts) {
    let Some(text) = texts.get(&finding.source) else { return };
    let key = finding.field.as_str();
    let names = |line: &str| {
        let line = line.trim_start().trim_start_matches('[');
        !key.is_empty()
            && (line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', ']']))
                || line.strip_suffix(']').is_some_and(|line| line.rsplit('.').next() == Some(key))
                || line.ends_with(&format!("{{#{key}}}")))
    };
    let line = text.lines().position(names).map_or(1, |index| index + 1);
    finding.source = format!("{}:{line}", finding.source);
}

fn join(place: &str, file: &str) -> String {
    if place.is_empty() { file.to_owned() } else { format!("{}/{file}", place.trim_end_matches('/')) }
}
