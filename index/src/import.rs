//! Bringing a source in: read, report, store, index, put in force. Until the last step what was there stays in force.

use crate::data::{DataFolder, Writer, entries, files, json_line, make, name_of};
use crate::error::Error;
use crate::generation::Draft;
use crate::pack::{self, Form, Pack, Read};
use crate::{embedded, pack::check_name};
use guichet_content::skos::{self, Skos};
use guichet_content::{Batch, Severity};
use guichet_core::model::Moment;
use guichet_import::{annuaire, communes, vosdroits};
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
    /// The gazetteer of communes.
    Communes,
    /// A thesaurus in SKOS: Turtle or RDF/XML.
    Skos,
    /// A folder shaped like `content/`.
    Pack,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Vosdroits,
        Self::Mednum,
        Self::DataInclusion,
        Self::FranceServices,
        Self::Annuaire,
        Self::Hsds,
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
    check_name(name)?;
    fs::metadata(path).map_err(|source| unreadable(path, source))?;
    let place = folder.packs().join(name);
    let by_hand = matches!(Pack::open(name.to_owned(), place.clone()).form, Form::Authored);
    if by_hand && format != Format::Pack {
        return Err(Error::Authored(name.to_owned()));
    }
    let writer = folder.writer()?;
    pack::clear_leftovers(&writer);
    let read = read(format, path, now)?;
    let batch = &read.batch;
    let count = |severity| batch.findings.iter().filter(|warning| warning.severity == severity).count();
    let report = Report {
        read: batch.read,
        kept: batch.kept,
        warnings: count(Severity::Warning),
        refused: batch.refused,
        items: batch.items.len() + read.communes.lines().skip(1).count() + read.concepts.len(),
        file: folder.reports().join(format!("{name}.jsonl")),
    };
    writer.write(&report.file, |out| batch.findings.iter().try_for_each(|warning| json_line(out, warning)))?;
    if !report.in_force() {
        return Ok(report);
    }
    if format == Format::Pack {
        keep_folder(&writer, path, &place)?;
    } else {
        let stored = pack::store(&writer, name, &read, format.name(), name_of(path), now)?;
        // The index is built from the disk; what was read need not stay beside it in memory.
        drop(read);
        let draft = Draft::build(&writer, &packs_with(folder, stored.pack(name)));
        match draft {
            Ok(draft) => {
                stored.commit(&writer)?;
                draft.put_in_force(&writer)?;
            }
            Err(error) => {
                pack::clear_leftovers(&writer);
                return Err(error);
            }
        }
    }
    Ok(report)
}

/// Copies a folder shaped like `content/` and indexes it.
fn keep_folder(writer: &Writer, from: &Path, place: &Path) -> Result<(), Error> {
    let draft = writer.draft_folder(place)?;
    for (inside, text) in pack::texts(from)?.0 {
        let file = draft.join(inside);
        make(file.parent().unwrap_or(&draft))?;
        fs::write(&file, text).map_err(|source| crate::data::cannot_write(&file, source))?;
    }
    let name = name_of(place);
    let index = Draft::build(writer, &packs_with(writer.folder(), Pack::open(name, draft)))?;
    writer.keep_folder(place)?;
    index.put_in_force(writer)?;
    Ok(())
}

/// The packs as they will be once `pack` is in force.
fn packs_with(folder: &DataFolder, pack: Pack) -> Vec<Pack> {
    let mut packs = pack::list(folder);
    packs.retain(|other| other.name != pack.name);
    packs.push(pack);
    packs.sort_by(|a, b| a.name.cmp(&b.name));
    packs
}

fn read(format: Format, path: &Path, now: Moment) -> Result<Read, Error> {
    if format == Format::Communes {
        let file = File::open(path).map_err(|source| unreadable(path, source))?;
        let found = communes::read(BufReader::new(file), &name_of(path))?;
        return Ok(Read { communes: communes::lines(&found.communes), batch: found.batch, ..Read::default() });
    }
    if format == Format::Skos {
        let file = File::open(path).map_err(|source| unreadable(path, source))?;
        let Skos { concepts, licence, batch } = skos::read(file, &name_of(path))?;
        return Ok(Read { concepts, licence, batch, ..Read::default() });
    }
    Ok(Read { batch: batch(format, path, now)?, ..Read::default() })
}

fn batch(format: Format, path: &Path, now: Moment) -> Result<Batch, Error> {
    match format {
        Format::Vosdroits if path.is_dir() => {
            let xml = |path: &PathBuf| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xml"));
            let found = files(path)?.into_iter().filter(xml);
            Ok(vosdroits::read_files(found.map(|file| (inside(path, &file), fs::read(&file)))))
        }
        Format::Vosdroits => {
            let file = File::open(path).map_err(|source| unreadable(path, source))?;
            Ok(vosdroits::read_zip(BufReader::new(file), &name_of(path))?)
        }
        Format::Pack => {
            if entries(path).is_empty() {
                return Err(unreadable(path, io::ErrorKind::NotADirectory.into()));
            }
            Ok(Pack { name: name_of(path), folder: path.to_owned(), form: Form::Authored }
                .read(&embedded::authored()?)?
                .batch)
        }
        Format::Annuaire => {
            let file = File::open(path).map_err(|source| unreadable(path, source))?;
            let gazetteer = crate::sources::gazetteer(&[])?;
            let commune = |code: &str| gazetteer.commune(code).and_then(|commune| commune.position);
            let around = annuaire::Around { undated: now.date, commune: &commune };
            Ok(annuaire::read(BufReader::new(file), &name_of(path), &around)?)
        }
        Format::Mednum
        | Format::DataInclusion
        | Format::FranceServices
        | Format::Hsds
        | Format::Communes
        | Format::Skos => Err(Error::NotYet(format.name())),
    }
}

fn inside(folder: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(folder).unwrap_or(file).iter();
    inside.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    Error::Unreadable { path: path.to_owned(), source }
}
