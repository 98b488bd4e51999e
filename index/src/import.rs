//! Bringing a source in: read, report, store, index, put in force. Until the last step what was there stays in force.

use crate::data::{DataFolder, Writer, cannot_write, entries, files, json_line, make, name_of};
use crate::embedded;
use crate::error::Error;
use crate::generation::Draft;
use crate::pack::{self, Form, Incoming, Origin, Pack, StoredPack, check_name};
use crate::progress::{Counted, Progress, Watch, Watched};
use guichet_content::Severity;
use guichet_content::skos::{self, Skos};
use guichet_core::model::{Concept, Date, Moment};
use guichet_import::spreadsheet::Mapping;
use guichet_import::{
    Around, CommunePoints, Counts, ImportError, Sink, annuaire, communes, data_inclusion, france_services, hsds,
    mednum, spreadsheet, vosdroits,
};
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

/// What `guichet import` reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Fiches of service-public.fr: the publisher's zip, or a folder of its XML files.
    Vosdroits,
    /// Places of digital mediation.
    Mednum,
    /// Services and structures of data·inclusion.
    DataInclusion,
    /// France services counters.
    FranceServices,
    /// The directory of public services.
    Annuaire,
    /// Open Referral HSDS.
    Hsds,
    /// A city's own spreadsheet, read by a mapping.
    Table,
    /// The gazetteer of communes.
    Communes,
    /// A thesaurus in SKOS: Turtle or RDF/XML.
    Skos,
    /// A folder shaped like `content/`.
    Pack,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 10] = [
        Self::Vosdroits,
        Self::Mednum,
        Self::DataInclusion,
        Self::FranceServices,
        Self::Annuaire,
        Self::Hsds,
        Self::Table,
        Self::Communes,
        Self::Skos,
        Self::Pack,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vosdroits => "vosdroits",
            Self::Mednum => "mednum",
            Self::DataInclusion => "data-inclusion",
            Self::FranceServices => "france-services",
            Self::Annuaire => "annuaire",
            Self::Hsds => "hsds",
            Self::Table => spreadsheet::FORMAT,
            Self::Communes => "communes",
            Self::Skos => "skos",
            Self::Pack => "pack",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How an import ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Documents or rows read: kept and refused.
    pub read: usize,
    /// Kept, also those merged into others or serving them.
    pub kept: usize,
    /// Warnings on what was kept.
    pub warnings: usize,
    /// Refused, each with its reason.
    pub refused: usize,
    /// Items that can now be found.
    #[serde(skip)]
    pub items: usize,
    /// The file that holds every warning and refusal, one JSON object a line.
    #[serde(skip)]
    pub file: PathBuf,
}

impl Report {
    /// Whether anything could be read. If not, the pack of that name stays as it was.
    pub fn in_force(&self) -> bool {
        self.kept > 0
    }
}

/// Imports `path` as the pack `name`, in place of what that pack held.
///
/// # Errors
/// The name cannot be a pack's, the source or the folder cannot be used, or another program is writing. One bad record
/// is no error: it is in the report.
pub fn import(folder: &DataFolder, format: Format, path: &Path, name: &str, now: Moment) -> Result<Report, Error> {
    import_with(folder, format, path, name, now, &Wishes::default())
}

/// What an import may be told besides its source.
#[derive(Default)]
pub struct Wishes<'w> {
    /// The mapping of a spreadsheet. By default `mapping.toml` beside it.
    pub mapping: Option<PathBuf>,
    /// Who wants to know how far it is.
    pub progress: Option<&'w dyn Fn(Progress)>,
}

/// The same, with wishes.
///
/// # Errors
/// As for [`import`], and where a spreadsheet has no mapping that can be used.
pub fn import_with(
    folder: &DataFolder,
    format: Format,
    path: &Path,
    name: &str,
    now: Moment,
    wishes: &Wishes<'_>,
) -> Result<Report, Error> {
    check_name(name)?;
    fs::metadata(path).map_err(|source| unreadable(path, source))?;
    let place = folder.packs().join(name);
    if format != Format::Pack {
        refuse_authored(folder, name)?;
    }
    let writer = folder.writer()?;
    pack::clear_leftovers(&writer);
    let done = match format {
        Format::Pack => keep_folder(&writer, path, &place),
        _ => bring_in(&writer, format, path, name, now, wishes),
    };
    // Nothing is left of what did not come into force.
    if !done.as_ref().is_ok_and(Report::in_force) {
        pack::clear_leftovers(&writer);
    }
    done
}

/// What somebody wrote by hand is not replaced by an import.
pub(crate) fn refuse_authored(folder: &DataFolder, name: &str) -> Result<(), Error> {
    match Pack::open(name.to_owned(), folder.packs().join(name)).form {
        Form::Authored => Err(Error::Authored(name.to_owned())),
        Form::Imported(_) | Form::Broken(_) => Ok(()),
    }
}

