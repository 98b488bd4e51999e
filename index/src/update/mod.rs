//! `guichet update`: the configured sources brought up to date, from their addresses or from a folder.
//!
//! 1. Each source is fetched into its folder of the data folder, if it changed; nothing else is touched meanwhile.
//! 2. Under the writer's lock, each new file is judged, read into a pack beside the one in force, and judged again.
//! 3. All that came through is put in force as one generation. Whatever fails, what was in force stays.

mod address;
mod cache;
mod changes;
mod fault;
mod fetch;
mod judge;
mod net;
mod outcome;
mod source;
mod stick;

pub use changes::Changes;
pub use outcome::{Outcome, SourceState};

use crate::clock;
use crate::config::Config;
use crate::data::{DataFolder, Writer, cannot_write, entries, make, name_of, remove};
use crate::error::Error;
use crate::import::{Report, Wishes, put_in_force, refuse_authored, take_in};
use crate::pack::{self, Form, Manifest, Pack, StoredPack};
use cache::{Cache, State};
use fault::Fault;
use fetch::{Fetch, Fetched, fetch, moment};
use guichet_core::model::{Date, Moment};
use guichet_disk::Lock;
use net::Net;
use source::{Kind, Source};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// What is asked of an update.
#[derive(Debug, Clone)]
pub struct Update<'a> {
    /// A folder that holds the files; none: they are fetched.
    pub from: Option<&'a Path>,
    /// The sources that are wanted; none: all of them.
    pub only: &'a [String],
    /// Take also what is older than what is in force, or keeps far less.
    pub force: bool,
    /// Before a source is tried again.
    pub pause: Duration,
}

impl Default for Update<'_> {
    fn default() -> Self {
        Self { from: None, only: &[], force: false, pause: Duration::from_secs(2) }
    }
}

/// A whole file that is not in force.
struct Ready<'a> {
    source: &'a Source,
    cache: Cache,
    file: State,
}

/// A pack that is not in force yet.
struct Read<'a> {
    ready: Ready<'a>,
    stored: StoredPack,
    outcome: Outcome,
}

/// Brings the sources up to date, and tells `told` of each as soon as it is known.
///
/// # Errors
/// The configuration makes no sense, another update runs, or the folder cannot be read or written. What fails for one
/// source alone is in its outcome.
pub fn update(
    folder: &DataFolder,
    config: &Config,
    update: &Update<'_>,
    now: Moment,
    told: &mut dyn FnMut(&Outcome),
) -> Result<Vec<Outcome>, Error> {
    let sources = Source::all(config, update.only)?;
    let net = Net::of(&config.update, update.pause)?;
    let files = update.from.map(stick::list).transpose()?;
    let place = folder.sources();
    make(&place)?;
    let path = place.join("lock");
    let lock = Lock::try_take(&path).map_err(|source| cannot_write(&path, source))?;
    let _alone = lock.ok_or_else(|| Error::Updating(folder.root().to_owned()))?;
    clear(&place, config);
    let mut outcomes = Vec::new();
    let mut tell = |outcome: Outcome| {
        told(&outcome);
        outcomes.push(outcome);
    };
    let mut ready = Vec::new();
    for source in &sources {
        match gather(folder, source, update, files.as_deref(), &net, now.date) {
            Ok(Gathered::Ready(file)) => ready.push(file),
            Ok(Gathered::Done(outcome)) => tell(outcome),
            Err(fault) => tell(Outcome::failed(source, fault)),
        }
    }
    if !ready.is_empty() {
        bring_in(folder, ready, update.force, now, &mut tell)?;
    }
    Ok(outcomes)
}

/// When the server of an imported pack's source was last found to have nothing newer; none where none was asked.
pub(crate) fn checked(folder: &DataFolder, manifest: &Manifest) -> Option<Date> {
    let (place, content) = (folder.sources(), manifest.content());
    let states = entries(&place).into_iter().filter_map(|path| Cache::of(&place, &name_of(&path)).state());
    states.filter(|state| state.became.as_ref() == Some(&content)).filter_map(|state| state.checked).max()
}

/// Removes what was kept of sources that are not configured any more.
fn clear(place: &Path, config: &Config) {
    for path in entries(place).into_iter().filter(|path| path.is_dir() && !config.sources.contains_key(&name_of(path)))
    {
        let _ = remove(&path);
    }
}

/// What came of looking for a source's file.
enum Gathered<'a> {
    Ready(Ready<'a>),
    Done(Outcome),
}

