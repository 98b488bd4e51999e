//! Mending: a database that does not open is set aside and made again, from its log or from the last export.

use crate::export::{self, Flaw};
use crate::fault;
use crate::folder::StoreFolder;
use crate::opening::{self, Open, OpenFailure, discard};
use crate::seal::Keys;
use crate::tables::{FORMAT, meta};
use guichet_core::ports::conversations::StoreError;
use std::fs;
use std::path::{Path, PathBuf};

/// How far mending goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// As far as nothing is lost.
    Gentle,
    /// To the last export, where nothing else helps.
    All,
}

/// Opens the database of a folder, makes it where there never was one, and mends a broken one; the notices say how.
pub(crate) fn open(
    folder: &StoreFolder,
    keys: &Keys,
    means: Means,
    notices: &mut Vec<String>,
) -> Result<Open, OpenFailure> {
    let mut open = found(folder, keys, means, notices)?;
    if open.format < FORMAT {
        open = renewed(open, folder, keys, notices)?;
    }
    // Not before it is sure which database is the active one: what another one still needs would be destroyed.
    let used: Vec<_> = open.register().slots().collect();
    let settled = open.secrets().settle(used);
    match settled {
        Ok(()) => Ok(open),
        Err(error) => {
            discard(open);
            Err(error.into())
        }
    }
}

fn found(folder: &StoreFolder, keys: &Keys, means: Means, notices: &mut Vec<String>) -> Result<Open, OpenFailure> {
    let first = match (folder.database().exists(), folder.has_remains()) {
        (true, _) => opening::open(folder, keys, notices).and_then(|open| not_older(open, folder)),
        (false, true) => Err(OpenFailure::Broken("it is missing".into())),
        (false, false) => empty(folder, keys)
            .and_then(|()| activate(folder))
            .map_err(OpenFailure::from)
            .and_then(|()| opening::open(folder, keys, notices)),
    };
    let why = match first {
        Err(OpenFailure::Broken(why)) => why,
        other => return other,
    };
    let why = match from_log(folder, keys, notices)? {
        Ok(open) => return Ok(open),
        Err(later) => later.unwrap_or(why),
    };
    if means == Means::Gentle {
        return Err(OpenFailure::Broken(why));
    }
    Ok(from_export(folder, keys, &why, notices)?)
}

/// A database of an earlier format, written anew in the present one: beside it, then in its place. The old one goes, and the
/// old export with it: what they hold is not sealed as it is now.
fn renewed(open: Open, folder: &StoreFolder, keys: &Keys, notices: &mut Vec<String>) -> Result<Open, OpenFailure> {
    let written = export::write(folder, &open, keys);
    discard(open);
    written?;
    let header = match export::inspect(&folder.export(), keys) {
        Ok(header) => header,
        Err(Flaw::Refused(error)) => return Err(error.into()),
        Err(flaw) => return Err(OpenFailure::Broken(format!("it could not be copied: {flaw:?}"))),
    };
    let draft = folder.database_draft();
    if let Err(error) = export::restore(folder, &draft, keys, &header) {
        let _ = guichet_disk::remove(&draft);
        return Err(error.into());
    }
    let before = folder.database_before();
    let moved = |error| fault::disk("write", &before, &error);
    fs::rename(folder.database(), &before).map_err(moved)?;
    folder.sync()?;
    activate(folder)?;
    let open = opening::open(folder, keys, notices)?;
    if let Err(error) = export::write(folder, &open, keys).and_then(|()| guichet_disk::remove(&before).map_err(moved)) {
        discard(open);
        return Err(error.into());
    }
    Ok(open)
}

/// A database older than its export lost what was on the disk before: the export is the better of the two.
fn not_older(open: Open, folder: &StoreFolder) -> Result<Open, OpenFailure> {
    let known = open.tables.number(meta::EXPORTS);
    let known = match known {
        Ok(known) => known,
        Err(error) => {
            discard(open);
            return Err(OpenFailure::Broken(error.to_string()));
        }
    };
    let older = export::serial(&folder.export()).is_some_and(|serial| serial > known);
    // An export that says so and is damaged proves nothing.
    if older && export::read(&folder.export(), |_, _, _| Ok(())).is_ok() {
        discard(open);
        return Err(OpenFailure::Broken("it is older than its last export".into()));
    }
    Ok(open)
}