/// Reads a source into a pack, and puts it in force.
fn bring_in(
    writer: &Writer,
    format: Format,
    path: &Path,
    name: &str,
    now: Moment,
    wishes: &Wishes<'_>,
) -> Result<Report, Error> {
    let (report, stored) = take_in(writer, format, path, name, (now, now.date), wishes)?;
    if let Some(stored) = stored {
        put_in_force(writer, vec![stored])?;
    }
    Ok(report)
}

/// Reads a source into a pack that is not in force yet: its rows go to the disk as they come. Rows without a date have
/// that of the file, which stands beside the moment. No pack where nothing could be read.
pub(crate) fn take_in(
    writer: &Writer,
    format: Format,
    path: &Path,
    name: &str,
    (now, undated): (Moment, Date),
    wishes: &Wishes<'_>,
) -> Result<(Report, Option<StoredPack>), Error> {
    let mut incoming = Incoming::begin(writer, name)?;
    let watch = Watch::new(wishes.progress.unwrap_or(&|_| {}));
    let source = Source { format, path, undated, mapping: wishes.mapping.as_deref(), watch: &watch };
    let read = source.read(&mut Counted { sink: &mut incoming, watch: &watch }).map_err(|error| match error {
        Error::Import(ImportError::NotKept { source }) => cannot_write(incoming.folder(), source),
        error => error,
    })?;
    watch.change(|now| now.indexing = true);
    let Counts { read: count, kept, refused } = read.counts;
    if kept > 0 {
        pack::fade(&mut incoming, &Pack::open(name.to_owned(), writer.folder().packs().join(name)), now.date)?;
    }
    let report = Report {
        read: count,
        kept,
        warnings: incoming.warnings(),
        refused,
        items: incoming.taken() + read.concepts.len(),
        file: writer.folder().report(name),
    };
    if !report.in_force() {
        incoming.report_alone()?;
        return Ok((report, None));
    }
    let origin = Origin { format: format.name(), source: name_of(path), now, licence: read.licence };
    let stored = incoming.store(read.counts, &read.concepts, origin)?;
    Ok((report, Some(stored)))
}

/// Puts packs in force, all of them in one generation.
pub(crate) fn put_in_force(writer: &Writer, stored: Vec<StoredPack>) -> Result<(), Error> {
    let mut packs = pack::list(writer.folder());
    for stored in &stored {
        packs = with(packs, stored.pack());
    }
    let draft = Draft::build(writer, &packs)?;
    stored.into_iter().try_for_each(|stored| stored.commit(writer))?;
    draft.put_in_force(writer)?;
    Ok(())
}

/// Copies a folder shaped like `content/` and indexes it.
fn keep_folder(writer: &Writer, from: &Path, place: &Path) -> Result<Report, Error> {
    if entries(from).is_empty() {
        return Err(unreadable(from, io::ErrorKind::NotADirectory.into()));
    }
    let name = name_of(place);
    let own = Pack { name: name_of(from), folder: from.to_owned(), form: Form::Authored };
    let batch = own.read(&embedded::authored()?)?.batch;
    let count = |severity| batch.findings.iter().filter(|finding| finding.severity == severity).count();
    let report = Report {
        read: batch.read,
        kept: batch.kept,
        warnings: count(Severity::Warning),
        refused: batch.refused,
        items: batch.items.len(),
        file: writer.folder().report(&name),
    };
    writer.write(&report.file, |out| batch.findings.iter().try_for_each(|finding| json_line(out, finding)))?;
    if !report.in_force() {
        return Ok(report);
    }
    let draft = writer.draft_folder(place)?;
    for (inside, text) in pack::texts(from)?.0 {
        let file = draft.join(inside);
        make(file.parent().unwrap_or(&draft))?;
        fs::write(&file, text).map_err(|source| cannot_write(&file, source))?;
    }
    let index = Draft::build(writer, &with(pack::list(writer.folder()), Pack::open(name, draft)))?;
    writer.keep_folder(place)?;
    index.put_in_force(writer)?;
    Ok(report)
}

/// The packs as they will be once `pack` is in force.
fn with(mut packs: Vec<Pack>, pack: Pack) -> Vec<Pack> {
    packs.retain(|other| other.name != pack.name);
    packs.push(pack);
    packs.sort_by(|a, b| a.name.cmp(&b.name));
    packs
}

/// What a source gives besides its rows.
#[derive(Default)]
struct Read {
    counts: Counts,
    /// Concepts of a thesaurus, which is a graph and is read whole; none in most sources.
    concepts: Vec<Concept>,
    /// Under which licence the whole stands, where no item says it.
    licence: Option<String>,
}

