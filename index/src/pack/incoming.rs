//! A source on its way into a pack: items, communes and findings go to their files as they come, and nothing is in force
//! until all of them are whole.

use super::hashed::Hashed;
use super::stored::{self, StoredPack};
use super::{Manifest, STORED};
use crate::data::{Writer, cannot_write, json_line, make};
use crate::error::Error;
use flate2::Compression;
use flate2::write::GzEncoder;
use guichet_content::{Finding, Severity};
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::{Commune, Concept, Date, Item, ItemId, Moment};
use guichet_disk::{DiskError, DraftFile};
use guichet_import::{Counts, Sink, communes};
use std::collections::{BTreeSet, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What a source is, besides its rows.
pub(crate) struct Origin {
    /// Its format, as `guichet import` names it.
    pub format: &'static str,
    /// The file or folder it came from: its name alone.
    pub source: String,
    /// When it is imported.
    pub now: Moment,
    /// Under which licence the whole stands, where no item says it.
    pub licence: Option<String>,
}

/// The rows of a source, taken as they come.
pub(crate) struct Incoming<'w> {
    writer: &'w Writer,
    folder: PathBuf,
    report: Report,
    /// Made for the first item, as the file of communes is for the first commune: most sources have one of them.
    items: Option<GzEncoder<Hashed<DraftFile>>>,
    communes: Option<Hashed<DraftFile>>,
    taken: Taken,
    /// The line of an item: compression costs less by the line than by the word.
    line: Vec<u8>,
}

/// What the manifest says of the rows.
#[derive(Default)]
struct Taken {
    items: usize,
    /// How many of the items are places, and the fingerprints of their identifiers.
    places: usize,
    named: HashSet<u64>,
    communes: usize,
    licences: BTreeSet<String>,
    newest: Option<Date>,
}

impl<'w> Incoming<'w> {
    /// Begins the pack of that name, and its report.
    pub(crate) fn begin(writer: &'w Writer, name: &str) -> Result<Self, Error> {
        let folder = writer.folder().packs().join(name);
        let report = Report::begin(writer, name)?;
        Ok(Self { writer, folder, report, items: None, communes: None, taken: Taken::default(), line: Vec::new() })
    }

    /// Where it is written, for what cannot be.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The most recent date of the items that came.
    pub(super) const fn newest(&self) -> Option<Date> {
        self.taken.newest
    }

    /// Whether a place of that identifier came.
    pub(super) fn has(&self, id: &ItemId) -> bool {
        self.taken.named.contains(&named(id))
    }

    /// How many items and communes came.
    pub(crate) const fn taken(&self) -> usize {
        self.taken.items + self.taken.communes
    }

    /// How many warnings came.
    pub(crate) const fn warnings(&self) -> usize {
        self.report.warnings
    }

    /// Puts the report in its place; of the rows, only where they are wanted.
    pub(crate) fn report_alone(self) -> Result<(), Error> {
        self.report.keep()
    }

    /// Puts the report and the files of the pack in their places. The pack is in force once it is committed.
    pub(crate) fn store(self, counts: Counts, concepts: &[Concept], origin: Origin) -> Result<StoredPack, Error> {
        let Self { writer, folder, report, items, communes, taken, .. } = self;
        let warnings = report.warnings;
        report.keep()?;
        make(&folder)?;
        let unwritten = |source| cannot_write(&folder, source);
        // A pack without items has an empty file of them.
        let items = match items {
            Some(items) => items,
            None => items_draft(writer, &folder)?,
        };
        let Hashed { out, fingerprint: hash } = items.finish().map_err(unwritten)?;
        let file = stored::items_file(hash);
        out.keep(&folder.join(&file)).map_err(unwritten)?;
        let communes = communes.map(|Hashed { out, fingerprint }| {
            let file = stored::communes_file(fingerprint);
            out.keep(&folder.join(&file)).map(|()| file)
        });
        let communes = communes.transpose().map_err(unwritten)?;
        let concepts = if concepts.is_empty() { None } else { Some(write_concepts(writer, &folder, concepts)?) };
        let Origin { format, source, now, licence } = origin;
        let manifest = Manifest {
            stored: STORED,
            format: format.to_owned(),
            source,
            imported: now.to_string(),
            newest: taken.newest,
            licences: taken.licences.into_iter().chain(licence).collect(),
            read: counts.read,
            kept: counts.kept,
            warnings,
            refused: counts.refused,
            items: taken.items,
            places: Some(taken.places),
            file,
            hash: hash.to_string(),
            communes,
            concepts,
        };
        Ok(StoredPack { manifest, folder })
    }
}

