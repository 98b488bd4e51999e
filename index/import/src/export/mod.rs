//! Places handed out in the field's own standards, one at a time, in bounded memory. What a standard cannot carry is counted
//! and told, never squeezed in; what is handed out and read again gives the same places.

mod data_inclusion;
mod geojson;
pub(crate) mod hsds;
mod licences;
mod losses;
mod mednum;
mod table;
#[cfg(test)]
mod tests;

use crate::contact;
use guichet_content::Features;
use guichet_core::model::{Item, ItemId, Place};
use serde::Serialize;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};

pub use licences::Mixed;
pub use losses::{Loss, Losses};

/// A standard that places are handed out in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// data·inclusion, version 1, JSON: an object with `structures` and `services`.
    DataInclusion,
    /// Places of digital mediation, version 1, CSV.
    Mednum,
    /// Open Referral HSDS 3.0, JSON: a list of organizations.
    Hsds,
    /// GeoJSON.
    GeoJson,
    /// A table with columns of our own.
    Csv,
}

/// Why nothing was handed out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Licences that cannot stand in one file.
    #[error(transparent)]
    Mixed(#[from] Mixed),
    /// The file cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What was handed out.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Places written.
    pub written: usize,
    /// Places that the standard has no room for.
    pub left_out: usize,
    /// What it could not carry of those that were written, and why others were left out.
    pub not_carried: Vec<Loss>,
}

/// Writes places in a standard. `places` gives them all, as often as it is asked, in the same order.
///
/// # Errors
/// The place cannot be written to, or the licences of the places cannot stand in one file.
pub fn write<I: Iterator<Item = Item>>(
    form: Form,
    places: &dyn Fn() -> I,
    features: &Features,
    out: &mut dyn Write,
) -> Result<Exported, ExportError> {
    let mut work =
        Work { features, losses: Losses::default(), licences: licences::Licences::default(), ids: HashSet::new() };
    let written = match form {
        Form::DataInclusion => data_inclusion::write(places, &mut work, out),
        Form::Mednum => mednum::write(places(), &mut work, out),
        Form::Hsds => hsds::write(places(), &mut work, out),
        Form::GeoJson => geojson::write(places(), &mut work, out),
        Form::Csv => table::write(places(), &mut work, out),
    }?;
    let (left_out, not_carried) = work.losses.done();
    Ok(Exported { written, left_out, not_carried })
}

/// What one run needs and gathers.
struct Work<'a> {
    features: &'a Features,
    losses: Losses,
    licences: licences::Licences,
    /// Identifiers given so far, eight bytes each.
    ids: HashSet<u64>,
}

impl Work<'_> {
    /// An identifier that no other place has in this file: its publisher's own, else ours.
    fn id(&mut self, own: String, id: &ItemId) -> String {
        let mut fresh = |id: &str| {
            let mut hasher = DefaultHasher::new();
            id.hash(&mut hasher);
            self.ids.insert(hasher.finish())
        };
        let ours = || id.strip_prefix("place/").unwrap_or(id).to_owned();
        if !own.is_empty() && fresh(&own) { own } else { ours() }
    }
}

/// The items that are places, each with its place.
fn of(item: &Item) -> Option<&Place> {
    item.place.as_ref()
}

/// The lines of an address: the first, and what follows it.
fn lines(place: &Place) -> (&str, &str) {
    place.address.split_once('\n').unwrap_or((&place.address, ""))
}

/// A number as standards write it: with the sign of its country, where it can be called from another one.
fn phone(place: &Place) -> Option<String> {
    contact::international(&place.phone)
}

/// Writes a list of JSON objects, one a line.
struct List<'w> {
    out: &'w mut dyn Write,
    first: bool,
}

impl<'w> List<'w> {
    fn begin(out: &'w mut dyn Write, head: &str) -> io::Result<Self> {
        out.write_all(head.as_bytes())?;
        Ok(Self { out, first: true })
    }

    fn add(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut *self.out, value).map_err(io::Error::from)
    }

    fn end(self, tail: &str) -> io::Result<()> {
        self.out.write_all(tail.as_bytes())
    }
}