/// Without sled's summaries, which a crash can leave half written, the database is read from its log. The inner `Err`
/// says why that did not help either; `None` where it was not tried.
fn from_log(
    folder: &StoreFolder,
    keys: &Keys,
    notices: &mut Vec<String>,
) -> Result<Result<Open, Option<String>>, StoreError> {
    let summaries = folder.summaries();
    if summaries.is_empty() {
        return Ok(Err(None));
    }
    let before = reach(&summaries);
    for summary in &summaries {
        guichet_disk::remove(summary).map_err(|error| fault::disk("remove", summary, &error))?;
    }
    match opening::open(folder, keys, notices).and_then(|open| not_older(open, folder)) {
        Ok(open) => {
            let shorter = reach(&folder.summaries()) < before;
            let lost =
                if shorter { "the end of the log is missing, and what was kept last with it" } else { "all are there" };
            notices.push(format!(
                "A summary in {} was damaged: the conversations were read from the log again; {lost}.",
                folder.database().display()
            ));
            Ok(Ok(open))
        }
        Err(OpenFailure::Refused(error)) => Err(error),
        Err(OpenFailure::Broken(why)) => Ok(Err(Some(why))),
    }
}

/// How far into the log summaries reach, by their names: a number of 16 hexadecimal digits.
fn reach(summaries: &[PathBuf]) -> Option<i64> {
    let number = |path: &PathBuf| i64::from_str_radix(path.file_name()?.to_str()?.strip_prefix("snap.")?, 16).ok();
    summaries.iter().filter_map(number).max()
}

/// Makes an empty database beside the place of the active one.
fn empty(folder: &StoreFolder, keys: &Keys) -> Result<(), StoreError> {
    let draft = folder.database_draft();
    opening::make(&draft, keys).map_err(|failure| refusal(failure, &draft))
}

/// Puts the database made beside it in its place.
fn activate(folder: &StoreFolder) -> Result<(), StoreError> {
    fs::rename(folder.database_draft(), folder.database())
        .map_err(|error| fault::disk("write", &folder.database(), &error))?;
    folder.sync()
}

fn from_export(folder: &StoreFolder, keys: &Keys, why: &str, notices: &mut Vec<String>) -> Result<Open, StoreError> {
    let copy = match export::inspect(&folder.export(), keys) {
        Ok(header) => Some(header),
        Err(Flaw::Refused(error)) => return Err(error),
        Err(Flaw::Absent) => None,
        Err(Flaw::Damaged(flaw)) => {
            let aside = folder.set_aside(&folder.export())?;
            notices
                .push(format!("The export of the conversations cannot be read ({flaw}): it was set aside as {aside}."));
            None
        }
    };
    // The new one is whole before the broken one is moved: a full disk changes nothing.
    let draft = folder.database_draft();
    let made = match &copy {
        Some(header) => export::restore(folder, &draft, keys, header),
        None => empty(folder, keys).map(|()| 0),
    };
    let count = match made {
        Ok(count) => count,
        Err(error) => {
            // Half of it would only take room.
            let _ = guichet_disk::remove(&draft);
            return Err(error);
        }
    };
    let mut said = format!("The conversations in {} could not be opened: {why}.", folder.database().display());
    if folder.database().exists() {
        let aside = folder.set_aside(&folder.database())?;
        said =
            format!("{said} What is left of them was set aside as {aside}: delete it when nobody needs to look at it.");
    }
    activate(folder)?;
    let outcome = opening::open(folder, keys, notices).map_err(|failure| refusal(failure, &folder.database()))?;
    notices.push(match copy {
        Some(_) => format!(
            "{said} They were made again from the export of {}: {count} conversations. Those who wrote since then start \
             where they were before it.",
            export::day(&folder.export()).unwrap_or_else(|| "an unknown day".into())
        ),
        None => format!("{said} There was no export to make them again from: everybody starts again."),
    });
    Ok(outcome)
}

/// A failure as the sentence for the operator.
pub(crate) fn refusal(failure: OpenFailure, path: &Path) -> StoreError {
    match failure {
        OpenFailure::Refused(error) => error,
        OpenFailure::Broken(why) => fault::broken("open", path, &why),
    }
}