impl Sink for Incoming<'_> {
    fn item(&mut self, item: Item) -> io::Result<()> {
        let out = match &mut self.items {
            Some(out) => out,
            none => none.insert(items_draft(self.writer, &self.folder).map_err(cause)?),
        };
        self.line.clear();
        json_line(&mut self.line, &item)?;
        out.write_all(&self.line)?;
        self.taken.items += 1;
        if let Some(place) = &item.place {
            self.taken.places += 1;
            self.taken.named.insert(named(&item.id));
            // A place that is gone says nothing of the edition that dropped it.
            self.taken.newest = self.taken.newest.max(place.gone.is_none().then_some(item.source.date));
        } else {
            self.taken.newest = self.taken.newest.max(Some(item.source.date));
        }
        if !self.taken.licences.contains(&item.source.licence) {
            self.taken.licences.insert(item.source.licence);
        }
        Ok(())
    }

    fn commune(&mut self, commune: Commune) -> io::Result<()> {
        let out = match &mut self.communes {
            Some(out) => out,
            none => {
                let draft = self.writer.draft_file(&self.folder.join("communes.tsv")).map_err(cause)?;
                let out = none.insert(Hashed::new(draft));
                out.write_all(communes::HEAD.as_bytes())?;
                out
            }
        };
        out.write_all(communes::line(&commune).as_bytes())?;
        self.taken.communes += 1;
        Ok(())
    }

    fn finding(&mut self, finding: Finding) -> io::Result<()> {
        self.report.add(&finding)
    }
}

fn named(id: &ItemId) -> u64 {
    Fingerprint::of(id.as_bytes()).value()
}

fn items_draft(writer: &Writer, folder: &Path) -> Result<GzEncoder<Hashed<DraftFile>>, Error> {
    let draft = writer.draft_file(&folder.join("items.jsonl.gz"))?;
    Ok(GzEncoder::new(Hashed::new(draft), Compression::default()))
}

fn write_concepts(writer: &Writer, folder: &Path, concepts: &[Concept]) -> Result<String, Error> {
    let unwritten = |source| cannot_write(folder, source);
    let mut out = Hashed::new(writer.draft_file(&folder.join("concepts.jsonl"))?);
    concepts.iter().try_for_each(|concept| json_line(&mut out, concept)).map_err(unwritten)?;
    let file = stored::concepts_file(out.fingerprint);
    out.out.keep(&folder.join(&file)).map_err(unwritten)?;
    Ok(file)
}

/// What lies under an error of the folder.
fn cause(error: Error) -> io::Error {
    match error {
        Error::Disk(DiskError { source, .. }) => source,
        error => io::Error::other(error),
    }
}

/// `reports/<pack>.jsonl` in the making: every finding, one a line.
pub(crate) struct Report {
    out: DraftFile,
    path: PathBuf,
    warnings: usize,
}

impl Report {
    fn begin(writer: &Writer, name: &str) -> Result<Self, Error> {
        let path = writer.folder().report(name);
        Ok(Self { out: writer.draft_file(&path)?, path, warnings: 0 })
    }

    fn add(&mut self, finding: &Finding) -> io::Result<()> {
        self.warnings += usize::from(finding.severity == Severity::Warning);
        json_line(&mut self.out, finding)
    }

    fn keep(self) -> Result<(), Error> {
        self.out.keep(&self.path).map_err(|source| cannot_write(&self.path, source))
    }
}
