//! Handing out what is in force, in the field's own formats. A file is written whole, or not at all.

use crate::data::DataFolder;
use crate::embedded;
use crate::error::Error;
use crate::handed_out;
use crate::pack;
use crate::sources::{self, Sources};
use guichet_content::skos;
use guichet_core::fingerprint::Fingerprint;
use guichet_core::model::Item;
use guichet_disk::DiskError;
use guichet_import::export::{self, ExportError, Exported, Form};
use std::collections::HashSet;
use std::io;
use std::path::Path;

/// What names the file.
const OPTION: &str = "--out";

/// What `guichet export` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Places in data·inclusion, version 1, JSON.
    DataInclusion,
    /// Places of digital mediation in their national standard, version 1, CSV.
    Mednum,
    /// Places in Open Referral HSDS 3.0, JSON.
    Hsds,
    /// Places in GeoJSON.
    GeoJson,
    /// Places as a table with columns of our own.
    Csv,
    /// The thesaurus in SKOS, as Turtle.
    Skos,
}

impl ExportFormat {
    /// Every format, in the order of the help.
    pub const ALL: [Self; 6] = [Self::DataInclusion, Self::Mednum, Self::Hsds, Self::GeoJson, Self::Csv, Self::Skos];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DataInclusion => "data-inclusion",
            Self::Mednum => "mednum",
            Self::Hsds => "hsds",
            Self::GeoJson => "geojson",
            Self::Csv => "csv",
            Self::Skos => "skos",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The form of places that it is, if it is one.
    const fn form(self) -> Option<Form> {
        match self {
            Self::DataInclusion => Some(Form::DataInclusion),
            Self::Mednum => Some(Form::Mednum),
            Self::Hsds => Some(Form::Hsds),
            Self::GeoJson => Some(Form::GeoJson),
            Self::Csv => Some(Form::Csv),
            Self::Skos => None,
        }
    }
}

/// Which places are handed out: all that a source still lists, as each source says them, unless something is said.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// Under this licence alone.
    pub licence: Option<String>,
    /// Of this source alone.
    pub source: Option<String>,
}

impl Chosen {
    fn takes(&self, item: &Item) -> bool {
        let is = |wanted: &Option<String>, held: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(held))
        };
        let listed = item.place.as_ref().is_some_and(|place| place.gone.is_none());
        listed && is(&self.licence, &item.source.licence) && is(&self.source, &item.source.name)
    }
}

/// Writes what is in force, the embedded content and the packs over it, to `path`; says how many records, and what the
/// format could not carry.
///
/// What stands at `path` is replaced once the new file is whole; a pipe or a device is written as it comes.
///
/// # Errors
/// The place cannot be written, or the licences of the places cannot share a file; then what was there stays. A pack that is
/// broken is left out, as it is in a search.
pub fn export(folder: &DataFolder, format: ExportFormat, chosen: &Chosen, path: &Path) -> Result<Exported, Error> {
    let packs = pack::list(folder);
    let Some(form) = format.form() else {
        let (concepts, themes) = sources::thesaurus(&packs)?;
        handed_out::write(path, OPTION, |out| skos::write(&concepts, &themes, out))?;
        return Ok(Exported { written: concepts.len(), ..Exported::default() });
    };
    let features = embedded::features()?;
    let sources = Sources::of(&packs);
    // What fails once fails before anything is written.
    drop(sources.all_places()?);
    let places = || {
        // Of two places with one identifier the first is in force.
        let mut seen = HashSet::new();
        let all = sources.all_places().into_iter().flatten();
        all.filter(move |item| seen.insert(Fingerprint::of(item.id.as_bytes()).value()) && chosen.takes(item))
    };
    let mut done = Ok(Exported::default());
    let written = handed_out::write(path, OPTION, |out| {
        done = export::write(form, &places, &features, out);
        match &mut done {
            Ok(_) => Ok(()),
            // The draft goes; why is said below.
            Err(_) => Err(io::ErrorKind::Other.into()),
        }
    });
    match done {
        Err(ExportError::Mixed(mixed)) => Err(Error::Mixed(mixed)),
        Err(ExportError::Io(source)) => Err(DiskError::new("write", path, source).given_with(OPTION).into()),
        Ok(exported) => written.map(|()| exported),
    }
}
