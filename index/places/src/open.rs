//! The index of places, open.

use crate::build::{Manifest, covered, segment_folder};
use crate::error::PlacesError;
use crate::find::{self, PlaceHits, Words};
use crate::gazetteer::Gazetteer;
use crate::nearest;
use crate::phones::Phones;
use crate::segment::{Rows, Segment};
use guichet_core::model::{Item, ItemId};
use guichet_core::ports::catalog::{Near, PlaceHit, Query};
use guichet_disk::{Mapped, checked};
use std::path::Path;

/// Every place and every commune, opened for reading: immutable, memory-mapped, shared by threads.
pub struct Places {
    segments: Vec<Segment>,
    gazetteer: Gazetteer,
    phones: Phones,
}

impl Places {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// A file is missing, or cannot be read.
    pub fn open(folder: &Path) -> Result<Self, PlacesError> {
        let gazetteer = checked::read(&folder.join(Gazetteer::FILE))?;
        Ok(Self { segments: segments(folder)?, gazetteer, phones: Phones::default() })
    }

    /// An index held in memory: of two places with one identifier, the first is found.
    ///
    /// # Errors
    /// There is not enough memory.
    pub fn in_memory(items: impl IntoIterator<Item = Item>, gazetteer: Gazetteer) -> Result<Self, PlacesError> {
        let segments = vec![Segment::in_memory(items.into_iter())?];
        let hidden = covered(&segments);
        let without = |(segment, rows): (Segment, Rows)| {
            Ok::<_, PlacesError>(segment.without(Mapped::held(&rows.column().collect::<Vec<_>>())?))
        };
        let segments = segments.into_iter().zip(hidden).map(without).collect::<Result<_, _>>()?;
        Ok(Self { segments, gazetteer, phones: Phones::default() })
    }

    /// The communes.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// A place, by its identifier or by that of a record that is part of it.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn item(&self, id: &ItemId) -> Result<Option<Item>, PlacesError> {
        let found = self.segments.iter().find_map(|segment| Some((segment, segment.row(id)?)));
        found.map(|(segment, row)| segment.item(row)).transpose()
    }

    /// Whether some digits, dialled within the country, are the number of a place. The first time, every place is read.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn is_phone(&self, digits: &str) -> Result<bool, PlacesError> {
        self.phones.hold(&self.segments, digits)
    }

    /// The identifiers of the places of a commune, which name it (`place/msap-18279-7`); of all where none is given.
    pub fn ids(&self, commune: Option<&str>) -> Vec<ItemId> {
        let is_of = |id: &str| commune.is_none_or(|commune| id.split('-').nth(1) == Some(commune));
        let mut ids = Vec::new();
        for segment in &self.segments {
            segment.each_id(|id, row| {
                if is_of(id) && !segment.is_hidden(row) {
                    ids.push(id.into());
                }
            });
        }
        ids
    }

    /// The nearest places that are asked for, the nearest first. Where they must be open, those that surely are.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn nearest(&self, near: &Near<'_>) -> Result<Vec<PlaceHit>, PlacesError> {
        nearest::nearest(self, near)
    }

    /// Whether a query asks for a place: its kind, a postal code, or the name of a commune and nothing else. A name of one
    /// word may be a word of a need: then it is that of a town.
    pub fn is_asked(&self, query: &Query, words: Words<'_>) -> bool {
        find::is_asked(self, query, words)
    }

    /// Places that bear every word of a query, if one of the words or the reader's position sets them apart. `best` is the
    /// score of the best text.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn hits(&self, query: &Query, words: Words<'_>, limit: usize, best: f32) -> Result<PlaceHits, PlacesError> {
        find::hits(self, query, words, limit, best)
    }

    /// The tables, those whose places are shown first before the others.
    pub(crate) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What a list of results needs of a place.
    pub(crate) fn summary(&self, at: usize, row: u32) -> Result<Item, PlacesError> {
        let segment = self.segments.get(at).ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidData))?;
        Ok(segment.item(row)?.into_summary())
    }
}

/// Whether every file of an index is as it was written; it reads them all.
///
/// # Errors
/// A file cannot be read.
pub fn verify(folder: &Path) -> Result<bool, PlacesError> {
    let manifest = Manifest::read(folder)?;
    let records = |name: &String| Segment::records(&segment_folder(folder, name)).is_ok();
    let whole = segments(folder)?.iter().all(Segment::is_whole) && manifest.segments().iter().all(records);
    Ok(whole && checked::read::<Gazetteer>(&folder.join(Gazetteer::FILE)).is_ok())
}

fn segments(folder: &Path) -> Result<Vec<Segment>, PlacesError> {
    let manifest = Manifest::read(folder)?;
    let open = |(at, name): (usize, &String)| {
        Ok(Segment::open(&segment_folder(folder, name))?.without(manifest.hidden(folder, at)?))
    };
    manifest.segments().iter().enumerate().map(open).collect()
}
