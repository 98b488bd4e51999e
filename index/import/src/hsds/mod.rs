//! Open Referral HSDS: the JSON of version 3.0 (services, organizations, locations or services at locations, alone, in a list
//! or in pages of an API), its tabular form (a table a file, in a folder or a zip), and the tables of versions 1.1 and 2.0.
//!
//! A location is a place; what is done there stands below it. E-mail addresses and names of contacts are never read. A place
//! in another country is kept, and told: nobody near is sent there.

mod contacts;
mod gather;
mod offer;
mod ours;
mod schedule;
mod series;
mod tables;
mod terms;

use crate::error::ImportError;
use crate::input::{self, Form, not_this};
use crate::position::Around;
use crate::record::{Origin, Run};
use crate::records;
use crate::sink::{Counts, Sink};
use crate::table::Table;
use gather::Places;
use serde_json::{Map, Value};
use std::io::{self, Read, Seek};
use tables::Tables;

/// Name of the source.
pub const SOURCE: &str = "hsds";
/// The kind of place: the standard names none.
pub const KIND: &str = "association";

const ORIGIN: Origin<'_> = Origin { name: SOURCE, publisher: "Open Referral (HSDS)", licence: "unknown", figures: 32 };

/// Keys under which records stand in pages.
const LISTS: [&str; 4] = ["contents", "data", "results", "items"];
/// Most rows of all tables: they wait in memory, to be tied.
const MOST_ROWS: usize = 2_000_000;
/// Most bytes unpacked from one file of a zip, and from all of them.
const LARGEST: u64 = 256 << 20;
const TOTAL: u64 = 1 << 30;
/// Most files in a zip.
const FILES: usize = 10_000;

/// Reads one file: JSON, or one table. `name` is the file as the operator gave it, for the findings.
///
/// # Errors
/// The file is of another kind or cannot be read, or the sink fails.
pub fn read(reader: impl Read, name: &str, around: &Around<'_>, sink: &mut dyn Sink) -> Result<Counts, ImportError> {
    let mut source = Source::new(name, around, sink);
    source.file(reader, name)?;
    source.done()
}

/// Reads the files of a folder, whose names are given; `open` opens one, by its number.
///
/// # Errors
/// As for [`read`].
pub fn read_files<R: Read>(
    names: &[String],
    mut open: impl FnMut(usize) -> io::Result<R>,
    name: &str,
    around: &Around<'_>,
    sink: &mut dyn Sink,
) -> Result<Counts, ImportError> {
    let mut source = Source::new(name, around, sink);
    for (at, file) in names.iter().enumerate().filter(|(_, file)| is_read(file)) {
        let read = open(at).map_err(|source| ImportError::Unreadable { name: file.clone(), source });
        source.tolerate(read.map(|reader| (reader, file.as_str())));
    }
    source.done()
}

/// Reads a zip of such files. No size that it declares is believed.
///
/// # Errors
/// As for [`read`].
pub fn read_zip(
    reader: impl Read + Seek,
    name: &str,
    around: &Around<'_>,
    sink: &mut dyn Sink,
) -> Result<Counts, ImportError> {
    let broken =
        |cause: zip::result::ZipError| ImportError::NotAnArchive { name: name.into(), cause: cause.to_string() };
    let mut archive = zip::ZipArchive::new(reader).map_err(broken)?;
    if archive.len() > FILES {
        return Err(ImportError::TooMuch { name: name.into(), files: archive.len(), most: FILES });
    }
    let mut source = Source::new(name, around, sink);
    let mut left = TOTAL;
    for at in 0..archive.len() {
        let inside = archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
        if !is_read(&inside) {
            continue;
        }
        let inside = crate::fields::line(&inside);
        match archive.by_index(at) {
            Ok(file) if file.is_dir() => {}
            Ok(file) => {
                let mut unpacked = Unpacked { reader: file, left: LARGEST.min(left) };
                let before = unpacked.left;
                source.tolerate(Ok((&mut unpacked, inside.as_str())));
                left -= before - unpacked.left;
            }
            Err(cause) => {
                let why = format!("it cannot be unpacked ({cause}): fetch the zip again, without a password");
                source.run.out.warn(&inside, "", "", why);
            }
        }
    }
    source.done()
}