/// Looks for the file of a source.
fn gather<'a>(
    folder: &DataFolder,
    source: &'a Source,
    update: &Update<'_>,
    files: Option<&[PathBuf]>,
    net: &Net,
    today: Date,
) -> Result<Gathered<'a>, Fault> {
    refuse_authored(folder, &source.pack)?;
    let cache = Cache::of(&folder.sources(), &source.name);
    let content = in_force(folder, &source.pack).map(|manifest| manifest.content());
    let last = cache.state();
    let became = |state: &State| content.is_some() && state.became == content;
    let in_force = last.as_ref().filter(|state| became(state));
    // A file that came and could not be put in force is not asked for again.
    let known = in_force.or_else(|| last.as_ref().filter(|state| cache.holds(state)));
    let fetched = match (files, &source.address) {
        (Some(files), _) => {
            let Some(file) = stick::pick(source, files) else {
                let said = format!("no file of it is there: it would be called {}", source.patterns.join(" or "));
                return Ok(Gathered::Done(Outcome::new(source, SourceState::Absent, said)));
            };
            stick::bring(source, file, &cache, known)?.map_or(Fetched::Unchanged, Fetched::Whole)
        }
        (None, Some(address)) => {
            fetch(&Fetch { net, source, from: address, cache: &cache, known, force: update.force })?
        }
        (None, None) => {
            let remedy = "Write url in the configuration, or bring its file: guichet update --from PATH";
            return Err(Fault::new("it has no address", remedy));
        }
    };
    let file = match fetched {
        Fetched::Whole(state) => {
            // The same file may have come from elsewhere, or under another name.
            let same = in_force.filter(|known| known.sha256 == state.sha256).and_then(|known| known.became.clone());
            State { became: same, ..state }
        }
        Fetched::Unchanged => known.cloned().unwrap_or_default(),
        Fetched::Older(before, after) => {
            let said = format!("the file that is offered is of {after}, that in force of {before}: it stays");
            return Ok(Gathered::Done(Outcome::new(source, SourceState::Older, said)));
        }
    };
    if file.became.is_none() {
        return Ok(Gathered::Ready(Ready { source, cache, file }));
    }
    cache.drop_file();
    // A stick says nothing of what its publisher has by now.
    let checked = if files.is_some() { file.checked } else { Some(today) };
    cache.keep_state(&State { checked, ..file })?;
    Ok(Gathered::Done(Outcome::new(source, SourceState::Unchanged, "nothing newer")))
}

/// Reads the files into packs, and puts all of them in force at once.
fn bring_in(
    folder: &DataFolder,
    ready: Vec<Ready<'_>>,
    force: bool,
    now: Moment,
    tell: &mut dyn FnMut(Outcome),
) -> Result<(), Error> {
    let writer = match writer(folder) {
        Ok(writer) => writer,
        Err(error) => {
            // What came is at hand for the next update.
            let said = error.to_string();
            ready.iter().for_each(|ready| tell(Outcome::failed(ready.source, Fault::new(said.clone(), ""))));
            return Ok(());
        }
    };
    pack::clear_leftovers(&writer);
    let mut read = Vec::new();
    for ready in ready {
        match read_one(&writer, ready, force, now) {
            Ok(one) => read.push(one),
            Err(outcome) => tell(*outcome),
        }
    }
    if read.is_empty() {
        pack::clear_leftovers(&writer);
        return Ok(());
    }
    let mut done = Vec::new();
    let mut packs = Vec::new();
    for Read { ready, stored, outcome } in read {
        done.push((ready, stored.manifest().content(), outcome));
        packs.push(stored);
    }
    if let Err(error) = put_in_force(&writer, packs) {
        pack::clear_leftovers(&writer);
        let said = error.to_string();
        for (ready, ..) in done {
            tell(Outcome::failed(ready.source, Fault::new(said.clone(), "")));
        }
        return if error.is_user_error() { Ok(()) } else { Err(error) };
    }
    for (ready, content, outcome) in done {
        ready.cache.drop_file();
        let checked = ready.file.address.as_ref().map(|_| now.date);
        ready.cache.keep_state(&State { became: Some(content), checked, ..ready.file })?;
        tell(outcome);
    }
    Ok(())
}

/// The writer's lock, waited for.
fn writer(folder: &DataFolder) -> Result<Writer, Error> {
    let mut last = Error::Busy(folder.root().to_owned());
    for () in clock::within(PATIENCE, PAUSE) {
        match folder.writer() {
            Err(Error::Busy(path)) => last = Error::Busy(path),
            done => return done,
        }
    }
    Err(last)
}