/// What is read, and how.
struct Source<'s> {
    format: Format,
    path: &'s Path,
    undated: Date,
    mapping: Option<&'s Path>,
    watch: &'s Watch<'s>,
}

impl<'s> Source<'s> {
    fn open(&self) -> Result<Watched<'s, File>, Error> {
        let reader = File::open(self.path).map_err(|source| unreadable(self.path, source))?;
        let length = reader.metadata().map_or(0, |facts| facts.len());
        self.watch.change(|now| now.of = length);
        Ok(Watched { reader, watch: self.watch })
    }

    fn read(&self, sink: &mut dyn Sink) -> Result<Read, Error> {
        let (path, name) = (self.path, name_of(self.path));
        let counts = match self.format {
            Format::Vosdroits if path.is_dir() => {
                let (found, names) = inside_of(path, &["xml"])?;
                vosdroits::read_files(&names, |index| File::open(&found[index]), sink)?
            }
            Format::Vosdroits => vosdroits::read_zip(BufReader::new(self.open()?), &name, sink)?,
            Format::Communes => communes::read(self.open()?, &name, &points()?, sink)?,
            Format::Skos => {
                return thesaurus(File::open(path).map_err(|source| unreadable(path, source))?, &name, sink);
            }
            Format::Pack => return Err(Error::NotYet(self.format.name())),
            _ => {
                let (communes, features) = (points()?, embedded::features()?);
                let around = Around { undated: self.undated, communes: &communes, features: &features };
                self.places(&name, &around, sink)?
            }
        };
        Ok(Read { counts, ..Read::default() })
    }

    /// Reads a format of places.
    fn places(&self, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, Error> {
        let path = self.path;
        let counts = match self.format {
            Format::FranceServices => france_services::read(self.open()?, name, around, sink)?,
            Format::Mednum => mednum::read(self.open()?, name, around, sink)?,
            Format::DataInclusion => {
                let (found, names) = inside_of(path, &["json", "csv"])?;
                data_inclusion::read(&names, |index| File::open(&found[index]), around, sink)?
            }
            Format::Table => {
                let kinds = embedded::kinds()?;
                let mapping = self.mapping(&kinds)?;
                spreadsheet::read(self.open()?, name, &mapping, &kinds, around, sink)?
            }
            Format::Hsds if path.is_dir() => {
                let (found, names) = inside_of(path, &["csv", "tsv", "txt", "json"])?;
                hsds::read_files(&names, |index| File::open(&found[index]), name, around, sink)?
            }
            Format::Hsds if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) => {
                hsds::read_zip(BufReader::new(self.open()?), name, around, sink)?
            }
            Format::Hsds => hsds::read(self.open()?, name, around, sink)?,
            _ => annuaire::read(self.open()?, name, around, sink)?,
        };
        Ok(counts)
    }

    /// The mapping that was given, or the one that lies beside the spreadsheet.
    fn mapping(&self, kinds: &[String]) -> Result<Mapping, Error> {
        let file = self.mapping.map_or_else(|| self.path.with_file_name("mapping.toml"), Path::to_owned);
        let text = fs::read_to_string(&file).map_err(|source| unreadable(&file, source))?;
        Ok(Mapping::read(&text, &file.display().to_string(), kinds)?)
    }
}

/// The files of a folder that end so, and their names inside it; a file that is given stands alone.
fn inside_of(folder: &Path, ends: &[&str]) -> Result<(Vec<PathBuf>, Vec<String>), Error> {
    let wanted =
        |path: &PathBuf| path.extension().is_some_and(|end| ends.iter().any(|wanted| end.eq_ignore_ascii_case(wanted)));
    let found: Vec<PathBuf> = match folder.is_dir() {
        true => files(folder)?.into_iter().filter(wanted).collect(),
        false => vec![folder.to_owned()],
    };
    let names = found.iter().map(|file| inside(folder, file)).collect();
    Ok((found, names))
}

/// The communes that every program carries, with their points and names.
fn points() -> Result<CommunePoints, Error> {
    Ok(crate::sources::gazetteer(&[])?.communes().collect())
}

fn thesaurus(file: File, name: &str, sink: &mut dyn Sink) -> Result<Read, Error> {
    let Skos { concepts, licence, batch } = skos::read(file, name)?;
    let counts = Counts { read: batch.read, kept: batch.kept, refused: batch.refused };
    let told = batch.findings.into_iter().try_for_each(|finding| sink.finding(finding));
    told.map_err(|source| ImportError::NotKept { source })?;
    Ok(Read { counts, concepts, licence })
}

fn inside(folder: &Path, file: &Path) -> String {
    if folder == file {
        return name_of(file);
    }
    let inside = file.strip_prefix(folder).unwrap_or(file).iter();
    inside.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    Error::Unreadable { path: path.to_owned(), source }
}