/// Whether a file is one that is read: a known table, or records in JSON.
fn is_read(file: &str) -> bool {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let json = last.ends_with(".json") && !last.contains("datapackage") && !last.contains("schema");
    !last.starts_with('.') && (json || tables::named(last).is_some())
}

/// A file of a zip, that fails where more comes out of it than any source has.
struct Unpacked<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("more is packed in it than any source has"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(out.len());
        let read = self.reader.read(&mut out[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// What was read so far.
struct Source<'a> {
    run: Run<'a>,
    tables: Tables,
    places: Places<'a>,
    format: bool,
}

impl<'a> Source<'a> {
    fn new(name: &'a str, around: &'a Around<'a>, sink: &'a mut dyn Sink) -> Self {
        let run = Run::new(name, &ORIGIN, around, sink);
        Self { run, tables: Tables::default(), places: Places::new(around.undated, around.features), format: false }
    }

    /// One file among others: what is wrong with it is told, and the others are read.
    fn tolerate<R: Read>(&mut self, file: Result<(R, &str), ImportError>) {
        let read = file.and_then(|(reader, name)| {
            self.file(reader, name).map_err(|error| match error {
                // What comes before stays.
                ImportError::Unreadable { source, .. } => ImportError::Unreadable { name: name.to_owned(), source },
                error => error,
            })
        });
        if let Err(error) = read {
            let name = self.run.name();
            self.run.out.warn(name, "", "", error.to_string());
        }
    }

    fn file(&mut self, reader: impl Read, name: &str) -> Result<(), ImportError> {
        let (form, text) = input::open(reader, name, SOURCE)?;
        if form == Form::Table {
            let Some(table) = tables::named(name) else {
                return Err(not_this(
                    name,
                    SOURCE,
                    "its name is that of no table of the standard, such as locations.csv",
                ));
            };
            let rows = Table::open(text, name, SOURCE)?;
            rows.require(&[("id", &["id", "taxonomy_id"])])?;
            self.format = true;
            self.tables.read(table, rows, &mut self.run);
            return Ok(());
        }
        let mut rest = Map::new();
        let Self { run, places, tables, .. } = self;
        records::each_or_rest(text, run, SOURCE, &LISTS, &mut rest, &mut |run, record| {
            let source = format!("{name}:{}", run.line);
            record_of(run, places, &source, &record);
        })?;
        self.format = true;
        // One object: a record, or a table under each name.
        let mut any = false;
        for (key, value) in &mut rest {
            if let (Some(table), Value::Array(list)) =
                (tables::named(&format!("{}.csv", key.trim_end_matches(".csv"))), value)
                && key.ends_with(".csv")
            {
                any = true;
                for row in std::mem::take(list) {
                    run.out.counts.read += 1;
                    match row {
                        Value::Object(row) => tables.row(table, name.to_owned(), row, run),
                        _ => run.out.refuse(name, "", key, "not an object: not kept"),
                    }
                }
            }
        }
        if !any && rest.contains_key("id") {
            run.out.counts.read += 1;
            record_of(run, places, name, &rest);
        } else if !any && run.out.counts.read == 0 {
            return Err(not_this(name, SOURCE, "it holds no record of the standard"));
        }
        Ok(())
    }

    fn done(self) -> Result<Counts, ImportError> {
        let Self { mut run, tables, mut places, format } = self;
        if !format {
            return Err(not_this(run.name(), SOURCE, "no table and no record of the standard is in it"));
        }
        if !tables.is_empty() {
            tables.give(&mut places, &mut run);
        }
        places.give(&mut run);
        run.done()
    }
}

/// One record in JSON, counted as read: kept for what it says of places, a location once it is given.
fn record_of(run: &mut Run<'_>, places: &mut Places<'_>, source: &str, record: &Map<String, Value>) {
    if let Some(record) = ours::record(source, record) {
        return run.keep(record);
    }
    match places.add(source, record) {
        Ok(true) => {}
        Ok(false) => run.out.counts.kept += 1,
        Err(why) => run.out.refuse(source, &text(record, "id"), "", why),
    }
}

/// The values of an object.
type Values = Map<String, Value>;

/// The objects of a list.
fn objects<'v>(values: &'v Values, key: &str) -> impl Iterator<Item = &'v Values> {
    values.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// A value as text: numbers and booleans written out, anything else empty.
fn text(values: &Values, key: &str) -> String {
    match values.get(key) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(value)) => value.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