/// Reads one file into a pack beside the one in force, and judges both.
fn read_one<'a>(writer: &Writer, ready: Ready<'a>, force: bool, now: Moment) -> Result<Read<'a>, Box<Outcome>> {
    let source = ready.source;
    let fail = |fault: Fault| Box::new(Outcome::failed(source, fault));
    // A file that is of no use is not kept: the next update asks for it anew.
    let useless = |fault: Fault| {
        ready.cache.forget();
        fail(fault)
    };
    let path = ready.cache.file(&ready.file);
    let Kind::File(format) = source.kind;
    judge::beginning(format, &path).map_err(useless)?;
    let dated = dated(&ready.file, now.date);
    let (report, stored) = match take_in(writer, format, &path, &source.pack, (now, dated), &Wishes::default()) {
        Ok(taken) => taken,
        Err(error @ Error::Import(_)) => return Err(useless(error.into())),
        Err(error) => return Err(fail(error.into())),
    };
    let Some(stored) = stored else {
        let said = format!("nothing in its file could be read as {}", format.name());
        let mut outcome = useless(Fault::new(said, format!("See {}", report.file.display())));
        outcome.import = Some(report);
        return Err(outcome);
    };
    let before = in_force(writer.folder(), &source.pack);
    if let Some(before) = &before
        && let Some(mut outcome) = objection(source, before, stored.manifest(), now.date).filter(|_| !force)
    {
        outcome.import = Some(report);
        return Err(Box::new(outcome));
    }
    let old = Pack::open(source.pack.clone(), writer.folder().packs().join(&source.pack));
    let changes = changes::between(&old, &stored.pack()).map_err(|error| fail(error.into()))?;
    let outcome = updated(source, before.as_ref(), stored.manifest(), changes, report);
    Ok(Read { ready, stored, outcome })
}

/// The day of rows that have no date: when their file changed, where its server says so.
fn dated(file: &State, today: Date) -> Date {
    let changed = file.last_modified.as_deref().and_then(moment).map(|moment| Date::from(moment.date_naive()));
    changed.map_or(today, |changed| changed.min(today))
}

/// Why a pack that was read should not take the place of the one in force.
fn objection(source: &Source, before: &Manifest, after: &Manifest, today: Date) -> Option<Outcome> {
    if before.format != after.format {
        return None;
    }
    // A date to come is a slip of the pen, and says nothing of the others.
    let newest = |manifest: &Manifest| manifest.newest.filter(|newest| *newest <= today);
    if let Some((was, is)) = newest(before).zip(newest(after)).filter(|(was, is)| is < was) {
        let said = format!("the newest record that is offered is of {is}, that in force of {was}: it stays");
        let remedy = format!("If the older one is wanted all the same: guichet update {} --force", source.name);
        return Some(Outcome { remedy, ..Outcome::new(source, SourceState::Older, said) });
    }
    if after.kept.saturating_mul(2) < before.kept {
        let said = format!("only {} records could be kept, where {} are in force: they stay", after.kept, before.kept);
        let remedy = format!("See the report. If it is as it should be: guichet update {} --force", source.name);
        return Some(Outcome::failed(source, Fault::new(said, remedy)));
    }
    None
}

fn updated(source: &Source, before: Option<&Manifest>, after: &Manifest, changes: Changes, report: Report) -> Outcome {
    let date = |manifest: &Manifest| manifest.newest.map(|newest| newest.to_string());
    let things = if after.items > 0 && after.places == Some(after.items) { "places" } else { "things" };
    let Changes { added, gone, changed } = changes;
    let said = match before {
        None => format!("{} {things}, for the first time", report.items),
        Some(_) => format!("{added} {things} added, {gone} gone, {changed} changed"),
    };
    let (was, is) = (before.and_then(date), date(after));
    let said = match (&was, &is) {
        (Some(was), Some(is)) if was != is => format!("{said}; the newest record was of {was} and is of {is}"),
        (_, Some(is)) => format!("{said}; the newest record is of {is}"),
        _ => said,
    };
    let refused = if report.refused > 0 { format!("; {} refused", report.refused) } else { String::new() };
    let said = format!("{said}{refused}");
    Outcome {
        before: was,
        after: is,
        changes: Some(changes),
        import: Some(report),
        ..Outcome::new(source, SourceState::Updated, said)
    }
}

/// What the pack of that name says of itself, if it is imported and whole.
fn in_force(folder: &DataFolder, pack: &str) -> Option<Manifest> {
    let pack = Pack::open(pack.to_owned(), folder.packs().join(pack));
    pack.verify().ok()?;
    if let Form::Imported(manifest) = pack.form { Some(*manifest) } else { None }
}
