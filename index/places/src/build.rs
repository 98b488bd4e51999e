//! Places into an index, table by table. A table whose source did not change is taken over from an earlier index as it is.
//!
//! ```text
//! tables      the names of the tables, the ones shown first before the others
//! merged/     the table of the places that several records describe
//! <table>/    the table of a source, under a name that says what it was made from
//! hidden-<n>  of the table at that place: places that an earlier table says better
//! gazetteer   the communes
//! ```

use crate::error::PlacesError;
use crate::gazetteer::Gazetteer;
use crate::link;
use crate::merge::{self, Merged};
use crate::segment::{Rows, Segment};
use guichet_core::model::Item;
use guichet_disk::{Mapped, checked, entries, link_file, name_of};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that names the tables.
const TABLES: &str = "tables";
/// The table of places that several records describe.
const MERGED: &str = "merged";

/// The places of one source.
pub struct Input<'a> {
    /// What they are made from: the same name, the same places. Letters, digits and hyphens.
    pub name: String,
    /// The program carries them itself, and none of them twice.
    pub is_carried: bool,
    /// The places, read where they are needed; `None`: they cannot be, and the source is left out.
    pub items: Box<dyn FnOnce() -> Option<Box<dyn Iterator<Item = Item>>> + 'a>,
}

/// Which tables an index has.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    segments: Vec<String>,
}

impl Manifest {
    pub fn read(folder: &Path) -> Result<Self, PlacesError> {
        Ok(checked::read(&folder.join(TABLES))?)
    }

    /// The names of the tables, in order.
    pub fn segments(&self) -> &[String] {
        &self.segments
    }

    /// The hidden places of the table at a place.
    pub fn hidden(&self, folder: &Path, at: usize) -> Result<Mapped, PlacesError> {
        Ok(Mapped::open(&folder.join(hidden(at)))?)
    }
}

/// The folder of a table.
pub(crate) fn segment_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}

fn hidden(at: usize) -> String {
    format!("hidden-{at}")
}

/// Builds the index in the empty folder `folder`; how many places are found in it. Of two places with one identifier, the
/// one of the first input is found. Records of several sources that are one place are found as one. `earlier`: folders of
/// other indexes of this format, whole, whose tables may be taken over.
///
/// # Errors
/// The folder cannot be written.
pub fn build(
    folder: &Path,
    earlier: &[PathBuf],
    inputs: Vec<Input<'_>>,
    gazetteer: &Gazetteer,
) -> Result<usize, PlacesError> {
    let (mut names, mut brought) = (Vec::new(), false);
    for Input { name, is_carried, items } in inputs {
        let home = segment_folder(folder, &name);
        fs::create_dir_all(&home)?;
        if !earlier.iter().any(|earlier| take_over(&segment_folder(earlier, &name), &home)) {
            let Some(items) = items() else {
                fs::remove_dir_all(&home)?;
                continue;
            };
            Segment::write(&home, items.map(Merged::from))?;
        }
        brought |= !is_carried;
        names.push(name);
    }
    // The tables that the program carries hold no place twice.
    if brought {
        merge(folder, &names)?;
        names.insert(0, MERGED.to_owned());
    }
    let segments = open(folder, &names)?;
    let covered = covered(&segments);
    for (at, rows) in covered.iter().enumerate() {
        fs::write(folder.join(hidden(at)), rows.column().collect::<Vec<_>>())?;
    }
    checked::write(&folder.join(Gazetteer::FILE), gazetteer)?;
    checked::write(&folder.join(TABLES), &Manifest { segments: names })?;
    Ok(segments.iter().map(Segment::count).sum::<usize>() - covered.iter().map(Rows::len).sum::<usize>())
}

fn open(folder: &Path, names: &[String]) -> Result<Vec<Segment>, PlacesError> {
    names.iter().map(|name| Segment::open(&segment_folder(folder, name))).collect()
}

/// Makes the table of the places that several records of the others describe.
fn merge(folder: &Path, names: &[String]) -> Result<(), PlacesError> {
    let segments = open(folder, names)?;
    let mut records = Vec::new();
    let mut rows: Vec<(usize, u32)> = Vec::new();
    for (at, (name, covered)) in names.iter().zip(covered(&segments)).enumerate() {
        for mut record in Segment::records(&segment_folder(folder, name))? {
            if !covered.holds(record.row) {
                rows.push((at, record.row));
                record.row = rows.len() as u32 - 1;
                records.push(record);
            }
        }
    }
    let groups = link::groups(&records).groups;
    drop(records);
    let home = segment_folder(folder, MERGED);
    fs::create_dir_all(&home)?;
    let mut failed = None;
    let merged = groups.iter().filter_map(|group| {
        let members = group.rows.iter().filter_map(|row| rows.get(*row as usize));
        let members = members.map(|(at, row)| segments[*at].item(*row)).collect::<Result<Vec<_>, _>>();
        members.map_err(|error| failed.get_or_insert(error)).ok().and_then(|members| merge::merge(&members))
    });
    Segment::write(&home, merged)?;
    failed.map_or(Ok(()), Err)
}

/// Of each table, the places whose identifier is that of one before them.
pub(crate) fn covered(segments: &[Segment]) -> Vec<Rows> {
    let of = |(at, segment): (usize, &Segment)| {
        let mut covered = Rows::none(segment.count());
        segment.each_id(|id, row| {
            let earlier = segments[..at].iter().any(|other| other.row(id).is_some());
            // Two places of one source with one identifier: the first is meant.
            if earlier || segment.row(id).is_some_and(|first| first != row) {
                covered.add(row);
            }
        });
        covered
    };
    segments.iter().enumerate().map(of).collect()
}

/// Takes a table of another index over. `false`: it is to be built.
fn take_over(from: &Path, to: &Path) -> bool {
    let taken =
        || -> io::Result<()> { entries(from).iter().try_for_each(|path| link_file(path, &to.join(name_of(path)))) };
    from.is_dir() && taken().is_ok() && Segment::open(to).is_ok()
}
